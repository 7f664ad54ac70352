"""The goals: a page each, with what has been typed, and lines to write on where nothing has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.planning import actions
from leadready.planning.aims import aims
from leadready.planning.plan import Goal
from leadready.report import texts
from leadready.report.blocks import (
    Beside,
    Bullets,
    Callout,
    Heading,
    Prose,
    Row,
    Section,
    Table,
    WritingSpace,
    said,
)

if TYPE_CHECKING:
    from leadready.planning.plan import PlannedAction
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_SHARES = (204, 71, 28, 56, 62)
_HEADING = 200
"""Letters up to which a title is set as a heading; beyond it is a text."""
_SIDE = 360
"""Letters up to which two texts stand side by side."""
_OUTLINE = 80


def goals(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    """Give every goal its section; without any, one to fill in by hand."""
    plan = document.plan
    if not plan.goals:
        return (_blank(),)
    shown = plan.goals if edition.shows_scores else tuple(goal.without_reasons for goal in plan.goals)
    return tuple(_goal(document, goal, number) for number, goal in enumerate(shown, start=1))


def goal_heading(number: int, goal: Goal) -> str:
    """Name a goal in a line."""
    heading = _("Goal {n}").format(n=number)
    title = " ".join(goal.title.split())
    short = title if len(title) <= _OUTLINE else f"{title[:_OUTLINE].rstrip()}…"
    return f"{heading}: {short}" if title else _("{heading}: not yet named").format(heading=heading)


def _blank() -> Section:
    heading = _("Goals")
    intro = Prose(_("No goal is set yet. Here is room for a first one."), "muted")
    return Section(heading, (Heading(heading, 1, heading), intro, WritingSpace(1, _("Goal")), *_body(Goal(title=""))))


def _goal(document: PlanDocument, goal: Goal, number: int) -> Section:
    count = _("Goal {n} of {total}").format(n=number, total=len(document.plan.goals))
    because = (Prose(texts.because(goal.because), "muted"),) if goal.because.strip() else ()
    return Section(count, (*_title(goal, number, count), *_aim(document, goal), *because, *_body(goal)))


def _aim(document: PlanDocument, goal: Goal) -> tuple[Block, ...]:
    """Say which level the goal aims at, where it has one that the rubric knows."""
    words = aims(document.rubric, document.profile, goal.scale_id).get(goal.target_level or "")
    if not (words and goal.scale_id):
        return ()
    scale = document.rubric.scales[goal.scale_id].title
    return (Prose(_("Aim, in “{scale}”: {aim}").format(scale=scale, aim=words), "cell-strong"),)


def _title(goal: Goal, number: int, count: str) -> tuple[Block, ...]:
    title, bookmark = goal.title.strip(), goal_heading(number, goal)
    if not title:
        return Heading(count, 1, bookmark), WritingSpace(1, _("Goal"))
    if len(title) > _HEADING or "\n" in title:
        return Heading(count, 1, bookmark), Prose(title)
    return Prose(count, "level"), Heading(title, 1, bookmark)


def _body(goal: Goal) -> tuple[Block, ...]:
    review = texts.day(goal.review_on) if goal.review_on else ""
    return (
        *said(_("Why it matters to patients or the service"), goal.matters, lines=2),
        *_actions(goal),
        *_why(goal),
        *_beside(
            said(_("How I shall know"), goal.measure, lines=2),
            said(_("What might get in the way"), goal.obstacle, lines=2),
        ),
        *_if_then(goal),
        *_beside(said(_("Support I need, and from whom"), goal.support), said(_("Review on"), review)),
    )


def _beside(left: tuple[Block, ...], right: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put two short texts side by side, and long ones under each other."""
    long = any(isinstance(block, Prose) and len(block.text) > _SIDE for block in (*left, *right))
    return (*left, *right) if long else (Beside((left, right)),)


def _if_then(goal: Goal) -> tuple[Block, ...]:
    label = _("If it gets hard")
    if not goal.if_then.strip():
        return (WritingSpace(2, _("If … then I will …")),)
    return (Callout((Heading(label, 3), Prose(goal.if_then))),)


def _actions(goal: Goal) -> tuple[Block, ...]:
    if not goal.actions:
        return (WritingSpace(4, _("Actions: what, with whom, hours, by when")),)
    heads = (_("What"), _("Support"), _("Hours"), _("By"), _("Evidence"))
    table = Table(
        tuple((Prose(head, "caption"),) for head in heads), _SHARES, tuple(_row(action) for action in goal.actions)
    )
    hours = goal.effort_hours
    effort = ngettext("Together about {n} hour.", "Together about {n} hours.", hours).format(n=hours)
    return (
        Heading(_("Actions"), 3),
        table,
        *((Prose(effort, "caption"),) if hours and len(goal.actions) > 1 else ()),
    )


def _why(goal: Goal) -> tuple[Block, ...]:
    """Say why each action was suggested, below the table: in a cell it would take many lines."""
    words = _("{action}: because {reason}.")
    reasons = tuple(
        words.format(action=" ".join(action.title.split()), reason=action.because.rstrip("."))
        for action in goal.actions
        if action.because.strip()
    )
    return (Bullets(reasons, "cell"),) if reasons else ()


def _row(action: PlannedAction) -> Row:
    steps = tuple(step for step in action.steps if step.strip())
    return Row(
        (
            (
                Prose(action.title, "cell-strong") if action.title.strip() else WritingSpace(1),
                Prose(type_words(action), "caption"),
                *((Bullets(steps, "cell"),) if steps else ()),
                *_outcome(action),
            ),
            _cell(action.support),
            _cell(str(action.effort_hours) if action.effort_hours else ""),
            _cell(texts.short_day(action.by) if action.by else ""),
            _cell(evidence_words(action)),
        )
    )


def _outcome(action: PlannedAction) -> tuple[Block, ...]:
    """Say on which day it was done; what came of it stands with the progress."""
    return (Prose(_("Done on {day}.").format(day=texts.day(action.done_on)), "cell"),) if action.done_on else ()


def _cell(text: str) -> tuple[Block, ...]:
    return (Prose(text, "cell"),) if text.strip() else (WritingSpace(1),)


def type_words(action: PlannedAction) -> str:
    """Name how an action teaches."""
    words = {"experience": _("Experience"), "exposure": _("Exposure"), "education": _("Education")}
    return words[action.type.value]


def evidence_words(action: PlannedAction) -> str:
    """Name the kind of supporting information that an action gives; empty where none is stated."""
    return actions.evidence_words(action.evidence) if action.evidence else ""
