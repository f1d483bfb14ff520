"""A customer says once whom they want first and whom never again; searches obey, nobody is told, operators see why."""

import pytest

from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.orders import Address, OrderDraft
from bot.turn import Transaction
from bot.usecases.finishing import finish
from bot.usecases.jobs import arrive, set_out
from bot.usecases.ordering import place_order
from bot.usecases.start_code import start
from playground.person import Person
from tests.job_scene import CODE, DOOR, accepted_order
from tests.stories.journeys import asked_for, says, taps, technicians, texts_for
from tests.stories.stage import Stage, words


def done(tx: Transaction, anna: int, technician: int) -> JobId:
    """A tap that was mended."""
    worker = PersonId(technician)
    (job,) = accepted_order(tx, [worker], 1, PersonId(anna))
    set_out(tx, job, worker)
    arrive(tx, job, worker)
    start(tx, job, worker, CODE)
    finish(tx, job, worker)
    return job


async def another(stage: Stage, anna: Person) -> OrderId:
    """The same again, for whoever may be asked."""
    draft = OrderDraft("leak", "", (), Address(DOOR, "Rynek 1", "Stare Miasto"), None, 1, None)
    made: OrderId = await stage.app.turns.run(lambda tx: place_order(tx, PersonId(anna.id), draft))
    await stage.settled()
    return made


async def rates(stage: Stage, anna: Person, name: str, stars: int) -> None:
    await taps(stage, anna, "Rate %(name)s", name=name)
    await anna.taps(f"{texts_for(stage, anna).digits(str(stars))} ★")
    await stage.settled()
    await taps(stage, anna, "Skip", "Skip", "Skip")


@pytest.mark.parametrize("language", [Language.EN, Language.RU])
async def test_first_never_and_taken_back(stage: Stage, language: Language) -> None:
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    liked = await stage.app.turns.run(lambda tx: done(tx, anna.id, ali.id))
    disliked = await stage.app.turns.run(lambda tx: done(tx, anna.id, bo.id))
    await stage.settled()
    for person, data in ((ali, f"pr:first:{liked}"), (olga, f"pr:never:{disliked}"), (anna, f"pr:drop:{bo.id}")):
        refused = await person.press_raw(data, answer_within=30)
        assert refused is not None
        assert refused.show_alert
    await rates(stage, anna, "Ali", 5)
    await taps(stage, anna, "Ask %(name)s first next time", name="Ali")
    await rates(stage, anna, "Bo", 1)
    await taps(stage, anna, "Never send %(name)s again", name="Bo")
    order = await another(stage, anna)
    assert await asked_for(stage, order) == [ali.id]
    await stage.passes(minutes=10)
    assert await asked_for(stage, order) == [ali.id]
    await says(stage, olga, f"/why {order}")
    await olga.sees(texts_for(stage, olga).capital(words(olga, "blocked by the customer")))
    assert words(bo, "blocked by the customer") not in bo.transcript().lower()
    await says(stage, anna, "/preferences")
    await taps(stage, anna, "🚫 %(name)s is never asked · take back", name="Bo")
    await taps(stage, anna, "⭐ %(name)s is asked first · take back", name="Ali")
    await anna.sees(words(anna, NOTHING_SET))
    assert bo.id in await asked_for(stage, await another(stage, anna))


NOTHING_SET = (
    "You have set nothing: whoever suits best is asked. After a rating you can say whom you want first, or never again."
)
