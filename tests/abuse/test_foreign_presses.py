"""Presses about what is somebody else's: every one is answered, says no, changes nothing and tells nothing."""

import pytest

from tests.abuse.crowd import BORIS_PHONE, STREET, Crowd

pytestmark = pytest.mark.asyncio(loop_scope="module")

CUSTOMERS = ("show", "cancel", "keep", "widen", "operator", "fewer")
STEPS = ("set_out", "arrive", "finish", "absent", "call_operator", "start_for", "withdraw_extra")
LOOKS = ("hand_back", "place", "attachments", "photos", "where")
OPERATORS = (
    *(f"do:{act}:{{order}}" for act in ("show", "assign", "search", "wider", "photos", "cancel", "settle")),
    "do:price:{quoting}",
    *(f"ap:{act}:{{ivan}}" for act in ("approve", "reject", "more", "documents", "photo")),
    "aq:reject:skills:{ivan}",
    "aq:more:photo:{ivan}",
    "aw:reject:{ivan}",
    *(f"dt:{act}:{{ali}}" for act in ("show", "suspend", "reinstate", "ban", "unban")),
    "as:{order}:{eva}",
    *(f"dk:{act}:{{case}}" for act in ("show", "story", "take", "close", "note", "to_person")),
    *(f"ds:{page}" for page in ("applicants", "stats", "orders")),
    "dp:1:2:all",
)
FOREIGN = (
    *(("zoe", f"or:{act}:{{order}}") for act in CUSTOMERS),
    *(("anna", f"or:{act}:{{order}}") for act in CUSTOMERS),
    ("zoe", "ca:{order}:wait"),
    ("anna", "ca:{order}:wait"),
    ("zoe", "qu:{quoting}:100:1"),
    ("anna", "qu:{quoting}:100:0"),
    ("zoe", "og:again:{order}"),
    *(("zoe", f"cs:{act}:{{case}}") for act in ("yes", "no", "write")),
    ("eva", "cp:{order}:0"),
    ("zoe", "cp:0:{job}"),
    ("zoe", "og:schedule:{order}"),
    ("zoe", "pf:{job}"),
    ("boris", "pf:{job}"),
    *((who, f"of:{act}:{{offer}}") for who in ("zoe", "boris") for act in ("accept", "decline", "photos", "busy")),
    ("ivan", "of:accept:{offer}"),
    *(("eva", f"jb:{act}:{{job}}") for act in (*STEPS, *LOOKS)),
    *(("anna", f"jb:{act}:{{job}}") for act in STEPS),
    *(("eva", f"{room}:{{job}}") for room in ("st", "jp", "xw", "rl", "rt")),
    ("eva", "rt:{done}"),
    ("boris", "rl:{job}"),
    ("boris", "rt:{done}"),
    ("eva", "hb:sick:{job}"),
    ("anna", "hb:sick:{job}"),
    ("ali", "xa:{extra}:1"),
    ("boris", "xa:{extra}:1"),
    *(("zoe", press) for press in OPERATORS),
    ("ivan", "ap:approve:{ivan}"),
    ("eva", "as:{order}:{eva}"),
    ("anna", "te:online:0"),
    ("zoe", "te:jobs:0"),
    ("zoe", "te:radius:20"),
    ("ivan", "te:online:0"),
    ("zoe", "te:job:{offer}"),
    ("zoe", "te:earnings:0"),
    ("zoe", "hr"),
)
"""Who presses what, and none of it is theirs."""


@pytest.mark.parametrize(("who", "template"), FOREIGN)
async def test_no_and_nothing_else(crowd: Crowd, who: str, template: str) -> None:
    before = await crowd.facts()
    crowd.look()
    answer = await crowd.presses(crowd.people[who], crowd.press(template))
    assert answer.show_alert, f"{answer.text!r}"
    assert answer.text
    assert await crowd.facts() == before
    assert [message.text for message in await crowd.news()] == []
    assert not [secret for secret in (STREET, BORIS_PHONE, "600 111 222", "Drip") if secret in answer.text]


async def test_a_colleagues_offer_is_nobody_elses_to_take(crowd: Crowd) -> None:
    before = await crowd.facts()
    answer = await crowd.presses(crowd.ivan, crowd.press("te:job:{offer}"))
    assert answer.show_alert
    await crowd.presses(crowd.ali, crowd.press("of:decline:{offer}"))
    assert await crowd.facts() == before
