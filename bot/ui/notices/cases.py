"""What is told about cases once: the whole story, what was said, what is late, what is open again."""

from collections.abc import Iterator
from typing import Any, cast

from bot.domain.cases import Way
from bot.domain.ids import private_chat
from bot.domain.names import first_name
from bot.ui.case_presses import CasePress, DeskCasePress
from bot.ui.case_sight import CaseSight, case_sight, message_sight, said_fields
from bot.ui.desk_words import event_words
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import OrderingPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.said_media import media_of
from bot.ui.typed import shortened
from bot.ui.view import Media, MediaKind, View
from db import case_messages, job_photos, jobs, orders, people, relay

MOST_EVENTS, MOST_SAID, MOST_WORDS, MOST_MEDIA = 20, 12, 120, 20
"""The latest ones: a message holds 4096 signs, and nobody looks through more pictures."""


@notice("cases/story")
@for_desk
def story_notice(ask: NoticeRequest) -> View | None:
    """What happened to the order, what its two people wrote to each other, and all that was sent along."""
    sight = case_sight(ask.connection, ask.fields["case"])
    if sight is None:
        return None
    text = ask.render(
        "cases/story",
        case=sight.case.id,
        order=sight.order,
        events=[*_events(ask, sight)],
        chat=[*_chat(ask, sight)],
        description=shortened(sight.order.description, MOST_WORDS) if sight.order else "",
    )
    return View(text, media=tuple(_media(ask, sight))[:MOST_MEDIA], topic=sight.topic(ask.texts))


def _events(ask: NoticeRequest, sight: CaseSight) -> Iterator[dict[str, Any]]:
    if sight.order is None:
        return
    for event in orders.history(ask.connection, sight.order.id)[-MOST_EVENTS:]:
        who = people.find(ask.connection, event.actor_id) if event.actor_id is not None else None
        yield {"at": event.at, "what": event_words(ask.texts, event.kind), "who": first_name(who.name) if who else ""}


def _chat(ask: NoticeRequest, sight: CaseSight) -> Iterator[dict[str, Any]]:
    if sight.order is None:
        return
    for message in relay.of_order(ask.connection, sight.order.id)[-MOST_SAID:]:
        author = people.find(ask.connection, message.author)
        if message.said.words:
            words = shortened(message.said.words, MOST_WORDS)
            yield {"at": message.at, "author": first_name(author.name) if author else "", "words": words}


def _media(ask: NoticeRequest, sight: CaseSight) -> Iterator[Media]:
    """Of the order, of the work, of the chat between the two, of the case."""
    if sight.order is not None:
        for kept in sight.order.attachments:
            yield Media(cast(MediaKind, kept.kind), kept.file_id)
        for job in jobs.of_order(ask.connection, sight.order.id):
            for photo in job_photos.of_job(ask.connection, job.id):
                yield Media("photo", photo)
        for relayed in relay.of_order(ask.connection, sight.order.id):
            yield from media_of(relayed.said)
    for message in case_messages.latest(ask.connection, sight.case.id, MOST_SAID):
        yield from media_of(message.said)


@notice("cases/attachment")
@for_desk
def attachment_notice(ask: NoticeRequest) -> View | None:
    """The file of a message; its words and its button follow as a card."""
    found = message_sight(ask.connection, ask.fields["message"])
    if found is None:
        return None
    message, sight = found
    return View("", media=media_of(message.said), topic=sight.topic(ask.texts))


@notice("cases/desk_said")
@for_desk
def desk_said_notice(ask: NoticeRequest) -> View | None:
    """What a colleague has written, for the others to know."""
    found = message_sight(ask.connection, ask.fields["message"])
    if found is None:
        return None
    message, sight = found
    text = ask.render("cases/message", case=sight.case.id, **said_fields(ask, message, sight))
    return View(text, media=media_of(message.said), topic=sight.topic(ask.texts))


@notice("cases/passed_on")
@for_desk
def passed_on_notice(ask: NoticeRequest) -> View | None:
    """What an operator wrote in private has arrived."""
    sight = case_sight(ask.connection, ask.fields["case"])
    if sight is None:
        return None
    name = {Way.TO_PERSON: sight.person_name, Way.TO_OTHER: sight.other_name}.get(Way(ask.fields["way"]), "")
    return View(ask.render("cases/passed_on", case=sight.case.id, name=name))


@notice("cases/from_desk")
def from_desk_notice(ask: NoticeRequest) -> View | None:
    """An operator's words, for the side they are meant for; who the operator is stays at the desk."""
    found = message_sight(ask.connection, ask.fields["message"])
    reader = found[1].case.reader(found[0].way) if found else None
    if found is None or reader is None or private_chat(reader) != ask.chat_id:
        return None
    message, sight = found
    order = sight.order.id if sight.order else None
    text = ask.render("cases/from_desk", order=order, words=message.said.words)
    reply = button(ask.texts.label("Reply"), CasePress(act="write", case_id=sight.case.id))
    return View(text, inline([[reply]]), media=media_of(message.said))


@notice("cases/compose")
def compose_notice(ask: NoticeRequest) -> View:
    """An operator says that it can be ordered."""
    go = OrderingPress(act="from_case", order_id=ask.fields["case"])
    return View(ask.render("cases/compose"), inline([[button(ask.texts.label("Say where and when"), go)]]))


@notice("cases/reopened")
@for_desk
def reopened_notice(ask: NoticeRequest) -> View | None:
    """The person says that it is not solved."""
    return _about(ask, "cases/reopened")


@notice("cases/overdue")
@for_desk
def overdue_notice(ask: NoticeRequest) -> View | None:
    """The promised time has passed."""
    return _about(ask, "cases/overdue")


def _about(ask: NoticeRequest, template: str) -> View | None:
    sight = case_sight(ask.connection, ask.fields["case"])
    if sight is None:
        return None
    text = ask.render(template, case=sight.case.id, name=sight.person_name, answer_by=sight.case.answer_by)
    show = button(ask.texts.label("Show the case"), DeskCasePress(act="show", case_id=sight.case.id))
    return View(text, inline([[show]]), topic=sight.topic(ask.texts))
