"""Letters from the log to files: released one by one, written on every core, and one that fails stops no other."""

from __future__ import annotations

from datetime import date

import pytest

from leadready.errors import LeadreadyError
from leadready.report import letter as on_paper
from leadready.workflow.panel import letters, office
from leadready.workflow.panel.letters import letter_desk, letters_there, release, write_letters
from tests.workflow.panel.test_round import NOW, Round, rated


@pytest.fixture
def lea(tmp_path):
    made = Round(tmp_path)
    rated(made)
    for person, outcome in (("Jo One", "offered"), ("Sam Two", "reserve"), ("Kim Four", "not-appointed")):
        office.decide(made.lea, made.reference_of(person), outcome, "Dr Lea", "The panel agreed.")
    made.lea.of = made.reference_of
    yield made.lea
    made.close()


def desk(panel):
    return letter_desk(panel.view, date(2027, 3, 1))


def test_everyone_decided_has_a_draft_and_only_what_was_released_is_to_be_sent(lea):
    jo, alex = lea.of("Jo One"), lea.of("Alex Three")
    found = desk(lea)
    assert found.states[alex] == "undecided"
    assert (len(found.to_review), found.to_send) == (3, ())
    release(lea, found.documents[jo], "Dr Lea", " Well done. ")
    found = desk(lea)
    (sent,) = found.to_send
    assert (sent.letter.reference, sent.reviewed_by, sent.sentence) == (jo, "Dr Lea", "Well done.")
    assert sent.day == NOW.date()  # of the release; a draft bears the day it is made
    assert found.to_review[0].day == date(2027, 3, 1)


def test_a_letter_that_changed_after_it_was_read_is_neither_released_nor_sent(lea):
    jo = lea.of("Jo One")
    read = desk(lea).documents[jo]
    office.decide(lea, jo, "reserve", "Dr Lea", "A place was lost.")
    with pytest.raises(LeadreadyError, match="has changed since it was drafted"):
        release(lea, read, "Dr Lea")
    release(lea, desk(lea).documents[jo], "Dr Lea")
    assert desk(lea).states[jo] == "released"
    office.decide(lea, jo, "offered", "Dr Lea", "A place came back.")
    found = desk(lea)
    assert found.states[jo] == "changed"
    assert found.documents[jo] in found.to_review
    assert found.documents[jo].is_draft


def test_nobody_unnamed_releases_a_letter(lea):
    with pytest.raises(LeadreadyError, match="released by somebody named"):
        release(lea, desk(lea).documents[lea.of("Jo One")], "  ")


def test_letters_are_written_in_processes_as_pdf_and_text_by_their_codes(lea, tmp_path):
    documents = desk(lea).to_review
    target = tmp_path / "out"
    target.mkdir()
    outcomes = list(write_letters(documents, target, workers=2))
    assert {one.reference for one in outcomes} == {one.letter.reference for one in documents}
    names = {f"{one.letter.reference}{end}" for one in documents for end in (".pdf", ".txt")}
    assert {one.name for one in target.iterdir()} == names
    for one in documents:
        text = (target / f"{one.letter.reference}.txt").read_text(encoding="utf-8")
        assert text == on_paper.letter_text(one)
        assert text.startswith("DRAFT")
    assert letters_there(documents, target) == 3


def test_one_letter_that_fails_stops_no_other_and_a_cancelled_run_ends(lea, tmp_path, monkeypatch):
    documents = desk(lea).to_review
    bad = documents[0].letter.reference
    (tmp_path / f"{bad}.pdf").mkdir()
    outcomes = {one.reference: one for one in write_letters(documents, tmp_path, workers=1)}
    assert outcomes[bad].files == ()
    assert outcomes[bad].why == "A folder has that name. Choose another name."
    assert sum(bool(one.files) for one in outcomes.values()) == 2
    assert list(write_letters(documents, tmp_path, lambda: True)) == []
    assert list(write_letters((), tmp_path)) == []
    monkeypatch.setattr(letters, "letter_pdf", lambda _document: 1 / 0)
    outcome = letters._write(tmp_path, documents[1])
    assert outcome.why == "Something unexpected went wrong (ZeroDivisionError)."
