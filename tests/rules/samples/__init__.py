"""A sample for every template that needs one: what it is rendered from, in as many variants as it has branches.

A new template with fields belongs into the table of its room; `test_templates_render.py` says so when it is missing.
"""

from tests.rules.samples import (
    amends,
    book,
    cases,
    companies,
    conversations,
    desk,
    documents,
    handovers,
    interviews,
    jobs,
    links,
    orders,
    outages,
    partners,
    preferences,
    records,
    refusals,
    skills,
    technicians,
    why,
)
from tests.rules.samples.people import Fields

SAMPLES: dict[str, list[Fields]] = {
    **amends.SAMPLES,
    **book.SAMPLES,
    **cases.SAMPLES,
    **companies.SAMPLES,
    **conversations.SAMPLES,
    **desk.SAMPLES,
    **documents.SAMPLES,
    **handovers.SAMPLES,
    **interviews.SAMPLES,
    **jobs.SAMPLES,
    **links.SAMPLES,
    **orders.SAMPLES,
    **outages.SAMPLES,
    **partners.SAMPLES,
    **preferences.SAMPLES,
    **records.SAMPLES,
    **refusals.SAMPLES,
    **skills.SAMPLES,
    **technicians.SAMPLES,
    **why.SAMPLES,
}
"""Template → the fields of each variant; `now` and `market` are added where it is rendered."""
