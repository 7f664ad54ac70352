"""The command that says how far raters agree."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest

from leadready.cli.main import main

# Shrout and Fleiss 1979, table 2.
MARKS = {
    "A1": (9, 2, 5, 8),
    "A2": (6, 1, 3, 2),
    "A3": (8, 4, 6, 8),
    "A4": (7, 1, 2, 6),
    "A5": (10, 5, 6, 9),
    "A6": (6, 2, 4, 7),
}
ROWS = [f"{applicant},r{rater},led,{mark}" for applicant, marks in MARKS.items() for rater, mark in enumerate(marks, 1)]


def table(tmp_path, rows, header="applicant,rater,criterion,rating"):
    path = tmp_path / "ratings.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_the_example_of_shrout_and_fleiss_in_words(tmp_path, capsys):
    assert main(["agreement", table(tmp_path, ROWS), "--scale", "1-10"]) == 0
    said = capsys.readouterr().out
    assert "ICC(2,1), one rater, absolute agreement: 0.290 (95% interval 0.019 to 0.761)" in said
    assert "ICC(3,k), the mean of the raters, consistency: 0.909 (95% interval 0.676 to 0.986)" in said
    assert "These are few applicants: every figure is very uncertain." in said
    assert "r2: 6 marks, severity -3.50" in said


def test_as_data_it_is_repeatable_and_unrounded(tmp_path, capsys):
    source, one, other = table(tmp_path, ROWS), tmp_path / "one.json", tmp_path / "other.json"
    assert main(["agreement", source, "-o", str(one), "--seed", "7"]) == 0
    assert main(["agreement", source, "-o", str(other), "--seed", "7"]) == 0
    assert one.read_bytes() == other.read_bytes()
    said = json.loads(one.read_text(encoding="utf-8"))
    assert said["seed"] == 7
    [criterion] = said["criteria"]
    icc = next(coefficient for coefficient in criterion["coefficients"] if coefficient["id"] == "icc-2-1")
    assert icc["value"] == pytest.approx(0.28976377952755916, abs=1e-12)
    assert len(criterion["pairs"]) == 6
    assert criterion["agreement"]["compared"] == 36
    assert said["study"] is None  # one criterion only
    assert capsys.readouterr().out == ""


def test_as_a_table(tmp_path):
    source, target, book = table(tmp_path, ROWS), tmp_path / "one.csv", tmp_path / "one.xlsx"
    assert main(["agreement", source, "-o", str(target)]) == 0
    assert main(["agreement", source, "-o", str(book)]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["coefficient"] for row in rows[:2]] == ["icc-1-1", "icc-1-k"]
    assert {row["raters"] for row in rows if row["coefficient"] == "weighted-kappa"} >= {"r1, r2", "r3, r4"}
    assert openpyxl.load_workbook(book).worksheets[0].max_row == len(rows) + 1


def test_what_more_raters_would_bring_is_said_where_the_marks_are_complete(tmp_path, capsys):
    rows = [row.replace("led", criterion) for criterion in ("led", "why") for row in ROWS]
    assert main(["agreement", table(tmp_path, rows)]) == 0
    # The two criteria are alike, so one rater's reliability of order is ICC(3,1).
    assert "1 rater: 0.71 and 0.29" in capsys.readouterr().out


def test_gaps_are_no_fault_and_an_empty_rating_is_one(tmp_path, capsys):
    assert main(["agreement", table(tmp_path, [*ROWS[:-1], "A6,r4,led,"])]) == 0
    said = capsys.readouterr().out
    assert "ICC(1,1)" in said
    assert "ICC(2,1)" not in said


@pytest.mark.parametrize(
    ("rows", "header", "complaints"),
    [
        (["A1,r1,led,3"], "applicant,rater,criterion,ratng", ["ratings.csv:1, column rating", "Did you mean “ratng”?"]),
        (
            ["A1,r1,led,3", "A1,r1,led,3"],
            None,
            ["ratings.csv:3, column rating", "in line 2 already", "[duplicate-rating]"],
        ),
        (["A1,r1,led,three"], None, ["ratings.csv:2, column rating: “three” is no number."]),
        (["A1,r1,led,1e5", "A1,r2,led,½", "A1,r3,led,-", "A1,r4,led,."], None, [":2", ":3", ":4", ":5"]),
        ([",r1,led,3", "A1,,led,3", "A1,r1,,3"], None, ["column applicant", "column rater", "column criterion"]),
        (["A1,r1,led,"], None, ["There is no rating in it."]),
        ([], None, ["[no-rows]"]),
    ],
)
def test_each_fault_is_named_with_line_and_column_and_nothing_is_written(tmp_path, capsys, rows, header, complaints):
    target = tmp_path / "out.json"
    source = table(tmp_path, rows, *([header] if header else []))
    assert main(["agreement", source, "-o", str(target)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert all(complaint in said.err for complaint in complaints), said.err
    assert not target.exists()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--scale", "5-1"], "“5-1” is no scale. Write its lowest and highest mark, such as 1-5."),
        (["--scale", "1-9"], "There is a mark of 10, outside the scale 1-9."),
        (["-o", "agreement.pdf"], "The agreement is written as .json, .csv or .xlsx."),
    ],
)
def test_wrong_options_say_what_to_do(tmp_path, capsys, options, complaint):
    assert main(["agreement", table(tmp_path, ROWS), *options]) == 1
    assert complaint in capsys.readouterr().err


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_is_harmless(tmp_path):
    target = tmp_path / "out.csv"
    rows = [row.replace("r1", "=cmd()") for row in ROWS]
    assert main(["agreement", table(tmp_path, rows), "-o", str(target)]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        assert not any(cell.startswith("=") for row in csv.reader(file) for cell in row)
