"""Two prompts side by side: both stream, nobody says which is which, a vote, the reveal. On a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers, fits
from tests.browser.site import PASSWORD

LESSON = "/courses/aigc/1/what-is-gpt/"
PIECES = ("青竹巷修伞铺，", "店主孙有根。")


@pytest.fixture(params=[360, 1280])
def learner(site, open_visitor, request):
    email = f"compare-{request.param}@example.org"
    site.manage("create_learner", email, "--password", PASSWORD)
    visitor = open_visitor(site, width=request.param)
    visitor.signs_in(email)
    visitor.joins_the_course()
    visitor.goes_to(LESSON)
    return visitor


def test_two_prompts_are_compared_blindly_with_keys_alone(learner, provider):
    provider.follow(model="chat", kind="held", after=1, pieces=PIECES)
    page, bench = learner.page, learner.bench("p1")
    run = bench.place.locator("[data-run]").first
    bench.place.get_by_label("盲比").focus()
    page.keyboard.press("Space")
    bench.place.locator(".bench-in [name=agreed]").focus()
    page.keyboard.press("Space")
    bench.place.get_by_role("button", name="两边一起运行").focus()
    page.keyboard.press("Enter")

    # Both write at the same time, and both are held after their first piece.
    expect(bench.reply).to_have_count(2)
    expect(bench.reply.nth(0)).to_have_text(PIECES[0], timeout=20_000)
    expect(bench.reply.nth(1)).to_have_text(PIECES[0], timeout=20_000)
    first, second = (run.get_by_role("article", name=name).bounding_box() for name in ("甲", "乙"))
    is_stacked = second["y"] >= first["y"] + first["height"]
    assert is_stacked == (page.viewport_size["width"] == 360)

    provider.release(2)
    expect(bench.answer).to_have_count(2, timeout=20_000)
    expect(run).to_contain_text("还没有揭晓")
    expect(run).not_to_contain_text("左边")
    assert barriers(page) == []
    assert fits(page)

    run.get_by_role("radio", name="甲更好").focus()
    page.keyboard.press("Space")
    run.get_by_label("凭什么").fill("更短")
    page.keyboard.press("Enter")
    expect(run).to_contain_text("揭晓之前投的")
    expect(bench.place.locator("[data-tally]")).to_contain_text("1 次")
    expect(run.get_by_role("article", name="左边")).to_contain_text("token")
    expect(run.get_by_role("article", name="右边")).to_contain_text("秒")
    assert barriers(page) == []
    assert fits(page)

    page.reload()
    expect(learner.bench("p1").place.locator("[data-tally]")).to_contain_text("1 次")
