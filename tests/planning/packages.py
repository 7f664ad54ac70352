"""Small libraries and findings for tests of the picker: whatever an author and a respondent might bring."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from leadready.planning.actions import Action, ActionLibrary
from leadready.planning.findings import Finding, Findings, Surroundings
from leadready.planning.situation import Answered, Situation
from leadready.rubric.model import Pattern
from leadready.scoring.score import Score, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = ("low", "middle", "high", "top")
SCALES = ("a", "b", "c", "d", "e")
TYPES = ("experience", "exposure", "education")


def action(action_id: str, **said: Any) -> Action:
    """An action of two hours for the lowest level of scale a, unless said otherwise."""
    usual = {
        "id": action_id, "title": action_id.title(), "summary": "S", "type": "experience", "targets": {"a": ["low"]},
        "steps": ["S"], "effort_hours": 2, "elapsed_weeks": 4, "support_from": "P", "success_measure": "M",
        "evidence": "CPD", "review_after_weeks": 6,
    }  # fmt: skip
    return Action.model_validate(usual | said)


def library(*actions: Action) -> ActionLibrary:
    return ActionLibrary(format="leadready/actions/1", goals={}, actions=actions)


def pattern(pattern_id: str) -> Pattern:
    said = {
        "id": pattern_id,
        "title": f"Pattern {pattern_id}",
        "when": {"a": {"below": 50}},
        "says": "S",
        "response": "R",
    }
    return Pattern.model_validate(said)


def finding(scale_id: str, level: int = 0, *, need: int | None = None, standing: int | None = 0) -> Finding:
    """A scale at one of four levels, with 30 points of need for each level above, unless said otherwise."""
    points = 10 + 25 * level
    return Finding(
        scale_id=scale_id,
        title=scale_id.upper(),
        score=Score(points, 100, Fraction(points), Tally(4), level, level, level, None),
        level=LEVELS[level],
        level_title=LEVELS[level].title(),
        levels_above=LEVELS[level + 1 :],
        level_titles={one: one.title() for one in LEVELS},
        importance=None,
        importance_label="",
        standing=standing,
        need=Fraction(30 * (3 - level) if need is None else need),
        is_high=level >= 2,
    )


def findings(*seen: Finding, around: Sequence[str] = (), is_weak: bool = True) -> Findings:
    """Findings of which those on the scales `around` are about the surroundings."""
    surroundings = (Surroundings("context", "Around", "Low", tuple(around), is_weak),) if around else ()
    return Findings(seen, surroundings, ())


_BACKGROUND = {
    "settings": ("ward", "practice"),
    "sizes": ("small", "large"),
    "professions": ("nurse", "doctor"),
    "career_stages": ("early", "late"),
}


@st.composite
def actions(draw: st.DrawFn, number: int) -> Action:
    targets = draw(
        st.dictionaries(st.sampled_from(SCALES), st.lists(st.sampled_from(LEVELS), min_size=1, unique=True), max_size=3)
    )
    said: dict[str, Any] = {
        field: draw(st.one_of(st.just([]), st.lists(st.sampled_from(options), unique=True)))
        for field, options in _BACKGROUND.items()
        if draw(st.integers(0, 3)) == 0
    }
    before = [f"act-{n}" for n in draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True))] if number else []
    return action(
        f"act-{number}",
        targets=targets,
        type=draw(st.sampled_from(TYPES)),
        effort_hours=draw(st.integers(1, 12)),
        prerequisites=before if draw(st.integers(0, 2)) == 0 else [],
        profiles=draw(st.lists(st.sampled_from(["p", "q"]), max_size=1)),
        **said,
    )


@st.composite
def libraries(draw: st.DrawFn) -> ActionLibrary:
    count = draw(st.integers(0, 24))
    return library(*(draw(actions(number)) for number in range(count)))


@st.composite
def profiles(draw: st.DrawFn) -> Findings:
    """Any scores; some scales may be missing, and some may be about the surroundings."""
    scales = draw(st.lists(st.sampled_from(SCALES), unique=True))
    around = draw(st.lists(st.sampled_from(SCALES), max_size=3, unique=True))
    seen = [
        finding(
            one,
            draw(st.integers(0, 3)),
            need=draw(st.integers(0, 200)),
            standing=draw(st.sampled_from([-1, 0, 1, None])),
        )
        for one in scales
    ]
    return findings(*seen, around=around, is_weak=draw(st.booleans()))


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    said = {"setting": "ward", "size": "small", "profession": "nurse", "career_stage": "early"}
    answered = draw(st.lists(st.sampled_from(sorted(said)), unique=True))
    return Situation(
        hours_a_month=draw(st.none() | st.integers(1, 16)),
        patterns=tuple(pattern(one) for one in draw(st.lists(st.sampled_from(["p", "q"]), unique=True))),
        background={facet: Answered(said[facet], said[facet].title()) for facet in answered},  # type: ignore[misc] # the keys are facets
        done=frozenset(f"act-{n}" for n in draw(st.sets(st.integers(0, 24), max_size=6))),
    )
