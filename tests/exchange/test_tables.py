"""A cell of a table is never a formula, whatever a spreadsheet takes for the end of one."""

from __future__ import annotations

import csv
import io

import pytest

from leadready.exchange.tables import read_table, write_csv

STARTS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "＝1+1",
        "\t=1+1",
        "Jo;=1+1",
        "Jo; =1+1",
        'Jo;"=1+1"',
        "Jo\t@SUM(A1)",
        "Jo\n-2+3",
        "Jo\r\n+2",
        "a;;=1;;+2",
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_begins_as_a_formula_whichever_separator_a_spreadsheet_takes(text: str, separator: str):
    """Where lists are written with semicolons, a spreadsheet cuts a comma-separated line at them, quoted or not."""
    content = write_csv(["applicant", "name"], [["AB", text]]).decode()
    by_rule = list(csv.reader(io.StringIO(content, newline=""), delimiter=separator))
    blindly = [line.split(separator) for line in content.splitlines()]
    for row in (*by_rule, *blindly):
        assert not [cell for cell in row if cell.lstrip(' "').startswith(STARTS)]


@pytest.mark.parametrize("text", ["Jo One", "a;b", "e-mail; then call", "x - y", "one\ntwo"])
def test_other_text_is_written_as_it_is(text: str, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(write_csv(["applicant", "name"], [["AB", text]]))
    assert read_table(file).rows == ((2, ("AB", text)),)
