"""Pages of the course. They read; every change goes through services."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import drawings, editions, markup, ready, task_search
from . import search as finder
from .drawings import Leaf
from .models import Course, Lesson, LessonFile, OldSlug, Term

MAIN_COURSE = "aigc"
_FILE_TYPES = {"figures": "image/svg+xml", "code": "text/plain; charset=utf-8"}
_LISTED = ("key", "slug", "title", "order", "day", "minutes", "kind", "status", "stage_id", "course_id", "withdrawn_at")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    course = Course.objects.filter(slug=MAIN_COURSE).first()
    if course is None:
        return render(request, "courses/nothing_yet.html")
    context = _whole(course)
    leaves = context["leaves"]
    context |= {
        "first": next((lesson for leaf in leaves for lesson in leaf.lessons if lesson.is_open), None),
        "wide_rule": drawings.folding_rule(leaves, drawings.WIDE),
        "tall_rule": drawings.folding_rule(leaves, drawings.TALL),
    }
    return render(request, "courses/home.html", context)


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    return render(request, "courses/course.html", _whole(get_object_or_404(Course, slug=course)))


@require_safe
def overview(request: HttpRequest, course: str) -> HttpResponse:
    """One printed page that a teacher hands out."""
    found = get_object_or_404(Course, slug=course)
    address = request.build_absolute_uri(found.get_absolute_url())
    return render(request, "courses/overview.html", _whole(found) | {"site_address": address})


@require_safe
def stage(request: HttpRequest, course: str, number: int) -> HttpResponse:
    found = get_object_or_404(Course, slug=course)
    leaves = {leaf.stage.number: leaf for leaf in _leaves(found)}
    if number not in leaves:
        raise Http404
    context = {
        "course": found,
        "leaf": leaves[number],
        "stage": leaves[number].stage,
        "previous": leaves.get(number - 1),
        "next": leaves.get(number + 1),
    }
    return render(request, "courses/stage.html", context)


@require_safe
@never_cache  # going back must show the bench as it is now, not as the page first came
def lesson(request: HttpRequest, course: str, number: int, slug: str) -> HttpResponse:
    try:
        found = editions.lesson_in(course, slug)
    except Lesson.DoesNotExist:
        moved = OldSlug.objects.select_related("lesson__stage", "lesson__course")
        return redirect(get_object_or_404(moved, course__slug=course, slug=slug).lesson)
    if found.stage.number != number:
        return redirect(found)
    context = {"lesson": found, "course": found.course, "stage": found.stage}
    if found.withdrawn_at:
        return render(request, "courses/withdrawn.html", context, status=410)
    if not found.is_open and not request.user.is_staff:
        return render(request, "courses/draft.html", context, status=404)
    key = (found.pk, found.course.edition)
    return HttpResponse(ready.page(request, "courses/lesson.html", key, context, lambda: _words_of(found)))


def _words_of(lesson: Lesson) -> dict[str, object]:
    tasks = lesson.document.get("practice") or []
    return {
        "document": lesson.document,
        "required": [task for task in tasks if not task.get("optional")],
        "optional": [task for task in tasks if task.get("optional")],
        "strip": drawings.minute_strip(lesson.document),
    }


@require_safe
def prologue(request: HttpRequest, course: str) -> HttpResponse:
    found = get_object_or_404(Course, slug=course)
    context = {"course": found, "headings": markup.headings_of(found.html)}
    return render(request, "courses/prologue.html", context)


@require_safe
def glossary(request: HttpRequest, course: str) -> HttpResponse:
    found = get_object_or_404(Course, slug=course)
    return render(request, "courses/glossary.html", {"course": found, "terms": Term.objects.filter(course=found)})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[: finder.MAX_QUERY]
    context = {
        "asked": asked,
        "hits": finder.find(asked),
        "tasks": task_search.find_tasks(asked),
        "terms": finder.find_terms(asked),
        "limit": finder.LIMIT,
    }
    return render(request, "courses/search.html", context)


@require_safe
def lesson_file(request: HttpRequest, course: str, number: int, slug: str, folder: str, name: str) -> HttpResponse:
    """A figure or a script. It runs nothing and loads nothing, whatever is written in it."""
    if folder not in _FILE_TYPES:
        raise Http404
    lessons = Lesson.objects.all() if request.user.is_staff else Lesson.objects.open()
    here = LessonFile.objects.filter(lesson__in=lessons, lesson__course__slug=course, lesson__stage__number=number)
    found = get_object_or_404(here.select_related("lesson"), path=f"{folder}/{slug}/{name}")
    response = HttpResponse(found.text, content_type=_FILE_TYPES[folder])
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    who = "public" if found.lesson.is_open else "private"
    patch_cache_control(response, **{who: True}, max_age=31_536_000 if "v" in request.GET else 300)
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, because a worker answers only for what lies below its own address."""
    response = render(request, "sw.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def _whole(course: Course) -> dict[str, Any]:
    """The course with its stages, and how many lessons and days they make."""
    leaves = _leaves(course)
    return {
        "course": course,
        "leaves": leaves,
        "total": sum(len(leaf.lessons) for leaf in leaves),
        "days": sum(leaf.stage.days for leaf in leaves),
    }


def _leaves(course: Course) -> list[Leaf]:
    """The stages in order, each with its lessons in order, those being written included."""
    leaves: dict[int, Leaf] = {}
    offset = 0
    for stage in course.stages.defer("body"):
        stage.course = course
        leaves[stage.pk] = Leaf(stage=stage, offset=offset)
        offset += stage.days
    for lesson in course.lessons.listed().in_order().only(*_LISTED):
        leaf = leaves[lesson.stage_id]
        lesson.course, lesson.stage = course, leaf.stage
        leaf.lessons.append(lesson)
    return list(leaves.values())
