"""Keys seal and open, find equal texts, and lie in a file that nobody else may read."""

import stat
from pathlib import Path

import pytest

from db.keyring import Keyring, WrongKeysError, add_key, keys_in, new_key

PHONE = "+48600111222"
OLD, NEW = new_key(), new_key()


def test_what_is_sealed_can_be_opened_and_not_read() -> None:
    keyring = Keyring([NEW])
    sealed = keyring.seal(PHONE)
    assert keyring.open(sealed) == PHONE
    assert PHONE not in sealed
    assert keyring.seal(PHONE) != sealed


def test_every_key_opens_and_the_first_one_seals() -> None:
    both = Keyring([NEW, OLD])
    assert both.open(Keyring([OLD]).seal(PHONE)) == PHONE
    assert Keyring([NEW]).open(both.seal(PHONE)) == PHONE
    with pytest.raises(WrongKeysError):
        Keyring([OLD]).open(both.seal(PHONE))


def test_equal_texts_have_one_index_which_belongs_to_the_first_key() -> None:
    assert Keyring([NEW]).index(PHONE) == Keyring([NEW, OLD]).index(PHONE)
    assert Keyring([NEW]).index(PHONE) != Keyring([OLD]).index(PHONE)
    assert Keyring([NEW]).index(PHONE) != Keyring([NEW]).index(PHONE + " ")
    assert Keyring([NEW, OLD]).fingerprint != Keyring([OLD, NEW]).fingerprint


@pytest.mark.parametrize("key", ["", "secret", "ы" * 32, NEW[:-4]], ids=["none", "word", "letters", "short"])
def test_what_is_no_key_is_refused_by_its_number(key: str) -> None:
    with pytest.raises(WrongKeysError, match="number 2 "):
        Keyring([NEW, key])


def test_the_first_key_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "market.keys"
    (key,) = keys_in(file)
    assert keys_in(file) == (key,)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Keyring([key]).open(Keyring([key]).seal(PHONE)) == PHONE


def test_a_new_key_comes_before_the_old_ones(tmp_path: Path) -> None:
    file = tmp_path / "market.keys"
    (old,) = keys_in(file)
    add_key(file)
    new, second = keys_in(file)
    assert second == old != new
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["market.keys"]
