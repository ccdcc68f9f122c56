from dataclasses import replace

import pytest


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\nkind: role-play", "\nkind: tool", "practice: kind 是 tool 的课要有一个 mode: checklist 的练习"),
        ("[privacy, bias, distress]", "[mental]", ""),
    ],
)
def test_a_kind_has_its_task(old, new, said, changed):
    assert said in changed(old, new)


def test_a_lazy_example_is_not_the_good_one(text, said_of):
    start, end = text.index("    lazy_example: |\n"), text.index("    good_because:")
    _, good = text[start:end].split("    good_example: |\n", 1)
    same = text[:start] + f"    lazy_example: |\n{good}    good_example: |\n{good}" + text[end:]
    assert "practice.p1.lazy_example: 和 good_example 写得一样" in said_of(same)


def test_a_grave_role_knows_when_to_stop(text, said_of):
    grave = text.replace("[privacy, bias, distress]", "[mental]").replace("拨打 12356 ", "拨打 110 ")
    assert "practice.p2.system: safety 有 mental 时，system 要写停下来的规则和 12356" in said_of(grave)


def test_an_unverified_hotline_in_a_role_is_named(text, said_of, around):
    assert "practice.p2.system: 12356 还没有官方来源" in said_of(text, replace(around, unverified=frozenset({"12356"})))
