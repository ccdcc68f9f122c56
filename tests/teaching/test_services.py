import uuid

import pytest
from celery.exceptions import OperationalError

from progress import services as progress
from teaching import services, tasks
from teaching.models import Letter, Recipient
from tests.conftest import person
from tests.teaching.conftest import enrollment_of, verify

KEY = uuid.uuid4()


@pytest.fixture
def send(ines, course, django_capture_on_commit_callbacks):
    def send(*users, key=KEY, **changes):
        words = {"subject": "你好", "text": "{称呼}，你好", "is_answered_to_writer": False} | changes
        with django_capture_on_commit_callbacks(execute=True):
            return services.send_letter(
                course=course, by=ines, key=key, to=[enrollment_of(user).pk for user in users], **words
            )

    return send


def statuses(letter: Letter) -> dict[str, str]:
    return {row.enrollment.user.display_name: row.status for row in letter.recipients.all()}


def test_who_has_a_verified_address_waits_and_the_others_are_skipped(send, amy, ben):
    verify(amy)
    assert statuses(send(amy, ben)) == {"Amy": "waiting", "Ben": "skipped"}


def test_who_may_not_sign_in_is_not_written_to(send, amy):
    verify(amy)
    amy.is_active = False
    amy.save()
    assert statuses(send(amy)) == {"Amy": "skipped"}


def test_sending_twice_with_one_key_is_one_letter(send, amy, bells):
    verify(amy)
    assert send(amy) == send(amy)
    assert (Letter.objects.count(), Recipient.objects.count(), bells) == (1, 1, ["mails"])


def test_a_second_letter_has_a_key_of_its_own(send, amy):
    verify(amy)
    send(amy)
    send(amy, key=uuid.uuid4())
    assert Letter.objects.count() == 2


def test_a_silent_queue_loses_no_letter(send, amy, monkeypatch):
    def refuse():
        raise OperationalError("nobody listens")

    monkeypatch.setattr(tasks.send_mails, "delay", refuse)
    verify(amy)
    assert statuses(send(amy)) == {"Amy": "waiting"}


def test_learners_of_another_course_get_nothing(send, amy, course, sunday):
    from courses.models import Course

    verify(amy)
    other = Course.objects.create(slug="other", title="别的课", language="zh-Hans", summary="…")
    stranger = verify(person("other"))
    progress.enrol(user=stranger, course=other, starts_on=sunday)
    assert statuses(send(amy, stranger)) == {"Amy": "waiting"}


def test_stopping_keeps_what_was_sent_and_is_harmless_twice(send, amy, ben):
    verify(amy)
    verify(ben)
    letter = send(amy, ben)
    letter.recipients.filter(enrollment__user=amy).update(status="sending", claimed_at=letter.made_at)
    assert [services.stop_letter(letter=letter), services.stop_letter(letter=letter)] == [1, 0]
    assert statuses(letter) == {"Amy": "sending", "Ben": "stopped"}
