import smtplib
import uuid
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.models import User
from progress import services as progress
from teaching import post, services, tasks
from teaching.models import Letter, Recipient
from tests.conftest import person
from tests.teaching.conftest import enrollment_of, verify

TEXT = "{称呼}，你好。接下来是「{课}」：\n{链接}"


@pytest.fixture
def letter(sunday, ines, course, amy, ben) -> Letter:
    """To Amy and Ben, both with an address that is known to be theirs."""
    return write(course, ines, verify(amy), verify(ben))


def write(course, by, *users, **changes) -> Letter:
    words = {"subject": "说说「{课}」", "text": TEXT, "is_answered_to_writer": False} | changes
    to = [enrollment_of(user).pk for user in users]
    return services.send_letter(course=course, by=by, key=uuid.uuid4(), to=to, **words)


def statuses(letter: Letter) -> list[str]:
    return list(letter.recipients.order_by("pk").values_list("status", flat=True))


def test_everybody_gets_a_mail_of_their_own(letter):
    post.deliver()
    assert [sent.to for sent in mail.outbox] == [["amy@example.org"], ["ben@example.org"]]
    assert all(not sent.cc and not sent.bcc for sent in mail.outbox)
    assert "ben@example.org" not in mail.outbox[0].message().as_string()


def test_a_mail_names_the_learner_and_the_lesson_before_them(letter):
    post.deliver()
    sent = mail.outbox[1]
    assert sent.subject == "说说「第 1 段的第 11 课」"
    assert "Ben，你好。接下来是「第 1 段的第 11 课」：\nhttp://testserver/courses/aigc/1/lesson-1-11/" in sent.body


def test_the_row_keeps_what_was_sent_word_for_word(letter):
    post.deliver()
    row = letter.recipients.get(enrollment__user__display_name="Ben")
    assert (row.status, row.subject, row.text) == ("sent", mail.outbox[1].subject, mail.outbox[1].body)


def test_a_lesson_done_since_the_letter_was_written_is_not_asked_for(letter, course, ben):
    lesson = course.lessons.select_related("published").get(key="s1-011")
    progress.complete_lesson(enrollment=enrollment_of(ben), lesson=lesson)
    post.deliver()
    assert "第 12 课" in mail.outbox[1].subject


def test_the_frame_is_in_the_learners_language(letter, ben, monkeypatch):
    seen = []
    monkeypatch.setattr("teaching.words.translation.override", _noting(seen))
    User.objects.filter(pk=ben.pk).update(language="en")
    post.deliver()
    assert seen == ["zh-hans", "en"]


def _noting(seen: list[str]):
    from django.utils.translation import override

    def noted(language):
        seen.append(language)
        return override(language)

    return noted


def test_a_name_that_reads_like_a_place_stays_a_name(letter, ben):
    User.objects.filter(pk=ben.pk).update(display_name="{链接}")
    post.deliver()
    assert mail.outbox[1].body.startswith("{链接}，你好。")


def test_a_name_of_two_lines_breaks_no_subject(sunday, course, ines, ben):
    User.objects.filter(pk=ben.pk).update(display_name="Ben\nBcc: all@example.org")
    write(course, ines, verify(ben), subject="{称呼}")
    post.deliver()
    assert mail.outbox[0].subject == "Ben Bcc: all@example.org"


def test_answers_go_to_the_writer_only_when_the_writer_wants_them(sunday, course, ines, ben):
    verify(ines)
    write(course, ines, verify(ben))
    write(course, ines, ben, is_answered_to_writer=True)
    post.deliver()
    assert [sent.reply_to for sent in mail.outbox] == [[], ["ines@example.org"]]


def test_delivering_twice_sends_once(letter):
    post.deliver()
    post.deliver()
    assert len(mail.outbox) == 2


def test_of_two_workers_one_gets_the_mail(letter):
    key = letter.recipients.first().pk
    claims = [post.claim(key, at=timezone.now()) for _worker in range(2)]
    assert claims[0].pk == key and claims[1] is None


def test_a_mail_of_a_killed_worker_is_called_unsure_and_never_sent_again(letter):
    killed = post.claim(letter.recipients.first().pk, at=timezone.now() - timedelta(minutes=11))
    tasks.send_mails()
    killed.refresh_from_db()
    assert killed.status == "unsure"
    assert [sent.to for sent in mail.outbox] == [["ben@example.org"]]


def test_a_mail_that_is_being_sent_just_now_is_left_alone(letter):
    post.claim(letter.recipients.first().pk, at=timezone.now())
    assert post.sweep(at=timezone.now()) == 0


def test_whose_address_is_gone_by_then_is_skipped(letter, amy):
    EmailAddress.objects.filter(user=amy).delete()
    post.deliver()
    assert statuses(letter) == ["skipped", "sent"]


def test_a_stopped_letter_goes_to_nobody(letter):
    services.stop_letter(letter=letter)
    post.deliver()
    assert mail.outbox == [] and statuses(letter) == ["stopped", "stopped"]


class Refusing(EmailBackend):
    """A mail server that knows no Amy."""

    error: Exception = smtplib.SMTPRecipientsRefused({})

    def send_messages(self, messages):
        if messages[0].to == ["amy@example.org"]:
            raise self.error
        return super().send_messages(messages)


class Breaking(Refusing):
    """A mail server that hangs up in the middle."""

    error = smtplib.SMTPServerDisconnected("gone")


class Silent(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


def test_a_refused_mail_stops_nobody_elses(letter, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    post.deliver()
    assert statuses(letter) == ["failed", "sent"]


def test_a_mail_cut_off_in_the_middle_is_unsure_and_the_others_go_on_waiting(letter, settings, bells):
    settings.EMAIL_BACKEND = f"{__name__}.Breaking"
    tasks.send_mails()
    assert statuses(letter) == ["unsure", "waiting"]
    tasks.send_mails()
    assert statuses(letter) == ["unsure", "sent"]


def test_with_a_silent_mail_server_everybody_goes_on_waiting(letter, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Silent"
    tasks.send_mails()
    assert statuses(letter) == ["waiting", "waiting"]


def test_a_round_rings_for_the_next_one(letter, monkeypatch, bells):
    monkeypatch.setattr(post, "ROUND", 1)
    bells.clear()
    tasks.send_mails()
    assert (len(mail.outbox), bells) == (1, ["mails"])
    tasks.send_mails()
    assert (len(mail.outbox), bells) == (2, ["mails"])


def test_a_letter_nobody_is_left_of_goes_too(sunday, course, ines, ben):
    letter = write(course, ines, verify(ben))
    Letter.objects.update(made_at=timezone.now() - timedelta(days=1))
    post.sweep(at=timezone.now())
    assert Letter.objects.filter(pk=letter.pk).exists()
    ben.delete()
    post.sweep(at=timezone.now())
    assert not Letter.objects.exists()


def test_a_letter_outlives_the_instructor_who_wrote_it(letter, ines):
    ines.delete()
    post.deliver()
    assert Recipient.objects.filter(status="sent").count() == 2
    assert "AIGC 学院的老师" in mail.outbox[0].body


def test_who_has_finished_is_led_to_today(sunday, course, ines):
    done = verify(person("done"))
    course.lessons.update(status="draft")
    progress.enrol(user=done, course=course, starts_on=sunday)
    write(course, ines, done)
    post.deliver()
    assert "「AIGC 学院」：\nhttp://testserver/today/" in mail.outbox[0].body


def test_a_subject_that_grew_with_titles_and_names_is_cut_to_what_its_row_can_keep(letter, course):
    course.lessons.update(title="长" * 120)
    Letter.objects.update(subject="{称呼}：{课}" + "好" * 100)
    post.deliver()
    row = letter.recipients.first()
    assert (len(row.subject), row.subject, row.status) == (200, mail.outbox[0].subject, "sent")


def test_a_writer_without_a_name_does_not_show_half_of_their_address(letter, ines):
    User.objects.filter(pk=ines.pk).update(display_name="")
    post.deliver()
    assert "ines" not in mail.outbox[0].body
    assert "这封信是 AIGC 学院的老师写的。" in mail.outbox[0].body
