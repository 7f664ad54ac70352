"""The summary: what a busy reader sees in a minute."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.planning.findings import MOST, reason_for_priority, reason_for_strength
from leadready.report import rulings, texts
from leadready.report.blocks import Beside, Bullets, Heading, Prose, Section, Together
from leadready.report.goals import goal_heading
from leadready.report.not_now import not_now_in_short
from leadready.report.profile import groups, score_in_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.planning.plan import DevelopmentPlan
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition


def summary(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    """Say in a page what stands out, and what is planned."""
    title = _("Summary")
    planned: tuple[Block, ...] = (Heading(_goals_heading(document), 3), _goal_list(document))
    if document.plan.is_not_now:
        planned = not_now_in_short(document)
    if not edition.shows_scores:
        return (Section(title, (Heading(title, 1, title), *planned, *_first_steps(document.plan))),)
    return (Section(title, (Heading(title, 1, title), *_found(document), *planned, *_not_scored(document))),)


def _found(document: PlanDocument) -> tuple[Block, ...]:
    findings = document.findings
    strengths = _findings(
        _("Strengths"),
        [(one.title, reason_for_strength(one)) for one in findings.strengths],
        _("No scale is in the upper half of its levels yet."),
    )
    priorities = _findings(
        _("Priorities"),
        [(one.title, reason_for_priority(one)) for one in findings.priorities],
        _("No scale is below the highest level."),
    )
    return (
        *rulings.caution_in_short(document),
        *_scores(document),
        *rulings.patterns_in_short(document),
        Beside((strengths, priorities)),
    )


def _scores(document: PlanDocument) -> tuple[Block, ...]:
    """Put what belongs to the person and what belongs to the workplace side by side, never into one number."""
    rubric, found = document.rubric, groups(document)
    if not (rubric.composites or rubric.domains):
        return ()
    sides: list[tuple[Block, ...]] = []
    for group in found:
        parts = [part for part in group.parts if part not in document.findings.left_out]
        scores = [block for part in parts for block in score_in_short(document, part)]
        about = (Prose(group.about, "caption"),) if group.about else ()
        sides.append((Heading(group.title), *about, *scores))
    pairs = [Beside(tuple(sides[place : place + 2])) for place in range(0, len(sides), 2)]
    caption = texts.track_caption_in_short() if document.shows_numbers else texts.steps_caption()
    return (*pairs, Prose(caption, "caption", legend=True))


def _findings(heading: str, found: Sequence[tuple[str, str]], none: str) -> tuple[Block, ...]:
    said: list[Block] = [
        Together((Prose(title, "strong"), Prose(texts.because(reason), "caption"))) for title, reason in found
    ]
    return (Heading(heading), *(said or [Prose(none, "muted")]))


def _goal_list(document: PlanDocument) -> Block:
    plan = document.plan
    titles = tuple(goal_heading(number, goal) for number, goal in enumerate(plan.goals, start=1))
    return Bullets(titles, "cell") if titles else Prose(_("No goal is set yet."), "muted")


def _first_steps(plan: DevelopmentPlan) -> tuple[Block, ...]:
    """Name the open actions with the earliest dates."""
    waiting = [(action.by, action.title) for goal in plan.goals for action in goal.actions if not action.done_on]
    dated = [(by, title) for by, title in waiting if by is not None and title.strip()]
    words = _("{day}: {action}")
    steps = [words.format(day=texts.day(by), action=title) for by, title in sorted(dated, key=itemgetter(0))[:MOST]]
    return (Heading(_("What comes first"), 3), Bullets(tuple(steps), "cell")) if steps else ()


def _goals_heading(document: PlanDocument) -> str:
    """Name the goals with their effort, and with the hours that the person has for it."""
    hours, a_month = document.plan.effort_hours, document.plan.hours_a_month
    if not hours:
        return _("Goals")
    words = ngettext("Goals, together about {n} hour", "Goals, together about {n} hours", hours).format(n=hours)
    if not a_month:
        return words
    return ngettext("{goals}; you have {n} hour a month", "{goals}; you have {n} hours a month", a_month).format(
        goals=words, n=a_month
    )


def _not_scored(document: PlanDocument) -> tuple[Block, ...]:
    missing = document.findings.not_scored
    if not missing:
        return ()
    count = ngettext(
        "{n} scale has too few answers for a score", "{n} scales have too few answers for a score", len(missing)
    )
    names = ", ".join(document.rubric.scored[scale].title for scale in missing)
    return (Prose(_("{count}: {names}.").format(count=count.format(n=len(missing)), names=names), "caption"),)
