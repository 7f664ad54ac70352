"""What those who lead a round do beside the main road: people, gates, adjustments, redaction, contradictions."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from leadready.cli.panel_keys import heading, in_office, in_round, read_text
from leadready.errors import LeadreadyError
from leadready.exchange.keys import read_card
from leadready.exchange.strict_json import read_strict
from leadready.language import _
from leadready.panel.campaign import Role
from leadready.workflow.panel import members, office, redaction, settling

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from leadready.exchange.keys import Card
    from leadready.workflow.panel.panel import Panel

    Add = Callable[..., argparse.ArgumentParser]


def add_office_actions(add: Add) -> None:
    """Add the actions; `add` takes a name, what it is about, what it runs, and its arguments."""
    card = ("card", _("their card (.lrcard)"))
    member = ("member", _("id of the member"))
    applicant = ("applicant", _("its code"))
    came = add("join", _("let somebody in who comes late"), _join, card)
    came.add_argument("--id", required=True, help=_("a short name for them, never used before in this round"))
    came.add_argument("--roles", required=True, nargs="+", choices=get_args(Role), help=_("what they may do"))
    follower = add(
        "replace", _("let somebody take the place of one who left or lost their key"), _replace, member, card
    )
    follower.add_argument("--id", required=True, help=_("a short name for them, never used before in this round"))
    left = add("retire", _("let a member leave"), _retire, member)
    again = add("readmit", _("let a member who left in again"), _readmit, member)
    add("people", _("show who takes part, and who has left"), _people)
    gate = add("gate", _("confirm a gate, or correct it"), _gate, applicant, ("gate", _("the gate")))
    gate.add_argument("passed", choices=("yes", "no"), help=_("whether it is passed"))
    for parser in (came, follower, left, again, gate):
        parser.add_argument("--why", required=True, help=_("the reason, in words"))
    adjusted = add("adjust", _("note reasonable adjustments; no rater is given them"), _adjust, applicant)
    adjusted.add_argument("adjustments", help=_("the adjustments; they take the place of those noted before"))
    read = add("redaction", _("read the answers as raters will, hide more, and confirm"), _redaction)
    read.add_argument("--answer", nargs=2, metavar=("CODE", "PROMPT"), help=_("one answer, which is then confirmed"))
    read.add_argument("--hide", action="append", default=[], metavar="WORDS", help=_("hide these words in it"))
    read.add_argument("--show", action="append", default=[], metavar="WORDS", help=_("show these words of it again"))
    read.add_argument("--confirm", action="store_true", help=_("confirm all that wait; you have read them"))
    settle = add("settle", _("show what contradicts itself, or say what holds"), _settle)
    settle.add_argument("--keep", metavar="ID", help=_("let this record hold"))
    settle.add_argument("--anew", metavar="FILE", help=_("with --keep: say this (.json) instead of both"))


def _card(path: str) -> Card:
    return read_card(read_text(Path(path)), Path(path).name)


def _note(words: str) -> None:
    if words:
        print(words, file=sys.stderr)


@in_office
def _join(opened: Panel, chosen: argparse.Namespace) -> None:
    _note(members.join(opened, _card(chosen.card), chosen.id, chosen.roles, chosen.why))


@in_office
def _replace(opened: Panel, chosen: argparse.Namespace) -> None:
    _note(members.replace_member(opened, chosen.member, _card(chosen.card), chosen.id, chosen.why))


@in_office
def _retire(opened: Panel, chosen: argparse.Namespace) -> None:
    members.retire(opened, chosen.member, chosen.why)


@in_office
def _readmit(opened: Panel, chosen: argparse.Namespace) -> None:
    members.let_in_again(opened, chosen.member, chosen.why)


@in_round
def _people(opened: Panel, _chosen: argparse.Namespace) -> None:
    view = opened.view
    heading("id", "name", "roles", "state")
    for id_, one in view.members.items():
        state = _("has left") if id_ in view.left else _("takes part")
        print(f"{id_}\t{one.name}\t{' '.join(one.roles)}\t{state}")
        _note(members.late_note(opened, one))


@in_office
def _gate(opened: Panel, chosen: argparse.Namespace) -> None:
    office.confirm_gate(opened, chosen.applicant, chosen.gate, passed=chosen.passed == "yes", why=chosen.why)


@in_office
def _adjust(opened: Panel, chosen: argparse.Namespace) -> None:
    office.adjust(opened, chosen.applicant, chosen.adjustments)


@in_office
def _redaction(opened: Panel, chosen: argparse.Namespace) -> None:
    if chosen.answer is None and (chosen.hide or chosen.show):
        raise LeadreadyError(
            _("Say in which answer words are hidden or shown."), advice=_("Name it with --answer CODE PROMPT.")
        )
    redaction.prepare(opened)
    if chosen.answer is not None:
        _confirm_one(opened, chosen.answer, chosen.hide, chosen.show)
    elif chosen.confirm:
        heading("confirmed answers")
        print(redaction.confirm_all(opened))
    else:
        for reference, prompt in redaction.unread(opened.view):
            print(f"{reference}\t{prompt}")
            print(opened.view.answers[reference, prompt].text)
            print()


def _confirm_one(opened: Panel, answer: tuple[str, str], hide: list[str], show: list[str]) -> None:
    reference, prompt = answer
    redaction.check_answer(opened, reference, prompt)
    places = redaction.places_of(opened.view, reference, prompt)
    text = redaction.written(opened.view, reference, prompt)
    for words in [*hide, *show]:
        spans = tuple(redaction.everywhere(text, words))
        if not spans:
            raise LeadreadyError(_("“{words}” does not stand in this answer.").format(words=words[:60]))
        for span in spans:
            places = redaction.merged([*places, span]) if words in hide else redaction.without(places, span)
    redaction.confirm(opened, reference, prompt, places)


@in_round
def _settle(opened: Panel, chosen: argparse.Namespace) -> None:
    if chosen.keep is None:
        _show_contradictions(opened)
    elif chosen.anew is None:
        settling.choose(opened, chosen.keep)
    else:
        path = Path(chosen.anew)
        said = read_strict(read_text(path), path.name, advice=_("Correct the file."))
        settling.settle(opened, settling.sought(opened, chosen.keep)[0], said)


def _show_contradictions(opened: Panel) -> None:
    for one in settling.contradictions(opened):
        print("\t".join(part for part in one.topic[:3] if part))
        for side in one.sides:
            said = "–" if side.said is None else json.dumps(side.said, ensure_ascii=False, sort_keys=True)
            print(f"\t{side.id[:12]}\t{side.by}\t{side.at}\t{said}")
        if one.settled_by:
            _note(_("Only {name} can settle this.").format(name=one.settled_by))
    for kind, about, part, _by in sorted(opened.view.unreadable):
        _note(
            _("A record cannot be read and does not count: {what}.").format(
                what=" ".join(filter(None, (kind, about, part)))
            )
        )
