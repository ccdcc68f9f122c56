from hypothesis import given
from hypothesis import strategies as st

from practice.grading.marking import passages

TEXT = "先问我问题，我回答以后再说。没有出处的数字不写。"


def row(quote: str, level: str = "full") -> dict:
    return {"quote": quote, "level": level}


def marked(text: str, *rows: dict) -> list[tuple[str, str]]:
    return [(passage.text, passage.level) for passage in passages(text, rows) if passage.level]


def test_a_met_row_marks_the_words_it_quotes():
    assert marked(TEXT, row("没有出处的数字不写")) == [("没有出处的数字不写", "full")]


def test_a_row_met_by_half_is_marked_as_half():
    assert marked(TEXT, row("先问我问题", "half")) == [("先问我问题", "half")]


def test_a_row_that_is_not_met_marks_nothing():
    assert marked(TEXT, row("先问我问题", "zero")) == []


def test_a_quote_whose_spaces_and_widths_were_changed_is_found():
    assert marked("最多 5 个，（问完再答）", row("最多5个,(问完再答)")) == [("最多 5 个，（问完再答）", "full")]


def test_a_quote_that_is_not_there_marks_nothing():
    assert marked(TEXT, row("这句话没有写过")) == []


def test_where_quotes_overlap_the_better_verdict_is_drawn():
    assert marked("甲乙丙", row("甲乙", "half"), row("乙丙")) == [("甲", "half"), ("乙", "full"), ("丙", "full")]


def test_the_number_of_a_row_stands_where_its_quote_ends():
    ends = [
        (passage.text, [mark.number for mark in passage.ends]) for passage in passages("甲乙丙", [row("甲"), row("乙")])
    ]
    assert ends == [("甲", [1]), ("乙", [2]), ("丙", [])]


@given(st.text(max_size=60), st.lists(st.tuples(st.text(max_size=10), st.sampled_from(["full", "half", "zero"]))))
def test_the_learners_text_is_never_changed(text, rows):
    assert "".join(passage.text for passage in passages(text, [row(*each) for each in rows])) == text
