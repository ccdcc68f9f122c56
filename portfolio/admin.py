"""Projects for instructors to read. Nothing is changed here."""

from typing import ClassVar

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from progress.admin import ReadOnlyAdmin

from .models import Project, PublicPage

_FOUND_BY = ("enrollment__user__email", "enrollment__user__display_name", "exercise__lesson__key")


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    list_display = ("id", "show_learner", "exercise", "begun_on", "show_disclosed")
    list_filter = ("exercise__lesson__stage",)
    list_select_related = ("enrollment__user", "exercise__lesson")
    search_fields = _FOUND_BY
    date_hierarchy = "begun_on"
    ordering = ("-id",)
    fields: ClassVar = ("show_learner", "exercise", "begun_on", "disclosure", "show_steps")
    readonly_fields = ("show_learner", "show_steps")

    @display(description=_("学习者"), ordering="enrollment__user__email")
    def show_learner(self, project: Project) -> str:
        return str(project.enrollment.user)

    @display(description=_("标明了 AI"), boolean=True)
    def show_disclosed(self, project: Project) -> bool:
        return bool(project.disclosure)

    @display(description=_("节点"))
    def show_steps(self, project: Project) -> str:
        told = [f"{step.milestone} {step.done_on or '…'}\n{step.note}" for step in project.steps.all()]
        return format_html('<pre class="as-typed">{}</pre>', "\n\n".join(told)) if told else "—"


@admin.register(PublicPage)
class PublicPageAdmin(ReadOnlyAdmin):
    list_display = ("code", "show_learner", "show_project", "is_listed", "published_at", "withdrawn_at")
    list_filter = ("is_listed", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("project__enrollment__user", "project__exercise__lesson")
    search_fields = ("code", *(f"project__{path}" for path in _FOUND_BY))
    date_hierarchy = "published_at"
    ordering = ("-published_at",)
    fields: ClassVar = ("code", "show_learner", "show_project", "is_listed", "published_at", "withdrawn_at")
    readonly_fields = ("show_learner", "show_project")

    @display(description=_("学习者"), ordering="project__enrollment__user__email")
    def show_learner(self, page: PublicPage) -> str:
        return str(page.project.enrollment.user)

    @display(description=_("项目"))
    def show_project(self, page: PublicPage) -> str:
        return str(page.project.exercise)
