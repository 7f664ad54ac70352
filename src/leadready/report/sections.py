"""The sections of a plan document, in the order in which they are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leadready.cautions import status
from leadready.language import _
from leadready.report import texts
from leadready.report.appendix import answers, frameworks, glossary, limits, methods
from leadready.report.blocks import A_PAGE, AtFoot, Heading, Prose, Section, WritingSpace
from leadready.report.career import career
from leadready.report.context import context
from leadready.report.conversation import conversation
from leadready.report.dates import dates
from leadready.report.edition import WHOLE, Part
from leadready.report.evidence import evidence
from leadready.report.goals import goals
from leadready.report.mirror import mirror
from leadready.report.not_now import LEFT_OUT, not_now, not_now_talk
from leadready.report.profile import profile
from leadready.report.progress import progress
from leadready.report.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition


def sections(document: PlanDocument, edition: Edition = WHOLE) -> tuple[Section, ...]:
    """Lay out all that an edition of a plan document says; the fixed warnings are in every one."""
    left_out = LEFT_OUT if document.plan.is_not_now else frozenset()
    parts = [part for part in edition.in_order if part not in left_out]
    said = [section for part in parts for section in _PARTS[part](document, edition)]
    whole = said if Part.METHODS in edition.parts else (*said, limits())
    return tuple(_with_notes(section) for section in whole)


def _with_notes(section: Section) -> Section:
    """End a section with room for notes, as much as its last page still holds, so that no page is left half empty."""
    last = section.blocks[-1]
    if not section.title or (isinstance(last, WritingSpace) and last.fills):
        return section
    return replace(section, blocks=(*section.blocks, WritingSpace(A_PAGE, _("Notes"), fills=True)))


def _cover(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    names = (Prose(document.name, "name"), Prose(document.role, "role"))
    answered = _("{title}, answered on {day}").format(
        title=document.assessment.instrument.title, day=texts.day(document.answered_on)
    )
    foot = AtFoot((Prose(texts.private(), "strong"), Prose(texts.what_this_is()), Prose(status(), "muted")))
    blocks: tuple[Block, ...] = (
        Heading(texts.title(), 0, _("Cover")),
        *(name for name in names if name.text.strip()),
        Prose(_("Plan of {day}").format(day=texts.day(document.plan.created_on))),
        Prose(answered, "muted"),
        foot,
    )
    return (Section("", blocks),)


def _goals(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    return (not_now(document),) if document.plan.is_not_now else goals(document, edition)


def _conversation(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    return (not_now_talk(),) if document.plan.is_not_now else conversation(document, edition)


_PARTS: dict[Part, Callable[[PlanDocument, Edition], tuple[Section, ...]]] = {
    Part.COVER: _cover,
    Part.SUMMARY: summary,
    Part.PROFILE: profile,
    Part.MIRROR: mirror,
    Part.GOALS: _goals,
    Part.DATES: dates,
    Part.CONVERSATION: _conversation,
    Part.CONTEXT: context,
    Part.CAREER: career,
    Part.PROGRESS: progress,
    Part.EVIDENCE: evidence,
    Part.ANSWERS: answers,
    Part.METHODS: methods,
    Part.FRAMEWORKS: frameworks,
    Part.GLOSSARY: glossary,
}
