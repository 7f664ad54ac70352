"""What the documents promise is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leadready import __version__
from leadready.cli.commands import command_parser
from tests.corpus.test_corpus import codes

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("assessments/*/README.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_is_there(page: Path):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_heading_finds_it(page: Path):
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", page.read_text(encoding="utf-8")):
        there = (page.parent / target if target else page).read_text(encoding="utf-8")
        assert anchor in {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", there, re.MULTILINE)}, anchor


def _anchor(heading: str) -> str:
    """Give the anchor of a heading as forges make it: small letters, hyphens for spaces, no other marks."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_every_command_is_described():
    described = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    (commands,) = [action for action in command_parser()._actions if action.dest not in {"help", "version"}]
    for command in commands.choices or ():
        assert f"| `{command}" in described, command


def test_the_changes_name_this_version():
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_runtime_dependency_has_its_reason():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project[project.index("dependencies = [") : project.index("]", project.index("dependencies = ["))]
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = re.findall(r'"([A-Za-z0-9.-]+)[><=]', block)
    assert len(names) == 13
    for name in names:
        assert f"| {name} |" in reasons, name


def test_no_package_host_is_named():
    for path in [*ROOT.glob("requirements/*.txt"), ROOT / "Makefile", ROOT / "pyproject.toml"]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|index-url|find-links", text), path


def test_every_code_of_a_problem_is_explained_and_no_other():
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    explained = [code for row in rows for code in re.findall(r"`([a-z-]+)`", row)]
    assert len(explained) == len(set(explained))
    # These are fields that a fault is about; the two are chosen between by the answer in a cell.
    there = codes("instrument", "assessment", "exchange", "workflow") - {"assessment", "format", "plan"} | {
        "not-a-number",
        "outside-scale",
    }
    assert set(explained) == there
