import json
import secrets
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practice.images import artworks
from practice.images.artwork import storage
from practice.models import Artwork
from tests.practice.pictures import drawn


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """So that files can be counted."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def upload(enrollment, exercise):
    def keep(data: bytes | None = None, **options) -> Artwork:
        file = drawn.as_file(drawn.picture() if data is None else data)
        return artworks.keep_upload(**({"enrollment": enrollment, "exercise": exercise, "file": file} | options))

    return keep


@pytest.fixture
def generate(submit):
    def keep(number: int = 1, **options) -> Artwork:
        wish = {"attempt": submit(), "number": number, "data": drawn.picture(size=(512, 512))}
        made = artworks.generated(**(wish | {"name": f"artworks/calls-0/{secrets.token_hex(16)}"} | options))
        made.save()
        return made

    return keep


def files_of(artwork: Artwork) -> list[Path]:
    return [Path(artwork.original.path), Path(artwork.thumbnail.path)]


def all_files() -> set[Path]:
    return {path for path in Path(storage().location).rglob("*") if path.is_file()}


class TestAnUpload:
    def test_is_kept_with_the_words_it_was_made_with(self, upload):
        kept = upload(prompt="一棵树，水彩")
        assert (kept.prompt, kept.origin, kept.width, kept.height) == ("一棵树，水彩", "uploaded", *drawn.SIZE)

    def test_is_not_labelled_by_us(self, upload):
        kept = upload()
        assert (kept.ai_label, kept.label, kept.label_words) == ("", {}, "")

    def test_lies_under_a_name_nobody_can_guess_and_nobody_else_may_read(self, upload):
        original, thumbnail = files_of(upload())
        assert len(original.stem) == 32 and "tree" not in str(original)
        assert [oct(path.stat().st_mode & 0o777) for path in (original, thumbnail)] == ["0o600", "0o600"]

    def test_has_no_address_of_its_own(self, upload):
        with pytest.raises(ValueError, match="private"):
            _ = upload().original.url

    def test_with_the_same_key_is_kept_once(self, upload):
        before = all_files()
        assert upload(key="k") == upload(key="k")
        assert len(all_files() - before) == 2

    def test_that_another_request_kept_meanwhile_is_that_one(self, upload, monkeypatch):
        """Both looked, neither found it: the constraint decides, and the loser's files go."""
        take_in, others = artworks.pictures.take_in, []

        def meanwhile(*data, **options):
            if not others:
                others.append(None)
                others[0] = upload(key="k")
            return take_in(*data, **options)

        monkeypatch.setattr(artworks.pictures, "take_in", meanwhile)
        before = all_files()
        assert upload(key="k") == others[0]
        assert len(all_files() - before) == 2

    def test_that_is_no_picture_is_refused_and_leaves_nothing(self, upload):
        before = all_files()
        with pytest.raises(ValidationError, match="只收 PNG、JPEG 和 WebP"):
            upload(b"<html>")
        assert all_files() == before and not Artwork.objects.exists()

    def test_that_is_empty_is_refused(self, upload):
        with pytest.raises(ValidationError, match="空的"):
            upload(b"")

    def test_that_is_too_heavy_is_refused_before_it_is_read(self, upload, settings):
        settings.PICTURE_BYTES = 100
        with pytest.raises(ValidationError, match="最多 0 MB"):
            upload()

    def test_has_a_prompt_of_bounded_length(self, upload):
        with pytest.raises(ValidationError, match="8000"):
            upload(prompt="树" * 8001)

    def test_beyond_the_number_for_a_task_is_refused(self, upload, settings):
        settings.PICTURES_PER_TASK = 1
        upload()
        with pytest.raises(ValidationError, match="放满了"):
            upload()

    def test_beyond_the_room_of_a_learner_is_refused_and_its_files_go(self, upload, settings):
        before = all_files()
        settings.PICTURES_PER_LEARNER = 10
        with pytest.raises(ValidationError, match="放不下"):
            upload()
        assert all_files() == before

    def test_that_says_it_is_generated_goes_on_saying_so(self, upload, generate):
        kept = upload(generate().original.read())
        assert kept.ai_label == "1" and kept.label["AIGC"]["ContentProducer"] == "testserver"


class TestAGeneratedPicture:
    def test_names_the_site_and_the_picture_in_its_label(self, generate, settings):
        settings.PRODUCER = "某某学院"
        kept = generate()
        label = kept.label["AIGC"]
        assert (label["Label"], label["ContentProducer"]) == ("1", "某某学院")
        assert label["ProduceID"] == Path(kept.original.name).stem

    @pytest.mark.parametrize("size", ["original", "thumbnail"])
    def test_carries_the_label_in_both_files(self, generate, size):
        kept = generate()
        packet = drawn.opened(getattr(kept, size).read()).info["xmp"]
        fields = [node.text for node in ElementTree.fromstring(packet).iter() if node.tag.endswith("}AIGC")]
        assert [json.loads(text) for text in fields] == [kept.label["AIGC"]]

    def test_is_kept_once_for_each_number(self, generate, submit):
        attempt = submit()
        generate(attempt=attempt)
        with pytest.raises(IntegrityError), transaction.atomic():
            generate(attempt=attempt)
        assert generate(attempt=attempt, number=2).number == 2

    def test_that_is_none_is_refused(self, generate):
        before = all_files()
        with pytest.raises(artworks.pictures.Unfit):
            generate(data=b"not a picture")
        assert all_files() == before

    def test_is_not_removed_alone(self, generate):
        kept = generate()
        with pytest.raises(ValidationError, match="练习记录"):
            artworks.remove(artwork=kept)
        assert all(path.exists() for path in files_of(kept))

    def test_does_not_use_up_the_room_for_uploads(self, generate, upload, settings):
        settings.PICTURES_PER_TASK = 1
        generate()
        assert upload()

    def test_without_a_label_cannot_be(self, generate):
        kept = generate()
        with pytest.raises(IntegrityError), transaction.atomic():
            Artwork.objects.filter(pk=kept.pk).update(ai_label="")


@pytest.mark.django_db(transaction=True)
class TestTheFiles:
    def test_go_when_the_picture_is_removed(self, upload):
        kept = upload()
        artworks.remove(artwork=kept)
        artworks.remove(artwork=kept)
        assert not any(path.exists() for path in files_of(kept)) and not Artwork.objects.exists()

    def test_go_when_the_learner_goes(self, upload, amy):
        kept = upload()
        amy.delete()
        assert not any(path.exists() for path in files_of(kept))

    def test_go_when_the_attempt_goes(self, generate):
        kept = generate()
        kept.attempt.delete()
        assert not any(path.exists() for path in files_of(kept))

    def test_stay_when_deleting_was_taken_back(self, upload):
        kept = upload()
        with pytest.raises(RuntimeError), transaction.atomic():
            kept.delete()
            raise RuntimeError
        assert all(path.exists() for path in files_of(kept))
