"""What leaves a round besides letters: the report, tables, what is kept about one applicant; whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.errors import FileNotWritten, LeadreadyError
from leadready.exchange.contest_json import contest_json
from leadready.exchange.round_tables import round_tables
from leadready.exchange.tables import write_csv, write_workbook
from leadready.files import write_together, write_whole
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.panel.contest import contest
from leadready.panel.round_summary import round_summary
from leadready.report.contest import contest_pdf
from leadready.report.panel_report import panel_report_pdf, panel_report_text
from leadready.workflow.panel.audit import audit_pack, verify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from leadready.panel.log import Log
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel

REPORT_ENDINGS = (".pdf", ".txt")
"""What the report is written as; the first is the usual one."""


def write_report(view: PanelView, target: Path, day: date) -> Sequence[Path]:
    """Write the report on a round as the ending of the file says; returns what was written.

    Args:
        view: What the log says.
        target: The file.
        day: The day that it bears.

    Raises:
        FileNotWritten: with the reason; an earlier file of that name is untouched.
    """
    match target.suffix.lower():
        case ".pdf":
            content = panel_report_pdf(round_summary(view), day)
        case ".txt":
            content = panel_report_text(round_summary(view), day).encode()
        case _:
            what = _("A report is written as {endings}.").format(endings=", ".join(REPORT_ENDINGS))
            raise FileNotWritten(what, where=str(target))
    write_whole(target, content)
    return (target,)


def write_tables(view: PanelView, target: Path, *, names: bool = False) -> Sequence[Path]:
    """Write the tables of a round: a workbook, or a folder of CSV files; returns what was written.

    Args:
        view: What the log says.
        target: A file that ends in `.xlsx`, or an existing folder.
        names: Whether names, contacts and adjustments of applicants are in them.

    Raises:
        FileNotWritten: with the reason; what was there before is untouched.
    """
    tables = round_tables(view, names=names)
    if target.suffix.lower() == ".xlsx":
        write_whole(target, write_workbook({name: (one.header, one.rows) for name, one in tables.items()}))
        return (target,)
    if not target.is_dir():
        what = _("The tables are written as one .xlsx file, or into a folder that exists, as .csv files.")
        raise FileNotWritten(what, where=str(target))
    contents = {target / f"{name}.csv": write_csv(one.header, one.rows) for name, one in tables.items()}
    write_together(contents, target)
    return tuple(contents)


def write_contest(view: PanelView, log: Log, reference: str, folder: Path, day: date) -> Sequence[Path]:
    """Write what is kept about one applicant, for that applicant, as PDF and JSON; returns the files.

    Args:
        view: What the log says.
        log: All records.
        reference: The application.
        folder: An existing folder.
        day: The day that they bear.

    Raises:
        LeadreadyError: there is no such application, or it was erased.
        FileNotWritten: with the reason; what was there before is untouched.
    """
    applicant = view.applicants.get(reference)
    if applicant is None or applicant.is_erased:
        raise LeadreadyError(
            _("There is no application {code}.").format(code=reference),
            advice=_("Of one that was erased nothing is kept but the certificate."),
        )
    found = contest(view, log, reference)
    contents = {
        folder / f"{reference}-contest.pdf": contest_pdf(found, day),
        folder / f"{reference}-contest.json": contest_json(found, day),
    }
    write_together(contents, folder)
    return tuple(contents)


def write_pack(panel: Panel, target: Path) -> None:
    """Write the audit pack; raises FileNotWritten, and then an earlier file of that name is untouched."""
    write_whole(target, audit_pack(panel))


def read_pack(file: Path) -> int:
    """Check an audit pack without any key; gives how many applications were worked out again.

    Raises:
        ProblemsFound: it cannot be read, or something in it does not hold.
    """
    try:
        text = file.read_bytes().decode()
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        advice = _("Check that it is a file and that you may open it.")
        raise ProblemsFound([Problem(file.name, 0, "file-unreadable", what, advice)]) from None
    except UnicodeDecodeError:
        what, advice = _("The file is no text."), _("Choose the audit pack itself.")
        raise ProblemsFound([Problem(file.name, 0, "encoding", what, advice)]) from None
    return len(verify(text, file.name))
