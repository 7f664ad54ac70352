from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadready.instrument.problems import in_words
from leadready.ui.studio.known import Known
from leadready.ui.studio.outline import Entry, Kind, Place, find, outline
from leadready.ui.studio.things import adds, is_named, new_id, new_thing, place_to_add, taken_ids

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from leadready.ui.studio.desk import Desk

INSTRUMENT, RUBRIC = "instrument.yaml", "rubrics/development.yaml"
STEM = Place(INSTRUMENT, ("sections", 0, "pages", 0, "items", "a1", "stem"))


def entries(desk: Desk) -> tuple[Entry, ...]:
    return outline(desk.values)


def test_what_is_typed_is_taken_in_after_a_pause_as_one_step(desk: Desk, qtbot: QtBot):
    with qtbot.waitSignal(desk.changed):
        for text in ("I", "I ", "I go", "I go first."):
            desk.type(STEM, text)
    assert desk.value(STEM) == "I go first."
    assert "          a1: I go first.\n" in desk.text(INSTRUMENT)
    desk.undo()
    assert desk.value(STEM) == "I lead."
    assert not desk.draft.can_undo


def test_an_item_that_says_more_keeps_its_stem(desk: Desk):
    desk.write(STEM.parent.at("response_scale"), "agreement")
    assert desk.value(STEM.parent) == {"stem": "I lead.", "response_scale": "agreement"}
    assert desk.value(STEM) == "I lead."
    desk.undo()
    assert desk.value(STEM.parent) == "I lead."


def test_what_is_emptied_takes_what_held_only_it_along_and_never_the_thing(desk: Desk):
    thing = Place(RUBRIC, ("scales", "leading"))
    before = desk.text(RUBRIC)
    desk.write(thing.at("precision", "sd"), "18")
    assert desk.value(thing.at("precision")) == {"sd": "18"}
    desk.clear(thing.at("precision", "sd"), thing)
    assert desk.text(RUBRIC) == before
    assert desk.value(thing) is not None


def test_undo_and_redo_lead_to_the_place(desk: Desk, qtbot: QtBot):
    place = Place(RUBRIC, ("levels", 1, "from"))
    desk.write(place, "60")
    desk.write(Place(INSTRUMENT, ("title",)), "Other")
    for step, expected in ((desk.undo, Place(INSTRUMENT, ("title",))), (desk.undo, place), (desk.redo, place)):
        with qtbot.waitSignal(desk.led_to) as led:
            step()
        assert led.args == [expected]


def test_what_cannot_be_is_refused_with_its_reason(desk: Desk, qtbot: QtBot):
    with qtbot.waitSignal(desk.refused) as refused:
        assert not desk.rename_item("a1", "a2")
    assert in_words(refused.args[0]) == ["The id “a2” is taken. Choose another id."]
    assert not desk.draft.can_undo


KINDS = [kind for kind in Kind if adds(kind) is not None]


@pytest.mark.parametrize("kind", KINDS)
def test_every_new_thing_loads_at_once_or_says_what_is_still_to_say(desk: Desk, kind: Kind):
    adding = adds(kind)
    assert adding is not None
    desk.write(Place(INSTRUMENT, ("evidence",)), {"tale": {"title": "A tale", "prompt": "Tell it.", "words": "200"}})
    entry = next(one for all_ in entries(desk) for one in all_.all() if one.kind is kind)
    known = Known(desk.values)
    name, place = new_id(adding, taken_ids(adding, entry, known)), place_to_add(entry)
    assert desk.add(place, new_thing(adding, name, known, place), name if is_named(adding) else None)
    codes = {one.code for one in desk.draft.faults}
    # A norm group has figures of its own: none may be invented. A goal is for a scale, whose id it takes.
    expected = {Kind.NORM: {"wrong-value"}, Kind.GOAL: {"unknown-scale"}}
    assert codes == expected.get(adding, set()), desk.draft.faults
    added = find(entries(desk), place.at(name if is_named(adding) else -1))
    assert added is not None
