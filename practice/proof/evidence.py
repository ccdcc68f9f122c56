"""What a learner adds to a hand-in so that others can see it was done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 500


class Evidence(models.Model):
    """A link, a picture, a ticked line or the words about AI labels. Written with its hand-in and never changed."""

    class Kind(models.TextChoices):
        LINK = "link", _("链接")
        IMAGE = "image", _("截图")
        TICK = "tick", _("打了勾的一条")
        DISCLOSURE = "disclosure", _("AI 标注说明")

    hand_in = models.ForeignKey("practice.HandIn", on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("种类"), max_length=10, choices=Kind)
    url = models.CharField(_("链接"), max_length=LONGEST_ADDRESS, blank=True)
    # RESTRICT: erasing a person takes both, and nobody deletes a picture that somebody judges.
    artwork = models.ForeignKey(
        "practice.Artwork", on_delete=models.RESTRICT, null=True, related_name="evidence", verbose_name=_("截图")
    )
    # What the link shows, the line as it was ticked, where and how AI was declared.
    text = models.TextField(_("文字"), blank=True)

    class Meta:
        verbose_name = _("证明")
        verbose_name_plural = _("证明")
        ordering: ClassVar = ["hand_in", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hand_in", "position"], name="one_piece_of_evidence_for_each_position"),
            models.CheckConstraint(
                condition=Q(kind="link", url__startswith="https://") | (~Q(kind="link") & Q(url="")),
                name="only_a_link_has_an_address",
            ),
            models.CheckConstraint(
                condition=Q(kind="image", artwork__isnull=False) | (~Q(kind="image") & Q(artwork=None)),
                name="only_a_picture_has_an_artwork",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["link", "image"]) | (Q(kind__in=["tick", "disclosure"]) & ~Q(text="")),
                name="evidence_shows_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hand_in_id}.{self.position} {self.kind}"
