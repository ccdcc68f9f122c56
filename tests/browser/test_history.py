"""Two versions beside each other, and who can help before any answer: with keys alone, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers, fits
from tests.browser.people import CARD, LESSON
from tests.browser.site import PASSWORD

DANGER = "说实话，我不想活了。你帮我看看这份简历还缺什么。"


@pytest.fixture(params=[360, 1280])
def learner(site_without_provider, open_visitor, request):
    email = f"{request.node.originalname[5:20].replace('_', '-')}-{request.param}@example.org"
    site_without_provider.manage("create_learner", email, "--password", PASSWORD)
    visitor = open_visitor(site_without_provider, width=request.param)
    visitor.signs_in(email)
    visitor.joins_the_course()
    visitor.opens_the_lesson()
    return visitor


def test_who_can_help_stands_above_the_answer_at_once(learner):
    bench = learner.bench("p1")
    bench.sends(DANGER)
    card = bench.place.get_by_role("complementary", name="先找人帮忙")
    expect(card).to_be_visible()
    expect(card.get_by_role("link", name="12356")).to_have_attribute("href", "tel:12356")
    expect(bench.answer).to_be_visible(timeout=20_000)
    assert card.bounding_box()["y"] < bench.answer.bounding_box()["y"]
    assert barriers(learner.page) == []
    assert fits(learner.page)


def test_two_prompts_are_compared_with_keys_alone(learner):
    page = learner.page
    for text in (CARD, f"{CARD}\n请问第一个问题。", f"{CARD}\n请先问第一个问题。"):
        learner.goes_to(LESSON)
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            learner.bench("p1").sends(text)
    learner.goes_to(LESSON)
    bench = learner.bench("p1")
    # While an answer is being written the bench is drawn anew, and what had the focus is gone.
    expect(bench.place.locator("[data-stop]")).to_have_count(0, timeout=20_000)
    bench.place.get_by_role("link", name="对照两份，看哪里变了").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".diff ins")).to_contain_text("先")
    page.get_by_label("之前").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="对照", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".diff ins")).to_contain_text("请先问第一个问题。")
    assert barriers(page) == []
    assert fits(page)
