"""A panel's files: taking applications in against bare opening of the same files, and putting many ratings together."""

from __future__ import annotations

import json
import secrets
import sqlite3
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.exchange.bundle_file import bundle_file, head_signature, whole_log
from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.keys import Keys
from leadready.exchange.signing import SigningKey, is_signed
from leadready.exchange.submission_file import Submission, submission_file
from leadready.panel.campaign import Dates, Weights
from leadready.panel.kinds import Answer, Assigned, Named, Rated
from leadready.panel.log import Log
from leadready.panel.record import Statement, stamp
from leadready.workflow.panel.office import pack
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.panel.rating import mine, rate
from leadready.workflow.panel.receiving import receive
from leadready.workflow.panel.setting_up import Settings, draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadready.assessment.model import Assessment
    from leadready.exchange.keys import Card
    from leadready.panel.campaign import Campaign, Role

APPLICATIONS = 3000
RATERS, RATINGS_EACH = 5, 30_000
MARKS = 300
TURNS = 5
FRAME = 1000 / 60
NOW = datetime(2027, 1, 10, tzinfo=UTC)
_WORDS = (
    "I changed how our team hands over at night, and measured what came of it for twelve weeks with a run chart. " * 14
)


def run() -> list[Figure]:
    """Measure each; taking in and its bare baseline in turn, so that a busy moment of the machine meets both."""
    people = {"lea": Keys.new("Lea"), **{f"r{n}": Keys.new(f"Rater {n}") for n in range(RATERS)}}
    assessment = load_assessment(assets.assessments() / "clinical-leadership")
    settings = Settings.model_validate(
        {
            "format": "leadready/campaign-settings/1",
            **dict.fromkeys(("title", "about", "contact", "privacy", "responsible"), "For a benchmark."),
            "rubric": "selection",
            "weights": Weights.model_validate({"evidence": 80, "objective": 20}),
            "objective_scores": ("knowledge", "judgement"),
            "dates": Dates(
                opens=NOW.date(), closes=NOW + timedelta(days=9), retain_until=NOW.date() + timedelta(days=99)
            ),
        }
    )
    cards: dict[str, tuple[Card, tuple[Role, ...]]] = {
        name: (keys.card, ("lead",) if name == "lea" else ("rater",)) for name, keys in people.items()
    }
    campaign = draft(settings, assessment, cards, Keys.new("Recovery").card.seals)
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = _taken_in(campaign, people["lea"], assessment, Path(folder))
        first, again = _merged(campaign, people, Path(folder) / "merging")
        mark, commit, busy = _marked(campaign, people, Path(folder) / "marking")
    total = RATERS * RATINGS_EACH
    title = f"mark one answer of {APPLICATIONS} applications (99th of 100)"
    return [
        Figure(f"take {APPLICATIONS} applications in", ours, bare, "s", "age, signature and JSON alone", 1.5),
        Figure(f"take {total} ratings in, and read the log", first, 10, "s", "what is asked", 1),
        Figure("the same once more", again, 2, "s", "what is asked", 1),
        Figure(f"{title}, on the disk", mark, commit, "ms", "a bare SQLite commit of the same bytes", 2),
        Figure(f"{title}, processor time", busy, FRAME, "ms", "one frame", 0.5),
    ]


def _taken_in(campaign: Campaign, keys: Keys, assessment: Assessment, folder: Path) -> tuple[float, float]:
    answers = {f"k{n}": "a" for n in range(1, 7)} | {f"s{scene}-{n}": 2 for scene in range(1, 7) for n in range(1, 5)}
    for number in range(APPLICATIONS):
        evidence = dict.fromkeys(campaign.prompts, f"{number} {_WORDS}")
        said = Submission(
            campaign=campaign.id,
            judgement=campaign.judgement,
            at=stamp(NOW),
            name=f"Person {number}",
            answers=answers,
            evidence=evidence,
        )
        (folder / f"{number:05}.lrsub").write_bytes(submission_file(said, campaign, SigningKey.new()))
    files = sorted(folder.glob("*.lrsub"))
    ours, bare = zip(
        *(
            (_ours(campaign, keys, assessment, files, folder / f"lea-{turn}"), _bare(keys, files))
            for turn in range(TURNS)
        ),
        strict=True,
    )
    return median(ours), median(bare)


def _bare(keys: Keys, files: Sequence[Path]) -> float:
    import pyrage

    begun = perf_counter()
    identity = pyrage.x25519.Identity.from_str(keys.identity)
    for file in files:
        outer = json.loads(pyrage.decrypt(file.read_bytes(), [identity]))
        assert is_signed(outer["document"], outer["by"], outer["signature"])
    return perf_counter() - begun


def _ours(campaign: Campaign, keys: Keys, assessment: Assessment, files: Sequence[Path], folder: Path) -> float:
    panel = begin_panel(campaign_file(campaign, keys).decode(), "round", keys, folder, lambda: NOW)
    begun = perf_counter()
    assert all(one.kind == "taken" for one in receive(panel, files, assessment))
    taken = perf_counter() - begun
    panel.close()
    return taken


def _merged(campaign: Campaign, people: dict[str, Keys], folder: Path) -> tuple[float, float]:
    """Take every rater's bundle in and read the log; then all of it once more."""
    lead = people["lea"]
    bundles = [
        bundle_file(campaign.id, *whole_log(_ratings(campaign, keys)), [lead.card.seals])
        for name, keys in people.items()
        if name != "lea"
    ]
    panel = begin_panel(campaign_file(campaign, lead).decode(), "round", lead, folder, lambda: NOW)
    times: list[float] = []
    for _time in range(2):
        begun = perf_counter()
        for sealed in bundles:
            panel.take_file(sealed, "bundle")
        assert len(panel.view.marks) == RATERS * RATINGS_EACH
        times.append(perf_counter() - begun)
    panel.close()
    return times[0], times[1]


def _marked(campaign: Campaign, people: dict[str, Keys], folder: Path) -> tuple[float, float, float]:
    """Mark the last answers of many; give milliseconds, of ours, of a bare commit, and of the processor, p99 each."""
    signed = campaign_file(campaign, people["lea"]).decode()
    lead = begin_panel(signed, "round", people["lea"], folder / "lea", lambda: NOW)
    rater = begin_panel(signed, "round", people["r0"], folder / "r0", lambda: NOW)
    references = [f"A{number:05}" for number in range(APPLICATIONS)]
    answers = [(reference, prompt) for reference in references for prompt in campaign.prompts]
    lead.say(
        [
            *(Statement(Named.kind, {"name": "Somebody"}, f"N{number:05}") for number in range(APPLICATIONS)),
            *(Statement(Assigned.kind, {"on": True}, one, "r0") for one in references),
            *(Statement(Answer.kind, {"text": _WORDS}, *one) for one in answers),
        ]
    )
    rater.take_file(pack(lead, lead.view.members["r0"]), "pack")
    asked = [(reference, criterion) for reference in references for criterion in campaign.criteria]
    rater.say([mine(rater, Rated(mark=3), *one) for one in asked[:-MARKS]])
    times: list[float] = []
    busy: list[float] = []
    for reference, criterion in asked[-MARKS:]:
        begun, worked = perf_counter(), process_time()
        rate(rater, reference, criterion, 4, "x" * 40)
        assert (reference, "r0", criterion) in rater.view.marks
        times.append(perf_counter() - begun)
        busy.append(process_time() - worked)
    bare = _commits(folder / "bare.db")
    lead.close()
    rater.close()
    return _p99(times), _p99(bare), _p99(busy)


def _commits(file: Path) -> list[float]:
    """Write as much as a mark is, as safely, with nothing around it."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE record (id TEXT PRIMARY KEY, header TEXT, payload TEXT) WITHOUT ROWID")
    connection.execute("CREATE TABLE head (record TEXT PRIMARY KEY, author TEXT, signature TEXT) WITHOUT ROWID")
    filling = [(secrets.token_hex(32), "h" * 500, "p" * 120) for _number in range(APPLICATIONS * 10)]
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO record VALUES (?, ?, ?)", filling)
    connection.execute("COMMIT")
    times: list[float] = []
    for _number in range(MARKS):
        id_ = secrets.token_hex(32)
        begun = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO record VALUES (?, ?, ?)", (id_, "h" * 500, "p" * 120))
        connection.execute("DELETE FROM head")
        connection.execute("INSERT INTO head VALUES (?, ?, ?)", (id_, "a" * 64, "s" * 128))
        connection.execute("COMMIT")
        times.append(perf_counter() - begun)
    connection.close()
    return times


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) * 99 // 100] * 1000


def _ratings(campaign: Campaign, keys: Keys) -> Log:
    criteria = list(campaign.criteria)
    statements: Iterator[Statement] = (
        Statement(
            "rated", {"mark": n % 5 + 1, "why": "x" * 40}, f"A{n // len(criteria):05}", criteria[n % len(criteria)]
        )
        for n in range(RATINGS_EACH)
    )

    def sign(record: str) -> str:
        return head_signature(campaign.id, record, keys.signing)

    salts = (f"{n:032x}" for n in count())
    return Log(frozenset()).extended(statements, keys.signing.public, sign, salts=salts, at=stamp(NOW))
