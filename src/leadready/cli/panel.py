"""`leadready panel`: a round on one's laptop, from the first file that comes in to the audit pack."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from leadready.cli.definitions import open_named
from leadready.cli.equality import add_equality
from leadready.cli.panel_calibrating import add_calibrating
from leadready.cli.panel_keys import (
    add_key,
    chosen_keys,
    heading,
    in_office,
    in_round,
    in_settled_round,
    now,
    opened_round,
    read_bytes,
    read_text,
)
from leadready.cli.panel_office import add_office_actions
from leadready.cli.panel_outputs import add_outputs
from leadready.cli.panel_oversight import add_oversight
from leadready.cli.panel_settling import add_settling
from leadready.cli.rating_table import read_ratings, telling_where
from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import LARGEST
from leadready.files import write_whole
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.panel.kinds import Relation
from leadready.workflow.panel import office, rating, redaction
from leadready.workflow.panel.acts import note
from leadready.workflow.panel.audit import audit_pack
from leadready.workflow.panel.gathering import submissions_in
from leadready.workflow.panel.handing_in import hand_in_to
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.panel.receiving import receive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadready.panel.record import Statement
    from leadready.workflow.panel.panel import Panel

    Action = Callable[[argparse.Namespace], int]


def panel(arguments: Sequence[str]) -> int:
    """Run one of its actions."""
    parser = argparse.ArgumentParser(
        prog="leadready panel",
        description=_("Take part in a selection round."),
        epilog=_("Example: {example}").format(example="leadready panel verify audit.json"),
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")

    def add(name: str, about: str, run: Action, *arguments: tuple[str, str]) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=about)
        made.add_argument("folder", help=_("the round's folder on this laptop"))
        for argument, help_ in arguments:
            made.add_argument(argument, help=help_)
        add_key(made)
        made.set_defaults(run=run)
        return made

    add("begin", _("take a campaign file"), _begin, ("campaign", _("the campaign file")))
    incoming = add("receive", _("open applications: each is checked, coded and noted, or refused by name"), _receive)
    incoming.add_argument("files", nargs="+", help=_("the applications (.lrsub), or folders of them"))
    add("names", _("redact the answers, and give raters the names to declare about"), _names)
    packed = add("pack", _("seal for a rater what they need"), _pack, ("member", _("id of the rater")))
    packed.add_argument("-o", "--output", required=True, help=_("the bundle to write (.lrbundle)"))
    taken = add("take", _("put what came from somebody into this laptop's log"), _take)
    taken.add_argument("files", nargs="+", help=_("bundles (.lrbundle)"))
    declared = add("declare", _("declare conflicts; the names about which you have not yet are listed"), _declare)
    declared.add_argument(
        "--conflict",
        nargs=2,
        action="append",
        default=[],
        metavar=("CODE", "RELATION"),
        help=_("what stands between you and a name; the relations are: {names}").format(
            names=", ".join(get_args(Relation))
        ),
    )
    declared.add_argument("--none-for-others", action="store_true", help=_("no conflict with anybody else"))
    add("assign", _("give every application its raters"), _assign)
    add("read", _("show what you rate, in your own order"), _read, ("criterion", _("the criterion")))
    add_calibrating(add)
    marks = add(
        "rate", _("take your marks from a table: applicant, criterion, rating, why; perhaps lines, note"), _rate
    )
    marks.add_argument("table", help=_("the table (.csv, .xlsx)"))
    locked = add("lock", _("make your marks final, of the applications that are named"), _lock)
    locked.add_argument("applicants", nargs="+", metavar="applicant", help=_("its code"))
    add("hand-in", _("seal all you wrote for those who lead"), _hand_in).add_argument(
        "-o", "--output", required=True, help=_("the bundle to write (.lrbundle)")
    )
    add_settling(add)
    add_office_actions(add)
    gone = add("erase", _("take away all that was said about an applicant"), _erase, ("applicant", _("its code")))
    gone.add_argument("--person", required=True, help=_("who decides"))
    gone.add_argument("--why", required=True, help=_("the reason, in words"))
    audit = add("audit", _("write what a stranger needs to work the ranking out again"), _audit)
    audit.add_argument("-o", "--output", required=True, help=_("the pack to write (.json)"))
    add_outputs(add)
    add_oversight(actions.add_parser)
    add_equality(add, actions.add_parser)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def _begin(chosen: argparse.Namespace) -> int:
    path = Path(chosen.campaign)
    with closing(begin_panel(read_text(path), path.name, chosen_keys(chosen), Path(chosen.folder), now)) as opened:
        try:
            print(opened.me.name)
        except LeadreadyError as error:  # who joins late has no part until the lead's bundle says so
            print(error.what, file=sys.stderr)
            print(_("If you join this round now, take in the bundle that its lead makes for you."), file=sys.stderr)
    return 0


@in_office
def _receive(opened: Panel, chosen: argparse.Namespace) -> int:
    refused = 0
    files = submissions_in(map(Path, chosen.files))
    if not files:
        raise LeadreadyError(
            _("There is no application in this folder"), where=chosen.files[0], advice=_("They end in .lrsub.")
        )
    assessment = open_named(opened.campaign.assessment)
    heading("file", "what became of it", "applicant")
    for one in receive(opened, files, assessment):
        print(f"{one.name}\t{one.kind}\t{one.reference}")
        for problem in one.problems:
            print(problem, file=sys.stderr)
        refused += one.kind == "refused"
    return 1 if refused else 0


@in_office
def _names(opened: Panel, _chosen: argparse.Namespace) -> None:
    redaction.prepare(opened)
    if few := office.few_names_words(opened.view):
        print(few, file=sys.stderr)
    heading("new names")
    print(office.release_names(opened))


@in_office
def _pack(opened: Panel, chosen: argparse.Namespace) -> None:
    member = opened.view.members.get(chosen.member)
    if member is None:
        raise LeadreadyError(
            _("There is no member “{name}”.").format(name=chosen.member),
            advice=_("Members are: {names}.").format(names=", ".join(opened.view.members)),
        )
    waiting = redaction.unread(opened.view)
    if waiting and any(whom == member.id for _reference, whom in opened.view.assigned):
        words = _("Answers that nobody has read and confirmed yet, and that no rater is given before: {n}.")
        print(words.format(n=len(waiting)), file=sys.stderr)
    content = office.pack(opened, member)
    write_whole(Path(chosen.output), content)
    note(opened, "pack-written", content=content, whom=member.id)


@in_round
def _take(opened: Panel, chosen: argparse.Namespace) -> int:
    refused = 0
    heading("file", "new records")
    for path in map(Path, chosen.files):
        try:
            print(f"{path.name}\t{_taken(opened, path)}")
        except ProblemsFound as problems:
            print(problems, file=sys.stderr)
            refused += 1
    return 1 if refused else 0


def _taken(opened: Panel, path: Path) -> int:
    return opened.take_file(read_bytes(path, largest=LARGEST), path.name)


def _declare(chosen: argparse.Namespace) -> int:
    relations: dict[str, Relation] = {}
    for code, relation in chosen.conflict:
        if relation not in get_args(Relation):
            raise LeadreadyError(
                _("“{word}” is no relation.").format(word=relation),
                advice=_("They are: {names}.").format(names=", ".join(get_args(Relation))),
            )
        relations[code] = relation
    with opened_round(chosen) as opened:
        if chosen.none_for_others:
            for code in rating.undeclared(opened):
                relations.setdefault(code, "none")
        rating.declare(opened, relations)
        for code, name in rating.undeclared(opened).items():
            print(f"{code}\t{name}")
    return 0


@in_office
def _assign(opened: Panel, _chosen: argparse.Namespace) -> None:
    office.assign(opened)
    for reference, member in sorted(opened.view.assigned):
        print(f"{reference}\t{member}")


@in_round
def _read(opened: Panel, chosen: argparse.Namespace) -> None:
    criterion = opened.campaign.criteria.get(chosen.criterion)
    if criterion is None:
        raise LeadreadyError(
            _("There is no criterion “{name}”.").format(name=chosen.criterion),
            advice=_("They are: {names}.").format(names=", ".join(opened.campaign.order)),
        )
    waiting = rating.to_rate(opened, chosen.criterion)
    if not waiting:
        print(_("There is nothing for you to read yet. Take in the file that the lead sent you last."), file=sys.stderr)
    for reference in waiting:
        mark = opened.view.marks.get((reference, opened.me.id, chosen.criterion))
        print(f"{reference}\t{'' if mark is None else mark.mark}")
        print(rating.answer(opened, reference, criterion.evidence) or "")
        print()


@in_round
def _rate(opened: Panel, chosen: argparse.Namespace) -> None:
    said: list[Statement] = []
    for one in read_ratings(Path(chosen.table), "applicant"):
        with telling_where(one.where):
            said.append(rating.rated(opened, one.about, one.criterion, one.mark, one.why, one.lines))
            if one.note is not None:
                said += rating.noted(opened, one.about, one.criterion, one.note)
    opened.say(said)  # a table is taken whole or not at all


@in_round
def _lock(opened: Panel, chosen: argparse.Namespace) -> None:
    rating.lock(opened, *chosen.applicants)


@in_round
def _hand_in(opened: Panel, chosen: argparse.Namespace) -> None:
    hand_in_to(opened, Path(chosen.output))


@in_office
def _erase(opened: Panel, chosen: argparse.Namespace) -> None:
    office.erase(opened, chosen.applicant, chosen.person, chosen.why)


@in_settled_round
def _audit(opened: Panel, chosen: argparse.Namespace) -> None:
    content = audit_pack(opened)
    write_whole(Path(chosen.output), content)
    note(opened, "audit-written", content=content)
