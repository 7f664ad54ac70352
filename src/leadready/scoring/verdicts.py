"""Gates and profile rules, decided on a score profile.

A statement about a score is sure when the score is further from the threshold than 1.96 standard errors, compared as
squares and so exactly. A score without stated precision is never sure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from leadready.instrument.condition import (
    UNKNOWN,
    AnsweredShare,
    AnswerIs,
    Fact,
    FlagCount,
    Otherwise,
    ScoreBounds,
    SpreadOf,
    Verdict,
    exactly,
    judge,
    within,
)
from leadready.instrument.routing import answer_is, not_asked
from leadready.scoring.plan import HIGHEST, LOWEST, ScaleStep
from leadready.scoring.responses import Absence
from leadready.scoring.score import Z_95

if TYPE_CHECKING:
    from leadready.instrument.condition import Bounds, Condition, Spread, Statement
    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Gate, Pattern, Rubric, Stage
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import Score, ScoreProfile

MOST_PATTERNS = 2


@dataclass(frozen=True)
class Circumstances:
    """Everything that conditions may ask about.

    Attributes:
        flags: How many signs of careless answering there are.
        facts: Which facts are confirmed; the others are not.
        otherwise: Whether no profile rule holds so far; unknown where none has been looked at.
    """

    instrument: Instrument
    profile: ScoreProfile
    responses: ResponseSet
    flags: int = 0
    facts: frozenset[str] = frozenset()
    otherwise: Verdict = UNKNOWN

    @cached_property
    def answered_share(self) -> Fraction:
        """Percent of the items that this person must answer which are answered or do not apply."""
        left_out = not_asked(self.instrument, self.responses)
        required = [item.id for item in self.instrument.items if not item.optional and item.id not in left_out]
        unanswered = {Absence.MISSING, Absence.NOT_SEEN}
        done = sum(1 for item_id in required if self.responses.get(item_id, Absence.NOT_SEEN) not in unanswered)
        return Fraction(HIGHEST * done, len(required)) if required else Fraction(HIGHEST)


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate and whether it holds; None where that cannot be known."""

    gate: Gate
    holds: bool | None


@dataclass(frozen=True, slots=True)
class PatternResult:
    """A profile rule that fits.

    Attributes:
        confirmed: Whether measurement error alone would not undo it.
        otherwise: What was known of the rules above it: whether none of them holds.
    """

    pattern: Pattern
    confirmed: bool
    otherwise: Verdict = UNKNOWN


def decide(condition: Condition, circumstances: Circumstances) -> Verdict:
    """Decide a condition; raises KeyError for a score that is not in the profile."""

    def say(statement: Statement) -> Verdict:
        return _say(statement, circumstances)

    return judge(condition, say)


def gates(rubric: Rubric, circumstances: Circumstances, stage: Stage | None = None) -> tuple[GateResult, ...]:
    """Decide the gates of a stage, in the rubric's order; those of every stage unless one is named."""
    return tuple(
        GateResult(gate, decide(gate.when, circumstances).holds) for gate in rubric.gates if stage in {None, gate.stage}
    )


def all_patterns(rubric: Rubric, circumstances: Circumstances) -> tuple[PatternResult, ...]:
    """List every profile rule that fits, in the rubric's order of priority."""
    found: list[PatternResult] = []
    none_near = True
    for pattern in rubric.profiles:
        otherwise = Verdict(not found, any(one.confirmed for one in found) or (not found and none_near))
        verdict = decide(pattern.when, replace(circumstances, otherwise=otherwise))
        if verdict.holds:
            found.append(PatternResult(pattern, verdict.sure, otherwise))
        none_near = none_near and verdict.holds is False and verdict.sure
    return tuple(found)


def patterns(rubric: Rubric, circumstances: Circumstances) -> tuple[PatternResult, ...]:
    """List the profile rules to show: at most two, and none where a gate of a person's development withholds them."""
    withheld = withholds(gates(rubric, circumstances, "development"))
    return () if "profiles" in withheld else all_patterns(rubric, circumstances)[:MOST_PATTERNS]


def withholds(results: tuple[GateResult, ...]) -> frozenset[str]:
    """Name what closed gates keep back."""
    return frozenset(what for result in results if result.holds for what in result.gate.withholds)


def _say(statement: Statement, circumstances: Circumstances) -> Verdict:
    if isinstance(statement, AnswerIs):
        return answer_is(statement, circumstances.responses)
    if isinstance(statement, AnsweredShare):
        return Verdict(within(circumstances.answered_share, statement.answered))
    if isinstance(statement, FlagCount):
        return Verdict(within(Fraction(circumstances.flags), statement.flags))
    if isinstance(statement, (Fact, Otherwise)):
        return _known(statement, circumstances)
    if isinstance(statement, SpreadOf):
        return _spread(statement.spread, circumstances.profile)
    return _about_score(*next(iter(statement.items())), circumstances.profile)


def _known(statement: Fact | Otherwise, circumstances: Circumstances) -> Verdict:
    if isinstance(statement, Fact):
        return Verdict(statement.fact in circumstances.facts)
    none = circumstances.otherwise
    return none if statement.otherwise or none.holds is None else Verdict(not none.holds, none.sure)


def _about_score(score_id: str, bounds: ScoreBounds, profile: ScoreProfile) -> Verdict:
    score = profile[score_id]
    if bounds.scored is not None:
        return Verdict(score.is_scored is bounds.scored)
    if not score.is_scored:
        return UNKNOWN
    if bounds.level is not None:
        return Verdict(profile.level(score_id) == bounds.level, _is_level_sure(score_id, bounds.level, profile))
    if bounds.on == "scaled":
        return _placed(score.value, score, (Fraction(LOWEST), Fraction(HIGHEST)), bounds)
    step = profile.plan.step(score_id)
    if score.raw is None or not isinstance(step, ScaleStep):
        return UNKNOWN
    return _placed(score.raw, score, step.raw_range, bounds)


def _is_level_sure(score_id: str, level: str, profile: ScoreProfile) -> bool:
    """Whether the whole interval has that level, or none of it has."""
    score = profile[score_id]
    if score.lowest_level is None or score.highest_level is None:
        return not score.is_borderline
    cuts = profile.plan.step(score_id).levels.cuts[score.lowest_level : score.highest_level + 1]
    return level not in {cut.level for cut in cuts} or len(cuts) == 1


def _placed(value: Fraction, score: Score, ends: tuple[Fraction, Fraction], bounds: Bounds) -> Verdict:
    """Place a value on a track with these ends among bounds; its error is in hundredths of the track."""
    holds = within(value, bounds)
    if score.error is None:
        return Verdict(holds, sure=False)
    low, high = ends
    half_square = Z_95**2 * score.error.variance * ((high - low) / HIGHEST) ** 2
    thresholds = [exactly(end) for end in (bounds.at_least, bounds.below) if end is not None]
    return Verdict(holds, all(not low < end <= high or _clears(value - end, half_square) for end in thresholds))


def _clears(distance: Fraction, half_square: Fraction) -> bool:
    """Whether a whole interval lies on one side of a threshold, which itself belongs to the upper side."""
    return distance**2 > half_square or (distance > 0 and distance**2 == half_square)


def _spread(spread: Spread, profile: ScoreProfile) -> Verdict:
    """Compare the sample standard deviation of some scores, as squares. It is never sure: it is small by chance too."""
    scores = [profile[score_id] for score_id in spread.of]
    if not all(score.is_scored for score in scores):
        return UNKNOWN
    values = [score.value for score in scores]
    mean = sum(values, start=Fraction(0)) / len(values)
    variance = sum(((value - mean) ** 2 for value in values), start=Fraction(0)) / (len(values) - 1)
    above = spread.at_least is None or variance >= Fraction(spread.at_least) ** 2
    beneath = spread.below is None or variance < Fraction(spread.below) ** 2
    return Verdict(above and beneath, sure=False)
