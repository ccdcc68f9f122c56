"""The yardstick of bench.pages: a Django view with three indexed selects and a template of the same size."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_academy.settings")
django.setup()

from courses.models import Course, Lesson, Stage  # noqa: E402  models need a ready Django

FILLER = "文" * (int(Path(os.environ["BENCH_PAGE_BYTES"]).read_text()) // 3)
TEMPLATE = engines["django"].from_string(
    "<!doctype html><title>{{ lesson.title }}</title><p>{{ course.title }} {{ stage.title }}</p><div>"
    + FILLER
    + "</div>"
)


def page(request: HttpRequest) -> HttpResponse:
    course = Course.objects.get(slug="aigc")
    stage = Stage.objects.get(course_id=course.pk, number=1)
    lesson = Lesson.objects.defer("document", "parts", "headings", "loaded_text").get(course=course, key="s1-012")
    return HttpResponse(TEMPLATE.render({"course": course, "stage": stage, "lesson": lesson}))


urlpatterns = [path("", page)]

# The same apps and database, none of the middleware and none of the pages.
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = __name__
application = WSGIHandler()
