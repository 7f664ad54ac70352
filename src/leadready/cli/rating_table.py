"""A rater's table of marks: one row for each answer and criterion."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import LeadreadyError
from leadready.exchange.tables import read_table
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

_NEEDED = ("criterion", "rating", "why")
_LINES: dict[str, bool | None] = {"yes": True, "no": False, "-": None}


class Rating(NamedTuple):
    """One row.

    Attributes:
        about: The application or the benchmark answer.
        criterion: The criterion.
        mark: What is given.
        why: The reason; may be empty.
        lines: Yes, no or nothing to each line of the criterion, if any is said.
        note: The private note; None where the table has none.
        where: The table and the line of the row.
    """

    about: str
    criterion: str
    mark: int
    why: str
    lines: tuple[bool | None, ...] = ()
    note: str | None = None
    where: str = ""


@contextmanager
def telling_where(where: str) -> Generator[None]:
    """Say of an error in what a row says where the row stands; raises LeadreadyError."""
    try:
        yield
    except LeadreadyError as error:
        raise LeadreadyError(error.what, where=error.where or where, advice=error.advice) from None


def read_ratings(path: Path, about: str) -> Iterator[Rating]:
    """Read a table with the columns `about`, criterion, rating and why, and perhaps lines and note.

    Args:
        path: The table (.csv, .xlsx).
        about: The name of the column that says what is rated.

    Raises:
        LeadreadyError: a column is missing, a rating is no number, a line is neither yes, no nor -, or two rows mark
            the same.
    """
    table = read_table(path)
    needed = (about, *_NEEDED)
    missing = [name for name in needed if name not in table.header]
    if missing:
        raise LeadreadyError(
            _("There is no column “{name}”.").format(name=missing[0]),
            where=table.file,
            advice=_("It needs: {names}.").format(names=", ".join(needed)),
        )
    seen: dict[tuple[str, str], int] = {}
    columns = {name: place for place, name in enumerate(table.header)}
    for line, cells in table.rows:
        said = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        where = f"{table.file}:{line}"
        if not said["rating"].isdecimal():
            raise LeadreadyError(_("“{value}” is no number.").format(value=said["rating"][:20]), where=where)
        earlier = seen.setdefault((said[about], said["criterion"]), line)
        if earlier != line:
            raise LeadreadyError(
                _("Line {n} marks the same already.").format(n=earlier), where=where, advice=_("Keep one of the two.")
            )
        lines = tuple(_line(word, where) for word in said.get("lines", "").split())
        yield Rating(said[about], said["criterion"], int(said["rating"]), said["why"], lines, said.get("note"), where)


def _line(word: str, where: str) -> bool | None:
    if word not in _LINES:
        raise LeadreadyError(
            _("“{word}” answers no line.").format(word=word[:20]),
            where=where,
            advice=_("Say yes, no or - for each line, with spaces between them."),
        )
    return _LINES[word]
