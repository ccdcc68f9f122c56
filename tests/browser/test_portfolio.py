"""A project from its first day to a page for others, with the keyboard alone, on a phone and on a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import barriers, fits

TITLE = "一篇真笔记，两周真账本"
NOTE = "用穿了十年的牛仔裤改了一只买菜袋，拆线 40 分钟，缝了两个多小时。"


def tabs_to(page: Page, selector: str) -> None:
    """Where the Tab key leads, sooner or later."""
    for _press in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"no way to {selector} with the keyboard")


def types(page: Page, selector: str, text: str) -> None:
    tabs_to(page, selector)
    page.keyboard.type(text)


def presses(page: Page, selector: str) -> None:
    tabs_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_project_is_kept_and_shown_with_the_keyboard_alone(open_visitor, site, width):
    amy = open_visitor(site, width=width)
    amy.signs_up(f"amy{width}@example.com")
    amy.joins_the_course()
    amy.goes_to("/portfolio/")
    page = amy.page
    page.get_by_role("link", name=TITLE).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLE)
    presses(page, "form[action$='/begin/'] button")

    types(page, "#m1-note", NOTE)
    presses(page, "#m1 button[value=finish]")
    expect(page.locator("#m1")).to_contain_text("做完了")
    expect(page.locator("#m2")).to_contain_text("现在这一步")

    tabs_to(page, "#m2 details summary")
    page.keyboard.press("Enter")
    types(page, "#m2-links", "https://example.org/note/1 我的笔记")
    presses(page, "#m2 form[action$='/links/'] button")
    expect(page.get_by_role("link", name="https://example.org/note/1")).to_have_attribute(
        "rel", "noopener noreferrer nofollow"
    )

    types(page, "#disclosure textarea", "正文末尾写明 AI 帮忙理了顺序")
    tabs_to(page, "#disclosure [type=checkbox]")
    page.keyboard.press("Space")
    presses(page, "#disclosure button")
    expect(page.locator("#disclosure")).to_contain_text("标了")
    assert barriers(page) == []
    assert fits(page)

    _publishes(page)
    address = page.get_by_role("link", name="打开公开页").get_attribute("href")
    assert barriers(page) == []

    stranger = open_visitor(site, width=width, forgives="404")
    stranger.goes_to(address)
    expect(stranger.page.locator("main")).to_contain_text("正文末尾写明 AI")
    expect(stranger.page.locator("main")).to_contain_text(NOTE)
    expect(stranger.page.locator("body")).not_to_contain_text("@example.com")
    assert barriers(stranger.page) == []
    assert fits(stranger.page)

    presses(page, "#public .btn.stop")
    stranger.goes_to(address)
    expect(stranger.page.locator("main")).not_to_contain_text(NOTE)


def _publishes(page: Page) -> None:
    presses(page, "#public a.btn")
    types(page, "#id_name", "小艾")
    tabs_to(page, "[name=steps][value=m1]")
    page.keyboard.press("Space")
    presses(page, "form[method=get] button")
    expect(page.locator("#preview")).to_be_visible()
    assert barriers(page) == []
    presses(page, "form[method=post] button.big")
    expect(page.locator("#public")).to_contain_text("公开着")
