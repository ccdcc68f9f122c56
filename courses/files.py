"""Addresses of the figures and scripts of a lesson.

An address carries a digest of the text, so a browser may keep what it fetched for good.
"""

import hashlib

from django.urls import reverse


def file_url(*, course: str, stage: int, path: str, text: str) -> str:
    """`path` is as in LessonFile: figures/<slug>/name.svg or code/<slug>/name.py."""
    folder, slug, name = path.split("/")
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return f"{reverse('courses:file', args=[course, stage, slug, folder, name])}?v={digest}"
