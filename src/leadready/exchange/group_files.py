"""Files in which people hand in their answers, to be put together: one respondent's JSON, or a table of several."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.exchange.cohort import read_cohort
from leadready.exchange.responses_json import read_respondent
from leadready.exchange.tables import read_table
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.routing import Routing
from leadready.language import _
from leadready.scoring.responses import Absence, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadready.exchange.tables import Table
    from leadready.instrument.model import Instrument
    from leadready.scoring.plan import ScoringPlan
    from leadready.scoring.responses import Answer


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person handed in. It holds no name.

    Attributes:
        path: The file it came in.
        row: The answers in the plan's order.
        about: What they are about, as the person named it; empty where nothing need be named.
        sitting: The sitting it was saved from; empty where the file does not say.
    """

    path: Path
    row: tuple[Answer, ...]
    about: str
    sitting: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    path: Path
    problems: ProblemsFound


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was taken and what was not, in the order of the files."""

    taken: tuple[Contribution, ...]
    refused: tuple[Refused, ...]

    @property
    def subjects(self) -> dict[str, tuple[Contribution, ...]]:
        """What people answered about, by the name as first written; names that differ in case or spaces are one."""
        by_key: dict[str, list[Contribution]] = {}
        for one in self.taken:
            by_key.setdefault(subject_key(one.about), []).append(one)
        return {" ".join(ones[0].about.split()): tuple(ones) for ones in by_key.values()}


def subject_key(name: str) -> str:
    """Make names comparable: the same letters, whatever their case, width and spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def gather(instrument: Instrument, plan: ScoringPlan, about: str | None, paths: Sequence[Path]) -> Gathered:
    """Read files of answers; a file with any problem is refused whole, the others are taken.

    Args:
        instrument: What was asked.
        plan: What is scored.
        about: The item that names what the answers are about, if one does.
        paths: The files. One that stands twice, and a sitting that comes twice, is refused the second time.
    """
    taken: list[Contribution] = []
    refused: list[Refused] = []
    seen: dict[str, Path] = {}
    for path in paths:
        try:
            found = tuple(_read(path, instrument, plan, about))
            _refuse_again(path, found, seen)
        except ProblemsFound as problems:
            refused.append(Refused(path, problems))
        else:
            taken.extend(found)
    return Gathered(tuple(taken), tuple(refused))


def _refuse_again(path: Path, found: Sequence[Contribution], seen: dict[str, Path]) -> None:
    """Refuse a file that was read before, under this name or another; note it otherwise."""
    keys = [str(path.resolve()), *(one.sitting for one in found if one.sitting)]
    before = next((seen[key] for key in keys if key in seen), None)
    if before is not None:
        what = _("These answers were read already, from “{file}”.").format(file=before.name)
        raise ProblemsFound([Problem(path.name, 0, "answers-twice", what, _("Leave one of the two files out."))])
    seen.update(dict.fromkeys(keys, path))


def _read(path: Path, instrument: Instrument, plan: ScoringPlan, about: str | None) -> Iterator[Contribution]:
    if path.suffix.lower() == ".json":
        yield _one(path, instrument, plan, about)
    else:
        yield from _many(path, instrument, plan, about)


def _one(path: Path, instrument: Instrument, plan: ScoringPlan, about: str | None) -> Contribution:
    respondent = read_respondent(path, instrument)
    answers = counted(Routing(instrument), respondent.responses)
    row = tuple(answers.get(item_id, Absence.NOT_SEEN) for item_id in plan.item_ids)
    named = _named(respondent.responses.get(about), instrument, about) if about else ""
    if about and not named:
        raise ProblemsFound([_nameless(path.name, 0)])
    return Contribution(path, row, named, respondent.sitting)


def _many(path: Path, instrument: Instrument, plan: ScoringPlan, about: str | None) -> Iterator[Contribution]:
    table = read_table(path)
    cohort = read_cohort(table, instrument, plan)
    names = _column(table, about) if about else [""] * len(cohort.rows)
    nameless = [line for (line, _cells), name in zip(table.rows, names, strict=True) if about and not name]
    if nameless:
        raise ProblemsFound([_nameless(path.name, line, about or "") for line in nameless])
    for (_carried, row), name in zip(cohort.rows, names, strict=True):
        named = _named(name, instrument, about) if about else ""
        yield Contribution(path, row, named)


def _column(table: Table, about: str) -> list[str]:
    if about not in table.header:
        what = _("There is no column for the item “{item}”.").format(item=about)
        advice = _("Add it: it says what each row is about.")
        raise ProblemsFound([Problem(table.file, 1, "missing-column", what, advice, about)])
    place = table.header.index(about)
    return [cells[place].strip() if place < len(cells) else "" for _line, cells in table.rows]


def _named(answer: Answer | None, instrument: Instrument, about: str | None) -> str:
    """Give what an answer names, in words; empty where there is none."""
    if about is None or not isinstance(answer, int | str):
        return ""
    return instrument.response_scale_of(about).label(answer).strip()


def _nameless(file: str, line: int, column: str = "") -> Problem:
    what = _("It does not say what the answers are about.")
    return Problem(file, line, "no-subject", what, _("Name it, as the others do."), column)
