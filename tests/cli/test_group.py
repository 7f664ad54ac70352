"""Several people's answers on the command line: what is read, what is refused, and what the report says."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.cli.main import main
from leadready.exchange.group_files import subject_key
from leadready.exchange.responses_json import read_respondent, respondent_text
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from pathlib import Path

READINESS = "readiness-for-change"
COMMITMENT, EFFICACY = (2, 4, 6, 9, 11), (1, 3, 5, 7, 8, 10, 12)


def answers(commitment: int | None, efficacy: int, change: str | None = "Bedside handover") -> dict[str, Any]:
    said: dict[str, Any] = {f"oric-{number}": commitment for number in COMMITMENT}
    said |= {f"oric-{number}": efficacy for number in EFFICACY}
    return said if change is None else {"change": change, **said}


def write(path: Path, responses: dict[str, Any], **header: str) -> str:
    path.write_text(json.dumps({"assessment": READINESS, **header, "responses": responses}), encoding="utf-8")
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Three people who agree on commitment (4 4 5) and differ on efficacy (1 3 5); each writes the change their way."""
    return [
        write(tmp_path / "a.json", answers(4, 1), name="Dr Rhiannon Pugh", sitting="one"),
        write(
            tmp_path / "b.json", answers(4, 3, "  bedside   HANDOVER "), name="Sam Okafor", role="Porter", sitting="two"
        ),
        write(tmp_path / "c.json", answers(5, 5, "Bedside handover"), sitting="three"),
    ]


def test_agreement_comes_first_and_a_mean_only_where_people_agree(files: list[str], capsys: pytest.CaptureFixture[str]):
    """Commitment: each item 4 4 5, variance 1/3 of 2: r_wg(5) = 5 x 5/6 / (5 x 5/6 + 1/6) = 25/26. Mean (75 + 75 + 100) / 3.

    Efficacy: each item 1 3 5, variance 4 and so more than 2: 0, and no mean.
    """
    assert main(["group", READINESS, *files]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["Bedside handover", "3 people answered. Readiness for a change, version 1.0.0."]
    assert said[said.index("Change commitment") :][1:7] == [
        "  People agree enough: r_wg(j) is 0.96, and 0.70 is needed.",
        "  A second look says the same: answers lie 0.44 options from their mean on average, less than 0.83.",
        "  3 of 3 people have a score.",
        "  Scores lie between 75 and 100 of 100.",
        "  The mean is 83 of 100.",
        "  Scores: 75, 75, 100",
    ]
    efficacy = said[said.index("Change efficacy") :]
    assert efficacy[1] == "  People agree too little: r_wg(j) is 0.00, and 0.70 is needed."
    assert efficacy[5] == "  No mean is shown because people agree too little for a mean to stand for them."
    assert efficacy[6] == "  Scores: 0, 50, 100"
    assert (
        "    1 0 1 0 1  People who work here feel confident that the organization can get people invested in implementing this change."
        in efficacy
    )


def test_json_has_exact_values_and_no_mean_that_must_not_be_shown(files: list[str], tmp_path: Path):
    target = tmp_path / "report.json"
    assert main(["group", READINESS, *files, "-o", str(target)]) == 0
    document = json.loads(target.read_text(encoding="utf-8"))
    assert (document["about"], document["people"], document["least_people"], document["agreement_needed"]) == (
        "Bedside handover",
        3,
        3,
        0.7,
    )
    commitment, efficacy = document["scales"]["commitment"], document["scales"]["efficacy"]
    assert (commitment["agreement_exact"], commitment["mean"], commitment["no_mean"]) == ("25/26", 83.3333, [])
    assert (efficacy["agreement"], efficacy["mean"], efficacy["no_mean"]) == (0.0, None, ["too-little-agreement"])
    assert efficacy["scores"] == [0.0, 50.0, 100.0]
    assert commitment["items"]["oric-2"] == {
        "Disagree": 0, "Somewhat disagree": 0, "Neither agree nor disagree": 0, "Somewhat agree": 2, "Agree": 1,
    }  # fmt: skip


@pytest.mark.parametrize("ending", [".html", ".json", ".txt"])
def test_nobody_is_named_in_any_report(files: list[str], tmp_path: Path, ending: str):
    target = tmp_path / f"report{ending}"
    assert main(["group", READINESS, *files, "-o", str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    assert "Bedside handover" in text
    for word in ("Rhiannon", "Okafor", "Porter", "a.json", str(tmp_path), "three"):
        assert word not in text, word


def test_the_page_is_whole_and_what_people_wrote_is_no_markup(tmp_path: Path):
    change = "<script>alert(1)</script> & “more”"
    files = [write(tmp_path / f"{place}.json", answers(4, 4, change)) for place in range(3)]
    target = tmp_path / "report.html"
    assert main(["group", READINESS, *files, "-o", str(target)]) == 0
    page = target.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; “more”</h1>" in page
    assert page.index("People agree enough") < page.index("The mean is 75 of 100.")
    assert page.count("<svg") == 4  # levels and scores of each scale
    assert "Shea" in page
    assert "http-equiv" not in page


def test_answers_about_different_changes_are_refused_and_listed(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    other = write(tmp_path / "d.json", answers(4, 4, "New rota"))
    target = tmp_path / "report.txt"
    assert main(["group", READINESS, *files, other, "-o", str(target)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "The answers are about different things: “Bedside handover” (3 people), “New rota” (1 person). "
        "Put together only answers about one, or give it one name in all files.\n"
    )
    assert not target.exists()


def test_a_cohort_and_single_files_go_together(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rows = [answers(4, 4, "bedside handover"), answers(5, 5, "BEDSIDE HANDOVER")]
    table = tmp_path / "cohort.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["respondent", *rows[0]])
        writer.writeheader()
        writer.writerows({"respondent": f"Person {place}", **row} for place, row in enumerate(rows))
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(rows[0]))
    book.active.append(list(rows[1].values()))
    book.save(tmp_path / "more.xlsx")
    assert main(["group", READINESS, *files, str(table), str(tmp_path / "more.xlsx")]) == 0
    said = capsys.readouterr().out
    assert "6 people answered." in said
    assert "Person" not in said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nameless.json", {"assessment": READINESS, "responses": answers(4, 4, None)}, "nameless.json: It does not say what the answers are about."),
        ("blank.json", {"assessment": READINESS, "responses": {**answers(4, 4), "change": None}}, "blank.json: It does not say what the answers are about."),
        ("long.json", {"assessment": READINESS, "responses": answers(4, 4, "x" * 81)}, "is no answer to “change”."),
        ("other.json", {"assessment": "clinical-leadership", "responses": {}}, "The file is for “clinical-leadership”, not for “readiness-for-change”."),
        ("wrong.json", {"assessment": READINESS, "responses": {**answers(4, 4), "oric-1": 6}}, "“6” is no answer to “oric-1”."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_stops_everything(
    files: list[str], tmp_path: Path, name: str, content: Any, said: str, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    assert main(["group", READINESS, *files, str(tmp_path / name)]) == 1
    ended = capsys.readouterr()
    assert said in ended.err
    assert ended.out == ""


def test_the_same_answers_are_not_taken_twice(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    again = write(tmp_path / "copy of a.json", answers(4, 1), sitting="one")
    assert main(["group", READINESS, *files, again, files[1]]) == 1
    said = capsys.readouterr().err
    assert "copy of a.json: These answers were read already, from “a.json”." in said
    assert "b.json: These answers were read already, from “b.json”." in said


def test_people_who_answer_alike_are_not_taken_for_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    files = [write(tmp_path / f"{place}.json", answers(4, 4)) for place in range(3)]
    assert main(["group", READINESS, *files]) == 0
    assert "3 people answered." in capsys.readouterr().out


def test_a_table_says_what_each_row_is_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    table = tmp_path / "cohort.csv"
    items = [item for item in answers(4, 4) if item != "change"]
    table.write_text(",".join(items) + "\n" + ",".join("4" for _item in items) + "\n", encoding="utf-8")
    assert main(["group", READINESS, str(table)]) == 1
    assert "cohort.csv:1, column change: There is no column for the item “change”." in capsys.readouterr().err
    table.write_text(
        f"change,{','.join(items)}\nA,{','.join('4' for _item in items)}\n,{','.join('4' for _item in items)}\n",
        encoding="utf-8",
    )
    assert main(["group", READINESS, str(table)]) == 1
    assert "cohort.csv:3, column change: It does not say what the answers are about." in capsys.readouterr().err


def test_other_kinds_of_file_and_rubrics_that_are_not_for_groups(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["group", READINESS, str(tmp_path / "missing.json")]) == 1
    assert "missing.json: There is no such file." in capsys.readouterr().err
    assert main(["group", READINESS, str(tmp_path / "notes.docx")]) == 1
    assert "A table must be a .csv or .xlsx file." in capsys.readouterr().err
    assert main(["group", READINESS, *files, "-o", str(tmp_path / "report.pdf")]) == 1
    assert "is written as .html, .json or .txt." in capsys.readouterr().err
    assert not (tmp_path / "report.pdf").exists()
    assert main(["group", "clinical-leadership", *files]) == 1
    assert "The rubric “development” is not for answers of several people." in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["group", READINESS])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bedside handover", " bedside\u00a0 HANDOVER\n", True),
        ("STRASSE", "straße", True),
        ("Ｒota", "rota", True),
        ("New rota", "New-rota", False),
    ],
)
def test_names_are_compared_without_case_width_and_spacing(one: str, other: str, same: bool):
    assert (subject_key(one) == subject_key(other)) is same


def test_answers_saved_as_a_file_read_back_without_a_name(tmp_path: Path):
    instrument = load_assessment(assets.assessments() / "clinical-leadership-quick").instrument
    given = {"a1-1": 3, "b4-2": Absence.NOT_APPLICABLE, "c1-3": Absence.MISSING, "c2-2": Absence.NOT_SEEN}
    path = tmp_path / "mine.json"
    path.write_text(
        respondent_text(instrument.id, given, answered_on=date(2026, 11, 24), sitting="abc"), encoding="utf-8"
    )
    read = read_respondent(path, instrument)
    assert read.responses == {"a1-1": 3, "b4-2": Absence.NOT_APPLICABLE, "c1-3": Absence.MISSING}
    assert (read.answered_on, read.sitting, read.name, read.role) == (date(2026, 11, 24), "abc", "", "")
