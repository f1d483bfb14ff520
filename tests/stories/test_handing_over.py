"""The end of a job with a checklist: answered line by line, signed with a code, a report for both sides."""

import pytest

from bot.domain.ids import JobId, PersonId
from bot.domain.languages import Language
from bot.domain.money import Money
from bot.turn import Transaction
from bot.usecases.giving import give_discount
from bot.usecases.jobs import arrive, set_out
from bot.usecases.start_code import start
from db import conversations, handovers, jobs
from playground.person import Person
from tests.job_scene import CODE, accepted_order
from tests.stories.journeys import says, taps, technicians, texts_for
from tests.stories.stage import Stage, words

MACHINE = "washing_machine"


def at_work(tx: Transaction, anna: int, *crew: int) -> list[JobId]:
    """The washing machine is open on the floor."""
    people = [PersonId(one) for one in crew]
    jobs = accepted_order(tx, people, len(people), PersonId(anna), service=MACHINE)
    for job, technician in zip(jobs, people, strict=True):
        set_out(tx, job, technician)
        arrive(tx, job, technician)
        start(tx, job, technician, CODE)
    return jobs


async def taps_named(stage: Stage, person: Person, *names: str) -> None:
    """Buttons whose words come from the settings, or are digits."""
    for name in names:
        await person.taps(name)
        await stage.settled()


def last_page(stage: Stage, person: Person) -> str:
    """The report as the person opens it."""
    message = next(m for m in reversed(person.chat.from_bot) if "document" in m.content)
    document = message.content["document"]
    assert document["file_name"] == "report-1.html"
    content: bytes = stage.playground.world.state.files[document["file_id"]].content
    return content.decode()


async def code_for(stage: Stage, person: Person) -> str:
    """The digits that stand above the keypad."""
    conversation = await stage.app.database.read(lambda connection: conversations.find(connection, person.id))
    assert conversation is not None
    code: str = conversation.prompt["fields"]["code"]
    assert texts_for(stage, person).digits(code) in person.transcript()
    return code


async def dials(stage: Stage, person: Person, code: str) -> None:
    await taps_named(stage, person, *(texts_for(stage, person).digits(digit) for digit in code))


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_answered_signed_and_kept(stage: Stage, language: Language) -> None:
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    (job,) = await stage.app.turns.run(lambda tx: at_work(tx, anna.id, ali.id))
    await stage.settled()
    await stage.app.turns.run(lambda tx: give_discount(tx, PersonId(olga.id), 1, 0, Money(20_00, "PLN")))
    await answers_the_checklist(stage, ali, job)
    await anna.sees(
        words(anna, "%(name)s is done, with remarks. Please read the report and sign if it is right.", name="Ali")
    )
    await the_report_says_it_all(stage, anna, language)
    code = await signs_in_the_end(stage, anna, olga)
    both_have_it_signed(stage, anna, ali, code)
    assert anna.transcript().count(words(anna, "Signed. Thank you!")) == 1, "thanked once"
    await anna.sees(
        words(anna, "The report on order %(number)s is right: it is signed.", number=texts_for(stage, anna).digits("1"))
    )
    await anna.sees_no_button(words(anna, "Sign"))
    await anna.does_not_see("●")
    late = await anna.press_raw(f"si:{job}")
    assert late is not None
    assert late.text == words(anna, "It is signed already. Thank you!")
    await taps(stage, ali, "Report")
    assert not stage.playground.calls.refused()


async def the_report_says_it_all(stage: Stage, anna: Person, language: Language) -> None:
    """In her language, with what was built in, what a discount leaves for her to pay, and that it is not signed."""
    page = last_page(stage, anna)
    assert f'<html lang="{language}" dir="{"rtl" if language is Language.FA else "ltr"}">' in page
    assert "Drain &lt;pump&gt;" in page
    assert "4711-A" in page
    (work,) = await stage.app.database.read(lambda connection: jobs.of_order(connection, 1))
    assert work.pay is not None
    rest = Money(work.pay.amount - 20_00, "PLN")
    assert f"{words(anna, 'For the customer to pay')}</dt><dd><b>{texts_for(stage, anna).money(rest)}" in page
    assert "Rynek" in page
    assert words(anna, "Not signed yet.") in page


def both_have_it_signed(stage: Stage, anna: Person, ali: Person, code: str) -> None:
    """The address is in hers alone."""
    for person, sees_address in ((anna, True), (ali, False)):
        signed = words(
            person, "In the chat, with the one-time code %(code)s.", code=texts_for(stage, person).digits(code)
        )
        assert signed in last_page(stage, person)
        assert ("Rynek" in last_page(stage, person)) is sees_address


async def answers_the_checklist(stage: Stage, ali: Person, job: JobId) -> None:
    """A fault was seen, the power was not off; a pump and a seal; the old parts and the manual."""
    language = Language(ali.language_code or "en")
    checklist = stage.app.market.catalogue.checklist_for(MACHINE)
    fault, power = (item.names[language] for item in checklist.before)
    too_early = await ali.press_raw(f"jb:finish:{job}")
    assert too_early is not None
    assert too_early.show_alert
    await taps(stage, ali, "Done: hand over")
    await taps_named(stage, ali, f"▫️ {fault}")
    assert words(ali, "Continue") not in ali.buttons()
    await taps_named(stage, ali, f"▫️ {power}", f"✅ {power}", f"✅ {fault}", f"❌ {fault}")
    await taps(stage, ali, "Continue", "All fine")
    await says(stage, ali, "x" * 121)
    await ali.sees(words(ali, "A line holds up to %(most)s letters, and a part needs a name.", most=120))
    await says(stage, ali, "Drain <pump>; 4711-A\nSeal", "A mistake")
    await taps(stage, ali, "Remove the last", "Continue")
    await taps_named(stage, ali, checklist.things[0].names[language])
    await says(stage, ali, "The manual")
    await taps(stage, ali, "Continue")
    await ali.sees(f"❌ {power}")
    await taps(stage, ali, "Hand over")
    await ali.sees(words(ali, "Done. Thank you!"))


async def signs_in_the_end(stage: Stage, anna: Person, olga: Person) -> str:
    """Not at once: something is not right; then a slip, then too slow, then right: with this code."""
    await taps(stage, anna, "Sign", "Something is not right")
    await olga.sees(words(olga, "Not signed, order %(number)s", number=1))
    assert "Drain &lt;pump&gt;" in last_page(stage, olga)
    await taps(stage, anna, "Sign")
    code = await code_for(stage, anna)
    await dials(stage, anna, f"{(int(code) + 1) % 10_000:04}")
    await anna.sees(words(anna, "That was another code. Here is a new one."))
    await dials(stage, anna, code[:1])
    await taps_named(stage, anna, "⌫")
    await stage.passes(minutes=11)
    await dials(stage, anna, await code_for(stage, anna))
    await anna.sees(words(anna, "That code was too old. Here is a new one."))
    await dials(stage, anna, code := await code_for(stage, anna))
    return code


async def test_nobody_else_answers_or_signs(stage: Stage) -> None:
    """A stranger, the wrong side, a colleague; and of a crew only the last one has the checklist."""
    anna, zoe = await stage.newcomer("Anna"), await stage.newcomer("Zoe")
    ali, bo = await technicians(stage, "Ali", "Bo")
    first, last = await stage.app.turns.run(lambda tx: at_work(tx, anna.id, ali.id, bo.id))
    await stage.settled()
    for person, data, why in (
        (zoe, f"ho:{last}", "somebody else"),
        (anna, f"ho:{last}", "somebody else"),
        (ali, f"ho:{last}", "somebody else"),
        (ali, f"ho:{first}", "no checklist"),
        (anna, f"si:{last}", "no report"),
        (anna, f"jb:report:{last}", "no report"),
    ):
        refused = await person.press_raw(data)
        assert refused is not None
        assert refused.show_alert
        assert why in refused.text, refused.text
    await taps(stage, ali, "Done")
    await taps(stage, bo, "Done: hand over", "All fine", "All fine", "Skip", "Skip", "Hand over")
    for person, data in (
        (zoe, f"si:{last}"),
        (bo, f"si:{last}"),
        (zoe, f"jb:report:{last}"),
        (ali, f"jb:report:{last}"),
    ):
        refused = await person.press_raw(data)
        assert refused is not None
        assert refused.show_alert
    kept = await stage.app.database.read(lambda connection: handovers.of_job(connection, last))
    assert kept is not None
    assert kept.signed_at is None
    assert kept.handed.not_fine == 0
