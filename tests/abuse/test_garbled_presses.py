"""Callback data that no keyboard of ours holds: a word too many, a number too large, another script, nothing at all."""

import asyncio

import pytest

from bot.flows.ordering.draft import OrderingDraft
from tests.abuse.crowd import Crowd
from tests.ordering_scene import ADDRESS

pytestmark = pytest.mark.asyncio(loop_scope="module")

HUGE = 2**63 - 1
GARBLED = (
    " ",
    ":",
    "::::::::",
    "|",
    "or",
    "or:",
    "or:cancel",
    "or:cancel:",
    "or:cancel:abc",
    "or:cancel:1:2",
    "or:cancel:1.5",
    "or:cancel:1e3",
    "or:cancel:-1",
    "or:cancel:0",
    f"or:cancel:{HUGE}",
    f"or:cancel:{HUGE + 1}",
    f"or:cancel:{-HUGE - 2}",
    "or:cancel:" + "9" * 50,
    "or:cancel:۱",
    "or:cancel:True",
    "or:cancel:None",
    "or:CANCEL:1",
    "or:__class__:1",
    "or:cancel;drop table:1",
    "OR:cancel:1",
    "оr:cancel:1",
    "or:отмена:1",
    "or:\u202ecancel:1",
    "or:cancel\n:1",
    "or:cancel\x00:1",
    "ca:1:because",
    "ca:wait:1",
    "qu:1:100:maybe",
    f"qu:1:{10**18}:1",
    "qu:1:-100:1",
    "xa:1:2",
    f"xa:{HUGE}:1",
    "hb:tired:1",
    f"hb:sick:{HUGE}",
    "of:accept:{}",
    "of:accept:{0.__class__}",
    "of:accept:%(id)s",
    "of:format:1",
    f"of:accept:{-HUGE}",
    "la:klingon",
    "la:",
    "co:nowhere",
    "me:explode",
    "me:operator_quote",
    "w|",
    "w|1",
    "w|abc|done",
    f"w|{HUGE}|nav:confirm",
    "w|0|edit:phone",
    "w|1|../../etc/passwd",
    "w|1|" + "a" * 41,
    "og:explode:1",
    "te:explode:0",
    f"te:older:{HUGE}",
    f"te:newer:{-HUGE}",
    f"op:{HUGE}:{-HUGE}",
    "op:-1:-1",
    "dp:0:0:all",
    f"dp:{HUGE}:{HUGE}:open",
    "ds:explode",
    "do:explode:1",
    f"as:{HUGE}:{HUGE}",
    "ap:explode:1",
    "aq:reject:explode:1",
    "aw:explode:1",
    "dt:explode:1",
    f"qn:{HUGE}",
    f"st:{HUGE}",
    f"rl:{-1}",
    f"rt:{HUGE}",
    f"pf:{HUGE}",
    "hr:1",
    "ay:1",
    "{{ 7*7 }}",
    "<b>",
    "🚰" * 16,
    "\U000e0041" * 16,
)


@pytest.mark.parametrize("data", GARBLED)
async def test_answered_and_without_effect(crowd: Crowd, data: str) -> None:
    """Tried by a customer, a technician, an applicant and an owner at once."""
    forgers = (crowd.anna, crowd.ali, crowd.ivan, crowd.olga)
    before = await crowd.facts()
    answers = await asyncio.gather(*(forger.press_raw(data) for forger in forgers))
    assert await crowd.facts() == before
    for forger, answer in zip(forgers, answers, strict=True):
        assert answer is not None, forger.first_name
        assert len(answer.text) <= 200
        assert await crowd.conversation(forger) is None, forger.first_name


FORGED_CHOICES = ("edit:phone", "edit:", "nav:nowhere", "crew:٩٩٩", "window:25", "candidate:9", "9", "nav:confirm")


@pytest.mark.parametrize("step", ["service", "problem", "place", "door", "time", "crew", "contact", "summary"])
async def test_the_right_question_and_an_answer_it_never_offered(crowd: Crowd, step: str) -> None:
    """The version is right: somebody reads it from their own keyboard and forges what stands behind it."""
    before = await crowd.facts()
    for choice in FORGED_CHOICES[: -1 if step == "summary" else None]:
        await crowd.at(crowd.zoe, "ordering", OrderingDraft(service="leak", address=ADDRESS, max_crew=4), step)
        asked = await crowd.conversation(crowd.zoe)
        assert asked is not None
        await crowd.presses(crowd.zoe, f"w|{asked.version}|{choice}")
        assert await crowd.conversation(crowd.zoe) is not None, choice
    assert await crowd.facts() == before
