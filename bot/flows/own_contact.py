"""A person's own phone number, as their contact button shares it."""

from bot.flows.answers import Answer
from bot.flows.wizard import Problem, Scene
from bot.usecases.phones import in_e164


def own_number(scene: Scene, answer: Answer) -> str:
    """The number as E.164. A Problem for what is typed and for others' contacts: nothing proves whose it is."""
    if not answer.phone:
        raise Problem("contact_button")
    if answer.phone_owner != scene.person.id:
        raise Problem("contact_of_another")
    number = in_e164(answer.phone, scene.tx.market.city.country)
    if number is None:
        raise Problem("phone_unreadable")
    return number
