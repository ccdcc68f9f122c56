"""The same way on a site that has no model: nothing is missing, nothing pretends."""

from playwright.sync_api import expect

from tests.browser.people import CARD


def test_a_learner_goes_the_whole_way_without_a_provider(site_without_provider, open_visitor):
    lin = open_visitor(site_without_provider)
    lin.signs_up("lin@example.org")
    lin.joins_the_course()
    lin.opens_the_lesson()
    expect(lin.answers("q1", 2)).to_contain_text("身份主要影响语气和写法")

    bench = lin.bench("p1")
    expect(bench.place.locator("[name=agreed]")).to_have_count(0)
    bench.sends(CARD)
    expect(bench.reply).to_contain_text("第一个")
    lin.page.reload()
    expect(bench.answer).to_have_text(
        "第一个问题：这 9 年里，老顾客专门来找你，最常见的原因是什么？是相信你的搭配眼光，是想拿到折扣，还是别的？",
        timeout=20_000,
    )
    expect(bench.place).to_contain_text("示例回复，由课程作者编写，不是模型输出")
    expect(bench.place.locator(".tag.ai")).to_have_count(0)
    assert bench.copies().endswith("（示例回复，由课程作者编写，不是模型输出）")

    bench.hands_in()
    bench.grades("full", "half", "full", "zero", "full")
    bench.has_total("67.5")
    expect(bench.place).to_contain_text("再补一处就过线")
    expect(bench.place).to_contain_text("自己评的")

    lin.finishes_the_lesson()
    lin.goes_to("/courses/aigc/1/")
    expect(lin.page.locator("li").filter(has_text="职业顾问").first).to_contain_text("做完")
