"""Two versions of one learner's work beside each other."""

from itertools import count

import pytest
from django.test import Client

from practice import services
from practice.lab.changes import Choice, NotYours, Step, asked_for
from practice.models import Evaluation
from tests.practice import scene

BETTER = scene.CASE + "答完以后，把我说的和你猜的分开列。"


def row(level="half", points=37.5, **words):
    return {"id": "r1", "criterion": "流程是先问后答", "weight": 75, "level": level, "points": points} | words


def listed(*names):
    return [Choice(name, "", None) for name in names]  # type: ignore[arg-type]


@pytest.fixture
def address(exercise):
    return f"/practice/exercises/{exercise.pk}/changes/"


@pytest.fixture
def hands_in(enrollment, exercise):
    numbers = count()

    def make(text=scene.CASE, levels=("half", "zero"), **options):
        options = {"enrollment": enrollment, "exercise": exercise, "key": f"h{next(numbers)}"} | options
        return services.hand_in(text=text, levels=dict(zip(("r1", "r2"), levels, strict=False)), **options).hand_in

    return make


# --- which two ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("names", "asked", "pair"),
    [
        (("h3", "h2", "h1", "a9"), {}, ("h2", "h3")),
        (("h3", "a9", "a8"), {}, ("a8", "a9")),
        (("h3", "a9"), {}, None),
        (("h3", "h2", "h1"), {"new": "h2"}, ("h1", "h2")),
        (("h3", "h2", "h1"), {"old": "h2"}, ("h2", "h3")),
        (("h3", "h2"), {"new": "h2"}, None),
        (("h3", "h2"), {"old": "h3"}, None),
        (("h3", "a9"), {"old": "a9", "new": "h3"}, ("a9", "h3")),
    ],
)
def test_two_are_compared_even_when_one_or_none_is_asked_for(names, asked, pair):
    assert asked_for(listed(*names), **({"old": "", "new": ""} | asked)) == pair


def test_a_neighbour_of_nothing_is_not_looked_for():
    with pytest.raises(NotYours):
        asked_for(listed("h3", "h2"), old="", new="h7")


def test_a_criterion_gains_what_its_points_gain():
    assert Step(row(), row("full", 75)).gain == 37.5


def test_points_of_another_rubric_are_not_subtracted():
    step = Step(row(), row("full", 75, criterion="别的标准"))
    assert step.is_reworded and step.gain is None


def test_a_criterion_that_was_not_there_before_gains_nothing():
    assert Step(None, row()).gain is None


# --- the page -----------------------------------------------------------------------------
def test_the_last_two_hand_ins_are_compared(reader, address, hands_in):
    hands_in(levels=("zero", "zero"))
    hands_in(levels=("half", "zero"))
    hands_in(BETTER, levels=("full", "half"))
    page = reader.get(address).content.decode()
    assert "<ins>" in page and "把我说的和你猜的分开列" in page
    assert "做到一半&nbsp;37.5&nbsp;/&nbsp;75" in page and "多 37.5 分" in page


def test_the_change_is_said_in_words_and_not_by_colour_alone(reader, address, hands_in):
    hands_in(levels=("full", "zero"))
    hands_in(BETTER, levels=("half", "zero"))
    page = reader.get(address).content.decode()
    assert "（加上：" in page and "变成" in page and "少 37.5 分" in page and "没有变" in page


def test_two_prompts_are_compared_with_the_verdicts_on_them(reader, address, submit, enrollment, exercise):
    first, second = submit(), submit(text=BETTER)
    for number, (attempt, level) in enumerate([(first, "half"), (second, "full")]):
        services.hand_in(
            enrollment=enrollment,
            exercise=exercise,
            key=f"k{number}",
            attempt=attempt,
            levels={"r1": level, "r2": "zero"},
        )
    page = reader.get(address, {"old": f"a{first.pk}", "new": f"a{second.pk}"}).content.decode()
    assert "多 37.5 分" in page


def test_prompts_that_were_never_judged_show_their_words_alone(reader, address, submit):
    submit()
    submit(text=BETTER)
    page = reader.get(address).content.decode()
    assert "<ins>" in page and "这两份都没有评分" in page


def test_verdicts_of_two_judges_are_not_measured_alike(reader, address, hands_in):
    hands_in()
    second = hands_in(BETTER)
    Evaluation.objects.filter(hand_in=second).update(by="instructor")
    assert "两次评分的人不同（自己、老师）" in reader.get(address).content.decode()


def test_points_a_model_gave_carry_the_label(reader, address, hands_in):
    hands_in()
    second = hands_in(BETTER)
    assert "AI 生成" not in reader.get(address).content.decode()
    Evaluation.objects.filter(hand_in=second).update(by="model")
    assert "AI 生成" in reader.get(address).content.decode()


def test_one_version_alone_has_nothing_beside_it(reader, address, hands_in):
    hands_in()
    assert "没有两份可以对照" in reader.get(address).content.decode()


def test_the_same_words_twice_are_called_the_same(reader, address, hands_in):
    hands_in()
    hands_in()
    assert "一个字也没有变" in reader.get(address).content.decode()


def test_the_same_version_on_both_sides_is_said(reader, address, hands_in):
    hand_in = hands_in()
    hands_in(BETTER)
    page = reader.get(address, {"old": f"h{hand_in.pk}", "new": f"h{hand_in.pk}"}).content.decode()
    assert "两边选的是同一份" in page


def test_a_task_that_is_gone_can_still_be_compared(reader, address, hands_in, lesson):
    hands_in()
    hands_in(BETTER)
    lesson.document = {"practice": []}
    lesson.save()
    assert "<ins>" in reader.get(address).content.decode()


def test_markup_in_a_prompt_stays_text(reader, address, hands_in):
    hands_in()
    hands_in(scene.CASE + "<script>alert(1)</script>")
    assert "<script>alert" not in reader.get(address).content.decode()


@pytest.mark.parametrize("query", ["old=h1&new=x", "old=h9999&new=h9998", "new=a9999", "old=h&new=h", "new=h١"])
def test_what_is_not_there_is_not_found(reader, address, hands_in, query):
    hands_in()
    hands_in(BETTER)
    assert reader.get(f"{address}?{query}").status_code == 404


def test_nobody_compares_with_the_work_of_another(stranger, lesson, exercise, address, hands_in, submit):
    theirs, sent = hands_in(), submit()
    client = Client()
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    enrollment = stranger.enrollments.create(course=lesson.course, starts_on="2026-11-01")
    own = [services.hand_in(enrollment=enrollment, exercise=exercise, key=key, text=BETTER).hand_in for key in "12"]
    for other in (f"h{theirs.pk}", f"a{sent.pk}"):
        assert client.get(address, {"old": other, "new": f"h{own[0].pk}"}).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_the_queries_do_not_grow_with_the_versions(reader, address, hands_in, submit, django_assert_num_queries):
    for number in range(4):
        submit(text=f"第 {number} 稿")
        hands_in(f"{scene.CASE}第 {number} 稿")
    with django_assert_num_queries(8):
        reader.get(address)
