"""A learner asks a person to read once more, and the person answers: by keyboard, on a phone and on a desk."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import barriers, fits
from tests.browser.people import CARD, Bench, Visitor
from tests.browser.site import PASSWORD

REASON = "第一条给高了：我没有写清楚要服务谁。"
ADVICE = "把要服务的人写成一句话。"
WORDS = "分数降了一点，因为第一条只做到一半。"


def press(place: Locator, key: str = "Enter") -> None:
    place.focus()
    place.press(key)


def types(place: Locator, text: str) -> None:
    press(place, "ControlOrMeta+a")
    place.page.keyboard.insert_text(text)


def is_for_everybody(page: Page) -> bool:
    assert barriers(page) == []
    return fits(page)


@pytest.fixture(scope="module")
def instructor(site, chromium) -> dict:
    """The cookies of Ines, who teaches."""
    site.manage("create_learner", "ines@example.org", "--password", PASSWORD, "--staff")
    context = chromium.new_context(locale="zh-CN")
    Visitor(context.new_page(), site).signs_in("ines@example.org", leads_to="/teaching/")
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.parametrize("width", [360, 1280])
def test_a_second_look_is_asked_for_given_and_read(site, open_visitor, instructor, width):
    zheng = open_visitor(site, width=width)
    zheng.signs_up(f"zheng{width}@example.org")
    _is_judged_by_the_model(zheng)
    _asks(zheng.page)

    ines = open_visitor(site, width=width, storage_state=instructor)
    ines.goes_to("/practice/desk/")
    _answers(ines.page, f"zheng{width}@example.org")
    ines.goes_to("/practice/desk/")
    expect(ines.page.locator("main")).to_contain_text("没有人在等")

    zheng.goes_to("/today/")
    _reads_both(zheng.page)


def _is_judged_by_the_model(learner: Visitor) -> None:
    learner.joins_the_course()
    learner.opens_the_lesson()
    bench = Bench(learner.page.locator("#practice-p1"))
    if bench.place.get_attribute("open") is None:
        press(bench.place.locator("> summary"))
    types(bench.prompt, CARD)
    press(bench.place.locator(".bench-in [name=agreed]"), "Space")
    press(bench.place.locator(".bench-in form[data-send] button[type=submit]"))
    press(bench.place.get_by_role("button", name="交上去评分"))
    bench.has_total("100")


def _asks(page: Page) -> None:
    bench = page.locator("#practice-p1")
    press(bench.locator("summary").filter(has_text="请老师再看一次"))
    types(bench.get_by_label("哪里觉得不对"), REASON)
    assert is_for_everybody(page)
    press(bench.get_by_role("button", name="请老师看"))
    expect(page.locator("h1")).to_have_text("交上去的练习")
    expect(page.locator("main")).to_contain_text("已经请老师再看")
    assert is_for_everybody(page)


def _answers(page: Page, learner: str) -> None:
    assert is_for_everybody(page)
    press(page.locator("main li").filter(has_text=learner).get_by_role("link"))
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("#told").locator("..")).to_contain_text("100 / 100")
    press(page.get_by_role("button", name="我来看这一份"))
    expect(page.locator("main")).to_contain_text("你正在看。")
    rows = page.locator("form fieldset")
    for number in range(rows.count()):
        press(rows.nth(number).locator(f"input[value={'full' if number else 'half'}]"), "Space")
    types(rows.first.get_by_label("怎样能更好"), ADVICE)
    types(page.get_by_label("最后想说的话"), WORDS)
    assert is_for_everybody(page)
    press(page.get_by_role("button", name="保存，让学习者看到"))
    expect(page.locator("body")).to_contain_text("保存了。")


def _reads_both(page: Page) -> None:
    """The instructor's verdict counts, and the model's lies below it."""
    press(page.locator("main a[href*='/practice/hand-ins/']").first)
    verdict = page.locator(".feedback")
    expect(verdict.locator(".tag.ok")).to_contain_text("老师评的")
    total = float(verdict.locator(".big-n").inner_text())
    assert 0 < total < 100
    expect(verdict).to_contain_text([ADVICE])
    expect(verdict).to_contain_text([WORDS])
    press(verdict.locator("summary").filter(has_text="之前的评语（1 份），不再算数"))
    earlier = verdict.locator("details").filter(has_text="不再算数")
    expect(earlier.locator(".tag.ai")).to_be_visible()
    expect(earlier.locator("b.num")).to_have_text("100 / 100")
    assert is_for_everybody(page)
