"""The scripts a learner copies out of lesson s1-048, run just as the learner runs them."""

from datetime import datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook

from tests.content.running import lesson_text, run

SLUG = "word-fill-and-format"
HEAD = ("姓名", "岗位", "日期", "手机号")


def names(folder, *rows):
    workbook = Workbook()
    for row in (HEAD, *rows):
        workbook.active.append(row)
    workbook.save(folder / "名单.xlsx")


@pytest.fixture
def folder(tmp_path):
    document = Document()
    line = document.add_paragraph("请 ")
    for part in ("{{姓", "名}", "} 担任"):
        line.add_run(part).bold = True
    big = line.add_run("{{岗位}}，{{日期}}来。")
    big.font.size = Pt(20)
    big._r.rPr.get_or_add_rFonts().set(qn("w:eastAsia"), "楷体")
    document.styles["Normal"].font.size = Pt(14)
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{姓名}}（签收）"
    document.save(tmp_path / "通知.docx")
    names(tmp_path, ("冯霁", "讲解", "1月9日", "虚构号码"))
    return tmp_path


def fill(folder, *arguments):
    return run(SLUG, "fill.py", "通知.docx", "名单.xlsx", *arguments, cwd=folder)


def filled(folder, name="002.docx"):
    return Document(folder / "通知_填好" / name)


def test_a_plan_writes_nothing(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert "什么都没有写" in fill(folder).stdout
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_placeholder_that_is_split_into_pieces_is_filled(folder):
    fill(folder, "--apply")
    assert filled(folder).paragraphs[0].text == "请 冯霁 担任讲解，1月9日来。"


def test_a_placeholder_in_a_table_is_filled(folder):
    fill(folder, "--apply")
    assert filled(folder).tables[0].rows[0].cells[0].text == "冯霁（签收）"


def test_bold_stays(folder):
    fill(folder, "--apply")
    assert next(run for run in filled(folder).paragraphs[0].runs if "冯霁" in run.text).bold


def test_a_size_and_a_chinese_font_set_by_hand_go_and_the_style_of_the_template_rules(folder):
    fill(folder, "--apply")
    assert not any(run.font.size for run in filled(folder).paragraphs[0].runs)
    assert "楷体" not in filled(folder).element.xml
    assert filled(folder).styles["Normal"].font.size == Pt(14)


def test_an_empty_row_of_the_list_is_no_person(folder):
    names(folder, ("冯霁", "讲解", "1月9日", None), (None, None, None, None), ("田雨", "引导", "1月9日", None))
    answer = fill(folder, "--apply")
    assert "名单 2 行，写 2 份，跳过 0 行" in answer.stdout
    assert "田雨" in filled(folder, "004.docx").paragraphs[0].text


def test_template_and_list_are_only_read(folder):
    before = {name: (folder / name).read_bytes() for name in ("通知.docx", "名单.xlsx")}
    fill(folder, "--apply")
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_row_with_an_empty_value_is_skipped_and_named(folder):
    names(folder, ("冯霁", "讲解", None, None), ("田雨", "引导", "1月9日", None))
    answer = fill(folder, "--apply")
    assert "跳过  第 2 行：['日期'] 是空的" in answer.stdout
    assert [path.name for path in (folder / "通知_填好").iterdir()] == ["003.docx"]


def test_two_people_of_one_name_get_two_files(folder):
    names(folder, ("冯霁", "讲解", "1月9日", None), ("冯霁", "录音", "1月16日", None))
    fill(folder, "--apply")
    assert "讲解" in filled(folder, "002.docx").paragraphs[0].text
    assert "录音" in filled(folder, "003.docx").paragraphs[0].text


def test_a_column_the_template_does_not_ask_for_never_reaches_a_letter(folder):
    answer = fill(folder, "--apply")
    assert "不填的列：['手机号']" in answer.stdout
    assert "虚构号码" not in answer.stdout + filled(folder).paragraphs[0].text


def test_a_date_cell_is_written_as_people_write_dates(folder):
    names(folder, ("冯霁", "讲解", datetime(2027, 1, 9), None))
    fill(folder, "--apply")
    assert "2027年1月9日来" in filled(folder).paragraphs[0].text


def test_a_value_that_looks_like_a_placeholder_stops_its_row(folder):
    names(folder, ("{{岗位}}", "讲解", "1月9日", None))
    assert "还有占位符没填上" in fill(folder, "--apply").stdout
    assert not (folder / "通知_填好").exists()


def test_an_existing_letter_is_not_overwritten(folder):
    (folder / "通知_填好").mkdir()
    (folder / "通知_填好" / "002.docx").write_text("已经改过的", encoding="utf-8")
    assert "不覆盖" in fill(folder, "--apply").stdout
    assert (folder / "通知_填好" / "002.docx").read_text(encoding="utf-8") == "已经改过的"


def test_a_placeholder_without_a_column_stops_everything(folder):
    document = Document(folder / "通知.docx")
    document.add_paragraph("{{集合点}}")
    document.save(folder / "通知.docx")
    answer = fill(folder, "--apply")
    assert "['集合点']" in answer.stderr
    assert not (folder / "通知_填好").exists()


def test_a_placeholder_in_the_page_header_is_not_seen_as_the_lesson_warns(folder):
    document = Document(folder / "通知.docx")
    document.sections[0].header.paragraphs[0].text = "{{乐季}}"
    document.save(folder / "通知.docx")
    fill(folder, "--apply")
    assert filled(folder).sections[0].header.paragraphs[0].text == "{{乐季}}"


def test_a_missing_file_is_refused(tmp_path):
    assert "两个文件都要在" in run(SLUG, "fill.py", "通知.docx", "名单.xlsx", cwd=tmp_path).stderr


def test_an_existing_practice_file_is_not_touched(tmp_path):
    (tmp_path / "名单.xlsx").write_text("我的名单", encoding="utf-8")
    assert "停下" in run(SLUG, "make_practice.py", cwd=tmp_path).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["名单.xlsx"]


def test_the_lesson_shows_the_plan_the_script_prints(tmp_path):
    run(SLUG, "make_practice.py", cwd=tmp_path)
    plan = run(SLUG, "fill.py", "通知模板.docx", "名单.xlsx", cwd=tmp_path).stdout
    assert plan.strip() in lesson_text(SLUG)


def test_the_plan_of_the_second_task_is_a_real_print(tmp_path):
    document = Document()
    for line in ("{{姓名}}：", "你在{{声部}}声部，{{集合时间}}到后台。", "本人电话：{{手机号}}"):
        document.add_paragraph(line)
    document.save(tmp_path / "演出通知.docx")
    workbook = Workbook()
    for row in [
        ("姓名", "声部", "集合时间", "手机号", "备注"),
        ("柯岚", "高胡", "18:30", "虚构号码甲", None),
        ("孟小川", "18:30", "扬琴", "虚构号码乙", None),
        ("贾元", "笙", "待定", "虚构号码丙", None),
        ("柯岚", "琵琶", "18:45", "虚构号码丁", "和高胡的柯岚是两个人"),
        ("万里", "大鼓", None, "虚构号码戊", None),
    ]:
        workbook.active.append(row)
    workbook.save(tmp_path / "乐手.xlsx")
    plan = run(SLUG, "fill.py", "演出通知.docx", "乐手.xlsx", cwd=tmp_path).stdout.splitlines()
    shown = {line.strip() for line in lesson_text(SLUG).splitlines()}
    assert set(plan[:-1]) <= shown  # the last line, the count, is the learner's task
    assert plan[-1] not in shown
