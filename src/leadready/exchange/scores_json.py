"""One respondent's scores as JSON, with the explanation if it is wanted."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from leadready.scoring.display import exact, half_up
from leadready.scoring.explanation import Explanation, ItemLine, explain, in_words
from leadready.scoring.levels import level_words
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric
    from leadready.scoring.plan import Step
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import Score, ScoreProfile


def scores_document(
    assessment: Assessment, rubric: Rubric, profile: ScoreProfile, responses: ResponseSet, *, explained: bool
) -> dict[str, Any]:
    """Put a profile into plain values: exact scores as text, rounded ones as numbers."""
    stems = {item.id: item.stem for item in assessment.instrument.items}
    names = stems | {score_id: scored.title for score_id, scored in rubric.scored.items()}
    scores: dict[str, Any] = {}
    for step, score in profile.items():
        scores[step.id] = {
            "title": names[step.id],
            "kind": step.kind,
            **_score(score, step, rubric.level_titles(step.id)),
        }
        if explained:
            explanation = explain(profile, responses, step.id)
            scores[step.id]["explanation"] = {
                "sentences": list(in_words(explanation, names)),
                **_explanation(explanation),
            }
    return {
        "assessment": assessment.id,
        "version": assessment.instrument.version,
        "rubric": rubric.id,
        "rubric_version": rubric.version,
        "definition_hash": assessment.hash,
        "scores": scores,
    }


def _score(score: Score, step: Step, titles: Sequence[str]) -> dict[str, Any]:
    tally = asdict(score.tally) | {"applicable": score.tally.applicable}
    if not score.is_scored or score.level is None:
        return {"score": None, "level": None, "level_words": level_words(score, titles), "items": tally}
    cuts = step.levels.cuts
    document: dict[str, Any] = {
        "score": float(half_up(score.value, 4)),
        "exact": exact(score.value),
        "raw": None if score.raw is None else exact(score.raw),
        "level": cuts[score.level].level,
        "level_words": level_words(score, titles),
        "items": tally,
    }
    if score.interval is not None and score.error is not None:
        low, high = score.interval
        document["interval"] = {
            "low": float(half_up(low, 2)),
            "high": float(half_up(high, 2)),
            "half_width": float(half_up(score.error.half_width, 2)),
            "basis": score.error.basis,
            "levels": [cuts[place].level for place in (score.lowest_level, score.highest_level) if place is not None],
        }
    if step.shown_as is not None:
        document["shown"] = float(half_up(step.shown_as.value(score.value), 4))
    return document


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "needed": explanation.needed,
        "present": explanation.present,
        "applicable": explanation.applicable,
        "prorated": explanation.is_prorated,
        "arithmetic": list(explanation.arithmetic),
        "parts": [
            {
                "item": line.item_id,
                "answer": line.answer.name.lower() if isinstance(line.answer, Absence) else line.answer,
                "keyed": None if line.keyed is None else exact(line.keyed),
                "reverse": line.reverse,
                "weight": exact(line.weight),
            }
            if isinstance(line, ItemLine)
            else {
                "score": line.score_id,
                "value": None if line.value is None else exact(line.value),
                "weight": exact(line.weight),
            }
            for line in explanation.lines
        ],
    }
