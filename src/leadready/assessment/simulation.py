"""What a rubric does with people who do not exist: the perfect, the worst, the careless and a crowd at random.

Random answers are no model of real people. They show what a rubric can do, and what careless answers come to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from leadready.assessment.review.reach import Reach, reaches
from leadready.chart.distribution import Bar
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
    from leadready.instrument.model import Instrument, OptionValue
    from leadready.rubric.model import Rubric
    from leadready.scoring.plan import ScoringPlan, Step
    from leadready.scoring.quality import Flag
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import Score

PARTS = 10
"""Parts of 0 to 100 in which scores are counted, where there are too many different ones to count each by itself."""
MOST_VALUES = 25


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
        Kind.MIDDLE: _("The middle option of every item"),
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
    def bars(self) -> tuple[Bar, ...]:
        """How often each score occurs, or how many lie in each of ten equal parts of 0 to 100 where they are many.

        A short scale has few scores: equal parts would hold now one of them, now two, and show hills that are not
        there. 100 belongs to the last part.
        """
        each = Counter(self.values)
        if len(each) <= MOST_VALUES:
            return tuple(Bar(value, value, count) for value, count in sorted(each.items()))
        parts = Counter(min(int(value * PARTS / HIGHEST), PARTS - 1) for value in self.values)
        width = Fraction(HIGHEST, PARTS)
        return tuple(Bar(part * width, (part + 1) * width, parts[part]) for part in range(PARTS))

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
    choices = _choices(assessment.instrument, plan)

    def person(kind: Kind, source: Random) -> Respondent:
        given = {item_id: choice.answer(kind, source) for item_id, choice in choices.items()}
        answers = counted(routing, given)
        facts = _facts(kind, rubric, source)
        row = [answers.get(item_id, Absence.NOT_SEEN) for item_id in plan.item_ids]
        profile = ScoreProfile(plan, tuple(executor.score_row(row)))
        flags = quality(assessment.instrument, plan, answers, rubric.quality).flags
        return _respondent(
            kind, rubric, flags, Circumstances(assessment.instrument, profile, answers, len(flags), facts)
        )

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
        scores=tuple(_spread(step, place, reach[step.id], people) for place, step in enumerate(plan.steps)),
        gates={gate.id: sum(gate.id in one.gates for one in people) for gate in rubric.gates},
        patterns={rule.id: sum(rule.id in one.patterns for one in people) for rule in rubric.profiles},
    )


def answers_of(kind: Kind, assessment: Assessment, plan: ScoringPlan, source: Random) -> ResponseSet:
    """Invent the answers of one respondent, as they count for the items that they are asked."""
    choices = _choices(assessment.instrument, plan)
    answers = {item_id: choice.answer(kind, source) for item_id, choice in choices.items()}
    return counted(Routing(assessment.instrument), answers)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What each kind of respondent answers to one item.

    Attributes:
        best: The answer that adds most over all scales that count it; the middle one where none does.
        worst: The answer that adds least.
        by_number: The options from the lowest number; nothing where they are words.
    """

    options: tuple[OptionValue, ...]
    best: OptionValue
    worst: OptionValue
    by_number: tuple[OptionValue, ...]

    def answer(self, kind: Kind, source: Random) -> OptionValue:
        if kind is Kind.AGREEING and self.by_number:
            # Whoever agrees with everything takes the highest number, seven times of ten, or the one below it.
            return self.by_number[-1] if source.random() < 0.7 else self.by_number[-2]  # noqa: PLR2004
        if kind in {Kind.RANDOM, Kind.AGREEING}:
            return source.choice(self.options)
        fixed = {
            Kind.PERFECT: self.best,
            Kind.WORST: self.worst,
            Kind.MIDDLE: self.options[(len(self.options) - 1) // 2],
            Kind.FIRST_OPTION: self.options[0],
        }
        return fixed.get(kind, self.options[-1])


def _choices(instrument: Instrument, plan: ScoringPlan) -> dict[str, _Choice]:
    """Look at every item with options, before it is decided who is asked which."""
    worth = _worth(plan)
    found: dict[str, _Choice] = {}
    for item in instrument.items:
        options = tuple(option.value for option in instrument.response_scale_of(item.id).choices)
        if not options:
            continue
        middle = options[(len(options) - 1) // 2]
        adds = worth.get(item.id, {})
        best = max(options, key=lambda option: adds[option]) if adds else middle
        worst = min(options, key=lambda option: adds[option]) if adds else middle
        numbers = sorted(option for option in options if isinstance(option, int))
        found[item.id] = _Choice(options, best, worst, tuple(numbers) if len(numbers) == len(options) else ())
    return found


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


def _facts(kind: Kind, rubric: Rubric, source: Random) -> frozenset[str]:
    """Say what is confirmed: of the crowd each fact by chance, of the worst nothing, of all others everything."""
    if kind is Kind.RANDOM:
        return frozenset(fact for fact in rubric.facts if source.random() < 0.5)  # noqa: PLR2004 - heads or tails
    return frozenset() if kind is Kind.WORST else frozenset(rubric.facts)


def _respondent(kind: Kind, rubric: Rubric, flags: tuple[Flag, ...], circumstances: Circumstances) -> Respondent:
    return Respondent(
        kind,
        circumstances.profile,
        tuple(result.gate.id for result in gates(rubric, circumstances) if result.holds),
        tuple(result.pattern.id for result in all_patterns(rubric, circumstances)),
        flags,
    )


def _spread(step: Step, place: int, reach: Reach, people: list[Respondent]) -> ScoreSpread:
    scores: list[Score] = [one.profile.scores[place] for one in people]
    scored = [score for score in scores if score.is_scored]
    reached = Counter(score.level for score in scored)
    levels = {cut.level: reached[number] for number, cut in enumerate(step.levels.cuts)}
    return ScoreSpread(step.id, reach, tuple(sorted(score.value for score in scored)), levels)
