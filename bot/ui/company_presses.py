"""Presses about company accounts; `presses` has them all."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class CompanyPress(CallbackData, prefix="cy"):
    """A button of a company's card; `number` is the company, or one of its members or sites."""

    act: Word
    number: Number


class DeskCompanyPress(CallbackData, prefix="dq"):
    """An operator's button about a company."""

    act: Word
    company_id: Number


class StatementPress(CallbackData, prefix="cm"):
    """A manager wants the statement of a month: 202611."""

    company_id: Number
    month: Number


class ApprovalPress(CallbackData, prefix="cv"):
    """A manager's answer to an order above a member's limit."""

    order_id: Number
    approved: bool
