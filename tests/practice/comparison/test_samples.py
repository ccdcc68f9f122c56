import pytest
from django.conf import settings

from courses import document
from practice.comparison import samples

SAMPLE = "左 1：一。左 2：二。\n右一：三\n右二：四"


@pytest.mark.parametrize(
    ("side", "count", "reply"), [("a", 0, "一。"), ("a", 1, "二。"), ("b", 0, "三"), ("b", 1, "四"), ("b", 2, "三")]
)
def test_each_side_and_run_has_a_reply_of_its_own(side, count, reply):
    assert samples.of_side(SAMPLE, side, count=lambda: count) == reply


def test_a_sample_in_another_shape_is_told_whole():
    assert samples.of_side("先问再答。", "a", count=lambda: 0) == "先问再答。"


def test_every_comparison_of_the_course_has_a_sample_for_each_side():
    compared = 0
    for path in sorted((settings.BASE_DIR / "content" / "aigc").glob("stage-*/*.md")):
        text = path.read_text("utf-8")
        if "mode: compare" not in text:
            continue
        for task in document.to_json(document.read_lesson(text).document)["practice"]:
            if task["mode"] == "compare":
                compared += 1
                told = [samples.of_side(task["sample_reply"], side, count=lambda: 0) for side in "ab"]
                assert len({*told, task["sample_reply"]}) == 3, path.name
    assert compared == 8
