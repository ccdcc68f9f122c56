from io import StringIO

import pytest
from django.core.management import call_command

from courses.models import Exercise
from practice.exams.hall import Hall
from practice.models import RubricExam, SiteMonth
from tests.practice import scene
from tests.practice.exams.conftest import GOOD, examined


def check(*arguments: str) -> tuple[int, str]:
    """The exit code, and what was printed."""
    out = StringIO()
    try:
        call_command("check_rubrics", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return int(end.code), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def honest(lesson, configured):
    configured.follow(model="judge", kind="honest", message=GOOD)
    return configured


def test_a_rubric_with_an_honest_judge_passes(honest):
    code, said = check()
    exam = RubricExam.objects.get()
    assert (code, exam.is_passed, exam.findings, exam.asked) == (0, True, [], 9)
    assert "s1-012 p1  通过" in said and exam.judge.endswith("· judge")


def test_a_gullible_judge_fails_it_with_words(lesson, configured):
    code, said = check()  # full marks for everything
    exam = RubricExam.objects.get()
    assert (code, exam.is_passed, len(exam.findings)) == (1, False, 8)
    assert "不该过线，却过了" in said and "假围栏" in said


def test_a_judge_that_cannot_be_read_fails_it(lesson, configured):
    configured.follow(model="judge", kind="ok", pieces=("很好，满分。",))
    assert check()[0] == 1
    assert [row["kind"] for row in RubricExam.objects.get().findings] == ["good"]


@pytest.mark.parametrize("kind", ["status", "cut", "html"])
def test_trouble_with_the_provider_is_no_failed_exam(lesson, configured, kind):
    configured.follow(model="judge", kind=kind)
    code, said = check()
    assert (code, RubricExam.objects.count()) == (2, 0)
    assert "没有考成" in said


def test_a_filtered_trick_passes_nobody_and_troubles_nobody(lesson, configured):
    """Some providers refuse to answer an attempt to talk a model round."""
    configured.follow(model="judge", kind="ok", pieces=(), finish="content_filter")
    assert check()[0] == 1  # the good example got no verdict either
    assert [row["kind"] for row in RubricExam.objects.get().findings] == ["good"]


def test_what_it_used_is_counted_in_the_sites_month(honest):
    check()
    exam = RubricExam.objects.get()
    assert exam.input_tokens + exam.output_tokens == 9 * 150 == SiteMonth.objects.get().tokens


def test_the_price_is_told_before_anything_is_asked(honest, settings):
    from decimal import Decimal

    settings.PRICE_INPUT = settings.PRICE_OUTPUT = Decimal(10)
    settings.PRICE_CURRENCY = "元"
    code, said = check("--dry-run")
    assert (code, honest.requests, RubricExam.objects.count()) == (0, [], 0)
    assert "要问 9 次" in said and "元" in said


def test_no_more_are_asked_at_once_than_allowed(honest, monkeypatch):
    seats: list[int] = []
    answered = Hall._answer

    async def counted(self, paper, sat):
        seats.append(self._seats._value)
        return await answered(self, paper, sat)

    monkeypatch.setattr(Hall, "_answer", counted)
    check("--at-once", "2")
    assert set(seats) <= {0, 1} and len(seats) == 9


def test_ctrl_c_keeps_what_is_done_and_counts_what_was_used(honest, lesson, monkeypatch):
    scene.publish_anew(lesson, tasks=[*examined(), examined(id="p5")[0]])
    Exercise.objects.create(lesson=lesson, key="p5", position=5, mode="rewrite")
    taken, results = Hall.next, []

    async def stopped(self):
        results.append(await taken(self))
        if len(results) == 2:
            raise KeyboardInterrupt
        return results[-1]

    monkeypatch.setattr(Hall, "next", stopped)
    code, said = check()
    assert (code, RubricExam.objects.count()) == (130, 1)
    assert "考完的 1 张" in said and SiteMonth.objects.get().tokens == 2 * 9 * 150


def test_only_what_changed_is_asked_again(honest, lesson):
    check()
    asked = len(honest.requests)
    assert "0 张评分表" in check("--changed")[1] and len(honest.requests) == asked
    scene.publish_anew(lesson, tasks=examined(instructions="只改提示词，别的不动。\n"))
    check("--changed")
    assert len(honest.requests) == 2 * asked


def test_another_judge_makes_the_exam_stale(honest, settings):
    check()
    settings.PRACTICE_JUDGE_MODEL = "another"
    assert "过期" in check("--list")[1]


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--lesson", "s9-999"], 2), (["--stage", "4"], 2), (["--stage", "1"], 0)]
)
def test_a_part_of_the_course_can_be_chosen(honest, arguments, code):
    assert check(*arguments)[0] == code


def test_without_a_model_it_says_so(lesson):
    code, said = check()
    assert code == 2 and "还没有接上模型" in said
