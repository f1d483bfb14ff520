"""Logs for people who keep a server: one line an event, in colour on a terminal, JSON elsewhere. Never contents."""

import logging
import re
import sys

import structlog

TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
"""A bot's token as it stands in the address of every call, and so in some libraries' errors."""


def configure_logs(level: int = logging.INFO) -> None:
    """Send our events and the libraries' warnings to standard error, in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,  # plainly: the terminal's own way shows local variables with contents
        without_token,
    ]
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(LibrariesFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))


def see_each_event(processor: structlog.typing.Processor) -> None:
    """Let this see every event of ours as it was told: with its error, before that becomes text."""
    before, *others = structlog.get_config()["processors"]
    structlog.configure(processors=[before, processor, *others])


class LibrariesFormatter(logging.Formatter):
    """What libraries log, without the token."""

    def format(self, record: logging.LogRecord) -> str:
        """The line and its traceback."""
        return TOKEN.sub("…", super().format(record))


def without_token(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The event with '…' for every token in its texts."""
    return {key: TOKEN.sub("…", value) if isinstance(value, str) else value for key, value in event.items()}
