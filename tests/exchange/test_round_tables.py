"""A round as tables: every row, names only where they are asked for, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from leadready.exchange.round_tables import round_tables
from leadready.exchange.tables import write_csv, write_workbook
from tests.panel.rounds import Round
from tests.report.rounds import MARKS, whole_round

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|'/c calc'!A0", '=HYPERLINK("x")', "\n=1")


def tables(made, **options):
    return round_tables(made.view(), **{"names": False, **options})


def test_there_is_a_row_for_each_thing():
    found = tables(whole_round())
    assert list(found) == ["applications", "marks", "moderations", "decisions", "agenda"]
    counts = {name: len(one.rows) for name, one in found.items()}
    assert counts == {"applications": 12, "marks": 44, "moderations": 1, "decisions": 5, "agenda": 8}
    assert all(len(row) == len(one.header) for one in found.values() for row in one.rows)
    applications = [dict(zip(found["applications"].header, row, strict=True)) for row in found["applications"].rows]
    best = next(one for one in applications if one["applicant"] == "A2K7QX")
    # Evidence (3 · 87.5 + 100) / 4 = 90.625; at 90 % with 6 of self-report: 87.5625.
    expected = {"gate.sponsor": "yes", "evidence": 96.875, "self_report": 60.0, "rank": 1, "outcome": "offered"}
    assert {name: best[name] for name in expected} == expected
    assert best["letter"] == "draft"
    unmarked = next(one for one in applications if one["applicant"] == "M5X2GB")
    assert (unmarked["total"], unmarked["rank"], unmarked["gate.sponsor"]) == (None, None, "no")


def test_names_are_there_only_where_they_are_asked_for():
    made = whole_round(name="Zebedee Quux-{code}", typed="Nothing.")
    header = tables(made)["applications"].header
    assert "name" not in header
    assert "Quux" not in str(tables(made)["applications"])
    named = tables(made, names=True)["applications"]
    assert named.rows[0][:3] == ("A2K7QX", "Zebedee Quux-A2K7QX", "a2k7qx@example.org")


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_cell_is_ever_a_formula(typed: str):
    made = whole_round(name=typed + "{code}", typed=typed)
    found = tables(made, names=True)
    workbook = openpyxl.load_workbook(
        io.BytesIO(write_workbook({name: (one.header, one.rows) for name, one in found.items()}))
    )
    assert workbook.sheetnames == list(found)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    for one in found.values():
        for row in csv.reader(io.StringIO(write_csv(one.header, one.rows).decode(), newline="")):
            assert not [cell for cell in row if cell and cell[0] in "=+-@\t\r\n＝＋－＠" and not _is_number(cell)]


def test_every_column_is_described():
    page = (Path(__file__).parents[2] / "docs" / "formats" / "README.md").read_text(encoding="utf-8")
    for name, one in tables(whole_round(), names=True).items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
        for column in one.header:
            before, dot, _id = column.partition(".")
            assert f"`{before}{'.…' if dot else ''}`" in row, column


def test_a_workbook_opens_ready_to_be_read():
    rows = [("A2K7QX", "short", 7), ("B3M8RW", "w" * 500, None)]
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook({"marks": (("applicant", "why", "n"), iter(rows))})))[
        "marks"
    ]
    assert sheet.freeze_panes == "B2"
    assert [cell.font.bold for cell in (sheet["A1"], sheet["A2"])] == [True, False]
    assert sheet.auto_filter.ref == "A1:C3"
    assert [sheet.column_dimensions[name].width for name in "ABC"] == [11, 60, 8]
    assert [cell.value for cell in sheet["C"]] == ["n", 7, None]
    empty = openpyxl.load_workbook(io.BytesIO(write_workbook({"marks": (("applicant",), ())})))["marks"]
    assert empty.auto_filter.ref == "A1:A1"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_round_in_which_nothing_has_happened_has_tables_without_rows():
    assert not any(one.rows for one in tables(Round()).values())
    assert len(MARKS) == 11
