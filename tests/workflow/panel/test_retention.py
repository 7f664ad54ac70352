"""Keeping no longer than was said, legal holds, deletion with a certificate, and the log of acts."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from leadready.errors import LeadreadyError, StoreFull, StoreReadOnly
from leadready.exchange.tables import read_table, write_csv
from leadready.instrument.problems import ProblemsFound
from leadready.panel.statistics import statistics, suppressed
from leadready.store.panel_store import FILE_NAME, PanelStore, SeenFile
from leadready.workflow.panel import acts, office, retention
from leadready.workflow.panel.audit import audit_pack, verify
from leadready.workflow.panel.inspection import kept, proved
from leadready.workflow.panel.journal import COLUMNS, entries, missing
from tests.workflow.panel.test_round import NOW, PEOPLE, Round, rated

CANARY = "Xantippe Quodlibet"
UNTIL = NOW.date() + timedelta(days=400)
AFTER = UNTIL + timedelta(days=3)


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


def outcomes(made):
    for person, outcome in (("Jo One", "offered"), ("Sam Two", "reserve"), ("Alex Three", "not-appointed")):
        why, considered = f"As the panel said of {person}.", "Places are few." if person == "Alex Three" else ""
        office.decide(made.lea, made.reference_of(person), outcome, "Dr Lea", why, considered)


def test_everything_that_is_overdue_is_listed_and_no_day_ever_moves(made):
    rated(made)
    outcomes(made)
    view = made.lea.view
    assert {one.state for one in retention.due(view, UNTIL)} == {"later"}
    listed = retention.due(view, AFTER)
    assert [one.about for one in listed] == ["", *view.applicants]
    assert {(one.state, one.until, one.days_over) for one in listed} == {("due", UNTIL, 3)}
    assert {one.outcome for one in listed} == {"", "offered", "reserve", "not-appointed"}


def test_a_hold_keeps_what_it_is_about_and_says_why_until_it_is_lifted(made):
    rated(made)
    outcomes(made)
    alex = made.reference_of("Alex Three")
    retention.hold(made.lea, alex, "Dr Lea", "A claim is open.", on=True)
    listed = {one.about: one for one in retention.due(made.lea.view, AFTER)}
    assert (listed[alex].state, listed[alex].why) == ("held", "A claim is open.")
    assert listed[""].state == "held"  # the round holds the application
    assert listed[made.reference_of("Sam Two")].state == "due"
    gone = retention.delete_due(made.lea, "Dr Lea", "The time is over.", AFTER)
    assert len(gone) == 1  # Kim, about whom nothing was decided
    assert not {made.reference_of("Jo One"), made.reference_of("Sam Two"), alex} & set(gone)
    assert not made.lea.view.applicants[alex].is_erased
    with pytest.raises(LeadreadyError, match="A claim is open"):
        retention.delete_round(made.lea, "Dr Lea", "Over.", AFTER, made.folder / "c.lrdeleted")
    with pytest.raises(LeadreadyError, match="A claim is open"):
        office.erase(made.lea, alex, "Dr Lea", "Asked for.")
    retention.hold(made.lea, alex, "Dr Lea", "It was settled.", on=False)
    assert {one.state for one in retention.due(made.lea.view, AFTER)} == {"due"}
    assert retention.delete_due(made.lea, "Dr Lea", "The time is over.", AFTER) == (alex,)
    assert made.lea.view.applicants[alex].is_erased


@pytest.mark.parametrize(("person", "why"), [("", "x"), ("Lea", " ")])
def test_nothing_is_held_or_deleted_without_a_name_and_a_reason(made, person, why):
    with pytest.raises(LeadreadyError, match="name of who decides"):
        retention.hold(made.lea, "", person, why, on=True)
    with pytest.raises(LeadreadyError, match="name of who decides"):
        retention.delete_due(made.lea, person, why, AFTER)


def everything_on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_deleted_is_nowhere_and_leaves_a_certificate_and_numbers(made):
    """G2: no canary in the store, its journal, its copies; also not in a laptop that gets the next bundle."""
    path = made.apply(CANARY, text=f"{CANARY} did this.")
    path = path.rename(path.with_name("Xantippe Quodlibet.lrsub"))
    made.apply("Sam Two")
    made.receive()
    office.release_names(made.lea)
    made.declare("ann")
    reference = made.reference_of(CANARY)
    office.decide(made.lea, reference, "not-appointed", "Dr Lea", "Others were stronger.")
    assert b"Quodlibet" in everything_on_disk(made.folder / "lea")
    assert b"Quodlibet" in everything_on_disk(made.folder / "ann")
    gone = retention.delete_due(made.lea, "Dr Lea", "The time is over.", AFTER)
    assert reference in gone
    made.send("ann")
    for name in ("lea", "ann"):
        assert b"Quodlibet" not in everything_on_disk(made.folder / name), name
    [certificate] = [one for one in made.lea.log.records.values() if one.kind == "deleted"]
    assert certificate.payload["count"] == len(gone)
    assert certificate.payload["person"] == "Dr Lea"
    assert certificate.payload["statistics"]["stages"]["received"] is None  # two are too few to show
    pack = audit_pack(made.lea)
    assert b"Quodlibet" not in pack
    verify(pack.decode(), "audit.json")
    # An old memory stick brings nothing back.
    made.hand_in("ann")
    assert b"Quodlibet" not in everything_on_disk(made.folder / "lea")


def copied(folder):
    """A copy beside the round, as one is made before its file changes shape."""
    (folder / "backups").mkdir()
    shutil.copy(folder / FILE_NAME, folder / "backups" / "leadready-20270101T000000-shape1.db")


def test_an_erasure_that_comes_by_a_bundle_takes_the_copies_and_the_names_of_files_as_well(made):
    """Another laptop only ever hears of it: its own earlier copies went on to hold the whole application."""
    made.apply(CANARY, text=f"{CANARY} did this.")
    made.receive()
    office.release_names(made.lea)
    made.declare("ann")
    for name in ("lea", "ann"):
        copied(made.folder / name)
    ann = made.panels["ann"]
    reference = made.reference_of(CANARY)
    ann.store.note(SeenFile("d" * 64, "Quodlibet.lrsub", "2027-01-10T09:00:00Z", "taken", reference))
    office.erase(made.lea, reference, "Dr Lea", "Asked for.")
    made.send("ann")
    for name in ("lea", "ann"):
        assert b"Quodlibet" not in everything_on_disk(made.folder / name), name


def test_where_a_copy_cannot_be_deleted_nothing_is_erased_and_it_can_be_tried_again(made, monkeypatch):
    made.apply(CANARY)
    made.receive()
    reference = made.reference_of(CANARY)
    copied(made.folder / "lea")
    with monkeypatch.context() as patched, pytest.raises(StoreReadOnly):
        patched.setattr(Path, "unlink", refused)
        office.erase(made.lea, reference, "Dr Lea", "Asked for.")
    assert not made.lea.view.applicants[reference].is_erased
    office.erase(made.lea, reference, "Dr Lea", "Asked for.")
    assert b"Quodlibet" not in everything_on_disk(made.folder / "lea")


def refused(_path, **_options):
    raise PermissionError(13, "Permission denied")


def test_a_file_that_cannot_be_written_anew_does_not_undo_an_erasure(made, monkeypatch):
    """The chain must go on behind it: a record in the same place would fork it, and nothing would count."""
    made.apply(CANARY)
    made.receive()
    reference = made.reference_of(CANARY)

    def full(_store):
        raise StoreFull("The disk is full.")

    monkeypatch.setattr(PanelStore, "compact", full)
    office.erase(made.lea, reference, "Dr Lea", "Asked for.")
    acts.note(made.lea, "identity-shown")
    assert made.lea.view.applicants[reference].is_erased
    assert made.lea.view.standing.sifted.forked == {}


def test_a_whole_round_is_deleted_and_a_signed_certificate_stays(made):
    rated(made)
    outcomes(made)
    target = made.folder / "round.lrdeleted"
    with pytest.raises(LeadreadyError, match="may be kept until"):
        retention.delete_round(made.lea, "Dr Lea", "Over.", UNTIL, target)
    assert not target.exists()
    certificate = retention.delete_round(made.lea, "Dr Lea", "The time is over.", AFTER, target)
    assert not (made.folder / "lea" / FILE_NAME).exists()
    found, by = retention.read_certificate(target.read_text(encoding="utf-8"), target.name)
    assert found == certificate
    assert by == PEOPLE["lea"].signing.public
    assert (found.applications, found.person, found.why) == (4, "Dr Lea", "The time is over.")
    assert b"Jo One" not in target.read_bytes()
    with pytest.raises(ProblemsFound, match="wrong-signature"):
        retention.read_certificate(target.read_text(encoding="utf-8").replace("Dr Lea", "Dr Eve"), "c")


def test_numbers_of_few_are_left_out_so_that_the_others_do_not_give_them_away(made):
    assert suppressed({"a": 20, "b": 3, "c": 12, "d": 0}) == {"a": 20, "b": None, "c": None, "d": 0}
    assert suppressed({"a": 20, "b": 3, "c": 2}) == {"a": 20, "b": None, "c": None}
    assert suppressed({"a": 10, "b": 11}) == {"a": 10, "b": 11}
    assert suppressed({"a": 1}) == {"a": None}
    rated(made)
    found = statistics(made.lea.view)
    assert found["stages"]["received"] is None
    assert set(found) == {"stages", "outcomes", *(f"marks-{id_}" for id_ in made.campaign.order)}


def test_the_log_says_who_did_what_before_after_and_why_and_names_no_applicant(made):
    rated(made)
    outcomes(made)
    jo = made.reference_of("Jo One")
    office.decide(made.lea, jo, "reserve", "Dr Lea", "Jo One asked to wait.")
    acts.note(made.lea, "identity-shown", about=jo, why="To write to them.")
    listed = list(entries(made.lea.view, made.lea.log))
    assert len(listed) == len(made.lea.log.records)
    decided = [one for one in listed if one.act == "set an outcome" and one.applicant == jo]
    assert [(one.before, one.after) for one in decided] == [
        ("", "outcome: offered, person: Dr Lea"),
        ("outcome: offered, person: Dr Lea", "outcome: reserve, person: Dr Lea"),
    ]
    assert decided[-1].actor == "lea"
    assert decided[-1].reason == "█████ █████ asked to wait."
    assert listed[-1].act == "looked at who an applicant is"
    assert {one.actor for one in listed} == {"lea", "ann", "bob", "cat"}
    text = write_csv(COLUMNS, [tuple(map(str, one)) for one in listed]).decode("utf-8-sig")
    for secret in ("Jo One", "Sam Two", "I changed how"):
        assert secret not in text
    assert len(list(csv.reader(io.StringIO(text)))) == len(listed) + 1


def test_an_older_copy_of_the_round_shows_beside_an_earlier_list(made, tmp_path):
    """Whoever puts an older copy of the file in its place leaves whole chains behind; the list says what is gone."""
    rated(made)
    older = (made.folder / "lea" / FILE_NAME).read_bytes()
    outcomes(made)
    listed = tmp_path / "log.csv"
    listed.write_bytes(write_csv(COLUMNS, [tuple(map(str, one)) for one in entries(made.lea.view, made.lea.log)]))
    missing(read_table(listed), made.lea.log)
    made.lea.close()
    (made.folder / "lea" / FILE_NAME).write_bytes(older)
    with kept(made.folder / "lea", NOW) as found:
        proved(found)  # nothing in the file itself says so
        with pytest.raises(ProblemsFound, match="act-missing") as told:
            missing(read_table(listed), found.log)
    assert len(told.value.problems) == 3


def test_the_last_record_cannot_be_cut_off_without_its_signature(made):
    import sqlite3

    rated(made)
    last = made.lea.log.end_of(PEOPLE["lea"].signing.public).last
    connection = sqlite3.connect(made.folder / "lea" / FILE_NAME)
    with connection:
        connection.execute("DELETE FROM record WHERE id = ?", (last,))
        connection.execute("DELETE FROM head WHERE record = ?", (last,))
    connection.close()
    with kept(made.folder / "lea", NOW) as found, pytest.raises(ProblemsFound, match="broken-chain"):
        proved(found)


def test_files_that_are_refused_are_in_the_log_by_their_hash_and_once(made):
    made.apply("Jo One")
    (made.inbox / "Jo One again.lrsub").write_bytes(b"hello")
    made.receive()
    made.receive()
    [act] = [one for one in made.lea.log.records.values() if one.kind == "act"]
    assert act.payload["what"] == "files-refused"
    assert act.payload["why"] == "sealed-form"
    assert "Jo" not in json.dumps(act.payload)
