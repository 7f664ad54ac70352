"""`leadready panel` for those who look after a round: check, verify, log, retention, hold and delete."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.panel_keys import add_key, heading, in_round, now, read_text
from leadready.cli.report_files import TABLES, chosen_file
from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import LARGEST
from leadready.exchange.tables import read_table, table_file
from leadready.files import write_whole
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.panel.invariants import rule_ids
from leadready.panel.view import panel_view
from leadready.workflow.panel import retention
from leadready.workflow.panel.audit import verify
from leadready.workflow.panel.inspection import kept, proved, rules_broken
from leadready.workflow.panel.journal import COLUMNS, entries, missing, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.workflow.panel.panel import Panel

    Add = Callable[..., argparse.ArgumentParser]


def add_oversight(add: Add) -> None:
    """Add the commands, by what adds one."""
    checked = add("check", help=_("check every rule that always holds of a round; needs no key"))
    checked.add_argument("folder", help=_("the round's folder on this laptop"))
    checked.set_defaults(run=_check)
    verified = add("verify", help=_("check an audit pack, a certificate of deletion or a round's folder; needs no key"))
    verified.add_argument("file", help=_("the pack, the certificate, or the folder"))
    verified.add_argument("--list", help=_("an earlier list by panel log; everything in it must still be there"))
    verified.set_defaults(run=_verify)
    logged = add("log", help=_("list every act: who, when, before, after, why; needs no key"))
    logged.add_argument("folder", help=_("the round's folder on this laptop"))
    logged.add_argument("-o", "--output", help=_("file to write: .csv or .xlsx"))
    logged.set_defaults(run=_log)
    kept_until = add("retention", help=_("list what may be kept until when, and what is due; needs no key"))
    kept_until.add_argument("folder", help=_("the round's folder on this laptop"))
    kept_until.add_argument("--date", type=_day, help=_("the day to ask about; today by default"))
    kept_until.set_defaults(run=_retention)
    _add_deciding(add)


def _add_deciding(add: Add) -> None:
    held = add("hold", help=_("put a legal hold on the round or an application, or lift it"))
    held.add_argument("--applicant", default="", help=_("its code; the whole round without it"))
    held.add_argument("--lift", action="store_true", help=_("lift the hold"))
    held.set_defaults(run=_hold)
    gone = add("delete", help=_("delete what is due; a certificate stays"))
    what = gone.add_mutually_exclusive_group()
    what.add_argument("--everyone", action="store_true", help=_("also those with a place or in reserve"))
    what.add_argument("--round", help=_("the whole round; the certificate to write (.lrdeleted)"))
    gone.set_defaults(run=_delete)
    for parser in (held, gone):
        parser.add_argument("folder", help=_("the round's folder on this laptop"))
        parser.add_argument("--person", required=True, help=_("who decides"))
        parser.add_argument("--why", required=True, help=_("the reason, in words"))
        add_key(parser)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{value}” is no day; write it as 2028-02-02").format(value=said[:40])
        ) from None


def _check(chosen: argparse.Namespace) -> int:
    with kept(Path(chosen.folder), now()) as found:
        broken = rules_broken(found)
    if broken:
        raise ProblemsFound(broken)
    print(_("All {n} rules hold.").format(n=len(rule_ids())))
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    path = Path(chosen.file)
    if path.is_dir():
        with kept(path, now()) as found:
            count = proved(found)
            if chosen.list is not None:
                missing(read_table(Path(chosen.list)), found.log)
        print(_("Everything in it holds: {n} records.").format(n=count))
        return 0
    text = read_text(path, largest=LARGEST)
    if path.suffix == retention.SUFFIX:
        made, by = retention.read_certificate(text, path.name)
        print(
            _("{title}: {n} applications deleted on {at} by {person}: {why}").format(
                title=made.title, n=made.applications, at=made.at, person=made.person, why=made.why
            )
        )
        print(_("Signed by the key {key}.").format(key=by))
        return 0
    table = verify(text, path.name)
    print(_("Everything in it holds: {n} applications.").format(n=len(table)))
    return 0


def _log(chosen: argparse.Namespace) -> int:
    output = chosen_file(chosen.output, TABLES, _("The log is written as .csv or .xlsx."))
    with kept(Path(chosen.folder), now()) as found:
        shown = rows(entries(panel_view(found.campaign, found.log), found.log))
    if output is None:
        heading(*COLUMNS[:8])
        for row in shown:
            print("\t".join(row[:8]))
        return 0
    write_whole(output, table_file(output.suffix, COLUMNS, shown))
    return 0


def _retention(chosen: argparse.Namespace) -> int:
    today = chosen.date or now().date()
    with kept(Path(chosen.folder), now()) as found:
        listed = retention.due(panel_view(found.campaign, found.log), today)
    states = {"later": _("may be kept"), "due": _("due"), "held": _("held")}
    heading("applicant", "outcome", "until", "state", "days over", "why")
    for one in listed:
        about = one.about or _("the round")
        print(about, one.outcome, one.until, states[one.state], one.days_over, one.why, sep="\t")
    return 1 if any(one.state == "due" for one in listed) else 0


@in_round
def _hold(opened: Panel, chosen: argparse.Namespace) -> None:
    retention.hold(opened, chosen.applicant, chosen.person, chosen.why, on=not chosen.lift)


@in_round
def _delete(opened: Panel, chosen: argparse.Namespace) -> None:
    today = opened.now().date()
    if chosen.round is not None:
        if Path(chosen.round).suffix != retention.SUFFIX:  # by it a certificate is known when somebody verifies it
            raise LeadreadyError(
                _("A file of this kind ends in {suffix}.").format(suffix=retention.SUFFIX), where=chosen.round
            )
        retention.delete_round(opened, chosen.person, chosen.why, today, Path(chosen.round))
        print(_("Files that came or were sent lie where they were put; delete them there."), file=sys.stderr)
        return
    for code in retention.delete_due(opened, chosen.person, chosen.why, today, everyone=chosen.everyone):
        print(code)
