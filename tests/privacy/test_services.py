import io
import json
import zipfile

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from courses.models import Lesson, LessonRevision
from practice import calls
from practice.models import Artwork, Attempt, Call, Piece
from privacy import belongings
from privacy.services import erase_person, export_person


@pytest.fixture
def archive(busy) -> zipfile.ZipFile:
    with export_person(user=busy) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def records(archive: zipfile.ZipFile, name: str) -> list[dict]:
    return json.loads(archive.read(f"data/{name}.json"))


class TestTheArchive:
    def test_has_a_file_for_every_kind_of_record(self, archive):
        kinds = {m._meta.label_lower for m in belongings.models_of_a_person() if m._meta.label not in LEFT_OUT}
        assert {f"data/{kind}.json" for kind in kinds} <= set(archive.namelist())

    def test_has_a_row_in_each_of_them(self, archive):
        assert all(json.loads(archive.read(name)) for name in archive.namelist() if name.startswith("data/"))

    def test_says_in_plain_words_what_is_in_it(self, archive, busy):
        text = archive.read("README.md").decode()
        assert busy.email in text
        assert "没有密码" in text
        assert "data/practice.attempt.json" in text

    def test_is_written_in_the_language_of_the_reader(self, archive):
        assert "每一条记录" in archive.read("README.md").decode()

    def test_holds_every_picture_where_its_record_says(self, archive, busy):
        record = records(archive, "practice.artwork")[0]
        kept = Artwork.objects.of(busy).get().original.read()
        assert archive.read(record["original"]) == kept and "pictures 文件夹" in archive.read("README.md").decode()

    def test_holds_what_was_written_and_answered_as_text_to_read(self, archive, lesson):
        text = archive.read(f"practice/{lesson.key}.md").decode()
        for words in (
            "你是职业顾问，先问我三个问题。",
            "第一个问题：你想去哪里？",
            "AI 生成",
            "先问后答",
            "很好。",
            "100",
        ):
            assert words in text

    def test_says_of_each_answer_and_verdict_whether_a_model_wrote_it(self, archive):
        answers, verdicts = records(archive, "practice.call"), records(archive, "practice.evaluation")
        assert {row["label"] for row in answers} == {"AI 生成"}
        assert [(row["by"], row["label"]) for row in verdicts] == [("model", "AI 生成")]

    def test_holds_every_word_unchanged(self, archive):
        assert records(archive, "practice.attempt")[0]["text"] == "你是职业顾问，先问我三个问题。"

    def test_names_lessons_instead_of_numbering_them(self, archive):
        assert "第 1 段的第 1 课" in records(archive, "progress.lessoncompletion")[0]["lesson"]

    def test_gives_no_key_to_the_account(self, archive, busy):
        everything = b"".join(archive.read(name) for name in archive.namelist())
        for secret in (busy.password, "a-secret-of-amy", "a-session-of-amy", "confirm-me"):
            assert secret.encode() not in everything

    def test_holds_nobody_elses_records(self, archive, ben):
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert ben.email.encode() not in everything
        assert len(records(archive, "progress.enrollment")) == 1


LEFT_OUT = belongings.NOT_IN_ARCHIVE


@pytest.mark.django_db
def test_a_person_who_has_done_nothing_gets_an_archive_too(stranger):
    with export_person(user=stranger) as file:
        archive = zipfile.ZipFile(file)
        assert "README.md" in archive.namelist()
        assert records(archive, "practice.attempt") == []


def test_an_archive_takes_the_same_queries_for_any_number_of_attempts(busy, running):
    with CaptureQueriesContext(connection) as few:
        export_person(user=busy).close()
    for number in range(20):
        attempt, call = Attempt.objects.get(pk=running.attempt_id), Call.objects.get(pk=running.pk)
        attempt.pk, attempt.key = None, f"again {number}"
        attempt.save()
        call.pk, call.attempt, call.status, call.finished_at = None, attempt, "failed", call.queued_at
        call.save()
    with CaptureQueriesContext(connection) as many:
        export_person(user=busy).close()
    assert len(many) == len(few)


class TestErasing:
    def test_leaves_no_row_of_the_person(self, busy):
        key = busy.pk
        erase_person(user=busy)
        gone = User(pk=key)
        assert not [m for m in belongings.models_of_a_person() if belongings.rows(m, user=gone).exists()]

    def test_leaves_the_address_nowhere_in_the_database(self, busy):
        erase_person(user=busy)
        for model in apps.get_models():
            for row in model._base_manager.values():
                assert "amy@" not in str(row), model

    def test_forgets_what_the_admin_log_said_about_them(self, busy):
        erase_person(user=busy)
        assert not LogEntry.objects.exists()

    def test_keeps_everybody_elses_rows(self, busy, ben):
        erase_person(user=busy)
        assert ben.enrollments.get().completions.count() == 10

    def test_keeps_the_course_and_takes_the_name_off(self, busy):
        LessonRevision.objects.update(by=busy)
        lessons = Lesson.objects.count()
        erase_person(user=busy)
        assert Lesson.objects.count() == lessons
        assert not LessonRevision.objects.exclude(by=None).exists()

    def test_ends_a_running_answer(self, running, busy):
        erase_person(user=busy)
        late = Piece(call_id=running.pk, number=1, text="太晚了")
        standing = calls.write([late], fences={running.pk: 1}, lease_until=timezone.now())
        assert not standing.kept
        assert not Piece.objects.exists()

    def test_signs_out_everywhere(self, busy, client):
        client.force_login(busy)
        assert Session.objects.exists()
        erase_person(user=busy)
        assert client.get("/account/").status_code == 302

    def test_is_harmless_twice(self, busy):
        erase_person(user=busy)
        erase_person(user=User(pk=busy.pk or 1))


class TestLettersOnThisMachine:
    @pytest.fixture
    def folder(self, settings, tmp_path):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path)
        return tmp_path

    def write(self, *addresses: str) -> None:
        for address in addresses:
            mail.send_mail("登录验证码", "ABC123", None, [address])

    def test_go_with_the_person(self, folder, busy, django_capture_on_commit_callbacks):
        self.write(busy.email)
        with django_capture_on_commit_callbacks(execute=True):
            erase_person(user=busy)
        assert not list(folder.iterdir())

    def test_to_another_address_of_theirs_go_too(self, folder, busy, django_capture_on_commit_callbacks):
        busy.emailaddress_set.create(email="amy-at-work@example.org", verified=True)
        self.write("amy-at-work@example.org")
        with django_capture_on_commit_callbacks(execute=True):
            erase_person(user=busy)
        assert not list(folder.iterdir())

    def test_to_others_stay(self, folder, busy, django_capture_on_commit_callbacks):
        self.write("ben@example.org", f"not-{busy.email}")
        with django_capture_on_commit_callbacks(execute=True):
            erase_person(user=busy)
        left = "".join(file.read_text() for file in folder.iterdir())  # Django may put both into one file
        assert "To: ben@example.org" in left and f"To: not-{busy.email}" in left

    def test_to_others_stay_in_a_file_of_several(self, folder, busy, django_capture_on_commit_callbacks):
        with mail.get_connection() as one_file:
            for address in ("ben@example.org", busy.email, "cleo@example.org"):
                mail.send_mail("登录验证码", "ABC123", None, [address], connection=one_file)
        with django_capture_on_commit_callbacks(execute=True):
            erase_person(user=busy)
        [file] = folder.iterdir()
        assert "ben@example.org" in file.read_text() and busy.email not in file.read_text()

    def test_are_not_looked_for_where_there_is_no_folder(self, settings, busy, django_capture_on_commit_callbacks):
        settings.EMAIL_FILE_PATH = None
        with django_capture_on_commit_callbacks(execute=True):
            erase_person(user=busy)
        assert not User.objects.filter(email=busy.email).exists()
