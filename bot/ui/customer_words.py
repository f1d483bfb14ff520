"""A customer's profile in words: what technicians who are asked read, and the customer as well."""

from bot.domain.customer_profile import CustomerProfile, Kindness, Reliability, Standing, profile_of
from bot.ui.registry import CardRequest
from bot.ui.texts import N_, Texts
from db import customer_record

STANDINGS = {
    Standing.NEW: N_("A new customer"),
    Standing.KNOWN: N_("A customer for some time"),
    Standing.REGULAR: N_("A regular customer"),
}
KINDNESSES = {
    Kindness.KIND: N_("kind (%(stars)s)"),
    Kindness.PLEASANT: N_("pleasant (%(stars)s)"),
    Kindness.MIXED: N_("not always easy (%(stars)s)"),
    Kindness.DIFFICULT: N_("often difficult (%(stars)s)"),
}
RELIABILITIES = {
    Reliability.RELIABLE: N_("reliable"),
    Reliability.SOMETIMES: N_("visits sometimes fall through"),
    Reliability.OFTEN: N_("visits often fall through"),
}


def customer_words(ask: CardRequest, customer: int) -> str:
    """What is said of this customer."""
    visits = customer_record.last_visits(ask.connection, customer)
    stars = customer_record.last_stars(ask.connection, customer)
    return profile_words(ask.texts, profile_of(visits, stars, ask.market.ratings))


def profile_words(texts: Texts, profile: CustomerProfile) -> str:
    """'A regular customer · kind (4.8) · reliable'."""
    said = [texts.label(STANDINGS[profile.standing])]
    if profile.kindness is not None and profile.stars is not None:
        said.append(texts.label(KINDNESSES[profile.kindness], stars=texts.number(profile.stars)))
    if profile.reliability is not None:
        said.append(texts.label(RELIABILITIES[profile.reliability]))
    return " · ".join(said)
