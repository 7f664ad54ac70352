"""What an edit does to somebody's scores: the reading before, the reading now, and every score that moved.

Examples answer as their files say; invented respondents answer as in `assessment/simulation.py`. Pure, so that it can
run beside the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from leadready.assessment.examples import Example
from leadready.assessment.simulation import Kind, answers_of, kind_words
from leadready.instrument.definition import read_definition
from leadready.instrument.problems import ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.language import _
from leadready.scoring.display import half_up
from leadready.scoring.plan import compile_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import Score

_SEED = 1


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose profile is shown: an example, or an invented respondent.

    Attributes:
        title: Who it is, in words.
        answers: What an example answers; None where the answers follow from the rubric.
        kind: How an invented respondent answers.
    """

    title: str
    answers: ResponseSet | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A score that is not what it was."""

    title: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.title} {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Effect:
    """The reading as it is now, and what moved since the draft was opened."""

    reading: Reading
    moves: tuple[Move, ...]


def people(files: Mapping[str, str]) -> dict[str, Person]:
    """List whose profile can be shown, by id: the examples that can be read, then the invented."""
    examples = (_example(name, text) for name, text in files.items() if name.startswith("examples/"))
    found = {example.id: Person(example.title, example.answers) for example in examples if example is not None}
    return found | {f"*{kind.value}": Person(kind_words(kind), kind=kind) for kind in Kind}


def effect(person: Person, now: Assessment, opened: Assessment | None, rubric_id: str) -> Effect:
    """Score somebody under a rubric as it is and as it was opened; `opened` is None where it did not load then."""
    rubric = now.rubrics.get(rubric_id) or now.rubric
    reading = _reading(person, now, rubric)
    before = opened.rubrics.get(rubric.id) if opened is not None else None
    if before is None or opened is None or opened is now:
        return Effect(reading, ())
    return Effect(reading, _moves(_reading(person, opened, before), reading))


def _reading(person: Person, assessment: Assessment, rubric: Rubric) -> Reading:
    answers = person.answers
    if answers is None:
        plan = compile_plan(assessment.instrument, rubric)
        answers = answers_of(person.kind or Kind.MIDDLE, assessment, plan, Random(_SEED))  # noqa: S311 - people are invented, not secrets
    reading = Reading(assessment, rubric, answers)
    _scored = reading.profile  # here, and not when it is shown
    return reading


def _moves(before: Reading, after: Reading) -> tuple[Move, ...]:
    """List what moved: composites first, which are what people look for."""
    rubric = after.rubric
    order = [*rubric.composites, *rubric.domains, *rubric.scales]
    old = set(before.profile.plan.ids)
    return tuple(
        Move(after.names[score_id], words(before, score_id) if score_id in old else _("new"), words(after, score_id))
        for score_id in order
        if score_id not in old
        or _said(before.profile[score_id]) != _said(after.profile[score_id])
        or before.profile.level(score_id) != after.profile.level(score_id)
    )


def words(reading: Reading, score_id: str) -> str:
    """Say a score with its level, to as many decimals as tell it from a neighbour."""
    score = reading.profile[score_id]
    if not score.is_scored:
        return _("not scored")
    level = reading.profile.level(score_id)
    titles = {one.id: one.title for one in reading.rubric.levels_of(score_id)}
    number = half_up(score.value, 1)
    return f"{number.removesuffix('.0')} ({titles[level]})" if level else number


def _said(score: Score) -> object:
    return score.value if score.is_scored else None


def _example(name: str, text: str) -> Example | None:
    """Read an example; one with faults of its own is left out, for the list of problems names them."""
    try:
        return read_definition(Example, parse_yaml(text, name))
    except ProblemsFound:
        return None
