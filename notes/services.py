"""Changes to a reader's notes. Keyword-only, harmless twice."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Lesson, LessonRevision

from .anchors import Anchor
from .models import Note, SeenRevision

MOST_NOTES = 5_000  # of one reader
UNDO_FOR = timedelta(days=1)


class NoRoom(Exception):
    """The message tells the reader what to do."""


@transaction.atomic
def keep_note(
    *, user: User, lesson: Lesson, revision: LessonRevision, anchor: Anchor, text: str, heading_words: str = ""
) -> tuple[Note, bool]:
    """The note, and whether it is new: the same words at the same place are kept once. Raises NoRoom."""
    User.objects.select_for_update().get(pk=user.pk)  # two sent at once are one
    mine = Note.objects.of(user).standing()
    is_same = {"lesson": lesson, "text": text, "quote": anchor.quote, "heading": anchor.heading}
    around = {"prefix": anchor.prefix, "suffix": anchor.suffix}
    if known := mine.filter(**is_same, **around).first():
        return known, False
    if mine.count() >= MOST_NOTES:
        raise NoRoom(_("笔记已经有 %(count)d 条，记不下了。先删掉几条再记。") % {"count": MOST_NOTES})
    note = Note.objects.create(user=user, revision=revision, heading_words=heading_words, **is_same, **around)
    return note, True


def rewrite_note(*, note: Note, text: str) -> None:
    note.text = text
    note.save(update_fields=["text", "changed_at"])


def remove_note(*, note: Note) -> None:
    """Out of sight at once; out of the database a day later, with the next one that goes."""
    Note.objects.filter(removed_at__lt=timezone.now() - UNDO_FOR).delete()
    Note.objects.filter(pk=note.pk, removed_at=None).update(removed_at=timezone.now())


@transaction.atomic
def restore_note(*, note: Note) -> Note:
    """As it was. A bookmark that was set again meanwhile is that one."""
    User.objects.select_for_update().get(pk=note.user_id)  # another tab may set it just now
    if note.is_bookmark:
        place = {"lesson": note.lesson_id, "heading": note.heading}
        twin = Note.objects.of(note.user_id).standing().bookmarks().filter(**place).exclude(pk=note.pk).first()
        if twin:
            note.delete()
            return twin
    Note.objects.filter(pk=note.pk).update(removed_at=None)
    return note


def note_seen(*, user: User, lesson: Lesson) -> None:
    """What the lesson says now is no news to this reader any more."""
    assert lesson.published  # noqa: S101  (it was finished, so it was published)
    SeenRevision.objects.update_or_create(user=user, lesson=lesson, defaults={"revision": lesson.published})
