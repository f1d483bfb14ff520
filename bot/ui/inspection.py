"""Finds beforehand what would fail when somebody is to be told something: names that nothing draws."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import TemplateError
from jinja2.meta import find_referenced_templates

from bot.domain.languages import Language
from bot.ui.catalogues import placeholder_problems
from bot.ui.registry import card_makers, notice_makers
from bot.ui.templating import TEMPLATES_FOLDER, environment_for
from bot.ui.texts import texts_of

BOT_FOLDER = Path(__file__).parents[1]
_NAME_ARGUMENTS: Mapping[str, tuple[int, str]] = {
    "show_card": (2, "view"),
    "notify": (2, "view"),
    "render": (0, "template_name"),
    "Refusal": (0, "code"),
}
"""Function → where among its arguments it takes the name of what is to be drawn."""


def problems() -> list[str]:
    """One sentence a fault, none when everything that the code names can be drawn in every language."""
    catalogue_faults = [fault for language in Language for fault in placeholder_problems(language)]
    return [*_broken_templates(), *_unknown_names(), *catalogue_faults]


@cache
def template_names() -> frozenset[str]:
    """Every template, by the name that `render` takes."""
    files = TEMPLATES_FOLDER.rglob("*.html")
    return frozenset(file.relative_to(TEMPLATES_FOLDER).with_suffix("").as_posix() for file in files)


def _broken_templates() -> Iterator[str]:
    """Templates that do not compile or build upon one that is not there."""
    environment = environment_for(texts_of(Language.EN))
    for name in sorted(template_names()):
        source = (TEMPLATES_FOLDER / f"{name}.html").read_text(encoding="utf-8")
        try:
            tree = environment.parse(source)
            environment.compile(tree, name)
        except TemplateError as error:
            yield f"templates/{name}.html: {error}"
            continue
        for other in find_referenced_templates(tree):
            if other is not None and other.removesuffix(".html") not in template_names():
                yield f"templates/{name}.html builds upon {other}, which is not there"


def _unknown_names() -> Iterator[str]:
    for file in sorted(BOT_FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and not _is_known(*_named_by(node)):
                place = f"{file.relative_to(BOT_FOLDER.parent)}:{node.lineno}"
                yield f"{place}: nothing draws what {ast.unparse(node)} names"


def _is_known(function: str, name: str) -> bool:
    """Whether something draws what this function is asked for; calls without a plain name are not judged."""
    match function:
        case "show_card":
            return not name or name in card_makers()
        case "notify":
            return not name or name in notice_makers() or name in template_names()
        case "render":
            return not name or name in template_names()
        case "Refusal":
            return not name or f"refusals/{name}" in template_names()
        case _:
            return True


def _named_by(call: ast.Call) -> tuple[str, str]:
    """The function that is called and the name that it is given; '' for what is not written out there."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    position, keyword = _NAME_ARGUMENTS.get(function, (0, ""))
    by_keyword = [given.value for given in call.keywords if given.arg == keyword]
    for argument in [*call.args[position : position + 1], *by_keyword]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return function, argument.value
    return function, ""
