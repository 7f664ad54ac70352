"""Facts about the shipped assessment that its readers rely on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from leadready import assets
from leadready.assessment.examples import load_examples, work_out
from leadready.assessment.model import restore
from leadready.planning.actions import ActionType
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Scale

REVERSED = {
    "identity": 1, "duty": 1, "costs": 2, "aspiration": 1, "self-awareness": 1, "resilience": 2, "integrity": 1, "influence": 1,
    "curiosity": 2, "initiative": 1, "method-confidence": 0, "practice": 0, "sustaining": 1, "safety": 2, "leader-support": 2,
    "resources": 2, "use-of-skills": 1, "pathway": 1,
}  # fmt: skip
ABSOLUTES = re.compile(r"\b(always|never|not|no|every|all|none|nobody|nothing|cannot|don't|can't)\b", re.IGNORECASE)


def stems(assessment: Assessment) -> dict[str, str]:
    return {item.id: item.stem for item in assessment.instrument.items if not item.optional}


def rated(assessment: Assessment) -> dict[str, Scale]:
    """The scales on which people rate themselves and their workplace."""
    return {scale_id: scale for scale_id, scale in assessment.rubric.scales.items() if not scale.key}


def test_seventy_two_items_four_a_scale_and_twenty_two_reversed(flagship: Assessment):
    assert len(stems(flagship)) == 72
    assert rated(flagship).keys() == REVERSED.keys()
    for scale_id, scale in rated(flagship).items():
        assert len(scale.keyed_items) == 4, scale_id
        assert sum(keyed.reverse for keyed in scale.keyed_items) == REVERSED[scale_id], scale_id
    assert sum(REVERSED.values()) == 22
    used = [keyed.item_id for scale in rated(flagship).values() for keyed in scale.keyed_items]
    assert sorted(used) == sorted(stems(flagship))
    turned = {keyed.item_id for scale in rated(flagship).values() for keyed in scale.keyed_items if keyed.reverse}
    assert set(flagship.instrument.reversed) == turned


def test_stems_are_short_and_without_absolutes_or_negations(flagship: Assessment):
    for item_id, stem in stems(flagship).items():
        assert 5 <= len(stem.split()) <= 18, (item_id, stem)
        assert not ABSOLUTES.search(stem), (item_id, stem)
        assert " and/or " not in stem
    assert len(set(stems(flagship).values())) == 72


def _syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(groups - (word.endswith("e") and not word.endswith("le")), 1)


def test_stems_can_be_read_at_fourteen(flagship: Assessment):
    """Flesch-Kincaid grade (Kincaid et al. 1975); grade 9 is read at fourteen."""
    words = [word for stem in stems(flagship).values() for word in stem.split()]
    grade = 0.39 * len(words) / 72 + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    assert grade <= 9


def test_constructs_interleave(flagship: Assessment):
    """No page holds two items of one scale, where its section has enough scales to avoid it."""
    scale_of = {
        keyed.item_id: scale_id for scale_id, scale in flagship.rubric.scales.items() for keyed in scale.keyed_items
    }
    for section, page in flagship.instrument.pages:
        if section.id in {"desire", "attributes", "culture"}:
            scales = [scale_of[item_id] for item_id in page.items]
            assert len(set(scales)) == len(scales), page
        assert section.optional or page.lead_in


def test_weights_and_levels_are_those_of_the_blueprint(flagship: Assessment):
    weights = {
        name: {part: str(weight) for part, weight in one.weights.items()}
        for name, one in flagship.rubric.composites.items()
    }
    assert weights == {
        "capability": {"improvement": "0.60", "objective": "0.40"},
        "person": {"desire": "0.35", "attributes": "0.35", "capability": "0.30"},
        "context": {"culture": "0.60", "opportunity": "0.40"},
    }
    assert [(level.title, int(level.start)) for level in flagship.rubric.levels] == [
        ("Exploring", 0), ("Building", 40), ("Established", 60), ("Leading", 80),
    ]  # fmt: skip


def test_every_score_has_a_descriptor_for_every_level(flagship: Assessment):
    shown = (
        *flagship.rubric.scales.values(),
        *flagship.rubric.domains.values(),
        flagship.rubric.composites["capability"],
    )
    for scored in shown:
        assert set(scored.descriptors) == {level.id for level in flagship.rubric.levels}, scored.title


def test_every_scale_has_a_goal_and_actions_below_the_top(flagship: Assessment):
    for scale_id in flagship.rubric.scales:
        assert scale_id in flagship.actions.goals
        for level in flagship.rubric.levels[:-1]:
            assert flagship.actions.suiting(scale_id, level.id), (scale_id, level.id)
        kinds = {action.type for action in flagship.actions.actions if scale_id in action.targets}
        assert ActionType.EXPERIENCE in kinds, scale_id


def test_actions_are_honest_about_effort(flagship: Assessment):
    for action in flagship.actions.actions:
        assert 1 <= action.effort_hours <= 20, action.id
        assert action.review_after_weeks >= action.elapsed_weeks, action.id
        assert 3 <= len(action.steps) <= 5, action.id


def test_the_examples_come_out_as_worked_by_hand(flagship: Assessment):
    examples = load_examples(assets.assessments() / "clinical-leadership", flagship)
    assert len(examples) == 3
    for example in examples:
        assert work_out(example, flagship) == {}
        reading = Reading(flagship, flagship.rubrics[example.rubric], example.answers)
        assert example.differences(reading.profile) == ()


def test_an_example_notices_a_wrong_score(flagship: Assessment):
    example = load_examples(assets.assessments() / "clinical-leadership", flagship)[0]
    answers = example.answers | {"a1-1": 1}
    profile = Reading(flagship, flagship.rubric, answers).profile
    assert any(line.startswith("identity:") for line in example.differences(profile))


def test_a_kept_document_reads_back_the_same(flagship: Assessment):
    again = restore(flagship.document)
    assert (again.hash, again.document) == (flagship.hash, flagship.document)
    assert restore(flagship.document.replace("gives me energy", "gives me Energy")).hash != flagship.hash


@pytest.mark.parametrize("name", ["instrument.yaml", "rubrics/development.yaml", "actions.yaml"])
def test_no_file_names_a_protected_instrument(name: str):
    text = (assets.assessments() / "clinical-leadership" / name).read_text(encoding="utf-8")
    for word in ("Healthcare Leadership Model", "MTL", "Grit", "LTSI", "Edmondson", "VIA"):
        assert not re.search(rf"\b{word}\b", text)
