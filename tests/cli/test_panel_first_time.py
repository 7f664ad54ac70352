"""What somebody meets who runs a round by commands for the first time: help, slips, and what a wrong word does."""

from __future__ import annotations

import sys
from datetime import timedelta
from importlib import import_module

import pytest

from leadready.cli.main import main
from leadready.errors import LeadreadyError
from leadready.panel.kinds import Acted, Locked
from leadready.workflow.panel import office
from leadready.workflow.panel.applying import check_open
from leadready.workflow.panel.inspection import kept
from leadready.workflow.panel.receiving import receive
from leadready.workflow.panel.sharing import check_assessment
from tests.workflow.panel.test_round import ASSESSMENT, PEOPLE, made, rated

__all__ = ["made"]  # a fixture


@pytest.fixture
def run(made, monkeypatch, capsys):
    """Runs a command of `leadready panel` as somebody who types the six words of their key."""
    # What takes names from there does so now: under the patches it would keep them for good.
    for module in ("panel", "panel_calibrating", "panel_oversight", "equality", "key_actions", "campaign"):
        import_module(f"leadready.cli.{module}")
    monkeypatch.setattr("leadready.cli.panel_keys.read_keys", lambda _content, _words, file: PEOPLE[file[:3]])
    monkeypatch.setattr("leadready.cli.panel_keys.getpass.getpass", lambda _prompt: "six words")
    monkeypatch.setattr("leadready.cli.panel_keys.now", lambda: made.moment)
    for name in PEOPLE:
        (made.folder / f"{name}.lrkey").write_bytes(b"")

    def run(person, action, *arguments, code=0, folder=None):
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        key = ("--key", str(made.folder / f"{person}.lrkey"))
        assert main(["panel", action, str(folder or made.folder / person), *arguments, *key]) == code
        return capsys.readouterr()

    return run


@pytest.fixture
def assigned(made):
    """Two applications that Ann marks among others; nobody has marked anything."""
    for person in ("Jo One", "Sam Two"):
        made.apply(person)
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob"):
        made.declare(name)
    office.assign(made.lea)
    made.send("ann")
    made.close()
    return [made.reference_of(name) for name in ("Jo One", "Sam Two")]


@pytest.mark.parametrize("command", ["campaign", "submission", "panel"])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_is_there_before_an_action_is_chosen(command, flag, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, flag])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert f"usage: leadready {command}" in told
    assert f"Example: leadready {command} " in told


def test_adjustments_are_typed_and_so_are_the_words_of_the_key(made, assigned, run):
    run("lea", "adjust", assigned[0], "Large print, and an hour more.")
    with kept(made.folder / "lea", made.moment) as found:
        said = [
            one.payload["adjustments"] for one in found.log.records.values() if "adjustments" in (one.payload or {})
        ]
    assert "Large print, and an hour more." in said


def test_an_answer_that_is_not_there_is_named(assigned, run):
    hide = ("--hide", "handover")
    assert f"There is no answer “led-chang” of {assigned[0]}." in (
        run("lea", "redaction", "--answer", assigned[0], "led-chang", *hide, code=1).err
    )
    assert "There is no answer “led-change” of ZZZZZZ." in (
        run("lea", "redaction", "--answer", "ZZZZZZ", "led-change", *hide, code=1).err
    )
    assert "Name it with --answer CODE PROMPT." in run("lea", "redaction", *hide, code=1).err


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("{jo},led-change,3,", "{jo},setback,9,"), "marks.csv:3: 9 is no mark of this criterion."),
        (("{jo},led-change,3,", "{jo},setback,1,"), "marks.csv:3: The lowest and the highest mark need a reason"),
        (("{jo},led-change,3,", "ZZZZZZ,setback,3,"), "marks.csv:3: ZZZZZZ is not yours to mark on “setback”."),
        (
            ("{jo},led-change,3,", "{jo},led-change,4,"),
            "marks.csv:3: Line 2 marks the same already. Keep one of the two.",
        ),
    ],
)
def test_a_table_of_marks_is_taken_whole_or_not_at_all_and_the_line_is_named(made, assigned, run, tmp_path, rows, says):
    table = tmp_path / "marks.csv"
    table.write_text("\n".join(("applicant,criterion,rating,why", *rows)).format(jo=assigned[0]), encoding="utf-8")
    assert says in run("ann", "rate", str(table), code=1).err
    with kept(made.folder / "ann", made.moment) as found:
        assert not [one for one in found.log.records.values() if one.kind == "rated"]


def test_a_lock_of_somebody_elses_application_says_that_it_is_not_yours(assigned, run):
    assert "ZZZZZZ is not yours to mark. Compare the code with your list." in run("ann", "lock", "ZZZZZZ", code=1).err


def test_nothing_to_read_yet_is_said(made, assigned, run):
    said = run("cat", "read", "led-change")
    assert said.out == ""
    assert "There is nothing for you to read yet." in said.err


def test_a_rater_who_runs_what_the_office_runs_is_told_so_and_nothing_is_noted(made, assigned, run):
    for action, *arguments in (
        ("receive", str(made.inbox)),
        ("names",),
        ("assign",),
        ("ranking",),
        ("redaction",),
        ("letters",),
    ):
        assert "This is for those who lead or administer the round; Ann rates in it." in (
            run("ann", action, *arguments, code=1).err
        )
    with kept(made.folder / "ann", made.moment) as found:
        own = PEOPLE["ann"].card.signs
        assert not [one for one in found.log.records.values() if one.kind == Acted.kind and one.author == own]


def test_applications_are_received_by_folder(made, run, tmp_path):
    made.apply("Jo One")
    made.apply("Sam Two")
    made.close()
    assert run("lea", "receive", str(made.inbox)).out.count("taken") == 2
    (tmp_path / "empty").mkdir()
    assert "They end in .lrsub." in run("lea", "receive", str(tmp_path / "empty"), code=1).err


def test_a_mistyped_folder_is_not_made(made, run, tmp_path):
    assert "There is no campaign here." in run("lea", "people", code=1, folder=tmp_path / "leo").err
    assert not (tmp_path / "leo").exists()


def test_a_total_is_a_number_to_read(made, run):
    rated(made)
    made.close()
    jo = made.reference_of("Jo One")
    # 80 of 80 for the evidence, and a fifth of 50/3 for the exercises: 83 1/3.
    assert run("lea", "ranking").out.splitlines()[0] == f"1\t{jo}\t83.33\t\t1\t"


def test_relations_and_days_are_told(made, run, capsys):
    with pytest.raises(SystemExit):
        main(["panel", "declare", "--help"])
    assert "acquaintance" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["panel", "retention", str(made.folder / "lea"), "--date", "soon"])
    assert ended.value.code == 2
    assert "“soon” is no day; write it as 2028-02-02" in capsys.readouterr().err


def test_nothing_is_packed_for_who_has_left_and_unread_answers_are_told(made, run, tmp_path):
    made.apply("Jo One")
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    office.assign(made.lea)
    [whom, *_others] = sorted(member for _code, member in made.lea.view.assigned)
    made.apply("Sam Two")
    list(receive(made.lea, sorted(made.inbox.iterdir()), ASSESSMENT))
    made.close()
    pack = ("-o", str(tmp_path / "a.lrbundle"))
    assert "no rater is given before: 5." in run("lea", "pack", whom, *pack).err
    run("lea", "retire", whom, "--why", "Moved abroad.")
    (tmp_path / "a.lrbundle").unlink()
    assert f"{whom.title()} has left the panel." in run("lea", "pack", whom, *pack, code=1).err
    assert not (tmp_path / "a.lrbundle").exists()


def test_a_round_is_deleted_only_with_a_certificate_that_is_known_by_its_name(made, run, tmp_path):
    made.close()
    made.moment += timedelta(days=500)
    delete = ("delete", "--person", "Dr Lea", "--why", "Over.", "--round")
    assert "ends in .lrdeleted" in run("lea", *delete, str(tmp_path / "certificate.txt"), code=1).err
    assert (made.folder / "lea" / "panel.db").exists()
    run("lea", *delete, str(tmp_path / "certificate.lrdeleted"))
    assert main(["panel", "verify", str(tmp_path / "certificate.lrdeleted")]) == 0


def test_an_assessment_of_the_same_version_that_differs_is_said_to_differ(made):
    other = made.campaign.model_copy(update={"assessment_hash": "0" * 64})
    with pytest.raises(LeadreadyError, match="says version 1.0.0 as the campaign's does, and differs"):
        check_assessment(other, ASSESSMENT)
    other = other.model_copy(update={"assessment_version": "0.9.0"})
    with pytest.raises(LeadreadyError, match=r"another version than the campaign's\. Install the version 0\.9\.0"):
        check_assessment(other, ASSESSMENT)


def test_columns_are_named_at_a_terminal_and_nowhere_else(made, run, monkeypatch):
    made.close()
    rows = run("lea", "people")
    assert rows.err == ""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    named = run("lea", "people")
    assert named.err == "id\tname\troles\tstate\n"
    assert named.out == rows.out


def test_a_changed_letter_is_named_when_the_released_are_written(made, run, tmp_path):
    rated(made)
    jo = made.reference_of("Jo One")
    office.decide(made.lea, jo, "offered", "Dr Lea", "The strongest.")
    made.close()
    run("lea", "letters", "--release", jo, "--person", "Dr Lea")
    run("lea", "decide", jo, "reserve", "--person", "Dr Lea", "--why", "Another look.", "--considered", "Places.")
    assert f"to be read again: {jo}." in run("lea", "letters", "-o", str(tmp_path)).err


def test_a_closed_round_says_its_day_in_words(made):
    with pytest.raises(
        LeadreadyError, match=r"This round closed on 30 January 2027, \d\d:\d\d\. Nothing was written\."
    ):
        check_open(made.campaign, made.campaign.dates.closes + timedelta(minutes=1))


def test_several_applications_are_locked_at_once_or_none_of_them(made, assigned, run, tmp_path):
    jo, sam = assigned
    table = tmp_path / "marks.csv"
    rows = [f"{jo},{criterion},3," for criterion in made.campaign.order]
    table.write_text("\n".join(["applicant,criterion,rating,why", *rows]), encoding="utf-8")
    run("ann", "rate", str(table))
    assert f"{sam} has no mark of yours" in run("ann", "lock", jo, sam, code=1).err
    with kept(made.folder / "ann", made.moment) as found:
        assert not [one for one in found.log.records.values() if one.kind == Locked.kind]
    rows += [f"{sam},{criterion},4," for criterion in made.campaign.order]
    table.write_text("\n".join(["applicant,criterion,rating,why", *rows]), encoding="utf-8")
    run("ann", "rate", str(table))
    run("ann", "lock", jo, sam, jo)
    with kept(made.folder / "ann", made.moment) as found:
        assert sorted(one.about for one in found.log.records.values() if one.kind == Locked.kind) == sorted(assigned)
