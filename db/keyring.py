"""The keys that phone numbers, addresses and messages are sealed with: the first one seals, every one opens."""

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

REMEMBERED = 2048
"""Opened texts that are kept in memory: a running order is read again with every step of it."""
INDEXING = b"onsite: to find what is sealed"
"""Keeps the key of the index apart from the key that seals."""
HEADING = """\
# The keys of this market's database. Without them nobody can read the phone numbers and addresses in it any more:
# keep a copy of this file, and not beside the copies of the database. The first key seals, every key opens.
"""


class WrongKeysError(Exception):
    """A key is no key, or none of them opens what is sealed."""


class Keyring:
    """Seals and opens texts, and makes what equal texts can be found by."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Keys as `new_key` makes them, the newest first. WrongKeysError for one that is none."""
        if not keys:
            raise ValueError("a keyring without a key")
        self._sealing = MultiFernet([_cipher(number, key) for number, key in enumerate(keys, 1)])
        secret = base64.urlsafe_b64decode(keys[0])
        self._index_key = hmac.digest(secret, INDEXING, "sha256")
        self.fingerprint = hashlib.sha256(self._index_key).hexdigest()[:16]
        self.open = lru_cache(REMEMBERED)(self._open)

    def seal(self, text: str) -> str:
        """The text as nobody without a key can read it; another one every time."""
        return self._sealing.encrypt(text.encode()).decode()

    def _open(self, sealed: str) -> str:
        """What was sealed; WrongKeysError when no key of ours fits."""
        try:
            return self._sealing.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKeysError("the keys do not open what is in the database") from None

    def index(self, text: str) -> str:
        """The same for equal texts, and nothing to guess the text from without the key."""
        return hmac.new(self._index_key, text.encode(), "sha256").hexdigest()


def _cipher(number: int, key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError as error:
        raise WrongKeysError(f"number {number} of the keys is no key: {error}") from None


def new_key() -> str:
    """A key of chance."""
    return Fernet.generate_key().decode()


def key_file_of(database: Path) -> Path:
    """Where the keys of that database lie unless somebody says otherwise: beside it."""
    return database.with_suffix(".keys")


def keys_in(file: Path) -> tuple[str, ...]:
    """The keys of the file, the newest first; a first one is made when there is no file."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, [new_key()], replace=False)
    lines = (line.strip() for line in file.read_text("ascii").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def add_key(file: Path) -> None:
    """Put a new key before those of the file."""
    _write(file, [new_key(), *keys_in(file)], replace=True)


def _write(file: Path, keys: Sequence[str], *, replace: bool) -> None:
    """Whole or not at all, readable by nobody else. Where two make the first key at once, one of them stays."""
    with NamedTemporaryFile("w", dir=file.parent, encoding="ascii", delete=False) as draft:  # made with 0600
        draft.write(HEADING + "".join(f"{key}\n" for key in keys))
        draft.flush()
        os.fsync(draft.fileno())
    made = Path(draft.name)
    try:
        if replace:
            made.replace(file)
        else:
            os.link(made, file)
    except FileExistsError:
        return
    finally:
        made.unlink(missing_ok=True)
