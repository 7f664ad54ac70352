"""The sections of a plan document, in the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.cautions import cautions, status
from leadready.language import _, ngettext
from leadready.planning.findings import reason_for_priority, reason_for_strength
from leadready.report import rulings, texts
from leadready.report.blocks import AtFoot, Beside, Bullets, Heading, Prose, Section, Together, WritingSpace
from leadready.report.dates import dates
from leadready.report.goals import goal_heading, goals
from leadready.report.profile import groups, profile, score_in_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument


def sections(document: PlanDocument) -> tuple[Section, ...]:
    """Lay out all that a plan document says."""
    return (
        _cover(document),
        _summary(document),
        profile(document),
        *goals(document),
        *dates(document),
        _supervisor(),
        _methods(document),
    )


def _cover(document: PlanDocument) -> Section:
    names = (Prose(document.name, "name"), Prose(document.role, "role"))
    answered = _("{title}, answered on {day}").format(
        title=document.assessment.instrument.title, day=texts.day(document.answered_on)
    )
    foot = AtFoot((Prose(texts.private(), "strong"), Prose(texts.what_this_is()), Prose(status(), "muted")))
    return Section(
        "",
        (
            Heading(texts.title(), 0, _("Cover")),
            *(name for name in names if name.text.strip()),
            Prose(_("Plan of {day}").format(day=texts.day(document.plan.created_on))),
            Prose(answered, "muted"),
            foot,
        ),
    )


def _summary(document: PlanDocument) -> Section:
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
    title = _("Summary")
    return Section(
        title,
        (
            Heading(title, 1, title),
            *rulings.caution_in_short(document),
            *_scores(document),
            *rulings.patterns_in_short(document),
            Beside((strengths, priorities)),
            Heading(_goals_heading(document), 3),
            _goal_list(document),
            *_not_scored(document),
        ),
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
    return (*pairs, Prose(caption, "caption"))


def _findings(heading: str, found: Sequence[tuple[str, str]], none: str) -> tuple[Block, ...]:
    said: list[Block] = [
        Together((Prose(title, "strong"), Prose(texts.because(reason), "caption"))) for title, reason in found
    ]
    return (Heading(heading), *(said or [Prose(none, "muted")]))


def _goal_list(document: PlanDocument) -> Block:
    plan = document.plan
    titles = tuple(goal_heading(number, goal) for number, goal in enumerate(plan.goals, start=1))
    return Bullets(titles, "cell") if titles else Prose(_("No goal is set yet."), "muted")


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


def _supervisor() -> Section:
    title = _("For the talk with my supervisor or sponsor")
    asked = [
        Together((Prose(f"{number}. {question}", "strong"), WritingSpace(3)))
        for number, question in enumerate(texts.questions(), start=1)
    ]
    intro = _("Share only what you want to share. These five questions help to use half an hour well.")
    agreed = WritingSpace(2, _("What we agreed, with whom and when"), fills=True)
    return Section(title, (Heading(title, 1, title), Prose(intro, "muted"), *asked, agreed))


def _methods(document: PlanDocument) -> Section:
    title = _("Methods and limits")
    explained = [block for heading, text in texts.methods(document) for block in (Heading(heading, 3), Prose(text))]
    limits = Bullets((status(), *cautions()))
    return Section(title, (Heading(title, 1, title), *explained, Heading(_("Limits"), 3), limits))
