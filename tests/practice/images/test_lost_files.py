from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from practice.images import artworks, lost_files
from practice.images.artwork import storage
from practice.models import Artwork
from tests.practice.pictures import drawn


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kept(enrollment, exercise) -> Artwork:
    return artworks.keep_upload(enrollment=enrollment, exercise=exercise, file=drawn.as_file(drawn.picture()))


def tomorrow():
    return timezone.now() + timedelta(days=1, minutes=1)


def test_a_file_without_a_row_goes_after_a_day(db):
    lost = storage().save("artworks/ab/lost.png", ContentFile(b"?"))
    assert lost_files.sweep(at=timezone.now()) == 0
    assert (lost_files.sweep(at=tomorrow()), storage().exists(lost)) == (1, False)


def test_files_with_a_row_stay(kept):
    assert lost_files.sweep(at=tomorrow()) == 0
    assert Path(kept.original.path).exists() and Path(kept.thumbnail.path).exists()


def test_more_than_one_handful_is_told_apart(kept, monkeypatch):
    monkeypatch.setattr(lost_files, "_AT_ONCE", 2)
    for number in range(5):
        storage().save(f"artworks/zz/{number}.png", ContentFile(b"?"))
    assert lost_files.sweep(at=tomorrow()) == 5 and Path(kept.original.path).exists()


def test_nothing_but_pictures_is_touched(db):
    other = storage().save("somebody-elses.txt", ContentFile(b"?"))
    assert lost_files.sweep(at=tomorrow()) == 0 and storage().exists(other)
