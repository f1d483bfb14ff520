"""What the process counts about itself while it works; `bot/status.py` shows it to Prometheus.

Names and labels never carry anything that a person wrote.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()
"""Ours alone: the library's own holds whatever else runs in the process."""
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

UPDATES = Counter("onsite_updates", "Updates that had their turn", ["outcome"], registry=REGISTRY)
"""`outcome`: done, failed (tried again) or given_up."""
TURN_SECONDS = Histogram(
    "onsite_turn_seconds",
    "From the beginning of an update's turn to its commit",
    ["handler"],
    buckets=SECONDS,
    registry=REGISTRY,
)
"""`handler`: the command, the kind of button, or the kind of message."""
SENDS = Counter("onsite_sends", "Rows of the outbox by what became of them", ["outcome"], registry=REGISTRY)
"""`outcome`: sent, postponed, dropped (the chat is closed to us) or dead (Telegram will never take it)."""
SMS = Counter("onsite_sms", "Text messages by what became of them", ["outcome"], registry=REGISTRY)
"""`outcome`: sent, refused, unsure (the gateway gave no answer) or not_needed."""
FLOOD_WAITS = Counter("onsite_flood_waits", "Times that Telegram answered 429", registry=REGISTRY)
TIMERS = Counter("onsite_timers", "Timers that fell due", ["kind"], registry=REGISTRY)
TIMER_LATE_SECONDS = Histogram(
    "onsite_timer_late_seconds", "How long after its time a timer was taken", buckets=SECONDS, registry=REGISTRY
)
