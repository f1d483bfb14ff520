"""Files sent, sent again, fetched."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaPhoto, MediaUnion

from playground import Person, Playground
from playground.sample_files import sample_picture
from tests.playground.conftest import Api


async def uploaded(api: Api, anna: Person, kind: str, content: bytes = b"content") -> dict[str, Any]:
    method = f"send{kind.capitalize()}"
    message: dict[str, Any] = (await api.upload(method, kind, content, chat_id=anna.id)).result
    return message


async def download(api: Api, path: str) -> tuple[int, bytes]:
    async with api.session.get(f"{api.playground.url}/file/bot{api.playground.token}/{path}") as response:
        return response.status, await response.read()


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio"])
async def test_files_of_every_kind(api: Api, anna: Person, kind: str) -> None:
    file = (await uploaded(api, anna, kind))[kind]
    assert file["file_size"] == len(b"content")
    path = (await api("getFile", file_id=file["file_id"])).result["file_path"]
    assert await download(api, path) == (200, b"content")


async def test_a_photo_comes_in_sizes(api: Api, anna: Person) -> None:
    small, whole = (await uploaded(api, anna, "photo", sample_picture(side=640)))["photo"]
    assert (small["width"], whole["width"], whole["height"]) == (320, 640, 640)
    assert small["file_unique_id"] != whole["file_unique_id"]


async def test_a_file_id_can_be_sent_again(api: Api, anna: Person) -> None:
    file_id = (await uploaded(api, anna, "photo"))["photo"][-1]["file_id"]
    again = (await api("sendPhoto", chat_id=anna.id, photo=file_id)).result
    assert again["photo"][-1]["file_id"] == file_id


async def test_the_unique_id_is_stable_and_good_for_nothing_else(api: Api, anna: Person) -> None:
    first = (await uploaded(api, anna, "document", b"same"))["document"]
    second = (await uploaded(api, anna, "document", b"same"))["document"]
    assert first["file_unique_id"] == second["file_unique_id"]
    assert first["file_id"] != second["file_id"]
    assert (await api("getFile", file_id=first["file_unique_id"])).sentence == "invalid file_id"


async def test_file_ids_that_are_none(api: Api, anna: Person, playground: Playground) -> None:
    assert (await api("getFile")).sentence == "file_id not specified"
    assert (await api("getFile", file_id="nonsense")).sentence == "invalid file_id"
    file_id = (await uploaded(api, anna, "document"))["document"]["file_id"]
    playground.world.state.files.clear()
    reply = await api("getFile", file_id=file_id)
    assert reply.sentence == "wrong file_id or the file is temporarily unavailable"


async def test_files_over_20_megabytes_are_not_fetched(api: Api, anna: Person, playground: Playground) -> None:
    assert playground.settings.sizes.download == 20 * 1024 * 1024
    playground.settings.sizes.download = 3
    file_id = (await uploaded(api, anna, "document", b"four"))["document"]["file_id"]
    assert (await api("getFile", file_id=file_id)).sentence == "file is too big"


async def test_photos_over_10_megabytes(api: Api, anna: Person, playground: Playground) -> None:
    assert playground.settings.sizes.photo == 10 * 1024 * 1024
    playground.settings.sizes.photo = 3
    reply = await api.upload("sendPhoto", "photo", b"four", chat_id=anna.id)
    assert reply.sentence == "file of size 4 bytes is too big for a photo; the maximum size is 3 bytes"


async def test_uploads_over_50_megabytes(api: Api, anna: Person, playground: Playground) -> None:
    assert playground.settings.sizes.upload == 50 * 1024 * 1024
    playground.settings.sizes.upload = -1024 * 1024 + 1000
    async with Playground(settings=playground.settings) as small:
        caller = Api(small, api.session)
        reply = await caller.upload("sendDocument", "document", bytes(2000), chat_id=1)
    assert reply.refusal == (413, "Request Entity Too Large")


async def test_no_file_at_all(api: Api, anna: Person) -> None:
    for kind in ("photo", "document", "voice", "video"):
        reply = await api(f"send{kind.capitalize()}", chat_id=anna.id)
        assert reply.sentence == f"there is no {kind} in the request"
    assert (await api("sendPhoto", chat_id=anna.id, photo="attach://lost")).sentence == (
        "there is no photo in the request"
    )


async def test_a_file_of_another_kind(api: Api, anna: Person) -> None:
    file_id = (await uploaded(api, anna, "voice"))["voice"]["file_id"]
    reply = await api("sendPhoto", chat_id=anna.id, photo=file_id)
    assert reply.sentence == "can't use file of type VoiceNote as Photo"


async def test_files_by_address_are_not_fetched_here(api: Api, anna: Person) -> None:
    reply = await api("sendPhoto", chat_id=anna.id, photo="https://example.com/x.jpg")
    assert reply.sentence == "failed to get HTTP URL content"


async def test_albums_hold_2_to_10(api: Api, anna: Person, bot: Bot) -> None:
    pictures: list[MediaUnion] = [
        InputMediaPhoto(media=BufferedInputFile(sample_picture(n), "p.png")) for n in range(10)
    ]
    sent = await bot.send_media_group(anna.id, pictures)
    assert len(sent) == 10
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].media_group_id is not None
    media = [{"type": "photo", "media": message.photo[-1].file_id} for message in sent if message.photo]
    too_many = await api("sendMediaGroup", chat_id=anna.id, media=[*media, media[0]])
    assert too_many.sentence == "too many messages to send as an album"
    assert (await api("sendMediaGroup", chat_id=anna.id, media=media[:1])).status == 400
    assert (await api("sendMediaGroup", chat_id=anna.id)).sentence == 'parameter "media" is required'


async def test_albums_do_not_mix_documents_in(api: Api, anna: Person) -> None:
    photo = (await uploaded(api, anna, "photo"))["photo"][-1]["file_id"]
    document = (await uploaded(api, anna, "document"))["document"]["file_id"]
    media = [{"type": "photo", "media": photo}, {"type": "document", "media": document}]
    reply = await api("sendMediaGroup", chat_id=anna.id, media=media)
    assert reply.sentence == "document can't be mixed with other media types"


async def test_another_picture_in_its_place(api: Api, anna: Person, bot: Bot) -> None:
    sent = await bot.send_photo(anna.id, BufferedInputFile(sample_picture(1), "one.png"), caption="one")
    media = InputMediaPhoto(
        media=BufferedInputFile(sample_picture(2), "two.png"), caption="<b>two</b>", parse_mode="HTML"
    )
    edited = await bot.edit_message_media(media, chat_id=anna.id, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.caption == "two"
    text = (await api("sendMessage", chat_id=anna.id, text="x")).result
    reply = await api(
        "editMessageMedia",
        chat_id=anna.id,
        message_id=text["message_id"],
        media={"type": "photo", "media": sent.photo[-1].file_id if sent.photo else ""},
    )
    assert reply.sentence == "there is no media in the message to edit"


async def test_aiogram_fetches_what_people_send(anna: Person, bot: Bot) -> None:
    await anna.sends_photo("broken tap", content=b"\x89PNG picture")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.photo is not None
    fetched = await bot.download(update.message.photo[-1])
    assert fetched is not None
    assert fetched.read() == b"\x89PNG picture"
    assert update.message.caption == "broken tap"


async def test_unknown_paths_and_tokens(api: Api) -> None:
    assert (await download(api, "photos/nothing.jpg"))[0] == 404
    async with api.session.get(f"{api.playground.url}/file/bot1:x/photos/a.jpg") as response:
        assert response.status == 401


async def test_the_oldest_files_go_when_there_are_too_many(api: Api, anna: Person, playground: Playground) -> None:
    playground.settings.sizes.file_bytes_kept = 10
    for content in (b"12345678", b"abcdefgh"):
        await uploaded(api, anna, "document", content)
    assert playground.world.state.file_bytes == 8
