"""A learner's whole way, an instructor's edit and a changed file, in a real browser on the real site."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.people import CARD, LESSON
from tests.browser.site import PASSWORD, ROOT

PIECES = ("第一个问题：", "这 9 年里，", "**老顾客**专门来找你，", "最常见的原因是什么？")
FIRST_HALF = "第一个问题：这 9 年里，"


@pytest.fixture(autouse=True)
def slow_model(provider):
    """Each piece waits until the test lets it through."""
    provider.follow(model="chat", kind="gated", pieces=PIECES)


@pytest.fixture
def instructor(site, open_visitor):
    site.manage("create_learner", "ines@example.org", "--password", PASSWORD, "--staff")
    ines = open_visitor(site)
    ines.signs_in("ines@example.org", leads_to="/admin/")
    return ines


def test_a_learner_goes_the_whole_way(site, provider, open_visitor):
    lin = open_visitor(site)
    lin.signs_up("lin@example.org")
    lin.joins_the_course()
    expect(lin.page.locator(".dayline")).to_have_attribute(
        "aria-label", "第 1 天，共 155 天；做完 0 课，共 149 课。打开课程地图"
    )

    lin.opens_the_lesson()
    expect(lin.answers("q1", 2)).to_contain_text("身份主要影响语气和写法")

    bench = lin.bench("p1")
    bench.sends(CARD)
    provider.release(2)
    expect(bench.reply).to_have_text(FIRST_HALF)

    lin.page.reload()
    expect(bench.reply).to_have_text(FIRST_HALF)
    second_tab = lin.page.context.new_page()
    second_tab.goto(f"{site.url}{LESSON}")
    expect(second_tab.locator("#practice-p1 [data-reply]")).to_have_text(FIRST_HALF)
    second_tab.close()

    provider.release(2)
    expect(bench.answer).to_have_text("第一个问题：这 9 年里，老顾客专门来找你，最常见的原因是什么？")
    expect(bench.answer.locator("strong")).to_have_text("老顾客")
    expect(bench.place.locator(".tag.ai").first).to_have_text("AI 生成")
    assert bench.copies() == "第一个问题：这 9 年里，老顾客专门来找你，最常见的原因是什么？\n\n（内容由 AI 生成）"

    bench.sends(f"{CARD}\n请问第一个问题。")
    provider.release(1)
    expect(bench.reply).to_have_text("第一个问题：")
    bench.stops()
    expect(bench.answer).to_have_text("第一个问题：")

    bench.hands_in()
    bench.has_total("100")
    expect(bench.place.locator("mark.met").first).to_be_visible()
    expect(bench.place.locator(".crit.full")).to_have_count(5)

    lin.finishes_the_lesson()
    lin.goes_to("/today/")
    expect(lin.page.locator(".dayline")).to_have_attribute(
        "aria-label", "第 1 天，共 155 天；做完 1 课，共 149 课。打开课程地图"
    )
    lin.goes_to("/courses/aigc/1/")
    expect(lin.page.locator("li").filter(has_text="职业顾问").first).to_contain_text("做完")


def test_who_signs_out_elsewhere_is_told_so_instead_of_waiting_for_ever(site, provider, open_visitor):
    zhao = open_visitor(site, forgives="401")
    zhao.signs_up("zhao@example.org")
    zhao.joins_the_course()
    zhao.opens_the_lesson()
    bench = zhao.bench("p1")
    bench.sends(CARD)
    provider.release(2)
    expect(bench.reply).to_have_text(FIRST_HALF)
    second_tab = zhao.page.context.new_page()
    second_tab.goto(f"{site.url}/accounts/logout/")
    second_tab.locator("main form button[type=submit]").click()
    expect(bench.place.locator("[data-status]")).to_contain_text("你已经退出登录", timeout=30_000)
    expect(bench.reply).to_have_text(FIRST_HALF)
    provider.release(2)


def test_who_waits_sees_their_place_and_how_the_line_moves(site, provider, open_visitor):
    benches = []
    for name in ("qian", "sun"):
        visitor = open_visitor(site)
        visitor.signs_up(f"{name}@example.org")
        visitor.joins_the_course()
        visitor.opens_the_lesson()
        benches.append(visitor.bench("p1"))
    first, second = benches
    with site.without_worker():
        for place, bench in enumerate(benches, start=1):
            bench.sends(CARD)
            expect(bench.place.locator("[data-status]")).to_have_text(f"排队中，你是第 {place} 位")
        first.stops()
        expect(second.place.locator("[data-status]")).to_have_text("排队中，你是第 1 位")
    provider.release(4)
    expect(second.answer).to_contain_text("最常见的原因是什么？")


def test_an_answer_whose_connection_breaks_is_kept(site, provider, open_visitor):
    provider.follow(model="chat", kind="cut", pieces=PIECES, after=2)
    wang = open_visitor(site)
    wang.signs_up("wang@example.org")
    wang.joins_the_course()
    wang.opens_the_lesson()
    bench = wang.bench("p1")
    bench.sends(CARD)
    expect(bench.answer).to_have_text(FIRST_HALF)
    expect(bench.place).to_contain_text("和模型的连接断了")
    expect(bench.place.get_by_role("button", name="再试一次")).to_be_visible()


def test_an_instructors_edit_reaches_the_learner(site, instructor, open_visitor):
    instructor.goes_to("/admin/courses/lesson/?q=s1-012")
    instructor.page.locator("a[href*='/change/']").filter(has_text="s1-012").click()
    instructor.page.locator("#id_title").fill("GPT高级角色扮演：职业顾问（修订）")
    instructor.page.locator("[name=why]").fill("标题写清楚")
    instructor.page.get_by_role("button", name="保存", exact=True).click()
    expect(instructor.page.locator("body")).to_contain_text("已保存")
    visitor = open_visitor(site)
    visitor.opens_the_lesson()
    expect(visitor.page.locator("h1")).to_have_text("GPT高级角色扮演：职业顾问（修订）")


def test_a_changed_file_and_an_admins_edit_are_merged(site, instructor, open_visitor, tmp_path):
    folder = shutil.copytree(ROOT / "content" / "aigc", tmp_path / "aigc")
    path = folder / "stage-2" / "012-midjourney-prompt-basics.md"
    text = path.read_text()
    assert "## 小结 {#recap}" in text
    path.write_text(text.replace("## 小结 {#recap}", "## 小结：带走这几句 {#recap}"))

    instructor.goes_to("/admin/courses/lesson/?q=s2-012")
    instructor.page.locator("a[href*='/change/']").filter(has_text="s2-012").click()
    title = f"{instructor.page.locator('#id_title').input_value()}（网站改）"
    instructor.page.locator("#id_title").fill(title)
    instructor.page.get_by_role("button", name="保存", exact=True).click()
    expect(instructor.page.locator("body")).to_contain_text("已保存")

    assert "s2-012" in site.manage("load_course", str(folder), codes=(0, 2))
    visitor = open_visitor(site)
    visitor.goes_to("/courses/aigc/2/midjourney-prompt-basics/")
    expect(visitor.page.locator("h1")).to_have_text(title)
    expect(visitor.page.locator("#recap")).to_have_text("小结：带走这几句")
