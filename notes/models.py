"""What a reader leaves beside the lessons. Where a mark stands today is computed (`notes.places`), never stored."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.models import Lesson, LessonRevision

from .anchors import CONTEXT, Anchor

LONGEST_TEXT = 5_000
LONGEST_QUOTE = 1_000


class NoteQuerySet(models.QuerySet["Note"]):
    def of(self, user: Any) -> "NoteQuerySet":
        return self.filter(user=user)

    def standing(self) -> "NoteQuerySet":
        """Those that were not taken away."""
        return self.filter(removed_at=None)

    def marks(self) -> "NoteQuerySet":
        """Highlights: words of the lesson, none of the reader's own."""
        return self.filter(text="").exclude(quote="")

    def bookmarks(self) -> "NoteQuerySet":
        return self.filter(text="", quote="")

    def written(self) -> "NoteQuerySet":
        return self.exclude(text="")

    def in_reading_order(self) -> "NoteQuerySet":
        return self.order_by("lesson__course_id", "lesson__stage__number", "lesson__order", "pk")


class Note(models.Model):
    """A note, a highlight (no text) or a bookmark (neither text nor quote), on a lesson or on one of its headings."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="notes")
    # The text it was made on. It stays what it was, whatever the lesson says later.
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("笔记"), blank=True, max_length=LONGEST_TEXT)
    quote = models.TextField(_("原文"), blank=True, max_length=LONGEST_QUOTE)
    prefix = models.CharField(max_length=2 * CONTEXT, blank=True)
    suffix = models.CharField(max_length=2 * CONTEXT, blank=True)
    heading = models.CharField(max_length=200, blank=True)  # its id
    heading_words = models.CharField(_("小节"), max_length=200, blank=True)  # shown when the heading is gone
    made_at = models.DateTimeField(_("时间"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    # Taken away, and kept for a day so that it can be brought back.
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("笔记")
        verbose_name_plural = _("笔记")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "lesson", "heading"],
                condition=Q(text="", quote="", removed_at=None),
                name="one_bookmark_for_each_place",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "lesson"], name="notes_of_a_reader"),
            models.Index(fields=["removed_at"], condition=~Q(removed_at=None), name="notes_taken_away"),
        ]

    def __str__(self) -> str:
        return f"{self.lesson.key} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("notes:note", args=[self.pk])

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.quote, self.prefix, self.suffix, self.heading)

    @property
    def is_bookmark(self) -> bool:
        return not self.text and not self.quote


class SeenRevision(models.Model):
    """A reader has looked at what changed in a lesson after they finished it. The completion stays what it was."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seen_revisions")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(LessonRevision, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(_("时间"), auto_now=True)

    class Meta:
        verbose_name = _("看过的改动")
        verbose_name_plural = _("看过的改动")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "lesson"], name="one_seen_revision_a_lesson")]

    def __str__(self) -> str:
        return f"{self.user} {self.lesson.key}"
