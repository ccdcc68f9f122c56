import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.management.tables import needing_tables
from courses.models import Course
from courses.services import export


class Command(BaseCommand):
    help = "Write a course as canonical files, with its figures and code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, slug: str, directory: Path, **options: Any) -> None:
        with needing_tables():
            course = Course.objects.filter(slug=slug).first()
        if course is None:
            known = " ".join(Course.objects.values_list("slug", flat=True)) or "（还没有课程）"
            self.stderr.write(f"没有网址名是「{slug}」的课程；现有：{known}")
            sys.exit(1)
        try:
            paths = export(course, directory)
        except OSError as error:
            self.stderr.write(f"{error.filename or directory}: 写不进去：{error.strerror}")
            sys.exit(1)
        self.stdout.write(f"{len(paths)} 个文件写到 {directory}")
