"""Pictures made elsewhere, brought to their task: with script one by one, without it all at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import Visitor
from tests.practice.pictures import drawn

LESSON = "/courses/aigc/2/what-is-ai-painting/"


def as_upload(name: str, data: bytes) -> dict:
    return {"name": name, "mimeType": "image/png", "buffer": data}


@pytest.fixture
def mei(site_without_provider, open_visitor) -> Visitor:
    mei = open_visitor(site_without_provider, forgives="422")  # what a refused picture is answered with
    mei.signs_up("mei@example.org")
    mei.joins_the_course()
    mei.goes_to(LESSON)
    return mei


def test_a_learner_brings_pictures_sees_them_and_takes_one_back(mei):
    gallery = mei.page.locator("[data-gallery]").first
    mei.bench("p1").opens()
    gallery.get_by_text("上传在别处画好的图").click()
    prompt = gallery.locator("textarea")
    prompt.fill("一架红色手风琴，水彩")
    big = drawn.noise((2000, 1000))
    assert len(big) > 1024 * 1024
    files = [as_upload("a.png", drawn.picture()), as_upload("b.png", big), as_upload("c.png", b"<svg>")]
    gallery.locator("[type=file]").set_input_files(files)
    gallery.get_by_role("button", name="上传", exact=True).click()
    expect(gallery.locator(".pics > li")).to_have_count(2, timeout=60_000)
    expect(gallery.locator("[data-progress]")).to_contain_text("SVG")
    expect(prompt).to_have_value("一架红色手风琴，水彩")
    chosen = gallery.locator("[type=file]").evaluate("field => [...field.files].map((file) => file.name)")
    assert chosen == ["c.png"]

    gallery.locator("[type=file]").set_input_files([as_upload("d.png", drawn.picture())])
    gallery.get_by_role("button", name="上传", exact=True).click()
    expect(mei.page.locator(".pics > li")).to_have_count(3, timeout=60_000)
    expect(gallery.get_by_text("拼成一张对照图")).to_be_visible()

    first = gallery.locator(".pics > li").first
    first.get_by_text("提示词和下载").click()
    first.get_by_text("删除").click()
    first.get_by_role("button", name="删掉第 1 张").click()
    expect(gallery.locator(".pics > li")).to_have_count(2)
    mei.page.reload()
    expect(mei.page.locator(".pics > li")).to_have_count(2)
