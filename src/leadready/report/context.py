"""What surrounds the person: what they can influence, and what they need others to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.report.blocks import A_PAGE, Bullets, Heading, Prose, Row, Section, Table, WritingSpace

if TYPE_CHECKING:
    from leadready.planning.plan import Goal
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_SHARES = (140, 170, 140)


def context(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    """Go through what the person said of their surroundings, with what the plan does about each."""
    scales = document.rubric.scales_around
    if not scales:
        return ()
    title = _("Around me")
    intro = _("Some of this I can influence; for some of it I need others. None of it counts against me.")
    heads = (_("Area"), _("What I can influence"), _("What I need others to change"))
    rows = tuple(_row(document, edition, scale) for scale in scales if _is_shown(document, edition, scale))
    table = Table(tuple((Prose(head, "caption"),) for head in heads), _SHARES, rows)
    room = WritingSpace(A_PAGE, _("What else would help, and whom I shall ask"), fills=True)
    return (Section(title, (Heading(title, 1, title), Prose(intro, "muted"), *((table,) if rows else _blank()), room)),)


def _is_shown(document: PlanDocument, edition: Edition, scale: str) -> bool:
    """Whether there is something to say of it: a goal, or what was answered, where that is shown at all."""
    return bool(_goals(document, scale)) or (edition.shows_scores and document.profile[scale].is_scored)


def _goals(document: PlanDocument, scale: str) -> list[Goal]:
    return [goal for goal in document.plan.goals if goal.scale_id == scale]


def _row(document: PlanDocument, edition: Edition, scale: str) -> Row:
    goals = _goals(document, scale)
    actions = tuple(action.title for goal in goals for action in goal.actions if action.title.strip())
    support = "\n".join(dict.fromkeys(goal.support.strip() for goal in goals if goal.support.strip()))
    seen = document.descriptor(scale) if edition.shows_scores else ""
    return Row(
        (
            (Prose(document.rubric.scored[scale].title, "cell-strong"), *((Prose(seen, "caption"),) if seen else ())),
            (Bullets(actions, "cell"),) if actions else (),
            (Prose(support, "cell"),) if support else (),
        )
    )


def _blank() -> tuple[Block, ...]:
    return WritingSpace(6, _("What I can influence")), WritingSpace(6, _("What I need others to change"))
