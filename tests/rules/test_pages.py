"""The pages keep their promises: links lead somewhere, and the changelog has a place for what is new."""

import re
from pathlib import Path

from tests.rules.project_files import ROOT, project_files

LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)|(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def broken_links(page: Path) -> list[str]:
    """Local links of a page whose file or heading does not exist."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    links = [markdown or html for markdown, html in LINK.findall(text)]
    return [link for link in links if not re.match(r"[a-z]+:", link) and not _resolves(page, link)]


def _resolves(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name) if name else page
    if not target.exists():
        return False
    return not anchor or anchor in {_anchor(heading) for heading in HEADING.findall(target.read_text("utf-8"))}


def _anchor(heading: str) -> str:
    """A heading's anchor as code hosts make it: lower case, spaces to dashes, punctuation dropped."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def changelog_sections(text: str) -> list[str]:
    return re.findall(r"^## \[?([^\]\n]+?)\]?(?: - \d{4}-\d\d-\d\d)?$", text, re.MULTILINE)


def test_local_links_lead_somewhere() -> None:
    pages = {str(page.relative_to(ROOT)): broken_links(page) for page in project_files(".md")}
    assert {page: links for page, links in pages.items() if links} == {}


def test_every_page_and_decision_is_in_the_list_of_pages() -> None:
    listed = set(re.findall(r"\]\(([^)#]+\.md)\)", (ROOT / "docs/README.md").read_text(encoding="utf-8")))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")} - {"README.md"}
    assert pages - listed == set()


def test_there_is_a_readme() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").startswith("# Onsite")


def test_the_changelog_starts_with_what_is_new() -> None:
    assert changelog_sections((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0] == "Unreleased"


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# Some heading, really\n")
    (page := tmp_path / "page.md").write_text(
        "[a](there.md) [b](there.md#some-heading-really) [c](https://example.org) [d](mailto:a@example.org)\n"
        '[e](gone.md) [f](there.md#gone) ![g](gone.png "title") <img src="gone.svg">\n'
        "```\n[h](gone-in-code.md)\n```\n"
    )
    assert broken_links(page) == ["gone.md", "there.md#gone", "gone.png", "gone.svg"]


def test_sections_of_a_changelog_are_read() -> None:
    assert changelog_sections("# Changelog\n\n## [1.0.0] - 2026-01-31\n\n### Added\n") == ["1.0.0"]
