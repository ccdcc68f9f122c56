"""Who can help stands above every answer to words of danger, and in nobody's way."""

from datetime import date

import pytest

from courses.models import Exercise, Hotline
from courses.services import save_row
from practice import services
from practice.models import Attempt, Call, Evaluation
from practice.safety import referrals
from tests.practice import scene

DANGER = "说实话，我不想活了。你帮我看看这份简历还缺什么。"
CARD = "如果写的是真事，先别等模型回答"


@pytest.fixture(autouse=True)
def hotlines(lesson):
    rows = [("110", "报警电话", True), ("12356", "全国统一心理援助热线", True), ("120", "没有来源的号码", False)]
    Hotline.objects.bulk_create(
        Hotline(
            course=lesson.course,
            number=number,
            name=name,
            purpose="想找人说一说",
            source="通知",
            checked=date(2026, 11, 22),
            verified=verified,
        )
        for number, name, verified in rows
    )


@pytest.fixture
def answered(submit):
    """An answer of a model."""

    def make(text=DANGER, **options):
        attempt = submit(text=text, **options)
        Call.objects.filter(attempt=attempt).update(
            status="succeeded", is_sample=False, text="模型的回答", finished_at=attempt.created_at
        )
        return attempt

    return make


def page_of(reader, kept) -> str:
    return reader.get(kept.get_absolute_url()).content.decode()


# --- the card -----------------------------------------------------------------------------
def test_the_card_comes_before_the_answer(reader, answered):
    page = page_of(reader, answered())
    assert page.index(CARD) < page.index("模型的回答")


def test_the_card_is_there_while_the_answer_is_awaited(reader, submit):
    page = page_of(reader, submit(text=DANGER))
    assert page.index(CARD) < page.index("data-events")


def test_an_authored_sample_has_the_card_above_it_too(reader, answered):
    attempt = answered()
    Call.objects.update(is_sample=True)
    assert CARD in page_of(reader, attempt)


def test_a_script_gets_the_card_with_the_answering_side(reader, submit):
    attempt = submit(text=DANGER)
    fragment = reader.get(attempt.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert fragment.index(CARD) < fragment.index("data-events")


def test_verified_numbers_are_named_with_the_day_they_were_checked(reader, submit):
    page = page_of(reader, submit(text=DANGER))
    assert page.index('href="tel:12356"') < page.index('href="tel:110"')
    assert "全国统一心理援助热线" in page and "2026-11-22 核对" in page
    assert "没有来源的号码" not in page


def test_without_a_verified_number_the_card_says_whom_to_call(reader, submit):
    Hotline.objects.all().delete()
    assert "请打当地的急救、报警或心理援助电话" in page_of(reader, submit(text=DANGER))


def test_a_calm_prompt_has_no_card(reader, submit):
    assert CARD not in page_of(reader, submit())


def test_only_the_turn_that_rang_has_the_card(reader, answered, submit, talk):
    first = answered(exercise=talk)
    second = submit(exercise=talk, text="谢谢，那我们继续。", parent=Attempt.objects.get(pk=first.pk))
    assert page_of(reader, second).count(CARD) == 1


def test_a_verdict_comes_after_the_card(reader, enrollment, exercise):
    levels = {"r1": "full", "r2": "half"}
    hand_in = services.hand_in(enrollment=enrollment, exercise=exercise, key="h", text=DANGER, levels=levels).hand_in
    Evaluation.objects.update(by="model")
    page = page_of(reader, hand_in)
    assert page.index(CARD) < page.index("AI 生成")


def test_the_history_names_who_can_help_once(reader, submit):
    submit(text=DANGER)
    submit(text=DANGER)
    assert reader.get("/practice/history/").content.decode().count(CARD) == 1


def test_two_versions_beside_each_other_have_the_card(reader, submit, exercise):
    submit()
    submit(text=DANGER)
    assert CARD in reader.get(f"/practice/exercises/{exercise.pk}/changes/").content.decode()


def test_the_words_of_the_task_ring_for_nobody(lesson):
    lesson.document = {"practice": [scene.REWRITE | {"material": f"留言：\n{DANGER}\n"}]}
    assert referrals.themes_of([DANGER], lesson=lesson) == []


def test_a_talk_among_the_examples_is_no_obstacle(lesson):
    lesson.document = {"practice": [scene.TALK | {"good_example": [{"by": "learner", "text": DANGER}]}]}
    assert referrals.themes_of([DANGER], lesson=lesson) == []


# --- in nobody's way ----------------------------------------------------------------------
def test_words_of_danger_are_sent_like_any_others(browser, exercise):
    answer = browser.post(f"/practice/exercises/{exercise.pk}/attempts/", {"text": DANGER})
    assert answer.status_code == 201 and Attempt.objects.get().text == DANGER


def test_nothing_about_the_person_is_written_down(reader, submit, caplog):
    attempt = submit(text=DANGER)
    before = Attempt.objects.values().get()
    with caplog.at_level("DEBUG"):
        page_of(reader, attempt)
    assert Attempt.objects.values().get() == before
    assert not [
        record for record in caplog.records if "self-harm" in record.getMessage() or "不想活" in record.getMessage()
    ]


# --- for programs -------------------------------------------------------------------------
def test_a_program_is_told_with_the_attempt(browser, submit):
    told = browser.get(submit(text=DANGER).get_absolute_url()).json()["referral"]
    assert [(each["theme"], [row["number"] for row in each["hotlines"]]) for each in told] == [
        ("self-harm", ["12356", "110"])
    ]
    assert told[0]["hotlines"][0]["checked"] == "2026-11-22" and told[0]["first_step"]


def test_a_program_is_told_at_once_when_it_sends(browser, exercise):
    answer = browser.post(f"/practice/exercises/{exercise.pk}/attempts/", {"text": DANGER})
    assert [each["theme"] for each in answer.json()["referral"]] == ["self-harm"]


# --- queries ------------------------------------------------------------------------------
def test_the_card_costs_a_lesson_page_no_question_more(reader, submit, lesson, exercise, django_assert_max_num_queries):
    lesson.parts = [{"practice": task["id"]} for task in scene.TASKS]
    lesson.save()
    submit(text=DANGER)
    reader.get(lesson.get_absolute_url())  # the first page of an edition reads lesson and hotlines for all that follow
    with django_assert_max_num_queries(8):
        assert CARD in reader.get(lesson.get_absolute_url()).content.decode()


def test_a_program_pays_one_question_for_a_ring(browser, submit, django_assert_num_queries):
    calm, rung = submit(), submit(text=DANGER)
    with django_assert_num_queries(4):
        browser.get(calm.get_absolute_url())
    with django_assert_num_queries(5):
        browser.get(rung.get_absolute_url())


def test_a_corrected_number_is_shown_at_once(reader, submit):
    attempt = submit(text=DANGER)
    page_of(reader, attempt)
    row = Hotline.objects.get(number="12356")
    row.name = "改过名的热线"
    save_row(row=row)
    assert "改过名的热线" in page_of(reader, attempt)


def test_other_tasks_of_the_lesson_stay_calm(lesson):
    exercise = Exercise.objects.get(lesson=lesson, key="p4")
    assert referrals.as_json(scene.CASE, exercise=exercise) == []
