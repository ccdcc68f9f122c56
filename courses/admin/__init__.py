"""What an instructor sees of a course in the admin."""

from . import conflict, course, lesson, stage

__all__ = ["conflict", "course", "lesson", "stage"]
