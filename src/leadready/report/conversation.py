"""The talk with a supervisor or sponsor: what is asked of them, and five questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.report import texts
from leadready.report.blocks import A_PAGE, Heading, Prose, Row, Section, Table, Together, WritingSpace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.planning.plan import DevelopmentPlan
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_SHARES = (150, 190, 120)


def conversation(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Prepare half an hour in which something is agreed."""
    title = _("For the talk with my supervisor or sponsor")
    asked = [
        Together((Prose(f"{number}. {question}", "strong"), WritingSpace(2)))
        for number, question in enumerate(texts.questions(), start=1)
    ]
    intro = _("Share only what you want to share. These five questions help to use half an hour well.")
    agreed = WritingSpace(A_PAGE, _("What we agreed, with whom and when"), fills=True)
    blocks = (Prose(intro, "muted"), *_asks(document.plan), *asked, agreed)
    return (Section(title, (Heading(title, 1, title), *blocks)),)


def _asks(plan: DevelopmentPlan) -> tuple[Block, ...]:
    """Gather what the plan needs from others, with room for their answers."""
    rows = tuple(_needs(plan))
    if not rows:
        return ()
    heads = tuple((Prose(head, "caption"),) for head in (_("What I ask for"), _("For"), _("Agreed")))
    return Heading(_("What this plan needs from others"), 2), Table(heads, _SHARES, rows)


def _needs(plan: DevelopmentPlan) -> Iterator[Row]:
    if plan.effort_hours:
        words = ngettext("Time: about {n} hour in all", "Time: about {n} hours in all", plan.effort_hours)
        yield _need(words.format(n=plan.effort_hours), _("the whole plan"))
    for support, goals in _supports(plan).items():
        numbers = ", ".join(map(str, goals))
        words = ngettext("Goal {numbers}", "Goals {numbers}", len(goals))
        yield _need(support, words.format(numbers=numbers))


def _supports(plan: DevelopmentPlan) -> dict[str, list[int]]:
    """List each kind of support once, with the goals that need it."""
    found: dict[str, list[int]] = {}
    for number, goal in enumerate(plan.goals, start=1):
        if goal.support.strip():
            found.setdefault(goal.support.strip(), []).append(number)
    return found


def _need(what: str, purpose: str) -> Row:
    return Row(((Prose(what, "cell-strong"),), (Prose(purpose, "cell"),), ()))
