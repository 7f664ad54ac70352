"""Evidence in documents: named with the progress, told in full where somebody asks, and as a file of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadready.errors import FileNotWritten
from leadready.planning.account import Account, AccountFile
from leadready.report.blocks import Bullets
from leadready.report.edition import USUAL, WHOLE, Edition, Part
from leadready.report.evidence import accounts_text
from leadready.report.plan_html import plan_html
from leadready.report.plan_pdf import plan_pdf
from leadready.report.plan_text import plan_text
from leadready.report.sections import sections
from leadready.workflow.export import export_accounts
from tests.report.plans import ROUNDS, document, with_accounts
from tests.report.reading import faults, pages
from tests.report.test_sections import blocks

if TYPE_CHECKING:
    from pathlib import Path


BARE = Account(id="b" * 32)
FULL = Edition(USUAL | {Part.EVIDENCE})


def test_accounts_are_named_with_the_progress():
    (progress,) = [one for one in sections(with_accounts(ROUNDS, BARE)) if one.title.startswith("Progress")]
    listed = blocks(progress.blocks, Bullets)[0]
    assert listed.items == (
        "Fewer late rounds, March 2026, Quality improvement, goals 1, 2",
        "Without a title, goal 2",
    )
    (bare,) = [one for one in sections(document()) if one.title.startswith("Progress")]
    assert not any("Evidence" in str(block) for block in bare.blocks[:2])


def test_they_are_told_in_full_only_where_somebody_asks():
    made = with_accounts(ROUNDS, BARE)
    assert Part.EVIDENCE not in WHOLE.parts
    assert "Families waited." not in plan_text(made)
    text = plan_text(made, FULL)
    told = text[text.index("Evidence in full\n") :]
    assert told.startswith(
        "Evidence in full\n----------------\n\nFewer late rounds\n\nMarch 2026, Quality improvement\n\nSituation\n\n"
        "Rounds ended at two.\nFamilies waited.\n\nAction\n\nI timed ten rounds <b>twice</b> & more.\n\n"
        "Without a title\n\nNothing is written yet."
    )
    assert "Evidence in full" not in plan_text(document(), FULL)  # nothing is said where there is nothing
    assert "<b>twice</b>" not in plan_html(made, FULL)


def test_the_pages_hold_every_word_of_a_long_account():
    words = " ".join(f"word{number:04}" for number in range(1500))
    long = ROUNDS.model_copy(update={"situation": words, "title": "A title " * 40})
    made = pages(plan_pdf(with_accounts(long, BARE), FULL))
    assert faults(made) == []
    said = " ".join(" ".join(page.text.split()) for page in made)
    assert all(f"word{number:04}" in said for number in range(1500))


def test_a_file_of_text_has_the_headings_of_an_account():
    assert accounts_text([ROUNDS]) == (
        "Evidence in full\n----------------\n\nFewer late rounds\n\nMarch 2026, Quality improvement\n\nSituation\n\n"
        "Rounds ended at two.\nFamilies waited.\n\nAction\n\nI timed ten rounds <b>twice</b> & more.\n"
    )


def test_a_file_for_programs_reads_back(tmp_path: Path):
    target = export_accounts([ROUNDS, BARE], tmp_path / "evidence.json")
    text = target.read_text(encoding="utf-8")
    assert AccountFile.model_validate_json(text).accounts == (ROUNDS, BARE)
    first = json.loads(text)["accounts"][0]
    assert json.loads(text)["format"] == "leadready/accounts/1"
    assert (first["happened"], first["evidence"], first["links"][0]["id"]) == (
        "2026-03",
        "quality improvement",
        "measured",
    )
    assert text.endswith("}\n")


def test_a_file_is_whole_or_not_there(tmp_path: Path):
    with pytest.raises(FileNotWritten, match="Accounts are written as .txt, .json"):
        export_accounts([ROUNDS], tmp_path / "evidence.pdf")
    with pytest.raises(FileNotWritten):
        export_accounts([ROUNDS], tmp_path / "nowhere" / "evidence.txt")
    assert list(tmp_path.glob("*.*")) == []
