"""The archive a person takes along: files to read, and every row as JSON."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from practice.models import Artwork, Attempt, Call, Evaluation, HandIn
from practice.safety import labels

from . import belongings


def write(file: IO[bytes], *, user: User) -> None:
    with ZipFile(file, "w", compression=ZIP_DEFLATED) as archive:
        listed = []
        for model in belongings.models_of_a_person():
            if model._meta.label in belongings.NOT_IN_ARCHIVE:
                continue
            name = f"data/{model._meta.label_lower}.json"
            records = list(_records(model, user=user))
            archive.writestr(name, json.dumps(records, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
            listed.append({"name": name, "title": model._meta.verbose_name, "count": len(records)})
        has_pictures = False
        for name, data in _pictures(user):
            archive.writestr(name, data, compress_type=ZIP_STORED)
            has_pictures = True
        notebooks = list(_notebooks(user))
        for name, text in notebooks:
            archive.writestr(name, text)
        words = {
            "user": user,
            "at": timezone.now(),
            "files": listed,
            "has_notebooks": bool(notebooks),
            "has_pictures": has_pictures,
        }
        archive.writestr("README.md", render_to_string("privacy/archive/readme.md", words))


def _records(model: type[models.Model], *, user: User) -> Iterator[dict[str, Any]]:
    withheld = belongings.WITHHELD.get(model._meta.label, set())
    fields = [field for field in model._meta.concrete_fields if field.name not in withheld]
    outside = {f.name for f in fields if f.related_model and f.related_model not in belongings.models_of_a_person()}
    names: dict[tuple[str, Any], str] = {}
    for row in belongings.rows(model, user=user).select_related(*outside).iterator(chunk_size=500):
        record = {field.name: field.value_from_object(row) for field in fields}
        for name in outside:
            # A number says nothing outside this site, so what a row points at is named.
            key = (name, record[name])
            if record[name] is not None and key not in names:
                names[key] = str(getattr(row, name))
            record[name] = names.get(key)
        if model is User:
            record["groups"] = list(user.groups.values_list("name", flat=True))
        elif isinstance(row, Call):
            record["label"] = str(labels.of_reply(row))
        elif isinstance(row, Evaluation):
            record["label"] = str(labels.of_verdict(row))
        elif isinstance(row, Artwork):
            record["original"] = _place_of(row)
            del record["thumbnail"]  # the same picture, small
        yield record


def _pictures(user: User) -> Iterator[tuple[str, bytes]]:
    """Every picture as it was kept: what it says of AI stands in it."""
    for artwork in Artwork.objects.of(user).select_related("exercise__lesson"):
        with suppress(FileNotFoundError), artwork.original.open() as file:
            yield _place_of(artwork), file.read()


def _place_of(artwork: Artwork) -> str:
    return f"pictures/{artwork.file_name}"


def _notebooks(user: User) -> Iterator[tuple[str, str]]:
    """One file for each lesson practised: prompts, replies, hand-ins and verdicts, in the order they happened."""
    attempts = Attempt.objects.of(user).select_related("exercise__lesson", "call").order_by("exercise_id", "pk")
    hand_ins = HandIn.objects.of(user).select_related("exercise__lesson").prefetch_related("evaluations", "evidence")
    lessons: dict[Any, dict[str, list]] = {}
    for attempt in attempts:
        lessons.setdefault(attempt.exercise.lesson, {"attempts": [], "hand_ins": []})["attempts"].append(attempt)
    for hand_in in hand_ins.order_by("exercise_id", "pk"):
        lessons.setdefault(hand_in.exercise.lesson, {"attempts": [], "hand_ins": []})["hand_ins"].append(hand_in)
    for lesson, work in lessons.items():
        yield f"practice/{lesson.key}.md", render_to_string("privacy/archive/lesson.md", {"lesson": lesson, **work})
