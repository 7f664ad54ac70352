"""A small package for tests of rules: two scales of two items, a test of three, and background items."""

from __future__ import annotations

from typing import Any

from leadready.assessment.model import Assessment
from leadready.instrument.model import Instrument
from leadready.planning.actions import ActionLibrary
from leadready.rubric.model import Rubric
from leadready.workflow.reading import Reading

WORDS = {"title": "T", "about": "A"}


def instrument(**more: Any) -> Instrument:
    items = {
        "a1": "One.",
        "a2": "Two.",
        "b1": {"stem": "Three.", "wordings": [{"when": {"answer": {"size": ["small"]}}, "stem": "Three, in a small place."}]},
        "b2": {"stem": "Four.", "when": {"answer": {"size": ["large"]}}},
        "k1": {"stem": "Which?", "options": {"a": "A", "b": "B"}},
        "k2": {"stem": "Which then?", "options": {"a": "A", "b": "B"}},
    }  # fmt: skip
    first = {
        "size": {"stem": "How large?", "options": {"small": "Small", "large": "Large"}},
        "change": {"stem": "Which change?", "response_scale": "words"},
    }
    return Instrument.model_validate({
        "format": "leadready/instrument/1", "id": "made", "version": "1.0.0", "title": "T", "summary": "S", "licence": "L",
        "authors": ["A"], "minutes": 1, "provenance": "P",
        "response_scales": {"five": {"options": {str(n): f"v{n}" for n in range(1, 6)}, "not_applicable": "N/A"}, "words": {"text": 20}},
        "sections": [{"id": "s", "title": "S", "pages": [
            {"items": first}, {"lead_in": "Think of {change}.", "response_scale": "five", "items": items}]}],
        **more,
    })  # fmt: skip


def rubric(**more: Any) -> Rubric:
    precision = {"sd": "10", "reliability": "0.75", "basis": "measured"}  # an error of 5 points, 9.8 either side
    return Rubric.model_validate({
        "format": "leadready/rubric/1", "id": "made", "version": "1.0.0", "title": "T", "purpose": "P", "instrument": "made 1.x",
        "levels": [{"id": "low", "from": "0", "title": "Low"}, {"id": "high", "from": "50", "title": "High"}],
        "scales": {
            "a": {**WORDS, "items": ["a1", "a2"], "precision": precision},
            "b": {**WORDS, "items": ["b1", "b2"], "missing": "prorate when 1 answered", "precision": precision},
            "test": {**WORDS, "items": ["k1", "k2"], "method": "correct", "key": {"k1": "a", "k2": "b"}, "missing": "unanswered counts nothing"},
        },
        **more,
    })  # fmt: skip


def reading(rules: Rubric, answers: dict[str, Any], *, is_complete: bool = True) -> Reading:
    made = Assessment(
        instrument(), {rules.id: rules}, ActionLibrary(format="leadready/actions/1", goals={}, actions=())
    )
    return Reading(made, rules, answers, is_complete)
