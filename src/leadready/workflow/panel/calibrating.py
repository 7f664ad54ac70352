"""The calibration round: everyone marks the same benchmark answers, then sees them beside the agreed marks."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from leadready.canonical import canonical
from leadready.errors import LeadreadyError
from leadready.exchange.sealing import opened_text, seal
from leadready.exchange.strict_json import read_defined, read_strict
from leadready.instrument.definition import Definition, Id
from leadready.language import _
from leadready.panel.assignment import reading_order
from leadready.panel.benchmark import MOST, Benchmark
from leadready.panel.calibration import is_marked
from leadready.panel.kinds import Benchmarked, Calibrated, Discussed
from leadready.panel.record import Hash, Statement
from leadready.workflow.panel.rating import check_mark, mine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.workflow.panel.panel import Panel

KEY_BYTES = 32


class KeyedBenchmark(Definition):
    """A benchmark answer as it lies in a campaign, sealed."""

    benchmark: Benchmark
    key: Hash


class SealedBenchmarks(Definition):
    """All of them, by id."""

    benchmarks: Annotated[dict[Id, KeyedBenchmark], Field(max_length=MOST)]


def sealed_benchmarks(benchmarks: Mapping[str, Benchmark], recipients: Iterable[str]) -> tuple[dict[str, str], str]:
    """Freeze benchmark answers for a campaign: their hashes, and all of them sealed for the office, in base64."""
    if not benchmarks:
        return {}, ""
    kept = {id_: KeyedBenchmark(benchmark=one, key=secrets.token_hex(KEY_BYTES)) for id_, one in benchmarks.items()}
    hashes = {id_: one.benchmark.digest(one.key) for id_, one in kept.items()}
    content = canonical(SealedBenchmarks(benchmarks=kept).model_dump(mode="json"))
    return hashes, b64encode(seal(content, recipients)).decode()


def benchmark_statements(panel: Panel) -> list[Statement]:
    """Write down, for raters, the benchmark answers of the campaign that the office has not given out yet.

    Raises:
        ProblemsFound: one's key does not open them.
    """
    campaign = panel.campaign
    if not campaign.benchmarks.keys() - panel.view.benchmarks.keys():
        return []
    file = campaign.title
    text = opened_text(b64decode(campaign.sealed_benchmarks), panel.keys.identity, file)
    document = read_strict(text, file, advice=_("Ask the programme for the campaign file again."))
    found = read_defined(SealedBenchmarks, document, file).benchmarks
    return [
        Statement(Benchmarked.kind, Benchmarked(benchmark=one.benchmark, key=one.key).model_dump(mode="json"), id_)
        for id_, one in sorted(found.items())
        if id_ not in panel.view.benchmarks
    ]


def to_calibrate(panel: Panel) -> list[str]:
    """Give the benchmark answers that have come, in one's own order; those marked are still in it."""
    return reading_order(panel.view.benchmarks, panel.campaign.seed, panel.me.id, "calibration")


def calibrate(panel: Panel, benchmark: str, criterion: str, mark: int, why: str) -> None:
    """Mark a benchmark answer on a criterion; raises LeadreadyError, as `calibrated`."""
    panel.say([calibrated(panel, benchmark, criterion, mark, why)])


def calibrated(panel: Panel, benchmark: str, criterion: str, mark: int, why: str) -> Statement:
    """Give what marks a benchmark answer on a criterion, once it is said.

    Raises:
        LeadreadyError: there is no such benchmark, it is not judged on this criterion, the agreed marks have been shown
            already, or the mark is not as it must be (`rating.check_mark`).
    """
    view, me = panel.view, panel.me.id
    found = view.benchmarks.get(benchmark)
    if found is None or criterion not in found.agreed:
        raise LeadreadyError(
            _("There is no benchmark answer “{id}” to mark on “{criterion}”.").format(
                id=benchmark, criterion=criterion
            ),
            advice=_("Take in the file that the lead sent you last."),
        )
    if is_marked(view, me, benchmark):
        raise LeadreadyError(
            _("You have seen the agreed marks of “{id}”, so yours stay as they are.").format(id=benchmark),
            advice=_("Write down what you take from them as a note."),
        )
    check_mark(panel.campaign, criterion, mark, why)
    return mine(panel, Calibrated(mark=mark, why=why.strip()), benchmark, criterion)


def discuss(panel: Panel, benchmark: str, note: str) -> None:
    """Note what one takes from talking about a benchmark answer. The lead gets it.

    Raises:
        LeadreadyError: one has not marked it yet.
    """
    if not is_marked(panel.view, panel.me.id, benchmark):
        raise LeadreadyError(
            _("Mark the benchmark answer “{id}” first.").format(id=benchmark),
            advice=_("What was agreed is shown, and talked about, afterwards."),
        )
    panel.say([mine(panel, Discussed(note=note.strip()), benchmark)])
