"""Files looked up by the bot."""

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.files import file_json, find, path_of, photo_sizes
from playground.world.state import Json


@answers(methods.GetFile)
def get_file(request: Request[methods.GetFile]) -> Json:
    """Return where a file can be fetched; large ones can't be."""
    stored = find(request.world, request.arguments.file_id)
    if stored.size > request.world.settings.sizes.download:
        raise bad_request("file is too big")
    return file_json(stored) | {"file_path": path_of(stored)}


@answers(methods.GetUserProfilePhotos)
def get_user_profile_photos(request: Request[methods.GetUserProfilePhotos]) -> Json:
    """Return somebody's profile pictures."""
    arguments, state = request.arguments, request.world.state
    account = state.accounts.get(arguments.user_id)
    if account is None:
        raise bad_request("user not found" if arguments.user_id > 0 else "Invalid user_id specified")
    first = arguments.offset or 0
    shown = account.photo_ids[first : first + min(max(arguments.limit or 100, 1), 100)]
    photos = [photo_sizes(state.files[file_id]) for file_id in shown if file_id in state.files]
    return {"total_count": len(account.photo_ids), "photos": photos}
