"""Verifying a round's folder: whole ones hold; whatever is cut out or changed in the file is found."""

from __future__ import annotations

import sqlite3

import pytest

from leadready.errors import LeadreadyError, StoreDamaged
from leadready.instrument.problems import ProblemsFound
from leadready.store.panel_store import FILE_NAME
from leadready.workflow.panel.inspection import kept, proved, rules_broken
from tests.workflow.panel.test_round import NOW, PEOPLE, Round, rated


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


def edit(folder, statement, *values):
    connection = sqlite3.connect(folder / FILE_NAME)
    with connection:
        connection.execute(statement, values)
    connection.close()


def codes(folder):
    with kept(folder, NOW) as found, pytest.raises(ProblemsFound) as told:
        proved(found)
    return {problem.code for problem in told.value.problems}


def test_a_whole_round_holds_without_a_key(made):
    rated(made)
    with kept(made.folder / "lea", NOW) as found:
        assert proved(found) == len(made.lea.log.records)
        assert rules_broken(found) == ()


def test_where_there_is_no_round_nothing_is_begun(tmp_path):
    with pytest.raises(LeadreadyError, match="There is no campaign here"), kept(tmp_path / "none", NOW):
        pass
    assert not (tmp_path / "none").exists()


def test_a_record_that_was_changed_on_the_disk_is_found(made):
    rated(made)
    edit(made.folder / "lea", "UPDATE record SET payload = replace(payload, '\"mark\":5', '\"mark\":1')")
    with pytest.raises(StoreDamaged), kept(made.folder / "lea", NOW):
        pass


def test_a_record_that_was_cut_out_is_found(made):
    rated(made)
    victim = next(id_ for id_, record in made.lea.log.records.items() if record.kind == "assigned")
    edit(made.folder / "lea", "DELETE FROM record WHERE id = ?", victim)
    assert "broken-chain" in codes(made.folder / "lea")


def test_a_signature_that_was_put_in_is_found(made):
    rated(made)
    ann = PEOPLE["ann"].signing.public
    last = max((one.sequence, id_) for id_, one in made.lea.log.records.items() if one.author == ann)[1]
    edit(made.folder / "lea", "INSERT INTO head VALUES (?, ?, ?)", ann, last, "0" * 128)
    assert codes(made.folder / "lea") == {"wrong-signature"}


def test_a_mark_that_its_criterion_does_not_have_breaks_a_rule(made):
    """With another program, a rater can sign what leadready would not let them."""
    from leadready.panel.record import Statement

    rated(made)
    reference = made.reference_of("Sam Two")
    member = next(name for name in ("ann", "bob", "cat") if (reference, name) in made.lea.view.assigned)
    panel = made.panels[member]
    panel.say([Statement("rated", {"mark": 9}, reference, "no-criterion")])
    made.hand_in(member)
    # It was written after the lock, so it does not count at all.
    with kept(made.folder / "lea", NOW) as found:
        assert rules_broken(found) == ()
    panel.say([Statement("rated", {"mark": 9}, "ZZZZZZ", "led-change")])
    made.hand_in(member)
    with kept(made.folder / "lea", NOW) as found:
        told = rules_broken(found)
    assert {problem.code for problem in told} == {"broken-rule"}
    assert [what.split("(")[1].split("/")[0] for what in (problem.what for problem in told)] == [
        "mark-exists: ZZZZZZ",
        "rater-marks: ZZZZZZ",
    ]
