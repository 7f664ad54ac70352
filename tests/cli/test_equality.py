"""Equality answers on the command line, from an applicant's file to the analyst's table."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.cli.main import main
from leadready.exchange.campaign_file import campaign_file, campaign_words
from leadready.panel.campaign import Dates
from tests.panel.real_rounds import EQUALITY, PEOPLE, real_campaign

CAMPAIGN = real_campaign(
    assessment_hash=load_assessment(assets.assessments() / "clinical-leadership").hash,
    dates=Dates(opens=date(2026, 1, 1), closes=datetime(2099, 1, 1, tzinfo=UTC), retain_until=date(2100, 1, 1)),
)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    # Opening a key takes a second on purpose; that it does is tested elsewhere.
    keys = {b"lea": PEOPLE["lea"], b"equality": EQUALITY}
    monkeypatch.setattr("leadready.cli.panel_keys.read_keys", lambda content, _words, _file: keys[content])
    (tmp_path / "words").write_text("six words", encoding="utf-8")
    for name in keys:
        (tmp_path / f"{name.decode()}.lrkey").write_bytes(name)
    (tmp_path / "a.lrcampaign").write_bytes(campaign_file(CAMPAIGN, PEOPLE["lea"]))

    def run(person, *arguments, key=None, code=0):
        monkeypatch.setenv("LEADREADY_HOME", str(tmp_path / f"home-{person}"))
        with_key = ["--key", f"{key}.lrkey", "--words", "words"] if key else []
        assert main([*arguments, *with_key]) == code, capsys.readouterr().err
        return capsys.readouterr()

    return run


def test_answers_go_apart_and_come_back_as_numbers(run, tmp_path):
    (tmp_path / "files").mkdir()
    for number in range(24):
        evidence = "\n".join(f"  {prompt}: I did it." for prompt in CAMPAIGN.prompts)
        text = f"format: leadready/application/1\nname: Person {number}\nevidence:\n{evidence}\n"
        (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
        run(number, "submission", "make", "a.lrcampaign", "me.yaml", "-o", f"{number:02}.lrsub")
        sex = "female" if number < 12 else "male"
        text = f"format: leadready/equality-choices/1\nanswers: {{sex: {sex}}}\n"
        (tmp_path / "equality.yaml").write_text(text, encoding="utf-8")
        run(number, "submission", "equality", "a.lrcampaign", "equality.yaml", "-o", f"files/{number:02}.lrequal")
    run("lea", "panel", "begin", "lea", "a.lrcampaign", key="lea")
    names = [path.name for path in sorted(tmp_path.glob("*.lrsub"))]
    received = run("lea", "panel", "receive", "lea", *names, key="lea").out
    assert received.count("taken") == 24
    run("lea", "panel", "equality-piles", "lea", "-o", "a.lrpiles", key="lea")
    found = run("ana", "panel", "impact", "a.lrcampaign", "a.lrpiles", "files", key="equality")
    assert "24 of 24 applicants sent equality answers." in found.err
    assert "Female: 12 of 12, 100%, ratio 1.00, p 1.00, 1.00 to 1.00" in found.out
    run("ana", "panel", "impact", "a.lrcampaign", "a.lrpiles", "files", "-o", "a.json", key="equality")
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert document["format"] == "leadready/adverse-impact/1"
    run("ana", "panel", "impact", "a.lrcampaign", "a.lrpiles", "files", "-o", "a.csv", key="equality")
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "sex,applied,eligible,female,12,12,1.0" in lines[7]
    run("ana", "panel", "impact", "a.lrcampaign", "a.lrpiles", "files", "-o", "a.xlsx", key="equality")
    # A file that is none is named, the others count, and the command says by its exit that something was wrong.
    (tmp_path / "files" / "bad.lrequal").write_bytes(b"age")
    refused = run("ana", "panel", "impact", "a.lrcampaign", "a.lrpiles", "files", key="equality", code=1)
    assert "[sealed-form]" in refused.err
    assert "Female: 12 of 12" in refused.out
    assert (
        "not the key for the equality"
        in run("lea", "panel", "impact", "a.lrcampaign", "a.lrpiles", "files", key="lea", code=1).err
    )


def test_what_is_no_answer_is_refused_by_name(run, tmp_path):
    for answers, complaint in (("{shoe: large}", "no question “shoe”"), ("{sex: yes}", "“yes” is no answer to “sex”")):
        text = f"format: leadready/equality-choices/1\nanswers: {answers}\n"
        (tmp_path / "equality.yaml").write_text(text, encoding="utf-8")
        said = run("jo", "submission", "equality", "a.lrcampaign", "equality.yaml", "-o", "x.lrequal", code=1)
        assert complaint in said.err
    assert not (tmp_path / "x.lrequal").exists()
    wrong = run("jo", "panel", "impact", "a.lrcampaign", "none", "-o", "x.txt", key="equality", code=1)
    assert "This is written as .json, .csv or .xlsx." in wrong.err


def test_six_words_as_an_advert_prints_them_and_a_receipt_of_what_is_none(run, tmp_path):
    evidence = "\n".join(f"  {prompt}: I did it." for prompt in CAMPAIGN.prompts)
    (tmp_path / "me.yaml").write_text(
        f"format: leadready/application/1\nname: Jo\nevidence:\n{evidence}\n", encoding="utf-8"
    )
    words = ", ".join(campaign_words(CAMPAIGN).title().split())
    make = ("submission", "make", "a.lrcampaign", "me.yaml", "-o", "1.lrsub", "--fingerprint")
    made = run("jo", *make, words)
    assert made.out == run("jo", "submission", "receipt", "1.lrsub").out
    assert "other six words than the advert" in run("jo", *make, words + "s", code=1).err
    assert "A file of this kind ends in .lrsub." in run("jo", "submission", "receipt", "me.yaml", code=1).err
