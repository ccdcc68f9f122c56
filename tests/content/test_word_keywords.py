"""The scripts a learner copies out of lesson s1-046, run just as the learner runs them."""

import ast
import json

import pytest
from docx import Document

from tests.content.running import STAGE, lesson_text, run, scripts_of

SLUG = "word-keywords"
VALVE = {"编号": 3, "类型": "金额", "词": "3,760 元", "原句": "阀门 | 3,760 元"}


@pytest.fixture
def folder(tmp_path):
    document = Document()
    document.add_paragraph("12月8日停水。")
    document.add_paragraph("")
    table = document.add_table(rows=0, cols=2)
    for row in [("项目", "金额"), ("阀门", "3,760 元")]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("请提前储水。")
    document.save(tmp_path / "告知.docx")
    return tmp_path


def check(folder, *items):
    (folder / "词.json").write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return run(SLUG, "check_words.py", "告知.docx", "词.json", cwd=folder)


def test_paragraphs_and_table_rows_are_numbered_in_the_order_of_the_document(folder):
    answer = run(SLUG, "read_docx.py", "告知.docx", cwd=folder)
    assert answer.stdout.splitlines() == [
        "[1] 12月8日停水。",
        "[2] 表格：项目 | 金额",
        "[3] 表格：阀门 | 3,760 元",
        "[4] 请提前储水。",
    ]


def test_reading_and_checking_change_no_file(folder):
    check(folder, VALVE)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    run(SLUG, "read_docx.py", "告知.docx", cwd=folder)
    run(SLUG, "check_words.py", "告知.docx", "词.json", cwd=folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_quoted_sentence_that_stands_in_its_line_is_confirmed(folder):
    assert "对上  [3] 金额：3,760 元" in check(folder, VALVE).stdout


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"原句": "阀门 | 3,860 元"}, "没有这句原句"),
        ({"原句": ""}, "没有这句原句"),
        ({"编号": 99}, "没有这句原句"),
        ({"词": "叁仟元"}, "原句里没有这个词"),
    ],
)
def test_a_quotation_the_document_does_not_hold_is_suspected(folder, change, says):
    answer = check(folder, VALVE | change)
    assert "可疑" in answer.stdout
    assert says in answer.stdout


def test_a_line_with_digits_that_nothing_was_taken_from_is_named(folder):
    answer = check(folder, VALVE)
    assert "漏了？ [1] 12月8日停水。" in answer.stdout
    assert "漏了？ [3]" not in answer.stdout


def test_a_kind_the_model_did_not_find_is_handed_back_to_the_learner(folder):
    answer = check(folder, {"编号": None, "类型": "术语", "词": None, "原句": None})
    assert "没有  术语" in answer.stdout


@pytest.mark.parametrize("answer", ["好的，以下是结果：[]", '{"词": "x"}', '[{"词": "x"}]', "[1]"])
def test_an_unreadable_answer_is_refused_with_advice(folder, answer):
    (folder / "词.json").write_text(answer, encoding="utf-8")
    refusal = run(SLUG, "check_words.py", "告知.docx", "词.json", cwd=folder)
    assert refusal.returncode == 1
    assert "从 [ 到 ]" in refusal.stderr


@pytest.mark.parametrize("number", ["3", "[3]"])
def test_a_line_number_the_model_wrote_as_text_still_finds_its_line(folder, number):
    assert "对上  [3] 金额：3,760 元" in check(folder, VALVE | {"编号": number}).stdout


def test_a_missing_file_is_named(folder):
    assert "没有 没有.docx" in run(SLUG, "read_docx.py", "没有.docx", cwd=folder).stderr


@pytest.mark.parametrize("name", ["旧.doc", "带密码.docx"])  # both begin like this, not like a zip
def test_an_old_or_locked_file_is_refused_in_one_line_with_advice(folder, name):
    (folder / name).write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    refusal = run(SLUG, "read_docx.py", name, cwd=folder).stderr
    assert "另存为 .docx，不要设密码" in refusal
    assert len(refusal.splitlines()) == 1


def test_no_script_of_the_stage_needs_a_newer_python_than_this_lesson_asks_for():
    for path in (STAGE / "code").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        ast.parse(text, feature_version=(3, 9))
        assert "strict=" not in text, path  # zip(strict=) came with 3.10


def test_an_existing_practice_file_is_not_touched(tmp_path):
    (tmp_path / "检修告知.docx").write_text("我的文件", encoding="utf-8")
    assert "停下" in run(SLUG, "make_practice.py", cwd=tmp_path).stderr
    assert (tmp_path / "检修告知.docx").read_text(encoding="utf-8") == "我的文件"


def test_the_lesson_shows_what_the_scripts_print(tmp_path):
    lesson = lesson_text(SLUG)
    run(SLUG, "make_practice.py", cwd=tmp_path)
    lines = run(SLUG, "read_docx.py", "检修告知.docx", cwd=tmp_path).stdout
    assert lines.strip() in lesson
    answer = lesson.split("```json\n")[1].split("```")[0]
    (tmp_path / "关键词.json").write_text(answer, encoding="utf-8")
    checked = run(SLUG, "check_words.py", "检修告知.docx", "关键词.json", cwd=tmp_path)
    assert checked.stdout.strip() in lesson


@pytest.mark.parametrize("script", ["read_docx.py", "check_words.py"])
@pytest.mark.parametrize("word", [".save(", "open(", "write", "unlink", "remove", "rename"])
def test_the_reading_scripts_hold_no_word_that_writes(script, word):
    assert word not in (scripts_of(SLUG) / script).read_text(encoding="utf-8")


def test_the_numbered_lines_and_the_check_of_the_second_task_are_real_prints(tmp_path):
    task = lesson_text(SLUG).split("乙用的材料")[1].split("checks:")[0]
    printed = [line.strip() for line in task.splitlines()]
    document = Document()
    table = None
    for line in (line.split("] ", 1)[1] for line in printed if line.startswith("[")):
        if line.startswith("表格："):
            cells = line.removeprefix("表格：").split(" | ")
            table = table or document.add_table(rows=0, cols=len(cells))
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        else:
            document.add_paragraph(line)
    document.save(tmp_path / "冬训.docx")
    items = [
        {"编号": 2, "类型": "日期", "词": "2026年12月1日", "原句": "冬训自 2026年12月1日起"},
        {"编号": 3, "类型": "术语", "词": "划桨机", "原句": "改练陆上划桨机。"},
        {"编号": 5, "类型": "金额", "词": "40 元/次", "原句": "鼓手补贴 40 元/次"},
        {"编号": 7, "类型": "术语", "词": "380 元", "原句": "碳纤桨 | 12 支 | 380 元"},
        {"编号": 8, "类型": "金额", "词": "120 元", "原句": "救生衣 | 12 件 | 120 元"},
    ]
    (tmp_path / "词.json").write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    lines = run(SLUG, "read_docx.py", "冬训.docx", cwd=tmp_path).stdout.splitlines()
    checked = run(SLUG, "check_words.py", "冬训.docx", "词.json", cwd=tmp_path).stdout.splitlines()
    assert set(lines) | set(checked[:-1]) <= set(printed)
