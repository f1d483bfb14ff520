"""No secret is ever committed: bot tokens, private keys, random-looking values with telling names."""

import math
import re
from collections import Counter

import pytest

from tests.rules.project_files import ROOT, text_files

# Values that look like secrets and are none, each with its reason.
ALLOWED: frozenset[str] = frozenset()

BOT_TOKEN = re.compile(r"(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![\w-])")
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
ASSIGNMENT = re.compile(
    r"""(?:token|secret|passw(?:or)?d|api_?key)\w*["']?\s*[:=]\s*  # a telling name takes a value
        (?:["']([^"'\s]{16,})["']|([A-Za-z0-9+/=_-]{16,})\s*$)     # quoted, or bare to the line's end""",
    re.IGNORECASE | re.VERBOSE,
)
LEAST_ENTROPY = 3.4  # bits a character: 32 hexadecimal digits have about 3.6, 24 letters of a sentence about 3.2


def secrets_in(text: str) -> list[str]:
    """What looks like a secret in the text, shortened so that a report does not spread it."""
    found = [*BOT_TOKEN.findall(text), *PRIVATE_KEY.findall(text)]
    for line in text.splitlines():
        found += [value for pair in ASSIGNMENT.findall(line) for value in pair if _looks_random(value)]
    return [f"{value[:6]}… ({len(value)} characters)" for value in found if value not in ALLOWED]


def _looks_random(value: str) -> bool:
    if not (re.search(r"\d", value) and re.search(r"[A-Za-z]", value)):
        return False
    shares = [count / len(value) for count in Counter(value).values()]
    return -sum(share * math.log2(share) for share in shares) >= LEAST_ENTROPY


def test_no_file_holds_a_secret() -> None:
    found = {str(path.relative_to(ROOT)): secrets_in(text) for path, text in text_files() if not _is_lock(path.name)}
    assert {path: secrets for path, secrets in found.items() if secrets} == {}


def _is_lock(name: str) -> bool:
    """Lock files are nothing but hashes; test_locks.py reads them line by line."""
    return name.startswith("requirements") and name.endswith(".lock")


LETTERS = "Zq3Lr8VwX1tYb6NcM0pKdJ5sGhF7aQeUo2i"  # as many as a bot token has behind its colon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"BOT_TOKEN={4_815_162_342}:{LETTERS}", True),
        (f"https://example.org/bot{12_345_678}:{LETTERS}/getMe", True),
        ("-----BEGIN " + "RSA PRIVATE KEY-----", True),
        (f'webhook_secret = "{LETTERS[:20]}"', True),
        (f"DATABASE_PASSWORD={LETTERS[5:25]}", True),
        ("BOT_TOKEN=", False),
        ("BOT_TOKEN=123456:your-token-from-BotFather", False),
        ("token = settings.bot_token.get_secret_value()", False),
        ('secret_name = "the_secret_of_the_webhook"', False),
    ],
)
def test_the_scanner_finds_what_it_should(text: str, found: bool) -> None:
    assert bool(secrets_in(text)) is found
