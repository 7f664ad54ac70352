"""A cohort: one row a respondent, one column an item; other columns are carried through.

An empty cell means missing, `n/a` not applicable, `n/s` not seen. The column `respondent` (or `id`), if there is one,
must not repeat. Items on which it depends what else is asked need a column too, whether or not they are scored. The
items of optional sections need none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.instrument.problems import Problem, ProblemsFound, near_miss
from leadready.instrument.routing import Routing
from leadready.language import _
from leadready.scoring.display import half_up
from leadready.scoring.executor import Executor
from leadready.scoring.responses import Absence, answers_allowed, counted
from leadready.scoring.score import ScoreProfile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadready.exchange.cohort_rules import RuleColumns
    from leadready.exchange.tables import Cell, Table
    from leadready.instrument.model import Instrument
    from leadready.scoring.plan import ScoringPlan
    from leadready.scoring.responses import Answer
    from leadready.scoring.score import Score

MOST_PROBLEMS = 200
PLACES = 4
"""Decimals of scores in tables, rounded half up."""

_IDENTITIES = ("respondent", "id")
_CODES = {"": Absence.MISSING, "n/a": Absence.NOT_APPLICABLE, "n/s": Absence.NOT_SEEN}


@dataclass(frozen=True, slots=True)
class Cohort:
    """Checked rows.

    Attributes:
        carried: The columns that are no items, by name.
        item_ids: The items whose answers are in the rows: those of the plan, in its order, then others.
        rows: For each respondent the carried cells and the answers as they count, in the order of `item_ids`.
    """

    carried: tuple[str, ...]
    item_ids: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Answer, ...]], ...]


def read_cohort(table: Table, instrument: Instrument, plan: ScoringPlan, *, all_items: bool = False) -> Cohort:
    """Check a table against an instrument.

    Args:
        table: What was read.
        instrument: What was asked.
        plan: How it is scored; every item of it needs a column.
        all_items: Take the answers to all other items that have a column, too.

    Raises:
        ProblemsFound: every fault, each with line and column; at most 200, and then how many more.
    """
    routing = Routing(instrument)
    required = (item_id for item_id in plan.item_ids if not instrument.by_id[item_id].optional)
    needed = tuple(dict.fromkeys((*required, *routing.deciding)))
    problems = [*_header_problems(table, instrument, needed)]
    if problems:
        raise ProblemsFound(problems)
    places = {name: place for place, name in enumerate(table.header)}
    # Items that no scale counts may decide, too: one answer begins an optional section.
    looked_at = [name for name in table.header if name in instrument.by_id]
    carried = tuple(name for name in table.header if name not in instrument.by_id)
    item_ids = tuple(dict.fromkeys((*plan.item_ids, *(looked_at if all_items else ()))))
    rows: list[tuple[tuple[str, ...], tuple[Answer, ...]]] = []
    for line, cells in table.rows:
        problems += _shape_problems(table, line, cells)
        filled = (*cells, *[""] * (len(table.header) - len(cells)))
        problems += _cell_problems(table, line, filled, instrument)
        if not problems:
            answers = counted(routing, {item_id: _answer(filled[places[item_id]]) for item_id in looked_at})
            row = tuple(answers.get(item_id, Absence.NOT_SEEN) for item_id in item_ids)
            rows.append((tuple(filled[places[name]] for name in carried), row))
    problems += _identity_problems(table)
    if problems:
        raise ProblemsFound(_capped(problems, table.file))
    return Cohort(carried, item_ids, tuple(rows))


def _header_problems(table: Table, instrument: Instrument, needed: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in table.header:
        if name in seen and name:
            what = _("Two columns are named “{name}”.").format(name=name)
            yield Problem(table.file, 1, "duplicate-column", what, _("Rename or remove one."), name)
        seen.add(name)
    strange = [name for name in table.header if name not in instrument.by_id]
    for item_id in needed:
        if item_id not in seen:
            what = _("There is no column for the item “{item}”.").format(item=item_id)
            close = near_miss(item_id, strange) if strange else ""
            advice = (
                _("Is it this one? {close}").format(close=close)
                if close.startswith(_("Did you mean"))
                else _("Add it; its cells may be empty.")
            )
            yield Problem(table.file, 1, "missing-column", what, advice, item_id)
    if not table.rows:
        yield Problem(
            table.file, 1, "no-rows", _("There is a header and no respondent."), _("Add one row a respondent.")
        )


def _shape_problems(table: Table, line: int, cells: Sequence[str]) -> Iterator[Problem]:
    extra = [cell for cell in cells[len(table.header) :] if cell.strip()]
    if extra:
        what = _("This row has {n} cells more than the header.").format(n=len(extra))
        yield Problem(table.file, line, "long-row", what, _("Check for a comma inside an unquoted text."))


def _cell_problems(table: Table, line: int, cells: Sequence[str], instrument: Instrument) -> Iterator[Problem]:
    for name, cell in zip(table.header, cells, strict=False):
        if name not in instrument.by_id:
            continue
        scale = instrument.response_scale_of(name)
        answer = _answer(cell) if scale.text is None else (cell.strip() or Absence.MISSING)
        if isinstance(answer, Absence):
            wrong = answer is Absence.NOT_APPLICABLE and not scale.not_applicable
        else:
            wrong = not scale.allows(answer)
        if wrong:
            kind = "not-a-number" if isinstance(answer, str) and scale.is_numeric else "outside-scale"
            what = _("“{value}” is no answer to “{item}”.").format(value=cell.strip()[:40], item=name)
            yield Problem(table.file, line, kind, what, answers_allowed(instrument, name), name)


def _identity_problems(table: Table) -> Iterator[Problem]:
    column = next((name for name in _IDENTITIES if name in table.header), None)
    if column is None:
        return
    place = table.header.index(column)
    first: dict[str, int] = {}
    for line, cells in table.rows:
        identity = cells[place].strip() if place < len(cells) else ""
        if identity and identity in first:
            what = _("The respondent “{id}” stands in line {line} already.").format(id=identity, line=first[identity])
            yield Problem(
                table.file,
                line,
                "duplicate-respondent",
                what,
                _("Keep one row a respondent, or give them different ids."),
                column,
            )
        first.setdefault(identity, line)


def _capped(problems: list[Problem], file: str) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    what = _("There are {n} more problems.").format(n=len(problems) - MOST_PROBLEMS)
    last = max(problem.line for problem in problems)
    return [*sorted(problems)[:MOST_PROBLEMS], Problem(file, last + 1, "more", what, _("Mend these first."))]


def _answer(cell: str) -> Answer:
    text = cell.strip()
    absent = _CODES.get(text.lower())
    if absent is not None:
        return absent
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 8 else text  # noqa: PLR2004 - no option has more digits


def score_cohort(
    cohort: Cohort, plan: ScoringPlan, rules: RuleColumns | None = None, *, numbers: bool = True
) -> tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]:
    """Score every row; gives the header and the rows of the table to write.

    The carried columns come first; then for each score `<id>.score`, `<id>.raw`, `<id>.answered` and `<id>.level`.

    Args:
        cohort: What was read.
        plan: How it is scored.
        rules: What else to say of each row, in columns of its own.
        numbers: Whether people see numbers; otherwise there are no columns for score and raw score.
    """
    parts = ("score", "raw", "answered", "level") if numbers else ("answered", "level")
    columns = tuple(f"{score_id}.{part}" for score_id in plan.ids for part in parts)
    levels = [[cut.level for cut in step.levels.cuts] for step in plan.steps]
    executor = Executor(plan)

    def rows() -> Iterator[tuple[Cell, ...]]:
        for carried, answers in cohort.rows:
            scores = executor.score_row(answers)
            cells = (_cells(score, own) for score, own in zip(scores, levels, strict=True))
            said = (
                rules.cells(ScoreProfile(plan, tuple(scores)), dict(zip(cohort.item_ids, answers, strict=True)))
                if rules
                else ()
            )
            yield (*carried, *(cell for four in cells for cell in four[-len(parts) :]), *said)

    return (*cohort.carried, *columns, *(rules.names if rules else ())), rows()


def _cells(score: Score, levels: Sequence[str]) -> tuple[Cell, ...]:
    answered = score.tally.answered
    if not score.is_scored or score.level is None:
        return None, None, answered, None
    raw = None if score.raw is None else float(half_up(score.raw, PLACES))
    return float(half_up(score.value, PLACES)), raw, answered, levels[score.level]
