"""A plan is changed, looked at before, and taken back: with keys alone, on a phone and on a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import barriers, fits
from tests.browser.site import PASSWORD, Site


@pytest.fixture(params=[360, 1280])
def width(request) -> int:
    return request.param


@pytest.fixture
def planner(site: Site, open_visitor, width, request):
    email = f"{request.node.originalname[5:25].replace('_', '-')}-{width}@example.org"
    site.manage("create_learner", email, "--password", PASSWORD)
    visitor = open_visitor(site, width=width, forgives="422")
    visitor.signs_in(email)
    visitor.joins_the_course()
    visitor.goes_to("/plan/")
    return visitor


def planned(page: Page) -> dict[str, str]:
    """Every lesson's day, as a program reads it."""
    answer = page.request.get(page.url.split("?")[0], headers={"accept": "application/json"}).json()
    return {lesson["id"]: lesson["on"] for lesson in answer["lessons"]}


def presses(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def test_a_change_is_previewed_applied_and_taken_back_with_keys_alone(planner):
    page = planner.page
    before = planned(page)
    for day in ("6", "7"):
        page.locator(f"input[name=weekdays][value='{day}']").focus()
        page.keyboard.press("Space")
    page.locator("input[name=holidays][type=checkbox]").focus()
    page.keyboard.press("Space")
    presses(page, "先看看会怎样")
    preview = page.locator("#preview")
    expect(preview).to_contain_text("预览：还没有改")
    expect(preview).to_contain_text("平均每个学习日")
    assert planned(page) == before
    assert barriers(page) == [] and fits(page)
    presses(page, "就这么改")
    expect(page.locator("#changes")).to_be_visible()
    after = planned(page)
    assert after != before
    presses(page, "撤回")
    expect(page.locator("#changes")).to_have_count(0)
    assert planned(page) == before
    assert barriers(page) == [] and fits(page)


def test_the_lessons_that_would_move_are_named(planner):
    page = planner.page
    page.get_by_label("每天大约学几分钟").fill("45")
    page.keyboard.press("Enter")
    moves = page.locator("#preview details").filter(has_text="换日子的课")
    moves.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(moves.locator("li").first).to_contain_text("→")
    assert barriers(page) == [] and fits(page)


def test_what_does_not_fit_is_said_and_changes_nothing(planner):
    page = planner.page
    before = planned(page)
    page.locator("#wish").evaluate("form => { form.noValidate = true }")
    page.get_by_label("每天大约学几分钟").fill("5")
    page.keyboard.press("Enter")
    expect(page.locator("#preview")).to_contain_text("请写 15 到 600 之间的分钟数")
    assert planned(page) == before
    assert barriers(page) == []
