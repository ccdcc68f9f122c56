"""The scripts a learner copies out of lesson s1-055, run just as the learner runs them."""

import subprocess
import sys

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from tests.content.printed import shown
from tests.content.running import lesson_text, run


def read(folder, *arguments):
    return run("ppt-reading", "read_ppt.py", *arguments, cwd=folder)


def box(page, words, left, top):
    page.shapes.add_textbox(Cm(left), Cm(top), Cm(8), Cm(2)).text_frame.text = words


def titled(deck, words):
    page = deck.slides.add_slide(deck.slide_layouts[5])
    page.shapes.title.text = words
    return page


@pytest.fixture
def practice(tmp_path):
    run("ppt-reading", "make_practice_ppt.py", cwd=tmp_path)
    return tmp_path


@pytest.fixture
def ferry(practice):
    """The deck whose transcript the second task prints."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "早班安全会"
    first.placeholders[1].text = "青石渡摆渡船队"
    second = titled(deck, "开船前")
    for row, (crew, guests) in enumerate([("船员", "乘客"), ("查缆绳", "穿救生衣"), ("查油表", "坐稳")]):
        box(second, crew, 2, 5 + 3 * row)
        box(second, guests, 14, 5 + 3 * row)
    third = titled(deck, "几级风停航")
    table = third.shapes.add_table(3, 2, Cm(2), Cm(5), Cm(12), Cm(4)).table
    for r, row in enumerate([("风力", "怎么办"), ("5 级", "只开大船"), ("6 级和以上", "停航")]):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    picture = Presentation(practice / "练习课表.pptx").slides[3].shapes[1].image.blob
    (practice / "水位尺.png").write_bytes(picture)
    third.shapes.add_picture(str(practice / "水位尺.png"), Cm(2), Cm(11))
    fourth = titled(deck, "上月的事")
    box(fourth, "9 月 14 日，3 号船，乘客贺某落水，已救起", 2, 5)
    fourth.notes_slide.notes_text_frame.text = "内部：赔偿还没谈妥，不要外传。"
    fourth._element.set("show", "0")
    deck.save(practice / "安全会.pptx")
    return practice


def test_the_practice_file_gives_the_transcript_shown_in_the_lesson(practice):
    assert shown(read(practice, "练习课表.pptx").stdout, "ppt-reading")


def test_the_short_script_of_the_lesson_prints_what_it_shows(practice):
    short = lesson_text("ppt-reading").split("```python\n")[1].split("```")[0]
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", short], cwd=practice, capture_output=True, encoding="utf-8", check=True
    )
    assert shown(answer.stdout, "ppt-reading")


def test_the_transcript_of_the_second_task_is_what_the_script_prints(ferry):
    assert shown(read(ferry, "安全会.pptx").stdout, "ppt-reading")


def test_reading_leaves_the_file_as_it_was_and_writes_nothing(practice):
    before = {path.name: path.read_bytes() for path in practice.iterdir()}
    read(practice, "练习课表.pptx")
    assert {path.name: path.read_bytes() for path in practice.iterdir()} == before


def test_saving_writes_the_transcript_beside_the_file(practice):
    read(practice, "练习课表.pptx", "--save")
    assert "备注｜提醒大家：听课卡不收费。" in (practice / "练习课表_文字稿.md").read_text(encoding="utf-8")


def test_a_transcript_that_exists_is_never_written_over(practice):
    (practice / "练习课表_文字稿.md").write_text("我改过的稿", encoding="utf-8")
    answer = read(practice, "练习课表.pptx", "--save")
    assert "已经有了" in answer.stderr
    assert (practice / "练习课表_文字稿.md").read_text(encoding="utf-8") == "我改过的稿"


def test_boxes_come_from_top_to_bottom_whatever_their_order_in_the_file(practice):
    printed = read(practice, "练习课表.pptx").stdout
    assert printed.index("第一步") < printed.index("第二步")


def test_two_columns_are_mixed_as_the_lesson_says(ferry):
    assert "船员\n乘客\n查缆绳\n穿救生衣" in read(ferry, "安全会.pptx").stdout


def test_text_inside_a_group_is_read(practice):
    assert "二胡可借" in read(practice, "练习课表.pptx").stdout


def test_a_chart_is_named_as_unread(practice):
    deck = Presentation()
    numbers = CategoryChartData()
    numbers.categories = ["春", "秋"]
    numbers.add_series("人数", (20, 31))
    titled(deck, "人数").shapes.add_chart(XL_CHART_TYPE.PIE, Cm(2), Cm(5), Cm(8), Cm(6), numbers)
    deck.save(practice / "图表.pptx")
    answer = read(practice, "图表.pptx")
    assert "【读不到：Chart" in answer.stdout
    assert "读不到 1 处" in answer.stdout


def test_a_page_without_a_title_says_so(tmp_path):
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    deck.save(tmp_path / "空白.pptx")
    assert "## 第 1 页：没有标题" in read(tmp_path, "空白.pptx").stdout


@pytest.mark.parametrize("name", ["没有.pptx", "旧的.ppt", "加了密码.pptx"])
def test_a_file_it_cannot_read_is_named(tmp_path, name):
    for made in ("旧的.ppt", "加了密码.pptx"):
        (tmp_path / made).write_bytes(b"\xd0\xcf\x11\xe0")
    answer = read(tmp_path, name)
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"停下：打不开 {name}")


def test_a_practice_file_that_exists_is_not_touched(tmp_path):
    (tmp_path / "练习课表.pptx").write_text("别的东西", encoding="utf-8")
    answer = run("ppt-reading", "make_practice_ppt.py", cwd=tmp_path)
    assert "已经有了" in answer.stderr
    assert (tmp_path / "练习课表.pptx").read_text(encoding="utf-8") == "别的东西"
