"""Equality monitoring on the command line: an applicant's file, the lead's piles, and what the analyst works out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from leadready.cli.panel_keys import add_key, chosen_keys, in_office, read_text
from leadready.cli.report_files import REPORTS, chosen_file
from leadready.exchange.campaign_file import read_campaign
from leadready.exchange.equality_file import EQUALITY_SUFFIX
from leadready.exchange.impact_report import HEADER, counted_words, impact_document, impact_rows, impact_text
from leadready.exchange.tables import report_file
from leadready.files import write_whole
from leadready.instrument.definition import Definition, Id
from leadready.language import _
from leadready.workflow.panel.equality import equality_piles, read_impact

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from leadready.workflow.panel.panel import Panel

    Adding = Callable[..., argparse.ArgumentParser]


class EqualityChoices(Definition):
    """What an applicant writes for equality monitoring: `equality.yaml`. A question may be passed over."""

    format: Literal["leadready/equality-choices/1"]
    answers: Annotated[dict[Id, Id], Field(max_length=40)] = Field(default_factory=dict)


def add_equality(add: Adding, add_parser: Adding) -> None:
    """Add the actions about equality to a command.

    Args:
        add: Adds one that works in a round's folder.
        add_parser: Adds one that works without.
    """
    piled = add("equality-piles", _("write what the equality analyst needs: what each reached, and no code"), _piles)
    piled.add_argument("-o", "--output", required=True, help=_("the file to write (.lrpiles)"))
    compared = add_parser("impact", help=_("say how groups came through, with the equality key"))
    compared.add_argument("campaign", help=_("the campaign file"))
    compared.add_argument("piles", help=_("what the lead wrote (.lrpiles)"))
    compared.add_argument("files", nargs="*", help=_("applicants' equality answers (.lrequal), or folders of them"))
    compared.add_argument("-o", "--output", help=_("file to write: .json, .csv or .xlsx"))
    add_key(compared)
    compared.set_defaults(run=_impact)


@in_office
def _piles(opened: Panel, chosen: argparse.Namespace) -> None:
    write_whole(Path(chosen.output), equality_piles(opened))


def _impact(chosen: argparse.Namespace) -> int:
    """Open the piles and the applicants' files with the equality key, and write how groups came through."""
    output = chosen_file(chosen.output, REPORTS, _("This is written as .json, .csv or .xlsx."))
    path = Path(chosen.campaign)
    campaign = read_campaign(read_text(path), path.name)
    found = read_impact(campaign, chosen_keys(chosen).identity, Path(chosen.piles), _files(chosen.files))
    for problem in found.refused:
        print(problem, file=sys.stderr)
    print(counted_words(found.answered, found.people, found.strays), file=sys.stderr)
    if output is None:
        sys.stdout.write(impact_text(found.comparisons))
    else:
        shown = found.comparisons
        write_whole(output, report_file(output.suffix, impact_document(shown), HEADER, impact_rows(shown)))
    return 1 if found.refused else 0


def _files(names: list[str]) -> list[Path]:
    """List the files that were named, and those of the folders that were."""
    paths = [Path(name) for name in names]
    return [file for path in paths for file in (sorted(path.glob(f"*{EQUALITY_SUFFIX}")) if path.is_dir() else [path])]
