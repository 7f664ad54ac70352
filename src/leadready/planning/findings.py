"""What a profile says about strengths and priorities, with reasons.

A priority is a scale whose score leaves room below the highest level, weighted by how much the person says it
matters. A strength is a scale in the upper half of its levels. Neither is called clear unless it stands out from the
person's other scores by more than noise. What surrounds a person is weak where the rubric's author has said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.scoring.comparison import stands_out
from leadready.scoring.plan import cuts_on_track

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import Score, ScoreProfile

MOST = 3
USUAL_IMPORTANCE = 2
"""What counts where the person has not rated importance: the middle of 1 to 3."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One scale, seen as a strength or a priority.

    Attributes:
        level: Id of its level.
        levels_above: Ids of the levels above it, the next one first.
        level_titles: The title of each level of the scale, from the lowest.
        importance: The person's own rating; None where not given.
        importance_label: That rating in the author's words; empty where not given.
        standing: 1 clearly above the person's other scores, -1 clearly below, 0 similar; None where people see levels
            only, which are not compared.
        need: Points up to the highest level, times importance.
        is_high: Whether its level is in the upper half: the two highest of four, the highest of three.
    """

    scale_id: str
    title: str
    score: Score
    level: str
    level_title: str
    levels_above: tuple[str, ...]
    level_titles: Mapping[str, str]
    importance: int | None
    importance_label: str
    standing: int | None
    need: Fraction
    is_high: bool

    @property
    def is_strength(self) -> bool:
        """Whether it is a strength: high, and not clearly below the person's other scores."""
        return self.is_high and (self.standing or 0) >= 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a composite says of a person's surroundings.

    Attributes:
        level_title: The title of its level.
        scales: The scales that it rests on.
        is_weak: Whether it is scored below where the rubric calls it weak.
    """

    score_id: str
    title: str
    level_title: str
    scales: tuple[str, ...]
    is_weak: bool


@dataclass(frozen=True)
class Findings:
    """What a profile says. Equal findings keep the rubric's order, so that the same answers give the same list.

    Attributes:
        seen: Every scale that is scored, in the rubric's order.
        surroundings: What is about the person's surroundings and scored, in the rubric's order.
        not_scored: The scales with too few answers for a score.
        left_out: The scores that rest on optional sections only, where those were left out.
    """

    seen: tuple[Finding, ...]
    surroundings: tuple[Surroundings, ...]
    not_scored: tuple[str, ...]
    left_out: frozenset[str] = frozenset()

    @cached_property
    def strong(self) -> tuple[Finding, ...]:
        """Every strength, the highest first."""
        return tuple(sorted((one for one in self.seen if one.is_strength), key=lambda one: -one.score.value))

    @cached_property
    def needed(self) -> tuple[Finding, ...]:
        """Every scale with room below its highest level, the greatest need first."""
        return tuple(sorted((one for one in self.seen if one.need > 0), key=lambda one: -one.need))

    @property
    def strengths(self) -> tuple[Finding, ...]:
        """The most telling strengths: at most three."""
        return self.strong[:MOST]

    @property
    def priorities(self) -> tuple[Finding, ...]:
        """The most telling priorities: at most three."""
        return self.needed[:MOST]


def find(instrument: Instrument, rubric: Rubric, profile: ScoreProfile, responses: ResponseSet) -> Findings:
    """Find strengths and priorities, and what of the surroundings is weak."""
    seen = tuple(
        _finding(instrument, rubric, profile, responses, scale_id)
        for scale_id in rubric.scales
        if profile[scale_id].is_scored
    )
    left_out = frozenset(
        score_id for score_id in profile.plan.ids if _is_left_out(instrument, rubric, profile, score_id)
    )
    not_scored = tuple(scale for scale in rubric.scales if not profile[scale].is_scored and scale not in left_out)
    return Findings(seen, tuple(_surroundings(rubric, profile)), not_scored, left_out)


def _surroundings(rubric: Rubric, profile: ScoreProfile) -> Iterator[Surroundings]:
    for score_id, composite in rubric.composites.items():
        weak_below, score = composite.surroundings_weak_below, profile[score_id]
        if weak_below is not None and score.is_scored:
            level = rubric.levels_of(score_id)[score.level or 0]
            scales = rubric.scales_under(score_id)
            yield Surroundings(score_id, composite.title, level.title, scales, score.value < Fraction(weak_below))


def _is_left_out(instrument: Instrument, rubric: Rubric, profile: ScoreProfile, score_id: str) -> bool:
    """Whether a score is about optional sections only, none of which was begun."""
    scales = rubric.scales_under(score_id)
    items = (keyed.item_id for scale_id in scales for keyed in rubric.scales[scale_id].keyed_items)
    return not profile[score_id].tally.applicable and all(instrument.by_id[item_id].optional for item_id in items)


def _finding(
    instrument: Instrument, rubric: Rubric, profile: ScoreProfile, responses: ResponseSet, scale_id: str
) -> Finding:
    score = profile[scale_id]
    levels, place = rubric.levels_of(scale_id), score.level or 0
    level = levels[place]
    rating, label = _importance(instrument, rubric, responses, scale_id)
    room = max(Fraction(0), cuts_on_track(profile.plan.step(scale_id))[-1] - score.value)
    group = next(group for group in rubric.groups if scale_id in group)
    return Finding(
        scale_id=scale_id,
        title=rubric.scales[scale_id].title,
        score=score,
        level=level.id,
        level_title=level.title,
        levels_above=tuple(above.id for above in levels[place + 1 :]),
        level_titles={one.id: one.title for one in levels},
        importance=rating,
        importance_label=label,
        standing=stands_out(score, [profile[other] for other in group]) if rubric.shows_numbers else None,
        need=room * (rating or USUAL_IMPORTANCE),
        is_high=2 * place >= len(levels),
    )


def _importance(
    instrument: Instrument, rubric: Rubric, responses: ResponseSet, scale_id: str
) -> tuple[int | None, str]:
    item_id = rubric.scales[scale_id].importance
    answer = responses.get(item_id) if item_id else None
    if item_id is None or not isinstance(answer, int):
        return None, ""
    return answer, instrument.response_scale_of(item_id).label(answer)


def reason_for_priority(finding: Finding) -> str:
    """Say why a scale is a priority, to follow the word “because”."""
    if finding.importance_label:
        matter = _("you rated it “{label}” for your role").format(label=finding.importance_label.lower())
        words = _("{matter}, and your answers place it at {level}")
        words = words.format(matter=matter, level=finding.level_title)
    else:
        words = _("your answers place it at {level}").format(level=finding.level_title)
    return f"{words}{_standing_words(finding)}"


def reason_for_strength(finding: Finding) -> str:
    """Say why a scale is a strength, to follow the word “because”."""
    words = _("your answers place it at {level}").format(level=finding.level_title)
    return f"{words}{_standing_words(finding)}"


def _standing_words(finding: Finding) -> str:
    if finding.standing is None:
        return ""
    if finding.standing > 0:
        return _(", clearly above your other scores")
    if finding.standing < 0:
        return _(", clearly below your other scores")
    return _(", similar to your other scores: the difference is within the noise")
