import pytest

from courses.admin.ordering import moved_by, reordered
from courses.shapes import LessonDocument


def lesson(key: str, *, order: int, day: int) -> LessonDocument:
    return LessonDocument(
        schema=1, id=key, slug=key, title=key, seed_title=key, stage=1, order=order, day=day, kind="concept",
        status="draft", summary="一句话",
    )  # fmt: skip


STAGE = [lesson("s1-001", order=1, day=1), lesson("s1-002", order=2, day=1), lesson("s1-003", order=3, day=2)]


def places(lessons) -> dict[str, tuple[int, int]]:
    return {one.id: (one.order, one.day) for one in lessons}


def test_days_stay_with_the_places():
    assert places(reordered(STAGE, ["s1-001", "s1-003", "s1-002"])) == {"s1-003": (2, 1), "s1-002": (3, 2)}


def test_the_same_order_changes_nothing():
    assert reordered(STAGE, ["s1-001", "s1-002", "s1-003"]) == []


@pytest.mark.parametrize("ids", [[], ["s1-001"], ["s1-001", "s1-001", "s1-002"], ["s1-001", "s1-002", "s9-999"]])
def test_an_order_of_other_lessons_is_refused(ids):
    with pytest.raises(ValueError, match="not the lessons"):
        reordered(STAGE, ids)


def test_one_step_up_or_down_and_no_further():
    assert moved_by(["a", "b", "c"], "b", -1) == ["b", "a", "c"]
    assert moved_by(["a", "b", "c"], "b", 1) == ["a", "c", "b"]
    assert moved_by(["a", "b", "c"], "a", -1) == ["a", "b", "c"]
    assert moved_by(["a", "b", "c"], "c", 1) == ["a", "b", "c"]
