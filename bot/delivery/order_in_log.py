"""Which order a message tells of, for the log; looked up only when there is something to log."""

import structlog
from structlog.contextvars import bind_contextvars

from db.database import Database
from db.order_concerned import order_of, thing_on
from db.outbox import Outgoing

log = structlog.get_logger(__name__)


async def name_order(database: Database, item: Outgoing) -> None:
    """Let every line that this task logs from now on tell the order; a database in trouble leaves it untold."""
    thing = thing_on(item.view, item.subject, item.fields)
    try:
        order = await database.read(lambda connection: order_of(connection, thing))
    except Exception as error:  # noqa: BLE001 - what went wrong with the message itself must be told all the same
        log.warning("order_not_named", error=type(error).__name__)
        return
    if order is not None:
        bind_contextvars(order=order)
