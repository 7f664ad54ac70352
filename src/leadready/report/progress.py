"""How far the plan has come, what came of each action, and when answering again can show anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.report import texts
from leadready.report.blocks import A_PAGE, Bullets, Heading, Prose, Row, Section, Table, WritingSpace
from leadready.report.evidence import evidence_list

if TYPE_CHECKING:
    from leadready.planning.plan import DevelopmentPlan, PlannedAction
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_SHARES = (150, 36, 66, 66, 140)
_MONTHS = 6
"""Answering again sooner mostly measures noise (domain guide, 4.2)."""


def progress(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Log every action, and say when to answer again."""
    title = _("Progress, and answering again")
    notes = WritingSpace(A_PAGE, _("What I tried, what happened, what next"), fills=True)
    blocks = (
        *_log(document.plan),
        *evidence_list(document),
        Heading(_("Answering again")),
        *_again(document.answered_on),
        notes,
    )
    return (Section(title, (Heading(title, 1, title), *blocks)),)


def answering_again(answered_on: date) -> date:
    """Give the first day on which another sitting can show more than noise."""
    years, month = divmod(answered_on.month - 1 + _MONTHS, 12)
    return date(answered_on.year + years, month + 1, min(answered_on.day, 28))


def _log(plan: DevelopmentPlan) -> tuple[Block, ...]:
    named = [(n, action) for n, goal in enumerate(plan.goals, 1) for action in goal.actions if action.title.strip()]
    if not named:
        return (Prose(_("No action is planned yet."), "muted"),)
    heads = (_("Action"), _("Goal"), _("By"), _("Done on"), _("What came of it"))
    rows = tuple(_row(number, action) for number, action in named)
    done = sum(action.done_on is not None for _number, action in named)
    words = ngettext("Done: {done} of {n} action.", "Done: {done} of {n} actions.", len(named))
    table = Table(tuple((Prose(head, "caption"),) for head in heads), _SHARES, rows)
    return Prose(words.format(done=done, n=len(named))), table


def _row(number: int, action: PlannedAction) -> Row:
    by = texts.short_day(action.by) if action.by else ""
    done = texts.short_day(action.done_on) if action.done_on else ""
    return Row(
        (
            (Prose(action.title, "cell-strong"),),
            (Prose(str(number), "cell"),),
            *(((Prose(said, "cell"),) if said.strip() else ()) for said in (by, done, action.reflection)),
        )
    )


def _again(answered_on: date) -> tuple[Block, ...]:
    day = texts.day(answering_again(answered_on))
    before = _("Not before {day}: within {n} months most changes are noise.").format(day=day, n=_MONTHS)
    counts = _("A change counts only if it is larger than the uncertainty of both scores.")
    done = _("What was done and what came of it counts at any time; it needs no score.")
    return (Bullets((before, counts, done)),)
