"""Problems: faults in what an author or respondent wrote, each with a place and advice."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NAMED = 6
_SHOWN = 5
_COMPARED, _LONGEST = 1000, 200
MOST_PROBLEMS = 200
"""More of one file are not told: nobody reads them, and a file from a stranger must not cost minutes."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault.

    Attributes:
        file: The file as the author names it, relative to the package folder.
        line: Line in that file, counted from 1; 0 where the whole file is meant.
        code: A stable short name of the kind of fault, such as `unknown-item`.
        what: What is wrong, one sentence.
        advice: What to do about it, one sentence.
        column: Column name or letter for tables; empty otherwise.
        severity: Whether it keeps the file from being used, or is advice.
        keys: The keys that lead to the place in a definition file, as far as it has them; two problems of one line
            differ in them.
    """

    file: str
    line: int
    code: str
    what: str
    advice: str
    column: str = ""
    severity: Literal["fault", "advice"] = "fault"
    keys: tuple[str | int, ...] = field(default=(), compare=False)

    @property
    def place(self) -> str:
        """Name the place the way editors do: `file:line`, with the column of a table behind it."""
        line = f"{self.file}:{self.line}" if self.line else self.file
        return _("{place}, column {column}").format(place=line, column=self.column) if self.column else line

    def __str__(self) -> str:
        kind = self.code if self.severity == "fault" else _("{code}, advice").format(code=self.code)
        return f"{self.place}: {self.what} {self.advice} [{kind}]"


class ProblemsFound(LeadreadyError):
    """A file or package that has problems, all of them at once, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def more_problems(file: str) -> Problem:
    """Say that a file has more problems than are told."""
    return Problem(file, 0, "more", _("There are more problems in this file."), _("Mend these first."))


def near_miss(wrong: str, known: Iterable[str]) -> str:
    """Advise the most similar known name, or list the first few when none is similar."""
    names: Sequence[str] = list(dict.fromkeys(known))
    close = difflib.get_close_matches(wrong[:_LONGEST], names[:_COMPARED], n=1, cutoff=0.6)
    if close:
        return _("Did you mean “{name}”?").format(name=close[0])
    if not names:
        return _("None is defined yet.")
    some = ", ".join(names[:_NAMED])
    words = _("Known are, among others: {names}.") if len(names) > _NAMED else _("Known are: {names}.")
    return words.format(names=some)


def in_words(error: LeadreadyError) -> list[str]:
    """Say an error in sentences; problems in files without their codes, the first few of them."""
    if not isinstance(error, ProblemsFound):
        return [error.what, error.advice]
    shown = [f"{one.what} {one.advice}" for one in error.problems[:_SHOWN]]
    more = len(error.problems) - len(shown)
    return [*shown, ngettext("And {n} more.", "And {n} more.", more).format(n=more)] if more else shown
