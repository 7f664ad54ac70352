"""A selection round on the command line: five folders, files carried between them, and a stranger who verifies it."""

from __future__ import annotations

import json
from functools import cache

import pytest

from leadready.cli.main import main
from leadready.exchange.keys import read_keys

SETTINGS = """\
format: leadready/campaign-settings/1
title: Fellowship 2027
about: A year of improvement work.
contact: the programme office
privacy: The panel sees your answers without your name.
responsible: Dr Lea, who runs the programme.
rubric: selection
gates:
  sponsor: {kind: sponsor, title: A sponsor, asks: Who is your sponsor?}
dates: {opens: 2026-01-01, closes: '2099-01-01T12:00:00Z', retain_until: 2100-01-01}
"""
PEOPLE = """\
format: leadready/campaign-people/1
people:
  lea: {card: lea.lrcard, roles: [lead]}
  ann: {card: ann.lrcard, roles: [rater]}
  bob: {card: bob.lrcard, roles: [rater]}
recovery: recovery.lrcard
"""
PROMPTS = ("led-change", "setback", "feedback", "measured", "why-lead")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a command in a folder of its own for each person; gives what it printed."""
    monkeypatch.chdir(tmp_path)
    # Opening a key takes a second on purpose; each is opened once here.
    monkeypatch.setattr("leadready.cli.panel_keys.read_keys", cache(read_keys))

    def run(person, *arguments, key=None, code=0):
        monkeypatch.setenv("LEADREADY_HOME", str(tmp_path / f"home-{person}"))
        with_key = ["--key", f"{person}.lrkey", "--words", f"{person}.words"] if key else []
        assert main([*arguments, *with_key]) == code, capsys.readouterr().err
        return capsys.readouterr()

    return run


def set_up(run, folder):
    for person in ("lea", "ann", "bob", "recovery"):
        words = run(person, "campaign", "keys", "--name", person.title(), "-o", f"{person}.lrkey").out
        (folder / f"{person}.words").write_text(words, encoding="utf-8")
    (folder / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (folder / "draft").mkdir()
    run("lea", "campaign", "draft", "clinical-leadership", "settings.yaml", "people.yaml", "-o", "draft")
    for person in ("lea", "ann", "bob"):
        run(person, "campaign", "try", f"draft/{person}.lrtrial", "-o", f"{person}.lropened", key=True)


def published(run, tmp_path):
    """Publishes once every key has proved itself; gives the six words."""
    answers = [f"{person}.lropened" for person in ("lea", "ann", "bob")]
    refused = run("lea", "campaign", "publish", "draft", *answers, "-o", "round.lrcampaign", key=True, code=1)
    assert "These have not opened their test yet: recovery." in refused.err
    assert not (tmp_path / "round.lrcampaign").exists()
    # The recovery key is typed from paper: its holder opens the test with it, and the lead signs the answer.
    paper = read_keys(
        (tmp_path / "recovery.lrkey").read_bytes(), (tmp_path / "recovery.words").read_text(), "r"
    ).identity
    (tmp_path / "paper.txt").write_text(paper, encoding="utf-8")
    run(
        "lea",
        "campaign",
        "try",
        "draft/recovery.lrtrial",
        "--recovery",
        "paper.txt",
        "-o",
        "recovery.lropened",
        key=True,
    )
    words = run(
        "lea", "campaign", "publish", "draft", *answers, "recovery.lropened", "-o", "round.lrcampaign", key=True
    ).out
    assert words.strip() in run("jo", "campaign", "show", "round.lrcampaign").out
    return words.strip()


def applied(run, tmp_path, words):
    """Two people apply, one with an account from the evidence bank, and one file is damaged on its way."""
    link = {"assessment": "clinical-leadership", "kind": "prompt", "id": "setback", "title": "A setback"}
    account = {"id": "1" * 32, "situation": "I did it, said Jo.", "links": [link]}
    bank = {"format": "leadready/accounts/1", "accounts": [account]}
    (tmp_path / "bank.json").write_text(json.dumps(bank), encoding="utf-8")
    for person in ("jo", "sam"):
        evidence = "\n".join(
            f"  {prompt}: I did it, said {person.title()}."
            for prompt in PROMPTS
            if (person, prompt) != ("jo", "setback")
        )
        text = f"format: leadready/application/1\nname: {person.title()} Example\nevidence:\n{evidence}\ngates:\n  sponsor: {{yes: true, by: Dr Sponsor}}\n"
        (tmp_path / f"{person}.yaml").write_text(text, encoding="utf-8")
        made = run(
            person,
            "submission",
            "make",
            "round.lrcampaign",
            f"{person}.yaml",
            "--fingerprint",
            words,
            "-o",
            f"{person}.lrsub",
            *(["--evidence", "bank.json"] if person == "jo" else []),
        )
        assert made.out == run(person, "submission", "receipt", f"{person}.lrsub").out
    (tmp_path / "bad.lrsub").write_bytes((tmp_path / "jo.lrsub").read_bytes()[:-1] + b"x")


def declared_and_assigned(run):
    """Files come in, names go out, nobody has a conflict; gives the codes by file."""
    for person in ("lea", "ann", "bob"):
        run(person, "panel", "begin", person, "round.lrcampaign", key=True)
    received = run("lea", "panel", "receive", "lea", "jo.lrsub", "sam.lrsub", "bad.lrsub", key=True, code=1)
    codes = {line.split("\t")[0]: line.split("\t")[2] for line in received.out.splitlines()}
    assert [line.split("\t")[1] for line in received.out.splitlines()] == ["taken", "taken", "refused"]
    assert "[sealed-altered]" in received.err
    run("lea", "panel", "names", "lea", key=True)
    waiting = run("lea", "panel", "redaction", "lea", key=True).out
    assert waiting.count("I did it, said █████.") == 2 * len(PROMPTS)
    assert run("lea", "panel", "redaction", "lea", "--confirm", key=True).out == f"{2 * len(PROMPTS)}\n"
    for person in ("ann", "bob"):
        run("lea", "panel", "pack", "lea", person, "-o", f"to-{person}.lrbundle", key=True)
        run(person, "panel", "take", person, f"to-{person}.lrbundle", key=True)
        assert run(person, "panel", "declare", person, "--none-for-others", key=True).out == ""
        run(person, "panel", "hand-in", person, "-o", f"from-{person}.lrbundle", key=True)
    run("lea", "panel", "take", "lea", "from-ann.lrbundle", "from-bob.lrbundle", key=True)
    assert len(run("lea", "panel", "assign", "lea", key=True).out.splitlines()) == 4
    return codes


def rated(run, tmp_path, codes):
    """Both raters read in their own order, mark, lock and hand in."""
    for person, marks in (("ann", {"jo.lrsub": 4, "sam.lrsub": 3}), ("bob", {"jo.lrsub": 4, "sam.lrsub": 1})):
        run("lea", "panel", "pack", "lea", person, "-o", f"to-{person}.lrbundle", key=True)
        run(person, "panel", "take", person, f"to-{person}.lrbundle", key=True)
        read = run(person, "panel", "read", person, "led-change", key=True).out
        assert "I did it, said █████." in read
        assert "Example" not in read
        rows = [
            f"{codes[file]},{criterion},{mark},It says so." for file, mark in marks.items() for criterion in PROMPTS
        ]
        (tmp_path / f"{person}.csv").write_text(
            "applicant,criterion,rating,why\n" + "\n".join(rows) + "\n", encoding="utf-8"
        )
        run(person, "panel", "rate", person, f"{person}.csv", key=True)
        for code in codes.values():
            if code:
                run(person, "panel", "lock", person, code, key=True)
        run(person, "panel", "hand-in", person, "-o", f"from-{person}.lrbundle", key=True)
    run("lea", "panel", "take", "lea", "from-bob.lrbundle", "from-ann.lrbundle", key=True)


def the_letter_goes_out(run, tmp_path, codes):
    """It is read, released by somebody named, and only then written."""
    jo, sam = codes["jo.lrsub"], codes["sam.lrsub"]
    states = run("lea", "panel", "letters", "lea", key=True).out.splitlines()
    assert sorted(states) == sorted([f"{jo}\tdraft", f"{sam}\tundecided"])
    read = run("lea", "panel", "letters", "lea", "--show", jo, key=True).out
    assert read.startswith("DRAFT")
    assert "Dear Jo Example," in read
    (tmp_path / "letters").mkdir()
    assert "0 letters are written." in run("lea", "panel", "letters", "lea", "-o", "letters", key=True).err
    assert "by somebody named" in run("lea", "panel", "letters", "lea", "--release", jo, key=True, code=1).err
    run("lea", "panel", "letters", "lea", "--release", jo, "--person", "Dr Lea", "--sentence", "Well done.", key=True)
    assert "1 letter is written." in run("lea", "panel", "letters", "lea", "-o", "letters", key=True).err
    assert sorted(one.name for one in (tmp_path / "letters").iterdir()) == [f"{jo}.pdf", f"{jo}.txt"]
    assert "Well done." in (tmp_path / "letters" / f"{jo}.txt").read_text(encoding="utf-8")
    assert "no letter for" in run("lea", "panel", "letters", "lea", "--show", sam, key=True, code=1).err
    assert "folder does not exist" in run("lea", "panel", "letters", "lea", "-o", "none", key=True, code=1).err
    run("lea", "panel", "report", "lea", "-o", "report.txt", key=True)
    assert "Example" not in (tmp_path / "report.txt").read_text(encoding="utf-8")
    run("lea", "panel", "export", "lea", "-o", "round.xlsx", key=True)
    kept = run("lea", "panel", "contest", "lea", jo, "-o", "letters", key=True).out.splitlines()
    assert kept == [f"{jo}-contest.pdf", f"{jo}-contest.json"]


def test_a_round_from_keys_to_a_verified_audit_pack(run, tmp_path):
    set_up(run, tmp_path)
    applied(run, tmp_path, published(run, tmp_path))
    codes = declared_and_assigned(run)
    rated(run, tmp_path, codes)
    agenda = run("lea", "panel", "agenda", "lea", key=True).out
    assert f"{codes['sam.lrsub']}\tled-change\tmarks\t50.0\topen" in agenda
    run(
        "lea",
        "panel",
        "moderate",
        "lea",
        codes["sam.lrsub"],
        "led-change",
        "2",
        "--why",
        "Read again.",
        "--people",
        "Lea",
        "Ann",
        "Bob",
        key=True,
    )
    ranking = run("lea", "panel", "ranking", "lea", key=True).out.splitlines()
    assert ranking[0].startswith(f"1\t{codes['jo.lrsub']}\t75.00\t")
    assert ranking[1].startswith(f"2\t{codes['sam.lrsub']}\t25.00\t")
    run(
        "lea",
        "panel",
        "decide",
        "lea",
        codes["jo.lrsub"],
        "offered",
        "--person",
        "Dr Lea",
        "--why",
        "The panel agreed.",
        key=True,
    )
    the_letter_goes_out(run, tmp_path, codes)
    run("lea", "panel", "audit", "lea", "-o", "audit.json", key=True)
    assert "Everything in it holds: 2 applications." in run("nobody", "panel", "verify", "audit.json").out

    document = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    document["standings"][codes["sam.lrsub"]]["rank"] = 1
    (tmp_path / "audit.json").write_text(json.dumps(document), encoding="utf-8")
    assert "[audit-fails]" in run("nobody", "panel", "verify", "audit.json", code=1).err


def test_the_office_beside_the_main_road(run, tmp_path):
    """People come and go, a gate is corrected, an answer is read, and a contradiction is settled."""
    set_up(run, tmp_path)
    applied(run, tmp_path, published(run, tmp_path))
    codes = declared_and_assigned(run)
    jo = codes["jo.lrsub"]
    words = run("dan", "campaign", "keys", "--name", "Dan", "-o", "dan.lrkey").out
    (tmp_path / "dan.words").write_text(words, encoding="utf-8")
    late = run("dan", "panel", "begin", "dan", "round.lrcampaign", key=True)
    assert "take in the bundle that its lead makes for you" in late.err
    run("lea", "panel", "replace", "lea", "bob", "dan.lrcard", "--id", "dan", "--why", "Bob lost his key.", key=True)
    people = run("lea", "panel", "people", "lea", key=True).out.splitlines()
    assert people[2:] == ["bob\tBob\trater\thas left", "dan\tDan\trater\ttakes part"]
    run("lea", "panel", "readmit", "lea", "bob", "--why", "It was found.", key=True)
    run("lea", "panel", "retire", "lea", "bob", "--why", "A new post.", key=True)
    run("lea", "panel", "gate", "lea", jo, "sponsor", "no", "--why", "The sponsor says no.", key=True)
    run("lea", "panel", "adjust", "lea", jo, "Large print", key=True)
    shown = ("--hide", "did it", "--show", "Jo")
    run("lea", "panel", "redaction", "lea", "--answer", jo, "led-change", *shown, key=True)
    said = run("lea", "panel", "redaction", "lea", "--answer", jo, "why-lead", "--hide", "elsewhere", key=True, code=1)
    assert "“elsewhere” does not stand in this answer." in said.err
    assert run("lea", "panel", "settle", "lea", key=True).out == ""
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    for more in ((), ("--anew", "x.json")):
        assert "No single record" in run("lea", "panel", "settle", "lea", "--keep", "00", *more, key=True, code=1).err
    run("lea", "panel", "pack", "lea", "dan", "-o", "to-dan.lrbundle", key=True)
    run("dan", "panel", "take", "dan", "to-dan.lrbundle", key=True)
    run("dan", "panel", "declare", "dan", "--none-for-others", key=True)
    run("dan", "panel", "hand-in", "dan", "-o", "from-dan.lrbundle", key=True)
    run("lea", "panel", "take", "lea", "from-dan.lrbundle", key=True)
    assigned = run("lea", "panel", "assign", "lea", key=True).out.splitlines()
    assert sorted(assigned) == sorted(f"{code}\t{who}" for code in codes.values() if code for who in ("ann", "dan"))
    run("lea", "panel", "pack", "lea", "dan", "-o", "to-dan.lrbundle", key=True)
    run("dan", "panel", "take", "dan", "to-dan.lrbundle", key=True)
    read = run("dan", "panel", "read", "dan", "led-change", key=True).out
    assert "I █████, said Jo." in read
    assert "Large print" not in read


def test_wrong_words_other_fingerprints_and_missing_files_say_what_to_do(run, tmp_path):
    words = run("lea", "campaign", "keys", "--name", "Lea", "-o", "lea.lrkey").out
    (tmp_path / "lea.words").write_text("six words that are not the right ones", encoding="utf-8")
    assert len(words.split()) == 6
    said = run("lea", "panel", "names", "nowhere", key=True, code=1).err
    assert "lea.lrkey: These words do not open this key." in said
    (tmp_path / "lea.words").write_text(words, encoding="utf-8")
    (tmp_path / "draft").mkdir()
    for content, complaint in (
        ("{", "[json-syntax]"),
        ("{}", "[other-kind]"),
        ('{"format": "leadready/campaign-draft/1"}', "[missing-field]"),
    ):
        (tmp_path / "draft" / "draft.json").write_text(content, encoding="utf-8")
        assert complaint in run("lea", "campaign", "publish", "draft", "-o", "x.lrcampaign", key=True, code=1).err
    assert "[other-kind]" in run("lea", "panel", "begin", "fresh", "lea.lrcard", key=True, code=1).err
    assert not (tmp_path / "fresh").exists()
    assert "There is no campaign here." in run("lea", "panel", "names", "nowhere", key=True, code=1).err
    assert "none.lrsub" in run("lea", "submission", "receipt", "none.lrsub", code=1).err
    assert (
        "A file of this kind ends in .lrkey."
        in run("lea", "campaign", "keys", "--name", "Lea", "-o", "lea.txt", code=1).err
    )
