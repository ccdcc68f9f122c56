import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from practice.proof.links import MOST, Link, read, written


def test_a_line_is_an_address_and_what_it_shows():
    assert read("https://example.org/note/1 我的第一篇") == (Link("https://example.org/note/1", "我的第一篇"),)


def test_an_address_is_found_in_the_middle_of_what_an_app_shares():
    shared = "【改袋子】快来看 https://example.org/a?x=1，复制本条信息"
    assert read(shared) == (Link("https://example.org/a?x=1", "【改袋子】快来看 ，复制本条信息"),)


def test_a_full_stop_behind_an_address_is_not_part_of_it():
    assert read("https://example.org/a.")[0].url == "https://example.org/a"


def test_empty_lines_and_the_same_link_twice_count_for_nothing():
    assert read("\n https://example.org/a \n\nhttps://example.org/a\n") == (Link("https://example.org/a"),)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("我发在朋友圈了", "没有网址"),
        ("http://example.org/a", "https://"),
        ("javascript:alert(1)", "没有网址"),
        ("https://", "没有网址"),
        ("https://-bad-/x", "不完整"),
        ("https://[::1", "不完整"),
        ("https://amy:secret@example.org/", "用户名"),
        ("https://example.org/" + "a" * 500, "太长"),
        ("https://example.org/ " + "说" * 201, "说明太长"),
    ],
)
def test_a_line_that_is_no_link_says_what_to_mend(line, word):
    with pytest.raises(ValidationError) as refusal:
        read(f"https://example.org/ok\n{line}")
    assert [message for message in refusal.value.messages if "第 2 行" in message and word in message]


def test_too_many_links_are_refused():
    with pytest.raises(ValidationError, match="最多放"):
        read("\n".join(f"https://example.org/{number}" for number in range(MOST + 1)))


@given(st.lists(st.sampled_from([Link("https://example.org/a", "说明"), Link("https://a.example/b?c=d")]), unique=True))
def test_links_survive_the_box_they_are_typed_in(links):
    assert read(written(tuple(links))) == tuple(links)


@given(st.text())
def test_whatever_is_pasted_is_read_or_refused(text):
    try:
        links = read(text)
    except ValidationError:
        return
    assert all(link.url.startswith("https://") and not link.url.isspace() for link in links)
