from dataclasses import replace

import pytest

from courses.advice.body import sections


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\nkind: role-play", "\nkind: exercise", "个汉字；exercise 写 800 到 1500 个"),
        ("[[quiz]]", "[[quiz]]\n\n" + "话" * 400, "role-play 写 1200 到 2500 个"),
        (
            "| 数字精确得可疑 |",
            "x\n\n| 一 | 二 | 三 |\n| 一 | 二 | 三 |\n| 数字精确得可疑 |",
            "body: 常见翻车写成 3 到 6 行的表，现在有 7 行",
        ),
        ("## 常见翻车 {#pitfalls}", "## 常见翻车 {#pitfalls}\n\n## 别的 {#other}", "3 到 6 行的表，现在有 0 行"),
        ("[[practice:p3]]", "x\n\n## 别的 {#other}\n\n[[practice:p3]]", "[[practice:p3]] 放进 {#practice} 那一节"),
        ("[[quiz]]", "## 别的 {#other}\n\n[[quiz]]", "[[quiz]] 放进 {#recap} 那一节"),
        ("虚构", "编造", "body: 没有写「虚构」"),
        ("[privacy, bias, distress]", "[belief]", "safety 有 belief 时，正文要写明是娱乐"),
    ],
)
def test_a_body_against_the_guide_is_named(old, new, said, changed):
    assert said in changed(old, new)


def test_code_does_not_count_as_length(text, said_of):
    assert said_of(text.replace("[[quiz]]", f"```text\n{'话' * 900}\n```\n\n[[quiz]]")) == ""


def test_the_core_idea_wants_a_picture_or_a_table(text, said_of):
    head, heading, rest = text.partition("## 示范")
    start = head.index("{#core-idea}")
    plain = head[:start] + head[start:].replace("\n|", "\n- ").replace("![", "[")
    assert "body: 核心想法配一张图或一张表" in said_of(plain + heading + rest)


def test_a_lesson_does_not_end_with_its_quiz(text, said_of):
    assert "[[quiz]] 后面再写一句，引到下一课" in said_of(text[: text.index("[[quiz]]")] + "[[quiz]]\n")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("figures/role-career-advisor/old.svg", "用 ![…](…) 放进正文，或删掉"),
        ("code/role-career-advisor/old.py", "用 [[code:…]] 给出来，或删掉"),
    ],
)
def test_a_file_that_nobody_sees_is_named(path, said, text, said_of, around):
    beside = replace(around, files={**around.files, path: "x"})
    assert f": body: {path} 没有用到；{said}" in said_of(text, beside)


def test_an_unverified_hotline_is_named_where_it_is_printed(text, said_of, around):
    said = said_of(text, replace(around, unverified=frozenset({"12348"})))
    line = text[: text.index("[[hotline:12348]]")].count("\n") + 1
    assert said == f"a.md:{line}: body: 12348 还没有官方来源；在 hotlines.yaml 里核实，或先从课里拿掉"


def test_the_emergency_numbers_need_no_source(text, said_of, around):
    assert said_of(text, replace(around, unverified=frozenset({"110", "120"}))) == ""


def test_a_word_read_before_its_link_is_named(text, said_of, around):
    linked = text.replace("{#core-idea}\n\n", "{#core-idea}\n\n先说脱敏词。\n\n再说[[term:x]]。\n\n")
    line = linked[: linked.index("先说脱敏词")].count("\n") + 1
    said = said_of(linked, replace(around, terms={**around.terms, "x": "脱敏词"}))
    assert said == f"a.md:{line}: body: 「脱敏词」在这里先出现；把 [[term:x]] 挪到这儿来"


@pytest.mark.parametrize("before", ["### 说脱敏词", "![脱敏词](figures/role-career-advisor/role-card.svg)", "`脱敏词`"])
def test_a_word_where_no_link_can_stand_is_not_yet_read(before, text, said_of, around):
    linked = text.replace("{#core-idea}\n\n", f"{{#core-idea}}\n\n{before}\n\n再说[[term:x]]，脱敏词。\n\n")
    assert said_of(linked, replace(around, terms={**around.terms, "x": "脱敏词"})) == ""


@pytest.mark.parametrize(("tag", "hotline"), [("mental", "12356"), ("medical", "120")])
def test_a_grave_lesson_prints_its_hotline(tag, hotline, text, said_of):
    grave = text.replace("[privacy, bias, distress]", f"[{tag}]").replace(f"[[hotline:{hotline}]]", "[[hotline:110]]")
    assert f"safety 有 {tag} 时，正文要有 [[hotline:{hotline}]]" in said_of(grave)


def test_a_section_runs_to_the_next_heading_of_its_level():
    assert sections("## 一 {#a}\n### 小 {#b}\nx\n## 二 {#c}\ny") == {"a": range(3), "c": range(3, 5)}
