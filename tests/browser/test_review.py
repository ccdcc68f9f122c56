"""The daily review with keys alone and with a thumb, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import barriers, fits
from tests.browser.site import PASSWORD, Site

# Somebody who joined on another day and finished two lessons then, whose questions are due now.
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
enrollment = services.enrol(user=user, course=course, starts_on=today - timedelta(days=9))
for lesson in course.lessons.filter(key__in=["s1-012", "s1-013"]):
    services.complete_lesson(enrollment=enrollment, lesson=lesson)
LessonCompletion.objects.filter(enrollment=enrollment).update(done_on=today - timedelta(days=4))
"""


@pytest.fixture(params=[360, 1280])
def width(request) -> int:
    return request.param


@pytest.fixture
def learner(site: Site, open_visitor, width, request):
    email = f"{request.node.originalname[5:25].replace('_', '-')}-{width}@example.org"
    site.manage("create_learner", email, "--password", PASSWORD)
    site.manage("shell", "-c", SCENE.format(email=email))
    visitor = open_visitor(site, width=width)
    visitor.signs_in(email)
    return visitor


def right_digits(page: Page, site: Site) -> list[str]:
    """Which keys choose the right answer to the question on the page."""
    pk = re.search(r"/review/(\d+)/", page.locator("#review form").first.get_attribute("action"))[1]
    said = site.manage(
        "shell",
        "-c",
        "from courses.models import Question; from progress import quiz; "
        f"q = Question.objects.select_related('lesson').get(pk={pk}); "
        "right = quiz.right_choice(quiz.words_of(q.lesson.document, q.key)); "
        "print('RIGHT', [1 if right else 2] if isinstance(right, bool) else [n + 1 for n in right])",
    )
    return re.findall(r"\d+", said.rpartition("RIGHT")[2])


def test_a_review_needs_nothing_but_keys(learner, site):
    page = learner.page
    page.get_by_role("link", name="去复习").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#review")).to_contain_text("第 1 题，共")
    count = int(re.search(r"共 (\d+) 题", page.locator("#review").inner_text())[1])
    assert barriers(page) == [] and fits(page)
    for place in range(1, count + 1):
        expect(page.locator("#review")).to_contain_text(f"第 {place} 题，共 {count} 题")
        for digit in right_digits(page, site):
            page.keyboard.press(digit)
        page.keyboard.press("Enter")
        expect(page.locator("#verdict")).to_contain_text("答对了")
        expect(page.locator("button[name=rating][value=good]")).to_be_focused()
        if place == 1:
            assert barriers(page) == [] and fits(page)
        page.keyboard.press("Enter" if place % 2 else "3")
    expect(page.locator("#review h2")).to_have_text("今天的复习做完了")
    assert barriers(page) == []
    page.get_by_role("button", name="撤回上一题").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#review")).to_contain_text(f"第 {count} 题，共 {count} 题")


def test_a_wrong_answer_is_explained_and_the_thumb_finds_what_follows(learner, site):
    page = learner.page
    learner.goes_to("/review/")
    right = right_digits(page, site)
    options = page.locator("#review input[name=choice]")
    wrong = next(number for number in range(options.count()) if str(number + 1) not in right)
    options.nth(wrong).check()
    page.get_by_role("button", name="看看对不对").click()
    expect(page.locator("#verdict")).to_contain_text("再看一眼")
    following = page.get_by_role("link", name="下一题")
    expect(following).to_be_in_viewport()
    box = following.bounding_box()
    assert box["height"] >= 44 and box["width"] >= 200
    assert barriers(page) == [] and fits(page)
    following.click()
    expect(page.locator("#review")).to_contain_text("第 2 题，共")


def test_ratings_are_as_large_as_a_thumb(learner, site):
    page = learner.page
    learner.goes_to("/review/")
    for digit in right_digits(page, site):
        page.locator("#review input[name=choice]").nth(int(digit) - 1).check()
    page.get_by_role("button", name="看看对不对").click()
    for name in ("有点难", "记得", "很轻松"):
        button = page.get_by_role("button", name=name)
        expect(button).to_be_in_viewport()
        box = button.bounding_box()
        assert box["height"] >= 48 and box["width"] >= 80


def test_without_script_it_is_the_same_review(site, open_visitor, learner):
    state = learner.page.context.storage_state()
    page = open_visitor(site, width=360, java_script_enabled=False, storage_state=state).page
    page.goto(f"{site.url}/review/")
    for digit in right_digits(page, site):
        page.locator("#review input[name=choice]").nth(int(digit) - 1).check()
    page.get_by_role("button", name="看看对不对").click()
    page.get_by_role("button", name="很轻松").click()
    expect(page.locator("#review")).to_contain_text("第 2 题，共")
    page.get_by_role("button", name="撤回上一题").click()
    expect(page.locator("#review")).to_contain_text("第 1 题，共")
