"""X1: bytes flipped, cut, added, swapped, replayed; X4: thousands of files with bad ones among them, and a kill.

CI takes a sample. `LEADREADY_TAMPER=12000` asks for that many variants, `LEADREADY_FILES=3000` for that many files;
`docs/testing.md` says what was run.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from leadready.exchange.bundle_file import open_bundle
from leadready.exchange.campaign_file import campaign_file, read_campaign
from leadready.exchange.keys import card_file, read_card
from leadready.exchange.submission_file import open_submission
from leadready.instrument.problems import ProblemsFound
from leadready.panel.view import panel_view
from leadready.workflow.panel.panel import begin_panel, open_panel
from leadready.workflow.panel.receiving import receive
from tests.corpus.panel.round import (
    ASSESSMENT,
    CAMPAIGN,
    GOOD_CAMPAIGN,
    GOOD_CARD,
    LOG,
    NOW,
    PEOPLE,
    bundle,
    by_installation,
)

VARIANTS = int(os.environ.get("LEADREADY_TAMPER", "600"))
FILES = int(os.environ.get("LEADREADY_FILES", "60"))
ROOT = Path(__file__).parents[3]
KEY = PEOPLE["lea"].identity


def as_text(read):
    def reader(content):
        try:
            text = content.decode()
        except UnicodeDecodeError:
            raise ProblemsFound([]) from None
        return read(text, "a")

    return reader


READERS = {
    "submission": lambda content: open_submission(content, KEY, CAMPAIGN, "a"),
    "bundle": lambda content: open_bundle(content, KEY, CAMPAIGN.id, "a"),
    "campaign": as_text(read_campaign),
    "card": as_text(read_card),
}
GOOD = {
    "submission": [by_installation(1), by_installation(2, evidence={"led": "x" * 20_000, "why": "y" * 9000})],
    "bundle": [bundle(), bundle(type(LOG)(LOG.leads))],
    "campaign": [GOOD_CAMPAIGN, campaign_file(CAMPAIGN.model_copy(update={"title": "Another title"}), PEOPLE["lea"])],
    "card": [GOOD_CARD, card_file(PEOPLE["bob"])],
}


def variants(chance, kind, count):
    """Flips, cuts, additions, swaps of two places and of two files' parts; each differs from every good file."""
    one, other = GOOD[kind]
    made = tries = 0
    while made < count:
        content = bytearray(one)
        tries += 1
        way = tries % 6
        place, second = chance.randrange(len(one)), chance.randrange(len(one))
        if way == 0:
            content[place] ^= 1 << chance.randrange(8)
        elif way == 1:
            content[place] = chance.randrange(256)
        elif way == 2:
            content = content[:place]
        elif way == 3:
            content += chance.randbytes(chance.randrange(1, 64))
        elif way == 4:
            content[place], content[second] = content[second], content[place]
        else:
            content = content[:place] + other[place:]
        if bytes(content) not in {one, other}:
            made += 1
            yield way, bytes(content)


@pytest.mark.parametrize("kind", READERS)
def test_x1_whatever_is_altered_cut_added_or_swapped_is_refused(kind):
    chance, ways = random.Random(5), Counter()  # noqa: S311 - the same on every run
    for way, content in variants(chance, kind, VARIANTS // len(READERS)):
        with pytest.raises(ProblemsFound):
            READERS[kind](content)
        ways[way] += 1
    assert len(ways) >= 5
    for good in GOOD[kind]:
        READERS[kind](good)


def test_x1_every_single_byte_of_the_head_of_a_submission_counts():
    content = GOOD["submission"][0]
    end = content.index(b"\n--- ") + 49
    for place in range(end):
        altered = bytearray(content)
        altered[place] ^= 1
        with pytest.raises(ProblemsFound):
            READERS["submission"](bytes(altered))


def test_x1_replayed_records_change_nothing():
    """A bundle that comes again, in parts or among others' records, shows the same."""
    view = panel_view(CAMPAIGN, LOG)
    found = READERS["bundle"](bundle())
    again = LOG.merged(found.records, found.heads).merged(dict(list(found.records.items())[:1]), [])
    assert panel_view(CAMPAIGN, again) == view


def folder_of_files(folder, count):
    """Good files, and one in twenty that is not: cut, altered, from another campaign, or a double."""
    bad = Counter()
    for number in range(count):
        content = by_installation(number)
        if number % 20 == 7:
            way = number // 20 % 4
            bad[way] += 1
            content = (content[:-9], content[:-40] + b"x" + content[-39:], b"hello", GOOD_CAMPAIGN)[way]
        (folder / f"{number:05}.lrsub").write_bytes(content)
    return sum(bad.values())


KILLED = """
import os, signal, sys
from pathlib import Path
from leadready.workflow.panel.panel import open_panel
from leadready.workflow.panel.receiving import receive
from tests.corpus.panel.round import ASSESSMENT, NOW, PEOPLE

folder, inbox, stop = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
panel = open_panel(PEOPLE["lea"], folder, lambda: NOW)
for count, _one in enumerate(receive(panel, sorted(inbox.iterdir()), ASSESSMENT, workers=0), start=1):
    if count == stop:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed by a signal there")
def test_x4_good_and_bad_files_come_in_and_who_is_killed_goes_on(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    bad = folder_of_files(inbox, FILES)
    begin_panel(GOOD_CAMPAIGN.decode(), "a", PEOPLE["lea"], tmp_path / "lea", lambda: NOW).close()
    for stop in (FILES // 4, FILES // 2):
        done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "lea", inbox, str(stop)], cwd=ROOT, check=False)
        assert done.returncode == -signal.SIGKILL
    panel = open_panel(PEOPLE["lea"], tmp_path / "lea", lambda: NOW)
    before = len(panel.view.applicants)
    assert before > 0
    outcomes = Counter(one.kind for one in receive(panel, sorted(inbox.iterdir()), ASSESSMENT))
    assert outcomes == Counter({"double": before, "taken": FILES - bad - before, "refused": bad})
    assert len(panel.view.applicants) == FILES - bad
    assert len({one.received.submission for one in panel.view.applicants.values()}) == FILES - bad
    panel.close()


def test_x2_the_wrong_key_names_the_campaign_and_nothing_of_the_content():
    for read, content in (
        (lambda: open_submission(GOOD["submission"][0], PEOPLE["eve"].identity, CAMPAIGN, "a.lrsub"), "Jo"),
        (lambda: open_bundle(bundle(), PEOPLE["eve"].identity, CAMPAIGN.id, "a", title=CAMPAIGN.title), "rated"),
    ):
        with pytest.raises(ProblemsFound) as told:
            read()
        said = str(told.value)
        assert CAMPAIGN.title in said
        assert content not in said
    # All others who are named open it.
    for name in ("lea", "recovery"):
        assert open_submission(GOOD["submission"][0], PEOPLE[name].identity, CAMPAIGN, "a").submission
