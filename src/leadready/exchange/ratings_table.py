"""A table of marks: the columns `applicant`, `rater`, `criterion` and `rating`; an empty rating is not given."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.exchange.tables import read_table
from leadready.instrument.problems import MOST_PROBLEMS, Problem, ProblemsFound, near_miss
from leadready.language import _
from leadready.panel.agreement.ratings import Ratings

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.exchange.tables import Table

COLUMNS = ("applicant", "rater", "criterion", "rating")
_RATING = COLUMNS[-1]
_LONGEST_NUMBER = 12


def read_ratings(path: Path) -> dict[str, Ratings]:
    """Read the marks by criterion, in the order in which criteria first appear.

    Raises:
        ProblemsFound: everything that is wrong with the table, each with line and column.
    """
    table = read_table(path)
    missing = [name for name in COLUMNS if name not in table.header]
    if missing:
        raise ProblemsFound(_no_column(table, name) for name in missing)
    reader = _Reader(table)
    for line, cells in table.rows:
        reader.take(line, cells)
    if not reader.problems and not any(reader.marks.values()):
        what = _("There is no rating in it.")
        reader.problems.append(Problem(table.file, 1, "no-rows", what, _("Add one row a rating.")))
    if reader.problems:
        raise ProblemsFound(reader.problems[:MOST_PROBLEMS])
    return {criterion: Ratings.of(marks) for criterion, marks in reader.marks.items()}


def _no_column(table: Table, name: str) -> Problem:
    what = _("There is no column “{name}”.").format(name=name)
    return Problem(table.file, 1, "missing-column", what, near_miss(name, table.header), name)


class _Reader:
    """Collects marks and problems row by row."""

    def __init__(self, table: Table) -> None:
        self._file = table.file
        self._places = [table.header.index(name) for name in COLUMNS]
        self._lines: dict[tuple[str, str, str], int] = {}
        self.marks: defaultdict[str, dict[tuple[str, str], float]] = defaultdict(dict)
        self.problems: list[Problem] = []

    def take(self, line: int, cells: tuple[str, ...]) -> None:
        applicant, rater, criterion, said = (
            cells[place].strip() if place < len(cells) else "" for place in self._places
        )
        for name, value in zip(COLUMNS, (applicant, rater, criterion), strict=False):
            if not value:
                self._fault(line, "empty-cell", _("This cell is empty."), _("Say who, or what."), name)
                return
        if not said:
            return
        mark = _number(said)
        if mark is None:
            what = _("“{value}” is no number.").format(value=said[:_LONGEST_NUMBER])
            self._fault(line, "not-a-number", what, _("Write a number such as 3 or 3.5, or leave it empty."), _RATING)
            return
        known = self._lines.setdefault((applicant, rater, criterion), line)
        if known != line:
            what = _("The same rater rated the same applicant on this criterion in line {line} already.")
            advice = _("Keep one of the two.")
            self._fault(line, "duplicate-rating", what.format(line=known), advice, _RATING)
            return
        self.marks[criterion][applicant, rater] = mark

    def _fault(self, line: int, code: str, what: str, advice: str, column: str) -> None:
        self.problems.append(Problem(self._file, line, code, what, advice, column))


def _number(said: str) -> float | None:
    whole, _point, rest = said.removeprefix("-").partition(".")
    digits = whole + rest
    if not (digits.isascii() and digits.isdigit() and whole and len(said) <= _LONGEST_NUMBER):
        return None
    return float(Fraction(said))
