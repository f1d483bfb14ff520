"""What operators look at before they decide: documents and the photo; and an applicant's second thoughts."""

from bot.ui.application_presses import WithdrawPress
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import Media, View
from db import documents, technicians


@notice("applications/ask_withdraw")
def ask_withdraw_notice(ask: NoticeRequest) -> View | None:
    """Sure?"""
    label = ask.texts.label
    yes = button(label("Yes, withdraw it"), WithdrawPress(act="yes"), style="danger")
    no = button(label("No, keep it"), WithdrawPress(act="no"))
    return View(ask.render("applications/ask_withdraw"), inline([[yes], [no]]))


@notice("applications/documents")
@for_desk
def documents_notice(ask: NoticeRequest) -> View | None:
    """The applicant's documents as an album."""
    applicant = technicians.find(ask.connection, ask.fields["applicant"])
    shown = documents.of_technician(ask.connection, ask.fields["applicant"])
    if applicant is None or not shown:
        return None
    text = ask.render("applications/documents", name=applicant.name, count=len(shown))
    return View(text, media=tuple(Media("photo", file_id) for file_id in shown))


@notice("applications/photo")
@for_desk
def photo_notice(ask: NoticeRequest) -> View | None:
    """The applicant's face."""
    applicant = technicians.find(ask.connection, ask.fields["applicant"])
    if applicant is None or applicant.photo is None:
        return None
    text = ask.render("applications/photo", name=applicant.name)
    return View(text, media=(Media("photo", applicant.photo),))
