"""Chromium, the real site, and people who use it.

No test here touches the database itself: the site under test is another process with its own.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.people import Visitor
from tests.browser.site import Site
from tests.provider import Provider
from tests.services import spare_services

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # One process starts the sites, so that two cores are not asked for four of them.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="package")
def chromium():
    """Gone before the next room's tests: while Playwright runs, its thread has a loop and no test can have another."""
    if CHROMIUM is None:
        pytest.skip("Chromium was not found: install the package chromium, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def provider(chromium):
    """The test provider. Asked for after Chromium, so that nothing starts when the tests are skipped."""
    with Provider() as server:
        yield server


@pytest.fixture(scope="module")
def site(chromium, provider, tmp_path_factory):
    asked = {
        "OPENAI_BASE_URL": provider.url,
        "OPENAI_API_KEY": "sk-test",
        "PRACTICE_MODEL": "chat",
        "PRACTICE_JUDGE_MODEL": "judge",
        "PRACTICE_IMAGE_MODEL": "brush",
    }
    yield from _running(tmp_path_factory.mktemp("site"), asked)


@pytest.fixture(scope="module")
def site_without_provider(chromium, tmp_path_factory):
    yield from _running(tmp_path_factory.mktemp("bare"), {})


@pytest.fixture
def open_visitor(chromium: Browser, request: pytest.FixtureRequest, tmp_path: Path):
    """Somebody with a browser of their own; what goes wrong in it fails the test at its end.

    When the test has failed already, its pages are kept as pictures in the test's folder.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def come(site: Site, *, width: int = 1280, forgives: str = "\0", **options) -> Visitor:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        context.on("console", lambda message: None if forgives in message.text else _note(troubles, message))
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        return Visitor(page=page, site=site)

    yield come
    has_failed = request.node.stash.get(FAILED, False)
    for number, context in enumerate(contexts):
        for page in context.pages if has_failed else ():
            page.screenshot(path=tmp_path / f"{number}.png")
        context.close()
    assert has_failed or not troubles, troubles


def _note(troubles: list[str], message) -> None:
    """Errors and refusals of the content policy arrive at the console."""
    if message.type == "error" or "Content Security Policy" in message.text:
        troubles.append(f"{message.text} ({message.location.get('url', '')})")


def _running(data_dir: Path, environment: dict[str, str]):
    with spare_services() as services:
        site = Site(data_dir, environment | services)
        try:
            site.start()
            yield site
        finally:
            site.stop()


@pytest.fixture
def page(open_visitor, site) -> Page:
    return open_visitor(site).page
