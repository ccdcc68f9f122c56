"""Bytes over the wire of a first visit to a lesson page: the page and all it names, figures left out."""

import asyncio
import sys

from playwright.async_api import async_playwright

BOUND = 150_000


async def main(url: str) -> None:
    sizes: dict[str, int] = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = await browser.new_page()
        session = await page.context.new_cdp_session(page)
        names: dict[str, str] = {}
        session.on(
            "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
        )
        session.on(
            "Network.loadingFinished",
            lambda event: sizes.update({names[event["requestId"]]: int(event["encodedDataLength"])}),
        )
        await session.send("Network.enable")
        await page.goto(url, wait_until="networkidle")
        await browser.close()
    counted = {name: size for name, size in sizes.items() if "/figures/" not in name}
    for name, size in sorted(counted.items(), key=lambda item: -item[1]):
        print(f"{size:8} {name}")
    print(f"{sum(counted.values()) / 1000:.1f} kB (bound: at most {BOUND / 1000:.0f} kB)")


if __name__ == "__main__":
    # A running site: make run, then this with the address of a lesson.
    asyncio.run(main(sys.argv[1]))
