"""What `score`, `rescore` and `plan` say of the rules of a rubric."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from leadready import assets
from leadready.cli.main import main
from tests.workflow.packages import SMALL, write_package

if TYPE_CHECKING:
    from pathlib import Path

QUICK = "clinical-leadership-quick"
RULES = """
gates:
  - {id: start-small, title: Start small, when: {leading: {below: 50}}, outcome: Start small., withholds: [profiles]}
  - {id: sponsor, title: Sponsor, stage: panel, when: {not: {fact: backed}}, outcome: No.}
facts: {backed: A sponsor has confirmed support.}
profiles:
  - {id: leads, title: Leads, when: {leading: {at_least: 60}}, says: This may suggest it., response: Go on.}
quality: {longest_run: 3}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The small package with precision, gates, a profile rule, and a background item that is not scored."""
    precision = "    precision: {sd: 10, reliability: 0.75, basis: measured}\n"  # 9.8 either side
    files = SMALL | {"rubrics/development.yaml": f"{SMALL['rubrics/development.yaml']}{precision}{RULES}"}
    return write_package(tmp_path / "small", files)


def respondent(folder: Path, assessment: str, responses: dict[str, Any]) -> str:
    path = folder / "me.json"
    path.write_text(json.dumps({"assessment": assessment, "responses": responses}), encoding="utf-8")
    return str(path)


def test_one_respondent_gets_gates_profiles_and_quality(package: Path, tmp_path: Path, capsys):
    assert main(["score", str(package), respondent(tmp_path, "small", {"a1": 3, "a2": 2}), "--explain"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["gates"] == [
        {
            "id": "start-small", "title": "Start small", "holds": False, "outcome": "Start small.",
            "withholds": ["profiles"],
            "why": {"words": "“Leading” is 75, and the rule asks for below 50: clearly not met.", "holds": False,
                    "sure": True},
        }
    ]  # fmt: skip
    (profile,) = said["profiles"]
    assert (profile["id"], profile["status"], profile["says"]) == ("leads", "confirmed", "This may suggest it.")
    assert profile["why"]["words"] == "“Leading” is 75, and the rule asks for at least 60: clearly met."
    assert (said["withheld"], said["quality"]["flags"], said["quality"]["caution"]) == ([], {}, False)


def test_reasons_are_given_only_if_asked_and_a_gate_keeps_profiles_back(package: Path, tmp_path: Path, capsys):
    assert main(["score", str(package), respondent(tmp_path, "small", {"a1": 1, "a2": 3})]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(one["holds"], "why" in one) for one in said["gates"]] == [(True, False)]
    assert (said["profiles"], said["withheld"]) == ([], ["profiles"])


def test_columns_for_rules_come_only_if_asked(package: Path, tmp_path: Path, capsys):
    table = tmp_path / "cohort.csv"
    table.write_text("respondent,a1,a2\np1,3,2\np2,1,3\np3,,3\np4,2,2\n", encoding="utf-8")
    assert main(["score", str(package), str(table)]) == 0
    usual = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert usual[0] == ["respondent", *(f"leading.{part}" for part in ("score", "raw", "answered", "level"))]
    assert main(["score", str(package), str(table), "--rules"]) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert [row[:5] for row in rows] == usual
    assert [row[5:] for row in rows] == [
        ["gate.start-small", "profile.leads", "flags"],
        ["no", "confirmed", ""],  # 75
        ["yes", "", ""],  # 0: the gate keeps profiles back
        ["", "", ""],  # no score: nothing can be known
        ["no", "", "low-spread"],  # 50
    ]


def test_rules_of_one_respondent_need_no_columns(package: Path, tmp_path: Path, capsys):
    assert main(["score", str(package), respondent(tmp_path, "small", {"a1": 3}), "--rules"]) == 1
    assert "Leave --rules out." in capsys.readouterr().err


@pytest.fixture
def quick() -> dict[str, int]:
    return {"a1-1": 5, "a3-4": 2, "a4-2": 4, "b1-2": 4, "b2-3": 2, "b4-2": 4, "b6-2": 4, "c1-3": 2, "c2-2": 1,
            "d1-1": 4, "d2-4": 3, "e1-1": 2}  # fmt: skip


def test_levels_only_means_no_number_in_json(quick: dict[str, int], tmp_path: Path, capsys):
    assert main(["score", QUICK, respondent(tmp_path, QUICK, quick), "--explain"]) == 0
    scores = json.loads(capsys.readouterr().out)["scores"]
    for score in scores.values():
        assert score.keys() == {"title", "kind", "level", "level_words", "items", "explanation"}
        assert score["explanation"].keys() == {"sentences", "needed", "present", "applicable", "prorated"}
        assert "borderline" not in score["level_words"]
        assert not any(re.search(r"\d", words) for words in score["explanation"]["sentences"][:-1])


def test_levels_only_means_no_number_in_tables(quick: dict[str, int], tmp_path: Path, capsys):
    table = tmp_path / "cohort.csv"
    table.write_text(",".join(quick) + "\n" + ",".join(map(str, quick.values())) + "\n", encoding="utf-8")
    assert main(["score", QUICK, str(table)]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert {name.rpartition(".")[2] for name in row} == {"answered", "level"}
    assert (row["desire.answered"], row["desire.level"]) == ("3", "higher")


def test_rescoring_shows_both_versions(package: Path, tmp_path: Path, capsys):
    newer = write_package(tmp_path / "newer", SMALL | {
        "rubrics/development.yaml": SMALL["rubrics/development.yaml"].replace("[a1, -a2]", "[{a1: 3}, -a2]"),
    })  # fmt: skip
    me = respondent(tmp_path, "small", {"a1": 3, "a2": 2})
    assert main(["rescore", str(package), str(newer), me]) == 0
    assert capsys.readouterr().out == (
        "leading: 75, High → 88, High. Moved by +12.5, and all of it is the ruler's. "
        "Its keys, weights or counted values changed.\n"
    )
    assert main(["rescore", str(package), str(newer), me, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["scores"]["leading"]["old"] == {"score": 75.0, "exact": "75"}
    assert said["scores"]["leading"]["new"] == {"score": 87.5, "exact": "87.5"}
    assert said["scores"]["leading"]["comparable"] is False
    assert (said["old"]["profiles"], said["new"]["profiles"]) == (["leads"], [])
    assert main(["rescore", str(package), str(newer), me, "--rubric", "growth"]) == 1
    assert "Version 1.0.0 has no rubric “growth”. It has: development." in capsys.readouterr().err


def test_versions_without_a_rubric_in_common_cannot_be_rescored(package: Path, tmp_path: Path, capsys):
    files = {name: text.replace("id: development", "id: growth") for name, text in SMALL.items()}
    newer = write_package(tmp_path / "newer", files)
    assert main(["rescore", str(package), str(newer), respondent(tmp_path, "small", {"a1": 3})]) == 1
    assert "The two versions have no rubric in common. Compare them with diff." in capsys.readouterr().err


def test_a_plan_needs_a_rubric_for_development(package: Path, tmp_path: Path, capsys):
    panel = SMALL["rubrics/development.yaml"].replace("id: development", "id: a-panel").replace(
        "title: Development", "title: Panel\nuses: [panel]"
    )  # fmt: skip
    (package / "rubrics" / "a-panel.yaml").write_text(panel, encoding="utf-8")
    me, target = respondent(tmp_path, "small", {"a1": 3, "a2": 2}), str(tmp_path / "plan.pdf")
    assert main(["plan", str(package), me, "-o", target]) == 0  # the first that is for development
    assert main(["plan", str(package), me, "-o", target, "--rubric", "a-panel"]) == 1
    assert (
        "The rubric “Panel” is not made for a person's own development, only for a selection panel. "
        "Take one that is: development."
    ) in capsys.readouterr().err


def test_the_shipped_first_look_is_for_development_only():
    from leadready.assessment.loading import load_assessment
    from leadready.errors import LeadreadyError
    from leadready.rubric.uses import require_use

    rubric = load_assessment(assets.assessments() / QUICK).rubric
    for use in ("panel", "follow-up"):
        with pytest.raises(LeadreadyError, match="only for a person's own development"):
            require_use(rubric, use)
