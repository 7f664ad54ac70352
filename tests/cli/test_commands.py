"""The command line as its users meet it: what it writes, what it says, how it ends."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.cli.main import main
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment

FLAGSHIP = "clinical-leadership"


@pytest.fixture
def respondent(flagship: Assessment, tmp_path: Path) -> Path:
    example = next(
        one for one in load_examples(assets.assessments() / FLAGSHIP, flagship) if one.id == "early-explorer"
    )
    codes = {Absence.MISSING: None, Absence.NOT_APPLICABLE: "n/a"}
    responses = {
        item: codes.get(answer, answer) if isinstance(answer, Absence) else answer
        for item, answer in example.answers.items()
    }
    path = tmp_path / "me.json"
    path.write_text(
        json.dumps({"assessment": FLAGSHIP, "name": "Sam", "responses": responses}, indent=1), encoding="utf-8"
    )
    return path


@pytest.fixture
def table(flagship: Assessment, tmp_path: Path) -> list[list[str]]:
    items = [item.id for item in flagship.instrument.items if not item.optional]
    header = ["respondent", *items, "note"]
    first = ["p1", *["3"] * 72, "=1+1"]
    absent = {"e2-1": "", "e2-2": "n/s", "e1-1": "n/a"}
    second = ["p2", *[absent.get(item, "5") for item in items], "plain"]
    return [header, first, second]


def write_table(path: Path, rows: list[list[str]], delimiter: str = ",") -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def test_list(capsys: pytest.CaptureFixture[str]):
    assert main(["list"]) == 0
    listed = capsys.readouterr().out
    assert (
        "clinical-leadership 1.0.0  Clinical leadership and improvement readiness\n  development 1.0.0  Development profile\n"
        in listed
    )
    assert [line.split()[0] for line in listed.splitlines() if not line.startswith(" ")] == [
        "character-strengths", "clinical-leadership", "clinical-leadership-quick", "readiness-for-change",
    ]  # fmt: skip


def test_check_of_a_sound_and_a_broken_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", FLAGSHIP]) == 0
    assert capsys.readouterr().out == "clinical-leadership 1.0.0: no problems.\n"
    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "instrument.yaml: There is no such file." in said.err
    assert main(["check", str(tmp_path), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert {problem["code"] for problem in problems} == {"file-missing", "no-rubric"}


def test_an_unknown_assessment_gets_a_near_miss(capsys: pytest.CaptureFixture[str]):
    assert main(["check", "clinical-leadersip"]) == 1
    assert (
        capsys.readouterr().err == "There is no assessment “clinical-leadersip”. Did you mean “clinical-leadership”?\n"
    )


def test_one_respondent_is_scored_and_explained(respondent: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["score", FLAGSHIP, str(respondent), "--explain"]) == 0
    scores = json.loads(capsys.readouterr().out)["scores"]
    assert scores["culture"]["exact"] == "1025/18"
    assert scores["culture"]["score"] == pytest.approx(56.9444)
    assert scores["practice"]["score"] is None
    assert scores["practice"]["items"] == {
        "answered": 1,
        "missing": 1,
        "not_applicable": 2,
        "not_seen": 0,
        "applicable": 2,
    }
    assert scores["aspiration"]["explanation"]["prorated"] is True
    assert scores["aspiration"]["explanation"]["arithmetic"][-1] == "(1.33 − 1) ÷ (5 − 1) × 100 = 8.33"
    assert scores["identity"]["interval"]["half_width"] == pytest.approx(19.32)


def test_a_cohort_in_csv_and_xlsx(tmp_path: Path, table: list[list[str]], capsys: pytest.CaptureFixture[str]):
    source = write_table(tmp_path / "cohort.csv", table)
    assert main(["score", FLAGSHIP, str(source)]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["respondent"] for row in rows] == ["p1", "p2"]
    assert rows[0]["note"] == "'=1+1"  # no formula executes
    assert (rows[0]["person.score"], rows[0]["person.level"], rows[0]["identity.raw"]) == ("50.0", "building", "3.0")
    assert rows[1]["pathway.answered"] == "2"
    assert rows[1]["pathway.score"] == ""
    target = tmp_path / "scored.xlsx"
    assert main(["score", FLAGSHIP, str(source), "-o", str(target)]) == 0
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    cells = list(sheet.iter_rows(values_only=False))
    note = [cell.value for cell in cells[0]].index("note")
    assert (cells[1][note].value, cells[1][note].data_type) == ("=1+1", "s")
    assert main(["score", FLAGSHIP, str(target), "-o", str(tmp_path / "again.csv")]) == 1


def test_an_xlsx_cohort_and_a_semicolon_csv_give_the_same(
    tmp_path: Path, table: list[list[str]], capsys: pytest.CaptureFixture[str]
):
    main(["score", FLAGSHIP, str(write_table(tmp_path / "a.csv", table))])
    expected = capsys.readouterr().out
    assert main(["score", FLAGSHIP, str(write_table(tmp_path / "b.csv", table, ";"))]) == 0
    assert capsys.readouterr().out == expected
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in table:
        book.active.append([float(cell) if cell.isdigit() else cell for cell in row])
        for cell in book.active[book.active.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
    book.save(tmp_path / "c.xlsx")
    assert main(["score", FLAGSHIP, str(tmp_path / "c.xlsx")]) == 0
    assert capsys.readouterr().out == expected


BAD_TABLES = [
    ("misspelt", lambda rows: [["respondent", "a1_1", *rows[0][2:]], *rows[1:]], "There is no column for the item “a1-1”. Is it this one? Did you mean “a1_1”?", ":1, column a1-1"),
    ("missing", lambda rows: [[row[0], *row[2:]] for row in rows], "There is no column for the item “a1-1”. Add it", ":1, column a1-1"),
    ("outside", lambda rows: [rows[0], ["p1", "6", *rows[1][2:]]], "“6” is no answer to “a1-1”. Allowed are: 1, 2, 3, 4, 5.", ":2, column a1-1"),
    ("text", lambda rows: [rows[0], ["p1", "often", *rows[1][2:]]], "“often” is no answer to “a1-1”.", ":2, column a1-1"),
    ("decimal", lambda rows: [rows[0], ["p1", "3,5", *rows[1][2:]]], "“3,5” is no answer to “a1-1”.", ":2, column a1-1"),
    ("not applicable", lambda rows: [rows[0], ["p1", "n/a", *rows[1][2:]]], "“n/a” is no answer to “a1-1”.", ":2, column a1-1"),
    ("twice", lambda rows: [*rows, rows[1]], "The respondent “p1” stands in line 2 already.", ":4, column respondent"),
    ("two columns", lambda rows: [[*row, "x"] if row is not rows[0] else [*row, "note"] for row in rows], "Two columns are named “note”.", ":1, column note"),
    ("no rows", lambda rows: rows[:1], "There is a header and no respondent.", ":1"),
    ("long row", lambda rows: [rows[0], [*rows[1], "more"]], "This row has 1 cells more than the header.", ":2"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "spoil", "words", "place"), BAD_TABLES, ids=[name for name, *_rest in BAD_TABLES])
def test_bad_tables_are_named_with_line_and_column(
    tmp_path: Path, table, capsys: pytest.CaptureFixture[str], name, spoil, words, place
):
    source = write_table(tmp_path / "bad.csv", spoil(table))
    target = tmp_path / "out.csv"
    assert main(["score", FLAGSHIP, str(source), "-o", str(target)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert f"bad.csv{place}: " in said.err
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("latin.csv", "respondent,a1-1\ncafé,3\n".encode("latin-1"), "latin.csv:2: The file is not UTF-8 text (byte 19). In the spreadsheet"),
        ("nul.csv", b"a,b\n1,\0\n", "nul.csv:2: The file holds a NUL character"),
        ("empty.csv", b"", "empty.csv: The file is empty."),
        ("quotes.csv", b'a,b\n"1,2\n', "This is not valid CSV"),
        ("book.xlsx", b"not a workbook", "book.xlsx: This is not a readable .xlsx workbook."),
        ("words.docx", b"", "A table must be a .csv or .xlsx file."),
        ("gone.csv", None, "gone.csv: There is no such file."),
        ("gone.json", None, "gone.json: There is no such file."),
        ("broken.json", b'{"assessment": "clinical-leadership",\n "responses": {"a1-1": 3,}}', "broken.json:2: This is not valid JSON"),
        ("twice.json", b'{"assessment": "clinical-leadership",\n "responses": {"a1-1": 3,\n"a1-1": 4}}', "twice.json:2: “a1-1” stands here twice."),
        ("nan.json", b'{"assessment": "clinical-leadership", "responses": {"a1-1": NaN}}', "NaN is no answer."),
        ("deep.json", b"[" * 100_000, "deep.json"),
        ("list.json", b"[1, 2]", "does not have the form"),
        ("other.json", b'{"assessment": "other", "responses": {}}', "The file is for “other”, not for “clinical-leadership”."),
        ("item.json", b'{"assessment": "clinical-leadership", "responses": {"a1-11": 3}}', "There is no item “a1-11”. Did you mean “a1-1”?"),
        ("value.json", b'{"assessment": "clinical-leadership", "responses": {\n"a1-1": 9,\n"b1-1": "n/a",\n"a2-1": "n/a", "a3-1": true}}', "value.json:2: “9” is no answer to “a1-1”. Allowed are: 1, 2, 3, 4, 5."),
        ("field.json", b'{"assessment": "clinical-leadership", "respones": {}, "responses": {}}', "“respones” is not known here. Did you mean “responses”?"),
    ],
)  # fmt: skip
def test_bad_files_are_named_and_leave_no_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, words: str
):
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    target = tmp_path / ("out.json" if name.endswith("json") else "out.csv")
    assert main(["score", FLAGSHIP, str(source), "-o", str(target)]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert not target.exists()


def test_a_plan_is_written_and_the_same_input_gives_the_same_bytes(respondent: Path, tmp_path: Path):
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for target in (first, second):
        assert main(["plan", FLAGSHIP, str(respondent), "-o", str(target), "--date", "2026-11-24"]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plan", FLAGSHIP, "ME", "-o", "plan.doc"], "A plan is written as .pdf, .docx, .html, .txt, .ics."),
        (["plan", FLAGSHIP, "ME", "-o", "plan.pdf", "--date", "tomorrow"], "“tomorrow” is no date."),
        (["plan", FLAGSHIP, "ME", "-o", "nowhere/plan.pdf"], "The folder does not exist."),
        (
            ["score", FLAGSHIP, "ME", "--rubric", "developement"],
            "There is no rubric “developement”. Did you mean “development”?",
        ),
        (["score", FLAGSHIP, "ME", "-o", "scores.csv"], "The scores of one respondent are written as .json."),
    ],
)
def test_a_wrong_wish_is_answered(
    respondent: Path, monkeypatch, tmp_path: Path, capsys, arguments: list[str], words: str
):
    monkeypatch.chdir(tmp_path)
    assert main([str(respondent) if one == "ME" else one for one in arguments]) == 1
    assert words in capsys.readouterr().err


def test_a_plan_is_written_without_a_part_without_scores_and_on_letter_paper(respondent: Path, tmp_path: Path):
    base = ["plan", FLAGSHIP, str(respondent), "--date", "2026-11-24"]
    text, shared, letter = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.pdf"
    assert main([*base, "-o", str(text), "--without", "profile", "--without", "Dates"]) == 0
    assert not {"Profile", "Dates"} & set(text.read_text().splitlines())
    assert "Because your answers place it at" in text.read_text()
    assert main([*base, "-o", str(shared), "--share"]) == 0
    assert "Dates" in shared.read_text().splitlines()
    assert "your answers place" not in shared.read_text()
    assert main([*base, "-o", str(letter), "--paper", "letter"]) == 0
    assert b"/MediaBox [ 0 0 612 792 ]" in letter.read_bytes()


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--without", "methds"], "There is no part “methds”. Did you mean “methods”?"),
        (["--paper", "leter"], "There is no paper “leter”. Did you mean “letter”?"),
        (["--paper", "foolscap"], "There is no paper “foolscap”. Known are: a4, letter."),
    ],
)
@pytest.mark.parametrize("command", ["plan", "plans"])
def test_a_wrong_part_or_paper_is_wrong_use_and_names_the_nearest(
    capsys: pytest.CaptureFixture[str], command: str, option: list[str], words: str
):
    with pytest.raises(SystemExit) as caught:
        main([command, FLAGSHIP, "me.json", "-o", "plan.pdf", *option])
    assert caught.value.code == 2
    assert words in capsys.readouterr().err


def test_used_wrongly_ends_with_two():
    with pytest.raises(SystemExit) as caught:
        main(["score"])
    assert caught.value.code == 2


@pytest.mark.parametrize("command", ["list", "check", "score", "plan", "journey", "self-test"])
def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str], command: str):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert f"Example: leadready {command}" in capsys.readouterr().out


def test_the_journey_without_a_window(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "plan.pdf"
    assert main(["journey", "-o", str(target)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{target}\n"
    assert "Desire to lead: 16 of 16 answered and saved" in said.err
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_installed_program_proves_itself(tmp_path: Path):
    ended = subprocess.run(
        [sys.executable, "-m", "leadready", "self-test"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.splitlines() == [
        f"{part}: ok" for part in ("shipped files", "assessments and their examples", "record", "plan as PDF", "window")
    ]


def test_the_day_of_a_plan_is_today_by_default(respondent: Path, tmp_path: Path):
    from leadready.cli.planning import day

    assert isinstance(day(None), date)
