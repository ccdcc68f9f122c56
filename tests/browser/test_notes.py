"""A highlight and a note outlive a reload and a revision of their lesson; the search is one key away."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers, fits
from tests.browser.people import LESSON
from tests.browser.site import ROOT

QUOTE = "回答就会变专业"
BEFORE = "常有人说，写上「你是有 20 年经验的专家」，回答就会变专业。"
AFTER = "很多人都这样说：写上「你是有 20 年经验的专家」，回答就会变专业。"
FILE = "stage-1/012-role-career-advisor.md"
SELECT = """quote => {
    const walker = document.createTreeWalker(document.querySelector(".lesson-body"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.data.indexOf(quote);
        if (start < 0) continue;
        node.parentElement.scrollIntoView({ block: "center" });
        getSelection().setBaseAndExtent(node, start, node, start + quote.length);
        return;
    }
}"""


@pytest.fixture(params=[360, 1280])
def reader(site, open_visitor, request):
    reader = open_visitor(site, width=request.param)
    reader.signs_up(f"{request.function.__name__[5:25]}-{request.param}@example.org")
    reader.joins_the_course()
    reader.opens_the_lesson()
    expect(reader.page.locator(".heading-mark").first).to_be_visible()
    return reader


def test_a_mark_and_a_note_outlive_a_reload_and_a_revision(site, reader, tmp_path):
    page = reader.page
    page.evaluate(SELECT, QUOTE)
    page.get_by_role("button", name="写笔记", exact=True).click()
    page.get_by_role("dialog").get_by_label("笔记", exact=True).fill("为什么？")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.locator("mark.hl")).to_have_text(QUOTE)
    expect(page.locator("#notes .noted")).to_contain_text("为什么？")
    assert fits(page)
    assert barriers(page) == []

    page.reload()
    expect(page.locator("mark.hl")).to_have_text(QUOTE)

    folder = shutil.copytree(ROOT / "content" / "aigc", tmp_path / "aigc")
    text = (folder / FILE).read_text()
    assert BEFORE in text or AFTER in text
    turned = text.replace(BEFORE, AFTER) if page.viewport_size["width"] == 360 else text
    (folder / FILE).write_text(turned)
    site.manage("load_course", str(folder), codes=(0, 2))
    page.reload()
    expect(page.locator("mark.hl")).to_have_text(QUOTE)
    expect(
        page.locator(".prose").filter(has_text="很多人都这样说" if turned != text else "常有人说").first
    ).to_be_visible()

    page.locator("mark.hl").click()
    page.get_by_role("button", name="删除", exact=True).first.click()
    expect(page.locator("mark.hl")).to_have_count(0)
    page.get_by_role("button", name="撤回").first.click()
    expect(page.locator("mark.hl")).to_have_text(QUOTE)
    reader.goes_to("/notes/")
    expect(page.locator(".noted")).to_contain_text("为什么？")
    assert barriers(page) == []
    assert fits(page)


def test_keys_alone_mark_a_passage_and_set_a_bookmark(reader):
    page = reader.page
    page.evaluate(SELECT, QUOTE)
    expect(page.get_by_role("toolbar")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="划线", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark.hl")).to_have_text(QUOTE)
    bookmark = page.locator(".heading-mark").first
    bookmark.focus()
    page.keyboard.press("Enter")
    expect(bookmark).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator(".heading-mark").first).to_have_attribute("aria-pressed", "true")


def test_without_script_a_note_is_written_with_the_form(site, open_visitor):
    reader = open_visitor(site, java_script_enabled=False)
    reader.signs_up("paper@example.org")
    reader.joins_the_course()
    reader.opens_the_lesson()
    notes = reader.page.locator("#notes")
    notes.locator("summary").click()
    notes.locator("#note-text").fill("没有脚本也能记")
    notes.get_by_role("button", name="保存笔记").click()
    reader.page.wait_for_url(f"{site.url}{LESSON}#notes")
    reader.goes_to("/notes/")
    expect(reader.page.locator(".noted")).to_contain_text("没有脚本也能记")


def test_a_slash_leads_to_the_search_but_not_while_typing(reader):
    page = reader.page
    page.locator("#notes summary").first.click()
    field = page.locator("#note-text")
    field.press("/")
    expect(field).to_have_value("/")
    field.evaluate("field => field.blur()")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").fill("绘画")
    page.keyboard.press("Enter")
    expect(page.locator(".hits a").first).to_have_text("AI绘画定义与概述")
    page.keyboard.press("Control+k")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()
