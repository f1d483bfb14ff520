"""A market in which every kind of button exists, and every press that its buttons can send."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, cycle
from typing import Any

from aiogram.filters.callback_data import CallbackData

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.links import Purpose
from bot.domain.offers import CancelReason, HandBackReason
from bot.flows import address_note, giving, menu, operator_orders, review_reply
from bot.flows import skills as skill_flow
from bot.flows.ordering import entries
from bot.handlers import (
    calls,
    cases,
    customer,
    interviews,
    jobs,
    offers,
    outages,
    quiet_hours,
    service_book,
    technician,
)
from bot.ui import presses as p
from bot.ui.after_work_presses import AddressNotePress, BookPress, HandOverPress, PreferencePress, QuietPress, SignPress
from bot.ui.amends_presses import AmendsPress, TakeBackPress
from bot.ui.appeal_presses import AppealPress
from bot.ui.application_presses import WithdrawPress
from bot.ui.case_presses import CasePress, ComplainPress, DeskCasePress
from bot.ui.interview_presses import InterviewPress
from bot.ui.link_presses import LinkPress
from bot.ui.outage_presses import CallNumberPress, DutyPress, OutagePress
from bot.ui.review_presses import DeskReplyPress, ReplyPress
from bot.usecases.applications import apply
from bot.usecases.links import make_link
from db import calls as call_rows
from db import credentials as credential_rows
from db import desk_pages
from db import offers as offer_rows
from db.sqlite import path_of
from db.tables import metadata
from playground.person import Person
from tests.rules.company_scene import CompanyScene, company_of
from tests.rules.presses_ground import (
    APPLICATION,
    case_of,
    cautions_of,
    interview_of,
    orders_of,
    outage_of,
    photos_of,
    survey_of,
)
from tests.rules.presses_of_applicants import about_applicants, about_skills
from tests.rules.presses_of_partners import about_partners, of_dispatchers, partner_of
from tests.stories.journeys import technicians
from tests.stories.stage import Stage

UNKNOWN = "explode"
"""An act that no card of ours offers."""
DELIVERY = {"inbox", "outbox", "cards", "timers", "command_menus", "people", "geocodes"}
"""Tables that say nothing about the market's state: whatever is told goes through them."""


@dataclass
class Scene:
    """Anna has ordered six times, Ali works for her, Bo has been asked too, Tom applies, Olga runs it, Zoe is nobody.

    Dana sends the people of a partner company, of which Bo is one.

    `orders` and `jobs` by what is the matter with them.
    """

    stage: Stage
    anna: Person
    ali: Person
    bo: Person
    tom: Person
    olga: Person
    zoe: Person
    orders: dict[str, int]
    jobs: dict[str, int]
    offer: int
    extra: int
    case: int
    outage: int
    survey: int
    page: int
    call: int
    why: int
    credential: int
    link: int
    interview: int
    dana: Person
    cautions: tuple[int, int]
    amends: int
    company: CompanyScene

    @property
    def everybody(self) -> list[Person]:
        return [self.anna, self.ali, self.bo, self.tom, self.olga, self.zoe, self.dana]

    def state(self, *besides: str) -> dict[str, list[Any]]:
        """All rows of the market, without the tables named."""
        wanted = {table.name for table in metadata.sorted_tables} - DELIVERY - set(besides)
        with closing(sqlite3.connect(path_of(self.stage.database_url))) as connection:
            # The names are our own tables'.
            return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in wanted}

    def not_theirs(self) -> Iterator[tuple[Person, CallbackData]]:
        """Each press with the stranger, and with one of everybody else in turn."""
        others = cycle([self.anna, self.ali, self.bo, self.tom, self.olga])
        for press, may in self.presses():
            if self.zoe not in may:
                yield self.zoe, press
                yield next(person for person in others if person not in may), press

    def presses(self) -> Iterator[tuple[CallbackData, list[Person]]]:
        """Every press there is, with those whose business it is."""
        yield from self._of_customers()
        yield from self._of_technicians()
        for press in of_dispatchers(self.orders["searching"], self.bo.id):
            yield press, [self.dana]
        yield from self._of_applicants()
        yield from self._of_operators()
        yield from self._of_anybody()
        yield from self._afterwards()
        yield from self.company.presses(self.bo, self.anna, UNKNOWN)
        for act in ("ask", "no", UNKNOWN, "yes"):
            yield WithdrawPress(act=act), [self.tom]

    def _of_customers(self) -> Iterator[tuple[CallbackData, list[Person]]]:
        for name in ("en_route", "expired"):
            for act in (*customer.ACTS, UNKNOWN):
                yield p.OrderPress(act=act, order_id=self.orders[name]), [self.anna]
            for act in ("schedule", "again"):
                yield p.OrderingPress(act=act, order_id=self.orders[name]), [self.anna]
        for accepted in (True, False):
            yield p.QuotePress(order_id=self.orders["quoting"], version=1, accepted=accepted), [self.anna]
            yield p.QuotePress(order_id=self.orders["quoting"], version=0, accepted=accepted), [self.anna]
            yield p.ExtraAnswerPress(extra_id=self.extra, approved=accepted), [self.anna]
        yield p.ProfilePress(job_id=self.jobs["en_route"]), [self.anna]
        for given in (1, 99):
            yield p.SurveyPress(survey_id=self.survey, answer=given), [self.anna]
        for act in ("write", "no", "yes", "no", UNKNOWN):
            yield CasePress(act=act, case_id=self.case), [self.anna]
        yield ComplainPress(order_id=self.orders["en_route"]), [self.anna]
        yield p.OrderingPress(act="from_case", order_id=self.case), [self.anna]
        for reason in CancelReason:
            yield p.CancelPress(order_id=self.orders["en_route"], reason=reason), [self.anna]

    def _afterwards(self) -> Iterator[tuple[CallbackData, list[Person]]]:
        """What a customer finds when the work is long done."""
        for act in (*service_book.ACTS, UNKNOWN):
            yield BookPress(act=act, number=1), [self.anna]
        for act in ("first", "never", UNKNOWN):
            yield PreferencePress(act=act, number=self.jobs["done"]), [self.anna]
        yield PreferencePress(act="drop", number=self.ali.id), [self.anna]
        for act in (*review_reply.ACTS, UNKNOWN):
            yield ReplyPress(act=act, job_id=self.jobs["done"]), [self.ali]
        for act in (*address_note.ACTS, UNKNOWN):
            yield AddressNotePress(act=act, place_id=1), [self.anna]

    def _of_technicians(self) -> Iterator[tuple[CallbackData, list[Person]]]:
        for act in (*offers.ACTS, UNKNOWN):
            yield p.OfferPress(act=act, offer_id=self.offer), [self.ali]
        both = [self.anna, self.ali]
        others = {"where": [self.anna], "photos": both, "report": both, "start_for": [self.olga]}
        for job in self.jobs.values():
            for act in (*jobs.ACTS, UNKNOWN):
                yield p.JobPress(act=act, job_id=job), others.get(act, [self.ali])
            yield p.RelayPress(job_id=job), [self.ali, self.anna]
            yield p.RatePress(job_id=job), [self.ali, self.anna]
            yield SignPress(job_id=job), [self.anna]
            yield ComplainPress(job_id=job), [self.ali]
            for press in (p.StartPress, p.JobPhotosPress, p.ExtraPress, p.SeniorPress, HandOverPress):
                yield press(job_id=job), [self.ali]
        for reason in HandBackReason:
            yield p.HandBackPress(reason=reason, job_id=self.jobs["en_route"]), [self.ali]
        for act in set(technician.ACTS) - {"application", "documents", "skills"} | {UNKNOWN}:
            yield p.TechnicianPress(act=act, number=1), [self.ali, self.bo]
        yield p.HoursPress(), [self.ali, self.bo]
        yield AppealPress(caution_id=self.cautions[0]), [self.bo]
        for act in (*calls.ACTS, UNKNOWN):
            yield p.CallPress(act=act, call_id=self.call), [self.bo]

    def _of_applicants(self) -> Iterator[tuple[CallbackData, list[Person]]]:
        """What whoever has applied may do, decided or not."""
        may = [self.ali, self.bo, self.tom]
        for act in ("application", "documents", "skills"):
            yield p.TechnicianPress(act=act), may
        for kind in ("identity", UNKNOWN):
            yield p.DocumentPress(kind=kind), may
        for act in (*interviews.OWN_ACTS, UNKNOWN):
            yield InterviewPress(act=act), [self.tom]
        for act in (*skill_flow.OWN_ACTS, UNKNOWN):
            yield p.SkillPress(act=act, skill="plumbing"), may

    def _of_operators(self) -> Iterator[tuple[CallbackData, list[Person]]]:
        first = about_applicants(self.tom.id, self.interview)
        last = chain(
            about_skills(self.bo.id, self.credential, self.cautions[1]), about_partners(self.dana.id, self.bo.id)
        )
        accounts = self.company.of_operators(UNKNOWN)
        for press in chain(first, self._about_orders(), self._at_the_desk(), self._in_trouble(), accounts, last):
            yield press, [self.olga]

    def _about_orders(self) -> Iterator[CallbackData]:
        for name in ("searching", "quoting"):
            for act in (*operator_orders.ORDER_ACTS, UNKNOWN):
                yield p.DeskOrderPress(act=act, order_id=self.orders[name])
        yield p.AssignPress(order_id=self.orders["searching"], person_id=self.bo.id)

    def _at_the_desk(self) -> Iterator[CallbackData]:
        for act in ("withdraw", UNKNOWN):
            yield LinkPress(act=act, link_id=self.link)
        for act in (*operator_orders.TECHNICIAN_ACTS, UNKNOWN):
            yield p.StaffTechnicianPress(act=act, person_id=self.bo.id)
        for act in ("orders", "applicants", "stats", UNKNOWN):
            yield p.DeskPress(act=act)
        for which in ("same", "today", "week", UNKNOWN):
            yield p.DeskPagePress(desk_page=self.page, page=0, which=which)
        for spot in ("w0g0", "w0g1", UNKNOWN):
            yield p.WhyPress(desk_page=self.why, spot=spot)
        yield DeskReplyPress(hidden=True, job_id=self.jobs["done"])
        yield DeskReplyPress(hidden=False, job_id=self.jobs["done"])
        for act in (*cases.DESK_ACTS, UNKNOWN):
            yield DeskCasePress(act=act, case_id=self.case)
        for act in (*giving.ACTS, UNKNOWN):
            yield AmendsPress(act=act, case_id=self.case)
            yield AmendsPress(act=act, order_id=self.orders["done"])
        yield TakeBackPress(amends_id=self.amends)

    def _in_trouble(self) -> Iterator[CallbackData]:
        for act in (*outages.ACTS, UNKNOWN):
            yield OutagePress(act=act, outage_id=self.outage)
        for act in (*outages.DUTIES, UNKNOWN):
            yield DutyPress(act=act)

    def _of_anybody(self) -> Iterator[tuple[CallbackData, list[Person]]]:
        """About nobody but whoever presses."""
        for act in (*menu.ENTRIES, UNKNOWN):
            yield p.MenuPress(act=act), self.everybody
        for act in ({*entries.BEGINNINGS} - {"again", "schedule", "from_case"}) | {UNKNOWN}:
            yield p.OrderingPress(act=act), self.everybody
        yield p.ConsentPress(), self.everybody
        for act in (*outages.ANSWERS, UNKNOWN):
            yield CallNumberPress(act=act), self.everybody
        for act in (*quiet_hours.ACTS, UNKNOWN):
            yield QuietPress(act=act, hour=23 if act == "begin" else 6), self.everybody
        yield p.ApplyPress(), self.everybody
        for act in ("keep", UNKNOWN):
            yield p.ForgetPress(act=act), self.everybody
        yield p.OrdersPagePress(page=1, shown=0), self.everybody
        yield p.WizardPress(version=1, choice=UNKNOWN), self.everybody
        for language in Language:
            yield p.LanguagePress(language=language), self.everybody


async def a_scene(stage: Stage) -> Scene:
    """Let all of it happen."""
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    tom, zoe = await stage.newcomer("Tom"), await stage.newcomer("Zoe")
    ali, bo = await technicians(stage, "Ali", "Bo")
    photos = await photos_of(stage, anna)
    made = await stage.app.turns.run(lambda tx: orders_of(tx, PersonId(anna.id), PersonId(ali.id), photos))
    await stage.app.turns.run(lambda tx: apply(tx, PersonId(tom.id), APPLICATION))
    made |= await stage.app.turns.run(lambda tx: case_of(tx, PersonId(anna.id), PersonId(olga.id)))
    survey = await stage.app.turns.run(lambda tx: survey_of(tx, PersonId(anna.id), made["orders"]["done"]))
    page = await stage.app.turns.run(lambda tx: desk_pages.open_page(tx, "orders", "open"))
    why = await stage.app.turns.run(lambda tx: desk_pages.open_page(tx, "why", str(made["orders"]["searching"])))
    soon = stage.clock.now() + timedelta(hours=3)
    call = await stage.app.turns.run(lambda tx: call_rows.add(tx, PersonId(bo.id), 4, soon))
    await stage.settled()
    asked = await stage.app.database.read(lambda c: offer_rows.of_order(c, made["orders"]["searching"]))
    offer = next(offer.id for offer in asked if offer.technician == ali.id)
    outage = await stage.app.turns.run(lambda tx: outage_of(tx, PersonId(olga.id)))
    made |= {"offer": offer, "outage": outage, "survey": survey, "page": page, "call": call, "why": why}
    dana = await stage.newcomer("Dana")
    await stage.app.turns.run(lambda tx: partner_of(tx, PersonId(dana.id), PersonId(bo.id)))
    link, _ = await stage.app.turns.run(lambda tx: make_link(tx, Purpose.APPLICANT, PersonId(olga.id), "onsite_bot"))
    shown = await stage.app.turns.run(
        lambda tx: credential_rows.add(tx, PersonId(bo.id), "identity", [photo.file_id for photo in photos])
    )
    made["cautions"] = await stage.app.turns.run(lambda tx: cautions_of(tx, PersonId(bo.id)))
    made["interview"] = await stage.app.turns.run(lambda tx: interview_of(tx, PersonId(olga.id), PersonId(tom.id)))
    made["company"] = await stage.app.turns.run(lambda tx: company_of(tx, PersonId(bo.id), PersonId(anna.id)))
    return Scene(stage, anna, ali, bo, tom, olga, zoe, **made, dana=dana, credential=shown, link=link)
