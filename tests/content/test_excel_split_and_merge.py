"""The scripts a learner copies out of lesson s1-052, run just as the learner runs them."""

import csv

import pytest
from openpyxl import load_workbook

from tests.content.spreadsheets import Lesson

HEADS = ("部门", "工号", "数量")


@pytest.fixture
def lesson(tmp_path):
    return Lesson("excel-split-and-merge", tmp_path)


@pytest.fixture
def table(lesson):
    rows = [("印刷", "0012", 20), ("装订", "0031", 12), ("印刷", "0016", 50)]
    return lesson.book("领用.xlsx", HEADS, *rows)


def returned(lesson, name, *rows, heads=HEADS):
    return lesson.book(f"交回/{name}", heads, *rows)


# --- Splitting ------------------------------------------------------------------------------------


def test_a_plan_to_split_writes_nothing(lesson, table):
    before = lesson.files()
    answer = lesson.run("split_by_column.py", "领用.xlsx")
    assert "没有写任何文件" in answer.stdout
    assert lesson.files() == before


def test_each_part_gets_its_own_rows_under_the_heads(lesson, table):
    lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    assert lesson.rows("领用_拆分/印刷.xlsx") == [list(HEADS), ["印刷", "0012", 20], ["印刷", "0016", 50]]
    assert lesson.rows("领用_拆分/装订.xlsx") == [list(HEADS), ["装订", "0031", 12]]


def test_the_rows_of_all_parts_are_the_rows_of_the_table(lesson, table):
    answer = lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    assert "读到 3 行，分出 3 行，未分 0 行" in answer.stdout
    with (lesson.folder / "领用_拆分日志.csv").open(encoding="utf-8-sig") as file:
        assert list(csv.reader(file)) == [["文件", "行数"], ["印刷.xlsx", "2"], ["装订.xlsx", "1"]]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((None, "0052", 2), "部门空着"),
        (("   ", "0052", 2), "部门空着"),
        (("行政/后勤", "0003", 5), "「行政/后勤」不能做文件名"),
        (("../外面", "0003", 5), "「../外面」不能做文件名"),
        (("行政", "0003", "=2*3"), "有公式"),
    ],
)
def test_a_row_without_a_place_is_named_and_left_out(lesson, row, reason):
    lesson.book("领用.xlsx", HEADS, ("印刷", "0012", 20), row)
    answer = lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    assert f"未分  第 3 行：{reason}" in answer.stdout
    assert set(lesson.files()) == {"领用.xlsx", "领用_拆分/印刷.xlsx", "领用_拆分日志.csv"}


def test_spaces_around_a_name_are_taken_off_and_told(lesson):
    lesson.book("领用.xlsx", HEADS, ("仓储", "0045", 6), ("仓储 ", "0047", 8))
    answer = lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    assert "第 3 行：「仓储 」前后有空格" in answer.stdout
    assert len(lesson.rows("领用_拆分/仓储.xlsx")) == 3


def test_equal_rows_are_all_kept(lesson):
    lesson.book("领用.xlsx", HEADS, ("印刷", "0012", 10), ("印刷", "0012", 10))
    lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    assert len(lesson.rows("领用_拆分/印刷.xlsx")) == 3


def test_any_column_can_be_split_by(lesson, table):
    lesson.run("split_by_column.py", "领用.xlsx", "工号", "--apply")
    assert lesson.rows("领用_拆分/0031.xlsx") == [list(HEADS), ["装订", "0031", 12]]


def test_a_missing_column_is_told_with_those_that_exist(lesson, table):
    answer = lesson.run("split_by_column.py", "领用.xlsx", "车间")
    assert "第一行没有「车间」" in answer.stderr
    assert "部门" in answer.stderr


def test_a_folder_of_parts_that_exists_is_not_written_into(lesson, table):
    lesson.book("领用_拆分/印刷.xlsx", ("改过的",))
    before = lesson.files()
    answer = lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    assert "已经有了" in answer.stderr
    assert lesson.files() == before


def test_splitting_leaves_the_table_as_it_was(lesson, table):
    before = table.read_bytes()
    lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    assert table.read_bytes() == before


# --- Merging --------------------------------------------------------------------------------------


def test_a_plan_to_merge_writes_nothing(lesson, table):
    returned(lesson, "印刷.xlsx", ("印刷", "0012", 20))
    before = lesson.files()
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx")
    assert "没有写任何文件" in answer.stdout
    assert lesson.files() == before


def test_what_was_split_comes_back_whole(lesson, table):
    lesson.run("split_by_column.py", "领用.xlsx", "--apply")
    answer = lesson.run("merge_folder.py", "领用_拆分", "领用.xlsx", "--apply")
    assert "样表 3 行，合并 3 行，未收 0 个文件" in answer.stdout
    whole = [row[:3] for row in lesson.rows("领用_拆分_合并.xlsx")]
    assert sorted(whole, key=str) == sorted(lesson.rows("领用.xlsx"), key=str)


def test_every_row_says_which_file_it_came_from(lesson, table):
    returned(lesson, "印刷.xlsx", ("印刷", "0012", 20))
    lesson.run("merge_folder.py", "交回", "领用.xlsx", "--apply")
    assert lesson.rows("交回_合并.xlsx")[1] == ["印刷", "0012", 20, "印刷.xlsx"]


def test_columns_in_another_order_are_laid_under_their_heads(lesson, table):
    returned(lesson, "装订.xlsx", ("0031", 12, "装订"), heads=("工号", "数量", "部门"))
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx", "--apply")
    assert "列的次序不同" in answer.stdout
    assert lesson.rows("交回_合并.xlsx")[1][:3] == ["装订", "0031", 12]


def test_a_file_with_another_head_is_not_guessed_at(lesson, table):
    returned(lesson, "行政.xlsx", ("行政", "0003", 5), heads=("部门", "工号", "件数"))
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx", "--apply")
    assert "未收  行政.xlsx  少了列 数量，多了列 件数" in answer.stdout
    assert lesson.rows("交回_合并.xlsx")[1:] == []
    assert lesson.rows("交回_合并.xlsx", "日志")[1] == ["未收", "行政.xlsx", "少了列 数量，多了列 件数"]


@pytest.mark.parametrize(("encoding", "told"), [("utf-8", False), ("utf-8-sig", False), ("gbk", True)])
def test_csv_is_read_in_either_encoding_with_its_leading_zeros(lesson, table, encoding, told):
    path = lesson.folder / "交回" / "仓储.csv"
    path.parent.mkdir()
    path.write_bytes("部门,工号,数量\r\n仓储,0045,6\r\n".encode(encoding))
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx", "--apply")
    assert ("GBK" in answer.stdout) == told
    assert lesson.rows("交回_合并.xlsx")[1] == ["仓储", "0045", "6", "仓储.csv"]


@pytest.mark.parametrize("content", ["部门,工号,数量\r\n仓储,0045,=1+1\r\n".encode(), b"", b"\xff\xff\x00\xff"])
def test_csv_that_hides_a_formula_or_cannot_be_read_is_left_out(lesson, table, content):
    path = lesson.folder / "交回" / "仓储.csv"
    path.parent.mkdir()
    path.write_bytes(content)
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx")
    assert "未收  仓储.csv" in answer.stdout
    assert "未收 1 个文件" in answer.stdout


def test_a_file_that_is_no_workbook_is_left_out_and_the_rest_is_merged(lesson, table):
    returned(lesson, "印刷.xlsx", ("印刷", "0012", 20))
    (lesson.folder / "交回" / "坏的.xlsx").write_text("不是表格", encoding="utf-8")
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx")
    assert "未收  坏的.xlsx  打不开" in answer.stdout
    assert "收进  印刷.xlsx  1 行" in answer.stdout


def test_a_model_that_cannot_be_used_is_told(lesson):
    lesson.book("领用.xlsx", HEADS, ("印刷", "0012", "=4*5"))
    returned(lesson, "印刷.xlsx", ("印刷", "0012", 20))
    assert "样表 领用.xlsx 用不了：有公式" in lesson.run("merge_folder.py", "交回", "领用.xlsx").stderr


def test_lock_files_are_passed_over(lesson, table):
    returned(lesson, "~$印刷.xlsx", ("印刷", "0012", 20))
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx")
    assert "合并 0 行，未收 0 个文件" in answer.stdout


@pytest.mark.parametrize("name", ["仓储.xls", "仓储.et", "说明.docx", "维修日志.txt"])
def test_a_file_of_another_kind_is_not_passed_over_in_silence(lesson, table, name):
    (lesson.folder / "交回").mkdir()
    (lesson.folder / "交回" / name).write_bytes(b"\xd0\xcf\x11\xe0")
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx")
    assert f"未收  {name}  打不开，或者不是 .xlsx、.csv" in answer.stdout


@pytest.mark.parametrize(
    "content", ["部门,工号,数量\n仓储,0045\n", "部门,工号,数量,数量\n仓储,0045,6,7\n", "部门,工号,\n仓储,0045,6\n"]
)
def test_rows_or_heads_that_do_not_fit_keep_the_file_out(lesson, table, content):
    (lesson.folder / "交回").mkdir()
    (lesson.folder / "交回" / "仓储.csv").write_text(content, encoding="utf-8")
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx")
    assert "未收  仓储.csv  列名空着、重名，或者有的行格数不一样" in answer.stdout


def test_further_sheets_of_a_workbook_are_told_of(lesson, table):
    book = load_workbook(returned(lesson, "印刷.xlsx", ("印刷", "0012", 20)))
    book.create_sheet("补领")
    book.save(lesson.folder / "交回" / "印刷.xlsx")
    answer = lesson.run("merge_folder.py", "交回", "领用.xlsx")
    assert "收进  印刷.xlsx  1 行（另有 1 页没有读）" in answer.stdout


@pytest.mark.parametrize("name", ["没有.xlsx", "旧的.xls"])
def test_a_table_it_cannot_open_to_split_is_named(lesson, name):
    (lesson.folder / "旧的.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert f"停下：打不开 {name}" in lesson.run("split_by_column.py", name).stderr


def test_an_older_merge_is_not_written_over(lesson, table):
    returned(lesson, "印刷.xlsx", ("印刷", "0012", 20))
    lesson.book("交回_合并.xlsx", ("旧的",))
    before = lesson.files()
    assert "已经有了" in lesson.run("merge_folder.py", "交回", "领用.xlsx", "--apply").stderr
    assert lesson.files() == before


# --- What the lesson prints -----------------------------------------------------------------------


def test_the_practice_table_gives_the_plan_shown_in_the_lesson(lesson):
    lesson.run("make_practice.py")
    answer = lesson.run("split_by_column.py", "练习领用表.xlsx")
    assert answer.stdout.strip() in lesson.text


def test_the_practice_folder_gives_the_plan_shown_in_the_lesson(lesson):
    lesson.run("make_practice.py")
    answer = lesson.run("merge_folder.py", "交回来的表", "练习领用表.xlsx")
    assert answer.stdout.strip() in lesson.text


def test_practice_material_that_exists_is_not_touched(lesson):
    lesson.book("练习领用表.xlsx", ("我的",))
    before = lesson.files()
    assert "已经有了" in lesson.run("make_practice.py").stderr
    assert lesson.files() == before


def test_the_log_printed_in_the_second_task_is_what_the_script_prints(lesson):
    heads = ("分馆", "书架", "册数")

    def part(name, count):
        return [(name, f"A{number}", number) for number in range(1, count + 1)]

    whole = part("城东分馆", 6) + part("城西分馆", 5) + part("乡镇分馆", 4) + part("少儿分馆", 5)
    lesson.book("盘点总表.xlsx", heads, *whole)
    lesson.book("盘点回收/城东分馆.xlsx", heads, *part("城东分馆", 6))
    lesson.book("盘点回收/少儿分馆.xlsx", heads, *part("少儿分馆", 5))
    lesson.book("盘点回收/少儿分馆(1).xlsx", heads, *part("少儿分馆", 4))
    lesson.book("盘点回收/乡镇分馆.xlsx", ("分馆", "书架", "本数"), *part("乡镇分馆", 4))
    rows = "".join(f"{','.join(map(str, row))}\r\n" for row in [heads, *part("城西分馆", 5)])
    (lesson.folder / "盘点回收/城西分馆.csv").write_bytes(rows.encode("gbk"))
    answer = lesson.run("merge_folder.py", "盘点回收", "盘点总表.xlsx")
    for line in answer.stdout.splitlines():
        assert line in lesson.text


@pytest.mark.parametrize("script", ["split_by_column.py", "merge_folder.py"])
@pytest.mark.parametrize("word", ["unlink", "rmtree", "remove(", '"w"', "os.system", "subprocess"])
def test_no_script_holds_a_word_that_deletes_or_overwrites(lesson, script, word):
    assert word not in (lesson.scripts / script).read_text(encoding="utf-8")
