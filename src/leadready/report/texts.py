"""The sentences of a plan document that are not in the plan itself; every writer uses the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready import locales
from leadready.language import _
from leadready.rubric.missing import rule_words
from leadready.scoring.display import half_up

if TYPE_CHECKING:
    from datetime import date

    from leadready.report.document import PlanDocument


def day(value: date) -> str:
    """Write a day, such as 24 November 2026; the same on every computer."""
    return locales.day(value)


def short_day(value: date) -> str:
    """Write a day for a narrow column, such as 24 Nov 2026; it stays on one line."""
    return locales.short_day(value).replace(" ", "\N{NO-BREAK SPACE}")


def because(reason: str) -> str:
    """Give a reason as a sentence."""
    return _("Because {reason}.").format(reason=reason.rstrip("."))


def title() -> str:
    """Name the document."""
    return _("Development plan")


def private() -> str:
    """Say whose it is."""
    return _("Private until you share it")


def what_this_is() -> str:
    """One sentence for the cover."""
    return _(
        "This plan was made by its owner from their own answers, for their own development and for a talk with "
        "someone they trust."
    )


def track_caption() -> str:
    """Say how the tracks of a profile are to be read."""
    return _(
        "Each track runs from 0 to 100; the thin lines are where levels begin. The dot is the score. The bar around it "
        "is where the score would probably lie if the items were answered again (95 % interval). Where bars overlap "
        "widely, take the scores as similar."
    )


def track_caption_in_short() -> str:
    """Say the same in a line."""
    return _("Dot: the score. Bar: where it would probably lie another time. Thin lines: where levels begin.")


def steps_caption() -> str:
    """Say how the lamps of a profile without numbers are to be read."""
    return _(
        "Each row of lamps goes from the lowest level to the highest; the large one is yours. There are no numbers, "
        "for so few items could not bear them."
    )


def questions() -> tuple[str, ...]:
    """Five questions for the talk with a supervisor or sponsor."""
    return (
        _("Which of these goals would make the most difference to our patients or service, and why?"),
        _("What do you see me do that fits this profile, and what do you see that does not?"),
        _("What can you do, or ask others to do, so that I have the time, figures and authority this needs?"),
        _("Who else should know about this plan, and who could be my sponsor or partner in it?"),
        _("When do we look at it again, and what would we both want to see by then?"),
    )


def methods(document: PlanDocument) -> tuple[tuple[str, str], ...]:
    """Headed paragraphs on how the scores came about."""
    if not document.shows_numbers:
        return (
            (_("Levels"), _levels_only(document)),
            (_("Answers that are missing"), _missing(document)),
            (_("Versions and licence"), _versions(document)),
        )
    return (
        (_("Scores"), _scores(document)),
        (_("Answers that are missing"), _missing(document)),
        (_("Levels"), _levels(document)),
        (_("Uncertainty"), _uncertainty(document)),
        (_("Versions and licence"), _versions(document)),
    )


def origin(document: PlanDocument) -> tuple[tuple[str, str], ...]:
    """Say no more than what the plan was made with."""
    return ((_("Versions and licence"), _versions(document)),)


def words_of_plans() -> tuple[tuple[str, str], ...]:
    """Explain the words of goals and actions."""
    return (
        (_("Goal"), _("What will be different, by when, and how that will be seen.")),
        (_("Experience"), _("An action by which you learn from doing the work itself.")),
        (_("Exposure"), _("An action by which you learn from other people: watching, talking, being coached.")),
        (_("Education"), _("An action by which you learn from a course, a book or other study.")),
        (_("Evidence"), _("The kind of supporting information that an action gives you for an appraisal.")),
        (_("If … then I will …"), _("What you decide now for the moment in which the obstacle comes.")),
        (_("Sponsor"), _("Somebody with influence who speaks for you and opens doors; a mentor listens and advises.")),
        (_("Review"), _("The day on which you look at a goal again, best with somebody else.")),
    )


def words_of_scores(document: PlanDocument) -> tuple[tuple[str, str], ...]:
    """Explain the words of the profile, as far as this one has them."""
    numbers = (
        (_("Score"), _("Where the answers to the items of a scale lie, from 0 to 100.")),
        (_("Interval"), _("Where the score would probably lie if you answered again.")),
        (_("Borderline"), _("The interval reaches into another level.")),
    )
    pattern = (_("Pattern"), _("What several scores together may mean: a hypothesis to talk over."))
    return (
        (_("Scale, domain"), _("What several items ask about together; a group of scales.")),
        *(numbers if document.shows_numbers else ()),
        (_("Level"), _("A named range of scores with a description. It says nothing about your worth.")),
        (_("Not scored"), _("Too few of its items were answered.")),
        *((pattern,) if document.rubric.profiles else ()),
    )


def _levels_only(document: PlanDocument) -> str:
    titles = ", ".join(level.title for level in document.rubric.levels)
    words = _(
        "Each area is at one of these levels: {levels}. The borders are the authors' own; take them as provisional. "
        "Numbers are worked out and not shown, for they would promise more than these items can keep."
    )
    return words.format(levels=titles)


def _scores(document: PlanDocument) -> str:
    words = _(
        "Items that say the opposite are turned round: lowest plus highest answer minus the answer given. A scale is "
        "the mean of its items, brought to 0 to 100 by the lowest and highest that they allow. A domain is the mean of "
        "its scales. Nothing is rounded before it is shown."
    )
    rubric = document.rubric
    if len(rubric.outermost) > 1:
        titles = ", ".join(f"“{rubric.composites[one].title}”" for one in rubric.outermost)
        apart = _("Kept apart and never added up to one number: {titles}.").format(titles=titles)
        return f"{words} {apart}"
    return words


def _missing(document: PlanDocument) -> str:
    rubric = document.rubric
    rules = dict.fromkeys(scale.missing or rubric.every_scale.missing for scale in rubric.scales.values())
    return _(
        "An answer such as “not applicable” takes the item out. An item left blank or not shown counts as unanswered, "
        "and a scale with too few answers is not scored. The rule of a scale here: {rules}. “Answered” counts the "
        "answers among the items that apply."
    ).format(rules=_("; or ").join(rule_words(rule) for rule in rules))


def _levels(document: PlanDocument) -> str:
    levels = ", ".join(
        _("{level} from {start}").format(level=level.title, start=half_up(level.start))
        for level in document.rubric.levels
    )
    return _(
        "{levels}; a score on the border belongs to the upper level. “Borderline” means that the interval reaches into "
        "another level. The borders are the authors' own; take them as provisional."
    ).format(levels=levels)


def _uncertainty(document: PlanDocument) -> str:
    words = _(
        "The interval is X ± 1.96 SEM around the observed score X, cut off at 0 and 100, where SEM is SD times the "
        "square root of (1 − r). Where spread (SD) and reliability (r) are not stated for a score, its SEM is worked "
        "out from its parts. Two scores are called similar unless they differ by more than 1.96 times the square root "
        "of the sum of their squared SEMs."
    )
    provisional = _("SD and r are assumptions and provisional until a study has measured them.")
    sure = _("A pattern is “confirmed” where it would stand at the ends of these intervals too, otherwise “possible”.")
    bases = {score.error.basis for _step, score in document.profile.items() if score.error}
    said = (words, sure if document.rubric.profiles else "", provisional if bases != {"measured"} else "")
    return " ".join(filter(None, said))


def versions_in_short(document: PlanDocument) -> str:
    """Say in a line what the plan was made with."""
    instrument, rubric = document.assessment.instrument, document.rubric
    return _("{title} {version}, rubric “{rubric}” {rubric_version}").format(
        title=instrument.title, version=instrument.version, rubric=rubric.title, rubric_version=rubric.version
    )


def _versions(document: PlanDocument) -> str:
    instrument, rubric = document.assessment.instrument, document.rubric
    return _(
        "{title}, version {version}; rubric “{rubric}”, version {rubric_version}. Fingerprint of the package "
        "(SHA-256): {hash}. Items, levels, goals and actions: {authors}, {licence}."
    ).format(
        title=instrument.title,
        version=instrument.version,
        rubric=rubric.title,
        rubric_version=rubric.version,
        hash=document.assessment.hash,
        authors=", ".join(instrument.authors),
        licence=instrument.licence,
    )
