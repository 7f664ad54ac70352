"""`leadready panel calibrate`: benchmark answers, marked by everyone, then beside the agreed marks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.panel_keys import heading, in_round
from leadready.cli.rating_table import read_ratings, telling_where
from leadready.language import _
from leadready.panel.calibration import compared, severity, severity_beside_others
from leadready.scoring.display import half_up
from leadready.workflow.panel.calibrating import calibrated, discuss, to_calibrate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from fractions import Fraction

    from leadready.panel.calibration import Compared
    from leadready.panel.record import Statement
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel


def add_calibrating(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command, by what adds one to `leadready panel`."""
    made = add("calibrate", _("mark the benchmark answers, and see the agreed marks once you have"), _calibrate)
    made.add_argument("--marks", help=_("table of your marks (.csv, .xlsx): benchmark, criterion, rating, why"))
    made.add_argument(
        "--note", nargs=2, action="append", default=[], metavar=("BENCHMARK", "TEXT"), help=_("what you take from one")
    )


@in_round
def _calibrate(opened: Panel, chosen: argparse.Namespace) -> None:
    if chosen.marks is not None:
        said: list[Statement] = []
        for one in read_ratings(Path(chosen.marks), "benchmark"):
            with telling_where(one.where):
                said.append(calibrated(opened, one.about, one.criterion, one.mark, one.why))
        opened.say(said)  # a table is taken whole or not at all
    for benchmark, text in chosen.note:
        discuss(opened, benchmark, text)
    if "rater" in opened.me.roles:
        _print_own(opened)
    if opened.me.opens_submissions:
        _print_everyone(opened.view)


def _print_own(opened: Panel) -> None:
    """Print every benchmark answer with what was given, and what was agreed where that may be seen."""
    shown: dict[str, list[Compared]] = {}
    for one in compared(opened.view, opened.me.id):
        shown.setdefault(one.benchmark, []).append(one)
    for id_ in to_calibrate(opened):
        print(f"{id_}\t{', '.join(opened.view.benchmarks[id_].agreed)}")
        print(opened.view.benchmarks[id_].text)
        for one in shown.get(id_, ()):
            print(f"{one.criterion}\t{one.mark}\t{one.agreed}\t{one.because}")
        print()


def _print_everyone(view: PanelView) -> None:
    """Print, for each rater, how many marks there are, and the distance from the agreed and from the others' marks."""
    heading("rater", "marks", "from the agreed", "from the others")
    for member in view.campaign.with_role("rater"):
        marks = compared(view, member.id)
        print(f"{member.id}\t{len(marks)}\t{_signed(severity(marks))}\t{_signed(severity_beside_others(marks))}")


def _signed(value: Fraction | None) -> str:
    return "" if value is None else f"{'+' if value > 0 else ''}{half_up(value, 2)}"
