"""Which gates and profile rules can ever hold, and which hold for everybody."""

from __future__ import annotations

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
    within,
)
from leadready.language import _
from leadready.scoring.plan import HIGHEST, ScaleStep, cuts_on_track
from leadready.scoring.quality import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadready.assessment.review.reach import Situation
    from leadready.instrument.condition import Bounds, Condition, ScoreBounds, Spread, Statement
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Gate, Pattern
    from leadready.scoring.plan import ScoringPlan

MOST_COMBINATIONS = 20_000


def review_rules(situation: Situation, document: YamlDocument) -> Iterator[Problem]:
    """Name the gates and profile rules that can never, or must always, hold."""
    rubric = situation.rubric
    groups: tuple[tuple[str, Sequence[Gate | Pattern]], ...] = (("gates", rubric.gates), ("profiles", rubric.profiles))
    for group, rules in groups:
        for number, rule in enumerate(rules):
            yield from _rule(rule, (group, number, "when"), situation, document)


def _rule(rule: Gate | Pattern, keys: Keys, situation: Situation, document: YamlDocument) -> Iterator[Problem]:
    outcomes = _outcomes(rule.when, situation)
    if True not in outcomes:
        what = _("“{rule}” can never hold.").format(rule=rule.id)
        yield advise(document, keys, "never-holds", what, _("Compare its thresholds with each other."))
    elif False not in outcomes:
        what = _("“{rule}” always holds, wherever it can be known.").format(rule=rule.id)
        yield advise(document, keys, "always-holds", what, _("Compare its thresholds with the scores that can occur."))


def _outcomes(condition: Condition, situation: Situation) -> set[bool | None]:
    """Try every combination of what the things it asks about can be, until it both held and did not.

    Scores are taken as free of each other, so what cannot hold here cannot hold at all. Where there are too many
    combinations, both outcomes count as possible.
    """
    asked: dict[str, list[Statement]] = {}
    for statement in statements(condition):
        asked.setdefault(_subject(statement), []).append(statement)
    choices = [_choices(mine, situation) for mine in asked.values()]
    count = 1
    for one in choices:
        count *= len(one)
    found: set[bool | None] = set()
    if count > MOST_COMBINATIONS:
        return {True, False}
    for combination in product(*choices):
        state = dict(zip(asked, combination, strict=True))

        def say(statement: Statement, state: dict[str, _State] = state) -> Verdict:
            return Verdict(_holds(statement, state[_subject(statement)], situation.plan))

        found.add(judge(condition, say).holds)
        if {True, False} <= found:
            break
    return found


_State = Fraction | str | bool | None
"""A number (score, variance, percent, count), an option, whether a fact is confirmed; None where there is nothing."""


def _subject(statement: Statement) -> str:
    """Name what a statement is about; statements about one thing share a name."""
    if isinstance(statement, AnswerIs):
        return f"answer {next(iter(statement.answer))}"
    if isinstance(statement, SpreadOf):
        return f"spread {sorted(statement.spread.of)}"
    if isinstance(statement, Fact):
        return f"fact {statement.fact}"
    if isinstance(statement, dict):
        return next(iter(statement))
    if isinstance(statement, AnsweredShare):
        return "answered"
    return "flags" if isinstance(statement, FlagCount) else "otherwise"


def _choices(mine: Sequence[Statement], situation: Situation) -> list[_State]:
    """List what a thing can be, one example for each case that the statements about it tell apart."""
    first = mine[0]
    if isinstance(first, AnswerIs):
        scale = situation.instrument.response_scale_of(next(iter(first.answer)))
        return [None, *(scale.options or {})]
    if isinstance(first, AnsweredShare):
        shares = [one.answered for one in mine if isinstance(one, AnsweredShare)]
        return [*_regions(_ends(shares), Fraction(0), Fraction(HIGHEST))]
    if isinstance(first, FlagCount):
        return [Fraction(count) for count in range(len(Flag) + 1)]
    if isinstance(first, SpreadOf):
        squares = {end**2 for end in _ends([one.spread for one in mine if isinstance(one, SpreadOf)])}
        return [None, *_regions(squares, Fraction(0), _widest(first.spread))]
    if isinstance(first, (Fact, Otherwise)):
        return [True, False]
    return [
        None,
        *_scores([next(iter(one.values())) for one in mine if isinstance(one, dict)], next(iter(first)), situation),
    ]


def _ends(bounds: Iterable[Bounds]) -> set[Fraction]:
    return {Fraction(end) for one in bounds for end in (one.at_least, one.below) if end is not None}


def _widest(spread: Spread) -> Fraction:
    """Give the largest sample variance of so many scores: half of them 0, half 100."""
    count = len(spread.of)
    high = count // 2
    return Fraction(HIGHEST**2 * high * (count - high), count * (count - 1))


def _regions(edges: Iterable[Fraction], low: Fraction, high: Fraction) -> list[Fraction]:
    """Give the least number of each region into which edges part a range."""
    return [low, *sorted(edge for edge in edges if low < edge <= high)]


def _scores(bounds: Sequence[ScoreBounds], score_id: str, situation: Situation) -> list[Fraction]:
    """Give one score for each region between thresholds and cuts in which a score can lie."""
    reach, plan = situation.reach[score_id], situation.plan
    edges = {
        _scaled(Fraction(end), one, score_id, plan)
        for one in bounds
        for end in (one.at_least, one.below)
        if end is not None
    }
    regions = _regions(edges | set(cuts_on_track(plan.step(score_id))), reach.low, reach.high)
    if reach.values is None:
        return regions
    found: list[Fraction] = []
    for start, end in zip(regions, [*regions[1:], None], strict=True):
        inside = (value for value in reach.values if start <= value and (end is None or value < end))
        found += [value for value in [next(inside, None)] if value is not None]
    return found


def _scaled(end: Fraction, bounds: ScoreBounds, score_id: str, plan: ScoringPlan) -> Fraction:
    """Bring a threshold onto 0 to 100."""
    step = plan.step(score_id)
    if bounds.on == "scaled" or not isinstance(step, ScaleStep):
        return end
    low, high = step.raw_range
    return HIGHEST * (end - low) / (high - low)


def _holds(statement: Statement, state: _State, plan: ScoringPlan) -> bool | None:
    if isinstance(statement, (Fact, Otherwise)):
        return state is (statement.otherwise if isinstance(statement, Otherwise) else True)
    if state is None:
        return _holds_for_nothing(statement)
    if isinstance(statement, AnswerIs):
        return state in next(iter(statement.answer.values()))
    assert isinstance(state, Fraction)  # noqa: S101 - `_choices` gives nothing else
    if isinstance(statement, (AnsweredShare, FlagCount)):
        return within(state, statement.answered if isinstance(statement, AnsweredShare) else statement.flags)
    if isinstance(statement, SpreadOf):
        return _spread_holds(statement.spread, state)
    return _score_holds(*next(iter(statement.items())), state, plan)


def _spread_holds(spread: Spread, variance: Fraction) -> bool:
    low, high = spread.at_least, spread.below
    return (low is None or variance >= Fraction(low) ** 2) and (high is None or variance < Fraction(high) ** 2)


def _holds_for_nothing(statement: Statement) -> bool | None:
    """Decide a statement about an answer or a score that is not there."""
    scored = next(iter(statement.values())).scored if isinstance(statement, dict) else None
    return None if scored is None else not scored


def _score_holds(score_id: str, bounds: ScoreBounds, score: Fraction, plan: ScoringPlan) -> bool:
    if bounds.scored is not None:
        return bounds.scored
    if bounds.level is not None:
        step = plan.step(score_id)
        cuts = zip(step.levels.cuts, cuts_on_track(step), strict=True)
        reached = [cut.level for cut, start in cuts if score >= start]
        return (reached or [step.levels.cuts[0].level])[-1] == bounds.level
    low = None if bounds.at_least is None else _scaled(Fraction(bounds.at_least), bounds, score_id, plan)
    high = None if bounds.below is None else _scaled(Fraction(bounds.below), bounds, score_id, plan)
    return (low is None or score >= low) and (high is None or score < high)
