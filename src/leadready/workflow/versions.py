"""One sitting under two versions of an assessment: the same answers, two rulers, side by side.

The answers do not change between the two, so every difference between the scores comes from the ruler. What a change
of wording would have done to the answers cannot be seen in this way; such items are named for people to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.assessment.difference import Difference, compare_packages
from leadready.assessment.model import restore
from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.locales import numbers
from leadready.scoring.display import half_up
from leadready.scoring.responses import Absence
from leadready.workflow.reading import Reading
from leadready.workflow.shelf import open_package
from leadready.workflow.spoken import folder_of, spoken

if TYPE_CHECKING:
    from fractions import Fraction

    from leadready.assessment.model import Assessment
    from leadready.instrument.model import Instrument
    from leadready.scoring.responses import Answer, ResponseSet
    from leadready.scoring.score import Score
    from leadready.store.administrations import Administration
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting


@dataclass(frozen=True, slots=True)
class ScoreVersions:
    """One score under both versions.

    Attributes:
        before: Under the older version; None where that has no such score.
        after: Under the newer one, likewise.
        level_before: The level in the words of the older version; empty without a score.
        level_after: In those of the newer one.
        comparable: Whether it is worked out alike in both.
        why_not: Why it is not; empty where it is.
        reworded: Stems, as they are now, of its items whose words changed.
    """

    score_id: str
    title: str
    before: Score | None
    after: Score | None
    level_before: str
    level_after: str
    comparable: bool
    why_not: str
    reworded: tuple[str, ...]

    @property
    def moved(self) -> Fraction | None:
        """By how many points the newer version gives more; None where one has no score."""
        if self.before is None or self.after is None or not (self.before.is_scored and self.after.is_scored):
            return None
        return self.after.value - self.before.value

    @property
    def is_same(self) -> bool:
        """Whether the person reads the same from both."""
        absent = self.before is not None and self.after is not None and not self._is_scored
        return (self.moved == 0 or absent) and self.level_before == self.level_after

    @property
    def _is_scored(self) -> bool:
        return bool((self.before and self.before.is_scored) or (self.after and self.after.is_scored))


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """The same answers under two versions of an assessment.

    Attributes:
        dropped: Stems of answered items whose answers have no place in the newer version.
        added: Stems of items that only the newer version asks.
    """

    before: Reading
    after: Reading
    difference: Difference
    scores: tuple[ScoreVersions, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]


class PresentVersions:
    """The installed versions of assessments, each loaded once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._opened: dict[str, Assessment | None] = {}

    def of(self, administration: Administration) -> Assessment | None:
        """Give the installed version of a sitting's assessment, if it has another ruler or other words for the sitting.

        None where nothing changed that this sitting rests on, where the package is not installed or does not load,
        where it has no such rubric any more, and where what was kept with the sitting cannot be read.
        """
        present = self._open(administration.assessment_id)
        rubric = present.rubrics.get(administration.rubric_id) if present else None
        if present is None or rubric is None or present.hash == administration.definition_hash:
            return None
        try:
            kept = restore(self._services.store.definitions.get(administration.definition_hash))
        except LeadreadyError:
            return None
        same = present.instrument == kept.instrument and rubric == kept.rubrics.get(administration.rubric_id)
        return None if same else present

    def _open(self, assessment_id: str) -> Assessment | None:
        if assessment_id not in self._opened:
            try:
                self._opened[assessment_id] = open_package(self._services.packages, assessment_id)
            except LeadreadyError:
                self._opened[assessment_id] = None
        return self._opened[assessment_id]


def compare_with_present(services: Services, sitting: Sitting) -> TwoReadings:
    """Read a sitting under its own version and under the installed one.

    Raises:
        LeadreadyError: the installed one cannot be opened, or has no such rubric any more.
    """
    folder = folder_of(services.packages, sitting.assessment.id)
    present = spoken(open_package(services.packages, sitting.assessment.id), folder)
    done = sitting.administration.completed_at is not None
    return compare_readings(
        sitting.assessment, present, sitting.administration.rubric_id, sitting.answers, is_complete=done
    )


def compare_readings(
    older: Assessment, newer: Assessment, rubric_id: str, responses: ResponseSet, *, is_complete: bool = True
) -> TwoReadings:
    """Read the same answers under two versions.

    Raises:
        LeadreadyError: one of them has no such rubric.
    """
    for one in (older, newer):
        if rubric_id not in one.rubrics:
            what = _("Version {version} has no rubric “{rubric}”.")
            raise LeadreadyError(
                what.format(version=one.instrument.version, rubric=rubric_id),
                advice=_("It has: {rubrics}.").format(rubrics=", ".join(one.rubrics)),
            )
    kept = {item: answer for item, answer in responses.items() if takes(newer.instrument, item, answer)}
    before = Reading(older, older.rubrics[rubric_id], responses, is_complete)
    after = Reading(newer, newer.rubrics[rubric_id], kept, is_complete)
    difference = compare_packages(older.source or older, newer.source or newer)
    return TwoReadings(
        before,
        after,
        difference,
        _scores(before, after, difference),
        tuple(
            before.names[item] for item in before.assessment.instrument.by_id if item in responses and item not in kept
        ),
        tuple(after.names[item] for item in newer.instrument.by_id if item not in older.instrument.by_id),
    )


def takes(instrument: Instrument, item_id: str, answer: Answer) -> bool:
    """Whether an instrument has an item and allows this answer to it."""
    if item_id not in instrument.by_id:
        return False
    options = instrument.response_scale_of(item_id)
    if answer is Absence.NOT_APPLICABLE:
        return options.not_applicable is not None
    return isinstance(answer, Absence) or options.allows(answer)


def _scores(before: Reading, after: Reading, difference: Difference) -> tuple[ScoreVersions, ...]:
    return tuple(
        ScoreVersions(
            one.score_id,
            (after if one.score_id in after.rubric.scored else before).names[one.score_id],
            _score(before, one.score_id),
            _score(after, one.score_id),
            _level(before, one.score_id),
            _level(after, one.score_id),
            one.comparable,
            one.why_not,
            tuple(after.names[item_id] for item_id in one.reworded),
        )
        for one in difference.scores[before.rubric.id]
    )


def _score(reading: Reading, score_id: str) -> Score | None:
    return reading.profile[score_id] if score_id in reading.rubric.scored else None


def _level(reading: Reading, score_id: str) -> str:
    score = _score(reading, score_id)
    return reading.level_titles(score_id)[score.level] if score is not None and score.level is not None else ""


def score_words(reading: Reading, score: Score | None, level: str) -> str:
    """Say one score under one version: number and level, or the level alone where people see levels only."""
    if score is None:
        return _("no such score")
    if not score.is_scored:
        return _("not scored")
    if not reading.rubric.shows_numbers:
        return level
    return _("{value}, {level}").format(value=half_up(score.value), level=level)


def ruler_sentences(two: TwoReadings, one: ScoreVersions) -> tuple[str, ...]:
    """Say which part of a difference is the ruler, and what must be judged by people."""
    said = [_ruler(two, one)]
    if one.reworded:
        words = _("These items have other words now; read whether they still ask the same: {items}")
        said.append(words.format(items=" ".join(f"“{stem}”" for stem in one.reworded)))
    return tuple(said)


def _ruler(two: TwoReadings, one: ScoreVersions) -> str:
    reason = one.why_not or _("Some answers have no place in the other version.")
    if one.moved:
        if not two.before.rubric.shows_numbers or not two.after.rubric.shows_numbers:
            return _("All of the difference is the ruler's. {why}").format(why=reason)
        points = _signed(one.moved)
        return _("Moved by {points}, and all of it is the ruler's. {why}").format(points=points, why=reason)
    if one.level_before != one.level_after and one.moved is not None:
        return _("The number is the same; the borders of the levels moved.")
    if one.moved is None and not one.is_same:
        return _("It can be read under one version only. {why}").format(why=reason)
    if one.comparable:
        return _("The same in both versions.")
    return _("The same here, but worked out differently, so other answers may part. {why}").format(why=one.why_not)


def _signed(points: Fraction) -> str:
    shown = numbers(half_up(abs(points), 1).removesuffix(".0"))
    return f"+{shown}" if points > 0 else f"\N{MINUS SIGN}{shown}"
