"""The keys of every market that a test opens without choosing its own."""

from db.keyring import Keyring, new_key

KEY = new_key()
KEYRING = Keyring([KEY])
