"""Every hostile file is refused by its own name and words, in 2 s and 200 MB, and the good ones beside it come in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadready.canonical import canonical
from leadready.exchange.signing import SigningKey
from leadready.workflow.panel.audit import audit_pack
from tests.corpus.panel.hostile import AUDITS, SLOW_KEYS, Case, cases
from tests.corpus.panel.round import CAMPAIGN, GOOD_CAMPAIGN, PEOPLE, by_installation
from tests.panel.laptops import MemoryStore

SECONDS = 2.0
CASES = cases()
NAMES = [*CASES, *(f"audit: {name}" for name in AUDITS)]
ROOT = Path(__file__).parents[3]


class Kept(MemoryStore):
    def campaign(self):
        return GOOD_CAMPAIGN.decode()


def good_audit():
    """An audit pack of a round with two applications, one of them marked."""
    from leadready.workflow.panel.panel import Panel
    from tests.corpus.panel.round import NOW, wrote

    panel = Panel(CAMPAIGN, PEOPLE["lea"], Kept(), lambda: NOW)
    from tests.panel.laptops import Laptop

    Laptop.receive(_with_numbers(panel), "A1")
    log = wrote("ann")
    from leadready.panel.record import Statement

    panel.say([Statement("assigned", {"on": True}, "A1", "ann")])
    log = wrote(
        "ann",
        Statement("declared", {"relation": "none"}, "N-A1"),
        Statement("rated", {"mark": 3}, "A1", "led"),
        Statement("rated", {"mark": 4}, "A1", "why"),
        Statement("locked", {}, "A1"),
    )
    panel.log = panel.log.merged(log.records, log.heads)
    panel.__dict__.pop("view", None)
    return audit_pack(panel)


def _with_numbers(panel):
    panel.numbers = iter(range(1, 99))
    return panel


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Reads all of them, in a process with limits; by name, what was told and what it took."""
    folder = tmp_path_factory.mktemp("hostile")
    pack, listed = good_audit(), []
    audits = {}
    for name, (change, code, says) in AUDITS.items():
        made = json.loads(pack)
        change(made)
        audits[f"audit: {name}"] = Case("audit", lambda made=made: canonical(made), code, says)
    for number, (name, case) in enumerate({**CASES, **audits}.items()):
        content, file = case.make(), f"{number:03}.file"
        if content is None:
            (folder / file).mkdir()
        elif isinstance(content, int):
            with (folder / file).open("wb") as large:
                large.truncate(content)
        else:
            (folder / file).write_bytes(content)
        listed.append((name, case.kind, file))
    for number in range(3):
        (folder / f"good{number}.lrsub").write_bytes(by_installation(number))
    said = {
        "hostile": listed,
        "slow": [f"key: {name}" for name in SLOW_KEYS],
        "good": [f"good{number}.lrsub" for number in range(3)],
    }
    (folder / "cases.json").write_text(json.dumps(said), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.corpus.panel.run", str(folder)],
        cwd=ROOT,
        env={**os.environ, "LEADREADY_HOME": str(folder / "home"), "LEADREADY_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout[-200:], done.stderr[-2000:])
    return {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}


def expected(name):
    if name in CASES:
        return CASES[name].code, CASES[name].says
    _change, code, says = AUDITS[name.removeprefix("audit: ")]
    return code, says


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_refused_by_name_in_time(told, name):
    code, says = expected(name)
    found = told[name]["told"]
    assert found, "it was taken"
    assert (found[0][0] or code) == code, found[0]
    assert says in found[0][1], found[0]
    for _code, what, advice, line in found:
        assert what.endswith((".", "…", ")"))
        assert advice or not _code
        assert line.isprintable()
    if name.removeprefix("key: ") not in SLOW_KEYS:
        assert told[name]["seconds"] < SECONDS


def test_the_good_ones_beside_them_come_in(told):
    # The first one was read before anything was measured.
    assert told["good"]["told"] == ["double", "taken", "taken"]


def test_there_are_at_least_as_many_as_were_asked_for():
    assert len(NAMES) >= 60
    assert len({expected(name) for name in NAMES}) >= 60


def test_the_worst_that_can_happen_to_somebody_has_words_of_its_own(told):
    """Wrong key, wrong campaign, altered, cut short, from the future, by somebody who left, by a stranger."""
    wanted = (
        "submission: the wrong key", "submission: for another campaign", "submission: an altered byte", "submission: cut short",
        "submission: from the future", "bundle: by a rater who left", "bundle: by a stranger", "bundle: from the future",
        "submission: a newer format", "bundle: the wrong key",
    )  # fmt: skip
    messages = [told[name]["told"][0][1] for name in wanted]
    assert len(set(messages)) == len(messages) - 1  # the wrong key is the wrong key
    assert CAMPAIGN.title in told["submission: the wrong key"]["told"][0][1]


def test_a_replayed_file_and_one_that_was_sealed_again_change_nothing(tmp_path):
    from leadready.exchange.signing import signed
    from leadready.workflow.panel.panel import begin_panel
    from leadready.workflow.panel.receiving import receive
    from tests.corpus.panel.round import ASSESSMENT, NOW, SUBMISSION, sealed

    panel = begin_panel(GOOD_CAMPAIGN.decode(), "a", PEOPLE["lea"], tmp_path / "lea", lambda: NOW)
    key = SigningKey("7" * 64)
    first = signed(SUBMISSION.model_dump(mode="json"), key)
    second = signed({**SUBMISSION.model_dump(mode="json"), "number": 2, "name": "Jo Newer"}, key)
    for place, content in enumerate((first, second, first, second)):
        (tmp_path / f"{place}.lrsub").write_bytes(sealed(content))
    (tmp_path / "4.lrsub").write_bytes((tmp_path / "0.lrsub").read_bytes())
    outcomes = list(receive(panel, sorted(tmp_path.glob("*.lrsub")), ASSESSMENT))
    assert [one.kind for one in outcomes] == ["taken", "replaced", "double", "double", "double"]
    [applicant] = panel.view.applicants.values()
    assert applicant.private.name == "Jo Newer"
    panel.close()


def test_hidden_characters_of_an_applicant_are_taken_out_and_nothing_else_is(tmp_path):
    from leadready.workflow.panel.panel import begin_panel
    from leadready.workflow.panel.receiving import receive
    from tests.corpus.panel.round import ASSESSMENT, NOW

    panel = begin_panel(GOOD_CAMPAIGN.decode(), "a", PEOPLE["lea"], tmp_path / "lea", lambda: NOW)
    text = "BP <90 & \u202eRH\u202c >120\x1b[31m,\tŵ 🙂 =HYPERLINK(\"x\")\n<img src='/etc/passwd'>"
    path = tmp_path / "a.lrsub"
    path.write_bytes(by_installation(1, name="Jo\u202e \x07Example", evidence={"led": text, "why": "e\u0301"}))
    [outcome] = receive(panel, [path], ASSESSMENT)
    private = panel.view.applicants[outcome.reference].private
    assert private.name == "Jo Example"
    assert private.fields == {
        "led": "BP <90 & RH >120[31m,\tŵ 🙂 =HYPERLINK(\"x\")\n<img src='/etc/passwd'>",
        "why": "\u00e9",
    }
    panel.close()
