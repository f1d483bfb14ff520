"""Settings of how updates reach us."""

from typing import Self

from pydantic import Field, SecretStr, model_validator

from bot.settings.section import Section


class WebhookSettings(Section):
    """Where Telegram posts updates to; without an address they are fetched."""

    url: str | None = Field(pattern="^https?://.+/.+")
    secret: SecretStr | None
    host: str
    port: int = Field(ge=0, le=65535)

    @model_validator(mode="after")
    def _has_a_secret(self) -> Self:
        """Without one anybody who finds the address could speak for everybody."""
        secret = self.secret.get_secret_value() if self.secret else ""
        if self.url and not (
            16 <= len(secret) <= 256 and all(c.isascii() and (c.isalnum() or c in "_-") for c in secret)
        ):
            raise ValueError("a webhook needs a secret of 16 to 256 letters, digits, '_' and '-'")
        return self


class DeliverySettings(Section):
    """How updates reach us."""

    webhook: WebhookSettings
