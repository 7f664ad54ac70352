"""The sections of a plan document, in the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.cautions import cautions, status
from leadready.language import _
from leadready.report import texts
from leadready.report.blocks import AtFoot, Bullets, Heading, Prose, Section, Together, WritingSpace
from leadready.report.dates import dates
from leadready.report.edition import WHOLE, Part
from leadready.report.goals import goals
from leadready.report.profile import profile
from leadready.report.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition


def sections(document: PlanDocument, edition: Edition = WHOLE) -> tuple[Section, ...]:
    """Lay out all that an edition of a plan document says; the fixed warnings are in every one."""
    said = [section for part in edition.in_order for section in _PARTS[part](document, edition)]
    return tuple(said if Part.METHODS in edition.parts else (*said, _limits()))


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


def _conversation(_document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    title = _("For the talk with my supervisor or sponsor")
    asked = [
        Together((Prose(f"{number}. {question}", "strong"), WritingSpace(3)))
        for number, question in enumerate(texts.questions(), start=1)
    ]
    intro = _("Share only what you want to share. These five questions help to use half an hour well.")
    agreed = WritingSpace(2, _("What we agreed, with whom and when"), fills=True)
    return (Section(title, (Heading(title, 1, title), Prose(intro, "muted"), *asked, agreed)),)


def _methods(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    title = _("Methods and limits")
    paragraphs = texts.methods(document) if edition.shows_scores else texts.origin(document)
    explained = [block for heading, text in paragraphs for block in (Heading(heading, 3), Prose(text))]
    return (Section(title, (Heading(title, 1, title), *explained, Heading(_("Limits"), 3), _warnings())),)


def _limits() -> Section:
    title = _("Limits")
    return Section(title, (Heading(title, 1, title), _warnings()))


def _warnings() -> Bullets:
    return Bullets((status(), *cautions()))


_PARTS: dict[Part, Callable[[PlanDocument, Edition], tuple[Section, ...]]] = {
    Part.COVER: _cover,
    Part.SUMMARY: summary,
    Part.PROFILE: profile,
    Part.GOALS: goals,
    Part.DATES: dates,
    Part.CONVERSATION: _conversation,
    Part.METHODS: _methods,
}
