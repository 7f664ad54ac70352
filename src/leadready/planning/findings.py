"""What a profile says about strengths and priorities, with reasons.

A priority is a scale whose score leaves room below the highest level, weighted by how much the person says it
matters. A strength is a scale in the upper half of its levels. Neither is called clear unless it stands out from the
person's other scores by more than noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.scoring.comparison import stands_out
from leadready.scoring.plan import cuts_on_track

if TYPE_CHECKING:
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
        importance: The person's own rating; None where not given.
        importance_label: That rating in the author's words; empty where not given.
        standing: 1 clearly above the person's other scores, -1 clearly below, 0 similar; None where people see levels
            only, which are not compared.
        need: Points up to the highest level, times importance.
    """

    scale_id: str
    title: str
    score: Score
    level: str
    level_title: str
    importance: int | None
    importance_label: str
    standing: int | None
    need: Fraction


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands out, the most telling first: at most three strengths and three priorities.

    Attributes:
        not_scored: The scales with too few answers for a score.
        left_out: The scores that rest on optional sections only, where those were left out.
    """

    strengths: tuple[Finding, ...]
    priorities: tuple[Finding, ...]
    not_scored: tuple[str, ...]
    left_out: frozenset[str] = frozenset()


def find(instrument: Instrument, rubric: Rubric, profile: ScoreProfile, responses: ResponseSet) -> Findings:
    """Find strengths and priorities.

    Equal ones keep the rubric's order, so that the same answers give the same list.
    """
    seen = [
        _finding(instrument, rubric, profile, responses, scale_id)
        for scale_id in rubric.scales
        if profile[scale_id].is_scored
    ]
    strong = [one for one in seen if _is_high(rubric, one) and (one.standing or 0) >= 0]
    needed = [one for one in seen if one.need > 0]
    left_out = frozenset(
        score_id for score_id in profile.plan.ids if _is_left_out(instrument, rubric, profile, score_id)
    )
    not_scored = tuple(scale for scale in rubric.scales if not profile[scale].is_scored and scale not in left_out)
    return Findings(
        tuple(sorted(strong, key=lambda one: -one.score.value)[:MOST]),
        tuple(sorted(needed, key=lambda one: -one.need)[:MOST]),
        not_scored,
        left_out,
    )


def _is_left_out(instrument: Instrument, rubric: Rubric, profile: ScoreProfile, score_id: str) -> bool:
    """Whether a score is about optional sections only, none of which was begun."""
    scales = rubric.scales_under(score_id)
    items = (keyed.item_id for scale_id in scales for keyed in rubric.scales[scale_id].keyed_items)
    return not profile[score_id].tally.applicable and all(instrument.by_id[item_id].optional for item_id in items)


def _is_high(rubric: Rubric, finding: Finding) -> bool:
    """Whether its level is in the upper half: the two highest of four, the highest of three."""
    return 2 * (finding.score.level or 0) >= len(rubric.levels_of(finding.scale_id))


def _finding(
    instrument: Instrument, rubric: Rubric, profile: ScoreProfile, responses: ResponseSet, scale_id: str
) -> Finding:
    score = profile[scale_id]
    level = rubric.levels_of(scale_id)[score.level or 0]
    rating, label = _importance(instrument, rubric, responses, scale_id)
    room = max(Fraction(0), cuts_on_track(profile.plan.step(scale_id))[-1] - score.value)
    group = next(group for group in rubric.groups if scale_id in group)
    return Finding(
        scale_id=scale_id,
        title=rubric.scales[scale_id].title,
        score=score,
        level=level.id,
        level_title=level.title,
        importance=rating,
        importance_label=label,
        standing=stands_out(score, [profile[other] for other in group]) if rubric.shows_numbers else None,
        need=room * (rating or USUAL_IMPORTANCE),
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
