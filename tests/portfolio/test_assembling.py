from hypothesis import given
from hypothesis import strategies as st

from courses.gates import characters
from portfolio.assembling import Part, assembled

WORDS = st.text(alphabet="稿图记 \n", max_size=40)
PARTS = st.lists(
    st.builds(Part, title=st.just("节点"), note=WORDS, numbers=st.lists(st.just("用时：5 分钟"), max_size=2))
)


def test_milestones_stand_in_their_order_with_their_numbers():
    text = assembled([Part("第一稿", "写好了", ["用时：5 分钟"]), Part("见人", "发了")], spent="用掉 1 小时")
    assert text == "一、第一稿\n写好了\n- 用时：5 分钟\n\n二、见人\n发了\n\n用掉 1 小时"


def test_a_milestone_without_anything_is_left_out():
    assert assembled([Part("第一稿", " \n"), Part("见人", "发了")]) == "一、见人\n发了"


def test_nothing_kept_is_an_empty_text_whatever_was_spent():
    assert assembled([Part("第一稿", "")], spent="用掉 1 小时") == ""


def test_what_is_too_long_shrinks_to_the_last_milestone():
    text = assembled([Part("第一稿", "长" * 50), Part("总结", "都在这里")], most=40)
    assert "都在这里" in text and "长" not in text


@given(PARTS)
def test_without_a_limit_every_note_is_there(parts):
    text = assembled(parts)
    assert all(part.note.strip() in text for part in parts)


@given(PARTS, st.integers(min_value=1, max_value=200))
def test_a_limit_never_makes_it_longer_nor_loses_the_last_note(parts, most):
    text, whole = assembled(parts, most=most), assembled(parts)
    written = [part for part in parts if not part.is_empty]
    assert characters(text) <= characters(whole)
    assert not written or written[-1].note.strip() in text
    assert text == whole or characters(whole) > most
