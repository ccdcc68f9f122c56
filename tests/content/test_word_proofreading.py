"""The scripts a learner copies out of lesson s1-049, run just as the learner runs them."""

import json

import pytest
from docx import Document

from tests.content.running import lesson_text, run

SLUG = "word-proofreading"
TYPO = {"编号": 1, "原文": "为住", "建议": "为主", "理由": "误写", "类型": "错别字"}


@pytest.fixture
def folder(tmp_path):
    document = Document()
    line = document.add_paragraph("采摘以一芽一叶")
    line.add_run("为").bold = True
    line.add_run("住。")
    document.add_paragraph("云岫早摊放 4 小时，再摊放。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "表里的错别子"
    document.save(tmp_path / "稿.docx")
    (tmp_path / "专名.txt").write_text("云岫早\n", encoding="utf-8")
    return tmp_path


def comment(folder, *items, apply=False):
    (folder / "建议.json").write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    more = ["--apply"] if apply else []
    return run(SLUG, "comment.py", "稿.docx", "建议.json", "专名.txt", *more, cwd=folder)


def words(path):
    document = Document(path)
    return [one.text for one in document.paragraphs] + [
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    ]


def test_without_suggestions_the_paragraphs_are_numbered(folder):
    answer = run(SLUG, "comment.py", "稿.docx", cwd=folder)
    assert answer.stdout.splitlines() == [
        "[1] 采摘以一芽一叶为住。",
        "[2] 云岫早摊放 4 小时，再摊放。",
        "[3] 表里的错别子",
    ]


def test_a_plan_writes_no_file(folder):
    answer = comment(folder, TYPO)
    assert "批注  [1] 错别字：「为住」改成「为主」？" in answer.stdout
    assert "什么都没有写" in answer.stdout
    assert not (folder / "稿_批注.docx").exists()


def test_a_comment_holds_the_suggestion_and_its_reason(folder):
    comment(folder, TYPO, apply=True)
    (note,) = Document(folder / "稿_批注.docx").comments
    assert note.text == "错别字：「为住」改成「为主」？理由：误写"
    assert note.author == "模型建议"


def test_the_text_itself_is_never_changed(folder):
    original = (folder / "稿.docx").read_bytes()
    comment(folder, TYPO, TYPO | {"编号": 3, "原文": "错别子", "建议": "错别字"}, apply=True)
    assert words(folder / "稿_批注.docx") == words(folder / "稿.docx")
    assert (folder / "稿.docx").read_bytes() == original


def test_a_comment_spans_the_pieces_its_words_lie_in(folder):
    comment(folder, TYPO, apply=True)
    document = Document(folder / "稿_批注.docx")
    names = [child.tag.rsplit("}", 1)[1] for child in document.paragraphs[0]._p]
    assert names.index("commentRangeStart") == names.index("r") + 1  # after the first piece, before 为
    assert names.index("commentRangeEnd") - names.index("commentRangeStart") == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"原文": "轻拿轻放"}, "没有这句原文"),
        ({"原文": ""}, "没有这句原文"),
        ({"编号": 9}, "没有这句原文"),
        ({"编号": 2, "原文": "摊放"}, "出现 2 次"),
        ({"建议": "为住"}, "和原文一样"),
        ({"类型": "润色"}, "类型只能是"),
    ],
)
def test_a_suggestion_that_cannot_be_placed_is_handed_back(folder, change, says):
    answer = comment(folder, TYPO | change)
    assert "退回" in answer.stdout
    assert says in answer.stdout
    assert "批注 0 条" in answer.stdout


def test_a_question_about_the_right_wording_becomes_a_comment(folder):
    question = TYPO | {"建议": "为住", "理由": "要问：是不是为主"}
    assert "批注  [1] 错别字：「为住」？" in comment(folder, question).stdout


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ("云岫早", "云秀早", "【动了专名 云岫早，先查】"),
        ("岫", "秀", "【动了专名 云岫早，先查】"),  # the quotation holds only a part of the name
        ("4 小时", "6 小时", "【动了数字，先查】"),
        ("云岫早摊放", "云岫早薄摊", ""),
    ],
)
def test_a_changed_name_or_number_is_marked(folder, old, new, mark):
    answer = comment(folder, TYPO | {"编号": 2, "原文": old, "建议": new})
    assert f"批注  [2] {mark}错别字" in answer.stdout


@pytest.mark.parametrize("number", ["1", "[1]"])
def test_a_number_the_model_wrote_as_text_still_finds_its_paragraph(folder, number):
    assert "批注  [1] 错别字" in comment(folder, TYPO | {"编号": number}).stdout


def test_a_name_may_hold_a_space(folder):
    (folder / "专名.txt").write_text("摊放 4 小时\n\n", encoding="utf-8")
    assert "【动了专名 摊放 4 小时，先查】" in comment(folder, TYPO | {"编号": 2, "原文": "4", "建议": "四"}).stdout


def test_an_existing_copy_with_comments_is_not_overwritten(folder):
    (folder / "稿_批注.docx").write_text("已经决定了一半", encoding="utf-8")
    assert "停下" in comment(folder, TYPO, apply=True).stderr
    assert (folder / "稿_批注.docx").read_text(encoding="utf-8") == "已经决定了一半"


@pytest.mark.parametrize("answer", ["好的：[]", "{}x", '[{"原文": "为住"}]', "[1]"])
def test_an_unreadable_answer_is_refused_with_advice(folder, answer):
    (folder / "坏.json").write_text(answer, encoding="utf-8")
    assert "从 [ 到 ]" in run(SLUG, "comment.py", "稿.docx", "坏.json", cwd=folder).stderr


def test_a_missing_file_is_refused(tmp_path):
    assert "用法" in run(SLUG, "comment.py", "没有.docx", cwd=tmp_path).stderr


def test_an_existing_practice_file_is_not_touched(tmp_path):
    (tmp_path / "专名.txt").write_text("我的专名", encoding="utf-8")
    assert "停下" in run(SLUG, "make_practice.py", cwd=tmp_path).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["专名.txt"]


def test_the_lesson_shows_what_the_scripts_print(tmp_path):
    lesson = lesson_text(SLUG)
    run(SLUG, "make_practice.py", cwd=tmp_path)
    numbers = run(SLUG, "comment.py", "采茶手册.docx", cwd=tmp_path).stdout
    answer = lesson.split("```json\n")[1].split("```")[0]
    (tmp_path / "建议.json").write_text(answer, encoding="utf-8")
    plan = run(SLUG, "comment.py", "采茶手册.docx", "建议.json", "专名.txt", cwd=tmp_path).stdout
    assert numbers.strip() in lesson
    assert plan.strip() in lesson


def test_the_plan_of_the_second_task_is_a_real_print(tmp_path):
    task = lesson_text(SLUG).split("鲁家村，虚构")[1].split("checks:")[0]
    printed = [line.strip() for line in task.splitlines()]
    document = Document()
    for line in printed:
        if line.startswith("["):
            document.add_paragraph(line.split("] ", 1)[1])
    document.save(tmp_path / "展板.docx")
    items = [
        {"编号": 2, "原文": "北暗", "建议": "北岸", "类型": "错别字"},
        {"编号": 3, "原文": "迁来的鲁姓", "建议": "迁来的卢姓", "类型": "错别字"},
        {"编号": 4, "原文": "通过全村人的努力，使水渠", "建议": "全村人的努力使水渠", "类型": "语病"},
        {"编号": 5, "原文": "十八口井", "建议": "8 口井", "类型": "不一致"},
        {
            "编号": 6,
            "原文": "老人们说，村口那棵树救过全村",
            "建议": "据传，该树曾挽救全村村民",
            "类型": "语病",
        },
        {"编号": 8, "原文": "戏楼", "建议": "戏台", "类型": "不一致"},
    ]
    items = [item | {"理由": ""} for item in items]
    (tmp_path / "建议.json").write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "专名.txt").write_text("鲁姓", encoding="utf-8")
    plan = run(SLUG, "comment.py", "展板.docx", "建议.json", "专名.txt", cwd=tmp_path).stdout.splitlines()
    assert len(plan) == 7
    assert set(plan[:-1]) <= set(printed)
