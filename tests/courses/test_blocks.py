from hypothesis import given
from hypothesis import strategies as st

from courses import blocks

BODIES = st.lists(st.sampled_from(["", "文字", "```text", "```", "~~~~", "  ", "> ```", "## 标题 {#a}"])).map("\n".join)


def test_a_code_block_is_one_paragraph():
    assert blocks.paragraphs("一\n\n```text\n二\n\n三\n```\n\n四") == ["一", "```text\n二\n\n三\n```", "四"]


def test_a_longer_fence_is_closed_only_by_one_as_long():
    assert len(blocks.paragraphs("````text\n```\n\n````\n\n外")) == 2


def test_headings_in_code_are_no_headings():
    assert [heading.anchor for heading in blocks.headings("## 一 {#one}\n\n```text\n## 二 {#two}\n```")] == ["one"]


def test_a_fence_left_open_is_noticed():
    assert blocks.has_open_fence("```text\n一") and not blocks.has_open_fence("```text\n一\n```")


@given(BODIES)
def test_tidying_twice_changes_nothing(body):
    assert blocks.tidy(blocks.tidy(body)) == blocks.tidy(body)


@given(BODIES)
def test_paragraphs_joined_are_the_tidy_body(body):
    tidy = blocks.tidy(body)
    assert "\n\n".join(blocks.paragraphs(tidy)) == tidy
