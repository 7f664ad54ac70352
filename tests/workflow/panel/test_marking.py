"""Marking answer by answer, what a rater has to do next, and what is handed in."""

from __future__ import annotations

import pytest

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import open_bundle
from leadready.workflow.panel import office, rating
from leadready.workflow.panel.handing_in import HANDED_IN, hand_in_to, not_handed_in
from leadready.workflow.panel.marking import ApplicationMarking, BenchmarkMarking, Given
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.panel.rater_steps import applications
from leadready.workflow.panel.steps import steps
from leadready.workflow.panel.taking import Brought, open_file, take_opened
from tests.workflow.panel.test_rating import BENCHMARKS, settings
from tests.workflow.panel.test_round import Round


@pytest.fixture
def laptops(tmp_path):
    """Three have applied; nothing has been sent to anybody."""
    found = Round(tmp_path, settings(benchmarks=BENCHMARKS))
    for person in ("Jo One", "Sam Two", "Alex Three"):
        found.apply(person)
    found.receive()
    office.release_names(found.lea)
    yield found
    found.close()


def states(panel):
    return {step.id: step.state for step in steps(panel)}


def mark_all_benchmarks(panel):
    marking = BenchmarkMarking(panel)
    for place in marking.places:
        marking.keep(place, Given(3))


def test_what_there_is_to_do_follows_from_what_has_come(laptops, tmp_path):
    ann = laptops.panels["ann"]
    first = {"take": "open", "declare": "waiting", "calibrate": "waiting", "mark": "waiting", "hand-in": "waiting"}
    assert states(ann) == first
    laptops.send("ann")
    assert states(ann) == first | {"take": "done", "declare": "open", "calibrate": "open"}
    for name in ("ann", "bob", "cat"):
        laptops.declare(name)
    assert states(ann)["declare"] == "done"
    assert states(ann)["hand-in"] == "open"
    office.assign(laptops.lea)
    laptops.send("ann")
    assert states(ann)["mark"] == "waiting"  # the benchmark answers come first
    mark_all_benchmarks(ann)
    assert (states(ann)["calibrate"], states(ann)["mark"]) == ("done", "open")
    for criterion in ann.campaign.order:
        marking = ApplicationMarking(ann, criterion)
        for place in marking.places:
            marking.keep(place, Given(3))
    assert states(ann)["mark"] == "done"
    for one in applications(ann):
        assert (one.marked, one.of, one.is_complete, one.is_locked) == (5, 5, True, False)
        rating.lock(ann, one.reference)
    hand_in_to(ann, tmp_path / "a.lrbundle")
    assert set(states(ann).values()) == {"done"}


def test_a_round_without_benchmark_answers_has_no_such_step(tmp_path):
    found = Round(tmp_path, settings())
    assert [step.id for step in steps(found.panels["ann"])] == ["take", "declare", "mark", "hand-in"]
    found.close()


def test_who_leads_as_well_hands_nothing_in(tmp_path):
    found = Round(tmp_path, settings(), both=True)
    lea = found.lea
    found.apply("Jo One")
    found.receive()
    office.release_names(lea)
    rating.declare(lea, dict.fromkeys(lea.view.names, "none"))
    assert [(step.state, step.says) for step in steps(lea) if step.id == "hand-in"] == [
        ("done", "You lead this round, so your marks are where they belong.")
    ]
    found.close()


def assigned(laptops):
    for name in ("ann", "bob", "cat"):
        laptops.declare(name)
    office.assign(laptops.lea)
    laptops.send("ann")
    mark_all_benchmarks(laptops.panels["ann"])
    return laptops.panels["ann"]


def test_what_is_missing_keeps_a_mark_from_being_kept_and_never_the_note(laptops):
    ann = assigned(laptops)
    marking = ApplicationMarking(ann, "led-change")
    place = marking.places[0]
    lines = (True,) + (None,) * 5
    blank = (None,) * 6
    assert marking.given(place) == Given(None, "", blank, "")
    for given, missing in (
        (Given(None, "", blank, "x"), None),
        (Given(None, "Because.", blank, "x"), "mark"),
        (Given(None, "", lines, "x"), "mark"),
        (Given(1, "", lines, "x"), "reason"),
        (Given(5, "", blank, "x"), "reason"),
        (Given(3, "", lines, "x"), None),
        (Given(5, "Because.", lines, "x"), None),
    ):
        assert marking.missing(place, given) == missing
    marking.keep(place, Given(5, "", lines, "Ask."))
    assert marking.given(place) == Given(None, "", blank, "Ask.")
    marking.keep(place, Given(5, "Because.", lines, "Ask."))
    before = len(ann.log.records)
    marking.keep(place, Given(5, "Because.", lines, "Ask."))
    assert len(ann.log.records) == before
    assert marking.done == 1
    assert marking.first_open() == min(1, len(marking.places) - 1)


def test_after_the_lock_only_the_note_can_be_written(laptops):
    ann = assigned(laptops)
    for criterion in ann.campaign.order:
        marking = ApplicationMarking(ann, criterion)
        for place in marking.places:
            marking.keep(place, Given(3))
    place = marking.places[0]
    rating.lock(ann, place.about)
    assert marking.is_final(place)
    given = marking.given(place)
    marking.keep(place, given._replace(mark=4, note="For the meeting."))
    assert marking.given(place) == given._replace(note="For the meeting.")
    with pytest.raises(LeadreadyError, match="are locked"):
        rating.rate(ann, place.about, place.criterion, 4, "")


def test_a_mark_that_does_not_count_is_never_said_to_be_kept(laptops, tmp_path):
    """Who uses one key on two computers writes two chains; from where they part nothing counts."""
    ann = assigned(laptops)
    twin = begin_panel(laptops.signed, "round", ann.keys, tmp_path / "twin", lambda: laptops.moment)
    rating.declare(ann, dict.fromkeys(list(ann.view.names)[:1], "none"))
    laptops.hand_in("ann")
    pack = office.pack(laptops.lea, laptops.lea.view.members["ann"])
    twin.take_file(pack, "pack")
    marking, other = ApplicationMarking(ann, "led-change"), ApplicationMarking(twin, "led-change")
    other.keep(other.places[0], Given(2))
    marking.keep(marking.places[0], Given(4))
    ann.take(open_bundle(rating.hand_in(twin), laptops.lea.keys.identity, ann.campaign.id, "x"), "x")
    twin.close()
    with pytest.raises(LeadreadyError, match="your key has been used on two computers"):
        marking.keep(marking.places[0], Given(3))


def test_what_is_handed_in_is_known_until_something_new_is_written(laptops, tmp_path):
    ann = laptops.panels["ann"]
    assert not not_handed_in(ann)
    laptops.send("ann")
    rating.declare(ann, dict.fromkeys(ann.view.names, "none"))
    assert not_handed_in(ann)
    hand_in_to(ann, tmp_path / "a.lrbundle")
    assert not not_handed_in(ann)
    assert [one.outcome for one in ann.store.seen().values()].count(HANDED_IN) == 1
    calibrating = BenchmarkMarking(ann)
    calibrating.keep(calibrating.places[0], Given(3))
    assert not_handed_in(ann)
    with pytest.raises(LeadreadyError):
        hand_in_to(ann, tmp_path / "no-folder" / "a.lrbundle")
    assert not_handed_in(ann)


def test_what_a_file_has_brought_is_counted_by_what_one_can_read(laptops, tmp_path):
    ann = laptops.panels["ann"]

    def take():
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.lrbundle"
        path.write_bytes(office.pack(laptops.lea, laptops.lea.view.members["ann"]))
        found = open_file(path, ann.keys.identity, ann.campaign, ann.store.seen())
        return path, take_opened(ann, found)

    path, brought = take()
    assert brought == Brought(3, 2, 0, 0, 0, 0, 0)
    assert take_opened(ann, open_file(path, ann.keys.identity, ann.campaign, ann.store.seen())) is None
    for name in ("ann", "bob", "cat"):
        laptops.declare(name)
    office.assign(laptops.lea)
    mine = sum(member == "ann" for _reference, member in laptops.lea.view.assigned)
    _path, brought = take()
    assert brought == Brought(0, 0, 5 * mine, 0, 0, 0, 0)
    with pytest.raises(LeadreadyError, match="cannot be read"):
        open_file(tmp_path / "none", ann.keys.identity, ann.campaign, {})
