"""All that a lead does to set a round up, on the command line: the key on paper, a draft, its tests, words, a lost key."""

from __future__ import annotations

import pypdf
import pytest

from leadready.cli.main import main
from leadready.exchange.keys import Keys, read_card
from leadready.exchange.signing import SigningKey
from tests.journeys.test_selection_round import SETTINGS

PEOPLE = """\
format: leadready/campaign-people/1
people:
  lea: {card: lea.lrcard, roles: [lead]}
  ann: {card: ann.lrcard, roles: [rater]}
  bob: {card: bob.lrcard, roles: [rater]}
recovery: kit.lrcard
"""
MORE = """\
leave_out: [setback]
tie_breaks: [measured]
prompts: {feedback: {words: 300}}
criteria: {measured: {weight: 2, anchors: {5: It lasted a year.}}}
cut: {method: places, places: 8}
benchmarks:
  strong: {evidence: led-change, text: We had falls., agreed: {led-change: {mark: 4, why: Measured.}}}
"""


def quick_file(keys, words):
    """A key file that opens at once: scrypt takes a second on purpose, and is tested elsewhere."""
    return f"{words.strip()}|{keys.name}|{keys.signing.seed}|{keys.identity}".encode()


def quick_read(content, words, _file):
    said, name, seed, identity = content.decode().split("|")
    assert said == words.strip()
    return Keys(name, SigningKey(seed), identity)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADREADY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("leadready.cli.panel_keys.read_keys", quick_read)
    monkeypatch.setattr("leadready.cli.key_actions.key_file", quick_file)

    def run(*arguments, key=None, code=0):
        with_key = ["--key", f"{key}.lrkey", "--words", f"{key}.words"] if key else []
        assert main(["campaign", *arguments, *with_key]) == code, capsys.readouterr().err
        return capsys.readouterr()

    return run


def made(run, folder):
    """Keys, the sheet as typed from paper, and a draft."""
    for person in ("lea", "ann", "bob"):
        words = run("keys", "--name", person.title(), "-o", f"{person}.lrkey").out
        (folder / f"{person}.words").write_text(words, encoding="utf-8")
    assert "delete the file" in run("recovery", "--title", "Fellowship 2027", "-o", "kit.pdf").err
    text = pypdf.PdfReader(folder / "kit.pdf").pages[0].extract_text()
    table = text[text.index("Row") : text.index("There is no")].split()
    typed = " ".join(word for word in table if len(word) in {2, 4})
    (folder / "typed.txt").write_text(f"{typed.lower()}\n", encoding="utf-8")
    (folder / "settings.yaml").write_text(SETTINGS + MORE, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (folder / "draft").mkdir()
    run("draft", "clinical-leadership", "settings.yaml", "people.yaml", "-o", "draft")


def test_a_round_is_set_up_corrected_and_a_lost_key_made_again(run, tmp_path):
    made(run, tmp_path)
    assert run("check", "draft", code=1).out.splitlines() == [
        "ann: not yet",
        "bob: not yet",
        "lea: not yet",
        "recovery: not yet",
    ]
    (tmp_path / "anew").mkdir()
    names = run("tests", "draft", "-o", "anew").out.split()
    assert sorted(names) == ["ann.lrtrial", "bob.lrtrial", "lea.lrtrial", "recovery.lrtrial"]
    for person in ("lea", "ann", "bob"):
        run("try", f"anew/{person}.lrtrial", "-o", f"{person}.lropened", key=person)
    run("try", "anew/recovery.lrtrial", "--recovery", "typed.txt", "-o", "recovery.lropened", key="lea")
    answers = [f"{person}.lropened" for person in ("lea", "ann", "bob", "recovery")]
    checked = run("check", "draft", *answers)
    assert checked.out == ""
    assert "every key has proved itself" in checked.err
    six = run("publish", "draft", *answers, "-o", "a.lrcampaign", key="lea").out
    shown = run("show", "a.lrcampaign").out
    assert six.strip() in shown
    assert "measured: Improving with data (2)" in shown
    assert "setback" not in shown

    (tmp_path / "words.yaml").write_text(
        "format: leadready/campaign-words/1\ntitle: Fellowship for 2027\n", encoding="utf-8"
    )
    assert run("correct", "a.lrcampaign", "words.yaml", "-o", "b.lrcampaign", key="lea").out == six
    assert run("show", "b.lrcampaign").out.startswith("Fellowship for 2027\n")
    (tmp_path / "words.yaml").write_text("format: leadready/campaign-words/1\nraters_each: 3\n", encoding="utf-8")
    refused = run("correct", "a.lrcampaign", "words.yaml", "-o", "c.lrcampaign", key="lea", code=1)
    assert "[settled]" in refused.err
    assert not (tmp_path / "c.lrcampaign").exists()

    run("spare", "a.lrcampaign", "-o", "lea.lrspare", key="lea")
    words = run("restore", "lea.lrspare", "--recovery", "typed.txt", "-o", "again.lrkey").out
    again = quick_read((tmp_path / "again.lrkey").read_bytes(), words, "again")
    assert again.card == read_card((tmp_path / "lea.lrcard").read_text(encoding="utf-8"), "lea")
    words = run("words", "-o", "lea.lrkey", key="lea").out
    assert quick_read((tmp_path / "lea.lrkey").read_bytes(), words, "lea").card == again.card


def test_a_draft_with_faults_is_not_made_and_names_each_with_its_field(run, tmp_path):
    made(run, tmp_path)
    text = (SETTINGS + MORE).replace("leave_out: [setback]", "leave_out: [setback, measured]")
    (tmp_path / "settings.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "other").mkdir()
    refused = run("draft", "clinical-leadership", "settings.yaml", "people.yaml", "-o", "other", code=1)
    assert "tie_breaks: A tie is to be broken by “measured”, which is no criterion." in refused.err
    assert list((tmp_path / "other").iterdir()) == []
    (tmp_path / "settings.yaml").write_text(SETTINGS + "leave_out: [fame]\n", encoding="utf-8")
    refused = run("draft", "clinical-leadership", "settings.yaml", "people.yaml", "-o", "other", code=1)
    assert "The rubric has no “fame”." in refused.err
    (tmp_path / "typed.txt").write_text("too short", encoding="utf-8")
    refused = run("try", "draft/recovery.lrtrial", "--recovery", "typed.txt", "-o", "x.lropened", key="lea", code=1)
    assert "[typed-key]" in refused.err


def test_no_key_card_or_sheet_is_written_over(run, tmp_path):
    made(run, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    for arguments in (
        ("keys", "--name", "Lea", "-o", "lea.lrkey"),
        ("recovery", "-o", "kit.pdf"),
        ("recovery", "-o", "lea.pdf"),  # the card beside it would be Lea's
    ):
        assert "There is such a file already." in run(*arguments, code=1).err
    assert "There is such a file already." in run("words", "-o", "ann.lrkey", key="lea", code=1).err
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_key_needs_a_name_and_leaves_nothing_without(run, tmp_path):
    assert "A key needs a name." in run("keys", "--name", "  ", "-o", "lea.lrkey", code=1).err
    assert list(tmp_path.iterdir()) == []


def test_a_lost_key_is_restored_in_its_own_place_and_never_over_another(run, tmp_path):
    made(run, tmp_path)
    for person in ("lea", "ann", "bob"):
        run("try", f"draft/{person}.lrtrial", "-o", f"{person}.lropened", key=person)
    run("try", "draft/recovery.lrtrial", "--recovery", "typed.txt", "-o", "recovery.lropened", key="lea")
    answers = [f"{person}.lropened" for person in ("lea", "ann", "bob", "recovery")]
    run("publish", "draft", *answers, "-o", "a.lrcampaign", key="lea")
    run("spare", "a.lrcampaign", "-o", "lea.lrspare", key="lea")
    ann = (tmp_path / "ann.lrkey").read_bytes()
    over = run("restore", "lea.lrspare", "--recovery", "typed.txt", "-o", "ann.lrkey", code=1)
    assert "There is such a file already." in over.err
    assert (tmp_path / "ann.lrkey").read_bytes() == ann
    words = run("restore", "lea.lrspare", "--recovery", "typed.txt", "-o", "lea.lrkey").out
    assert quick_read((tmp_path / "lea.lrkey").read_bytes(), words, "lea").name == "Lea"
