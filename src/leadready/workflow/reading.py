"""Reading a set of responses: scores, findings and explanations of one person under one rubric."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from leadready.instrument.routing import Routing, asked
from leadready.planning.findings import Findings, find
from leadready.planning.move_words import tell_moves
from leadready.planning.moves import moves
from leadready.planning.opening import opening
from leadready.scoring.comparison import differ
from leadready.scoring.executor import score
from leadready.scoring.explanation import Explanation, explain, in_words, without_numbers
from leadready.scoring.keyed import KeyedAnswer, has_key, keyed_answers, secret_items
from leadready.scoring.plan import compile_plan, cuts_on_track
from leadready.scoring.responses import counted
from leadready.scoring.rulings import Rulings, rule

if TYPE_CHECKING:
    from fractions import Fraction

    from leadready.assessment.model import Assessment
    from leadready.planning.move_words import MovesTold
    from leadready.planning.moves import Move
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import ScoreProfile


@dataclass(frozen=True)
class Reading:
    """Everything that can be said about one set of responses.

    Attributes:
        responses: As they count: an item that is not for this person is not applicable, whatever was answered.
        is_complete: Whether the person has finished answering; before, no best answer is told.
    """

    assessment: Assessment
    rubric: Rubric
    responses: ResponseSet
    is_complete: bool = True

    def __post_init__(self) -> None:
        """Take the responses as they count."""
        object.__setattr__(self, "responses", counted(Routing(self.assessment.instrument), self.responses))

    @cached_property
    def profile(self) -> ScoreProfile:
        """All scores."""
        return score(compile_plan(self.assessment.instrument, self.rubric), self.responses)

    @cached_property
    def findings(self) -> Findings:
        """Strengths and priorities."""
        return find(self.assessment.instrument, self.rubric, self.profile, self.responses)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The answers whose next step would change a level."""
        secret = secret_items(self.assessment.rubrics.values())
        return moves(self.assessment.instrument, self.profile, self.responses, secret)

    @cached_property
    def moves_told(self) -> MovesTold | None:
        """The same in words, and what it means where no answer would; None where nothing is scored."""
        if not any(score.is_scored for _step, score in self.profile.items()):
            return None
        exercises = any(has_key(scale) for scale in self.rubric.scales.values())
        return tell_moves(self.moves, self.assessment.instrument, self.rubric, self.names, exercises=exercises)

    @property
    def opening(self) -> str:
        """How a plan begins after these answers."""
        return opening([one.pattern for one in self.rulings.patterns], self.findings)

    @cached_property
    def rulings(self) -> Rulings:
        """Response quality, gates, profile rules and norm groups."""
        return rule(self.assessment.instrument, self.rubric, self.profile, self.responses, self.names)

    @cached_property
    def names(self) -> dict[str, str]:
        """Titles of scores and stems of items, in the words that this person was asked in, by id."""
        instrument = self.assessment.instrument
        stems = {item.id: item.stem for item in (*instrument.items, *asked(instrument, self.responses))}
        return stems | {score_id: scored.title for score_id, scored in self.rubric.scored.items()}

    def level_titles(self, score_id: str) -> tuple[str, ...]:
        """Give the titles of the levels of a score, from the lowest."""
        return self.rubric.level_titles(score_id)

    def cuts(self, score_id: str) -> tuple[Fraction, ...]:
        """Give where the levels of a score begin, on 0 to 100."""
        return cuts_on_track(self.profile.plan.step(score_id))

    def explanation(self, score_id: str) -> Explanation:
        """Explain one score."""
        return explain(self.profile, self.responses, score_id)

    def explanation_in_words(self, score_id: str) -> tuple[str, ...]:
        """Explain one score in sentences; items that have a best answer are listed by `keyed_answers` instead."""
        explanation = self.explanation(score_id)
        if not self.rubric.shows_numbers:
            return without_numbers(explanation, self.names)
        return in_words(explanation, self.names, lines=not self.has_key(score_id))

    def has_key(self, score_id: str) -> bool:
        """Whether a score is of a scale whose items have best answers."""
        return score_id in self.rubric.scales and has_key(self.rubric.scales[score_id])

    def keyed_answers(self, score_id: str) -> tuple[KeyedAnswer, ...]:
        """List the items of a scale with their best answers; nothing without a key, or before the sitting is over."""
        if not self.has_key(score_id) or not self.is_complete:
            return ()
        scale = self.rubric.scales[score_id]
        return keyed_answers(self.assessment.instrument, scale, self.explanation(score_id), self.responses, self.names)

    def descriptor(self, score_id: str) -> str:
        """Give what the author says about the level of a score; empty where not scored or not described."""
        level = self.profile.level(score_id)
        return self.rubric.scored[score_id].descriptors.get(level, "") if level else ""

    def real_differences(self, score_id: str) -> tuple[tuple[str, str], ...]:
        """List the pairs (lower, higher) among the parts of a score that differ by more than noise."""
        parts = self.rubric.parts_of(score_id)
        scored = sorted((part for part in parts if self.profile[part].is_scored), key=self._value)
        return tuple(
            (low, high)
            for place, low in enumerate(scored)
            for high in scored[place + 1 :]
            if differ(self.profile[low], self.profile[high])
        )

    def _value(self, score_id: str) -> Fraction:
        return self.profile[score_id].value
