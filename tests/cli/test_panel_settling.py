"""`leadready panel` from the agenda to the reserve list, on a lead's laptop after marks came in."""

from __future__ import annotations

import csv
import json
from importlib import import_module

import pytest

from leadready.cli.main import main
from tests.workflow.panel.test_round import PEOPLE, made, rated

__all__ = ["made"]  # a fixture


@pytest.fixture
def run(made, monkeypatch, capsys):
    rated(made)
    made.lea.close()
    # What takes names from there does so now: under the patches it would keep them for good.
    for module in ("panel", "panel_calibrating", "panel_oversight", "equality", "key_actions", "campaign"):
        import_module(f"leadready.cli.{module}")
    monkeypatch.setattr("leadready.cli.panel_keys.chosen_keys", lambda _chosen: PEOPLE["lea"])
    monkeypatch.setattr("leadready.cli.panel_keys.now", lambda: made.moment)

    def run(action, *arguments, code=0):
        assert main(["panel", action, str(made.folder / "lea"), *arguments, "--key", "lea.lrkey"]) == code
        return capsys.readouterr()

    return run


@pytest.fixture
def codes(made, run):
    """Codes of Jo (100 of the evidence), Sam and Alex (50 each) and Kim (25)."""
    return [made.reference_of(name) for name in ("Jo One", "Sam Two", "Alex Three", "Kim Four")]


def test_agreement_is_said_with_words_cautions_and_sources(run, tmp_path):
    said = run("agreement").out
    assert said.startswith("All of it is worked out from the marks as they were locked, before any moderation.\n")
    assert "These are few applicants: every figure is very uncertain." in said
    assert "restriction of range" in said
    assert "ICC(1,1), one rater, other raters for each applicant: 1.000: excellent" in said
    assert "A rater who shares fewer than 10 applicants with others is too little known: nothing is adjusted." in said
    assert said.rstrip().endswith("not adjusted")
    run("agreement", "-o", str(tmp_path / "a.json"))
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert {one["id"]: one["value"] for one in document["totals"]} == {"icc-1-1": 1.0, "icc-1-k": 1.0}
    assert {one["adjusted"] for one in document["beside"]} == {None}
    assert document["criteria"][0]["coefficients"][0]["band"] == "excellent"
    run("agreement", "-o", str(tmp_path / "a.csv"))
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0]["formula"] == "Shrout and Fleiss 1979; interval: McGraw and Wong 1996."
    assert run("agreement", "-o", str(tmp_path / "a.doc"), code=1).err


def test_robustness_study_and_third_raters(run, codes):
    said = run("robust").out.splitlines()
    # Five places would do for four: nobody is near a line, raters agree, and no weight moves anybody.
    assert said[0] == "The standard error of a total is 0.0 points of 100. Within that of the line are 0 applications."
    assert said[1] == "The shortlist stays the same whichever weight is a tenth more or less."
    assert said[2].startswith("In 1000 redraws of the raters nobody comes to the other side")
    assert said[3] == f"{codes[0]}\t1\t1\t1.000"
    assert run("third", "--all").out == ""
    assert "is not within one standard error" in run("third", "--give", codes[0], "ann", code=1).err
    study = run("study").out.splitlines()
    assert study[0] == "What more raters would bring (reliability of the order, and of the score itself)"
    assert "(r:p) × c" in study[1]
    assert run("study", "--raters", "3", "--questions", "6").out == (
        "With 3 raters and 6 questions the expected reliability is 1.00 for the order of applicants and 1.00 for the "
        "score itself, as a fixed line uses it.\n"
    )
    assert run("study", "--raters", "-1", code=1).err


def test_decisions_and_the_reserve_list(run, codes):
    jo, sam, alex, kim = codes
    why = ("--person", "Dr Lea", "--why", "Read twice.")
    run("decide", jo, "offered", *why)
    run("decide", kim, "reserve", *why)
    refused = run("decide", sam, "not-appointed", *why, code=1).err
    assert "departs from the ranking" in refused
    run("decide", sam, "not-appointed", *why, "--considered", "Withdrew support of the sponsor.")
    run("decide", alex, "reserve", *why, "--considered", "Tied; a later start.")
    assert "begin with 1" in run("reserve", kim, "--place", "0", "--person", "Dr Lea", code=1).err
    run("reserve", alex, "--place", "1", "--person", "Dr Lea")
    run("reserve", kim, "--place", "2", "--person", "Dr Lea")
    assert run("reserve").out == f"1\t{alex}\twaiting\t\tnext\n2\t{kim}\twaiting\t\t\n"
    run("reserve", alex, "--state", "offered", "--hours", "48", "--person", "Dr Lea", "--why", "A place came free.")
    assert run("reserve").out == f"1\t{alex}\toffered\t2027-01-12T09:00:00Z\t\n2\t{kim}\twaiting\t\tnext\n"
    later = run("reserve", "--at", "2027-01-12T09:00:01Z").out.splitlines()
    assert later[0] == f"1\t{alex}\toffered\t2027-01-12T09:00:00Z\toverdue"
    assert "is no time" in run("reserve", "--at", "tomorrow", code=1).err
    assert "Say which application" in run("reserve", "--place", "1", code=1).err
    history = run("reserve", alex).out.splitlines()
    assert [line.split("\t")[1:] for line in history] == [
        ["1", "waiting", "", "Dr Lea", ""],
        ["1", "offered", "2027-01-12T09:00:00Z", "Dr Lea", "A place came free."],
    ]


def test_whoever_still_has_marks_to_lock_sees_nothing(run, codes, monkeypatch, tmp_path):
    """A report, a table or a pack has everybody's marks in it as much as the agenda has."""
    monkeypatch.setattr("leadready.workflow.panel.own_marks.open_marks", lambda _panel: ("ABC234",))
    written = ("-o", str(tmp_path))
    outputs = {
        "letters": (),
        "report": ("-o", str(tmp_path / "report.txt")),
        "export": written,
        "contest": (codes[0], *written),
        "audit": ("-o", str(tmp_path / "audit.json")),
    }
    before = set(tmp_path.rglob("*"))
    settling = dict.fromkeys(("agenda", "ranking", "agreement", "robust", "study", "third", "reserve"), ())
    for action, arguments in {**settling, **outputs}.items():
        refused = run(action, *arguments, code=1)
        assert "You have marks that are not locked yet: ABC234." in refused.err
        assert refused.out == ""
    assert set(tmp_path.rglob("*")) == before
