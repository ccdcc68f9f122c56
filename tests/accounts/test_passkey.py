"""A passkey in a real browser: made, used, refused; and nothing our content policy forbids on the way."""

import shutil

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from .conftest import PASSWORD

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def page(monkeypatch):
    # Playwright runs a loop in this thread; the rows here are only fixtures of ours.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(locale="zh-CN")
        page.set_default_timeout(15_000)
        yield page
        browser.close()


@pytest.fixture
def complaints(page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def site(live_server) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")  # a passkey wants a name


def hold_a_key(page: Page, *, is_owner: bool = True) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": is_owner, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_opens_the_account(page, site, amy, complaints):
    hold_a_key(page)
    page.goto(f"{site}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.fill("#id_login", amy.email)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.fill("#id_password", PASSWORD)  # once more, before anything about the account's safety changes
    page.get_by_role("button", name="确认").click()
    page.fill("#id_name", "我的手机")
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()

    page.goto(f"{site}/accounts/logout/")
    page.locator("main").get_by_role("button", name="退出登录").click()
    page.goto(f"{site}/accounts/login/?next=/account/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", name="帐号")).to_be_visible()
    assert complaints == []


def test_a_key_that_does_not_open_says_what_to_do(page, site, amy, complaints):
    hold_a_key(page, is_owner=False)
    page.goto(f"{site}/accounts/login/")
    words = page.get_by_text("通行密钥没有用成")
    expect(words).to_be_hidden()
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(words).to_be_visible(timeout=60_000)
    assert complaints == []


def test_a_time_zone_is_found_by_typing_a_city(page, site, amy, client):
    client.force_login(amy)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page.goto(f"{site}/account/")
    page.get_by_label("搜索城市或地区").fill("东京")
    expect(page.locator("#id_time_zone")).to_have_value("Asia/Tokyo")
    page.get_by_label("搜索城市或地区").fill("没有这个地方")
    expect(page.locator("#id_time_zone")).to_have_value("Asia/Shanghai")
