"""What a rubric does with people who do not exist: the perfect, the worst, the careless and a crowd at random.

Random answers are no model of real people. They show what a rubric can do, and what careless answers come to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from leadready.assessment.review.reach import Reach, reaches
from leadready.instrument.routing import Routing
from leadready.language import _
from leadready.scoring.executor import Executor
from leadready.scoring.plan import HIGHEST, ScaleStep, compile_plan
from leadready.scoring.quality import quality
from leadready.scoring.responses import Absence, counted
from leadready.scoring.score import ScoreProfile
from leadready.scoring.verdicts import Circumstances, all_patterns, gates

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.instrument.model import OptionValue
    from leadready.rubric.model import Rubric
    from leadready.scoring.plan import ScoringPlan
    from leadready.scoring.quality import Flag
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import Score

BARS = 20
"""Parts of 0 to 100 in which scores are counted."""


class Kind(StrEnum):
    """How an invented respondent answers."""

    PERFECT = "perfect"
    WORST = "worst"
    MIDDLE = "middle"
    FIRST_OPTION = "first-option"
    LAST_OPTION = "last-option"
    AGREEING = "agreeing"
    RANDOM = "random"


def kind_words(kind: Kind) -> str:
    """Name a kind of respondent."""
    words = {
        Kind.PERFECT: _("The best answer to every item"),
        Kind.WORST: _("The worst answer to every item"),
        Kind.MIDDLE: _("The middle of every scale"),
        Kind.FIRST_OPTION: _("Always the first option"),
        Kind.LAST_OPTION: _("Always the last option"),
        Kind.AGREEING: _("Agrees with nearly everything"),
        Kind.RANDOM: _("At random"),
    }
    return words[kind]


@dataclass(frozen=True)
class Respondent:
    """An invented respondent and what the rubric makes of them."""

    kind: Kind
    profile: ScoreProfile
    gates: tuple[str, ...]
    patterns: tuple[str, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class ScoreSpread:
    """One score over the random crowd.

    Attributes:
        reach: What it can be at all.
        values: The scores of those who have one, in order.
        levels: By level, how many have it.
    """

    score_id: str
    reach: Reach
    values: tuple[Fraction, ...]
    levels: dict[str, int]

    @cached_property
    def bars(self) -> tuple[int, ...]:
        """How many scores lie in each of `BARS` equal parts of 0 to 100; 100 belongs to the last."""
        counts = [0] * BARS
        for value in self.values:
            counts[min(int(value * BARS / HIGHEST), BARS - 1)] += 1
        return tuple(counts)

    def quantile(self, share: Fraction) -> Fraction | None:
        """Give the score below which a share of the crowd lies (nearest rank); None without scores."""
        if not self.values:
            return None
        place = -(-share.numerator * len(self.values) // share.denominator)
        return self.values[max(place, 1) - 1]


@dataclass(frozen=True)
class Simulation:
    """What a rubric does with invented people.

    Attributes:
        crowd: How many answered at random.
        gates: By gate, how many of them it holds for.
        patterns: By profile rule, how many of them it fits, whether shown or not.
    """

    rubric: Rubric
    plan: ScoringPlan
    respondents: tuple[Respondent, ...]
    crowd: int
    scores: tuple[ScoreSpread, ...]
    gates: dict[str, int]
    patterns: dict[str, int]


def simulate(assessment: Assessment, rubric: Rubric, *, crowd: int, seed: int) -> Simulation:
    """Run a rubric over invented people; the same seed gives the same crowd."""
    plan = compile_plan(assessment.instrument, rubric)
    executor = Executor(plan)
    routing = Routing(assessment.instrument)

    def person(kind: Kind, source: Random) -> Respondent:
        answers = counted(routing, answers_of(kind, assessment, plan, source))
        return _respondent(kind, answers, assessment, rubric, plan, executor)

    # People are invented, not secrets.
    named = tuple(person(kind, Random(seed)) for kind in Kind if kind is not Kind.RANDOM)  # noqa: S311
    source = Random(seed)  # noqa: S311
    people = [person(Kind.RANDOM, source) for _person in range(crowd)]
    reach = reaches(assessment.instrument, plan)
    return Simulation(
        rubric=rubric,
        plan=plan,
        respondents=named,
        crowd=crowd,
        scores=tuple(_spread(step_id, place, reach[step_id], people) for place, step_id in enumerate(plan.ids)),
        gates={gate.id: sum(gate.id in one.gates for one in people) for gate in rubric.gates},
        patterns={rule.id: sum(rule.id in one.patterns for one in people) for rule in rubric.profiles},
    )


def answers_of(kind: Kind, assessment: Assessment, plan: ScoringPlan, source: Random) -> dict[str, OptionValue]:
    """Invent the answers of one respondent to every item with options, before it is decided which are asked."""
    worth = _worth(plan)
    return {
        item.id: _choose(kind, [option.value for option in scale.choices], worth.get(item.id, {}), source)
        for item in assessment.instrument.items
        if (scale := assessment.instrument.response_scale_of(item.id)).options
    }


def _choose(kind: Kind, options: list[OptionValue], worth: dict[OptionValue, Fraction], source: Random) -> OptionValue:
    middle = options[(len(options) - 1) // 2]
    if kind is Kind.RANDOM:
        return source.choice(options)
    if kind is Kind.AGREEING:
        return options[-1] if source.random() < 0.7 else options[-2]  # noqa: PLR2004 - seven of ten times the last
    if kind in {Kind.PERFECT, Kind.WORST}:
        choose = max if kind is Kind.PERFECT else min
        return choose(options, key=lambda option: worth[option]) if worth else middle
    return {Kind.MIDDLE: middle, Kind.FIRST_OPTION: options[0]}.get(kind, options[-1])


def _worth(plan: ScoringPlan) -> dict[str, dict[OptionValue, Fraction]]:
    """Say for each item what each answer adds, over all scales that count it."""
    found: dict[str, dict[OptionValue, Fraction]] = {}
    for step in plan.steps:
        for term in step.terms if isinstance(step, ScaleStep) else ():
            answers = term.counts if term.counts is not None else range(term.low, term.high + 1)
            mine = found.setdefault(term.item_id, {})
            for answer in answers:
                if not isinstance(answer, Absence):
                    share = Fraction(term.keyed(answer) - term.low, term.high - term.low)
                    mine[answer] = mine.get(answer, Fraction(0)) + share
    return found


def _respondent(
    kind: Kind, answers: ResponseSet, assessment: Assessment, rubric: Rubric, plan: ScoringPlan, executor: Executor
) -> Respondent:
    row = [answers.get(item_id, Absence.NOT_SEEN) for item_id in plan.item_ids]
    profile = ScoreProfile(plan, tuple(executor.score_row(row)))
    flags = quality(assessment.instrument, plan, answers, rubric.quality).flags
    circumstances = Circumstances(assessment.instrument, profile, answers, len(flags))
    return Respondent(
        kind,
        profile,
        tuple(result.gate.id for result in gates(rubric, circumstances) if result.holds),
        tuple(result.pattern.id for result in all_patterns(rubric, circumstances)),
        flags,
    )


def _spread(score_id: str, place: int, reach: Reach, people: list[Respondent]) -> ScoreSpread:
    scores: list[Score] = [one.profile.scores[place] for one in people]
    scored = [score for score in scores if score.is_scored]
    cuts = people[0].profile.plan.steps[place].levels.cuts if people else ()
    levels = {cut.level: sum(score.level == number for score in scored) for number, cut in enumerate(cuts)}
    return ScoreSpread(score_id, reach, tuple(sorted(score.value for score in scored)), levels)
