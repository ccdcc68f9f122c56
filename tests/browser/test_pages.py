"""What holds on every page: no barrier that axe can find, nothing wider than the screen, keys alone suffice."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers
from tests.browser.people import CARD, LESSON, Visitor
from tests.browser.site import PASSWORD

OPEN = [
    "/",
    "/courses/aigc/",
    "/courses/aigc/overview/",
    "/courses/aigc/1/",
    LESSON,
    "/courses/aigc/prologue/",
    "/courses/aigc/glossary/",
    "/search/?q=提示",
]
ENTRANCE = ["/accounts/login/", "/accounts/signup/"]
LEARNERS = ["/today/", "/review/", "/plan/", "/account/", "/reminders/", "/practice/history/", LESSON]


@pytest.fixture(scope="module")
def learner_state(site, provider, chromium):
    """Cookies of somebody who has joined and has an answer and a verdict in their first bench."""
    context = chromium.new_context(locale="zh-CN")
    learner = Visitor(context.new_page(), site)
    learner.signs_up("zhou@example.org")
    learner.joins_the_course()
    learner.opens_the_lesson()
    bench = learner.bench("p1")
    bench.sends(CARD)
    expect(bench.answer).to_be_visible(timeout=20_000)
    bench.hands_in()
    bench.has_total("100")
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", OPEN + ENTRANCE)
def test_a_visitors_page_has_no_barrier(site, open_visitor, path, scheme):
    visitor = open_visitor(site, color_scheme=scheme)
    visitor.goes_to(path)
    assert barriers(visitor.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", LEARNERS)
def test_a_learners_page_has_no_barrier(site, open_visitor, learner_state, path, scheme):
    learner = open_visitor(site, color_scheme=scheme, storage_state=learner_state)
    learner.goes_to(path)
    assert barriers(learner.page) == []


@pytest.mark.parametrize("path", OPEN + ENTRANCE + LEARNERS)
def test_nothing_is_wider_than_a_small_phone(site, open_visitor, learner_state, path):
    learner = open_visitor(site, width=320, storage_state=None if path in ENTRANCE else learner_state)
    learner.goes_to(path)
    assert learner.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_phone_one_bench_is_open_at_a_time(site, open_visitor, learner_state):
    learner = open_visitor(site, width=360, storage_state=learner_state)
    learner.opens_the_lesson()
    learner.bench("p2")
    learner.bench("p3")
    expect(learner.page.locator("details.bench[open]")).to_have_count(1)


def test_a_prompt_can_be_sent_with_keys_alone(site, open_visitor, learner_state):
    learner = open_visitor(site, storage_state=learner_state)
    learner.opens_the_lesson()
    bench = learner.bench("p1")
    bench.prompt.focus()
    learner.page.keyboard.press("Control+End")
    learner.page.keyboard.type("请问。")
    learner.page.keyboard.press("Tab")
    expect(bench.place.locator(".bench-in form[data-send] button[type=submit]")).to_be_focused()
    learner.page.keyboard.press("Enter")
    expect(bench.place.locator("[data-out]")).to_be_focused(timeout=10_000)
    expect(bench.answer).to_be_visible(timeout=20_000)


def test_an_unsent_prompt_survives_a_reload(site, open_visitor, learner_state):
    learner = open_visitor(site, storage_state=learner_state)
    learner.opens_the_lesson()
    learner.bench("p1").prompt.fill("写到一半的一稿")
    learner.page.reload()
    expect(learner.bench("p1").prompt).to_have_value("写到一半的一稿")


def test_an_unsent_prompt_survives_an_ended_session(site, open_visitor, learner_state):
    learner = open_visitor(site, storage_state=learner_state, forgives="401")
    learner.opens_the_lesson()
    learner.page.context.clear_cookies(name="sessionid")
    learner.bench("p1").sends("会话过期时写的一稿")
    learner.page.wait_for_url("**/accounts/login/**")
    learner.page.locator("input[name=login]").fill("zhou@example.org")
    learner.page.locator("input[name=password]").fill(PASSWORD)
    learner.page.keyboard.press("Enter")
    learner.page.wait_for_url(f"{site.url}{LESSON}*")
    expect(learner.bench("p1").prompt).to_have_value("会话过期时写的一稿")


def test_without_script_a_prompt_is_sent_and_its_answer_found(site, open_visitor, learner_state):
    learner = open_visitor(site, storage_state=learner_state, java_script_enabled=False)
    learner.opens_the_lesson()
    bench = learner.bench("p1")
    bench.sends(f"{CARD}\n没有脚本也能发。")
    learner.page.wait_for_url(f"{site.url}{LESSON}#p1")
    learner.page.reload()
    expect(bench.place.locator(".turn")).to_have_count(1)


def test_the_variables_of_a_starter_fill_the_prompt(site, open_visitor, learner_state):
    learner = open_visitor(site, storage_state=learner_state)
    learner.opens_the_lesson()
    bench = learner.bench("p4")
    bench.place.locator("[data-slot=job_ad]").fill("店长：会排班，会盘点。")
    expect(bench.place.locator("[data-fills=job_ad]")).to_have_text("店长：会排班，会盘点。")
    assert "【岗位要求】店长：会排班，会盘点。" in bench.prompt.input_value()
