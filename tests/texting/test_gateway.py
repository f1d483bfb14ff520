"""The gateway over real HTTP: how it is asked, and what each of its answers means."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from bot.config import load_settings
from bot.settings.sms import SmsSettings
from bot.texting.gateway import Gateway, Outcome
from tests.sms_gateway import SmsGateway

ANNAS = "+48600000001"
WORDS = 'He said "hi" & <left>\nکلید'


async def asked(settings: SmsSettings) -> tuple[Outcome, str]:
    gateway = Gateway(settings)
    try:
        answer = await gateway.send(ANNAS, WORDS, 7)
    finally:
        await gateway.close()
    return answer.outcome, answer.words


async def test_the_templates_carry_any_words() -> None:
    async with SmsGateway() as gateway:
        assert await asked(gateway.settings_with()) == (Outcome.SENT, "")
        assert gateway.received == [{"to": ANNAS, "text": WORDS, "reference": "7"}]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (201, Outcome.SENT),
        *((status, Outcome.REFUSED) for status in (204, 302, 400)),
        *((status, Outcome.LATER) for status in (429, 500, 503)),
    ],
)
async def test_what_an_answer_means(status: int, outcome: Outcome) -> None:
    async with SmsGateway(statuses=[status]) as gateway:
        found, words = await asked(gateway.settings_with())
        assert found is outcome
        assert words == ("" if outcome is Outcome.SENT else f"HTTP {status}")


async def test_nobody_there_is_asked_later_and_no_answer_is_not_asked_again() -> None:
    async with SmsGateway(hangs=True) as gateway:
        settings = gateway.settings_with(timeout_s=0.1)
        assert await asked(settings) == (Outcome.UNSURE, "TimeoutError")
        assert len(gateway.received) == 1
    assert (await asked(settings))[0] is Outcome.LATER


async def test_a_header_that_can_be_none_is_refused_before_anything_is_sent() -> None:
    async with SmsGateway() as gateway:
        settings = gateway.settings_with(headers={"X-Text": "{{ text }}"})
        assert (await asked(settings))[0] is Outcome.REFUSED
        assert gateway.received == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"body": "{{ nummer }} {{ text }}"}, "'nummer' is undefined"),
        ({"body": "{{ text }"}, "unexpected '}'"),
        ({"secret": None}, "'secret' is undefined"),
        ({"url": "gateway.example.com"}, "begins with http"),
        ({"body": "to={{ number }}"}, "the text nowhere"),
        ({"method": "DELETE"}, "'GET', 'POST' or 'PUT'"),
    ],
)
def test_a_slip_stops_the_start(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(fault)):
        SmsGateway().settings_with(**changes)


def test_shipped_without_a_gateway() -> None:
    assert load_settings().sms.url is None
