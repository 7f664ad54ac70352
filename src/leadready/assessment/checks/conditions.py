"""Conditions of gates and profile rules: what they ask about must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.checks.instrument import check_answer_statement
from leadready.assessment.checks.naming import twice
from leadready.instrument.condition import (
    AnsweredShare,
    AnswerIs,
    Bounds,
    Fact,
    FlagCount,
    Otherwise,
    SpreadOf,
    statements_with_place,
)
from leadready.instrument.problems import near_miss
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadready.instrument.condition import ScoreBounds, Spread, Statement
    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Gate, Pattern, Rubric


def check_conditions(rubric: Rubric, document: YamlDocument, instrument: Instrument | None) -> Iterator[Problem]:
    """Check every gate and profile rule; without an instrument, all but what they say of answers."""
    groups: tuple[tuple[str, Sequence[Gate | Pattern]], ...] = (
        ("gates", rubric.gates),
        ("profiles", rubric.profiles),
    )
    for group, rules in groups:
        yield from twice(document, (group,), [rule.id for rule in rules], "duplicate-rule")
        for number, rule in enumerate(rules):
            for keys, statement in statements_with_place(rule.when, (group, number, "when")):
                yield from _check_statement(statement, keys, rubric, document, instrument)


def _check_statement(
    statement: Statement, keys: Keys, rubric: Rubric, document: YamlDocument, instrument: Instrument | None
) -> Iterator[Problem]:
    if isinstance(statement, AnswerIs) and instrument is not None:
        yield from check_answer_statement(instrument, document, keys, statement)
    elif isinstance(statement, (AnsweredShare, FlagCount)):
        bounds = statement.answered if isinstance(statement, AnsweredShare) else statement.flags
        yield from _check_bounds(bounds, keys, document)
    elif isinstance(statement, SpreadOf):
        yield from _check_spread(statement.spread, keys, rubric, document)
    elif isinstance(statement, Otherwise):
        yield from _check_otherwise(keys, document)
    elif isinstance(statement, Fact):
        yield from _check_fact(statement.fact, keys, rubric, document)
    elif isinstance(statement, dict):
        yield from _check_about_score(*next(iter(statement.items())), keys, rubric, document)


def _check_about_score(
    score_id: str, bounds: ScoreBounds, keys: Keys, rubric: Rubric, document: YamlDocument
) -> Iterator[Problem]:
    yield from _check_score(score_id, keys, rubric, document)
    if score_id in rubric.scored:
        yield from _check_score_bounds(score_id, bounds, keys, rubric, document)


def _check_otherwise(keys: Keys, document: YamlDocument) -> Iterator[Problem]:
    if keys[0] != "profiles" or keys[1] == 0:
        what = _("“otherwise” looks at the profile rules above it, and here are none.")
        yield document.problem(keys, "nothing-above", what, _("Use it in a profile rule after others."))


def _check_spread(spread: Spread, keys: Keys, rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    yield from _check_bounds(spread, keys, document)
    yield from twice(document, (*keys, "spread", "of"), spread.of, "duplicate-part")
    if any(end is not None and end < 0 for end in (spread.at_least, spread.below)):
        what = _("Scores are never less than 0 apart.")
        yield document.problem(keys, "empty-range", what, _("Compare with a number from 0 on."))
    for score_id in spread.of:
        yield from _check_score(score_id, keys, rubric, document)


def _check_score(score_id: str, keys: Keys, rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    if score_id not in rubric.scored:
        what = _("There is no score “{score}”.").format(score=score_id)
        yield document.problem(keys, "unknown-score", what, near_miss(score_id, rubric.scored))


def _check_fact(fact: str, keys: Keys, rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    if fact not in rubric.facts:
        what = _("There is no fact “{fact}” that somebody could confirm.").format(fact=fact)
        advice = near_miss(fact, rubric.facts) if rubric.facts else _("Say under “facts” what is to be confirmed.")
        yield document.problem(keys, "unknown-fact", what, advice)


def _check_bounds(bounds: Bounds, keys: Keys, document: YamlDocument) -> Iterator[Problem]:
    if bounds.at_least is None and bounds.below is None:
        what = _("This says no number to compare with.")
        yield document.problem(keys, "no-bound", what, _("Write at_least, below, or both."))
    elif bounds.at_least is not None and bounds.below is not None and bounds.below <= bounds.at_least:
        what = _("Nothing is at least {low} and below {high}.").format(low=bounds.at_least, high=bounds.below)
        yield document.problem(keys, "empty-range", what, _("Swap the two, or mend one."))


def _check_score_bounds(
    score_id: str, bounds: ScoreBounds, keys: Keys, rubric: Rubric, document: YamlDocument
) -> Iterator[Problem]:
    bounded = bounds.at_least is not None or bounds.below is not None
    if bounded + (bounds.level is not None) + (bounds.scored is not None) > 1:
        what = _("This says more than one thing of “{score}”, of which only one would count.").format(score=score_id)
        advice = _("Say a range, a level, or whether it is scored; put two statements under “all”.")
        yield document.problem(keys, "two-statements", what, advice)
        return
    if bounds.level is not None:
        known = [level.id for level in rubric.levels_of(score_id)]
        if bounds.level not in known:
            what = _("“{score}” has no level “{level}”.").format(score=score_id, level=bounds.level)
            yield document.problem(keys, "unknown-level", what, near_miss(bounds.level, known))
        return
    if bounds.scored is None:
        yield from _check_bounds(bounds, keys, document)
    if bounds.on == "raw" and score_id not in rubric.scales:
        what = _("“{score}” is no scale, so it has no raw score.").format(score=score_id)
        yield document.problem(keys, "no-raw-score", what, _("Compare on 0 to 100, or name a scale."))
