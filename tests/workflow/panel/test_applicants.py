"""The table of applications, who is how far, and what can be opened beside the window; by exact values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from leadready.errors import LeadreadyError
from leadready.exchange.signing import SigningKey
from leadready.panel.kinds import Assigned
from leadready.workflow.panel import applicants, gathering, office, people
from leadready.workflow.panel.applicants import Row, names, rows
from leadready.workflow.panel.assigning import assignment_csv, assignment_rows
from leadready.workflow.panel.receiving import ReceivingDesk
from leadready.workflow.panel.steps import steps
from tests.workflow.panel.test_round import ASSESSMENT, Round, rated

JO = "Jo One"


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


def row_of(made, person):
    reference = made.reference_of(person)
    return next(row for row in rows(made.lea.view) if row.reference == reference)


def test_a_row_says_how_far_an_application_is_and_nothing_of_whose_it_is(made):
    made.apply(JO)
    made.receive()
    jo = made.reference_of(JO)
    assert rows(made.lea.view) == [
        Row(jo, "2027-01-10T09:00:00Z", "in-time", 1, 0, 1, 0, 0, 0, 0, None, None),
    ]
    office.confirm_gate(made.lea, jo, "time", passed=False, why="No.")
    assert row_of(made, JO)[3:6] == (0, 1, 1)
    assert JO not in repr(rows(made.lea.view))
    assert names(made.lea.view) == {jo: JO}


def test_a_total_shows_once_all_who_rate_it_have_locked(made):
    rated(made)
    # Ann has a conflict with Jo; Bob and Cat gave 5 of 5 throughout, and the exercises give 50/3 of 100, a fifth of it.
    jo = row_of(made, JO)
    assert all(applicants.row_of(made.lea.view, row.reference) == row for row in rows(made.lea.view))
    assert applicants.row_of(made.lea.view, "ZZZZZZ") is None
    assert (jo.assigned, jo.locked, jo.conflicts) == (2, 2, 1)
    assert jo.total == 80 + Fraction(50, 3) / 5
    further = office.statement(made.lea.view, Assigned(on=True), made.reference_of("Sam Two"), _free(made, "Sam Two"))
    made.lea.say([further])
    sam = row_of(made, "Sam Two")
    assert (sam.assigned, sam.locked, sam.total) == (3, 2, None)


def _free(made, person):
    reference = made.reference_of(person)
    return next(name for name in ("ann", "bob", "cat") if (reference, name) not in made.lea.view.assigned)


def test_what_was_sent_again_late_or_erased_is_marked(made):
    key = SigningKey.new()
    made.apply(JO, key=key)
    made.receive()
    made.receive(made.apply(JO, key=key, number=2))
    assert row_of(made, JO).state == "replaced"
    jo = made.reference_of(JO)
    office.decide(made.lea, jo, "offered", "Dr Lea", "The strongest.")
    assert row_of(made, JO).outcome == "offered"
    office.erase(made.lea, jo, "Dr Lea", "Asked for.")
    [row] = rows(made.lea.view)
    assert (row.state, row.came, row.total, row.outcome) == ("erased", "", None, None)


def test_contradictions_are_counted_where_they_wait(made):
    made.apply(JO)
    made.receive()
    jo = made.reference_of(JO)
    for passed in (True, False):
        from leadready.panel.record import Statement

        made.lea.say([Statement("gate", {"passed": passed, "why": "x", "confirmed": True}, jo, "time")])
    assert row_of(made, JO).contradictions == 1


def test_applications_are_opened_in_batches_and_kept_by_the_desk(made, tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "BATCH", 2)
    for person in (JO, "Sam Two", "Alex Three"):
        made.apply(person)
    (made.inbox / "deep").mkdir()
    (made.inbox / "deep" / "bad.lrsub").write_bytes(b"hello")
    (made.inbox / "notes.txt").write_text("x", encoding="utf-8")
    files = gathering.submissions_in([made.inbox, made.inbox / "000.lrsub", tmp_path / "gone.lrsub"])
    assert [file.name for file in files] == ["000.lrsub", "001.lrsub", "002.lrsub", "bad.lrsub", "gone.lrsub"]
    desk = ReceivingDesk(made.lea)
    batches = list(gathering.opened_batches(desk.opener(ASSESSMENT), files, lambda: False))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    outcomes = [one for batch in batches for one in desk.keep(batch)]
    assert gathering.counts(outcomes) == {"taken": 3, "refused": 2}
    assert list(gathering.drafted(made.lea.view, made.lea.log, lambda: True)) == []
    [found] = gathering.drafted(made.lea.view, made.lea.log, lambda: False)
    assert found.log is made.lea.log
    assert len(found.answers) == 15
    made.lea.say(found.answers)
    assert len(made.lea.view.answers) == 15


def test_people_are_listed_with_how_far_they_are_and_packs_go_to_all_others(made, tmp_path):
    rated(made)
    found = {one.member.id: one for one in people.people(made.lea)}
    assert list(found) == ["lea", "ann", "bob", "cat"]
    assert all((one.names, one.declared) == (4, 4) for id_, one in found.items() if id_ != "lea")
    assert sum(one.assigned for one in found.values()) == sum(one.locked for one in found.values()) == 8
    assert [one.id for one in people.to_pack(made.lea)] == ["ann", "bob", "cat"]
    from leadready.workflow.panel import members

    members.retire(made.lea, "ann", "Left.")
    assert [one.member.id for one in people.people(made.lea)] == ["lea", "bob", "cat", "ann"]
    assert [path.name for path in people.write_packs(made.lea, tmp_path)] == ["to-bob.lrbundle", "to-cat.lrbundle"]
    with pytest.raises(LeadreadyError):
        people.write_packs(made.lea, tmp_path / "nowhere")


def test_an_assignment_is_written_with_its_seed(made):
    rated(made)
    table = assignment_rows(made.lea.view)
    assert len(table) == 8
    assert table == sorted(table)
    assert {row[2:] for row in table} == {("yes", made.campaign.seed)}
    assert assignment_csv(made.lea.view).decode().splitlines()[0] == "applicant,rater,locked,seed"


def test_the_leads_steps_follow_the_round(made):
    def states():
        return {step.id: step.state for step in steps(made.lea)}

    assert states()["assign"] == "waiting"
    made.apply(JO)
    from leadready.workflow.panel.receiving import receive

    list(receive(made.lea, sorted(made.inbox.iterdir()), ASSESSMENT))
    assert (states()["redact"], states()["assign"]) == ("open", "open")
    made.receive()
    office.release_names(made.lea)
    assert (states()["redact"], states()["assign"]) == ("done", "waiting")
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    assert states()["assign"] == "open"
    office.assign(made.lea)
    assert (states()["assign"], states()["people"]) == ("done", "open")
    for name in ("ann", "bob", "cat"):
        made.rate_all(name, lambda _reference: 3)
    assert states()["people"] == "done"
    assert "contradictions" not in states()


def test_nothing_is_scored_by_another_version_of_the_assessment(made):
    other = made.campaign.model_copy(update={"assessment_hash": "0" * 64, "assessment_version": "9.9.9"})
    made.lea.campaign = other
    with pytest.raises(LeadreadyError, match="another version") as refused:
        ReceivingDesk(made.lea).opener(ASSESSMENT)
    assert refused.value.advice == "Install the version 9.9.9."
