"""The command that writes the plans of many respondents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.planning import plan_order
from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.workflow.plan_run import write_plans

if TYPE_CHECKING:
    import argparse


def plans(chosen: argparse.Namespace) -> int:
    """Write a plan for every respondent's file; returns 1 when there was none for some of them."""
    folder = Path(chosen.output)
    if not folder.is_dir():
        raise LeadreadyError(
            _("The folder does not exist."), where=str(folder), advice=_("Choose a folder that exists.")
        )
    order = plan_order(chosen)
    sources = [Path(name) for name in chosen.files]
    written = 0
    for seen, outcome in enumerate(write_plans(order, sources, folder), start=1):
        written += outcome.plan is not None
        if outcome.plan is None:
            print(_cleared(outcome.trouble), file=sys.stderr)
        _show(_("{n} of {total} looked at").format(n=seen, total=len(sources)))
    words = ngettext("{n} plan is written.", "{n} plans are written.", written)
    print(_cleared(words.format(n=written)), file=sys.stderr)
    return 0 if written == len(sources) else 1


def _show(progress: str) -> None:
    """Say how far it is, where somebody watches."""
    if sys.stderr.isatty():
        print(_cleared(progress), end="\r", file=sys.stderr, flush=True)


def _cleared(words: str) -> str:
    """Write over what a line said before."""
    return f"\x1b[K{words}" if sys.stderr.isatty() else words
