"""Facts about the shipped assessment that its readers rely on."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from leadready import assets
from leadready.assessment.examples import load_examples, work_out
from leadready.assessment.mappings import load_mappings
from leadready.assessment.model import restore
from leadready.assessment.review.wording import reading_age
from leadready.instrument.observing import observed
from leadready.instrument.routing import asked
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
PROFILES = [
    "ready-and-supported", "ready-unsupported", "willing-not-yet-equipped", "capable-undecided", "trained-but-stuck", "dutiful-stretched",
    "ambition-ahead-of-insight", "confidence-ahead-of-knowledge", "quiet-improver", "flight-risk", "early-explorer", "flat-profile", "balanced",
]  # fmt: skip
BLAME = re.compile(
    r"\b(fail\w*|weak\w*|poor\w*|lack\w*|careless\w*|dishonest\w*|deficien\w*|inadequate|wrong)\b", re.IGNORECASE
)
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
    assert len(examples) == 7
    for example in examples:
        assert work_out(example, flagship) == {}
        assert example.gates is not None
        assert example.profiles is not None
        reading = Reading(flagship, flagship.rubrics[example.rubric], example.answers)
        assert example.differences(reading.profile) == ()


def keys_of(assessment: Assessment, scale_id: str) -> list[str]:
    scale = assessment.rubric.scales[scale_id]
    return [scale.key[keyed.item_id] for keyed in scale.keyed_items]


def test_no_letter_and_no_length_gives_the_best_answer_away(flagship: Assessment):
    keys = keys_of(flagship, "knowledge")
    assert set(keys) == {"a", "b", "c", "d"}
    assert max(Counter(keys).values()) <= 2
    assert all(one != other for one, other in pairwise(keys))
    longest = 0
    for keyed in flagship.rubric.scales["knowledge"].keyed_items:
        labels = {
            str(option.value): option.label for option in flagship.instrument.response_scale_of(keyed.item_id).choices
        }
        assert list(labels) == ["a", "b", "c", "d"]
        lengths = [len(label) for label in labels.values()]
        assert max(lengths) <= 1.25 * min(lengths), keyed.item_id
        assert not re.search(r"\b(all|none|both) of (the above|these)\b", " ".join(labels.values()), re.IGNORECASE)
        best = labels[flagship.rubric.scales["knowledge"].key[keyed.item_id]]
        longest += len(best) == max(lengths)
    assert longest <= 2


def test_the_key_to_the_scenes_is_balanced(flagship: Assessment):
    keys = keys_of(flagship, "judgement")
    assert Counter(keys) == {"1": 6, "2": 6, "3": 6, "4": 6}
    scenes = [tuple(keys[start : start + 4]) for start in range(0, 24, 4)]
    assert len(set(scenes)) == 6
    # Whoever assumes that each mark occurs once a scene is wrong in most of them.
    assert sum(len(set(scene)) == 4 for scene in scenes) <= 2


def test_both_exercises_say_why(flagship: Assessment):
    for scale_id, reading in (("knowledge", 6), ("judgement", 24)):
        scale = flagship.rubric.scales[scale_id]
        assert len(scale.rationale) == len(scale.keyed_items) == reading
        assert set(scale.rationale) == {keyed.item_id for keyed in scale.keyed_items}
        assert all(flagship.instrument.by_id[keyed.item_id].optional for keyed in scale.keyed_items)
    about = flagship.rubric.scales["judgement"].about
    assert "teaching exercise" in about
    assert "provisional" in about


def test_everything_that_is_read_while_answering_can_be_read_at_fourteen(flagship: Assessment):
    instrument = flagship.instrument
    tests = [item for item in instrument.items if re.match(r"[ks]\d", item.id)]
    read = [option.label for item in tests for option in instrument.response_scale_of(item.id).choices]
    read += [text for section, page in instrument.pages for text in (section.intro, page.lead_in) if text]
    read += [item.stem for item in tests]
    read += [wording.stem for item in instrument.items for wording in item.wordings]
    mirror = observed(instrument)
    assert mirror is not None
    read += [text for section, page in mirror.pages for text in (section.intro, page.lead_in) if text]
    read += [item.stem for item in mirror.items]
    read += [text for prompt in instrument.evidence.values() for text in (prompt.prompt, *prompt.hints)]
    read += [text for rule in flagship.rubric.profiles for text in (rule.says, rule.response)]
    read += [gate.outcome for gate in flagship.rubric.gates]
    read += [text for scale in flagship.rubric.scales.values() for text in scale.rationale.values()]
    sentences = [text for text in read if len(text.split()) >= 5]
    assert [text for text in sentences if reading_age(text) > 14] == []


def test_exercises_alone_never_stand_in_for_capability(flagship: Assessment):
    exercises = {item_id: flagship.rubric.scales[scale].key[item_id] for scale, item_id in _exercise_items(flagship)}
    answers = {item_id: int(key) if key.isdigit() else key for item_id, key in exercises.items()}
    profile = Reading(flagship, flagship.rubric, answers).profile
    assert profile["objective"].value == 100
    assert not profile["capability"].is_scored
    assert not profile["person"].is_scored


def _exercise_items(assessment: Assessment) -> list[tuple[str, str]]:
    return [
        (scale_id, keyed.item_id)
        for scale_id in ("knowledge", "judgement")
        for keyed in assessment.rubric.scales[scale_id].keyed_items
    ]


def test_capability_is_six_tenths_of_what_people_say_where_they_took_the_exercises(flagship: Assessment):
    said = dict.fromkeys(stems(flagship), 3)
    taken = said | dict(zip(("k1", "k2", "k3"), "cad", strict=True))
    both = taken | {f"s{scene}-{action}": 1 for scene in range(1, 7) for action in range(1, 5)}
    profile = Reading(flagship, flagship.rubric, said).profile
    assert profile["capability"].value == profile["improvement"].value == 50
    # Three of six are right: 0.6 x 50 + 0.4 x 50.
    assert Reading(flagship, flagship.rubric, taken).profile["capability"].value == 50
    # Always 1 is right for six actions and next to the key for six: 6 x 4 + 6 x 2 = 36 of 96, so 37.5. 0.6 x 50 + 0.4 x 43.75.
    profile = Reading(flagship, flagship.rubric, both).profile
    assert (profile["judgement"].value, profile["capability"].value) == (Fraction("37.5"), Fraction("47.5"))


def test_profiles_and_gates_are_hypotheses_and_blame_nobody(flagship: Assessment):
    assert [rule.id for rule in flagship.rubric.profiles] == PROFILES
    for rule in flagship.rubric.profiles:
        assert rule.says.startswith("This pattern may suggest"), rule.id
        assert not BLAME.search(f"{rule.title} {rule.says} {rule.response}"), rule.id
        assert flagship.actions.answering(rule.id), rule.id
    assert len(flagship.rubric.gates) == 5
    for gate in flagship.rubric.gates:
        assert gate.stage == "development"
        assert not BLAME.search(f"{gate.title} {gate.outcome}"), gate.id


LOWER = {"exploring", "building"}


def test_every_scale_can_be_built_on_where_it_is_a_strength(flagship: Assessment):
    for scale_id in flagship.rubric.scales:
        assert scale_id in flagship.actions.strengths
        kinds = {action.type for action in flagship.actions.suiting(scale_id, "leading")}
        assert kinds - {ActionType.EDUCATION}, scale_id  # a course would be a poor thanks for a strength


def test_actions_for_one_size_of_workplace_have_a_counterpart_for_the_others(flagship: Assessment):
    small = [action for action in flagship.actions.actions if action.sizes == ("small",)]
    larger = [action for action in flagship.actions.actions if action.sizes == ("medium", "large")]
    assert [(one.type, one.targets) for one in small] == [(one.type, one.targets) for one in larger]
    assert len(small) == 3


def test_the_library_has_three_kinds_of_action_for_each_scale_and_more_for_patterns(flagship: Assessment):
    actions = flagship.actions.actions
    assert len(actions) == 95
    # Three for every scale and everybody, whatever their level; those for the top or for some backgrounds are more.
    own = [
        action
        for action in actions
        if not action.profiles and not {"settings", "career_stages"} & action.model_fields_set
    ]
    for scale_id in (*REVERSED, "judgement"):
        first = [
            action.type for action in own
            if next(iter(action.targets)) == scale_id and action.sizes != ("small",) and LOWER & set(action.targets[scale_id])
        ]  # fmt: skip
        assert sorted(first) == sorted(ActionType), scale_id
    assert len([action for action in actions if action.profiles]) == 13
    assert not re.search(r"https?://|\bdoi\b|\bet al\b", flagship.actions.model_dump_json(by_alias=True))


def test_a_small_practice_is_asked_the_same_in_words_that_fit(flagship: Assessment):
    small, large = (
        {item.id: item.stem for item in asked(flagship.instrument, {"bg-size": size})} for size in ("small", "large")
    )
    assert small.keys() == large.keys()
    changed = {item_id for item_id in small if small[item_id] != large[item_id]}
    assert {"d2-1", "d2-2", "d2-3", "d2-4"} <= changed
    strange = re.compile(r"line manager|senior leaders|my manager", re.IGNORECASE)
    assert not [stem for item_id, stem in small.items() if item_id in stems(flagship) and strange.search(stem)]
    assert {item.id: item.stem for item in asked(flagship.instrument, {})} == large
    assert next(iter(flagship.instrument.by_id)) == "bg-size"


def test_the_panels_rubric_scores_no_self_report(flagship: Assessment):
    selection, development = flagship.rubrics["selection"], flagship.rubric
    assert selection.uses == ("panel",)
    counted = {keyed.item_id for scale in selection.scales.values() for keyed in scale.keyed_items}
    assert not counted & set(stems(flagship))
    for scale_id, scale in selection.scales.items():
        assert (scale.key, scale.items) == (development.scales[scale_id].key, development.scales[scale_id].items)
    assert {gate.stage for gate in selection.gates} == {"panel"}


def test_five_criteria_count_the_same_and_each_anchor_is_its_own(flagship: Assessment):
    selection = flagship.rubrics["selection"]
    assert [one.evidence for one in selection.criteria.values()] == list(flagship.instrument.evidence)
    assert {one.weight for one in selection.criteria.values()} == {1}
    assert sorted(selection.tie_breaks) == sorted(selection.criteria)
    anchors = [anchor for one in selection.criteria.values() for anchor in one.anchors.values()]
    assert len(anchors) == len(set(anchors)) == 25
    assert max(SequenceMatcher(None, one, other).ratio() for one, other in combinations(anchors, 2)) < 0.75
    for one in selection.criteria.values():
        assert list(one.anchors) == ["1", "2", "3", "4", "5"]
        assert 4 <= len(one.lines) <= 6
        assert all(line.endswith("?") for line in one.lines)
    assert all(prompt.words <= 250 and len(prompt.hints) == 5 for prompt in flagship.instrument.evidence.values())


def test_frameworks_are_mapped_by_name_only_and_what_nobody_has_seen_is_not(flagship: Assessment):
    mappings = {one.id: one for one in load_mappings(assets.assessments() / "clinical-leadership", flagship)}
    assert len(mappings) == 6
    unseen = mappings.pop("nhs-management-and-leadership-framework")
    assert (unseen.seen, unseen.dimensions, unseen.scales) == ("nothing", (), {})
    for mapping in mappings.values():
        assert mapping.scales
        assert all(len(name.split()) <= 7 for name in mapping.dimensions), mapping.id
    assert mappings["nhs-healthcare-leadership-model"].uncovered == ("Sharing the vision", "Holding to account")


def test_an_example_notices_a_wrong_score(flagship: Assessment):
    examples = load_examples(assets.assessments() / "clinical-leadership", flagship)
    example = next(one for one in examples if one.id == "early-explorer")
    profile = Reading(flagship, flagship.rubric, example.answers | {"a1-1": 1}).profile
    assert set(example.differing(profile)) == {"identity", "desire"}


def test_an_example_notices_a_gate_and_a_profile_that_are_not_as_expected(flagship: Assessment):
    examples = load_examples(assets.assessments() / "clinical-leadership", flagship)
    example = next(one for one in examples if one.id == "trained-but-stuck")
    other = example.model_copy(
        update={"responses": {**example.responses, "bg-training": "short", "k1": "a", "k2": "b", "k3": "a"}}
    )
    assert {keys for keys in work_out(other, flagship) if keys[0] != "expected"} == {("gates",), ("profiles",)}


def test_a_kept_document_reads_back_the_same(flagship: Assessment):
    again = restore(flagship.document)
    assert (again.hash, again.document) == (flagship.hash, flagship.document)
    assert restore(flagship.document.replace("gives me energy", "gives me Energy")).hash != flagship.hash


@pytest.mark.parametrize(
    "name", ["instrument.yaml", "rubrics/development.yaml", "rubrics/selection.yaml", "actions.yaml"]
)
def test_no_file_names_a_protected_instrument(name: str):
    text = (assets.assessments() / "clinical-leadership" / name).read_text(encoding="utf-8")
    for word in ("Healthcare Leadership Model", "MTL", "Grit", "LTSI", "Edmondson", "VIA"):
        assert not re.search(rf"\b{word}\b", text)
