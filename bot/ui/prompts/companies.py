"""The questions about a company's account: a member's limit, a new site, and who pays for an order."""

from bot.ui.company_words import person_name
from bot.ui.keyboards import shares_place
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.typed import shortened
from db import companies

LONGEST_LABEL = 60


@prompt("companies/limit")
def limit_prompt(ask: PromptRequest) -> Prompt:
    """How much a member may spend a month."""
    member = companies.member(ask.connection, ask.fields["member"])
    name = person_name(ask.connection, member.person if member else None)
    label = ask.texts.label
    rows = [[ask.choice(label("No limit"), "none")], [ask.choice(label("Ask me each time"), "each")]]
    return Prompt(ask.render("companies/ask_limit", name=name), rows)


@prompt("companies/site_place")
def site_place_prompt(ask: PromptRequest) -> Prompt:
    """Where the site is: a pin, or typed words and then a choice of what was found."""
    found: list[str] = ask.fields["found"]
    text = ask.render("companies/ask_site_place")
    if not found:
        share = shares_place(ask.texts.label("Share my location"))
        return Prompt(text, reply=[[share]])
    choices = [[ask.choice(shortened(words, LONGEST_LABEL), f"found:{number}")] for number, words in enumerate(found)]
    return Prompt(text, [*choices, [ask.choice(ask.texts.label("None of these"), "again")]])


@prompt("companies/site_name")
def site_name_prompt(ask: PromptRequest) -> Prompt:
    """What the site is called."""
    return Prompt(ask.render("companies/ask_site_name"))


@prompt("ordering/account")
def account_prompt(ask: PromptRequest) -> Prompt:
    """For oneself, or for a company."""
    label = ask.texts.label
    own = ask.choice(label("For myself"), "account:own")
    theirs = [
        [ask.choice(shortened(label("For %(company)s", company=name), LONGEST_LABEL), f"account:{company}")]
        for company, name in ask.fields["companies"]
    ]
    return Prompt(ask.render("ordering/account"), [[own], *theirs])
