"""The rules that keep somebody from being asked, in two voices: to the desk, and kindly to the technician."""

from bot.ui.texts import N_, Texts

DESK = {
    "approved": N_("not approved"),
    "not_banned": N_("banned"),
    "not_the_customer": N_("ordered it themselves"),
    "not_blocked": N_("blocked by the customer"),
    "skills": N_("without the skills"),
    "level": N_("not of the level it needs"),
    "documents": N_("without a valid document"),
    "restricted": N_("only near and simple jobs for now"),
    "not_handed_back": N_("gave this order back"),
    "not_declined": N_("had declined"),
    "not_on_it": N_("on it already"),
    "not_asked": N_("asked already"),
    "reachable": N_("unreachable"),
    "online": N_("offline"),
    "hours": N_("outside working hours"),
    "own_radius": N_("beyond their work radius"),
    "load": N_("as many jobs as they take"),
    "free_soon": N_("not done soon enough"),
    "no_clash": N_("clashes with a scheduled visit"),
    "open_offers": N_("several offers unanswered"),
    "asked_often": N_("asked often enough this hour"),
    "in_time": N_("hardly there in time"),
    "wave_radius": N_("farther away than this wave looks"),
    "reach": N_("farther away than the search looks"),
    "waiting": N_("others came first"),
    "unseen": N_("no wave came to them"),
}
"""Rule → what operators read: 'offline: 20'."""
KIND = {
    "approved": N_("Your application was not approved yet, or your work was suspended."),
    "not_banned": N_("The market was closed to you."),
    "not_handed_back": N_("You had given this order back."),
    "not_declined": N_("You had declined it."),
    "not_asked": N_("You were asked."),
    "not_on_it": N_("You were on it already."),
    "skills": N_("It needs a skill that your profile does not name."),
    "level": N_("It needs a higher level than yours."),
    "documents": N_("A document that it needs was missing or had expired: see /documents."),
    "restricted": N_("For now you are asked for near and simple jobs only."),
    "reachable": N_("Telegram did not let us write to you."),
    "online": N_("You were offline."),
    "hours": N_("It came outside your working hours."),
    "own_radius": N_("It was beyond your work radius then."),
    "load": N_("You had as many jobs as you take at once."),
    "free_soon": N_("You had a job that would still take a while."),
    "no_clash": N_("It would have clashed with a scheduled visit of yours."),
    "open_offers": N_("Several offers were waiting for your answer already."),
    "asked_often": N_("You had been asked often enough within that hour."),
    "in_time": N_("You would hardly have been at the door in time."),
    "wave_radius": N_("The search was over before it came as far as you."),
    "reach": N_("It was farther away than the search looks."),
}
"""Rule → what the technician reads who was not asked."""
NOW = {
    "level": N_("It needs a higher level than yours."),
    "documents": N_("A document that it needs is missing or has expired: see /documents."),
    "restricted": N_("For now you are asked for near and simple jobs only."),
    "reachable": N_("Telegram does not let us write to you."),
    "online": N_("Go online to be asked."),
    "hours": N_("Not within your working hours."),
    "load": N_("You have as many jobs as you take at once."),
    "free_soon": N_("You are still busy for a while."),
    "no_clash": N_("It clashes with a scheduled visit of yours."),
    "open_offers": N_("Answer your open offers first."),
    "asked_often": N_("You were asked often in the last hour: others have their turn."),
    "wave_radius": N_("The search has not come as far as you yet."),
    "not_handed_back": N_("You gave it back."),
    "not_on_it": N_("You had it already."),
}
"""Rule → what the technician reads of an order that is still open."""
NOT_YET = N_("Others are asked first.")
OTHERS_FIRST = N_("Other technicians suited this order better.")
"""For whatever has no words of its own: also for what a customer has set and keeps to themselves."""


def desk_words(texts: Texts, rule: str) -> str:
    """The rule as operators read it; one without words goes by its name."""
    return texts.label(DESK[rule]) if rule in DESK else rule.replace("_", " ")


def words_for_now(texts: Texts, rule: str) -> str:
    """The rule as the technician reads it of an order that is still open."""
    return texts.label(NOW.get(rule, NOT_YET))


def kind_words(texts: Texts, rule: str) -> str:
    """The rule as the technician reads it."""
    return texts.label(KIND.get(rule, OTHERS_FIRST))
