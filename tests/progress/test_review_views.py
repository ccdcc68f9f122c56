"""The daily review as its learner meets it."""

import pytest
import time_machine

from courses.models import Question
from progress import quiz
from progress.models import ReviewAnswer
from tests.conftest import QUIZ

pytestmark = pytest.mark.usefixtures("sunday", "asked")
JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true"}
PAGE = "/review/"


@pytest.fixture
def amys(client, enrollment, amy):
    client.force_login(amy)
    return client


def to(question) -> str:
    return f"{PAGE}{question.pk}/"


def html(response) -> str:
    return response.content.decode()


def test_the_page_asks_the_first_question_of_the_day(amys):
    page = html(amys.get(PAGE))
    assert "第 1 题，共 6 题" in page and "最可能发生什么" in page


def test_a_right_answer_is_asked_how_easy_it_was(amys, asked):
    page = html(amys.post(to(asked), {"choice": "1"}))
    assert "答对了" in page and all(word in page for word in ("有点难", "记得", "很轻松"))
    assert not ReviewAnswer.objects.exists()


def test_rating_it_leads_to_the_next_question(amys, asked):
    answer = amys.post(to(asked), {"choice": "1", "rating": "easy"})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert "第 2 题，共 6 题" in html(amys.get(PAGE))


def test_a_wrong_answer_is_explained_and_comes_tomorrow(amys, asked):
    page = html(amys.post(to(asked), {"choice": "0"}, follow=True))
    assert "再看一眼" in page and "身份描述不会给模型增加任何资料" in page and "明天再问你一次" in page
    assert "第 1 题，共 6 题" in page and "下一题" in page


def test_a_wrong_answer_sent_twice_is_kept_once_and_explained_again(amys, asked):
    for _ in range(2):
        assert "再看一眼" in html(amys.post(to(asked), {"choice": "0"}, follow=True))
    assert ReviewAnswer.objects.count() == 1


def test_the_explanation_leads_back_to_the_lesson(amys, asked):
    page = html(amys.post(to(asked), {"choice": "1"}))
    assert f'href="{asked.lesson.get_absolute_url()}#core-idea"' in page


def test_without_a_choice_the_question_says_what_is_missing(amys, asked):
    answer = amys.post(to(asked), {})
    assert answer.status_code == 422 and "先选一个答案再提交。" in html(answer)


def test_with_htmx_only_the_review_comes_back(amys, asked):
    page = html(amys.post(to(asked), {"choice": "0"}, headers=HTMX))
    assert page.strip().startswith("<section") and "再看一眼" in page


def test_a_question_reworded_meanwhile_is_asked_anew(amys, asked):
    page = html(amys.post(to(asked), {"choice": "1", "words": "0" * 16}))
    assert "这道题刚刚改过" in page and not ReviewAnswer.objects.exists()


def test_the_words_seen_come_along(amys, asked):
    assert f'name="words" value="{quiz.fingerprint(QUIZ[0])}"' in html(amys.get(PAGE))


def test_a_question_reviewed_in_other_words_says_that_it_was_changed(amys, asked):
    amys.post(to(asked), {"choice": "1", "rating": "good"})
    ReviewAnswer.objects.update(fingerprint="older", on="2026-11-01")
    asked.cards.update(reviewed_on="2026-11-01", due_on="2026-11-02", stability=0.1)
    assert "这道题改过了" in html(amys.get(f"{PAGE}?question={asked.pk}"))


def test_the_last_answer_can_be_taken_back(amys, asked):
    amys.post(to(asked), {"choice": "1", "rating": "good"})
    last = ReviewAnswer.objects.get()
    assert f'name="answer" value="{last.pk}"' in html(amys.get(PAGE))
    page = html(amys.post(f"{PAGE}undo/", {"answer": last.pk}, follow=True))
    assert "第 1 题，共 6 题" in page and to(asked) in page


@pytest.mark.parametrize("sent", [{}, {"answer": "x"}, {"answer": "99999999999999999999"}, {"answer": "7"}])
def test_taking_back_what_is_not_there_changes_nothing(amys, sent):
    assert amys.post(f"{PAGE}undo/", sent).status_code == 303


def test_at_the_end_of_the_day_the_rest_waits_without_a_word_of_blame(amys, enrollment):
    for _ in range(6):
        page = html(amys.get(PAGE))
        pk = int(page.split(f'action="{PAGE}')[1].split("/")[0])
        question = Question.objects.get(pk=pk)
        right = {"q1": "1", "q3": "false"}[question.key]
        amys.post(to(question), {"choice": right, "rating": "good"})
    page = html(amys.get(PAGE))
    assert "今天的复习做完了" in page and "一共 6 题" in page and "其余的排在后面几天" in page and "11 月 23 日" in page


def test_with_nothing_due_the_page_says_when_the_next_comes(amys, asked):
    Question.objects.exclude(pk=asked.pk).update(is_for_review=False)
    amys.post(to(asked), {"choice": "1", "rating": "easy"})
    ReviewAnswer.objects.update(on="2026-11-21")
    asked.cards.update(reviewed_on="2026-11-21")
    page = html(amys.get(PAGE))
    assert "今天没有要复习的" in page and "11 月 30 日" in page


def test_before_the_first_lesson_the_page_says_what_review_is(client, stranger, course):
    stranger.enrollments.create(course=course, starts_on="2026-11-22")
    client.force_login(stranger)
    assert "还没有可以复习的" in html(client.get(PAGE))


def test_a_question_beyond_the_day_is_not_taken(amys, asked, enrollment, course):
    waiting = course.lessons.get(key="s1-020").questions.get(key="q1")
    assert amys.post(to(waiting), {"choice": "0"}).status_code == 303
    assert not ReviewAnswer.objects.exists()


def test_a_question_of_nobody_changes_nothing(amys):
    assert amys.post(f"{PAGE}999999/", {"choice": "0"}).status_code == 303


def test_programs_get_the_verdict_and_the_day_it_comes_back(amys, asked):
    said = amys.post(to(asked), {"choice": "1", "rating": "easy"}, headers=JSON).json()
    assert (said["correct"], said["rating"], said["due_on"], said["left"]) == (True, "easy", "2026-11-30", 5)


def test_programs_are_told_when_a_question_is_settled(amys, asked):
    amys.post(to(asked), {"choice": "1", "rating": "easy"}, headers=JSON)
    again = amys.post(to(asked), {"choice": "1", "rating": "easy"}, headers=JSON)
    assert (again.status_code, again.json()["error"]) == (409, "not_due")


def test_who_has_not_joined_is_sent_to_join(client, stranger, course):
    client.force_login(stranger)
    assert client.get(PAGE)["Location"] == "/today/"


def test_a_visitor_signs_in_first(client, course):
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")


def test_today_leads_to_the_review(amys):
    page = html(amys.get("/today/"))
    assert "有 6 题该想一想了，约 6 分钟" in page and f'href="{PAGE}"' in page


def test_a_paused_plan_mentions_no_review_and_still_offers_it(amys):
    with time_machine.travel("2026-11-21T04:00:00Z", tick=False):
        amys.post("/plan/apply/", {"pause": "1"})
    assert "该想一想了" not in html(amys.get("/today/"))
    assert "第 1 题" in html(amys.get(PAGE))


def test_asking_costs_the_same_for_every_history(amys, asked, django_assert_num_queries):
    amys.get(PAGE)
    with django_assert_num_queries(REVIEW_QUERIES):
        amys.get(PAGE)
    amys.post(to(asked), {"choice": "1", "rating": "good"})
    with django_assert_num_queries(REVIEW_QUERIES):
        amys.get(PAGE)


REVIEW_QUERIES = 7  # session, user, what was joined, lessons, what is remembered, the question, what can be taken back
