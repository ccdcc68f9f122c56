"""A picture is drawn, one thing changed and compared, by keyboard alone, on a phone and on a desk."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.looking import barriers, fits
from tests.browser.people import Bench, Visitor

LESSON = "/courses/aigc/2/midjourney-prompt-basics/"
CAT = "【主体】橘猫元宝，蜷在纸箱里\n【镜头】平视，全身\n【光线】一盏黄色吊灯\n【风格】蜡笔画"
ABOVE = CAT.replace("平视", "俯视")
IN_FULL = "async link => { const it = new Image(); it.src = link; await it.decode(); return it.naturalWidth }"
PATIENCE = 30_000  # ms: a picture is packed while other tests run


def press(place: Locator, key: str = "Enter") -> None:
    place.focus()
    place.press(key)


def types(field: Locator, text: str) -> None:
    press(field, "ControlOrMeta+a")
    field.page.keyboard.insert_text(text)


def draws(bench: Bench, text: str) -> None:
    types(bench.prompt, text)
    agreed = bench.place.locator(".bench-in [name=agreed]")
    if agreed.count():
        press(agreed, "Space")
    press(bench.place.locator(".bench-in form[data-send] button[type=submit]"))


def predicts(bench: Bench, prediction: str, text: str) -> None:
    types(bench.place.get_by_label("先猜：改了以后"), prediction)
    types(bench.place.get_by_label("改过的提示词"), text)
    press(bench.place.get_by_role("button", name="记下预测，出图"))


def top(place: Locator) -> float:
    box = place.bounding_box()
    assert box
    return box["y"]


@pytest.fixture
def opens_the_task(site, open_visitor):
    def opens(email: str, width: int) -> tuple[Visitor, Bench]:
        zhen = open_visitor(site, width=width, forgives="422")  # what two changes are answered with
        zhen.signs_up(email)
        zhen.joins_the_course()
        zhen.goes_to(LESSON)
        bench = Bench(zhen.page.locator("#practice-p1"))
        expect(bench.place).to_have_attribute("open", "")  # the first task of a lesson
        return zhen, bench

    return opens


@pytest.mark.parametrize("width", [360, 1280])
def test_a_picture_is_drawn_predicted_changed_and_compared(provider, opens_the_task, width):
    provider.follow(model="brush", kind="gated")
    zhen, bench = opens_the_task(f"zhen{width}@example.org", width)
    expect(bench.place.locator("[data-left-now]")).to_contain_text("每张图大约用 4,000 token")
    press(bench.place.locator("#practice-p1-count"), "ArrowDown")

    draws(bench, CAT)
    status = bench.place.locator("[data-status]")
    expect(status).to_contain_text("正在画", timeout=PATIENCE)
    assert barriers(zhen.page) == []
    provider.release()
    pictures = bench.place.locator("[data-turn] .pics > li")
    expect(pictures).to_have_count(2, timeout=PATIENCE)
    expect(pictures).to_contain_text(["AI 生成", "AI 生成"])
    is_drawn = "picture => { picture.scrollIntoView(); return picture.decode().then(() => picture.naturalWidth > 0) }"
    assert pictures.first.locator("img").evaluate(is_drawn)

    assert pictures.first.locator("a").first.evaluate(IN_FULL) == 1024

    sent = len(provider.requests)
    predicts(bench, "", ABOVE)
    expect(bench.place.get_by_label("先猜：改了以后")).to_be_focused()
    predicts(bench, "猫会变扁，灯还是黄的。", ABOVE.replace("蜡笔画", "水彩"))
    problem = bench.place.locator("[data-out] [role=alert]:visible")
    expect(problem).to_contain_text("「平」改成「俯」")
    expect(problem).to_contain_text("「蜡笔画」改成「水彩」")
    assert len(provider.requests) == sent

    predicts(bench, "猫会变扁，灯还是黄的。", ABOVE)
    pair = bench.place.locator("[data-variation]")
    expect(pair.locator("[data-status]")).to_contain_text("正在画", timeout=PATIENCE)
    provider.release()
    expect(pair.locator(".pics")).to_have_count(2, timeout=PATIENCE)
    before, after = pair.locator(".pics").all()
    prediction = pair.get_by_text("猫会变扁，灯还是黄的。")
    expect(prediction).to_be_visible()
    if width == 360:
        assert top(before) < top(prediction) < top(after)
    else:
        assert top(before) == pytest.approx(top(after), abs=1)

    press(pair.get_by_label("一部分一样"), "Space")
    types(pair.get_by_label("看到了什么"), "纸箱也变大了")
    press(pair.get_by_role("button", name="记下来"))
    expect(pair).to_contain_text("已经记下来了")
    zhen.page.reload()
    bench.opens()
    expect(pair.locator("textarea[name=words]")).to_have_value("纸箱也变大了")
    expect(pair.locator("[name=outcome]:checked")).to_have_value("partly")
    assert barriers(zhen.page) == []
    assert fits(zhen.page)


def test_who_stops_a_drawing_keeps_the_prompt_and_sees_what_another_one_costs(provider, opens_the_task):
    provider.follow(model="brush", kind="hang")
    provider.hung_up.clear()
    _zhen, bench = opens_the_task("zhen-stops@example.org", 360)
    draws(bench, CAT)
    expect(bench.place.locator("[data-status]")).to_contain_text("正在画", timeout=PATIENCE)
    press(bench.place.locator("[data-stop] button"))
    stopped = bench.place.locator("[data-turn] .callout")
    expect(stopped).to_contain_text("你停下了它", timeout=PATIENCE)
    assert provider.hung_up.wait(5)
    expect(stopped).to_contain_text("每张图大约用 4,000 token")
    expect(bench.prompt).to_have_value(CAT)

    provider.follow(model="brush", kind="ok")
    press(stopped.get_by_role("button", name="再试一次"))
    expect(bench.place.locator("[data-turn] .pics > li")).to_have_count(1, timeout=PATIENCE)
