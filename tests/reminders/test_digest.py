"""What a letter says, and when there is nothing to say."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from courses.models import Question
from progress import services
from reminders.digest import digest_of, letter_to
from tests.conftest import TODAY

from .conftest import verified

pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def reviews(course):
    Question.objects.filter(key="q1").update(is_for_review=True)


def letter(user):
    return letter_to(user, digest_of(user, on=TODAY), stop_path="/reminders/stop/abc/", name="letter-1-20261122")


def finish_today(user):
    lesson = user.enrollments.get().course.lessons.select_related("published").get(key="s1-021")
    services.complete_lesson(enrollment=user.enrollments.get(), lesson=lesson)


def test_it_names_the_lessons_of_today_with_their_minutes_and_addresses(amy):
    body = letter(verified(amy)).body
    assert "约 30 分钟" in body and "第 1 段的第 21 课" in body
    assert "http://testserver/courses/aigc/1/lesson-1-21/" in body


def test_it_counts_what_comes_back_in_review(amy, reviews):
    words = letter(verified(amy))
    assert words.subject == "第 21 天：1 课，复习 6 题" and "http://testserver/review/" in words.body


def test_a_done_day_with_review_speaks_of_review_only(amy, reviews):
    finish_today(amy)
    words = letter(verified(amy))
    assert words.subject == "今天复习 6 题" and "今天的课" not in words.body


def test_who_is_behind_reads_one_kind_sentence_and_no_number(ben):
    body = letter(verified(ben)).body
    assert body.count("前面空着的课不用急") == 1
    assert not any(word in body for word in ("晚", "落后", "10"))


def test_who_is_on_schedule_reads_nothing_about_delay(amy):
    assert "空着" not in letter(verified(amy)).body


def test_it_has_a_plain_and_a_rich_form_that_say_the_same(amy, reviews):
    words = letter(verified(amy))
    [(rich, kind)] = words.alternatives
    assert kind == "text/html"
    for each in ("第 1 段的第 21 课", "有 6 题该想一想了", "/reminders/stop/abc/"):
        assert each in words.body and each in rich


def test_it_comes_in_the_language_of_the_learner(amy):
    amy.language = "en"
    assert 'lang="en"' in letter(verified(amy)).alternatives[0][0]


def test_a_name_cannot_break_out_of_the_rich_form(amy):
    amy.display_name = "<b>艾米</b>"
    assert "<b>" not in letter(verified(amy)).alternatives[0][0]


def test_a_mail_program_can_stop_it_in_one_click(amy):
    headers = letter(verified(amy)).message()
    assert headers["List-Unsubscribe"] == "<http://testserver/reminders/stop/abc/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Message-ID"] == "<letter-1-20261122@testserver>"


# --- Nothing to say --------------------------------------------------------------------------------------------


def test_with_todays_lessons_done_there_is_nothing_to_say(amy):
    finish_today(amy)
    assert digest_of(verified(amy), on=TODAY) is None


def test_on_a_day_off_there_is_nothing_to_say(ben):
    ben.enrollments.update(weekdays="12345")
    assert digest_of(verified(ben), on=TODAY) is None


def test_on_a_day_off_review_is_still_offered(amy, reviews):
    amy.enrollments.update(weekdays="12345")
    assert digest_of(verified(amy), on=TODAY).lessons == []


def test_a_paused_plan_is_silent(amy, reviews):
    enrollment = amy.enrollments.get()
    services.apply_plan(enrollment=enrollment, wish=services.Wish(pause=True))
    assert digest_of(verified(amy), on=TODAY + timedelta(days=1)) is None


def test_before_the_start_nothing_hurries(amy):
    amy.enrollments.update(starts_on=TODAY + timedelta(days=1))
    assert digest_of(verified(amy), on=TODAY) is None


def test_who_finished_everything_is_left_alone(amy, reviews):
    enrollment = amy.enrollments.get()
    for lesson in enrollment.course.lessons.select_related("published"):
        services.complete_lesson(enrollment=enrollment, lesson=lesson)
    assert digest_of(verified(amy), on=TODAY) is None


def test_who_joined_nothing_gets_nothing(stranger):
    assert digest_of(verified(stranger), on=TODAY) is None


@pytest.mark.parametrize("columns", [{"verified": False}, {"email": "old@example.org"}])
def test_an_address_that_nobody_confirmed_gets_nothing(amy, columns):
    verified(amy)
    EmailAddress.objects.update(**columns)
    assert digest_of(amy, on=TODAY) is None


def test_an_account_that_is_closed_gets_nothing(amy):
    User.objects.filter(pk=amy.pk).update(is_active=False)
    assert digest_of(verified(User.objects.get(pk=amy.pk)), on=TODAY) is None


def test_reading_it_asks_four_questions(amy, reviews, django_assert_num_queries):
    verified(amy)
    digest_of(amy, on=TODAY)  # the first one of an edition reads the lessons for all that follow
    with django_assert_num_queries(4):  # address, enrollment with course, what is done, what comes back in review
        assert digest_of(amy, on=TODAY).reviews.left
