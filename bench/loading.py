"""Loading 149 full lessons against rendering them once, and loading them again without a change.

The outlines are filled with the text of s1-012 under their own ids, so that every lesson is a full one.
"""

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

os.environ["AIGC_DATA_DIR"] = tempfile.mkdtemp()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_academy.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from markdown import Markdown  # noqa: E402

from courses import markup, services  # noqa: E402
from courses.document import from_json  # noqa: E402
from courses.models import Lesson  # noqa: E402
from courses.services.publishing import context_of  # noqa: E402
from courses.shapes import LessonDocument  # noqa: E402

BARE = ["tables", "sane_lists", "toc", "fenced_code", "attr_list"]


def main() -> None:
    call_command("migrate", verbosity=0)
    reverse("courses:home")  # the URLconf is imported once in a process, whatever it does
    full = filled_course()
    first = timed(lambda: services.load(folder=full))
    with CaptureQueriesContext(connection) as queries:
        second = timed(lambda: services.load(folder=full))
    drawn = [(document_of(lesson), context_of(lesson)) for lesson in Lesson.objects.select_related("course", "stage")]
    render = timed(lambda: [markup.render_body(document, context=context) for document, context in drawn])
    bare = timed(lambda: [Markdown(extensions=BARE).convert(document.body) for document, _ in drawn])
    writes = [q for q in queries if q["sql"].lstrip("(").startswith(("INSERT", "UPDATE", "DELETE"))]
    print(f"{Lesson.objects.count()} lessons; rendering once {render:.2f} s, without our marks {bare:.2f} s")
    print(f"first load {first:.2f} s: {first / render:.2f} of rendering (bound: under 3), {first / bare:.2f} of bare")
    print(
        f"second load {second:.2f} s, {second / first:.2f} of the first (bound: under 0.3), {len(writes)} rows written"
    )


def document_of(lesson: Lesson) -> LessonDocument:
    return from_json(LessonDocument, lesson.document)


def timed(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def filled_course() -> Path:
    """A copy of the course in which every outline has the front matter, body and figures of s1-012."""
    source, target = settings.CONTENT_DIR / "aigc", Path(tempfile.mkdtemp()) / "aigc"
    shutil.copytree(source, target)
    model = (source / "stage-1" / "012-role-career-advisor.md").read_text()
    figures = source / "stage-1" / "figures" / "role-career-advisor"
    for path in target.glob("stage-*/[0-9]*.md"):
        outline = path.read_text()
        if "\nstatus: draft\n" in outline:
            slug = path.stem.partition("-")[2]
            path.write_text(fill(outline, model, slug))
            shutil.copytree(figures, path.parent / "figures" / slug)
    return target


def fill(outline: str, model: str, slug: str) -> str:
    for name in ("id", "slug", "title", "seed_title", "stage", "order", "day"):
        own = re.search(rf"^{name}: .*$", outline, re.MULTILINE)[0]
        model = re.sub(rf"^{name}: .*$", own.replace("\\", r"\\"), model, count=1, flags=re.MULTILINE)
    # Short enough to stand three on a day, as the outlines do.
    model = re.sub(r"^    minutes: .*$", "    minutes: 5", model, flags=re.MULTILINE)
    model = re.sub(r"^minutes: .*$", "minutes: 35", model, count=1, flags=re.MULTILINE)
    model = re.sub(r"^prerequisites: .*\n", "", model, flags=re.MULTILINE)
    return model.replace("figures/role-career-advisor/", f"figures/{slug}/")


if __name__ == "__main__":
    main()
