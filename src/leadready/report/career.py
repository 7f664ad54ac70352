"""What comes after training: where new skills are used, and the way ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.report import texts
from leadready.report.blocks import Bullets, Heading, Prose, Section, Together, WritingSpace
from leadready.report.goals import goal_heading

if TYPE_CHECKING:
    from leadready.planning.plan import Goal
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition


def career(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    """Put together what the plan and the profile say of it, and room for what only the person knows."""
    scales = document.rubric.scales_after_training
    if not scales:
        return ()
    title = _("After training: using what I learn, and the way ahead")
    seen = _as_seen(document, scales) if edition.shows_scores else ()
    room = [WritingSpace(2, label) for label in _asked()]
    return (Section(title, (Heading(title, 1, title), *seen, *_planned(document, scales), *room)),)


def _as_seen(document: PlanDocument, scales: tuple[str, ...]) -> tuple[Block, ...]:
    said = [(document.rubric.scored[scale].title, document.descriptor(scale)) for scale in scales]
    seen = [Together((Prose(title, "strong"), Prose(words))) for title, words in said if words]
    brought = tuple(one.title for one in document.findings.strengths)
    bring = (Heading(_("What I bring"), 3), Bullets(brought)) if brought else ()
    return (Heading(_("As I see it now")), *seen, *bring) if seen else bring


def _planned(document: PlanDocument, scales: tuple[str, ...]) -> tuple[Block, ...]:
    about = [(n, goal) for n, goal in enumerate(document.plan.goals, start=1) if goal.scale_id in scales]
    if not about:
        return ()
    return (Heading(_("In this plan")), Bullets(tuple(_in_a_line(number, goal) for number, goal in about)))


def _in_a_line(number: int, goal: Goal) -> str:
    heading = goal_heading(number, goal)
    if goal.review_on is None:
        return heading
    return _("{goal} (review on {day})").format(goal=heading, day=texts.day(goal.review_on))


def _asked() -> tuple[str, ...]:
    return (
        _("Where I shall use this within a year: which work, with what authority and time"),
        _("The next step that I want, and by when"),
        _("What would make me stay here, and what would make me look elsewhere"),
        _("Who opens doors for me, and with whom I stay in touch after a programme"),
    )
