"""What the director's panel says of troubles and of the bot's calls, over a bare playground."""

import aiohttp
import pytest
from playwright.async_api import expect

from playground import Limits
from tests.browser.alone import Alone
from tests.browser.browsing import Screen, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_director_sees_the_troubles_that_are_on(bare: Screen, alone: Alone) -> None:
    page, faults = bare.page, alone.playground.faults
    slow, blocked = page.get_by_label("Slow network"), page.get_by_label("Blocked by people")
    limits = page.get_by_label("Telegram’s limits are kept")
    await expect(limits).not_to_be_checked()
    await slow.check()
    await blocked.check()
    await eventually(lambda: are_on(alone, {"slow", "refuse"}))
    await page.reload()
    await expect(slow).to_be_checked()
    await expect(blocked).to_be_checked()
    await slow.uncheck()
    await eventually(lambda: are_on(alone, {"refuse"}))
    alone.playground.limits = Limits().scaled(60)
    await limits.check()
    await eventually(lambda: as_wide(alone, 60, enabled=True))
    await limits.uncheck()
    await eventually(lambda: as_wide(alone, 60, enabled=False))
    alone.playground.begin_anew()
    await expect(blocked).not_to_be_checked()
    assert list(faults) == []


async def are_on(alone: Alone, kinds: set[str]) -> bool:
    return {fault.kind for fault in alone.playground.faults} == kinds


async def as_wide(alone: Alone, factor: float, *, enabled: bool) -> bool:
    limits = alone.playground.limits
    return limits.chat_rate == factor and limits.enabled is enabled


async def test_what_the_bot_does_wrong_is_red_and_counted(bare: Screen, alone: Alone) -> None:
    page = bare.page
    await page.get_by_role("tab", name="Bot API calls").click()
    calls, count = page.locator(".calls li"), page.locator(".calls-head .count")
    await expect(count).to_have_text("1 calls, 0 refused")
    await asks(alone, "sendMessage", chat_id=alone.person("Ewa").id, text="x", colour="red")
    await asks(alone, "sendMessage", chat_id=1, text="x")
    await asks(alone, "getMe")
    await expect(count).to_have_text("4 calls, 1 refused, 1 with unknown arguments")
    await expect(calls.first).to_contain_text("getMe")
    await page.get_by_label("Refused only").check()
    await expect(page.locator(".calls li:visible")).to_have_count(2)
    await expect(page.locator(".calls li:visible").first).to_contain_text("chat not found")
    ignored = page.locator(".calls li.remarked")
    await expect(ignored).to_contain_text("unknown argument: colour")
    refused = await page.locator(".calls li.refused").evaluate("(row) => getComputedStyle(row).backgroundColor")
    await expect(ignored).to_have_css("background-color", refused)
    alone.playground.begin_anew()
    await expect(calls).to_have_count(0)
    await expect(count).to_have_text("0 calls, 0 refused")


async def asks(alone: Alone, method: str, **arguments: object) -> None:
    """Call the Bot API as no library would."""
    url = f"{alone.playground.url}/bot{alone.playground.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=arguments) as response:
        await response.read()
