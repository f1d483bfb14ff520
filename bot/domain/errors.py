"""What the market says 'no' with."""

from typing import Any


class Refusal(Exception):
    """An expected 'no': somebody was faster, the order has moved on, the button is not yours.

    `code` names the template `refusals/<code>` that words it for the person; `fields` fill it.
    """

    def __init__(self, code: str, **fields: Any) -> None:
        """Keep the code and what its sentence needs."""
        super().__init__(code, fields)
        self.code = code
        self.fields = fields
