"""Why a gate or profile rule holds: its condition in words, with the scores and answers that decided each part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from leadready.instrument.condition import (
    AllOf,
    AnsweredShare,
    AnswerIs,
    AnyOf,
    Fact,
    FlagCount,
    NotOf,
    Otherwise,
    ScoreBounds,
    SpreadOf,
    Verdict,
    within,
)
from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.scoring.display import exact, half_up
from leadready.scoring.plan import ScaleStep
from leadready.scoring.verdicts import decide

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadready.instrument.condition import Bounds, Condition, Spread, Statement
    from leadready.rubric.model import Rubric
    from leadready.scoring.score import Score
    from leadready.scoring.verdicts import Circumstances

PLACES = (0, 1, 2, 4)
"""Decimals that are tried until a rounded number lies on the same side of a threshold as the exact one."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A condition as it was decided.

    Attributes:
        words: The statement with what it was decided on, or what the parts must do together.
        condition: What was decided.
        parts: The conditions it combines; none for a statement.
    """

    words: str
    verdict: Verdict
    condition: Condition
    parts: tuple[Trace, ...] = ()

    @property
    def telling(self) -> Trace:
        """The same without what made no difference: of parts of which one is enough, only those that settled it."""
        settled = [part for part in self.parts if part.verdict.holds is self._settling]
        parts = tuple(part.telling for part in settled or self.parts)
        if len(parts) == 1 and not isinstance(self.condition, NotOf):
            return parts[0]
        return replace(self, parts=parts)

    @property
    def _settling(self) -> bool | None:
        """What a part must be to settle the whole by itself; None where none did."""
        one_is_enough = isinstance(self.condition, AnyOf)
        return one_is_enough if self.verdict.holds is one_is_enough else None

    def lines(self, depth: int = 0) -> tuple[tuple[int, str], ...]:
        """Give every line with its depth, from 0, in the order in which it is read."""
        return ((depth, self.words), *(line for part in self.parts for line in part.lines(depth + 1)))


def trace(condition: Condition, rubric: Rubric, circumstances: Circumstances, names: Mapping[str, str]) -> Trace:
    """Trace how a condition was decided.

    Args:
        condition: Of a gate or profile rule.
        rubric: The rubric it belongs to.
        circumstances: What it was decided on.
        names: Titles of scores and stems of items, by id.
    """
    verdict = decide(condition, circumstances)
    if isinstance(condition, AllOf | AnyOf):
        inner = condition.all if isinstance(condition, AllOf) else condition.any
        parts = tuple(trace(part, rubric, circumstances, names) for part in inner)
        words = _("All of these are needed:") if isinstance(condition, AllOf) else _("One of these is enough:")
        return Trace(words, verdict, condition, parts)
    if isinstance(condition, NotOf):
        part = trace(condition.negated, rubric, circumstances, names)
        return Trace(_("This must not be so:"), verdict, condition, (part,))
    said = _Speaker(rubric, circumstances, names).say(condition, verdict)
    return Trace(said, verdict, condition)


class _Speaker:
    """Puts statements into words."""

    def __init__(self, rubric: Rubric, circumstances: Circumstances, names: Mapping[str, str]) -> None:
        self._rubric = rubric
        self._seen = circumstances
        self._names = names

    def say(self, statement: Statement, verdict: Verdict) -> str:
        """Say one statement and how it was decided."""
        if isinstance(statement, dict):
            return self._about_score(*next(iter(statement.items())), verdict)
        if isinstance(statement, SpreadOf):
            return _joined(self._spread(statement.spread), _decided(verdict, None))
        if isinstance(statement, AnswerIs):
            return _joined(self._answer(*next(iter(statement.answer.items()))), _plainly(verdict))
        return _joined(self._counted_or_known(statement), _plainly(verdict))

    def _counted_or_known(self, statement: AnsweredShare | FlagCount | Otherwise | Fact) -> str:
        if isinstance(statement, AnsweredShare):
            words = _("{share} % of the items are answered, and the rule asks for {range} %")
            share = self._seen.answered_share
            return words.format(share=_near(share, statement.answered), range=range_words(statement.answered))
        if isinstance(statement, FlagCount):
            count = ngettext("{n} sign calls for caution", "{n} signs call for caution", self._seen.flags)
            words = _("{count}, and the rule asks for {range}")
            return words.format(count=count.format(n=self._seen.flags), range=range_words(statement.flags))
        if isinstance(statement, Otherwise):
            none, some = _("The rule asks that no other pattern fits"), _("The rule asks that another pattern fits")
            return none if statement.otherwise else some
        claim = self._rubric.facts.get(statement.fact, statement.fact).rstrip(".")
        return _("The rule asks that this is confirmed: “{fact}”").format(fact=claim)

    def _answer(self, item_id: str, options: tuple[str, ...]) -> str:
        scale = self._seen.instrument.response_scale_of(item_id)
        wanted = _(" or ").join(f"“{scale.label(option)}”" for option in options)
        answer = self._seen.responses.get(item_id)
        stem = self._names.get(item_id, item_id).rstrip(".")
        if not isinstance(answer, int | str):
            return _("“{item}” has no answer, and the rule asks for {wanted}").format(item=stem, wanted=wanted)
        words = _("“{item}” was answered “{answer}”, and the rule asks for {wanted}")
        return words.format(item=stem, answer=scale.label(answer), wanted=wanted)

    def _spread(self, spread: Spread) -> str:
        scores = [self._seen.profile[score_id] for score_id in spread.of]
        names = ", ".join(self._name(score_id) for score_id in spread.of)
        if not self._rubric.shows_numbers:
            return _("The rule looks at how far apart these are: {names}").format(names=names)
        if not all(score.is_scored for score in scores):
            return _("Not all of these have a score: {names}").format(names=names)
        values = [score.value for score in scores]
        mean = sum(values, start=Fraction(0)) / len(values)
        deviation = sqrt(sum(((value - mean) ** 2 for value in values), start=Fraction(0)) / (len(values) - 1))
        words = _("The standard deviation of {names} is {value} points, and the rule asks for {range}")
        return words.format(names=names, value=numbers(half_up(Fraction(deviation), 1)), range=range_words(spread))

    def _about_score(self, score_id: str, bounds: ScoreBounds, verdict: Verdict) -> str:
        score, name = self._seen.profile[score_id], self._name(score_id)
        if bounds.scored is not None:
            has, lacks = _("The rule asks that {name} has a score"), _("The rule asks that {name} has no score")
            words = has if bounds.scored else lacks
            return _joined(words.format(name=name), _plainly(verdict))
        if not score.is_scored:
            return _joined(_("{name} has too few answers for a score").format(name=name), _plainly(verdict))
        if bounds.level is not None or not self._rubric.shows_numbers:
            return _joined(self._level(score_id, bounds), _decided(verdict, score))
        value = self._raw(score_id, bounds) if bounds.on == "raw" else _near(score.value, bounds)
        words = _("{name} is {value}, and the rule asks for {range}")
        return _joined(words.format(name=name, value=value, range=range_words(bounds)), _decided(verdict, score))

    def _level(self, score_id: str, bounds: ScoreBounds) -> str:
        titles = {level.id: level.title for level in self._rubric.levels_of(score_id)}
        here = titles.get(self._seen.profile.level(score_id) or "", "")
        name = self._name(score_id)
        if bounds.level is None:
            return _("The rule looks at {name}, which is at {level}").format(name=name, level=here)
        words = _("{name} is at {level}, and the rule asks for {wanted}")
        return words.format(name=name, level=here, wanted=titles.get(bounds.level, bounds.level))

    def _raw(self, score_id: str, bounds: ScoreBounds) -> str:
        raw, step = self._seen.profile[score_id].raw, self._seen.profile.plan.step(score_id)
        if raw is None or not isinstance(step, ScaleStep):
            return "–"
        if step.method == "correct":
            return _("{n} of {total} right").format(n=_near(raw, bounds), total=numbers(exact(step.raw_range[1])))
        return _("{value} as counted").format(value=_near(raw, bounds))

    def _name(self, score_id: str) -> str:
        """Name a score; a composite is shown nowhere else, so what it is made of is said too."""
        name = f"“{self._names.get(score_id, score_id)}”"
        if score_id not in self._rubric.outermost:
            return name
        parts = ", ".join(self._names.get(part, part) for part in self._rubric.parts_of(score_id))
        return _("{name} (from {parts})").format(name=name, parts=parts)


def range_words(bounds: Bounds) -> str:
    """Say a range."""
    low = None if bounds.at_least is None else numbers(exact(Fraction(bounds.at_least)))
    high = None if bounds.below is None else numbers(exact(Fraction(bounds.below)))
    if low is not None and high is not None:
        return _("at least {low} and below {high}").format(low=low, high=high)
    return _("at least {low}").format(low=low) if low is not None else _("below {high}").format(high=high)


def _near(value: Fraction, bounds: Bounds) -> str:
    """Round a number as far as it stays on its side of the thresholds."""
    inside = within(value, bounds)
    for places in PLACES:
        rounded = half_up(value, places)
        if within(Fraction(rounded), bounds) is inside:
            return numbers(rounded)
    return numbers(exact(value))


def _joined(said: str, decided: str) -> str:
    return _("{said}: {decided}.").format(said=said, decided=decided)


def _plainly(verdict: Verdict) -> str:
    """Say how something was decided in which there is no uncertainty."""
    if verdict.holds is None:
        return _("not known")
    return _("met") if verdict.holds else _("not met")


def _decided(verdict: Verdict, score: Score | None) -> str:
    """Say how something was decided that rests on a score."""
    if verdict.holds is None:
        return _("not known")
    words: dict[tuple[bool, bool], Callable[[], str]] = {
        (True, True): lambda: _("clearly met"),
        (False, True): lambda: _("clearly not met"),
        (True, False): lambda: _("met, within the uncertainty"),
        (False, False): lambda: _("not met, within the uncertainty"),
    }
    if score is not None and score.error is None and not verdict.sure:
        return _plainly(verdict)
    return words[verdict.holds, verdict.sure]()
