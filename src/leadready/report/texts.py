"""The sentences of a plan document that are not in the plan itself; every writer uses the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.scoring.display import half_up

if TYPE_CHECKING:
    from datetime import date

    from leadready.report.document import PlanDocument


def day(value: date) -> str:
    """Write a day, such as 24 November 2026; the same on every computer."""
    months = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return _("{day} {month} {year}").format(day=value.day, month=months[value.month - 1], year=value.year)


def short_day(value: date) -> str:
    """Write a day for a narrow column."""
    return f"{value.day:02}.{value.month:02}.{value.year}"


def what_this_is() -> str:
    """One sentence for the cover."""
    return _(
        "This plan was made by its owner from their own answers, for their own development and for a talk with "
        "someone they trust."
    )


def questions() -> tuple[str, ...]:
    """Five questions for the talk with a supervisor or sponsor."""
    return (
        _("Which of these goals would make the most difference to our patients or service, and why?"),
        _("What do you see me do that fits this profile, and what does not?"),
        _("What can you do, or ask others to do, so that I have the time, figures and authority this needs?"),
        _("Who should know about this plan, and who could be my sponsor or partner in it?"),
        _("When do we look at it again, and what would we both want to see by then?"),
    )


def methods(document: PlanDocument) -> tuple[tuple[str, str], ...]:
    """Headed paragraphs on how the scores came about and what they cannot say."""
    rubric, instrument = document.rubric, document.assessment.instrument
    levels = ", ".join(
        _("{level} from {start}").format(level=level.title, start=half_up(level.start)) for level in rubric.levels
    )
    return (
        (
            _("Scores"),
            _(
                "Items that say the opposite are turned round (lowest plus highest minus the answer). A scale is "
                "the mean of its answers, brought to 0 to"
                "100 by the lowest and highest that its items allow. A domain is the mean of its scales. Nothing "
                "is rounded before it is shown."
            ),
        ),
        (
            _("Answers that are not there"),
            _(
                "“Does not apply” takes an item out. An item left blank or not shown counts as unanswered; a "
                "scale with too few answers is not scored."
                "The rule of the scales here: {rule}. “Answered” shows how many of the items that apply were answered."
            ).format(rule=rubric.every_scale.missing),
        ),
        (_("Levels"), _("{levels}. A score on the border belongs to the upper level.").format(levels=levels)),
        (
            _("Uncertainty"),
            _(
                "The bar around a score is X ± 1.96 SEM, where SEM is SD times the square root of (1 − r). Spread "
                "(SD) and reliability (r) are provisional assumptions until a study"
                "has measured them. Where a score has no assumption of its own, its SEM is worked out from its "
                "parts. Two scores are called similar unless they"
                "differ by more than 1.96 times the square root of the sum of their squared SEMs."
            ),
        ),
        (
            _("Versions"),
            _(
                "{title}, version {version}; rubric “{rubric}”, version {rubric_version}. Fingerprint of the "
                "package: {hash}."
            ).format(
                title=instrument.title,
                version=instrument.version,
                rubric=rubric.title,
                rubric_version=rubric.version,
                hash=document.assessment.hash[:16],
            ),
        ),
        (
            _("Licence"),
            _("Items, levels and actions: {authors}, {licence}.").format(
                authors=", ".join(instrument.authors), licence=instrument.licence
            ),
        ),
    )
