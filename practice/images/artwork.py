"""A picture of a learner's: generated for a prompt here, or brought along from a tool that has no door for us."""

from pathlib import PurePath
from typing import Any, ClassVar

from django.core.files.storage import FileSystemStorage
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.models import Exercise
from progress.models import Enrollment

FOLDER = "artworks"


class PrivateStorage(FileSystemStorage):
    """In the data folder, and without addresses: whoever wants a file asks a view, and the view asks whose it is."""

    def url(self, name: str | None) -> str:
        raise ValueError("private")


def storage() -> PrivateStorage:
    return PrivateStorage(file_permissions_mode=0o600, directory_permissions_mode=0o700)


class ArtworkQuerySet(models.QuerySet["Artwork"]):
    def of(self, user: Any) -> "ArtworkQuerySet":
        return self.filter(enrollment__user=user)

    def uploaded(self) -> "ArtworkQuerySet":
        return self.filter(origin=Artwork.Origin.UPLOADED)

    def readable_by(self, user: Any) -> "ArtworkQuerySet":
        """One's own; for instructors also what belongs to a task that was handed in."""
        mine = Q(enrollment__user=user)
        if not (user.is_staff and user.has_perm("practice.view_artwork")):
            return self.filter(mine)
        handed_in = self.model._meta.apps.get_model("practice", "HandIn").objects.filter(
            enrollment=OuterRef("enrollment"), exercise=OuterRef("exercise")
        )
        return self.filter(mine | Exists(handed_in))


class Artwork(models.Model):
    class Origin(models.TextChoices):
        GENERATED = "generated", _("在这里生成")
        UPLOADED = "uploaded", _("自己上传")

    class AiLabel(models.TextChoices):
        """The values of GB 45438-2025."""

        NONE = "", _("图里没有带 AI 生成的标识")
        GENERATED = "1", _("图里带着标识：AI 生成")
        POSSIBLY = "2", _("图里带着标识：可能是 AI 生成")
        SUSPECTED = "3", _("图里带着标识：疑似 AI 生成")

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="artworks")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="artworks")
    # Only what was generated here has one, and a place among its one to four pictures.
    attempt = models.ForeignKey(
        "practice.Attempt", on_delete=models.CASCADE, null=True, blank=True, related_name="artworks"
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    # Of the request that brought it, so that sending twice keeps it once.
    key = models.CharField(max_length=100, blank=True)
    prompt = models.TextField(_("提示词"), blank=True)
    # {"size": "1024x1024", "params": {…}}
    settings = models.JSONField(_("参数"), default=dict, blank=True)
    origin = models.CharField(_("来历"), max_length=10, choices=Origin)
    ai_label = models.CharField(_("AI 标识"), max_length=1, choices=AiLabel, blank=True)
    # {"AIGC": {…}, "DigitalSourceType": "…"}: what stands in the file; empty where it says nothing.
    label = models.JSONField(_("标识内容"), default=dict, blank=True)
    original = models.FileField(_("原图"), storage=storage, max_length=80)
    thumbnail = models.FileField(_("缩略图"), storage=storage, max_length=80)
    width = models.PositiveIntegerField(_("宽"))
    height = models.PositiveIntegerField(_("高"))
    bytes = models.PositiveIntegerField(_("字节"))  # of both files
    media_type = models.CharField(_("格式"), max_length=20)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects: ClassVar = ArtworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("图片")
        verbose_name_plural = _("图片")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "number"], name="one_artwork_for_each_number_of_an_attempt"),
            models.UniqueConstraint(
                fields=["enrollment", "key"], condition=~Q(key=""), name="artwork_kept_once_for_each_key"
            ),
            models.CheckConstraint(
                condition=Q(origin="generated", attempt__isnull=False, number__gte=1, number__lte=4)
                | Q(origin="uploaded", attempt=None, number=None),
                name="a_generated_artwork_has_an_attempt_and_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(origin="generated") | ~Q(ai_label=""), name="a_generated_artwork_is_labelled"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["enrollment", "exercise"], name="artworks_of_a_task")]

    def __str__(self) -> str:
        return f"{self.exercise} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("practice:artwork", args=[self.pk, "full"])

    @property
    def thumb_url(self) -> str:
        return reverse("practice:artwork", args=[self.pk, "thumb"])

    @property
    def files(self) -> list[str]:
        return [name for name in (self.original.name, self.thumbnail.name) if name]

    @property
    def is_uploaded(self) -> bool:
        return self.origin == self.Origin.UPLOADED

    @property
    def label_words(self) -> str | Promise:
        """Empty where the file says nothing: then we say nothing either."""
        return self.get_ai_label_display() if self.ai_label else ""

    @property
    def file_name(self) -> str:
        """Under which it is downloaded. What the picture says of AI, its name says, too."""
        label = "-AI" if self.ai_label else ""
        return f"{self.exercise.lesson.key}-{self.exercise.key}-{self.pk}{label}{PurePath(str(self.original)).suffix}"


@receiver(post_delete, sender=Artwork)
def _delete_files(instance: Artwork, **kwargs: object) -> None:
    """Whoever deletes the row (its learner, an erasure, a cascade) deletes the files with it, once that is certain."""
    names = [str(instance.original), str(instance.thumbnail)]
    transaction.on_commit(lambda: discard(names), robust=True)


def discard(names: list[str]) -> None:
    for name in names:
        storage().delete(name)
