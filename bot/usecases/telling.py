"""Who is told what: the handlers' and flows' way to the outbox."""

from db.outbox import Priority, notify, show_card

__all__ = ["Priority", "notify", "show_card"]
