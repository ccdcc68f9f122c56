import pytest

from courses import advice


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\ntitle: ", f"\ntitle: {'长' * 30}", "字，最多 30 字；删短"),
        ("\nsummary: ", f"\nsummary: {'长' * 70}", "字；写成 40 到 80 字的一句话"),
        ("\nminutes: 55\n", "\nminutes: 50\n", "minutes: 写的是 50，照算是 55（阅读 "),
        (
            "\n    fallback: 暂时没有可用的模型时，阅读每道练习的「示例回复」，对照评分表给自己打分",
            "",
            "any-chat-model: 必需的工具要写",
        ),
        ("[[ref:r6]]", "", "references.r6: 正文没有用到 [[ref:r6]]"),
        ('published: "2025-12-26"', 'published: "2026-12-26"', "references.r6.published: 发布日期比核对日期还晚"),
        (
            '\nlast_reviewed: "2026-11-22"',
            '\nlast_reviewed: "2028-11-22"',
            "references.r1.checked: 上次审读时这条已经过了",
        ),
        ("\nsafety: [privacy, bias, distress]", "\nsafety: [legal]", "sensitivity: safety 里有 legal 时写 high"),
        ("\nsafety: [privacy, bias, distress]", "", "safety: sensitivity 是 care 时要写明是哪一类"),
        (
            "\nsensitivity: care",
            "\nsensitivity: none",
            "sensitivity: safety 写了 privacy、bias、distress，这里至少是 care",
        ),
    ],
)
def test_a_field_against_the_guide_is_named(old, new, said, changed):
    assert said in changed(old, new)


@pytest.mark.parametrize("minutes", [55, 60])
def test_scripts_and_tables_may_take_five_minutes_more(minutes, changed):
    assert "minutes" not in changed("\nminutes: 55\n", f"\nminutes: {minutes}\n")


def test_a_checkable_fact_wants_a_reference(text, said_of):
    head, _, rest = text.partition("\nreferences:\n")
    bare = head + "\nauthors:" + rest.partition("\nauthors:")[2]
    for number in range(1, 7):
        bare = bare.replace(f" [[ref:r{number}]]", "")
    assert "body: 「有研究」像是可以核对的事实，references 却是空的" in said_of(bare)


def test_the_minutes_of_a_project_are_those_of_its_first_sitting(text, said_of):
    project = text.replace("\nkind: role-play\n", "\nkind: project\n").replace("\nminutes: 55\n", "\nminutes: 20\n")
    assert "照算" not in said_of(project)


def test_a_summary_is_a_whole_sentence(lessons, around):
    [source] = lessons({"summary": "太短。"})
    assert "summary: 有 2 字；写成 40 到 80 字的一句话" in "\n".join(map(str, advice.of_lesson(source, around)))
