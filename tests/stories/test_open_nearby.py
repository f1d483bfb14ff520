"""Orders that are still open nearby: seen at once by whoever goes online, and in the menu with an honest word."""

import pytest

from bot.domain.languages import Language
from bot.domain.offers import JobStatus
from tests.stories.journeys import crew_of, orders_a_leak, says, taps, technicians
from tests.stories.stage import Stage, words

NOTHING_OPEN = "No open order near you just now. As long as you are online, new ones come here by themselves."


@pytest.mark.parametrize("language", [Language.EN, Language.RU])
async def test_going_online_shows_what_is_open(stage: Stage, language: str) -> None:
    anna = await stage.newcomer("Anna", language)
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    await says(stage, bo, "/offline", "/nearby")
    await bo.sees(words(bo, "No open order near you just now. Go online, and new ones come here by themselves."))
    order = await orders_a_leak(stage, anna)
    await says(stage, bo, "/nearby")
    await bo.sees(words(bo, "Go online to be asked."))
    await bo.sees_no_button(words(bo, "Accept"))
    await taps(stage, bo, "Go online", "Why me?")
    await bo.sees(words(bo, "It was still open when you came, so you were asked at once."))
    await taps(stage, bo, "Accept")
    assert await crew_of(stage, order.id) == {bo.id: JobStatus.ASSIGNED}
    assert order.address.words not in ali.transcript()
    await says(stage, ali, "/start")
    await taps(stage, ali, "Open orders nearby")
    await ali.sees(
        words(ali, "No open order near you just now. As long as you are online, new ones come here by themselves.")
    )


async def test_an_offer_is_found_again_in_the_list(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Decline")
    await says(stage, ali, "/nearby")
    await ali.sees("You are asked: answer below.")
    await taps(stage, ali, "Order %(number)s: answer", number=order.id)
    await taps(stage, ali, "I’ll take it after all")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.ASSIGNED}


async def test_blocking_and_coming_back(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    await bo.blocks()
    await stage.settled()
    await orders_a_leak(stage, anna)
    await ali.sees("Leaking pipe or tap")
    await bo.unblocks()
    await stage.settled()
    await bo.sees("Leaking pipe or tap")
