"""An instructor finds who needs a word and writes it in two clicks, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers, fits
from tests.browser.people import Visitor
from tests.browser.site import PASSWORD

WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def class_state(site, chromium):
    """Cookies of Ines, who teaches Xu, whose address is known to be his, and Yu, whose is not."""
    site.manage("create_learner", "ines@example.org", "--password", PASSWORD, "--staff")
    site.manage("create_learner", "xu@example.org", "--password", PASSWORD)
    xu = Visitor(chromium.new_context(locale="zh-CN").new_page(), site)
    xu.signs_in("xu@example.org")
    xu.joins_the_course()
    yu = Visitor(chromium.new_context(locale="zh-CN").new_page(), site)
    yu.signs_up("yu@example.org")
    yu.joins_the_course()
    ines = Visitor(chromium.new_context(locale="zh-CN").new_page(), site)
    ines.signs_in("ines@example.org", leads_to="/teaching/")
    state = ines.page.context.storage_state()
    for visitor in (xu, yu, ines):
        visitor.page.context.close()
    return state


def letters_to(site, address: str) -> int:
    files = (site.data_dir / "mail").glob("*")
    return sum(f"To: {address}" in file.read_text(errors="replace") for file in files)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_letter_takes_two_clicks_and_says_who_was_skipped(site, open_visitor, class_state, width):
    ines = open_visitor(site, width=width, storage_state=class_state)
    people = ("xu@example.org", "yu@example.org")
    before = [letters_to(site, address) for address in people]
    ines.goes_to("/teaching/")
    page = ines.page
    for name in people:
        page.get_by_label(f"勾选 {name}").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="给勾选的人写信").click()
    expect(page.get_by_text("跳过 1 人")).to_be_visible()
    page.get_by_role("button", name="寄出").click()
    expect(page.locator("#delivery")).to_contain_text("已发出 1", timeout=60_000)
    expect(page.get_by_role("row", name="yu@example.org")).to_contain_text("没有验证过的邮箱")
    assert [letters_to(site, address) for address in people] == [before[0] + 1, before[1]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_for_instructors_have_no_barrier(site, open_visitor, class_state, width, scheme):
    ines = open_visitor(site, width=width, storage_state=class_state, color_scheme=scheme)
    ines.goes_to("/teaching/")
    learner = ines.page.locator(".roster tbody a").first.get_attribute("href")
    write = "/teaching/letters/new/?to=all"
    for path in ("/teaching/", learner, "/teaching/funnel/", write, "/teaching/letters/"):
        ines.goes_to(path)
        assert barriers(ines.page) == [], path
        assert fits(ines.page), path


def test_one_box_ticks_everybody_on_the_page(site, open_visitor, class_state):
    ines = open_visitor(site, storage_state=class_state)
    ines.goes_to("/teaching/")
    ines.page.get_by_label("勾选这一页的所有人").check()
    people = ines.page.locator("[name=who]")
    assert people.count() == 2 and all(box.is_checked() for box in people.all())


def test_without_script_the_list_and_the_letter_work(site, open_visitor, class_state):
    ines = open_visitor(site, storage_state=class_state, java_script_enabled=False)
    ines.goes_to("/teaching/")
    ines.page.get_by_label("称呼或邮箱").fill("yu@")
    ines.page.get_by_role("button", name="筛选").click()
    expect(ines.page.locator(".roster tbody tr")).to_have_count(1)
    ines.page.get_by_role("button", name="给这 1 人都写信").click()
    expect(ines.page.get_by_role("button", name="寄出")).to_be_disabled()
    expect(ines.page.get_by_text("跳过 1 人")).to_be_visible()
