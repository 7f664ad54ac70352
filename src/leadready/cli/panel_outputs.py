"""What comes out of a round, on the command line: letters, report, tables, and what is kept about one applicant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.panel_keys import in_settled_round, settled_round
from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.report.letter import letter_text
from leadready.workflow.panel.acts import note, note_files
from leadready.workflow.panel.letters import letter_desk, release, write_letters
from leadready.workflow.panel.outputs import write_contest, write_report, write_tables

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from leadready.report.letter import LetterDocument
    from leadready.workflow.panel.letters import LetterDesk
    from leadready.workflow.panel.panel import Panel

    Action = Callable[[argparse.Namespace], int]
    Add = Callable[..., argparse.ArgumentParser]


def add_outputs(add: Add) -> None:
    """Add the actions; `add` makes a parser for an action that opens a round's folder with a key."""
    written = add("letters", _("say how far the letters are; show, release or write them"), letters)
    what = written.add_mutually_exclusive_group()
    what.add_argument("--show", metavar="CODE", help=_("print a letter as text"))
    what.add_argument("--release", metavar="CODE", help=_("say that you have read a letter and it may be sent"))
    what.add_argument("-o", "--output", help=_("folder to write the released letters into, as PDF and text"))
    written.add_argument("--drafts", action="store_true", help=_("write the others instead, marked as drafts"))
    written.add_argument("--person", default="", help=_("who read it"))
    written.add_argument("--sentence", default="", help=_("a sentence that the letter gives as well"))
    report = add("report", _("write the report on the round, without applicants' names"), _report)
    report.add_argument("-o", "--output", required=True, help=_("the report to write (.pdf, .txt)"))
    tables = add("export", _("write the round as tables"), _export)
    tables.add_argument("-o", "--output", required=True, help=_("a workbook (.xlsx), or a folder for .csv files"))
    tables.add_argument("--with-names", action="store_true", help=_("with names and contacts of applicants"))
    kept = add("contest", _("write what is kept about an applicant, for them"), _contest, ("applicant", _("its code")))
    kept.add_argument("-o", "--output", required=True, help=_("folder to write it into, as PDF and JSON"))


@in_settled_round
def letters(panel: Panel, chosen: argparse.Namespace) -> int:
    """Say how far the letters of a round are, or show, release or write them."""
    desk = letter_desk(panel.view, panel.now().date())
    if chosen.show is not None:
        sys.stdout.write(letter_text(_one(desk, chosen.show)))
    elif chosen.release is not None:
        release(panel, _one(desk, chosen.release), chosen.person, chosen.sentence)
    elif chosen.output is not None:
        changed = desk.of_state("changed")
        if changed and not chosen.drafts:
            words = _("Released before, and changed since, so they are to be read again: {codes}.")
            print(words.format(codes=", ".join(changed)), file=sys.stderr)
        return _write(panel, desk.to_review if chosen.drafts else desk.to_send, chosen.output)
    else:
        for reference, state in desk.states.items():
            print(f"{reference}\t{state}")
    return 0


def _one(desk: LetterDesk, reference: str) -> LetterDocument:
    found = desk.documents.get(reference)
    if found is None:
        raise LeadreadyError(
            _("There is no letter for {code}.").format(code=reference),
            advice=_("There is one as soon as an outcome is set."),
        )
    return found


def _write(panel: Panel, documents: tuple[LetterDocument, ...], output: str) -> int:
    folder = existing_folder(output)
    written = 0
    for outcome in write_letters(documents, folder):
        written += bool(outcome.files)
        if not outcome.files:
            print(f"{outcome.reference}: {outcome.why}", file=sys.stderr)
    if written:
        note(panel, "letters-written", count=written)
    print(ngettext("{n} letter is written.", "{n} letters are written.", written).format(n=written), file=sys.stderr)
    return 0 if written == len(documents) else 1


@in_settled_round
def _report(panel: Panel, chosen: argparse.Namespace) -> None:
    note_files(panel, "report-written", write_report(panel.view, Path(chosen.output), panel.now().date()))


@in_settled_round
def _export(panel: Panel, chosen: argparse.Namespace) -> None:
    files = write_tables(panel.view, Path(chosen.output), names=chosen.with_names)
    note_files(panel, "table-written", files)


def _contest(chosen: argparse.Namespace) -> int:
    folder = existing_folder(chosen.output)
    with settled_round(chosen) as panel:
        files = write_contest(panel.view, panel.log, chosen.applicant, folder, panel.now().date())
        note_files(panel, "contest-written", files, about=chosen.applicant)
        for path in files:
            print(path.name)
    return 0


def existing_folder(name: str) -> Path:
    """Give a folder that exists; raises LeadreadyError."""
    folder = Path(name)
    if not folder.is_dir():
        raise LeadreadyError(_("The folder does not exist."), where=name, advice=_("Choose a folder that exists."))
    return folder
