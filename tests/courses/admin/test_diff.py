from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from courses.admin.diff import compare

LINES = st.lists(st.sampled_from(["甲", "乙乙乙", "乙乙丙", ""]), max_size=8).map("\n".join)


def text_of(row) -> str:
    return "".join(text for text, _changed in row.pieces)


def test_the_same_text_has_no_difference():
    assert compare("一\n二", "一\n二") == []


def test_a_changed_line_shows_which_characters_changed():
    [old, new] = compare("每次只问一个问题", "每次只问两个问题")
    assert (old.pieces, new.pieces) == (
        (("每次只问", False), ("一", True), ("个问题", False)),
        (("每次只问", False), ("两", True), ("个问题", False)),
    )


def test_two_unlike_lines_are_marked_whole():
    [old, new] = compare("白日依山尽", "黄河入海流")
    assert [old.pieces, new.pieces] == [(("白日依山尽", True),), (("黄河入海流", True),)]


def test_what_lies_far_from_a_change_is_left_out():
    lines = [str(number) for number in range(40)]
    rows = compare("\n".join(lines), "\n".join(["x", *lines[1:-1], "y"]))
    assert [row.kind for row in rows].count("gap") == 1
    assert len(rows) < 12


@pace(deadline=None)
@given(LINES, LINES)
def test_both_texts_can_be_read_from_the_difference(old, new):
    rows = compare(old, new, around=100)
    if old == new:
        assert rows == []
        return
    assert "\n".join(text_of(row) for row in rows if row.kind in ("same", "old")) == old
    assert "\n".join(text_of(row) for row in rows if row.kind in ("same", "new")) == new


def test_line_numbers_are_those_of_each_side():
    rows = compare("一\n二\n三", "一\n三")
    assert [(row.kind, row.old, row.new) for row in rows] == [("same", 1, 1), ("old", 2, None), ("same", 3, 2)]
