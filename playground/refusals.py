"""The ways Telegram says no. Whatever refuses a call raises a `Refusal`; the door turns it into an answer."""

from typing import Any


class Refusal(Exception):
    """A call is refused with a code (HTTP status), Telegram's sentence and perhaps `parameters`."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON answer that carries this refusal."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters is not None:
            answer["parameters"] = self.parameters
        return answer


def worded(sentence: str) -> str:
    """Return the sentence as Telegram prints it: its first letter is small unless the word is a constant."""
    if len(sentence) > 1 and (sentence[1].isupper() or sentence[1] == "_"):
        return sentence
    return sentence[:1].lower() + sentence[1:]


def bad_request(sentence: str, parameters: dict[str, Any] | None = None) -> Refusal:
    """Return the 400 that says what is wrong with the call."""
    return Refusal(400, f"Bad Request: {worded(sentence)}", parameters)


def forbidden(sentence: str) -> Refusal:
    """Return the 403 of a chat that the bot may not reach."""
    return Refusal(403, f"Forbidden: {sentence}")


def conflict(sentence: str) -> Refusal:
    """Return the 409 of two ways of fetching updates in each other's way."""
    return Refusal(409, f"Conflict: {sentence}")


def too_many_requests(retry_after: int) -> Refusal:
    """Return the 429 that asks to wait `retry_after` seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
