"""The way to people's phones: one HTTP request a text message, to whatever gateway the settings name."""

from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
from jinja2 import TemplateError

from bot.settings.sms import SmsRequest, SmsSettings


class Outcome(Enum):
    """What is known after asking. Later: it was certainly not sent. Unsure: it may have been."""

    SENT = auto()
    LATER = auto()
    REFUSED = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome, and in technical words why; nothing of the message or the number is in them."""

    outcome: Outcome
    words: str = ""


class Gateway:
    """One gateway; it connects when it is first asked."""

    def __init__(self, settings: SmsSettings) -> None:
        """Ask as these settings say."""
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None

    async def send(self, number: str, text: str, id_: int) -> Answer:
        """Ask it to send the text to the number (E.164)."""
        try:
            request = self._settings.request(number, text, id_)
            return self._judged(await self._ask(request))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return Answer(Outcome.LATER, type(error).__name__)
        except (ValueError, TemplateError) as error:  # an address or a header that can't be one: nothing was sent
            return Answer(Outcome.REFUSED, type(error).__name__)
        except (aiohttp.ClientError, TimeoutError) as error:
            return Answer(Outcome.UNSURE, type(error).__name__)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _ask(self, request: SmsRequest) -> int:
        asking = self._connected().request(
            request.method,
            request.url,
            headers=request.headers,
            data=None if request.body is None else request.body.encode(),
            allow_redirects=False,
        )
        async with asking as response:
            await response.read()
            return response.status

    def _judged(self, status: int) -> Answer:
        words = f"HTTP {status}"
        if status in self._settings.success:
            return Answer(Outcome.SENT)
        return Answer(Outcome.LATER if status == 429 or status >= 500 else Outcome.REFUSED, words)

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None:
            whole = self._settings.timeout_s
            timeout = aiohttp.ClientTimeout(total=whole, sock_connect=whole / 2)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session
