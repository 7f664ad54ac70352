"""Facts about the shipped packages beside the flagship: their words, their keys, and what they may be used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment, load_package
from leadready.assessment.review.package import review_folder_of
from leadready.assessment.review.wording import review_wording
from leadready.instrument.problems import ProblemsFound
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment

OTHERS = ("character-strengths", "clinical-leadership-quick", "readiness-for-change")

WE_CAN = "People who work here feel confident that they can"
THE_ORGANIZATION_CAN = "People who work here feel confident that the organization can"
ORIC = {
    "efficacy": {
        "oric-1": f"{THE_ORGANIZATION_CAN} get people invested in implementing this change.",
        "oric-3": f"{WE_CAN} keep track of progress in implementing this change.",
        "oric-5": f"{THE_ORGANIZATION_CAN} support people as they adjust to this change.",
        "oric-7": f"{WE_CAN} keep the momentum going in implementing this change.",
        "oric-8": f"{WE_CAN} handle the challenges that might arise in implementing this change.",
        "oric-10": f"{WE_CAN} coordinate tasks so that implementation goes smoothly.",
        "oric-12": f"{WE_CAN} manage the politics of implementing this change.",
    },
    "commitment": {
        "oric-2": "People who work here are committed to implementing this change.",
        "oric-4": "People who work here will do whatever it takes to implement this change.",
        "oric-6": "People who work here want to implement this change.",
        "oric-9": "People who work here are determined to implement this change.",
        "oric-11": "People who work here are motivated to implement this change.",
    },
}
"""Shea and others 2014, as read in the sources that the package's README names."""

IPIP = {
    "leadership": (
        ("Am good at helping people work well together.", "Am told that I am a strong but fair leader."),
        ("Have difficulty getting others to work together.", "Am not good at taking charge of a group."),
    ),
    "perseverance": (
        ("Don't quit a task before it is finished.", "Finish things despite obstacles in the way."),
        ("Don't finish what I start.", "Give up easily."),
    ),
    "social-intelligence": (
        ("Am good at sensing what others are feeling.", "Know what to say to make people feel good."),
        ("Don't know how to handle myself in a new social situation.", "Have trouble guessing how others will react."),
    ),
    "teamwork": (
        ("Am an extremely loyal person.", "Support my teammates or fellow group members."),
        ("Am not good at working with a group.", "Prefer to do everything alone."),
    ),
    "fairness": (
        ("Treat all people equally.", "Believe that everyone's rights are equally important."),
        ("Take advantage of others.", "Treat others differently if I don't like them."),
    ),
    "curiosity": (
        ("Am excited by many different activities.", "Can find something of interest in any situation."),
        ("Am not all that curious about the world.", "Have few interests."),
    ),
}
"""By strength, the items keyed + and -, as read on the IPIP-VIA-R key and in the sources that the README names."""


def package(name: str) -> Assessment:
    return load_assessment(assets.assessments() / name)


@pytest.mark.parametrize("name", OTHERS)
def test_check_finds_nothing(name: str):
    assert review_folder_of(assets.assessments() / name) == ()


@pytest.mark.parametrize("name", OTHERS)
def test_the_examples_come_out_as_worked_by_hand(name: str):
    assessment = package(name)
    examples = load_examples(assets.assessments() / name, assessment)
    assert len(examples) == 2
    for example in examples:
        reading = Reading(assessment, assessment.rubrics[example.rubric], example.answers)
        assert example.differences(reading.profile) == ()


@pytest.mark.parametrize("name", OTHERS)
def test_every_level_of_every_scale_is_described(name: str):
    for rubric in package(name).rubrics.values():
        for scale_id, scale in rubric.scales.items():
            assert set(scale.descriptors) == {level.id for level in rubric.levels_of(scale_id)}, scale_id


def test_the_quick_look_asks_the_flagship_word_for_word(flagship: Assessment):
    quick = package("clinical-leadership-quick").instrument
    full = flagship.instrument
    scale_of = {
        keyed.item_id: scale_id for scale_id, scale in flagship.rubric.scales.items() for keyed in scale.keyed_items
    }
    assert [scale_of[item.id] for item in quick.items] == [
        "identity", "costs", "aspiration", "self-awareness", "resilience", "influence", "initiative",
        "method-confidence", "practice", "safety", "leader-support", "use-of-skills",
    ]  # fmt: skip
    for item in quick.items:
        theirs = full.by_id[item.id]
        assert item.stem == theirs.stem
        assert quick.pages[item.page][1].lead_in == full.pages[theirs.page][1].lead_in
        assert quick.response_scale_of(item.id) == full.response_scale_of(item.id)
    turned = {
        keyed.item_id for scale in flagship.rubric.scales.values() for keyed in scale.keyed_items if keyed.reverse
    }
    assert sorted(quick.reversed) == sorted(turned & set(quick.by_id))
    assert len(quick.reversed) == 3


def test_the_quick_look_is_for_development_and_shows_areas_only():
    rubric = package("clinical-leadership-quick").rubric
    assert (rubric.uses, rubric.shows) == (("development",), "levels")
    assert not rubric.domains  # an area is one scale, so that no part of it can be shown
    assert [level.title for level in rubric.levels] == ["Likely lower", "Likely middle", "Likely higher"]
    person, context = (set(one.weights) for one in rubric.composites.values())
    assert person | context == set(rubric.scales)
    assert not person & context


@pytest.mark.parametrize(
    ("items", "sd", "middle"), [(4, 18, (40, 60)), (3, 20, (38, 62)), (2, 22, (35, 65)), (1, 25, (30, 70))]
)
def test_the_light_is_off_the_middle_by_one_standard_error(items: int, sd: int, middle: tuple[int, int]):
    reliability = round(items * 0.35 / (1 + (items - 1) * 0.35), 2)
    sem = sd * (1 - reliability) ** 0.5
    assert middle == (round(50 - sem), round(50 + sem))
    rubric = package("clinical-leadership-quick").rubric
    for scale_id, scale in rubric.scales.items():
        if len(scale.keyed_items) == items:
            assert scale.precision is not None
            assert (scale.precision.sd, float(scale.precision.reliability)) == (sd, reliability)
            assert tuple(int(level.start) for level in rubric.levels_of(scale_id)[1:]) == middle


def test_oric_is_verbatim_and_split_as_published():
    assessment = package("readiness-for-change")
    rubric, instrument = assessment.rubric, assessment.instrument
    for scale_id, items in ORIC.items():
        assert [keyed.item_id for keyed in rubric.scales[scale_id].keyed_items] == list(items)
        assert not any(keyed.reverse for keyed in rubric.scales[scale_id].keyed_items)
        assert {item_id: instrument.by_id[item_id].stem for item_id in items} == items
    assert [item.id for item in instrument.items] == ["change", *(f"oric-{number}" for number in range(1, 13))]
    assert instrument.fixed_items == {item for items in ORIC.values() for item in items}
    assert not rubric.composites


def test_oric_is_credited_as_its_licence_asks_where_people_read_it():
    instrument = package("readiness-for-change").instrument
    for text in (instrument.notice or "", instrument.provenance):
        for part in (
            "Shea",
            "https://doi.org/10.1186/1748-5908-9-7",
            "https://creativecommons.org/licenses/by/2.0/",
            "unchanged",
        ):
            assert part in text


def test_the_name_of_the_change_stands_above_the_items():
    assessment = package("readiness-for-change")
    assert assessment.instrument.response_scale_of("change").text == 80
    for section, page in assessment.instrument.pages:
        assert section.id == "subject" or "{change}" in (page.lead_in or "")
    group = assessment.rubric.group
    assert group is not None
    assert (group.least, str(group.agreement), group.about) == (3, "0.7", "change")
    assert "panel" not in assessment.rubric.uses


def test_the_strengths_are_verbatim_and_balanced():
    assessment = package("character-strengths")
    rubric, instrument = assessment.rubric, assessment.instrument
    stems = {item.id: item.stem for item in instrument.items}
    found = {
        scale_id: tuple(
            tuple(stems[keyed.item_id] for keyed in scale.keyed_items if keyed.reverse is reverse) for reverse in (False, True)
        )
        for scale_id, scale in rubric.scales.items()
    }  # fmt: skip
    assert found == IPIP
    assert instrument.fixed_items == set(instrument.by_id)
    assert rubric.uses == ("development",)
    assert not rubric.composites
    assert not rubric.domains


def test_every_page_of_the_strengths_has_one_item_of_each_and_half_turned_round():
    assessment = package("character-strengths")
    scale_of = {
        keyed.item_id: scale_id for scale_id, scale in assessment.rubric.scales.items() for keyed in scale.keyed_items
    }
    for _section, page in assessment.instrument.pages:
        assert sorted(scale_of[item_id] for item_id in page.items) == sorted(IPIP)
        assert sum(item_id in assessment.instrument.reversed for item_id in page.items) == 3


def test_wording_is_left_alone_only_where_a_source_fixes_it():
    made = load_package(assets.assessments() / "character-strengths")
    document = made.documents["instrument.yaml"]
    free = made.assessment.instrument.model_copy(update={"fixed_wording": ()})
    codes = {problem.code for problem in review_wording(free, made.assessment.rubrics.values(), document)}
    assert {"negated", "absolute"} <= codes
    assert list(review_wording(made.assessment.instrument, made.assessment.rubrics.values(), document)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("      [\n        lea-1,", "      [\n        lea-11,", "unknown-item", "There is no item “lea-11”."),
        (
            "      [\n        lea-1, lea-2,",
            "      [\n        lea-1, lea-1,",
            "item-twice",
            "The wording of “lea-1” is fixed by two sources.",
        ),
    ],
)
def test_fixed_wording_is_checked(tmp_path: Path, old: str, new: str, code: str, said: str):
    with pytest.raises(ProblemsFound) as found:
        load_assessment(broken(tmp_path, "character-strengths", "instrument.yaml", old, new))
    assert [(one.code, one.what) for one in found.value.problems] == [(code, said)]


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("  about: change\n", "  about: chnge\n", "unknown-item", "There is no item “chnge” in the instrument."),
        (
            "    shown_as: {from: 1, to: 5}\n",
            "    value_map: {oric-2: {1: 0, 2: 0, 3: 1, 4: 3, 5: 9}}\n",
            "group-scale",
            "Agreement cannot be worked out for “commitment”.",
        ),
        (
            "    title: Change commitment\n",
            "    title: Change commitment\n    method: max\n",
            "group-scale",
            "Agreement cannot be worked out for “commitment”.",
        ),
    ],
)
def test_a_rubric_for_groups_is_checked(tmp_path: Path, old: str, new: str, code: str, said: str):
    with pytest.raises(ProblemsFound) as found:
        load_assessment(broken(tmp_path, "readiness-for-change", "rubrics/readiness.yaml", old, new))
    assert [(one.code, one.what) for one in found.value.problems] == [(code, said)]


def test_options_that_are_not_one_apart_have_no_yardstick(tmp_path: Path):
    with pytest.raises(ProblemsFound) as found:
        load_assessment(broken(tmp_path, "readiness-for-change", "instrument.yaml", "5: Agree}", "6: Agree}"))
    assert [problem.code for problem in found.value.problems] == ["group-scale", "group-scale"]


def broken(folder: Path, name: str, file: str, old: str, new: str) -> Path:
    """Copy a package, and change one place in one of its files."""
    import shutil

    target = folder / name
    shutil.copytree(assets.assessments() / name, target)
    path = target / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return target
