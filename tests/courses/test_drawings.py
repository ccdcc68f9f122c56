"""Lengths are true to days, and states are told by shape."""

from courses import drawings
from courses.models import Course, Lesson, Stage


def leaf(days=30, offset=0, lessons=(), has_floor=False):
    course = Course(slug="aigc", language="zh-Hans")
    stage = Stage(course=course, number=1, title="GPT", days=days, has_floor=has_floor)
    made = [
        Lesson(pk=pk, course=course, stage=stage, slug=f"l{pk}", title=f"<{pk}>", order=pk, day=day, status=status)
        for pk, day, status in lessons
    ]
    return drawings.Leaf(stage=stage, offset=offset, lessons=made)


def test_leaves_of_the_folding_rule_are_as_long_as_their_days():
    rule = drawings.folding_rule([leaf(30), leaf(20, 30), leaf(45, 50, has_floor=True)], drawings.WIDE)
    lengths = {piece["days"]: piece["length"] for piece in rule["pieces"]}
    assert lengths[30] / lengths[20] == 1.5 and round(lengths[45] / lengths[30], 3) == 1.5


def test_only_a_stage_without_deadline_has_an_open_end():
    rule = drawings.folding_rule([leaf(30), leaf(45, 30, has_floor=True)], drawings.TALL)
    assert {piece["days"]: piece["is_open"] for piece in rule["pieces"]} == {30: False, 45: True}


def test_the_folding_rule_counts_days_through_all_leaves():
    rule = drawings.folding_rule([leaf(30), leaf(30, 30)], drawings.WIDE)
    numbers = [number["text"] for piece in rule["pieces"] for number in piece["numbers"]]
    assert sorted(numbers) == [10, 20, 40, 50]


def test_a_rule_without_leaves_can_be_drawn():
    assert drawings.folding_rule([], drawings.WIDE)["pieces"] == []


def test_a_board_is_cut_every_fifteen_days():
    assert drawings.board(leaf(30), {}).count('<svg class="seg"') == 2
    assert drawings.board(leaf(20), {}).count('<svg class="seg short"') == 1


def test_a_peg_says_its_state_by_class_and_escapes_its_title():
    svg = drawings.board(leaf(15, lessons=[(1, 1, "ready"), (2, 2, "draft"), (3, 3, "ready")]), {1: "done", 2: "done"})
    assert 'class="peg done"' in svg and 'class="peg draft"' in svg and 'class="peg "' in svg
    assert "&lt;1&gt;" in svg


def test_what_is_measured_is_filled_up_to_the_last_lesson_done():
    svg = drawings.board(leaf(15, lessons=[(1, 1, "ready"), (2, 6, "ready")]), {2: "done"})
    assert 'class="rule-fill" d="M0 9h48' in svg


def test_the_plumb_hangs_at_the_lesson_to_go_on_with():
    lessons = [(1, 1, "ready")]
    assert "plumb" in drawings.board(leaf(15, lessons=lessons), {1: "now"})
    assert "plumb" not in drawings.board(leaf(15, lessons=lessons), {})


def document(minutes=30, tasks=(10, 5), questions=5):
    practice = [{"id": f"p{n}", "minutes": task} for n, task in enumerate(tasks, start=1)]
    return {"minutes": minutes, "practice": practice, "quiz": [{}] * questions}


def test_the_minutes_of_a_lesson_are_reading_tasks_and_quiz():
    strip = drawings.minute_strip(document())
    assert [(part["kind"], part["minutes"]) for part in strip["parts"]] == [
        ("read", 10),
        ("task", 10),
        ("task", 5),
        ("quiz", 5),
    ]


def test_the_strip_fills_its_width():
    last = drawings.minute_strip(document())["parts"][-1]
    assert round(last["x"] + last["width"], 1) == 100


def test_optional_tasks_are_not_in_the_minutes():
    with_optional = document()
    with_optional["practice"].append({"id": "p3", "minutes": 15, "optional": True})
    assert drawings.minute_strip(with_optional) == drawings.minute_strip(document())


def test_a_lesson_without_minutes_has_no_strip():
    assert drawings.minute_strip({"status": "draft"}) is None
