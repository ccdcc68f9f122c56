"""Pictures of learners, for instructors to find. The picture itself opens once its task was handed in."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from ..models import Artwork, HandIn


@admin.register(Artwork)
class ArtworkAdmin(ReadOnlyAdmin):
    list_display = ("id", "show_learner", "exercise", "origin", "ai_label", "show_size", "show_start", "created_at")
    list_filter = ("origin", "ai_label", "media_type", "exercise__lesson__stage")
    list_select_related = ("enrollment__user", "enrollment__course", "exercise__lesson")
    search_fields = ("enrollment__user__email", "enrollment__user__display_name", "exercise__lesson__key", "prompt")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields: ClassVar = (
        "show_learner", "exercise", "attempt", "origin", "show_picture", "prompt", "settings", "ai_label", "label",
        "show_size", "media_type", "created_at",
    )  # fmt: skip
    readonly_fields = ("show_learner", "show_size", "show_picture")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Artwork]:
        handed_in = HandIn.objects.filter(enrollment=OuterRef("enrollment"), exercise=OuterRef("exercise"))
        return super().get_queryset(request).annotate(is_handed_in=Exists(handed_in))

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, artwork: Artwork) -> str:
        return str(artwork.enrollment.user)

    @display(description=_("像素"))
    def show_size(self, artwork: Artwork) -> str:
        return f"{artwork.width} × {artwork.height}"

    @display(description=_("提示词"))
    def show_start(self, artwork: Artwork) -> str:
        return artwork.prompt[:60]

    @display(description=_("图"))
    def show_picture(self, artwork: Artwork) -> str:
        if not artwork.is_handed_in:  # type: ignore[attr-defined]
            return str(_("还没有交上去，只有学习者自己看得到。"))
        return format_html('<a href="{}">{}</a>', artwork.get_absolute_url(), _("打开"))
