"""The list of a course's learners: one page of it, with figures of this moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from courses.models import Course, Stage

from . import standings
from .forms import RosterForm
from .models import Standing, StandingQuerySet

ON_A_PAGE = 50
CARRIED = ("course", "q", "show", "days", "stage", "sort")


def course_of(request: HttpRequest) -> Course:
    """The course asked for, or the first one."""
    courses = Course.objects.only("slug", "title").order_by("pk")
    slug = request.GET.get("course")
    return get_object_or_404(courses, slug=slug) if slug else get_object_or_404(courses[:1])


@dataclass
class Roster:
    course: Course
    asked: QueryDict
    at: datetime

    @classmethod
    def of(cls, request: HttpRequest) -> "Roster":
        return cls(course_of(request), request.GET, timezone.now())

    @cached_property
    def form(self) -> RosterForm:
        return RosterForm(self.asked, stages=Stage.objects.filter(course=self.course).only("number", "title"))

    @property
    def standings(self) -> StandingQuerySet:
        return self.form.standings(self.course, at=self.at)

    @cached_property
    def page(self) -> Page:
        """Of keys: chosen and put in order by what was worked out last."""
        standings.welcome(self.course, at=self.at)
        return Paginator(self.standings.values_list("pk", flat=True), ON_A_PAGE).get_page(self.asked.get("page"))

    @cached_property
    def rows(self) -> list[Standing]:
        """The page, worked out now."""
        keys = list(self.page.object_list)
        standings.refresh_these(keys, at=self.at)
        fresh = Standing.objects.with_learner().in_bulk(keys)
        return [fresh[key] for key in keys if key in fresh]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form on the page sends along, so that it speaks of the same list."""
        return [(name, str(self.asked[name])) for name in CARRIED if self.asked.get(name)]

    @property
    def filter(self) -> str:
        """The address of the same list, without the page."""
        return urlencode(self.carried)

    @property
    def is_filtered(self) -> bool:
        return any(self.form.cleaned_data.get(name) for name in ("q", "show", "stage"))
