"""Reads hostile files in a process of its own and says of each what it cost: `python -m tests.corpus.panel.run FOLDER`.

In the folder stand `cases.json` (name, kind and file of each) and the files. One line of JSON is written for each.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from leadready.cli.panel_keys import read_bytes, read_text
from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import LARGEST
from leadready.exchange.campaign_file import read_campaign
from leadready.exchange.keys import read_card, read_keys
from leadready.instrument.problems import ProblemsFound
from leadready.workflow.panel import members
from leadready.workflow.panel.audit import verify
from leadready.workflow.panel.draft import read_draft
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.panel.people_file import People
from leadready.workflow.panel.receiving import receive
from leadready.workflow.panel.setting_up import open_trial, proved, read_settings, written
from tests.corpus.panel.round import ASSESSMENT, CAMPAIGN, GOOD_CAMPAIGN, NOW, PEOPLE, WORDS

HEADROOM = 200 * 1024 * 1024
"""Memory that a file may cost: more than this, and the process has none."""


def limit_memory() -> None:
    """Let the process have no more than what it has now and the headroom (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + HEADROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def readers(folder: Path):
    """How each kind of file is read, as the commands do."""
    panel = begin_panel(GOOD_CAMPAIGN.decode(), "a.lrcampaign", PEOPLE["lea"], folder / "lea", lambda: NOW)
    members.retire(panel, "dan", "Left.")
    lea = PEOPLE["lea"]

    def submission(path: Path) -> None:
        [outcome] = receive(panel, [path], ASSESSMENT)
        if outcome.problems:
            raise ProblemsFound(outcome.problems)

    return panel, {
        "submission": submission,
        "bundle": lambda path: panel.take_file(read_bytes(path, largest=LARGEST), path.name),
        "campaign": lambda path: read_campaign(read_text(path), path.name, known=CAMPAIGN),
        "card": lambda path: read_card(read_text(path), path.name),
        "key": lambda path: read_keys(read_bytes(path), WORDS, path.name),
        "trial": lambda path: open_trial(read_bytes(path), lea.identity, lea, path.name),
        "opened": lambda path: proved(CAMPAIGN, "5" * 64, read_text(path), path.name),
        "draft": lambda path: read_draft(read_text(path), path.name),
        "audit": lambda path: verify(read_text(path, largest=LARGEST), path.name),
        "settings": read_settings,
        "people": partial(written, People, "leadready/campaign-people/1"),
    }


def _say(said: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    panel, by_kind = readers(folder)
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    with suppress(LeadreadyError):  # what is imported late is here before anything is measured
        by_kind["submission"](folder / cases["good"][0])
    # What takes its time and its half of a gigabyte on purpose comes before there is a limit.
    for place, (name, kind, file) in enumerate(sorted(cases["hostile"], key=lambda one: one[0] not in cases["slow"])):
        if place == len(cases["slow"]):
            limit_memory()
        began, told = time.perf_counter(), []
        try:
            by_kind[kind](folder / file)
        except ProblemsFound as refused:
            told = [(problem.code, problem.what, problem.advice, str(problem)) for problem in refused.problems]
        except LeadreadyError as error:
            told = [("", error.what, error.advice, str(error))]
        _say({"name": name, "seconds": time.perf_counter() - began, "told": told})
    outcomes = [one.kind for one in receive(panel, [folder / file for file in cases["good"]], ASSESSMENT)]
    _say({"name": "good", "seconds": 0, "told": outcomes})
    panel.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
