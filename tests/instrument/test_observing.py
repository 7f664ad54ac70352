"""What a colleague is asked, made from the instrument that has a mirror."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.instrument.model import Instrument
from leadready.instrument.observing import observed

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment


@pytest.fixture(scope="module")
def flagship() -> Assessment:
    return load_assessment(assets.assessments() / "clinical-leadership")


def test_a_colleague_is_asked_about_behaviour_and_capability_only(flagship: Assessment):
    asked = observed(flagship.instrument)
    assert asked is not None
    assert len(asked.items) == 36
    assert {item.id[0] for item in asked.items} == {"b", "c"}
    assert {item.id for item in asked.items} == {
        item.id for item in flagship.instrument.items if item.section_id in {"attributes", "improvement"}
    }


def test_the_answers_are_the_same_and_one_says_that_it_was_not_seen(flagship: Assessment):
    asked = observed(flagship.instrument)
    assert asked is not None
    for item in asked.items:
        theirs, ours = asked.response_scale_of(item.id), flagship.instrument.response_scale_of(item.id)
        assert theirs.choices == ours.choices
        assert theirs.not_applicable == "I have not seen this"


def test_nothing_tells_how_items_are_counted_or_whom_they_are_for(flagship: Assessment):
    asked = observed(flagship.instrument)
    assert asked is not None
    assert asked.reversed == ()
    assert asked.evidence == {}
    assert all(not item.conditions and not item.wordings for item in asked.items)
    assert asked.mirror is None


def test_each_is_said_of_somebody_else(flagship: Assessment):
    asked = observed(flagship.instrument)
    assert asked is not None
    for item in asked.items:
        assert not {"I", "my", "me"} & set(item.stem.split()), item.stem
        assert item.stem != flagship.instrument.by_id[item.id].stem


def test_an_instrument_without_a_mirror_asks_nobody(flagship: Assessment):
    assert observed(flagship.instrument.model_copy(update={"mirror": None})) is None


def test_options_of_an_item_of_its_own_become_a_response_scale(flagship: Assessment):
    package = flagship.instrument.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    page = package["sections"][2]["pages"][0]
    page["items"]["b1-1"] = {"stem": page["items"]["b1-1"], "options": {"1": "No", "2": "Yes"}}
    asked = observed(Instrument.model_validate(package))
    assert asked is not None
    assert [option.label for option in asked.response_scale_of("b1-1").choices] == ["No", "Yes"]
