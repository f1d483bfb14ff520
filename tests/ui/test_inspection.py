"""Names that nothing draws are found before anybody waits for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ui import inspection
from bot.ui.inspection import problems, template_names


@pytest.fixture
def bot_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty house whose only templates are `jobs/known` and `refusals/late`."""
    folder = tmp_path / "bot"
    for name in ("jobs/known", "refusals/late"):
        (folder / "templates" / name).parent.mkdir(parents=True)
        (folder / "templates" / f"{name}.html").write_text("{{ _('Done') }}")
    monkeypatch.setattr(inspection, "BOT_FOLDER", folder)
    monkeypatch.setattr(inspection, "TEMPLATES_FOLDER", folder / "templates")
    template_names.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def real_names_afterwards() -> Iterator[None]:
    yield
    template_names.cache_clear()


@pytest.mark.parametrize(
    "call",
    [
        "notify(tx, chat, 'jobs/known')",
        "outbox.notify(tx, chat, view='jobs/known')",
        "notify(tx, chat, chosen)",
        "show_card(tx, chat, 'prompt', 1)",
        "raise Refusal('late', by=3)",
        "texts.render('jobs/known', n=1)",
        "other('jobs/unknown')",
    ],
)
def test_known_names_pass(bot_folder: Path, call: str) -> None:
    (bot_folder / "telling.py").write_text(call)
    assert problems() == []


@pytest.mark.parametrize(
    "call",
    [
        "notify(tx, chat, 'jobs/unknown')",
        "outbox.notify(tx, chat, view='jobs/unknown')",
        "show_card(tx, chat, 'jobs/known', 1)",
        "raise Refusal('early')",
        "ask.render('known')",
    ],
)
def test_unknown_names_are_reported_with_their_place(bot_folder: Path, call: str) -> None:
    (bot_folder / "telling.py").write_text(f"\n{call}")
    assert [problem.split(" ")[0] for problem in problems()] == ["bot/telling.py:2:"]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% if %}", "Expected an expression"),
        ("{{ price|coins }}", "coins"),
        ("{% include 'jobs/gone.html' %}", "jobs/gone.html"),
    ],
)
def test_broken_templates_are_reported(bot_folder: Path, source: str, fault: str) -> None:
    (bot_folder / "templates" / "jobs" / "broken.html").write_text(source)
    [problem] = problems()
    assert problem.startswith("templates/jobs/broken.html")
    assert fault in problem
