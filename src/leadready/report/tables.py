"""Tables of plain words: a head for each column, and the first cell names its row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.locales import numbers
from leadready.report.blocks import Prose, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], shares: Sequence[int], rows: Iterable[Sequence[str]]) -> Table:
    """Lay words out as a table.

    Args:
        heads: Name of each column.
        shares: How the width is shared among them.
        rows: The words of each cell; a cell may be empty.
    """
    return Table(
        tuple((Prose(head, "cell-strong"),) for head in heads),
        tuple(shares),
        tuple(
            Row(tuple((Prose(words, "cell" if place else "cell-strong"),) for place, words in enumerate(row)))
            for row in rows
        ),
    )


def decimals(value: float | None, places: int = 2) -> str:
    """Write a number with some decimals; a dash where there is none."""
    if value is None:
        return "–"
    said = f"{value:.{places}f}"
    return numbers(said.removeprefix("-") if float(said) == 0 else said.replace("-", "−"))


def rounded(value: float) -> Fraction:
    """Take a number that was reckoned with decimals as the one that is printed."""
    return Fraction(f"{value:.8f}")
