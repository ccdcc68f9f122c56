"""The scripts a learner copies out of lesson s1-050, run just as the learner runs them."""

import pytest
from docx import Document
from openpyxl import Workbook

from tests.content.running import lesson_text, run, scripts_of

SLUG = "word-batch-writing"
RULE = "不可空烧。"
LABEL = "本文由人工智能辅助起草。"


def table(path, *rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)


def draft(folder, name, *sentences):
    document = Document()
    for sentence in sentences:
        document.add_paragraph(sentence)
    document.save(folder / "稿件" / f"{name}.docx")


def check(folder, *arguments):
    return run(SLUG, "check_drafts.py", "产品表.xlsx", "稿件", *arguments, cwd=folder)


@pytest.fixture
def folder(tmp_path):
    table(tmp_path / "产品表.xlsx", ("型号", "口径", "容量", "必写"), ("A1", 18, 1.2, RULE), ("B2", 22, 2.5, RULE))
    (tmp_path / "稿件").mkdir()
    draft(tmp_path, "A1", "口径 18 厘米，容量 1.2 升。", RULE, LABEL)
    draft(tmp_path, "B2", "口径 22 厘米，装得多。", RULE, LABEL)
    return tmp_path


def test_drafts_that_keep_to_the_table_draw_no_reminder(folder):
    assert check(folder).stdout == "2 篇，6 句，其中 0 句有提醒。没有提醒不等于属实。\n"


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("已有 300 年历史。", "表里没有 300"),
        ("口径 22 厘米。", "表里没有 22"),  # the number of another product
        ("这是最好的锅。", "极限词「最」"),
        ("口径 22 厘米，装得很多。", "和 B2 的一句几乎一样"),
    ],
)
def test_a_sentence_the_table_does_not_carry_is_reported(folder, sentence, says):
    draft(folder, "A1", sentence, RULE, LABEL)
    answer = check(folder).stdout
    assert f"提醒  A1「{sentence}」" in answer
    assert says in answer


def test_an_invention_without_a_number_goes_unnoticed_as_the_lesson_warns(folder):
    draft(folder, "A1", "由非遗传承人手工拉坯。", RULE, LABEL)
    assert "提醒  A1" not in check(folder).stdout


def test_a_missing_warning_and_a_missing_label_are_reported(folder):
    draft(folder, "A1", "口径 18 厘米。")
    answer = check(folder).stdout
    assert f"漏写  A1：{RULE}" in answer
    assert "漏写  A1：最后一行没有标识" in answer


def test_a_draft_and_a_product_without_each_other_are_named(folder):
    (folder / "稿件" / "A1.docx").rename(folder / "稿件" / "C3.docx")
    answer = check(folder).stdout
    assert "缺  A1：还没有稿子" in answer
    assert "缺  C3：产品表里没有这一款" in answer


def test_an_empty_row_of_the_table_is_no_product(folder):
    table(folder / "产品表.xlsx", ("型号", "口径", "容量", "必写"), (None, None, None, None), ("A1", 18, 1.2, RULE))
    assert "None" not in check(folder).stdout + run(SLUG, "make_prompts.py", "产品表.xlsx", cwd=folder).stdout


def test_an_empty_draft_is_reported_as_lacking_everything(folder):
    draft(folder, "A1")
    answer = check(folder).stdout
    assert f"漏写  A1：{RULE}" in answer
    assert "漏写  A1：最后一行没有标识" in answer


def test_checking_changes_nothing(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    check(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_applying_writes_a_table_with_one_row_for_each_sentence_and_room_for_its_source(folder):
    check(folder, "--apply")
    rows = [[cell.text for cell in row.cells] for row in Document(folder / "核对表.docx").tables[0].rows]
    assert rows[0] == ["稿子", "句子", "脚本提醒", "出处（人填）"]
    assert rows[1] == ["A1", "口径 18 厘米，容量 1.2 升。", "", ""]
    assert len(rows) == 7


def test_an_existing_table_is_not_overwritten(folder):
    (folder / "核对表.docx").write_text("填了一半的", encoding="utf-8")
    assert "停下" in check(folder, "--apply").stderr
    assert (folder / "核对表.docx").read_text(encoding="utf-8") == "填了一半的"


def test_one_prompt_is_printed_for_each_product_with_its_own_facts_only(folder):
    first, second = run(SLUG, "make_prompts.py", "产品表.xlsx", cwd=folder).stdout.split("【B2】")
    assert "口径：18；容量：1.2；必写：不可空烧。" in first
    assert "18" not in second


def test_missing_files_are_refused_with_advice(tmp_path):
    assert "用法" in run(SLUG, "make_prompts.py", "产品表.xlsx", cwd=tmp_path).stderr
    assert "用法" in check(tmp_path).stderr


def test_existing_practice_files_are_not_touched(tmp_path):
    (tmp_path / "稿件").mkdir()
    assert "停下" in run(SLUG, "make_practice.py", cwd=tmp_path).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["稿件"]


@pytest.mark.parametrize("word", ["http", "smtplib", "requests", "socket", "webbrowser", "subprocess"])
def test_no_script_sends_or_publishes_anything(word):
    assert not [path.name for path in scripts_of(SLUG).glob("*.py") if word in path.read_text(encoding="utf-8")]


def test_the_lesson_shows_what_the_scripts_print(tmp_path):
    lesson = lesson_text(SLUG)
    run(SLUG, "make_practice.py", cwd=tmp_path)
    prompts = run(SLUG, "make_prompts.py", "产品表.xlsx", cwd=tmp_path).stdout
    assert prompts.split("【SG-22】")[0].strip() in lesson
    assert check(tmp_path).stdout.strip() in lesson


def test_the_reminders_of_the_second_task_are_real_prints(tmp_path):
    task = lesson_text(SLUG).split("竹蒸笼，虚构")[1].split("checks:")[0]
    printed = [line.strip() for line in task.splitlines()]
    rule = "用后请晾干再收。"
    head = ("型号", "直径厘米", "层数", "材料", "必写")
    rows = [("ZL-20", 20, 2, "毛竹", rule), ("ZL-26", 26, 3, "毛竹", rule), ("ZL-32", 32, 1, "毛竹", rule)]
    table(tmp_path / "产品表.xlsx", head, *rows)
    (tmp_path / "稿件").mkdir()
    for row in rows:
        own = printed[printed.index(f"{row[0]} 的稿子：") + 1 :]
        draft(tmp_path, row[0], *[line.removeprefix("· ") for line in own[: own.index("")]])
    answer = check(tmp_path).stdout.splitlines()
    assert len(answer) == 6
    assert set(answer) <= set(printed)
