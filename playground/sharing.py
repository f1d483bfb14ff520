"""What a person sends besides words: places, contacts, pictures, voices, files."""

from collections.abc import Sequence
from dataclasses import replace

from playground.reading import ChatView
from playground.sample_files import sample_picture, sample_voice
from playground.world import acts
from playground.world.files import Upload
from playground.world.locations import is_live, location_json
from playground.world.messages import Draft
from playground.world.state import Account, Chat, Message
from playground.world.world import World


class Sharing:
    """A person's account and everything that can be attached in a chat."""

    thread_id: int | None = None
    """The topic of the group in which this person writes; none: the general one."""

    def __init__(self, world: World, account: Account, chat: Chat, private: ChatView | None = None) -> None:
        self.world = world
        self.account = account
        self.chat = ChatView(world, chat)
        self.private = private or self.chat
        self.position = (52.2297, 21.0122)
        self.clipboard: str | None = None

    @property
    def id(self) -> int:
        """Return the person's Telegram id."""
        return self.account.id

    @property
    def first_name(self) -> str:
        """Return the first name."""
        return self.account.first_name

    @property
    def last_name(self) -> str | None:
        """Return the last name, if there is one."""
        return self.account.last_name

    @property
    def username(self) -> str | None:
        """Return the @name without its @, if there is one."""
        return self.account.username

    @property
    def language_code(self) -> str | None:
        """Return the language of the person's Telegram."""
        return self.account.language_code

    async def puts(self, draft: Draft) -> Message:
        """Send any content."""
        in_topic = replace(draft, thread_id=self.thread_id)
        return acts.put(self.world, self.chat.record, self.id, in_topic)

    async def shares_location(self, latitude: float, longitude: float) -> Message:
        """Send a pin (degrees)."""
        return await self.puts(Draft({"location": location_json(latitude, longitude)}))

    async def shares_live_location(self, latitude: float, longitude: float, period: int = 3600) -> Message:
        """Share one's position for `period` seconds; `moves` then moves it."""
        self.position = (latitude, longitude)
        return await self.puts(acts.live_draft(self.world, latitude, longitude, period))

    async def moves(self, latitude: float, longitude: float) -> None:
        """Move the live position."""
        self.position = (latitude, longitude)
        acts.move(self.world, self._shared_now(), latitude, longitude)

    async def stops_sharing(self) -> None:
        """End the live position where it is."""
        acts.stop_sharing(self.world, self._shared_now())

    @property
    def shares_live(self) -> bool:
        """Say whether one's position is still shared: its time may be over."""
        return self._shared() is not None

    def _shared(self) -> Message | None:
        """Return the newest message in which one's position still lives."""
        for message in reversed(self.chat.record.messages.values()):
            if message.sender_id == self.id and is_live(message, self.world.now()):
                return message
        return None

    def _shared_now(self) -> Message:
        if (message := self._shared()) is None:
            raise ValueError(f"{self.first_name} does not share a live position")
        return message

    async def shares_contact(self, phone: str | None = None, of: "Sharing | str | None" = None) -> Message:
        """Send a contact: one's own, another person's, or (a name) somebody's who is not on Telegram."""
        if isinstance(of, str):
            return await self.puts(Draft(acts.contact_content(phone or "+15550100", None, of)))
        account = self.account if of is None else of.account
        number = phone or account.phone_number or "+15550100"
        return await self.puts(Draft(acts.contact_content(number, account, account.first_name)))

    async def sends_photo(self, caption: str | None = None, content: bytes | None = None) -> Message:
        """Send a picture (a plain coloured one unless given)."""
        upload = Upload(content or sample_picture(self.world.new_id()), "photo.png")
        return await self.puts(Draft(acts.file_content(self.world, "photo", upload, caption)))

    async def sends_album(
        self, count: int, caption: str | None = None, pictures: Sequence[bytes] = ()
    ) -> list[Message]:
        """Send 2 to 10 pictures (plain ones unless given) as an album; the caption stands under the first."""
        if not 2 <= count <= 10:
            raise ValueError("an album holds 2 to 10 pictures")
        album = {"media_group_id": str(self.world.dice.getrandbits(53))}
        sent: list[Message] = []
        for number in range(count):
            picture = pictures[number] if pictures else sample_picture(self.world.new_id())
            upload = Upload(picture, f"photo{number}.png")
            content = acts.file_content(self.world, "photo", upload, caption if number == 0 else None)
            sent.append(await self.puts(Draft(content | album)))
        return sent

    async def sends_voice(
        self, seconds: int = 3, content: bytes | None = None, mime_type: str = "audio/ogg"
    ) -> Message:
        """Send a voice message (a silent one unless given)."""
        upload = Upload(content or sample_voice(seconds), "voice.oga", mime_type)
        return await self.puts(Draft(acts.file_content(self.world, "voice", upload, None, duration=seconds)))

    async def sends_video(self, seconds: int = 3, caption: str | None = None) -> Message:
        """Send a video."""
        upload = Upload(b"video" + bytes(seconds * 100), "video.mp4", "video/mp4")
        return await self.puts(Draft(acts.file_content(self.world, "video", upload, caption, duration=seconds)))

    async def sends_document(
        self, name: str = "document.pdf", content: bytes = b"%PDF-1.4", caption: str | None = None
    ) -> Message:
        """Send a file."""
        return await self.puts(Draft(acts.file_content(self.world, "document", Upload(content, name), caption)))
