"""The dates of a plan: on a line of 30, 60 and 90 days, and in a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from leadready.chart.drawing import Disc, Drawing, Line, Shape, Text
from leadready.language import _
from leadready.report import texts
from leadready.report.blocks import A_PAGE, Chart, Heading, Prose, Row, Section, Table, WritingSpace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from leadready.planning.plan import DevelopmentPlan
    from leadready.report.blocks import Block, Tone
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_WIDTH = 453.0
_MARGIN = 30.0
_RADIUS = 7.0
_WIDE_RADIUS = 10.0
"""That of marks whose numbers have three digits."""
_SMALL = 3.0
_LANE = 3.0
"""What is free between two marks above each other."""
_LANES = 6
_SIZE = 9.5
_TICKS = 6
_THREE_DIGITS = 100
_SHARES = (80, 90, 44, 240)
_FIRST_VIEW = 90
_STEP = 30


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which something is due: an action, or the review of a goal. Goals count from 1."""

    day: date
    goal: int
    what: str
    review: bool = False


def moments(plan: DevelopmentPlan) -> tuple[Moment, ...]:
    """List the dates of a plan in order."""
    found = [
        Moment(action.by, number, action.title.strip() or _("Action not yet named"))
        for number, goal in enumerate(plan.goals, start=1)
        for action in goal.actions
        if action.by
    ]
    found += [
        Moment(
            goal.review_on,
            number,
            _("Review: {goal}").format(goal=goal.title.strip() or _("goal not yet named")),
            review=True,
        )
        for number, goal in enumerate(plan.goals, start=1)
        if goal.review_on
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.goal, one.review)))


def dates(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Show the dates; nothing where there are none."""
    plan = document.plan
    due = moments(plan)
    if not due:
        return ()
    title = _("Dates")
    caption = _("Numbers are goals. An open mark is an action that is due, a filled one the review of the goal.")
    heads = (_("Date"), _("Within"), _("Goal"), _("What"))
    table = Table(
        tuple((Prose(head, "caption"),) for head in heads),
        _SHARES,
        tuple(_row(one, plan.created_on) for one in due),
    )
    blocks: tuple[Block, ...] = (
        Heading(title, 1, title),
        Chart(timeline(plan.created_on, due), told=True),
        Prose(caption, "caption", legend=True),
        table,
        *_undated(plan),
        WritingSpace(A_PAGE, _("Other dates that matter: leave, changes of rota, meetings, courses"), fills=True),
    )
    return (Section(title, blocks),)


def _row(one: Moment, start: date) -> Row:
    tone: Tone = "cell-strong" if one.review else "cell"
    said = (texts.short_day(one.day), _within((one.day - start).days), str(one.goal), one.what)
    return Row(tuple((Prose(words, tone),) for words in said))


def _within(days: int) -> str:
    for end in range(_STEP, _FIRST_VIEW + 1, _STEP):
        if days <= end:
            return _("the first {n} days").format(n=end)
    return _("after {n} days").format(n=_FIRST_VIEW)


def _undated(plan: DevelopmentPlan) -> tuple[Block, ...]:
    waiting = sum(1 for goal in plan.goals for action in goal.actions if not action.by)
    waiting += sum(1 for goal in plan.goals if not goal.review_on)
    return (Prose(_("Still without a date: {n}.").format(n=waiting), "caption"),) if waiting else ()


def timeline(start: date, due: Sequence[Moment]) -> Drawing:
    """Draw the days from the plan's own on, at least 90 of them, with a mark for every date.

    Marks that would touch stand above each other; where there are too many for that, actions lose their numbers.
    """
    first = min(start, due[0].day)
    days = max((due[-1].day - first).days, _FIRST_VIEW)
    numbered = [(_place(one, first, days), one) for one in _distinct(due)]
    radius = _RADIUS if max(one.goal for one in due) < _THREE_DIGITS else _WIDE_RADIUS
    crowd: list[float] = []
    if max(_lanes((x for x, _one in numbered), radius)) >= _LANES:
        crowd = [x for x, one in numbered if not one.review]
        numbered = [(x, one) for x, one in numbered if one.review]
    lanes = _lanes((x for x, _one in numbered), radius)
    lane_height = 2 * radius + _LANE
    line = radius + lane_height * max(lanes, default=0)
    shapes: list[Shape] = [Line(_MARGIN, line, _WIDTH - _MARGIN, line, "line", width=1.5)]
    shapes.extend(shape for offset in _ticks(days) for shape in _tick(first, offset, days, line))
    shapes.extend(Disc(x, line, _SMALL, "surface", "accent", 1) for x in crowd)
    for (x, one), lane in zip(numbered, lanes, strict=True):
        shapes.extend(_mark(x, line - lane_height * lane, radius, one))
    words = _("Timeline of {n} dates from {first} to {last}; the table below names them.")
    said = words.format(n=len(due), first=texts.day(first), last=texts.day(due[-1].day))
    return Drawing(_WIDTH, line + 2 * _SIZE + 24, tuple(shapes), said)


def _distinct(due: Iterable[Moment]) -> list[Moment]:
    seen = {(one.day, one.goal, one.review): one for one in due}
    return list(seen.values())


def _place(one: Moment, first: date, days: int) -> float:
    return _MARGIN + (_WIDTH - 2 * _MARGIN) * (one.day - first).days / days


def _lanes(places: Iterable[float], radius: float) -> list[int]:
    """Stack marks that would touch: the lane of each, from the line upwards."""
    taken: list[float] = []
    lanes: list[int] = []
    for x in places:
        lane = next((lane for lane, last in enumerate(taken) if x - last > 2 * radius + 1), len(taken))
        taken[lane : lane + 1] = [x]
        lanes.append(lane)
    return lanes


def _ticks(days: int) -> range:
    """Choose how many days lie between the marks on the line, so that their labels do not touch."""
    step = _STEP
    while days / step > _TICKS:
        step *= 2
    return range(0, days + 1, step)


def _tick(first: date, offset: int, days: int, line: float) -> list[Shape]:
    x = _MARGIN + (_WIDTH - 2 * _MARGIN) * offset / days
    number = _("Day {n}").format(n=offset) if offset else _("Start")
    when = texts.short_day(first + timedelta(days=offset))
    return [
        Line(x, line - 4, x, line + 12, "line"),
        Text(x, line + 12 + _SIZE, number, "ink", _SIZE, 600, "middle"),
        Text(x, line + 15 + 2 * _SIZE, when, "muted", _SIZE, 400, "middle"),
    ]


def _mark(x: float, y: float, radius: float, one: Moment) -> list[Shape]:
    fill, ink = ("accent", "surface") if one.review else ("surface", "accent")
    return [
        Disc(x, y, radius, fill, "accent", 1.2),
        Text(x, y + 3.3, str(one.goal), ink, _SIZE, 600, "middle"),
    ]
