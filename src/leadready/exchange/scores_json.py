"""One respondent's scores as JSON, with all that the rubric decides, and the explanation if it is wanted.

Where a rubric shows levels only, there is no number and no interval in it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from leadready.scoring.display import exact, half_up
from leadready.scoring.explanation import Explanation, ItemLine, explain, in_words, without_numbers
from leadready.scoring.levels import level_words
from leadready.scoring.quality import flag_words
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.scoring.plan import Step
    from leadready.scoring.rule_words import Trace
    from leadready.scoring.rulings import Comparison, Rulings
    from leadready.scoring.score import Score
    from leadready.scoring.verdicts import GateResult, PatternResult


def scores_document(assessment: Assessment, rulings: Rulings, *, explained: bool) -> dict[str, Any]:
    """Put everything into plain values: exact scores as text, rounded ones as numbers."""
    rubric = rulings.rubric
    return {
        "assessment": assessment.id,
        "version": assessment.instrument.version,
        "rubric": rubric.id,
        "rubric_version": rubric.version,
        "definition_hash": assessment.hash,
        "scores": {
            step.id: _score_document(rulings, step, score, explained=explained)
            for step, score in rulings.circumstances.profile.items()
        },
        "quality": _quality(rulings),
        "gates": [_gate(rulings, one, explained=explained) for one in rulings.gates],
        "profiles": [_pattern(rulings, one, explained=explained) for one in rulings.patterns],
        "withheld": sorted(rulings.withheld),
    }


def _score_document(rulings: Rulings, step: Step, score: Score, *, explained: bool) -> dict[str, Any]:
    document: dict[str, Any] = {"title": rulings.names[step.id], "kind": step.kind, **_score(rulings, score, step)}
    norms = {one.group_id: _norm(one) for one in rulings.comparisons(step.id)}
    if norms:
        document["norms"] = norms
    if explained:
        seen = rulings.circumstances
        document["explanation"] = _explanation(rulings, explain(seen.profile, seen.responses, step.id))
    return document


def _score(rulings: Rulings, score: Score, step: Step) -> dict[str, Any]:
    numbers, titles = rulings.rubric.shows_numbers, rulings.rubric.level_titles(step.id)
    tally = asdict(score.tally) | {"applicable": score.tally.applicable}
    words = level_words(score, titles, plain=not numbers)
    level = None if score.level is None else step.levels.cuts[score.level].level
    said: dict[str, Any] = {"level": level, "level_words": words, "items": tally}
    if not numbers:
        return said
    if not score.is_scored:
        return {"score": None, **said}
    return {
        "score": float(half_up(score.value, 4)),
        "exact": exact(score.value),
        "raw": None if score.raw is None else exact(score.raw),
        **said,
        **_interval(score, step),
        **({} if step.shown_as is None else {"shown": float(half_up(step.shown_as.value(score.value), 4))}),
    }


def _interval(score: Score, step: Step) -> dict[str, Any]:
    if score.interval is None or score.error is None:
        return {}
    low, high = score.interval
    cuts = step.levels.cuts
    interval = {
        "low": float(half_up(low, 2)),
        "high": float(half_up(high, 2)),
        "half_width": float(half_up(score.error.half_width, 2)),
        "basis": score.error.basis,
        "levels": [cuts[place].level for place in (score.lowest_level, score.highest_level) if place is not None],
    }
    return {"interval": interval}


def _norm(one: Comparison) -> dict[str, Any]:
    group = one.group
    return {
        "title": group.title,
        "source": group.source,
        "people": group.people,
        "population": group.population,
        "collected": group.collected,
        "mode": group.mode,
        "local": group.is_local,
        "t_score": float(half_up(one.standing.t_score, 4)),
        "percentile": one.standing.percentile,
        "percentile_reach": None if one.reach is None else list(one.reach),
    }


def _quality(rulings: Rulings) -> dict[str, Any]:
    report = rulings.quality
    return {
        "flags": {flag.value: flag_words(flag, report) for flag in report.flags},
        "caution": rulings.calls_for_caution,
        "longest_run": report.longest_run,
        "spread": _rounded(report.spread),
        "even_odd": _rounded(report.even_odd),
        "reversed_gap": None if report.reversed_gap is None else float(half_up(report.reversed_gap, 4)),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _gate(rulings: Rulings, result: GateResult, *, explained: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": result.gate.id,
        "title": result.gate.title,
        "holds": result.holds,
        "outcome": result.gate.outcome,
        "withholds": list(result.gate.withholds),
    }
    return document | ({"why": _trace(rulings.why(result))} if explained else {})


def _pattern(rulings: Rulings, result: PatternResult, *, explained: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": result.pattern.id,
        "title": result.pattern.title,
        "status": "confirmed" if result.confirmed else "possible",
        "says": result.pattern.says,
        "response": result.pattern.response,
    }
    return document | ({"why": _trace(rulings.why(result))} if explained else {})


def _trace(trace: Trace) -> dict[str, Any]:
    document: dict[str, Any] = {"words": trace.words, "holds": trace.verdict.holds, "sure": trace.verdict.sure}
    return document | ({"parts": [_trace(part) for part in trace.parts]} if trace.parts else {})


def _explanation(rulings: Rulings, explanation: Explanation) -> dict[str, Any]:
    numbers = rulings.rubric.shows_numbers
    sentences = (
        in_words(explanation, dict(rulings.names)) if numbers else without_numbers(explanation, dict(rulings.names))
    )
    document: dict[str, Any] = {
        "sentences": list(sentences),
        "needed": explanation.needed,
        "present": explanation.present,
        "applicable": explanation.applicable,
        "prorated": explanation.is_prorated,
    }
    if not numbers:
        return document
    return document | {"arithmetic": list(explanation.arithmetic), "parts": _parts(explanation)}


def _parts(explanation: Explanation) -> list[dict[str, Any]]:
    return [
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
    ]
