"""The command that says how far raters agree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.report_files import REPORTS, chosen_file
from leadready.errors import LeadreadyError
from leadready.exchange.agreement_report import HEADER, agreement_document, agreement_rows, agreement_text
from leadready.exchange.ratings_table import read_ratings
from leadready.exchange.tables import report_file
from leadready.files import write_whole
from leadready.language import _
from leadready.panel.agreement.report import panel_agreement

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from leadready.panel.agreement.ratings import Ratings

_LEAST_MARKS = 2


def agreement(chosen: argparse.Namespace) -> int:
    """Read a table of ratings, and write what is known of their agreement."""
    output = chosen_file(chosen.output, REPORTS, _("The agreement is written as .json, .csv or .xlsx."))
    criteria = read_ratings(Path(chosen.ratings))
    found = panel_agreement(criteria, _scale(criteria, chosen.scale), chosen.seed)
    if output is None:
        sys.stdout.write(agreement_text(found))
    else:
        document = agreement_document(found, chosen.seed)
        write_whole(output, report_file(output.suffix, document, HEADER, agreement_rows(found)))
    return 0


def _scale(criteria: Mapping[str, Ratings], said: str | None) -> tuple[float, float]:
    """Give the ends of the scale: as said, such as 1-5, or else the lowest and highest mark that was given."""
    marks = [mark for ratings in criteria.values() for mark in ratings.marks.values()]
    if said is None:
        return min(marks), max(marks) if len(set(marks)) >= _LEAST_MARKS else min(marks) + 1
    low, _dash, high = said.partition("-")
    if not (low.isdecimal() and high.isdecimal() and int(low) < int(high)):
        raise LeadreadyError(
            _("“{scale}” is no scale.").format(scale=said), advice=_("Write its lowest and highest mark, such as 1-5.")
        )
    outside = [mark for mark in marks if not int(low) <= mark <= int(high)]
    if outside:
        raise LeadreadyError(
            _("There is a mark of {mark:g}, outside the scale {scale}.").format(mark=outside[0], scale=said),
            where=said,
            advice=_("Correct the mark or the scale."),
        )
    return int(low), int(high)
