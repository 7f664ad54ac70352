"""Shipped packages, own packages, and own rubrics for shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadready import paths
from leadready.cli.main import main
from leadready.errors import LeadreadyError
from leadready.instrument.problems import ProblemsFound
from leadready.workflow.shelf import find_package, installed, open_package, open_shelved, read_shelf
from tests.workflow.packages import RUBRIC, small, write_package

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    write_package(tmp_path / "shipped" / "small")
    return tmp_path / "shipped", tmp_path / "own"


def ours(text: str = RUBRIC) -> str:
    return text.replace("id: development", "id: ours").replace("title: Development", "title: Ours")


def test_a_missing_own_folder_is_no_trouble(folders: tuple[Path, Path]):
    shelf = read_shelf(folders)
    assert (list(shelf.assessments), shelf.broken, shelf.own) == (["small"], {}, frozenset())


def test_own_packages_stand_beside_the_shipped_ones(folders: tuple[Path, Path]):
    write_package(folders[1] / "mine", small("mine"))
    shelf = read_shelf(folders)
    assert list(shelf.assessments) == ["mine", "small"] == list(installed(folders))
    assert shelf.own == {"mine"}
    assert find_package(folders, "mine") == folders[1] / "mine"


def test_an_own_rubric_joins_the_shipped_package_after_its_own(folders: tuple[Path, Path]):
    write_package(folders[1] / "small", {"rubrics/a.yaml": ours()})
    shelf = read_shelf(folders)
    assert (list(shelf.assessments), shelf.broken, shelf.own) == (["small"], {}, frozenset())
    assert list(shelf.assessments["small"].rubrics) == ["development", "ours"]
    assert shelf.assessments["small"].rubric.id == "development"
    shelved = open_shelved(folders, "small")
    assert shelved.folder == folders[0] / "small"
    assert shelved.package.rubric_document("ours").file == "small/rubrics/a.yaml"


def test_a_broken_own_rubric_is_named_and_the_shipped_package_stays_usable(folders: tuple[Path, Path]):
    write_package(
        folders[1] / "small",
        {
            "rubrics/a.yaml": ours().replace("[a1, -a2]", "[a1, -a9]"),
            "rubrics/b.yaml": RUBRIC,
            "rubrics/c.yaml": ours(),
            "rubrics/d.yaml": ours().replace("small 1.x", "small 2.x").replace("id: ours", "id: later"),
        },
    )
    shelf = read_shelf(folders)
    assert list(shelf.assessments["small"].rubrics) == ["development", "ours"]
    codes = {name: [problem.code for problem in found.problems] for name, found in shelf.broken.items()}
    assert codes == {
        "small/rubrics/a.yaml": ["unknown-item"],
        "small/rubrics/b.yaml": ["duplicate-rubric"],
        "small/rubrics/d.yaml": ["other-instrument"],
    }
    assert shelf.broken["small/rubrics/a.yaml"].problems[0].place == "small/rubrics/a.yaml:14"


def test_an_own_package_never_replaces_a_shipped_one(folders: tuple[Path, Path]):
    theirs = {name: text.replace("title: Small", "title: Stolen") for name, text in small("small").items()}
    write_package(folders[1] / "small", {**theirs, "rubrics/a.yaml": ours()})
    shelf = read_shelf(folders)
    assert shelf.assessments["small"].instrument.title == "Small"
    assert list(shelf.assessments["small"].rubrics) == ["development"]
    (problem,) = shelf.broken["small/instrument.yaml"].problems
    assert (problem.code, problem.what) == (
        "id-taken",
        "A package with the id “small” is shipped with leadready, so this one is not used.",
    )


def test_a_folder_with_another_name_than_its_package_is_a_problem(folders: tuple[Path, Path]):
    write_package(folders[1] / "other", small("small"))
    (problem,) = read_shelf(folders).broken["other"].problems
    assert (problem.code, problem.line) == ("folder-name", 3)
    with pytest.raises(ProblemsFound, match="has the id “small”"):
        open_package(folders, "other")


def test_rubrics_of_no_assessment_are_named(folders: tuple[Path, Path]):
    write_package(folders[1] / "smal", {"rubrics/a.yaml": ours()})
    (problem,) = read_shelf(folders).broken["smal/rubrics"].problems
    assert (problem.code, problem.advice) == ("unknown-assessment", "Did you mean “small”?")


def test_a_hidden_folder_is_not_looked_at(folders: tuple[Path, Path]):
    write_package(folders[1] / ".part", small("mine"))
    write_package(folders[1] / ".rest", {"rubrics/a.yaml": "nonsense"})
    assert read_shelf(folders) == read_shelf(folders[:1])


def test_an_unknown_name_gets_the_nearest_of_both_folders(folders: tuple[Path, Path]):
    write_package(folders[1] / "mine", small("mine"))
    with pytest.raises(LeadreadyError, match="Did you mean “mine”"):
        find_package(folders, "mien")


def test_commands_see_own_packages_and_rubrics(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write_package(paths.own_assessments() / "mine", small("mine"))
    flagship = "clinical-leadership"
    rubric = RUBRIC.replace("small 1.x", f"{flagship} 1.x").replace("[a1, -a2]", "[a1-1, -a1-4]")
    write_package(paths.own_assessments() / flagship, {"rubrics/ours.yaml": ours(rubric)})
    assert main(["list"]) == 0
    said = capsys.readouterr().out
    assert "mine 1.0.0  Small\n  development 1.0.0  Development\n" in said
    assert "  ours 1.0.0  Ours\n" in said
    answers = tmp_path / "me.json"
    answers.write_text('{"assessment": "clinical-leadership", "responses": {"a1-1": 5, "a1-4": 3}}', encoding="utf-8")
    assert main(["score", flagship, str(answers), "--rubric", "ours"]) == 0
    # mean of 5 and 6 - 3 = 4 on 1 to 5: 75 on 0 to 100
    assert '"score": 75.0' in capsys.readouterr().out
    assert main(["check", "mine", "--json"]) == 1
    assert '"severity": "fault"' not in capsys.readouterr().out


def test_a_rubric_may_be_named_by_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write_package(paths.own_assessments() / "mine", small("mine"))
    answers = tmp_path / "me.json"
    answers.write_text('{"assessment": "mine", "responses": {"a1": 3, "a2": 3}}', encoding="utf-8")
    file = tmp_path / "theirs.yaml"
    file.write_text(ours(small("mine")["rubrics/development.yaml"]), encoding="utf-8")
    assert main(["score", "mine", str(answers), "--rubric", str(file)]) == 0
    # 3 and 1 + 3 - 3 = 1 on 1 to 3: the middle
    said = capsys.readouterr().out
    assert '"rubric": "ours"' in said
    assert '"score": 50.0' in said
    file.write_text(ours(), encoding="utf-8")
    assert main(["score", "mine", str(answers), "--rubric", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{file}:6: This rubric is for “small 1.x”, but the instrument is “mine 1.x”." in said.err
    assert main(["score", "mine", str(answers), "--rubric", str(tmp_path / "gone.yaml")]) == 1
    assert "There is no such file." in capsys.readouterr().err


def test_broken_own_rubrics_are_named_and_scoring_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write_package(paths.own_assessments() / "clinical-leadership", {"rubrics/ours.yaml": "format: what\n"})
    answers = tmp_path / "me.json"
    answers.write_text('{"assessment": "clinical-leadership", "responses": {}}', encoding="utf-8")
    assert main(["score", "clinical-leadership", str(answers)]) == 0
    said = capsys.readouterr()
    assert "clinical-leadership/rubrics/ours.yaml:1:" in said.err
    assert '"rubric": "development"' in said.out
    assert main(["check", "clinical-leadership"]) == 1
    assert "clinical-leadership/rubrics/ours.yaml:1:" in capsys.readouterr().err
    assert main(["list"]) == 1
