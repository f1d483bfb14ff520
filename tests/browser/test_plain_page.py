"""The page without script, in a real browser: typing, tapping a button, and what comes of it."""

import pytest
from playwright.async_api import Browser, expect

from playground import Playground
from tests.playground.conftest import button, keyboard

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_people_type_and_tap_without_script(browser: Browser) -> None:
    async with Playground(seed=1) as playground:
        anna = playground.person("Anna")
        await anna.starts()
        context = await browser.new_context(java_script_enabled=False)
        page = await context.new_page()
        sent = await context.request.post(
            f"{playground.url}/bot{playground.token}/sendMessage",
            data={"chat_id": anna.id, "text": "Choose", "reply_markup": keyboard([button()])},
        )
        assert sent.ok
        await page.goto(f"{playground.url}/plain")
        await page.get_by_label("Anna:").fill("typed without script")
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_text("typed without script")).to_be_visible()
        await page.get_by_role("button", name="Go").click()
        await expect(page.get_by_text("Choose")).to_be_visible()
        kinds = [update.kind for update in playground.world.state.updates.values()]
        assert kinds == ["message", "message", "callback_query"]
        await context.close()
