"""Why a score is what it is: read off the plan, as data and in words.

Nothing is worked out twice: the numbers are those of the plan, the answers and the score itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.scoring.display import exact, half_up
from leadready.scoring.plan import BlendStep, Kind, ScaleStep
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from leadready.scoring.plan import Part, Step, Term
    from leadready.scoring.responses import Answer, ResponseSet
    from leadready.scoring.score import MeasurementError, Score, ScoreProfile


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of a scale: what was answered and what it counted as.

    Attributes:
        answer: The answer, or why there is none.
        keyed: What the answer counts after reversal; None where it takes no part.
        low: The least that an answer can count.
        high: The most.
        counts: What the answer counts before reversal, where that is not the answer itself.
        best: The option that the key names; None where there is no key.
    """

    item_id: str
    answer: Answer
    keyed: Fraction | None
    reverse: bool
    weight: Fraction
    low: Fraction
    high: Fraction
    counts: Fraction | None = None
    best: Answer | None = None


@dataclass(frozen=True, slots=True)
class PartLine:
    """One score inside a domain or composite. `value` is None where it is not scored."""

    score_id: str
    value: Fraction | None
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to one score.

    Attributes:
        lines: Its items, or the scores it is made of.
        needed: How many of the applicable lines must be there.
        present: How many are.
        applicable: How many apply to this person.
        arithmetic: The calculation in numbers, step by step; empty where not scored.
        blanks_count: Whether what was left blank counts the least, instead of being left out.
    """

    score_id: str
    kind: Kind
    lines: tuple[ItemLine, ...] | tuple[PartLine, ...]
    needed: int
    present: int
    applicable: int
    arithmetic: tuple[str, ...]
    score: Score
    blanks_count: bool = False

    @property
    def is_prorated(self) -> bool:
        """Whether the score stands on fewer parts than apply."""
        return self.score.is_scored and self.present < self.applicable and not self.blanks_count


def explain(profile: ScoreProfile, responses: ResponseSet, score_id: str) -> Explanation:
    """Explain one score of a profile; raises KeyError for an unknown id."""
    step = profile.plan.step(score_id)
    if isinstance(step, ScaleStep):
        return _explain_scale(step, profile[score_id], responses)
    return _explain_blend(step, profile)


def _explain_scale(step: ScaleStep, score: Score, responses: ResponseSet) -> Explanation:
    lines = tuple(_item_line(step, term, responses.get(term.item_id, Absence.NOT_SEEN)) for term in step.terms)
    tally = score.tally
    blanks_count = step.rule.counts_nothing
    return Explanation(
        score_id=step.id,
        kind="scale",
        lines=lines,
        needed=0 if blanks_count and score.is_scored else step.rule.needed(tally.applicable),
        blanks_count=blanks_count,
        present=tally.answered,
        applicable=tally.applicable,
        arithmetic=_scale_arithmetic(step, lines, score) if score.is_scored else (),
        score=score,
    )


def _item_line(step: ScaleStep, term: Term, answer: Answer) -> ItemLine:
    weight = Fraction(term.weight, step.weight_unit)
    low, high = Fraction(term.low, step.value_unit), Fraction(term.high, step.value_unit)
    keyed = counts = None
    if not isinstance(answer, Absence):
        keyed = Fraction(term.keyed(answer), step.value_unit)
        counts = None if term.counts is None else Fraction(term.counts[answer], step.value_unit)
    elif step.rule.counts_nothing and answer is not Absence.NOT_APPLICABLE:
        keyed = low
    return ItemLine(term.item_id, answer, keyed, term.reverse, weight, low, high, counts, term.best)


def _scale_arithmetic(step: ScaleStep, lines: tuple[ItemLine, ...], score: Score) -> tuple[str, ...]:
    counted = [(line, line.keyed) for line in lines if line.keyed is not None]
    if step.method in {"min", "max"}:
        return _extreme_arithmetic(step, counted, score)
    weight = sum((line.weight for line, _keyed in counted), start=Fraction(0))
    total = sum((line.weight * keyed for line, keyed in counted), start=Fraction(0))
    low = sum((line.weight * line.low for line, _keyed in counted), start=Fraction(0)) / weight
    high = sum((line.weight * line.high for line, _keyed in counted), start=Fraction(0)) / weight
    mean = total / weight
    steps = [f"({_sum(counted)}) ÷ {exact(weight)} = {_shown(mean)}"]
    if step.method != "mean" and score.raw is not None:
        steps.append(f"{_shown(mean)} × {exact(score.raw / mean) if mean else 0} = {_shown(score.raw)}")
    steps.append(_rescaling(mean, low, high, score))
    return (*steps, *_shown_as(step, score))


def _extreme_arithmetic(step: ScaleStep, counted: list[tuple[ItemLine, Fraction]], score: Score) -> tuple[str, ...]:
    choose = min if step.method == "min" else max
    line, keyed = choose(counted, key=lambda pair: (pair[1] - pair[0].low) / (pair[0].high - pair[0].low))
    listed = ", ".join(exact(value) for _line, value in counted)
    return (
        f"{step.method}({listed}) = {exact(keyed)}",
        _rescaling(keyed, line.low, line.high, score),
        *_shown_as(step, score),
    )


def _rescaling(value: Fraction, low: Fraction, high: Fraction, score: Score) -> str:
    return f"({_shown(value)} − {_shown(low)}) ÷ ({_shown(high)} − {_shown(low)}) × 100 = {_shown(score.value)}"


def _shown_as(step: Step, score: Score) -> tuple[str, ...]:
    shown = step.shown_as
    if shown is None:
        return ()
    span = f"({exact(shown.end)} − {exact(shown.start)})"
    value = _shown(shown.value(score.value))
    return (f"{exact(shown.start)} + {span} × {_shown(score.value)} ÷ 100 = {value}",)


def _sum(counted: list[tuple[ItemLine, Fraction]]) -> str:
    return " + ".join(
        f"{exact(line.weight)} × {exact(keyed)}" if line.weight != 1 else exact(keyed) for line, keyed in counted
    )


def _explain_blend(step: BlendStep, profile: ScoreProfile) -> Explanation:
    scores = [(part, profile[part.id]) for part in step.parts]
    unit = 1 if step.kind == "domain" else sum(part.weight for part in step.parts)
    lines = tuple(_part_line(part, score, unit) for part, score in scores)
    applicable = sum(1 for _part, score in scores if score.tally.applicable)
    score = profile[step.id]
    return Explanation(
        score_id=step.id,
        kind=step.kind,
        lines=lines,
        needed=step.rule.needed(applicable),
        present=sum(1 for line in lines if line.value is not None),
        applicable=applicable,
        arithmetic=(*_blend_arithmetic(lines, score), *_shown_as(step, score)) if score.is_scored else (),
        score=score,
    )


def _part_line(part: Part, score: Score, unit: int) -> PartLine:
    return PartLine(part.id, score.value if score.is_scored else None, Fraction(part.weight, unit))


def _blend_arithmetic(lines: tuple[PartLine, ...], score: Score) -> tuple[str, ...]:
    scored = [(line, line.value) for line in lines if line.value is not None]
    total = sum((line.weight for line, _value in scored), start=Fraction(0))
    terms = [f"{exact(line.weight)} × {_shown(value)}" if line.weight != 1 else _shown(value) for line, value in scored]
    added = " + ".join(terms)
    return (
        f"{added} = {_shown(score.value)}" if total == 1 else f"({added}) ÷ {exact(total)} = {_shown(score.value)}",
    )


def _shown(value: Fraction) -> str:
    """Write a number with at most two decimals; the score itself is never rounded."""
    text = half_up(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


Names: TypeAlias = "dict[str, str]"


def in_words(explanation: Explanation, names: Names, *, lines: bool = True) -> tuple[str, ...]:
    """Say an explanation in sentences.

    Args:
        explanation: What `explain` gave.
        names: Titles of scores and stems of items, by id.
        lines: Whether what became of each item is said, too.
    """
    return (
        *(_line_sentences(explanation, names) if lines else ()),
        rule_sentence(explanation),
        *(_("Calculation: {sum}.").format(sum=numbers(line)) for line in explanation.arithmetic),
        *error_sentences(explanation.score),
    )


def without_numbers(explanation: Explanation, names: Names) -> tuple[str, ...]:
    """Say what a level rests on, where people see levels only: the items or parts, and how many were there."""
    listed = _("It rests on your answers to these items:") if explanation.kind == "scale" else _("It is made of these:")
    return (
        listed,
        *(
            names.get(line.item_id, line.item_id)
            if isinstance(line, ItemLine)
            else names.get(line.score_id, line.score_id)
            for line in explanation.lines
        ),
        rule_sentence(explanation),
    )


def _line_sentences(explanation: Explanation, names: Names) -> list[str]:
    return [
        _item_sentence(line, names) if isinstance(line, ItemLine) else _part_sentence(line, names)
        for line in explanation.lines
    ]


def _item_sentence(line: ItemLine, names: Names) -> str:
    stem = names.get(line.item_id, line.item_id)
    return _("“{stem}” {counted}.").format(stem=stem.rstrip("."), counted=counted_as(line))


def counted_as(line: ItemLine) -> str:
    """Say what became of an answer, without its item."""
    if line.keyed is None:
        return _absence_words(line.answer)
    if isinstance(line.answer, Absence):
        return _("was left blank, so it counts {least}").format(least=_written(line.keyed))
    words = _("answered {answer}").format(answer=line.answer)
    if line.best is not None and line.counts is not None:
        words = _key_words(line, line.counts)
    elif line.counts is not None:
        words = _("{words}, which counts {counts}").format(words=words, counts=_written(line.counts))
    if line.reverse:
        turned = _("{words}, turned round to {keyed} ({low} + {high} − {answer})")
        before = line.answer if line.counts is None else _written(line.counts)
        words = turned.format(
            words=words, keyed=_written(line.keyed), low=_written(line.low), high=_written(line.high), answer=before
        )
    if line.weight != 1:
        words = _("{words}, counted {weight} times").format(words=words, weight=_written(line.weight))
    return words


def _key_words(line: ItemLine, counts: Fraction) -> str:
    if line.answer == line.best:
        return _("answered {answer}, the best answer, which counts {counts}").format(
            answer=line.answer, counts=_written(counts)
        )
    return _("answered {answer}, which counts {counts}; the best answer is {best}").format(
        answer=line.answer, counts=_written(counts), best=line.best
    )


def _absence_words(answer: Answer) -> str:
    if answer is Absence.NOT_APPLICABLE:
        return _("does not apply to you, so it is left out")
    if answer is Absence.NOT_SEEN:
        return _("was not shown, so it counts as unanswered")
    return _("was left blank, so it counts as unanswered")


def _part_sentence(line: PartLine, names: Names) -> str:
    name = names.get(line.score_id, line.score_id)
    if line.value is None:
        return _("{name}: not scored, left out.").format(name=name)
    return _("{name}: {value}, weight {weight}.").format(
        name=name, value=numbers(_shown(line.value)), weight=_written(line.weight)
    )


def rule_sentence(explanation: Explanation) -> str:
    """Say what the missing-data rule asked for and whether it was met."""
    present, applicable, needed = explanation.present, explanation.applicable, explanation.needed
    if explanation.kind == "scale":
        there = ngettext("{n} of {total} item answered", "{n} of {total} items answered", applicable)
    else:
        there = ngettext("{n} of {total} part scored", "{n} of {total} parts scored", applicable)
    there = there.format(n=present, total=applicable)
    if not explanation.score.is_scored:
        return _("{there}; {needed} are needed, so there is no score.").format(there=there, needed=needed)
    if explanation.blanks_count and present < applicable:
        return _("{there}; what was left blank counts the least.").format(there=there)
    if explanation.is_prorated:
        return _("{there}; {needed} are needed, so the score is the mean of those.").format(there=there, needed=needed)
    return _("{there}; nothing was missing.").format(there=there)


def error_sentences(score: Score) -> tuple[str, ...]:
    """Say how certain the score is; nothing where the rubric states no precision."""
    if score.error is None or score.interval is None:
        return ()
    low, high = score.interval
    sentence = _("If you answered again, it would probably lie between {low} and {high} ({basis}).")
    return (sentence.format(low=half_up(low), high=half_up(high), basis=basis_words(score.error)),)


def basis_words(error: MeasurementError) -> str:
    """Say where the width of an interval comes from."""
    width = numbers(half_up(error.half_width, 2))
    words = {
        "provisional": _("± {width} points, from an assumed precision that no study has measured yet"),
        "measured": _("± {width} points, from a measured precision"),
        "derived": _("± {width} points, worked out from the precision of its parts"),
    }
    return words[error.basis].format(width=width)


def _written(value: Fraction) -> str:
    """Write an exact number as the language does."""
    return numbers(exact(value))
