"""The scripts a learner copies out of lesson s1-051, run just as the learner runs them."""

from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.content.spreadsheets import Lesson

HEADS = ("日期", "类别", "金额")


@pytest.fixture
def lesson(tmp_path):
    return Lesson("excel-calculation", tmp_path)


def total(lesson, *rows, heads=HEADS, sheet="明细"):
    lesson.book("账.xlsx", heads, *rows, sheet=sheet)
    return lesson.run("monthly_total.py", "账.xlsx")


def summary(lesson):
    return [row[:3] for row in lesson.rows("账_月度汇总.xlsx", "月度汇总")[1:]]


def test_amounts_are_added_up_by_month(lesson):
    total(lesson, (datetime(2026, 1, 6), "打印", 386.5), (datetime(2026, 1, 31), "名片", 240))
    assert summary(lesson) == [["2026-01", 2, 626.5]]


def test_the_last_evening_of_a_month_belongs_to_that_month(lesson):
    total(lesson, (datetime(2026, 3, 31, 23, 59), "横幅", 10), (datetime(2026, 4, 1), "横幅", 7))
    assert summary(lesson) == [["2026-03", 1, 10], ["2026-04", 1, 7]]


def test_the_same_month_of_two_years_stays_apart(lesson):
    total(lesson, (datetime(2025, 3, 1), "打印", 1), (datetime(2026, 3, 1), "打印", 2))
    assert summary(lesson) == [["2025-03", 1, 1], ["2026-03", 1, 2]]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((datetime(2026, 1, 6), "横幅", "1,280"), "金额不是数字：1,280"),
        ((datetime(2026, 1, 6), "横幅", None), "金额空着"),
        ((datetime(2026, 1, 6), "横幅", "=26*4.5"), "金额是公式，脚本读不到结果：=26*4.5"),
        (("2026.2.11", "装订", 95.5), "日期格里不是日期：2026.2.11"),
        (("二月合计", None, 687.5), "日期格里不是日期：二月合计"),
        ((None, "装订", 95.5), "日期格里不是日期：None"),
    ],
)
def test_a_row_that_cannot_be_counted_is_named_with_its_reason(lesson, row, reason):
    answer = total(lesson, (datetime(2026, 1, 5), "打印", 100), row)
    assert f"没算  第 3 行：{reason}" in answer.stdout
    assert summary(lesson) == [["2026-01", 1, 100]]


def test_a_negative_amount_is_counted_and_pointed_out(lesson):
    answer = total(lesson, (datetime(2026, 2, 1), "打印", 412), (datetime(2026, 2, 26), "名片", -60))
    assert "留意  第 3 行是负数 -60" in answer.stdout
    assert summary(lesson) == [["2026-02", 2, 352]]


def test_a_zero_counts_as_an_amount(lesson):
    total(lesson, (datetime(2026, 6, 3), "打印", 0))
    assert summary(lesson) == [["2026-06", 1, 0]]


def test_rows_read_are_the_rows_counted_and_the_rows_left_out(lesson):
    answer = total(
        lesson, (datetime(2026, 1, 5), "打印", 100), (None, None, None), (datetime(2026, 1, 6), "打印", "八十")
    )
    assert "读到 2 行，算了 1 行，没算 1 行" in answer.stdout


def test_each_month_gets_a_formula_over_the_same_rows(lesson):
    total(lesson, (datetime(2026, 12, 5), "打印", 100), (datetime(2026, 12, 6), "打印", 50))
    [row] = lesson.rows("账_月度汇总.xlsx", "月度汇总")[1:]
    assert row[3].startswith("=ROUND(SUMIFS('明细'!$C$2:$C$3,'明细'!$A$2:$A$3,")
    assert "DATE(2026,12,1)" in row[3]
    assert "DATE(2026,13,1)" in row[3]
    assert row[4] == "=ROUND(D2-C2,2)"


def test_columns_are_found_by_their_heads(lesson):
    total(lesson, (5, "打印", datetime(2026, 1, 5)), heads=("金额", "类别", "日期"))
    assert summary(lesson) == [["2026-01", 1, 5]]


def test_the_formulas_hold_no_result_before_a_spreadsheet_opens_them(lesson):
    total(lesson, (datetime(2026, 1, 5), "打印", 100))
    book = load_workbook(lesson.folder / "账_月度汇总.xlsx", data_only=True)
    assert book["月度汇总"]["D2"].value is None


def test_a_chart_stands_beside_the_summary(lesson):
    total(lesson, (datetime(2026, 1, 5), "打印", 100))
    book = load_workbook(lesson.folder / "账_月度汇总.xlsx")
    [chart] = book["月度汇总"]._charts
    assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)


def test_the_book_itself_is_not_touched(lesson):
    path = lesson.book("账.xlsx", HEADS, (datetime(2026, 1, 5), "打印", 100), sheet="明细")
    before = path.read_bytes()
    lesson.run("monthly_total.py", "账.xlsx")
    assert path.read_bytes() == before


def test_an_older_summary_is_not_written_over(lesson):
    old = lesson.book("账_月度汇总.xlsx", ("旧的",))
    before = old.read_bytes()
    answer = total(lesson, (datetime(2026, 1, 5), "打印", 100))
    assert "已经有了" in answer.stderr
    assert old.read_bytes() == before


def test_a_missing_sheet_is_named_with_those_that_exist(lesson):
    answer = total(lesson, (datetime(2026, 1, 5), "打印", 100), sheet="流水")
    assert "没有叫「明细」的工作表，只有：流水" in answer.stderr


def test_missing_heads_are_shown(lesson):
    answer = total(lesson, (datetime(2026, 1, 5), "打印", 100), heads=("时间", "类别", "金额"))
    assert "第一行要有「日期」和「金额」" in answer.stderr


def test_a_book_without_a_countable_row_makes_no_summary(lesson):
    answer = total(lesson, (datetime(2026, 1, 5), "打印", None))
    assert "没有一行能算" in answer.stderr
    assert set(lesson.files()) == {"账.xlsx"}


@pytest.mark.parametrize("name", ["没有.xlsx", "旧的.xls"])
def test_a_file_it_cannot_open_tells_how_to_run_it(lesson, name):
    (lesson.folder / "旧的.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert "用法" in lesson.run("monthly_total.py", name).stderr


def test_the_practice_book_gives_the_lines_shown_in_the_lesson(lesson):
    lesson.run("make_practice.py")
    answer = lesson.run("monthly_total.py", "练习账本.xlsx")
    assert answer.stdout.strip() in lesson.text


def test_a_practice_book_that_exists_is_not_touched(lesson):
    path = lesson.book("练习账本.xlsx", ("我的",))
    before = path.read_bytes()
    assert "已经有了" in lesson.run("make_practice.py").stderr
    assert path.read_bytes() == before


def test_the_flow_printed_in_the_second_task_is_what_the_script_prints(lesson):
    lesson.book(
        "送水流水.xlsx",
        ("日期", "点位", "金额"),
        (datetime(2026, 4, 2), "东苑小区", 176),
        (datetime(2026, 4, 2), "诚达公司", 330),
        (datetime(2026, 4, 9), "东苑小区", "88元"),
        (datetime(2026, 4, 17), "医院宿舍", 242),
        (datetime(2026, 4, 30), "诚达公司", None),
        (datetime(2026, 5, 6), "东苑小区", 198),
        (datetime(2026, 5, 6), "诚达公司", -44),
        ("5月13日", "医院宿舍", 264),
        (datetime(2026, 5, 20), "东苑小区", "=12*11"),
        (None, None, None),
        ("合计", None, 1254),
        (datetime(2062, 5, 28), "诚达公司", 352),
        (datetime(2026, 6, 3), "医院宿舍", 0),
        sheet="明细",
    )
    answer = lesson.run("monthly_total.py", "送水流水.xlsx")
    for line in answer.stdout.splitlines()[:-1]:
        assert line in lesson.text
