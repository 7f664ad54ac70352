"""What became of each item that has a best answer: the person's option, the best one, and why it is best.

These are shown only when the sitting is complete, for they give the key away.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.instrument.routing import piped
from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.scoring.display import exact
from leadready.scoring.explanation import ItemLine
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Rubric, Scale
    from leadready.scoring.explanation import Explanation
    from leadready.scoring.responses import Answer, ResponseSet


def secret_items(rubrics: Iterable[Rubric]) -> frozenset[str]:
    """List the items whose best answer some rubric names: what shows a better answer to one of them gives the key away.

    Give all rubrics of an assessment: one may count an item by a table of points for which another has a key.
    """
    keyed = (scale for rubric in rubrics for scale in rubric.scales.values() if has_key(scale))
    return frozenset(one.item_id for scale in keyed for one in scale.keyed_items)


@dataclass(frozen=True, slots=True)
class KeyedAnswer:
    """One item with a key.

    Attributes:
        given: The person's option in the author's words; empty where there is none.
        best: The option that the key names, in the author's words.
        counts: What it counts; None where the item does not apply to this person.
        most: The most it could count.
        why: Why the best answer is best; empty where the author does not say.
        scene: What stands over the item, such as the scene in which one is to act; empty where nothing does.
    """

    item_id: str
    stem: str
    answer: Answer
    given: str
    best: str
    counts: Fraction | None
    most: Fraction
    why: str
    scene: str

    @property
    def is_best(self) -> bool:
        """Whether the person chose the best answer."""
        return bool(self.given) and self.given == self.best

    @property
    def is_omitted(self) -> bool:
        """Whether it was left out, though it applies."""
        return self.answer in {Absence.MISSING, Absence.NOT_SEEN}


def has_key(scale: Scale) -> bool:
    """Whether the items of a scale have best answers."""
    return scale.method in {"correct", "close"}


def keyed_answers(
    instrument: Instrument, scale: Scale, explanation: Explanation, responses: ResponseSet, names: Mapping[str, str]
) -> tuple[KeyedAnswer, ...]:
    """List the items of a scale that has a key, in its order.

    Args:
        instrument: What was asked.
        scale: How it is keyed.
        explanation: Of its score.
        responses: All answers, for texts that take one in.
        names: Stems of items, by id.
    """
    return tuple(
        _keyed_answer(instrument, scale, line, responses, names.get(line.item_id, line.item_id))
        for line in explanation.lines
        if isinstance(line, ItemLine)
    )


def _keyed_answer(
    instrument: Instrument, scale: Scale, line: ItemLine, responses: ResponseSet, stem: str
) -> KeyedAnswer:
    options = instrument.response_scale_of(line.item_id)
    given = "" if isinstance(line.answer, Absence) else options.label(line.answer)
    best = "" if line.best is None or isinstance(line.best, Absence) else options.label(line.best)
    why = scale.rationale.get(line.item_id, "")
    page = instrument.by_id[line.item_id].page
    scene = piped(instrument, instrument.pages[page][1].lead_in or "", responses)
    return KeyedAnswer(line.item_id, stem, line.answer, given, best, line.keyed, line.high, why, scene)


def answer_sentence(one: KeyedAnswer, *, numbers_shown: bool = True) -> str:
    """Say what the person answered and what that counts; without the count where people see levels only."""
    if one.answer is Absence.NOT_APPLICABLE:
        return _("This does not apply to you, so it is left out.")
    if one.is_omitted:
        return _("You left this out, so it counts nothing.")
    if one.is_best:
        return _("You answered “{answer}”, the best answer.").format(answer=_bare(one.given))
    if not numbers_shown:
        return _("You answered “{answer}”.").format(answer=_bare(one.given))
    words = _("You answered “{answer}”, which counts {counts} of {most}.")
    return words.format(
        answer=_bare(one.given), counts=numbers(exact(one.counts or Fraction(0))), most=numbers(exact(one.most))
    )


def best_sentence(one: KeyedAnswer) -> str:
    """Name the best answer and why it is best; only the reason where the person chose it."""
    why = one.why.strip()
    if one.is_best:
        return why
    return " ".join(filter(None, (_("The best answer is “{best}”.").format(best=_bare(one.best)), why)))


def result_sentence(explanation: Explanation, scale: Scale) -> str:
    """Say in one sentence how many were right, or how many points of how many, and what was left out."""
    score = explanation.score
    if not score.is_scored or score.raw is None:
        return _("Not answered.")
    lines = [line for line in explanation.lines if isinstance(line, ItemLine)]
    most = sum((line.weight * line.high for line in lines if line.answer is not Absence.NOT_APPLICABLE), Fraction(0))
    words = _("{n} of {total} right.") if scale.method == "correct" else _("{n} of {total} points.")
    words = words.format(n=numbers(exact(score.raw)), total=numbers(exact(most)))
    left = score.tally.missing + score.tally.not_seen
    if not left:
        return words
    out = ngettext("{n} was left out and counts nothing.", "{n} were left out and count nothing.", left)
    return f"{words} {out.format(n=left)}"


def _bare(option: str) -> str:
    """Give an option without its full stop, to stand inside a sentence."""
    return option.rstrip(".")
