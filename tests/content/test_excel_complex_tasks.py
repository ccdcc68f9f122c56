"""The scripts a learner copies out of lesson s1-053, run just as the learner runs them."""

from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.content.spreadsheets import Lesson

HEADS = ("单号", "日期", "门店", "商品", "数量", "单价")
GOOD = ("A1", datetime(2026, 4, 1), "东门店", "茶杯", 10, 8)


@pytest.fixture
def lesson(tmp_path):
    return Lesson("excel-complex-tasks", tmp_path)


def clean(lesson, *rows):
    lesson.book("销售.xlsx", HEADS, *rows)
    return lesson.run("clean_sales.py", "销售.xlsx")


def summarize(lesson, *rows):
    clean(lesson, *rows)
    answer = lesson.run("summarize.py", "销售_清洗.xlsx")
    return {name: value for _, name, value in (row[:3] for row in lesson.rows("销售_数字表.xlsx")[1:])}, answer


def check(lesson, text, *numbers):
    lesson.book("数.xlsx", ("编号", "说明", "数值"), *numbers, sheet="数字表")
    (lesson.folder / "结论.txt").write_text(text, encoding="utf-8")
    return lesson.run("check_numbers.py", "结论.txt", "数.xlsx").stdout


# --- Cleaning -------------------------------------------------------------------------------------


def test_a_good_row_is_clean_and_keeps_its_line_number(lesson):
    clean(lesson, GOOD)
    assert lesson.rows("销售_清洗.xlsx", "干净")[1] == [2, *GOOD]


@pytest.mark.parametrize("written", ["2026/5/3", "2026-05-03", "2026.5.3"])
def test_a_date_written_as_text_is_turned_into_a_date_and_told(lesson, written):
    answer = clean(lesson, ("A1", written, "东门店", "茶杯", 10, 8))
    assert f"改动  第 2 行 日期：「{written}」 改成 2026-05-03" in answer.stdout
    assert lesson.rows("销售_清洗.xlsx", "干净")[1][2] == datetime(2026, 5, 3)
    assert lesson.rows("销售_清洗.xlsx", "改动")[1] == [2, "日期", written, "2026-05-03"]


@pytest.mark.parametrize(("written", "full"), [("东门", "东门店"), ("码头店 ", "码头店"), (" 西街", "西街店")])
def test_a_short_name_of_a_shop_is_written_out_and_told(lesson, written, full):
    answer = clean(lesson, ("A1", datetime(2026, 4, 1), written, "茶杯", 10, 8))
    assert f"「{written}」 改成 {full}" in answer.stdout
    assert lesson.rows("销售_清洗.xlsx", "干净")[1][3] == full


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("A1", datetime(2026, 4, 2), "东门店", "茶杯", 1, 8), "单号 A1 空着或前面有过"),
        ((None, datetime(2026, 4, 2), "东门店", "茶杯", 1, 8), "单号 None 空着或前面有过"),
        (("A2", "四月二日", "东门店", "茶杯", 1, 8), "日期认不出：四月二日"),
        (("A2", "2026/4/31", "东门店", "茶杯", 1, 8), "日期认不出：2026/4/31"),
        (("A2", datetime(2026, 4, 2), "网店", "茶杯", 1, 8), "名单里没有这家店：网店"),
        (("A2", datetime(2026, 4, 2), "东门店", "茶杯", 0, 8), "数量不是大于 0 的数：0"),
        (("A2", datetime(2026, 4, 2), "东门店", "茶杯", "四十", 8), "数量不是大于 0 的数：四十"),
        (("A2", datetime(2026, 4, 2), "东门店", "茶杯", 1, None), "单价 None"),
        (("A2", datetime(2026, 4, 2), "东门店", "茶杯", 1, "=4*2"), "单价 =4*2"),
    ],
)
def test_a_doubtful_row_is_set_aside_with_its_reason(lesson, row, reason):
    answer = clean(lesson, GOOD, row)
    assert f"待查  第 3 行：{reason}" in answer.stdout
    assert len(lesson.rows("销售_清洗.xlsx", "干净")) == 2
    assert reason in lesson.rows("销售_清洗.xlsx", "待查")[1][-1]


@pytest.mark.parametrize(("price", "doubtful"), [(24, False), (24.5, True), (3, False), (2.6, True)])
def test_a_price_more_than_three_times_off_the_usual_one_is_set_aside(lesson, price, doubtful):
    others = [(f"B{number}", datetime(2026, 4, 1), "东门店", "茶杯", 1, 8) for number in range(4)]
    answer = clean(lesson, *others, ("A9", datetime(2026, 4, 2), "东门店", "茶杯", 1, price))
    assert (f"待查  第 6 行：单价 {price}，这种商品的中间价是 8" in answer.stdout) == doubtful


def test_rows_read_are_the_clean_and_the_doubtful_ones(lesson):
    answer = clean(lesson, GOOD, (None,) * 6, GOOD)
    assert "读到 2 行，干净 1 行，待查 1 行" in answer.stdout


@pytest.mark.parametrize("name", ["没有.xlsx", "旧的.xls"])
def test_a_file_it_cannot_open_tells_how_to_run_it(lesson, name):
    (lesson.folder / "旧的.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert "用法" in lesson.run("clean_sales.py", name).stderr


def test_other_heads_are_refused(lesson):
    lesson.book("销售.xlsx", ("单号", "门店"), ("A1", "东门店"))
    assert "第一行要是" in lesson.run("clean_sales.py", "销售.xlsx").stderr


# --- Summing up -----------------------------------------------------------------------------------


def test_the_small_sample_gives_what_was_added_by_hand(lesson):
    lesson.run("make_practice.py")
    lesson.run("clean_sales.py", "小样.xlsx")
    answer = lesson.run("summarize.py", "小样_清洗.xlsx")
    for line in ["N1  合计金额  220", "N4  东门店 金额  180", "N5  西街店 金额  40", "N7  2026-04 金额  120"]:
        assert line in answer.stdout.splitlines()


def test_only_clean_rows_are_added_up(lesson):
    numbers, _ = summarize(lesson, GOOD, ("A2", datetime(2026, 4, 2), "网店", "茶杯", 999, 8))
    assert (numbers["合计金额"], numbers["干净的行数"], numbers["待查的行数"]) == (80, 1, 1)


def test_shops_and_months_each_add_up_to_the_total(lesson):
    numbers, _ = summarize(lesson, GOOD, ("A2", datetime(2026, 5, 2), "西街店", "茶杯", 3, 7.5))
    assert numbers["东门店 金额"] + numbers["西街店 金额"] == numbers["合计金额"]
    assert numbers["2026-04 金额"] + numbers["2026-05 金额"] == numbers["合计金额"]


def test_no_more_than_ten_goods_are_listed(lesson):
    rows = [(f"A{n}", datetime(2026, 4, 1), "东门店", f"商品{n}", n, 8) for n in range(1, 13)]
    numbers, _ = summarize(lesson, *rows)
    assert numbers["商品第 1 名 商品12 金额"] == 96
    assert not [name for name in numbers if name.startswith("商品第 11 名")]


def test_a_chart_of_the_shops_stands_beside_the_numbers(lesson):
    summarize(lesson, GOOD)
    [chart] = load_workbook(lesson.folder / "销售_数字表.xlsx")["数字表"]._charts
    assert (chart.x_axis.delete, chart.y_axis.delete, chart.y_axis.scaling.min) == (False, False, 0)


def test_a_workbook_that_was_not_cleaned_is_refused(lesson):
    lesson.book("销售.xlsx", HEADS, GOOD)
    assert "先运行 clean_sales.py" in lesson.run("summarize.py", "销售.xlsx").stderr


@pytest.mark.parametrize(
    ("script", "source", "target"),
    [("clean_sales.py", "销售.xlsx", "销售_清洗.xlsx"), ("summarize.py", "销售_清洗.xlsx", "销售_数字表.xlsx")],
)
def test_an_older_result_is_not_written_over_and_the_source_is_not_touched(lesson, script, source, target):
    summarize(lesson, GOOD)
    before = lesson.files()
    assert f"{target} 已经有了" in lesson.run(script, source).stderr
    assert lesson.files() == before


# --- Checking the words ---------------------------------------------------------------------------


def test_a_number_with_the_right_code_is_found_in_the_table(lesson):
    assert "9,559  对上 N1 合计金额" in check(lesson, "合计 9,559 元[N1]。", ("N1", "合计金额", 9559))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("合计 9,595 元[N1]。", "9,595  对不上，N1 是 9,559"),
        ("合计 9,559 元。", "9,559  没有编号"),
        ("合计 9,559 元[N8]。", "9,559  数字表里没有 N8"),
        ("跌了 49%，合计 9,559 元[N1]。", "49  没有编号"),
    ],
)
def test_a_number_that_is_not_in_the_table_is_pointed_out(lesson, text, verdict):
    answer = check(lesson, text, ("N1", "合计金额", 9559))
    assert verdict in answer
    assert "1 个要查" in answer


def test_a_conclusion_in_another_encoding_is_told_how_to_be_saved(lesson):
    lesson.book("数.xlsx", ("编号", "说明", "数值"), ("N1", "合计金额", 9559), sheet="数字表")
    (lesson.folder / "结论.txt").write_text("合计 9,559 元[N1]。", encoding="gbk")
    assert "编码选 UTF-8" in lesson.run("check_numbers.py", "结论.txt", "数.xlsx").stderr


def test_the_code_of_a_later_number_does_not_cover_an_earlier_one(lesson):
    answer = check(lesson, "从 100 到 200 元[N1]。", ("N1", "合计金额", 200))
    assert "100  没有编号" in answer
    assert "200  对上 N1" in answer


# --- What the lesson prints -----------------------------------------------------------------------


def test_the_practice_table_gives_the_lines_shown_in_the_lesson(lesson):
    lesson.run("make_practice.py")
    for script, source in [("clean_sales.py", "练习销售表.xlsx"), ("summarize.py", "练习销售表_清洗.xlsx")]:
        for line in lesson.run(script, source).stdout.splitlines():
            assert line in lesson.text


def test_the_draft_in_the_lesson_is_checked_as_shown(lesson):
    lesson.run("make_practice.py")
    lesson.run("clean_sales.py", "练习销售表.xlsx")
    lesson.run("summarize.py", "练习销售表_清洗.xlsx")
    draft = (
        "四月和五月，三家店合计 9,559 元[N1]，共 9 行[N2]。\n"
        "西街店最多，3,280 元[N4]，占 34.31%[N7]；东门店 3,147 元[N6]。\n"
        "五月 3,224 元[N9]，比四月少了一半，跌了 49%。\n"
    )
    assert {f"> {line}" for line in draft.splitlines()} <= set(lesson.text.splitlines())
    (lesson.folder / "结论.txt").write_text(draft, encoding="utf-8")
    answer = lesson.run("check_numbers.py", "结论.txt", "练习销售表_数字表.xlsx")
    assert answer.stdout.strip() in lesson.text


def test_the_check_printed_in_the_second_task_is_what_the_script_prints(lesson):
    names = ["合计金额", "干净的行数", "待查的行数", "镇上店 金额", "桥头店 金额", "镇上店 占合计的百分比"]
    values = [48620, 212, 17, 27940, 20680, 57.47, 31150, 17470]
    numbers = [
        (f"N{place}", *pair)
        for place, pair in enumerate(zip([*names, "2026-03 金额", "2026-04 金额"], values, strict=True), 1)
    ]
    text = (
        "三月和四月合计 48,620 元[N1]，共 212 行[N2]。\n"
        "桥头店卖得最好，27,940 元[N4]，占 57.47%[N6]。\n"
        "四月 17,470 元[N8]，比三月少了 44%，主要是因为天气转冷。\n"
        "以上数据真实可靠，没有遗漏。\n"
    )
    for line in [*text.splitlines(), *check(lesson, text, *numbers).splitlines()]:
        assert line in lesson.text
