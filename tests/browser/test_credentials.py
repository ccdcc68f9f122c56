"""A learner takes a credential, a stranger checks it: with keys alone, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import barriers, fits
from tests.browser.site import PASSWORD, Site

# Somebody who has finished the first 90 lessons, which is 60 per cent.
SCENE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from courses.models import Course
from progress import services
from progress.models import LessonCompletion
user = User.objects.get(email="{email}")
course = Course.objects.get()
today = timezone.localdate()
enrollment = services.enrol(user=user, course=course, starts_on=today - timedelta(days=50))
lessons = course.lessons.in_order().select_related("published")[:90]
LessonCompletion.objects.bulk_create(
    LessonCompletion(enrollment=enrollment, lesson=each, revision=each.published, done_on=today, done_at=timezone.now())
    for each in lessons
)
"""


@pytest.fixture(params=[360, 1280])
def width(request) -> int:
    return request.param


@pytest.fixture
def learner(site: Site, open_visitor, width, request):
    email = f"{request.node.originalname[5:20].replace('_', '-')}-{width}@example.org"
    site.manage("create_learner", email, "--password", PASSWORD)
    site.manage("shell", "-c", SCENE.format(email=email))
    visitor = open_visitor(site, width=width, forgives="422")
    visitor.signs_in(email)
    return visitor


def presses(page: Page, role: str, name: str | re.Pattern, *, at_most: int = 60) -> None:
    """Tab by Tab to the control of that name, then Enter; a control keys do not reach fails."""
    wanted = page.get_by_role(role, name=name).first
    expect(wanted).to_be_visible()
    for _ in range(at_most):
        if wanted.evaluate("control => control === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{at_most} times Tab do not lead to {name}")


def holds(page: Page) -> None:
    assert barriers(page) == [] and fits(page)


def takes_one(learner, name: str) -> str:
    """The address of the new credential."""
    page = learner.page
    presses(page, "link", re.compile("领证书"), at_most=120)
    page.wait_for_url("**/credentials/awards/*/")
    holds(page)
    page.get_by_label("证书上的名字").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/credentials/[2-9A-Z-]{14}/$"))
    return page.url


def test_a_stranger_checks_a_credential_with_keys_alone(learner, site, open_visitor, width):
    address = takes_one(learner, "陆晚晴")
    holds(learner.page)
    code = address.rstrip("/").rsplit("/", 1)[1]

    stranger = open_visitor(site, width=width)
    page = stranger.page
    stranger.goes_to("/credentials/")
    holds(page)
    page.get_by_label("证书编号").focus()
    page.keyboard.type(code.lower().replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("入门合格")
    expect(page.get_by_text("陆晚晴").first).to_be_visible()
    expect(page.get_by_text("学完 149 课里的 90 课")).to_be_visible()
    expect(page.get_by_text("有效", exact=True)).to_be_visible()

    summary = page.locator("summary").filter(has_text="做完的课")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("s1-001", exact=True)).to_be_visible()
    page.locator("summary").filter(has_text="怎么核对签名").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="签过名的徽章")).to_be_visible()
    holds(page)

    with page.expect_download() as download:
        presses(page, "link", "证书 PDF", at_most=80)
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_taken_back_the_stranger_reads_no_name(learner, site, open_visitor, width):
    address = takes_one(learner, "陆晚晴")
    presses(learner.page, "button", "收回，不再公开")
    expect(learner.page.get_by_role("link", name="再公开")).to_be_visible()
    holds(learner.page)

    stranger = open_visitor(site, width=width, forgives="410")
    answer = stranger.page.goto(address)
    assert answer.status == 410
    expect(stranger.page.get_by_text("收回了它")).to_be_visible()
    expect(stranger.page.get_by_text("陆晚晴")).to_have_count(0)
    holds(stranger.page)


def test_a_name_the_fonts_cannot_draw_is_settled_on_the_way(learner):
    page = learner.page
    presses(page, "link", re.compile("领证书"), at_most=120)
    page.wait_for_url("**/credentials/awards/*/")
    page.get_by_label("证书上的名字").fill("عائشة")
    page.keyboard.press("Enter")
    expect(page.get_by_text("有画不出的字")).to_be_visible()
    holds(page)
    page.get_by_label("图片和 PDF 上的另一种写法").fill("阿依莎")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/credentials/[2-9A-Z-]{14}/$"))
    expect(page.locator(".who")).to_have_text("عائشة")
    holds(page)


def test_without_script_a_credential_is_checked(learner, site, open_visitor, width):
    address = takes_one(learner, "陆晚晴")
    stranger = open_visitor(site, width=width, java_script_enabled=False)
    stranger.page.goto(address)
    expect(stranger.page.get_by_text("陆晚晴").first).to_be_visible()
    stranger.page.locator("summary").filter(has_text="做完的课").click()
    expect(stranger.page.get_by_text("s1-001", exact=True)).to_be_visible()
