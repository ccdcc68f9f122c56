"""A change can be read: Han by the character, Latin by the word, paragraphs kept together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.word_diff import Fold, Kind, diff_paragraphs, diff_words, folded


def read(pieces) -> str:
    marks = {Kind.SAME: "{}", Kind.OLD: "[-{}-]", Kind.NEW: "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("身份影响语气。", "身份影响语气。", "身份影响语气。"),
        ("先问五个问题", "先问三个问题", "先问[-五-][+三+]个问题"),
        ("用 Midjourney v6 画", "用 Midjourney v7 画", "用 Midjourney [-v6-][+v7+] 画"),
        ("use ChatGPT now", "use DeepSeek now", "use [-ChatGPT-][+DeepSeek+] now"),
        ("宽 16:9", "宽 4:3", "宽 [-16:9-][+4:3+]"),
        ("1.5 倍", "2.5 倍", "[-1.5-][+2.5+] 倍"),
        ("", "新的一句", "[+新的一句+]"),
        ("旧的一句", "", "[-旧的一句-]"),
        ("说明每一步", "说明每一步，再检查", "说明每一步[+，再检查+]"),
    ],
)
def test_words_that_went_and_came_are_marked(old, new, shown):
    assert read(diff_words(old, new)) == shown


def test_islands_of_a_character_or_two_do_not_tear_a_change_apart():
    assert (
        read(diff_words("他把红的苹果吃了一口", "她把青涩的果子吃了一口"))
        == "[-他把红的苹果-][+她把青涩的果子+]吃了一口"
    )


def test_a_rewritten_paragraph_is_one_and_a_new_one_is_new():
    old = ["先写主体和光线。", "再写参数，参数决定画幅。"]
    new = ["先写主体和光线。", "多看三张参考图。", "再写参数，参数决定画面宽高。"]
    assert [read(row.pieces) for row in diff_paragraphs(old, new)] == [
        "先写主体和光线。",
        "[+多看三张参考图。+]",
        "再写参数，参数决定画[-幅-][+面宽高+]。",
    ]


def test_two_paragraphs_with_nothing_in_common_are_gone_and_new():
    assert [read(row.pieces) for row in diff_paragraphs(["甲乙丙丁戊"], ["子丑寅卯辰"])] == [
        "[-甲乙丙丁戊-]",
        "[+子丑寅卯辰+]",
    ]


def test_what_did_not_change_is_put_away_but_for_its_neighbours():
    old = [f"第 {number} 段没有变。" for number in range(9)]
    new = [*old[:4], "第 4 段变了一个字。", *old[5:]]
    shown = folded(diff_paragraphs(old, new))
    assert [len(each.rows) if isinstance(each, Fold) else read(each.pieces)[:3] for each in shown] == [
        3,
        "第 3",
        "第 4",
        "第 5",
        3,
    ]


def test_nothing_changed_shows_nothing():
    assert folded(diff_paragraphs(["一", "二"], ["一", "二"])) == []


def test_a_text_written_anew_is_answered_soon():
    old = [f"旧{number}" * 40 for number in range(400)]
    assert len(diff_paragraphs(old, [f"新{number}" * 40 for number in range(400)])) == 800


TEXT = st.text(st.sampled_from("人工智能 abc 12。，\n"), max_size=40)


@given(old=TEXT, new=TEXT)
def test_both_versions_can_be_read_out_of_the_words(old, new):
    pieces = diff_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.NEW) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.OLD) == new


@given(old=st.lists(TEXT, max_size=8), new=st.lists(TEXT, max_size=8))
def test_both_texts_can_be_read_out_of_the_paragraphs(old, new):
    rows = diff_paragraphs(old, new)
    for text, without in ((old, Kind.NEW), (new, Kind.OLD)):
        said = ["".join(piece.text for piece in row.pieces if piece.kind is not without) for row in rows]
        assert [each for each in said if each] == [each for each in text if each]
