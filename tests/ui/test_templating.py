"""Templates: escaping, own digits, strictness, plain versions, speed."""

import timeit

import pytest
from jinja2 import DictLoader, UndefinedError
from jinja2.exceptions import TemplateNotFound

from bot.domain.languages import Language
from bot.domain.money import Money
from bot.ui.templating import FILTERS, TEMPLATES_FOLDER
from bot.ui.texts import Texts, texts_of
from tests.ui.conftest import NOW, WARSAW, Render

EN, RU, PL, FA = Language.EN, Language.RU, Language.PL, Language.FA


def test_what_people_typed_is_escaped(render: Render) -> None:
    assert render(EN, "<b>{{ name }}</b>", name="<i>&") == "<b>&lt;i&gt;&amp;</b>"
    assert render(EN, "{% trans %}Hi {{ name }}{% endtrans %}", name="<i>") == "Hi &lt;i&gt;"
    assert render(EN, "{{ _('Hi %(name)s', name=name) }}", name="<i>") == "Hi &lt;i&gt;"
    assert render(FA, "{{ name|name }}", name="<i>") == "\u200f\u2068&lt;i&gt;\u2069"


def test_numbers_are_written_in_the_readers_digits(render: Render) -> None:
    assert render(FA, "{{ number }} {{ share }}", number=1234, share=0.5) == "\u200f۱۲۳۴ ۰٫۵"
    assert render(FA, "{{ number|number }} {{ price }}", number=1234, price=Money(1, "IRR")) == "۱٬۲۳۴ ۱\xa0ریال"
    assert render(FA, '<a href="tg://user?id={{ id|string }}">', id=12) == '<a href="tg://user?id=12">'


PLURAL = "{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}"
CALLED = "{{ ngettext('%(num)s day', '%(num)s days', n) }}"


@pytest.mark.parametrize(
    ("language", "one", "few", "many"),
    [
        (EN, "1 day", "3 days", "5 days"),
        (RU, "1 день", "3 дня", "5 дней"),
        (PL, "1 dzień", "3 dni", "5 dni"),
        (FA, "۱ روز", "۳ روز", "۵ روز"),
    ],
)
def test_plurals(render: Render, language: Language, one: str, few: str, many: str) -> None:
    assert [render(language, CALLED, n=n) for n in (1, 3, 5)] == [one, few, many]


def test_plural_blocks(render: Render) -> None:
    assert [render(EN, PLURAL, n=n) for n in (1, 2)] == ["1 day", "2 days"]
    assert render(FA, PLURAL, n=2) == "۲ days"


def test_filters_speak_the_language(render: Render) -> None:
    assert render(PL, "{{ now|moment(now) }}", now=NOW) == "dziś o 13:00"
    assert render(PL, "{{ now|window(now, now)|capital }}", now=NOW) == "Dziś, 13:00–13:00"
    assert render(RU, "{{ 2500|distance }}, {{ 90|duration }}") == "2,5 км, 1 ч 30 мин"


def test_every_filter_is_a_method_of_the_texts() -> None:
    assert [name for name in FILTERS if not callable(getattr(Texts, name, None))] == []
    assert list(FILTERS) == sorted(FILTERS)


def test_a_missing_field_is_an_error(render: Render) -> None:
    for source in ("{{ gone }}", "{% trans %}{{ gone }}{% endtrans %}", "{% if gone %}{% endif %}"):
        with pytest.raises(UndefinedError, match="gone"):
            render(EN, source)


@pytest.mark.parametrize("value", [NOW, None, True])
def test_dates_and_nothing_do_not_print_by_accident(render: Render, value: object) -> None:
    with pytest.raises(TypeError, match="several ways"):
        render(EN, "{{ value }}", value=value)


def test_branches_leave_no_holes(render: Render) -> None:
    source = "one  \n{% if no %}\ntwo\n{% endif %}\n\n{% if no %}two{% endif %}\n\n\nthree\n\n"
    assert render(EN, source, no=False) == "one\n\nthree"


def test_a_rendered_template_nests_in_another(render: Render) -> None:
    inner = render(EN, "<b>{{ name }}</b>", name="&")
    assert render(EN, "{{ inner }}!", inner=inner) == "<b>&amp;</b>!"


def test_plain_versions_have_no_tags() -> None:
    texts = Texts(EN, WARSAW)
    texts._environment.loader = DictLoader({"no.html": "<b>{{ name }}</b>\nwas <i>faster</i>."})
    assert texts.render_plain("no", name="<Al & Co>") == "<Al & Co>\nwas faster."
    assert type(texts.render_plain("no", name="Al")) is str


def test_an_unknown_template_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        texts_of(EN).render("there/is/none")


def test_a_card_is_rendered_within_a_millisecond(render: Render) -> None:
    source = """
    <b>{{ service }}</b>
    {% trans name=who|name %}{{ name }} is on the way{% endtrans %}
    {{ visit|window(visit, now) }} · {{ price }} · {{ 2540|distance }} · {{ 40|duration }} · {{ 4.8|rating }}
    {% for line in lines %}{{ line }}
    {% endfor %}
    {{ '+48601234567'|phone }}
    """
    texts = Texts(FA, WARSAW)
    texts._environment.loader = DictLoader({"card.html": source})
    fields = {"service": "Tap", "who": "Anna", "visit": NOW, "now": NOW, "price": Money(12050, "PLN")}
    runs = timeit.repeat(lambda: texts.render("card", lines=["a"] * 5, **fields), number=20, repeat=5)
    assert min(runs) / 20 < 0.001


def test_templates_have_their_folder() -> None:
    assert TEMPLATES_FOLDER.is_dir()
