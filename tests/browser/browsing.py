"""A browser on the page: opens it, listens to its console, finds phones and presses what is on them."""

import asyncio
import os
import re
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, expect

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" if os.environ.get("ONSITE_PICTURES") == "1" else None
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-fake-device-for-media-stream",
]  # fmt: skip
PATIENCE_MS = 30_000
"""Long, because others may keep the processors busy; whatever is there earlier is seen earlier."""
DESKTOP = (1560, 940)
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Screen:
    """One open page and everything that went wrong in it."""

    page: Page
    wrongs: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Write down errors of the console, of scripts, and requests that failed or left the machine."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrongs.append(f"script: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrongs.append(f"console: {message.text}")

    def _asked(self, url: str) -> None:
        if not re.match(r"http://127\.0\.0\.1:|data:|blob:", url):
            self.wrongs.append(f"asked another machine: {url}")

    def phone(self, name: str) -> Locator:
        """The phone of whoever has this name."""
        return self.page.get_by_role("region", name=name, exact=True)

    async def adds(self, name: str, language: str = "English") -> Locator:
        """Add somebody by the dialog, press Start on their phone, agree to the rules; returns the phone."""
        await self.page.get_by_role("button", name="Add a person").click()
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_label("Name").fill(name)
        await dialog.get_by_label("Telegram speaks").select_option(label=language)
        await dialog.get_by_role("button", name="Add").click()
        await self.phone(name).locator(".big-button").click()
        return self.phone(name)

    async def chooses(self, label: str) -> None:
        """Choose from the menu that is open."""
        await self.page.get_by_role("menuitem", name=label, exact=True).click()

    async def tap(self, name: str, label: str) -> None:
        """Press the newest inline button with this label."""
        button = self.phone(name).locator(".inline-button", has_text=label).last
        await button.click(timeout=PATIENCE_MS)

    async def key(self, name: str, label: str) -> None:
        """Press a key of the reply keyboard."""
        await self.phone(name).locator(".key", has_text=label).click(timeout=PATIENCE_MS)

    async def types(self, name: str, words: str) -> None:
        """Type and send."""
        line = self.phone(name).locator("textarea")
        await line.fill(words)
        await line.press("Enter")

    async def sees(self, name: str, words: str) -> None:
        """Wait until the phone shows this."""
        await expect(self.phone(name).locator(".messages")).to_contain_text(words)

    async def serious_faults(self) -> list[str]:
        """What axe finds that keeps somebody from using the page."""
        await self.page.evaluate(AXE.read_text("utf-8"))
        found: dict[str, Any] = await self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{fault['id']} ({fault['impact']}): {node['html'][:200]} – {node['failureSummary']}"
            for fault in found["violations"]
            if fault["impact"] in {"serious", "critical"}
            for node in fault["nodes"][:4]
        ]

    async def picture(self, name: str, of: Locator | None = None) -> None:
        """Keep a picture for the docs, when pictures are wanted."""
        if PICTURES is None:
            return
        path = PICTURES / name
        await (of.screenshot(path=path) if of else self.page.screenshot(path=path))


async def eventually(check: Callable[[], Awaitable[bool]]) -> None:
    """Wait until it is so; looking again and again, because a busy machine takes its time."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while not await check():
        assert time.monotonic() < until, "it did not become so"
        await asyncio.sleep(0.05)


async def open_screen(browser: Browser, url: str, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Screen:
    """Open the page and wait until it is there."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2 if PICTURES else 1,
        reduced_motion="reduce",
        permissions=["microphone", "clipboard-read", "clipboard-write"],
    )
    screen = Screen(await context.new_page())
    screen.listen()
    await screen.page.goto(url)
    await screen.page.wait_for_selector("body[data-ready]", timeout=PATIENCE_MS)
    return screen
