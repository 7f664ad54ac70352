"""The plan of somebody who keeps the door open: short, and asking for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.report import texts
from leadready.report.blocks import A_PAGE, Bullets, Heading, Prose, Section, Together, WritingSpace, said
from leadready.report.edition import Part

if TYPE_CHECKING:
    from leadready.planning.plan import PlannedAction
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument

LEFT_OUT = frozenset({Part.DATES, Part.CAREER, Part.PROGRESS})
"""Parts that ask for what this person does not want at present."""


def not_now(document: PlanDocument) -> Section:
    """Say what would have to change, what goes on, and when to look again."""
    title, plan = not_now_title(), document.plan.not_now
    day = texts.day(plan.look_again_on) if plan.look_again_on else ""
    return Section(
        title,
        (
            Heading(title, 1, title),
            Prose(document.opening, "muted"),
            *said(_("What would have to change"), plan.change, lines=3),
            *said(_("What I keep doing"), plan.keep, lines=3),
            *_taster(plan.taster),
            *said(_("I look again on"), day),
            WritingSpace(A_PAGE, _("Notes"), fills=True),
        ),
    )


def not_now_title() -> str:
    """Name the plan."""
    return _("Not now, with the door open")


def not_now_in_short(document: PlanDocument) -> tuple[Block, ...]:
    """Say it in two lines, for the summary."""
    day = document.plan.not_now.look_again_on
    words = _("I look again on {day}.").format(day=texts.day(day)) if day else _("The day to look again is open.")
    return Heading(not_now_title(), 3), Prose(words, "cell")


def not_now_talk() -> Section:
    """Prepare a talk with somebody who supports the person as they are."""
    title = _("For a talk with someone I trust")
    asked = [
        Together((Prose(f"{number}. {question}", "strong"), WritingSpace(3)))
        for number, question in enumerate(_questions(), start=1)
    ]
    intro = _("Only if you want to, and only what you want to share.")
    return Section(
        title, (Heading(title, 1, title), Prose(intro, "muted"), *asked, WritingSpace(A_PAGE, _("Notes"), fills=True))
    )


def _questions() -> tuple[str, ...]:
    return (
        _("What do you see me do that you would not want to lose?"),
        _("Of the things that would have to change, which could you change, or ask others to change?"),
        _("Is there something small that I could try without any promise?"),
    )


def _taster(taster: PlannedAction | None) -> tuple[Block, ...]:
    """Show the taster; nothing where none is wanted."""
    if taster is None or not taster.title.strip():
        return ()
    hours = ngettext("About {n} hour, and it commits to nothing.", "About {n} hours, and it commits to nothing.",
                     taster.effort_hours).format(n=taster.effort_hours)  # fmt: skip
    steps = tuple(step for step in taster.steps if step.strip())
    return (
        Together(
            (
                Heading(_("A taster, if I like"), 3),
                Prose(taster.title, "strong"),
                *((Bullets(steps),) if steps else ()),
                *((Prose(hours, "caption"),) if taster.effort_hours else ()),
            )
        ),
    )
