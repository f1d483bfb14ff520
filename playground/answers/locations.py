"""Places: a pin, a venue, a position that moves."""

from typing import Any

from aiogram import methods

from playground.answers.editing import editable, edited
from playground.answers.placing import delivered, target
from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.locations import check_live, check_point, is_live, location_json
from playground.world.state import Json, Message


def _position(arguments: Any, *fields: str) -> Json:
    return location_json(
        arguments.latitude,
        arguments.longitude,
        **{field: value for field in fields if (value := getattr(arguments, field)) is not None},
    )


@answers(methods.SendLocation)
def send_location(request: Request[methods.SendLocation]) -> Json:
    """Send a pin, or with a `live_period` a position that the bot will move."""
    arguments, world = request.arguments, request.world
    check_point(arguments.latitude, arguments.longitude)
    check_live(arguments.live_period, arguments.heading)
    chat = target(request)
    if not arguments.live_period:
        return delivered(request, chat, {"location": _position(arguments, "horizontal_accuracy")})
    location = _position(arguments, "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    return delivered(request, chat, {"location": location}, int(world.now()) + arguments.live_period)


@answers(methods.SendVenue)
def send_venue(request: Request[methods.SendVenue]) -> Json:
    """Send a pin with a name and an address."""
    arguments = request.arguments
    check_point(arguments.latitude, arguments.longitude, "Wrong venue location specified")
    if not arguments.title:
        raise bad_request("Venue title must be non-empty")
    location = location_json(arguments.latitude, arguments.longitude)
    venue: Json = {"location": location, "title": arguments.title, "address": arguments.address}
    for field in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        value = getattr(arguments, field)
        if value:
            venue[field] = value
    return delivered(request, target(request), {"venue": venue, "location": location})


@answers(methods.EditMessageLiveLocation)
def edit_message_live_location(request: Request[methods.EditMessageLiveLocation]) -> Json:
    """Move a live position."""
    arguments = request.arguments
    check_point(arguments.latitude, arguments.longitude, "Invalid live location specified")
    check_live(arguments.live_period, arguments.heading)
    chat, message = editable(request)
    _check_live_message(request, message)
    location = _position(arguments, "horizontal_accuracy", "heading", "proximity_alert_radius")
    location["live_period"] = arguments.live_period or message.content["location"]["live_period"]
    if arguments.live_period:
        message.live_until = message.date + arguments.live_period
    return edited(request, chat, message, {**message.content, "location": location})


@answers(methods.StopMessageLiveLocation)
def stop_message_live_location(request: Request[methods.StopMessageLiveLocation]) -> Json:
    """End a live position where it is."""
    chat, message = editable(request)
    _check_live_message(request, message)
    place = message.content["location"]
    message.live_until = int(request.world.now())
    stopped = location_json(place["latitude"], place["longitude"])
    return edited(request, chat, message, {**message.content, "location": stopped})


def _check_live_message(request: Request[Any], message: Message) -> None:
    if "live_period" not in message.content.get("location", {}):
        raise bad_request("there is no live location in the message to edit")
    if not is_live(message, request.world.now()):
        raise bad_request("message can't be edited")
