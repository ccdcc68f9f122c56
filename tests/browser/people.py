"""What people do with the site, in their own words."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.site import PASSWORD, Site

LESSON = "/courses/aigc/1/role-career-advisor/"
CARD = """【身份与对象】你是职业顾问，服务因门店关闭而要换工作的中年店长。我是来访者。
【任务】帮我比较两到三条出路，选出一条能在闭店前三个月里小范围试一试的。
【流程】每次只问一个问题，等我回答再问下一个，最多问五个。问完后给出选项。
【边界】没有可靠出处的收入，一律不写具体数字。不保证收入。不知道就直接说不知道。
【交付】我说「结束」时，列出最多三件两周内能做完的事，然后停下。
【我的情况】42 岁，地级市，做了 9 年服装专柜店长，管过 5 个人的排班。"""


@dataclass
class Visitor:
    page: Page
    site: Site

    def goes_to(self, path: str) -> None:
        self.page.goto(f"{self.site.url}{path}")

    def signs_up(self, email: str) -> None:
        self.goes_to("/accounts/signup/")
        self.page.locator("input[name=email]").fill(email)
        self.page.locator("input[name=password1]").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url(f"{self.site.url}/today/")

    def signs_in(self, email: str, *, leads_to: str = "/today/") -> None:
        self.goes_to(f"/accounts/login/?next={leads_to}")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.site.url}{leads_to}")

    def joins_the_course(self) -> None:
        self.goes_to("/today/")
        self.page.get_by_role("button", name="加入课程").click()
        expect(self.page.get_by_role("button", name="加入课程")).to_have_count(0)

    def opens_the_lesson(self) -> None:
        self.goes_to(LESSON)

    def bench(self, key: str = "p1") -> "Bench":
        bench = Bench(self.page.locator(f"#practice-{key}"))
        bench.opens()
        return bench

    def answers(self, question: str, option: int) -> Locator:
        """The card with the verdict on the answer."""
        card = self.page.locator(f"#quiz-{question}")
        card.locator("[name=choice]").nth(option).check()
        card.locator("button[type=submit]").click()
        return card

    def finishes_the_lesson(self) -> None:
        box = self.page.locator("#lesson-progress")
        box.get_by_role("button", name="做完了").click()
        expect(box).to_contain_text("这一课做完了")


@dataclass
class Bench:
    place: Locator

    def opens(self) -> None:
        if self.place.get_attribute("open") is None:
            self.place.locator("> summary").click()

    @property
    def prompt(self) -> Locator:
        return self.place.locator(".bench-in textarea[name=text]")

    @property
    def reply(self) -> Locator:
        return self.place.locator("[data-reply]")

    @property
    def answer(self) -> Locator:
        return self.place.locator(".answer")

    def copies(self) -> str:
        """The last answer, as it lies on the clipboard then."""
        page = self.place.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.place.locator("[data-copy-of]").last.click()
        expect(self.place.locator("[data-copy-of]").last).to_have_text("已复制")
        return page.evaluate("navigator.clipboard.readText()")

    def sends(self, text: str) -> None:
        self.prompt.fill(text)
        agreed = self.place.locator(".bench-in [name=agreed]")
        if agreed.count():
            agreed.check()
        self.place.locator(".bench-in form[data-send] button[type=submit]").click()

    def stops(self) -> None:
        self.place.locator("[data-stop] button").click()
        expect(self.place).to_contain_text("你停下了它", timeout=20_000)

    def hands_in(self) -> None:
        self.place.locator("form.hand-in button[type=submit]").click()

    def grades(self, *levels: str) -> None:
        """By the learner's own eye: one level for each row."""
        rows = self.place.locator(".feedback fieldset")
        expect(rows).to_have_count(len(levels))
        for number, level in enumerate(levels):
            rows.nth(number).locator(f"input[value={level}]").check()
        self.place.get_by_role("button", name="算总分").click()

    def has_total(self, total: str) -> None:
        expect(self.place.locator(".big-n")).to_have_text(re.compile(rf"^\s*{re.escape(total)}\s*$"), timeout=30_000)
