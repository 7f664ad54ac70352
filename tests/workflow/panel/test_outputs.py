"""The report, tables and contest pack of a real round, as files that are whole or not there."""

from __future__ import annotations

import json
from datetime import date
from time import perf_counter

import pytest

from leadready.errors import FileNotWritten, LeadreadyError
from leadready.exchange.round_tables import round_tables
from leadready.panel.letter import gate_note
from leadready.workflow.panel import acts, office
from leadready.workflow.panel.audit import audit_pack, verify
from leadready.workflow.panel.outputs import write_contest, write_report, write_tables
from tests.workflow.panel.test_round import Round, rated

DAY = date(2027, 3, 1)
TWO_MINUTES = 120


@pytest.fixture
def made(tmp_path):
    found = rated(Round(tmp_path))
    office.decide(found.lea, found.reference_of("Jo One"), "offered", "Dr Lea", "Jo One had the strongest evidence.")
    yield found
    found.close()


def test_the_report_is_written_as_pdf_or_text_and_as_nothing_else(made, tmp_path):
    view = made.lea.view
    (pdf,) = write_report(view, tmp_path / "report.pdf", DAY)
    assert pdf.read_bytes().startswith(b"%PDF")
    (plain,) = write_report(view, tmp_path / "report.txt", DAY)
    text = plain.read_text(encoding="utf-8")
    assert "[name] had the strongest evidence." in text
    assert not [name for name in ("Jo One", "Sam Two", "Alex Three", "Kim Four") if name in text]
    with pytest.raises(FileNotWritten, match=r"\.pdf, \.txt"):
        write_report(view, tmp_path / "report.docx", DAY)


def test_tables_are_one_workbook_or_five_files(made, tmp_path):
    view = made.lea.view
    (book,) = write_tables(view, tmp_path / "round.xlsx")
    assert book.read_bytes().startswith(b"PK")
    target = tmp_path / "tables"
    with pytest.raises(FileNotWritten, match="into a folder that exists"):
        write_tables(view, target)
    target.mkdir()
    names = {path.name for path in write_tables(view, target, names=True)}
    assert names == {f"{name}.csv" for name in ("applications", "marks", "moderations", "decisions", "agenda")}
    assert "Jo One" in (target / "applications.csv").read_text(encoding="utf-8")


def test_a_contest_pack_is_written_in_one_action_with_everything_of_one_person(made, tmp_path):
    jo = made.reference_of("Jo One")
    target = tmp_path / "contest"
    target.mkdir()
    begun = perf_counter()
    pdf, data = write_contest(made.lea.view, made.lea.log, jo, target, DAY)
    assert perf_counter() - begun < TWO_MINUTES
    assert sorted(target.iterdir()) == sorted([pdf, data])
    document = json.loads(data.read_text(encoding="utf-8"))
    assert document["format"] == "leadready/contest/1"
    assert (document["application"], document["name"]) == (jo, "Jo One")
    assert document["evidence"][0]["sent"].startswith("I changed how we hand over.")
    assert {mark["rater"] for mark in document["marks"]} == {"Rater 1", "Rater 2"}
    assert document["outcome"]["why"] == "Jo One had the strongest evidence."
    assert document["standing"]["rank"] == 1
    whole = data.read_text(encoding="utf-8")
    keys = [keys.signing.public for keys in (panel.keys for panel in made.panels.values())]
    assert not [secret for secret in ("Sam Two", "Ann", "Bob", *keys) if secret in whole]


def test_of_an_unknown_or_erased_application_there_is_no_pack(made, tmp_path):
    jo = made.reference_of("Jo One")
    office.erase(made.lea, jo, "Dr Lea", "Asked for.")
    for code in (jo, "NOBODY"):
        with pytest.raises(LeadreadyError, match="no application"):
            write_contest(made.lea.view, made.lea.log, code, tmp_path, DAY)


def test_no_reason_in_an_audit_pack_names_another_applicant_or_who_was_erased(made):
    """Only the applicant's own name was looked for, and of somebody who is erased nobody knows it any more."""
    jo, sam, kim = (made.reference_of(name) for name in ("Jo One", "Sam Two", "Kim Four"))
    office.decide(made.lea, jo, "offered", "Dr Lea", "Ahead of two, Sam in all.", "-")
    office.decide(made.lea, kim, "not-appointed", "Dr Lea", "Other than ONE, Jo.", "-")
    office.erase(made.lea, sam, "Dr Lea", "Sam Two asked for it.")
    acts.note(made.lea, "identity-shown", why="To write to Jo One.")
    pack = audit_pack(made.lea).decode()
    assert "ONE, Jo" not in pack
    assert "Sam Two" not in pack
    assert "Jo One" not in pack
    assert "Ahead of two, Sam in all." in pack  # Sam is erased: no name is known that it could be
    assert sam not in verify(pack, "audit.json")


def test_tables_without_names_have_none_in_reasons_either(made):
    jo, sam = (made.reference_of(name) for name in ("Jo One", "Sam Two"))
    office.moderate(made.lea, jo, "led-change", 4, "One said more than Sam Two.", ["Dr Lea"])
    office.decide(made.lea, sam, "reserve", "Dr Lea", "Behind jo one.", "Sam asked to wait.")
    bare = round_tables(made.lea.view, names=False)
    assert bare["moderations"].rows == ((jo, "led-change", 4, "[name] said more than [name].", "Dr Lea"),)
    decided = {row[0]: row[3:5] for row in bare["decisions"].rows}
    assert decided == {
        jo: ("[name] had the strongest evidence.", ""),
        sam: ("Behind [name].", "[name] asked to wait."),
    }
    named = round_tables(made.lea.view, names=True)
    assert named["moderations"].rows[0][3] == "One said more than Sam Two."


def test_sponsors_are_told_to_the_office_and_to_the_applicant_and_to_nobody_who_reads_an_audit_pack(made, tmp_path):
    jo = made.reference_of("Jo One")
    assert gate_note(made.lea.view.applicants[jo], "time") == "Confirmed by A sponsor, as the applicant says."
    assert "A sponsor" not in audit_pack(made.lea).decode()
    write_contest(made.lea.view, made.lea.log, jo, tmp_path, DAY)
    told = json.loads((tmp_path / f"{jo}-contest.json").read_text(encoding="utf-8"))
    assert [one["note"] for one in told["conditions"]] == ["Confirmed by A sponsor, as the applicant says."]
    office.confirm_gate(made.lea, jo, "time", passed=True, why="The rota was seen.")
    said = "The rota was seen. Confirmed by A sponsor, as the applicant says."
    assert gate_note(made.lea.view.applicants[jo], "time") == said
    office.adjust(made.lea, jo, "More time.")
    assert gate_note(made.lea.view.applicants[jo], "time") == said
