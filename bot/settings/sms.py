"""Settings of the text messages that go out while Telegram can't be reached: any gateway with an HTTP address."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Self

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from pydantic import Field, SecretStr, model_validator

from bot.settings.section import Section

_TEMPLATES = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)  # no HTML: URLs and JSON


@dataclass(frozen=True, slots=True)
class SmsRequest:
    """What the gateway is asked with, all templates filled in."""

    method: str
    url: str
    headers: dict[str, str]
    body: str | None


class SmsSettings(Section):
    """Which gateway, how it is asked, and after how long a silence. Without an address there are no text messages."""

    url: str | None
    method: Literal["GET", "POST", "PUT"]
    headers: dict[str, str]
    body: str | None
    success: tuple[int, ...] = Field(min_length=1)
    timeout_s: float = Field(gt=0)
    after_minutes: float = Field(gt=0)
    secret: SecretStr | None

    @property
    def after(self) -> timedelta:
        """How long Telegram must be silent."""
        return timedelta(minutes=self.after_minutes)

    def request(self, number: str, text: str, id_: int) -> SmsRequest:
        """The request that sends this text to this number (E.164); `id_` is the same whenever it is tried again."""
        secret = {"secret": self.secret.get_secret_value()} if self.secret else {}
        fields = {"number": number, "text": text, "id": str(id_), **secret}

        def filled(template: str) -> str:
            return _TEMPLATES.from_string(template).render(fields)

        headers = {name: filled(value) for name, value in self.headers.items()}
        return SmsRequest(
            self.method, filled(self.url or ""), headers, None if self.body is None else filled(self.body)
        )

    @model_validator(mode="after")
    def _can_be_filled_in(self) -> Self:
        """A slip in a template is found at the start, not on the day on which everything else fails."""
        if self.url is None:
            return self
        try:
            request = self.request("+48600000000", "hello", 1)
        except TemplateError as error:
            raise ValueError(f"a template of the gateway can't be filled in: {error}") from error
        if not request.url.startswith(("http://", "https://")):
            raise ValueError("the gateway's address begins with http:// or https://")
        asked = f"{request.url} {request.headers} {request.body}"
        if "48600000000" not in asked or "hello" not in asked:
            raise ValueError("the gateway is told the number or the text nowhere: {{ number }}, {{ text }}")
        return self
