"""Which scores can occur, and so which levels can be reached and which gates and profiles can ever hold.

The scores of a scale are worked out one by one, over every answer and every answer that the missing rule lets be
absent, as long as there are few enough. Where there are too many, every score between the ends counts as possible:
then nothing is called unreachable that might be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from leadready.assessment.review.wording import advise
from leadready.instrument.condition import (
    AnsweredShare,
    AnswerIs,
    Fact,
    FlagCount,
    Otherwise,
    SpreadOf,
    Verdict,
    judge,
    statements,
)
from leadready.language import _
from leadready.scoring.plan import HIGHEST, ScaleStep, compile_plan, cuts_on_track

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadready.instrument.condition import Bounds, Condition, ScoreBounds, Statement
    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Gate, Pattern, Rubric
    from leadready.scoring.plan import BlendStep, ScoringPlan, Term

MOST_STATES = 20_000
MOST_COMBINATIONS = 50_000
MOST_FLAGS = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """The scores that can occur, from 0 to 100, in order; None where every one between the ends may."""

    low: Fraction
    high: Fraction
    values: tuple[Fraction, ...] | None = None

    def any_between(self, start: Fraction, end: Fraction | None) -> bool:
        """Whether a score can lie in a range; `end` None means up to and including the highest."""
        if self.values is None:
            return self.high >= start and (end is None or self.low < end)
        return any(start <= value and (end is None or value < end) for value in self.values)


def reaches(instrument: Instrument, plan: ScoringPlan) -> dict[str, Reach]:
    """Work out what every score of a plan can be."""
    found: dict[str, Reach] = {}
    for step in plan.steps:
        found[step.id] = _scale_reach(instrument, step) if isinstance(step, ScaleStep) else _blend_reach(step, found)
    return found


def review_reach(rubric: Rubric, instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Name the levels that nobody can reach, and the rules that can never, or must always, hold."""
    plan = compile_plan(instrument, rubric)
    reach = reaches(instrument, plan)
    yield from _levels(rubric, plan, reach, document)
    groups: tuple[tuple[str, Sequence[Gate | Pattern]], ...] = (("gates", rubric.gates), ("profiles", rubric.profiles))
    for group, rules in groups:
        for number, rule in enumerate(rules):
            yield from _rule(rule, (group, number, "when"), reach, plan, document)


def _levels(rubric: Rubric, plan: ScoringPlan, reach: dict[str, Reach], document: YamlDocument) -> Iterator[Problem]:
    groups = (("scales", rubric.scales), ("domains", rubric.domains), ("composites", rubric.composites))
    group_of = {score_id: group for group, scored in groups for score_id in scored}
    for step in plan.steps:
        starts = cuts_on_track(step)
        for cut, start, end in zip(step.levels.cuts, starts, (*starts[1:], None), strict=True):
            if not reach[step.id].any_between(start, end):
                what = _("No answers to “{score}” can give the level “{level}”.").format(score=step.id, level=cut.level)
                advice = _("Move the cut, or give the scale more items or options.")
                yield advise(document, (group_of[step.id], step.id), "unreachable-level", what, advice)


def _scale_reach(instrument: Instrument, step: ScaleStep) -> Reach:
    if step.method in {"min", "max"}:
        values = {_share(term, count) for term in step.terms for count in _counts(instrument, term)}
        return Reach(min(values), max(values), tuple(sorted(values)))
    states = _states(instrument, step)
    if states is None:
        return Reach(Fraction(0), Fraction(HIGHEST))
    values = {Fraction(HIGHEST * points, span) for points, span in states}
    return Reach(min(values), max(values), tuple(sorted(values))) if values else Reach(Fraction(0), Fraction(HIGHEST))


def _share(term: Term, count: int) -> Fraction:
    return Fraction(HIGHEST * (count - term.low), term.high - term.low)


def _counts(instrument: Instrument, term: Term) -> set[int]:
    return {term.keyed(value) for value in instrument.response_scale_of(term.item_id).values}


def _states(instrument: Instrument, step: ScaleStep) -> set[tuple[int, int]] | None:
    """Collect the points and spans of all answers that give a score; None where there are too many."""
    total = len(step.terms)
    states: set[tuple[int, int, int]] = {(0, 0, 0)}
    for term in step.terms:
        span = term.weight * (term.high - term.low)
        answered = {(term.weight * (count - term.low), span, 1) for count in _counts(instrument, term)}
        ways = answered | ({(0, span, 0)} if step.rule.counts_nothing else {(0, 0, 0)})
        states = {(p + q, s + t, n + m) for p, s, n in states for q, t, m in ways}
        if len(states) > MOST_STATES:
            return None
    if step.rule.counts_nothing:
        return {(points, span) for points, span, _answered in states if span}
    return {(points, span) for points, span, answered in states if span and step.rule.allows(answered, total)}


def _blend_reach(step: BlendStep, found: dict[str, Reach]) -> Reach:
    parts = [(found[part.id], part.weight) for part in step.parts]
    total = sum(weight for _reach, weight in parts)
    low = min(reach.low for reach, _weight in parts)
    high = max(reach.high for reach, _weight in parts)
    sums: set[Fraction] = {Fraction(0)}
    for reach, weight in parts:
        if reach.values is None or len(sums) * len(reach.values) > MOST_STATES:
            return Reach(low, high)
        sums = {one + weight * value for one in sums for value in reach.values}
    values = tuple(sorted(one / total for one in sums))
    everything_needed = step.rule.needed(len(parts)) == len(parts)
    return Reach(values[0], values[-1], values) if everything_needed else Reach(low, high)


def _rule(
    rule: Gate | Pattern, keys: Keys, reach: dict[str, Reach], plan: ScoringPlan, document: YamlDocument
) -> Iterator[Problem]:
    outcomes = _outcomes(rule.when, reach, plan)
    if outcomes == {False}:
        what = _("“{rule}” can never hold.").format(rule=rule.id)
        yield advise(document, keys, "never-holds", what, _("Compare its thresholds with each other."))
    elif outcomes == {True}:
        what = _("“{rule}” always holds.").format(rule=rule.id)
        yield advise(document, keys, "always-holds", what, _("Compare its thresholds with the scores that can occur."))


def _outcomes(condition: Condition, reach: dict[str, Reach], plan: ScoringPlan) -> set[bool]:
    """Try every combination of what the things it asks about can be, each thing by itself.

    Scores are taken as free of each other, so what cannot hold here cannot hold at all. Where there are too many
    combinations, both outcomes count as possible.
    """
    asked = list(dict.fromkeys(_subject(statement) for statement in statements(condition)))
    choices = [_choices(subject, condition, reach, plan) for subject in asked]
    combinations = 1
    for one in choices:
        combinations *= len(one)
    if combinations > MOST_COMBINATIONS:
        return {True, False}
    found: set[bool] = set()
    for combination in product(*choices):
        state = dict(zip(asked, combination, strict=True))

        def say(statement: Statement, state: dict[str, object] = state) -> Verdict:
            return Verdict(_holds(statement, state[_subject(statement)], plan))

        found.add(bool(judge(condition, say).holds))
    return found


def _subject(statement: Statement) -> str:
    """Name what a statement is about; statements about one thing share a name."""
    if isinstance(statement, AnswerIs):
        return f"answer {next(iter(statement.answer))}"
    if isinstance(statement, SpreadOf):
        return f"spread {statement.spread}"
    if isinstance(statement, Fact):
        return f"fact {statement.fact}"
    if isinstance(statement, dict):
        return next(iter(statement))
    if isinstance(statement, AnsweredShare):
        return "answered"
    return "flags" if isinstance(statement, FlagCount) else "otherwise"


def _choices(subject: str, condition: Condition, reach: dict[str, Reach], plan: ScoringPlan) -> list[object]:
    """List what a thing can be, one example for each case that the condition tells apart."""
    mine = [statement for statement in statements(condition) if _subject(statement) == subject]
    if subject.startswith("answer "):
        options = {option for one in mine if isinstance(one, AnswerIs) for own in one.answer.values() for option in own}
        return [*sorted(options), None]
    if subject == "answered":
        return [Fraction(value) for value in range(HIGHEST + 1)]
    if subject == "flags":
        return [Fraction(value) for value in range(MOST_FLAGS + 1)]
    if subject == "otherwise" or subject.startswith(("fact ", "spread ")):
        return [True, False]
    return [None, *_examples([_score_bounds(one) for one in mine], subject, reach[subject], plan)]


def _score_bounds(statement: Statement) -> ScoreBounds:
    assert isinstance(statement, dict)  # noqa: S101 - `_subject` told them apart
    return next(iter(statement.values()))


def _examples(bounds: Sequence[ScoreBounds], score_id: str, reach: Reach, plan: ScoringPlan) -> list[Fraction]:
    """Give one score for each region between the thresholds and cuts in which a score can lie."""
    edges = {
        _scaled(end, one, score_id, plan) for one in bounds for end in (one.at_least, one.below) if end is not None
    }
    edges |= set(cuts_on_track(plan.step(score_id)))
    ordered = sorted(edge for edge in edges if reach.low < edge <= reach.high)
    if reach.values is None:
        return [reach.low, *ordered]
    regions = [reach.low, *ordered]
    found: list[Fraction] = []
    for start, end in zip(regions, [*regions[1:], None], strict=True):
        inside = (value for value in reach.values if start <= value and (end is None or value < end))
        found += [value for value in [next(inside, None)] if value is not None]
    return found


def _scaled(end: object, bounds: ScoreBounds, score_id: str, plan: ScoringPlan) -> Fraction:
    """Bring a threshold onto 0 to 100."""
    value, step = Fraction(str(end)), plan.step(score_id)
    if bounds.on == "scaled" or not isinstance(step, ScaleStep):
        return value
    low, high = step.raw_range
    return HIGHEST * (value - low) / (high - low)


def _holds(statement: Statement, state: object, plan: ScoringPlan) -> bool | None:
    if isinstance(statement, AnswerIs):
        return None if state is None else state in next(iter(statement.answer.values()))
    if isinstance(statement, AnsweredShare):
        return _between(state, statement.answered)
    if isinstance(statement, FlagCount):
        return _between(state, statement.flags)
    if isinstance(statement, (SpreadOf, Fact)):
        return bool(state)
    if isinstance(statement, Otherwise):
        return statement.otherwise is state
    return _score_holds(*next(iter(statement.items())), state, plan)


def _score_holds(score_id: str, bounds: ScoreBounds, state: object, plan: ScoringPlan) -> bool | None:
    if bounds.scored is not None:
        return (state is not None) is bounds.scored
    if not isinstance(state, Fraction):
        return None
    if bounds.level is not None:
        step = plan.step(score_id)
        cuts = zip(step.levels.cuts, cuts_on_track(step), strict=True)
        reached = [cut.level for cut, start in cuts if state >= start]
        return (reached or [step.levels.cuts[0].level])[-1] == bounds.level
    low = None if bounds.at_least is None else _scaled(bounds.at_least, bounds, score_id, plan)
    high = None if bounds.below is None else _scaled(bounds.below, bounds, score_id, plan)
    return (low is None or state >= low) and (high is None or state < high)


def _between(state: object, bounds: Bounds) -> bool:
    assert isinstance(state, Fraction)  # noqa: S101 - `_choices` gives nothing else
    above = bounds.at_least is None or state >= Fraction(bounds.at_least)
    return above and (bounds.below is None or state < Fraction(bounds.below))
