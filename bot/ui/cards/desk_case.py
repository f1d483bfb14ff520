"""A case as operators see it: where it stands, what was said last, and what can be done about it."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.amends import Amends
from bot.domain.cases import Case, CaseKind, CaseStatus, Way
from bot.ui.amends_sight import given_fields
from bot.ui.case_presses import DeskCasePress
from bot.ui.case_sight import KINDS, STATUSES, CaseSight, case_sight, said_fields
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import DeskOrderPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.typed import shortened
from bot.ui.view import View
from db import amends, case_messages, people, topics

MOST_MESSAGES, MOST_WORDS = 6, 300
"""The latest ones, so that the card stays one message."""
Row = Sequence[InlineKeyboardButton | None]


@card("desk_case")
@for_desk
def desk_case_card(ask: CardRequest) -> View | None:
    """The case of the subject."""
    sight = case_sight(ask.connection, ask.subject_id)
    if sight is None:
        return None
    case, label = sight.case, ask.texts.label
    owner = people.find(ask.connection, case.owner) if case.owner else None
    text = ask.render(
        "cases/desk",
        case=case,
        kind=label(KINDS[case.kind]),
        status=label(STATUSES[case.status]),
        person=sight.person,
        other=sight.other,
        order=sight.order,
        service=service_name(ask.texts, ask.market, sight.order.service) if sight.order else "",
        owner=owner.name if owner else "",
        late=case.answer_by is not None and (case.answer_by < ask.now or case.overdue > 0),
        messages=_messages(ask, sight),
        made_right=[given_fields(ask, given) for given in _given(ask, case)],
        in_topic=ask.chat_id < 0 and topics.thread_of(ask.connection, ask.chat_id, case.id) != topics.NO_TOPICS,
    )
    return View(text, inline(_rows(ask, sight)), topic=sight.topic(ask.texts))


def _given(ask: CardRequest, case: Case) -> list[Amends]:
    """What was given about it and not taken back."""
    given = amends.about(ask.connection, case.order, case.id, ask.market.currency)
    return [one for one in given if one.undone_at is None]


def _messages(ask: CardRequest, sight: CaseSight) -> list[dict[str, object]]:
    said = case_messages.latest(ask.connection, sight.case.id, MOST_MESSAGES)
    lines = [said_fields(ask, message, sight) for message in said]
    return [{**line, "words": shortened(line["words"], MOST_WORDS)} for line in lines]


def _rows(ask: CardRequest, sight: CaseSight) -> list[Row]:
    label, case = ask.texts.label, sight.case
    order = DeskOrderPress(act="show", order_id=sight.order.id) if sight.order else None
    shown = button(label("Order %(number)s", number=order.order_id), order) if order else None
    looks: Row = [shown, _act(ask, label("The whole story"), "story")]
    if case.status is CaseStatus.SOLVED:
        return [looks]
    mine = label("Take it over") if case.owner else label("I take it")
    to_person = _act(ask, label("Write to %(name)s", name=sight.person_name), Way.TO_PERSON)
    write = _act(ask, label("Write to %(name)s", name=sight.other_name), Way.TO_OTHER)
    close = _act(ask, label("Solved: ask %(name)s", name=sight.person_name), "close", style="success")
    return [
        [_act(ask, mine, "take"), _act(ask, label("Note…"), Way.NOTE)],
        [to_person, write if sight.other else None],
        looks,
        [_act(ask, label("Make it right…"), "amends"), _compose(ask, case)],
        [close if case.status is CaseStatus.OPEN else None],
    ]


def _compose(ask: CardRequest, case: Case) -> InlineKeyboardButton | None:
    """A wish that came as a question becomes an order."""
    is_wish = case.kind is CaseKind.QUESTION and case.order is None
    return _act(ask, ask.texts.label("Compose a job"), "compose") if is_wish else None


def _act(ask: CardRequest, label: str, act: str, **style: object) -> InlineKeyboardButton:
    return button(label, DeskCasePress(act=str(act), case_id=ask.subject_id), **style)  # type: ignore[arg-type]  # a Style
