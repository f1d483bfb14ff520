"""The dispatch as the rest of the house knows it: who is asked, who gets the job, who is asked again.

A search goes out in waves (`waves`), from its begin to its end (`searching`); technicians answer (`offers`) and join
the crew (`crew`); operators assign by hand (`assigning`); whoever can't be counted on is withdrawn (`withdrawing`).
"""

from bot.usecases.assigning import assign
from bot.usecases.closing import close_offers
from bot.usecases.offers import accept_offer, decline_offer, show_attachments
from bot.usecases.searching import give_up, reopen, search_again, start_search
from bot.usecases.waves import run_wave, wake_searches
from bot.usecases.withdrawing import withdraw_technician

__all__ = [
    "accept_offer",
    "assign",
    "close_offers",
    "decline_offer",
    "give_up",
    "reopen",
    "run_wave",
    "search_again",
    "show_attachments",
    "start_search",
    "wake_searches",
    "withdraw_technician",
]
