"""From locked marks to the reserve list, by files: third raters, decisions, places and clocks, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadready.errors import LeadreadyError
from leadready.panel.decisions import departing
from leadready.panel.merit import merits
from leadready.panel.record import Statement, stamp
from leadready.panel.reserve import history, next_up, overdue, reserve_list
from leadready.panel.robustness import line, near_the_line
from leadready.workflow.panel import office, rating, reserving
from leadready.workflow.panel.journal import entries
from leadready.workflow.panel.own_marks import open_marks, require_own_locked
from leadready.workflow.panel.settling import choose, contradictions, settle
from leadready.workflow.panel.thirds import near_line, third_rater, third_raters
from tests.workflow.panel.test_round import NOW, Round, made, rated

__all__ = ["made"]  # a fixture
NAMES = ("Jo One", "Sam Two", "Alex Three", "Kim Four")


def ranked(made):
    """Jo 100, Sam 50, Alex 50, Kim 25 of the evidence; everyone has two raters who agree."""
    rated(made)
    return [made.reference_of(name) for name in NAMES]


def doubtful(made):
    """Two raters each who differ by two marks: everyone is within one standard error of the line."""
    for person in NAMES:
        made.apply(person)
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name, **({"Jo": "managed"} if name == "ann" else {}))
    office.assign(made.lea)
    marks = {"ann": 2, "bob": 4, "cat": 3}
    for name, mark in marks.items():
        made.rate_all(name, lambda _reference, mark=mark: mark)
    return [made.reference_of(name) for name in NAMES]


@pytest.fixture
def one_place(monkeypatch):
    from leadready.rubric.model import CutScore
    from tests.workflow.panel import test_round

    before = test_round.drafted

    def drafted(*settings, **others):
        return before(*settings, **others).model_copy(update={"cut": CutScore(method="places", places=1)})

    monkeypatch.setattr(test_round, "drafted", drafted)


@pytest.fixture
def near(one_place, made):
    return doubtful(made)


def test_everyone_near_the_line_gets_a_third_rater_evenly_and_by_the_seed(near, made):
    listed = near_line(made.lea)
    assert {one.reference for one in listed} == set(near_the_line(made.campaign, merits(made.lea.view)))
    assert [abs(one.from_line) for one in listed] == sorted(abs(one.from_line) for one in listed)
    jo = next((one for one in listed if one.reference == near[0]), None)
    # Jo's two raters are Bob and Cat, and Ann has a conflict: nobody is free.
    assert jo is not None
    assert jo.free == ()
    with pytest.raises(LeadreadyError, match=f"Nobody is free to be the third rater of: {near[0]}"):
        third_raters(made.lea)
    assert all(len(one.raters) == 2 for one in near_line(made.lea))  # nobody was assigned


def test_one_is_given_by_hand_and_only_somebody_without_a_conflict(near, made):
    reference = next(one.reference for one in near_line(made.lea) if one.free)
    free = next(one.free[0] for one in near_line(made.lea) if one.reference == reference)
    with pytest.raises(LeadreadyError, match=f"ann has a conflict with {near[0]}"):
        third_rater(made.lea, near[0], "ann")
    with pytest.raises(LeadreadyError, match="rates it already"):
        third_rater(made.lea, near[0], "bob")
    with pytest.raises(LeadreadyError, match="is not within one standard error"):
        third_rater(made.lea, "ZZZZZZ", "bob")
    third_rater(made.lea, reference, free)
    one = next(one for one in near_line(made.lea) if one.reference == reference)
    assert (one.is_given, one.is_read, len(one.raters)) == (True, False, 3)
    # What the rater is told of it says nothing of where the application stands.
    made.send(free)
    told = [
        record.payload["why"]
        for record in made.panels[free].log.records.values()
        if (record.kind, record.about, record.part) == ("assigned", reference, free) and record.payload
    ]
    assert told == ["One more rater reads it."]
    # The third rater marks as everyone does; then the application has three marks, and the list says that it is read.
    made.send(free)
    assert reference in rating.to_rate(made.panels[free], "led-change")
    _read(made, free, reference)
    found = merits(made.lea.view)[reference].criteria["led-change"].marks
    assert len(found) == 3
    # And another assignment of the usual two takes the third from nobody.
    assert office.assign(made.lea) == 0


def _read(made, name, reference):
    panel = made.panels[name]
    for criterion in made.campaign.criteria:
        rating.rate(panel, reference, criterion, 3, "")
    rating.lock(panel, reference)
    made.hand_in(name)


def test_a_lead_who_rates_sees_nothing_before_their_marks_are_locked(made, monkeypatch):
    rated(made)
    require_own_locked(made.lea)
    bob = made.panels["bob"]
    assert open_marks(bob) == ()
    made.apply("Lee Five")
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    office.assign(made.lea)
    lee = made.reference_of("Lee Five")
    reader = next(name for name in ("ann", "bob", "cat") if (lee, name) in made.lea.view.assigned)
    made.send(reader)
    assert open_marks(made.panels[reader]) == (lee,)
    with pytest.raises(LeadreadyError, match=f"You have marks that are not locked yet: {lee}"):
        require_own_locked(made.panels[reader])


def test_the_log_of_acts_tells_no_mark_of_an_application_that_somebody_still_marks(made):
    """It needs no key, so a lead who rates could read there what the settling pages keep from them."""
    for person in ("Jo One", "Sam Two"):
        made.apply(person)
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    office.assign(made.lea)
    jo = made.reference_of("Jo One")
    first, second = (name for name in ("ann", "bob", "cat") if (jo, name) in made.lea.view.assigned)

    def told():
        listed = entries(made.lea.view, made.lea.log)
        return {(one.after, one.reason) for one in listed if one.act == "marked" and one.applicant == jo}

    made.send(first)
    _read(made, first, jo)
    assert told() == {("(shown once everyone who reads it has locked)", "")}
    made.send(second)
    _read(made, second, jo)
    assert told() == {("mark: 3", "")}


def test_a_contradiction_tells_no_mark_of_somebody_else_before_ones_own_are_locked(tmp_path):
    made = Round(tmp_path, both=True)
    try:
        made.apply("Jo One")
        made.receive()
        office.release_names(made.lea)
        for name in ("ann", "bob"):
            made.declare(name, Jo="managed" if name == "bob" else "none")
        rating.declare(made.lea, dict.fromkeys(rating.undeclared(made.lea), "none"))
        office.assign(made.lea)  # to the two who may
        [jo] = made.lea.view.applicants
        made.send("ann")
        # Another program signs two marks of one thing, neither in the place of the other.
        made.panels["ann"].say([Statement("rated", _mark(mark), jo, "led-change") for mark in (2, 4)])
        made.hand_in("ann")
        [one] = contradictions(made.lea)
        assert [side.said for side in one.sides] == [None, None]
        for criterion in made.campaign.criteria:
            rating.rate(made.lea, jo, criterion, 3, "")
        rating.lock(made.lea, jo)
        [one] = contradictions(made.lea)
        assert sorted(side.said["mark"] for side in one.sides) == [2, 4]
    finally:
        made.close()


def _mark(mark):
    return {"mark": mark, "lines": [], "why": ""}


def test_an_outcome_that_settles_a_contradiction_departs_for_something_considered_or_not_at_all(made):
    """By two outcomes at once, anybody who leads could get round saying why the ranking was not followed."""
    jo, sam, _alex, _kim = ranked(made)
    office.decide(made.lea, jo, "reserve", "Dr Lea", "Strong, and asked for a later start.")
    said = {"outcome": "offered", "person": "Dr Lea", "why": "Strong.", "considered": ""}
    made.lea.say([Statement("decided", {**said, "why": why}, sam) for why in ("Strong.", "Kind.")])
    [one] = contradictions(made.lea)
    with pytest.raises(LeadreadyError, match=f"The outcome of {sam} departs from the ranking"):
        choose(made.lea, one.sides[0].id)
    with pytest.raises(LeadreadyError, match=f"The outcome of {sam} departs from the ranking"):
        settle(made.lea, one.topic, said)
    settle(made.lea, one.topic, {**said, "considered": "Jo asked for next year's round."})
    assert made.lea.view.applicants[sam].outcome.considered == "Jo asked for next year's round."
    assert contradictions(made.lea) == ()


def test_who_departs_from_the_ranking_says_what_was_considered(made):
    jo, sam, alex, kim = ranked(made)
    office.decide(made.lea, jo, "reserve", "Dr Lea", "Strong, and asked for a later start.")
    with pytest.raises(LeadreadyError, match=f"The outcome of {sam} departs from the ranking"):
        office.decide(made.lea, sam, "offered", "Dr Lea", "Strong.")
    assert made.lea.view.applicants[sam].outcome is None
    office.decide(made.lea, sam, "offered", "Dr Lea", "Strong.", "Jo asked for next year's round.")
    assert made.lea.view.applicants[sam].outcome.considered == "Jo asked for next year's round."
    # Alex is tied with Sam: another outcome needs words, the same one does not.
    with pytest.raises(LeadreadyError, match="departs from the ranking, a tie or a gate"):
        office.decide(made.lea, alex, "not-appointed", "Dr Lea", "Places are filled.")
    office.decide(made.lea, kim, "not-appointed", "Dr Lea", "Below the line.")
    assert set(departing(made.lea.view, made.lea.order.places)) == {jo, sam}


def test_several_are_not_appointed_in_one_go_only_where_nobody_needs_words_of_their_own(made):
    jo, sam, alex, kim = ranked(made)
    office.decide(made.lea, jo, "offered", "Dr Lea", "The strongest evidence.")
    office.appoint_none_of(made.lea, [alex, kim, kim], "Dr Lea", "The evidence is below the line.")
    said = {code: one.outcome for code, one in made.lea.view.applicants.items() if one.outcome}
    assert {code: one.outcome for code, one in said.items()} == {
        jo: "offered",
        alex: "not-appointed",
        kim: "not-appointed",
    }
    office.decide(made.lea, kim, "reserve", "Dr Lea", "A correction.", "Read again.")
    with pytest.raises(LeadreadyError, match=f"The outcome of {sam} departs"):
        office.appoint_none_of(made.lea, [sam], "Dr Lea", "Below.")
    for references, why in (([kim, sam], "Below."), ([kim], " "), (["ZZZZZZ"], "Below.")):
        with pytest.raises(LeadreadyError):
            office.appoint_none_of(made.lea, references, "Dr Lea", why)
    assert made.lea.view.applicants[kim].outcome.outcome == "reserve"  # all or none


def reserves(made):
    jo, sam, alex, kim = ranked(made)
    office.decide(made.lea, jo, "offered", "Dr Lea", "The strongest evidence.")
    for one in (sam, alex, kim):
        office.decide(made.lea, one, "reserve", "Dr Lea", "Good enough, and places are few.")
    return jo, sam, alex, kim


def test_the_list_is_kept_by_people_and_its_order_follows_the_ranking_or_a_reason(made):
    jo, sam, alex, kim = reserves(made)
    with pytest.raises(LeadreadyError, match=f"{jo} is no reserve"):
        reserving.put_on_list(made.lea, jo, 1, "Dr Lea")
    with pytest.raises(LeadreadyError, match="Somebody must answer for this"):
        reserving.put_on_list(made.lea, kim, 3, " ")
    with pytest.raises(LeadreadyError, match="begin with 1"):
        reserving.put_on_list(made.lea, kim, 0, "Dr Lea")
    reserving.put_on_list(made.lea, kim, 3, "Dr Lea")
    with pytest.raises(LeadreadyError, match=f"Place 3 is {kim}’s"):
        reserving.put_on_list(made.lea, sam, 3, "Dr Lea")
    with pytest.raises(LeadreadyError, match=f"departs from the ranking, or from the lot, against: {kim}"):
        reserving.put_on_list(made.lea, sam, 4, "Dr Lea")
    first, second = (sam, alex) if not _lot_later(made, sam, alex) else (alex, sam)
    reserving.put_on_list(made.lea, second, 1, "Dr Lea")
    with pytest.raises(LeadreadyError, match=f"against: {second}"):
        reserving.put_on_list(made.lea, first, 2, "Dr Lea")
    reserving.put_on_list(made.lea, first, 2, "Dr Lea", "The panel preferred more experience of wards.")
    assert [one.reference for one in reserve_list(made.lea.view)] == [second, first, kim]
    assert next_up(reserve_list(made.lea.view)).reference == second


def _lot_later(made, one, other):
    from leadready.panel.ranking import lot

    return lot(made.campaign.seed, one) > lot(made.campaign.seed, other)


def test_offers_have_clocks_that_no_one_but_a_person_ends(made):
    _jo, _sam, _alex, kim = reserves(made)
    with pytest.raises(LeadreadyError, match="is not on the reserve list"):
        reserving.move(made.lea, kim, "offered", "Dr Lea", hours=48)
    reserving.put_on_list(made.lea, kim, 1, "Dr Lea")
    for hours in (None, 0, reserving.MOST_HOURS + 1):
        with pytest.raises(LeadreadyError, match="for a number of hours"):
            reserving.move(made.lea, kim, "offered", "Dr Lea", hours=hours)
    with pytest.raises(LeadreadyError, match="“accepted” cannot follow “waiting”"):
        reserving.move(made.lea, kim, "accepted", "Dr Lea")
    reserving.move(made.lea, kim, "offered", "Dr Lea", "A place came free.", hours=48)
    assert made.lea.view.applicants[kim].reserve.until == "2027-01-12T09:00:00Z"
    with pytest.raises(LeadreadyError, match="has not run out yet"):
        reserving.move(made.lea, kim, "expired", "Dr Lea")
    made.moment = NOW + timedelta(hours=48)
    assert overdue(reserve_list(made.lea.view), stamp(made.moment)) == ()
    made.moment += timedelta(seconds=1)
    [late] = overdue(reserve_list(made.lea.view), stamp(made.moment))
    assert late.reference == kim
    assert made.lea.view.applicants[kim].reserve.state == "offered"  # nothing happens by itself
    reserving.move(made.lea, kim, "expired", "Dr Lea", "No word came.")
    reserving.move(made.lea, kim, "offered", "Dr Lea", "Was on leave; asked again.", hours=24)
    reserving.put_on_list(made.lea, kim, 2, "Dr Lea")  # another place keeps state and clock
    assert made.lea.view.applicants[kim].reserve.state == "offered"
    reserving.move(made.lea, kim, "accepted", "Dr Lea")
    assert made.lea.view.applicants[kim].outcome.outcome == "reserve"  # nor is an outcome set
    assert [one.said.state for one in history(made.lea.view, made.lea.log, kim)] == [
        "waiting", "offered", "expired", "offered", "offered", "accepted",
    ]  # fmt: skip


def test_no_rule_sets_an_outcome_whatever_the_scores(made):
    """Everything that works something out is run; nobody has an outcome or a place on the list afterwards."""
    from leadready.panel.agreement.of_round import round_agreement
    from leadready.panel.redraws import rank_intervals, unsure
    from leadready.panel.robustness import under_other_weights
    from leadready.workflow.panel.audit import audit_pack

    jo, *_others = ranked(made)
    office.moderate(made.lea, jo, "led-change", 4, "Read again.", ["Lea", "Bob"])
    view = made.lea.view
    found = merits(view)
    assert made.lea.order.discrepancies == ()
    near_line(made.lea)
    line(made.campaign, found)
    round_agreement(view)
    under_other_weights(view)
    unsure(made.campaign, found, rank_intervals(made.campaign, found))
    audit_pack(made.lea)
    assert all(one.outcome is None and one.reserve is None for one in made.lea.view.applicants.values())
