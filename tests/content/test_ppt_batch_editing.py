"""The scripts a learner copies out of lesson s1-056, run just as the learner runs them."""

import json

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from tests.content.printed import shown
from tests.content.running import run

SLUG = "ppt-batch-editing"
TERM = ("--old", "2025 春", "--new", "2026 秋")
EDITION = ("--old", "2025 版", "--new", "2026 版")


def tidy(folder, *arguments):
    return run(SLUG, "tidy_ppt.py", *arguments, cwd=folder)


def add_pages(folder, *arguments):
    return run(SLUG, "add_pages.py", *arguments, cwd=folder)


def compare(folder, *names):
    return run(SLUG, "compare_ppt.py", *names, cwd=folder)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def set_font(text_frame, name):
    font = text_frame.paragraphs[0].runs[0].font
    font.name = name
    latin = font._rPr.latin
    latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": name}))
    return font


def fonts_in(path):
    return {
        font.get("typeface")
        for page in Presentation(path).slides
        for font in page._element.xpath(".//a:latin | .//a:ea | .//a:cs")
    }


def add_page(deck, title, words, footer=None):
    page = deck.slides.add_slide(deck.slide_layouts[1])
    page.shapes.title.text = title
    page.placeholders[1].text = words
    if footer:
        page.shapes.add_textbox(Cm(2), Cm(17), Cm(9), Cm(1)).text_frame.text = footer
    return page.placeholders[1].text_frame


@pytest.fixture
def practice(tmp_path):
    run(SLUG, "make_practice_deck.py", cwd=tmp_path)
    return tmp_path


@pytest.fixture
def greenhouse(tmp_path):
    """The deck of the second task."""
    deck = Presentation()
    add_page(deck, "温室怎么走", "全程约 40 分钟", "2025 版")
    set_font(add_page(deck, "仙人掌区", "浇水：每月 2 次", "2025 版"), "宋体")
    warning = set_font(add_page(deck, "食虫植物", "请勿触碰捕虫夹", "2025 版 讲解组"), "黑体")
    warning.color.rgb = RGBColor(0xC5, 0x34, 0x1A)
    add_page(deck, "感谢", "植物名按 2025 版名录")
    deck.save(tmp_path / "温室.pptx")
    points = ["看颜色", "看花型", "看叶子", "闻气味", "分清附生和地生", "浇水看盆土", "不晒正午太阳", "拍照不开闪光灯"]
    outline = [{"标题": "兰花区", "要点": points}, {"标题": "出口", "要点": ["归还导览器", "洗手间在左手边"]}]
    (tmp_path / "提纲.json").write_text(json.dumps(outline, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_setting_a_font_by_its_name_alone_leaves_the_chinese_font(practice):
    run_ = Presentation(practice / "练习课件.pptx").slides[0].placeholders[1].text_frame.paragraphs[0].runs[0]
    run_.font.name = "微软雅黑"
    assert run_._r.rPr.find(qn("a:ea")).get("typeface") == "楷体"


def test_the_practice_deck_gives_the_plan_shown_in_the_lesson(practice):
    assert shown(tidy(practice, "练习课件.pptx", *TERM).stdout, SLUG)


def test_a_plan_writes_nothing(practice):
    before = files(practice)
    tidy(practice, "练习课件.pptx", *TERM)
    add_pages(practice, "练习课件.pptx", "提纲.json")
    assert files(practice) == before


def test_applying_leaves_the_original_as_it_was(practice):
    before = (practice / "练习课件.pptx").read_bytes()
    tidy(practice, "练习课件.pptx", *TERM, "--apply")
    assert (practice / "练习课件.pptx").read_bytes() == before


def test_hand_set_fonts_go_and_symbol_fonts_stay(practice):
    tidy(practice, "练习课件.pptx", *TERM, "--apply")
    assert fonts_in(practice / "练习课件_改后.pptx") == {"Wingdings"}


def test_fonts_in_tables_and_groups_go_too(tmp_path):
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    cell = page.shapes.add_table(1, 1, Cm(2), Cm(2), Cm(6), Cm(2)).table.cell(0, 0)
    box = page.shapes.add_group_shape().shapes.add_textbox(Cm(2), Cm(8), Cm(6), Cm(2))
    for frame in (cell.text_frame, box.text_frame):
        frame.text = "面粉 200 克"
        set_font(frame, "隶书")
    deck.save(tmp_path / "配方.pptx")
    tidy(tmp_path, "配方.pptx", *TERM, "--apply")
    assert fonts_in(tmp_path / "配方_改后.pptx") == set()


def test_a_new_footer_keeps_the_size_of_the_old(tmp_path):
    deck = Presentation()
    add_page(deck, "一", "二", "2025 春")
    deck.slides[0].shapes[2].text_frame.paragraphs[0].runs[0].font.size = Pt(9)
    deck.save(tmp_path / "课.pptx")
    tidy(tmp_path, "课.pptx", *TERM, "--apply")
    footer = Presentation(tmp_path / "课_改后.pptx").slides[0].shapes[2].text_frame.paragraphs[0].runs[0]
    assert (footer.text, footer.font.size) == ("2026 秋", Pt(9))


def test_a_sentence_that_holds_the_old_footer_is_left_alone(greenhouse):
    tidy(greenhouse, "温室.pptx", *EDITION, "--apply")
    words = Presentation(greenhouse / "温室_改后.pptx").slides[3].placeholders[1].text_frame.text
    assert words == "植物名按 2025 版名录"


def test_an_old_footer_on_the_master_is_named_and_left(tmp_path):
    deck = Presentation()
    deck.slide_layouts[1].placeholders[1].text = "2025 春"
    deck.save(tmp_path / "课.pptx")
    assert "请在母版里手工改" in tidy(tmp_path, "课.pptx", *TERM).stdout


def test_pages_are_added_as_the_outline_says(practice):
    add_pages(practice, "练习课件.pptx", "提纲.json", "--like", 2, "--apply")
    page = Presentation(practice / "练习课件_加页.pptx").slides[4]
    assert page.shapes.title.text == "脱模"
    assert page.placeholders[1].text_frame.text == "出炉先晾一会儿\n倒扣在网架上"
    assert page.notes_slide.notes_text_frame.text == "请两位同学上来试"


def test_the_steps_of_the_lesson_end_in_the_comparison_it_shows(practice):
    tidy(practice, "练习课件.pptx", *TERM, "--apply")
    assert shown(add_pages(practice, "练习课件_改后.pptx", "提纲.json", "--like", 2).stdout, SLUG)
    add_pages(practice, "练习课件_改后.pptx", "提纲.json", "--like", 2, "--apply")
    assert shown(compare(practice, "练习课件.pptx", "练习课件_改后_加页.pptx").stdout, SLUG)


def test_the_second_task_shows_what_the_scripts_print(greenhouse):
    assert shown(tidy(greenhouse, "温室.pptx", *EDITION).stdout, SLUG)
    tidy(greenhouse, "温室.pptx", *EDITION, "--apply")
    assert shown(add_pages(greenhouse, "温室_改后.pptx", "提纲.json", "--like", 2).stdout, SLUG)
    add_pages(greenhouse, "温室_改后.pptx", "提纲.json", "--like", 2, "--apply")
    deck = Presentation(greenhouse / "温室_改后_加页.pptx")
    deck.slides[1].placeholders[1].text_frame.paragraphs[0].runs[0].text = "浇水：每周 2 次"
    deck.save(greenhouse / "交来的.pptx")
    assert shown(compare(greenhouse, "温室.pptx", "交来的.pptx").stdout, SLUG)


def test_a_copy_that_exists_is_never_written_over(practice):
    for name in ("练习课件_改后.pptx", "练习课件_加页.pptx"):
        (practice / name).write_text("昨天改好的", encoding="utf-8")
    before = files(practice)
    assert "已经有了" in tidy(practice, "练习课件.pptx", *TERM, "--apply").stderr
    assert "已经有了" in add_pages(practice, "练习课件.pptx", "提纲.json", "--apply").stderr
    assert files(practice) == before


@pytest.mark.parametrize(
    "outline", ['[{"标题": "脱模"}]', '{"标题": "脱模"}', '[{"标题": "", "要点": ["晾"]}]', "脱模"]
)
def test_an_outline_of_another_form_is_refused(practice, outline):
    (practice / "乱.json").write_text(outline, encoding="utf-8")
    answer = add_pages(practice, "练习课件.pptx", "乱.json", "--apply")
    assert answer.stderr.startswith("停下")
    assert not (practice / "练习课件_加页.pptx").exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "没有.pptx" in tidy(tmp_path, "没有.pptx", *TERM).stderr
    assert "没有.pptx" in compare(tmp_path, "没有.pptx", "没有.pptx").stderr
    assert add_pages(tmp_path, "没有.pptx", "提纲.json").stderr.startswith("停下")


def test_practice_files_that_exist_are_not_touched(tmp_path):
    (tmp_path / "提纲.json").write_text("我的提纲", encoding="utf-8")
    assert "已经有了" in run(SLUG, "make_practice_deck.py", cwd=tmp_path).stderr
    assert files(tmp_path) == {"提纲.json": "我的提纲".encode()}
