import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from courses.models import Exercise, Lesson
from practice import calls
from practice.models import Allowance, Attempt, Call, HandIn, Piece, PracticeConsent
from tests.practice import scene

JSON = {"accept": "application/json"}


@pytest.fixture
def address(exercise):
    return f"/practice/exercises/{exercise.pk}/attempts/"


@pytest.fixture
def hand_in_address(exercise):
    return f"/practice/exercises/{exercise.pk}/hand-ins/"


@pytest.fixture
def page(amy):
    """A browser without script."""
    client = Client()
    client.force_login(amy)
    return client


def send(client, address, text=scene.CASE, key="k", **fields):
    return client.post(address, {"text": text, **fields}, headers={"Idempotency-Key": key})


# --- attempts -----------------------------------------------------------------------------
def test_a_prompt_is_taken(browser, address):
    answer = send(browser, address)
    attempt = Attempt.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": attempt.pk,
        "status": "queued",
        "url": f"/practice/attempts/{attempt.pk}/",
        "events": f"/practice/attempts/{attempt.pk}/events",
        "referral": [],
    }


def test_the_same_key_gives_the_same_attempt(browser, address):
    first, second = send(browser, address), send(browser, address)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()


def test_the_key_may_stand_in_the_form(browser, address):
    fields = {"text": scene.CASE, "idempotency_key": "from-the-form"}
    assert browser.post(address, fields).status_code == 201
    assert browser.post(address, fields).status_code == 200


def test_the_same_key_for_other_words_is_a_conflict(browser, address):
    send(browser, address)
    answer = send(browser, address, text="别的话")
    assert (answer.status_code, answer.json()["error"]) == (409, "conflict")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n　"}, "text"),
        ({"text": "字" * 8001}, "text"),
        ({"text": "字\0"}, "text"),
        ({"side": "c"}, "side"),
        ({"parent": "999999"}, "parent"),
        ({"parent": "x"}, "parent"),
        ({"key": "k" * 81}, "idempotency_key"),
    ],
)
def test_what_cannot_be_sent_is_named(browser, address, fields, name):
    answer = send(browser, address, **fields)
    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["error"], list(problem["fields"])) == ("invalid", [name]) and problem["message"]
    assert not Attempt.objects.exists()


def test_eight_thousand_characters_can_be_sent_unchanged(browser, address):
    text = " " + "字" * 7998 + "\n"
    send(browser, address, text=text)
    assert Attempt.objects.get().text == text


def test_line_ends_of_a_browser_are_one_character(browser, address):
    send(browser, address, text="一\r\n二")
    assert Attempt.objects.get().text == "一\n二"


def test_a_visitor_is_told_to_sign_in(address):
    answer = send(Client(headers=JSON), address)
    assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in")


def test_who_is_not_enrolled_sends_nothing(stranger, address):
    client = Client(headers=JSON)
    client.force_login(stranger)
    answer = send(client, address)
    assert (answer.status_code, answer.json()["error"]) == (403, "forbidden")


def test_a_form_of_another_site_sends_nothing(amy, address):
    client = Client(enforce_csrf_checks=True, headers=JSON)
    client.force_login(amy)
    assert send(client, address).status_code == 403


def test_a_lesson_being_written_has_no_practice(browser, address):
    Lesson.objects.update(status="draft")
    assert send(browser, address).status_code == 404


def test_a_task_taken_out_has_no_practice(browser, address):
    Exercise.objects.update(removed_at=timezone.now())
    assert send(browser, address).status_code == 404


def test_only_posting_sends(browser, address):
    assert browser.get(address).status_code == 405


def test_a_browser_without_script_is_sent_back_to_the_task(page, address, lesson):
    answer = send(page, address)
    assert (answer.status_code, answer.url) == (303, f"{lesson.get_absolute_url()}#p1")


def test_a_browser_without_script_keeps_what_was_typed(page, address):
    answer = send(page, address, text="字" * 8001)
    assert answer.status_code == 422 and "字" * 8001 in answer.content.decode()


def test_the_first_prompt_waits_until_the_learner_knows_where_it_goes(page, configured, address):
    answer = send(page, address)
    assert answer.status_code == 422 and "127.0.0.1" in answer.content.decode()
    host = configured.url.split("/")[2]
    assert send(page, address, agreed=host).status_code == 303
    assert send(page, address, key="k2").status_code == 303


def test_an_attempt_tells_all_about_itself(configured, browser, submit, exercise):
    attempt = submit()
    call = calls.claim(attempt.call.pk, at=timezone.now())
    calls.write([Piece(call=call, number=1, text="你"), Piece(call=call, number=2, text="好")], fences={call.pk: 1})
    calls.finish(call.pk, fence=1, ending=calls.Ending("cut_off", asked=40), at=timezone.now())
    answer = browser.get(f"/practice/attempts/{attempt.pk}/").json()
    assert answer.pop("created_at") and answer.pop("finished_at")
    assert answer == {
        "id": attempt.pk,
        "exercise": exercise.pk,
        "status": "partial",
        "text": scene.CASE,
        "referral": [],
        "reply": "你好",
        "reason": "cut_off",
        "sample": False,
        "label": "AI 生成",
        "artworks": [],
        "pieces": 2,
        "usage": {"input": 40, "output": 2, "estimated": True},
    }


# --- limits -------------------------------------------------------------------------------
@pytest.fixture
def nothing_left(db, configured):
    Allowance.objects.create(pk=Allowance.ONLY, learner_day=1)
    with time_machine.travel("2026-11-22T15:00:00Z", tick=False):  # an hour before midnight in Shanghai
        yield


def test_who_has_used_up_the_day_is_told_when_to_come_back(nothing_left, browser, address):
    answer = send(browser, address)
    body = answer.json()
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert (body["error"], body["fields"]) == ("quota", {}) and "11-23 00:00" in body["message"]
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_page_keeps_what_could_not_be_sent(nothing_left, page, amy, configured, address, headers):
    PracticeConsent.objects.create(user=amy, host=configured.url.split("/")[2])
    answer = page.post(address, {"text": "写了很久的一稿"}, headers=headers)
    shown = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "写了很久的一稿" in shown and "11-23 00:00" in shown and ("<html" in shown) == (not headers)
    assert list(page.session["practice_drafts"].values()) == ["写了很久的一稿"]


def test_work_is_handed_in_although_no_judge_may_be_asked(nothing_left, browser, hand_in_address):
    answer = browser.post(hand_in_address, {"text": scene.CASE})
    assert (answer.status_code, answer.json()["status"]) == (201, "checking")
    assert HandIn.objects.get().is_over_quota


def test_a_waiting_attempt_has_no_end_yet(browser, submit):
    answer = browser.get(f"/practice/attempts/{submit().pk}/").json()
    assert (answer["finished_at"], answer["reason"], answer["reply"]) == (None, None, "")


@pytest.mark.parametrize("address", ["/practice/attempts/{}/", "/practice/attempts/{}/events"])
def test_nobody_sees_an_attempt_of_somebody_else(submit, stranger, address):
    client = Client(headers=JSON)
    client.force_login(stranger)
    assert client.get(address.format(submit().pk)).status_code == 404


def test_nobody_cancels_an_attempt_of_somebody_else(submit, stranger):
    client = Client(headers=JSON)
    client.force_login(stranger)
    assert client.post(f"/practice/attempts/{submit().pk}/cancel/").status_code == 404


def test_cancelling_twice_is_harmless(browser, submit):
    address = f"/practice/attempts/{submit().pk}/cancel/"
    assert [browser.post(address).json()["status"] for _ in range(2)] == ["cancelled", "cancelled"]


def test_an_attempt_has_a_page(page, submit):
    assert scene.CASE in page.get(f"/practice/attempts/{submit().pk}/").content.decode()


def test_without_a_stream_server_readers_get_what_there_is(browser, submit):
    attempt = submit()
    call = calls.claim(attempt.call.pk, at=timezone.now())
    calls.write([Piece(call=call, number=n, text=t) for n, t in ((1, "你"), (2, "好"))], fences={call.pk: 1})
    answer = browser.get(f"/practice/attempts/{attempt.pk}/events?after=1")
    assert answer["Content-Type"] == "text/event-stream"
    assert 'id: 2\nevent: piece\ndata: {"text": "好"}' in answer.content.decode()
    assert "id: 1\n" not in answer.content.decode()


# --- hand-ins -----------------------------------------------------------------------------
def test_a_hand_in_is_taken(browser, configured, hand_in_address):
    answer = browser.post(hand_in_address, {"text": scene.CASE})
    handed = HandIn.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {"id": handed.pk, "status": "checking", "url": f"/practice/hand-ins/{handed.pk}/"},
    )
    assert Call.objects.get().kind == "judge"


def test_a_refused_hand_in_says_which_check_failed(browser, hand_in_address):
    url = browser.post(hand_in_address, {"text": "太短"}).json()["url"]
    answer = browser.get(url).json()
    assert (answer["status"], answer["by"], answer["total"], answer["passed"]) == ("refused", None, None, None)
    assert [(check["id"], check["ok"]) for check in answer["checks"]][:2] == [("min_chars", False), ("max_chars", True)]


def test_a_learner_grades_themselves(browser, hand_in_address):
    fields = {"text": scene.CASE, "level-r1": "full", "level-r2": "half"}
    answer = browser.get(browser.post(hand_in_address, fields).json()["url"]).json()
    assert (answer["status"], answer["by"], answer["total"], answer["passed"]) == ("graded", "self", 87.5, True)
    assert answer["criteria"][1] == {"id": "r2", "level": "half", "points": 12.5, "quote": "", "advice": ""}


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "text"),
        ({"attempt": "999999"}, "attempt"),
        ({"text": scene.CASE, "level-r1": "full"}, "level-r2"),
        ({"text": scene.CASE, "level-r1": "best", "level-r2": "full"}, "level-r1"),
    ],
)
def test_what_cannot_be_handed_in_is_named(browser, hand_in_address, fields, name):
    answer = browser.post(hand_in_address, fields)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [name])


def test_an_attempt_of_somebody_else_cannot_be_handed_in(browser, submit, lesson, hand_in_address):
    other = scene.make_learner("ben@example.com", course=lesson.course).enrollments.get()
    answer = browser.post(hand_in_address, {"attempt": submit(enrollment=other).pk})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["attempt"])


def test_nobody_sees_a_hand_in_of_somebody_else(browser, hand_in_address, stranger):
    url = browser.post(hand_in_address, {"text": scene.CASE}).json()["url"]
    client = Client(headers=JSON)
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_a_hand_in_has_a_page(page, hand_in_address):
    page.post(hand_in_address, {"text": scene.CASE})
    assert scene.CASE in page.get(HandIn.objects.get().get_absolute_url()).content.decode()


# --- how much is asked of the database ------------------------------------------------------
def test_looking_at_an_attempt_asks_little(browser, submit, django_assert_num_queries):
    address = f"/practice/attempts/{submit().pk}/"
    with django_assert_num_queries(4):  # session, user, attempt, pieces
        browser.get(address)
