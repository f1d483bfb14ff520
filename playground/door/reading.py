"""What a request carries: arguments from the query, a form or JSON, and files."""

import json
from typing import Any

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web

from playground.refusals import Refusal, bad_request
from playground.world.files import Upload

Carried = tuple[dict[str, Any], dict[str, Upload]]


async def carried_by(request: web.Request) -> Carried:
    """Return (arguments as they came, uploads by name) of a call."""
    arguments: dict[str, Any] = dict(request.query)
    if not request.can_read_body:
        return arguments, {}
    try:
        if request.content_type == "application/json":
            return arguments | _object(await request.text()), {}
        form = await request.post()
    except web.HTTPRequestEntityTooLarge as error:
        raise Refusal(413, "Request Entity Too Large") from error
    except (LookupError, ValueError) as error:  # no such charset; not in it, no boundary, a part without a name
        raise bad_request("can't parse request body") from error
    uploads: dict[str, Upload] = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.file.read(), value.filename, _given_type(value.content_type))
        else:
            arguments[name] = value
    return arguments, uploads


def strict_json(text: str) -> Any:
    """Return what a JSON text holds; half of a surrogate pair in it, which nobody could write down again, is no JSON.

    Raises ValueError.
    """
    value = json.loads(text)
    if "\\ud" in text.lower():
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _object(text: str) -> dict[str, Any]:
    try:
        body = strict_json(text) if text.strip() else {}
    except ValueError as error:
        raise bad_request("can't parse request JSON") from error
    if not isinstance(body, dict):
        raise bad_request("request JSON must be an Object")
    return {name: value for name, value in body.items() if value is not None}


def _given_type(content_type: str) -> str:
    """Return the type that the sender named; the default of a form says nothing about the file."""
    return "" if content_type == "application/octet-stream" else content_type


async def carried_back(response: ClientResponse) -> Carried:
    """Return what a webhook's answer asks for: JSON, a form, or a multipart form with files."""
    if response.content_type.startswith("multipart/"):
        return await _parts(MultipartReader.from_response(response))
    text = await response.text()
    if response.content_type == "application/json" and text.strip():
        body = json.loads(text)
        return (body if isinstance(body, dict) else {}), {}
    return {}, {}


async def _parts(reader: Any) -> Carried:
    arguments: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            arguments[part.name] = content.decode()
        else:
            uploads[part.name] = Upload(content, part.filename)
    return arguments, uploads
