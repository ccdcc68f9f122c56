"""A role-play with a fork in it, by keyboard alone, on a phone and on a desk; and the same without script."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.looking import barriers, fits
from tests.browser.people import LESSON, Bench

SAID = ("你好，我是老郑，想换工作。", "我做了九年店长。", "你依据的是哪句话？", "请站在反对的一方。", "结束")


def press(place: Locator, key: str = "Enter") -> None:
    place.focus()
    place.press(key)


def types(field: Locator, text: str) -> None:
    """Over what stands there, as somebody without a mouse would."""
    press(field, "ControlOrMeta+a")
    field.page.keyboard.insert_text(text)


def begins(bench: Bench, text: str) -> None:
    types(bench.prompt, text)
    agreed = bench.place.locator(".bench-in [name=agreed]")
    if agreed.count():
        press(agreed, "Space")
    press(bench.place.locator(".bench-in form[data-send] button[type=submit]"))
    has_turns(bench, 1)


def goes_on(bench: Bench, text: str, *, turn: int) -> None:
    types(bench.place.locator("#practice-p2-next"), text)
    press(bench.place.get_by_role("button", name="发送这一句"))
    has_turns(bench, turn)


def has_turns(bench: Bench, count: int) -> None:
    expect(bench.place.locator("[data-turn] .answer")).to_have_count(count, timeout=20_000)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_role_play_is_held_branched_and_handed_in(site, open_visitor, width):
    zheng = open_visitor(site, width=width)
    zheng.signs_up(f"zheng{width}@example.org")
    zheng.joins_the_course()
    zheng.opens_the_lesson()
    bench = Bench(zheng.page.locator("#practice-p2"))
    press(bench.place.locator("> summary"))

    begins(bench, SAID[0])
    expect(bench.place).to_contain_text("这是第 2 轮，共 10 轮")
    for turn, text in enumerate(SAID[1:], start=2):
        goes_on(bench, text, turn=turn)

    third = bench.place.locator("[data-turn]").nth(2)
    press(third.locator("summary").filter(has_text="从这里换一句话再说"))
    types(third.locator("textarea"), "换个问法：这个数字出自哪里？")
    press(third.get_by_role("button", name="换这一句，另开一条岔路"))
    has_turns(bench, 3)
    expect(third).to_contain_text("第 2 条岔路，共 2 条")

    press(third.get_by_role("link", name="上一条岔路"))
    has_turns(bench, 5)
    expect(third).to_contain_text("第 1 条岔路，共 2 条")
    zheng.page.reload()
    has_turns(bench, 5)
    assert barriers(zheng.page) == []
    assert fits(zheng.page)

    press(bench.place.get_by_role("button", name="交上去评分"))
    bench.has_total("100")
    goals = bench.place.locator(".feedback section .crit")
    expect(goals).to_contain_text(["达到了", "还没有"])
    assert barriers(zheng.page) == []
    assert fits(zheng.page)


def test_branches_can_be_walked_without_script(site, open_visitor):
    zheng = open_visitor(site, width=360, java_script_enabled=False)
    zheng.signs_up("zheng-plain@example.org")
    zheng.joins_the_course()
    zheng.opens_the_lesson()
    bench = zheng.bench("p2")
    bench.prompt.fill(SAID[0])
    bench.place.locator(".bench-in [name=agreed]").check()
    bench.place.locator(".bench-in form[data-send] button[type=submit]").click()
    answered(zheng, bench)

    bench.place.get_by_text("从这里换一句话再说").click()
    bench.place.locator("[data-turn] textarea").fill("换一句：我想先问你。")
    bench.place.get_by_role("button", name="换这一句，另开一条岔路").click()
    answered(zheng, bench)
    expect(bench.place.locator("[data-turn] > .said")).to_have_text("换一句：我想先问你。")

    bench.place.get_by_role("link", name="上一条岔路").click()
    expect(bench.place.locator("[data-turn] > .said")).to_have_text(SAID[0])
    assert LESSON in zheng.page.url and "talk=" in zheng.page.url


def answered(visitor, bench: Bench) -> None:
    """Nothing streams in without script: one looks again."""
    for _ in range(40):
        if bench.place.locator("[data-turn] .answer").count():
            return
        visitor.page.wait_for_timeout(500)
        visitor.page.goto(visitor.page.url.split("#")[0])
        bench.opens()
    raise AssertionError("no answer came")
