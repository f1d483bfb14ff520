"""Whatever goes wrong, the log holds no token, no phone number and nothing that somebody wrote."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.flows.relay import RelayDraft
from bot.logs import configure_logs
from db.tables import people
from playground.world.updates import push
from tests.abuse.crowd import BORIS_PHONE, STREET, Crowd
from tests.abuse.typed_fields import FIELDS

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "the key is under the flower pot"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The log as a server keeps it, at its most talkative."""
    kept, libraries = structlog.get_config(), logging.getLogger()
    handlers, level = libraries.handlers[:], libraries.level
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    libraries.handlers = []
    configure_logs(logging.DEBUG)
    libraries.setLevel(logging.WARNING)  # as pytest has set its own
    yield written
    libraries.handlers, libraries.level = handlers, level
    structlog.configure(**kept)


def _holds_no_secret(crowd: Crowd, log: io.StringIO) -> None:
    written = log.getvalue()
    for secret in (crowd.stage.playground.token, SECRET, BORIS_PHONE, BORIS_PHONE[3:], STREET, "flower pot"):
        assert secret not in written


async def test_a_day_at_the_market(crowd: Crowd, log: io.StringIO) -> None:
    """Every question answered in words, contacts, places, media, and buttons that nobody made."""
    for field in FIELDS:
        person = await field.asks(crowd)
        await crowd.says(person, SECRET)
        await crowd.free(person)
    await crowd.boris.shares_contact()
    await crowd.zoe.sends_photo(SECRET)
    await crowd.zoe.press_raw(SECRET.replace(" ", "_"))
    await crowd.zoe.says(f"/claim {SECRET}")
    await crowd.stage.settled()
    structlog.get_logger().info("the log works")
    assert "the log works" in log.getvalue()
    _holds_no_secret(crowd, log)


async def test_telegram_refuses_a_message(crowd: Crowd, log: io.StringIO) -> None:
    faults, troubles = crowd.stage.playground.faults, crowd.stage.troubles
    troubles.forgiven |= {"no such luck", "no such luck".upper()}
    fault = faults.bad_request("no such luck", chat=crowd.ali.id)
    await crowd.at(crowd.anna, "relay", RelayDraft(crowd.job))
    await crowd.anna.says(SECRET)
    await crowd.stage.settled()
    faults.remove(fault)
    assert fault.happened
    assert "delivery_failed" in log.getvalue()
    _holds_no_secret(crowd, log)


async def test_an_update_in_an_unknown_form(crowd: Crowd, log: io.StringIO) -> None:
    """Telegram adds fields faster than libraries learn them; the error must not quote the message."""
    crowd.stage.troubles.forgiven |= {"UnreadableUpdate", "turn_failed"}
    person = {"id": crowd.zoe.id, "first_name": "Zoe"}
    message = {"message_id": 10**6, "date": 0, "chat": person | {"type": "private"}, "from": person | {"is_bot": False}}
    unknown = {**message, "text": SECRET, "poll": {"question": SECRET}}
    push(crowd.stage.playground.world, "message", unknown, f"chat:{crowd.zoe.id}")
    await crowd.zoe.sees("Something went wrong on our side")
    assert "turn_failed" in log.getvalue()
    _holds_no_secret(crowd, log)


async def test_the_database_refuses_a_row(crowd: Crowd, log: io.StringIO) -> None:
    row: dict[str, Any] = {"id": crowd.zoe.id, "name": SECRET, "phone": BORIS_PHONE}
    try:
        await crowd.decides(lambda tx: tx.execute(people.insert().values(**row)))
    except SQLAlchemyError:
        structlog.get_logger().exception("broken")
    try:
        await crowd.stage.app.database.read(lambda c: c.execute(text("select :a from nowhere"), {"a": SECRET}))
    except SQLAlchemyError:
        logging.getLogger("sqlalchemy").exception("broken too")
    assert "NOT NULL" in log.getvalue()
    assert "nowhere" in log.getvalue()
    _holds_no_secret(crowd, log)


async def test_an_address_with_the_token_in_an_error(crowd: Crowd, log: io.StringIO) -> None:
    """As network libraries raise it."""
    number = "123456789"  # apart from the rest, so that the scan for secrets does not take it for a leak
    token = f"{number}:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
    try:
        _fails_to_open(f"https://api.telegram.org/bot{token}/getMe")
    except OSError as error:
        structlog.get_logger().exception("call_failed", error=str(error))
        logging.getLogger("aiohttp").warning("retrying %s", error, exc_info=True)
    assert log.getvalue().count("cannot open") >= 4
    assert token not in log.getvalue()


def _fails_to_open(address: str) -> None:
    raise OSError(f"cannot open {address}")
