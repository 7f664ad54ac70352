"""Every plan keeps to PDF/UA-1 and PDF/A-3a, says veraPDF."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from leadready import language
from leadready.panel.contest import contest
from leadready.panel.round_summary import round_summary
from leadready.report.contest import contest_pdf
from leadready.report.edition import Edition, Paper, Part
from leadready.report.letter import letter_pdf
from leadready.report.pages import CountedCanvas
from leadready.report.panel_report import panel_report_pdf
from leadready.report.plan_pdf import draw, plan_pdf
from leadready.report.tags import Structure
from tests.report.letters import DAY
from tests.report.letters import document as letter
from tests.report.plans import crowded, document
from tests.report.rounds import whole_round
from tests.report.verapdf import missing

ROOT = Path(__file__).parents[2]


def plans() -> dict[str, bytes]:
    named = {"name": "Siân O'Brien & “Co” <x> Жанна 漢字 👩‍⚕️ שלום", "role": "Ward pharmacist"}
    made = {one: plan_pdf(document(one, **named)) for one in ("ready-unsupported", "early-explorer", "on-the-border")}
    made["nothing"] = plan_pdf(document("nothing"))
    made["crowded"] = plan_pdf(document(plan=crowded()))
    made["shared"] = plan_pdf(document(**named), Edition(paper=Paper.LETTER, shows_scores=False))
    made["everything"] = plan_pdf(document(**named), Edition(frozenset(Part)))
    made["letter"] = letter_pdf(letter())
    made["draft"] = letter_pdf(replace(letter(name=named["name"]), reviewed_by=""))
    held = whole_round()
    made["panel-report"] = panel_report_pdf(round_summary(held.view()), DAY)
    made["contest"] = contest_pdf(contest(held.view(), held.log(), "C4N9TV"), DAY)
    made["bare"] = plan_pdf(document(), Edition(frozenset()))
    language.use("cy")
    try:
        made["welsh"] = plan_pdf(document(**named))
    finally:
        language.use(language.ENGLISH)
    return made


@pytest.mark.skipif(bool(missing()), reason=f"veraPDF cannot run here: no {missing()}")
def test_every_plan_conforms_and_an_untagged_file_does_not(tmp_path: Path):
    tagged = plans()
    files = tagged | {"untagged": draw(document(), Structure(), CountedCanvas)}
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    named = [str(tmp_path / f"{name}.pdf") for name in files]
    command = [sys.executable, "-m", "tests.report.verapdf", *named]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    verdicts = {Path(file).stem: failed for file, failed in json.loads(ended.stdout).items()}
    untagged = verdicts.pop("untagged")
    assert verdicts == {name: {"ua1": {}, "3a": {}} for name in tagged}
    assert {"6.2-1", "7.1-8", "7.1-11"} <= set(untagged["ua1"])
    assert {"6.7.2.1-1", "6.2.4.3-2"} & set(untagged["3a"])
