"""Company accounts in the chat: the command, the buttons of the cards, the managers' answers."""

from collections.abc import Callable

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.companies import CompanyId, MemberId, SiteId
from bot.domain.ids import OrderId
from bot.flows.acts import unknown_act
from bot.flows.company_limit import ask_for_limit
from bot.flows.company_site import ask_for_site
from bot.flows.wizard import Scene
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.company_presses import ApprovalPress, CompanyPress, StatementPress
from bot.ui.texts import N_
from bot.usecases import companies, statements
from bot.usecases.approving import answer_approval
from bot.usecases.company_cards import (
    ask_leave,
    open_companies,
    open_company_card,
    open_member,
    open_site,
    show_waiting,
)
from bot.usecases.front_door import let_in

router = Router(name="companies")


@router.message(Command("company"))
async def company_command(_message: Message, turn: Turn) -> None:
    """My company's account, or the choice among several."""

    def decide(tx: Transaction) -> None:
        if let_in(tx, turn.sender.id, "company"):
            open_companies(tx, turn.sender.id)

    await turn.decide(decide)


Act = Callable[[Scene, int], None]
ACTS: dict[str, tuple[Act, str]] = {
    "open": (lambda scene, company: open_company_card(scene.tx, CompanyId(company), scene.person.id), ""),
    "member": (lambda scene, member: open_member(scene.tx, MemberId(member), scene.person.id), ""),
    "limit": (lambda scene, member: ask_for_limit(scene, MemberId(member)), ""),
    "remove": (
        lambda scene, member: companies.remove_member(scene.tx, MemberId(member), scene.person.id),
        N_("Removed."),
    ),
    "place": (lambda scene, site: open_site(scene.tx, SiteId(site), scene.person.id), ""),
    "site": (lambda scene, company: ask_for_site(scene, CompanyId(company)), ""),
    "close": (lambda scene, site: companies.remove_site(scene.tx, SiteId(site), scene.person.id), N_("Removed.")),
    "waiting": (lambda scene, company: show_waiting(scene.tx, CompanyId(company), scene.person.id), ""),
    "months": (lambda scene, company: statements.ask_month(scene.tx, CompanyId(company), scene.person.id), ""),
    "leave": (lambda scene, company: ask_leave(scene.tx, CompanyId(company), scene.person.id), ""),
    "leave_yes": (
        lambda scene, company: companies.leave_company(scene.tx, CompanyId(company), scene.person.id),
        N_("You have left."),
    ),
}
"""What a press is called → what happens, and the word after it. 'invite' is the one that has to know our own name."""
INVITE = "invite"


@router.callback_query(CompanyPress.filter())
async def pressed(query: CallbackQuery, callback_data: CompanyPress, turn: Turn, bot: Bot) -> None:
    """A button of a company's card."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    if callback_data.act == INVITE:
        username = (await bot.me()).username or ""
        company = CompanyId(callback_data.number)
        await turn.decide(lambda tx: companies.invite_member(tx, company, turn.sender.id, username))
    else:
        await turn.decide(lambda tx: act(Scene(tx, turn.sender), callback_data.number))
    await answer(query, turn.sender.language, words)


@router.callback_query(StatementPress.filter())
async def month_pressed(query: CallbackQuery, callback_data: StatementPress, turn: Turn) -> None:
    """The statement of that month."""
    company, month = CompanyId(callback_data.company_id), callback_data.month
    await turn.decide(lambda tx: statements.send_statement(tx, company, month, turn.sender.id))
    await answer(query, turn.sender.language)


@router.callback_query(ApprovalPress.filter())
async def approval_answered(query: CallbackQuery, callback_data: ApprovalPress, turn: Turn) -> None:
    """A manager's yes or no."""
    order, approved = OrderId(callback_data.order_id), callback_data.approved
    await turn.decide(lambda tx: answer_approval(tx, order, turn.sender.id, approved))
    await answer(query, turn.sender.language, N_("Approved.") if approved else N_("Refused."))
