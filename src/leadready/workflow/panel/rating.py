"""The rater's desk: declare first, then read and mark, lock, and hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import bundle_file
from leadready.language import _
from leadready.panel.assignment import reading_order
from leadready.panel.kinds import Declared, Locked, Rated
from leadready.panel.record import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.panel.kinds import Relation, Said
    from leadready.workflow.panel.panel import Panel


def undeclared(panel: Panel) -> dict[str, str]:
    """Give the names about which one has not declared yet, by their codes."""
    me = panel.me.id
    return {code: name for code, name in panel.view.names.items() if (code, me) not in panel.view.relations}


def declare(panel: Panel, relations: Mapping[str, Relation]) -> None:
    """Say what stands between oneself and each named person.

    Raises:
        LeadreadyError: there is no such name.
    """
    strange = sorted(relations.keys() - panel.view.names.keys())
    if strange:
        raise LeadreadyError(_("There is no name with the code {code}.").format(code=strange[0]))
    panel.say([_mine(panel, Declared(relation=relation), code) for code, relation in relations.items()])


def to_rate(panel: Panel, criterion: str) -> list[str]:
    """Give the applications whose answer one marks on a criterion, in one's own order; those marked are still in it."""
    view, me = panel.view, panel.me.id
    mine = [reference for reference, member in view.assigned if view.may_read(reference, member) and member == me]
    return reading_order(mine, panel.campaign.seed, me, criterion)


def answer(panel: Panel, reference: str, prompt: str) -> str | None:
    """Give an answer to read; None where this rater may not, or where there is none."""
    view = panel.view
    if not view.may_read(reference, panel.me.id):
        return None
    found = view.answers.get((reference, prompt))
    return None if found is None else found.text


def rate(panel: Panel, reference: str, criterion: str, mark: int, why: str, lines: Sequence[bool | None] = ()) -> None:
    """Mark an answer.

    Raises:
        LeadreadyError: it is not one's own to mark, is locked, there is no such mark, or the ends of the scale were
            given without a reason.
    """
    scale = panel.campaign.criteria.get(criterion)
    if scale is None or not panel.view.may_read(reference, panel.me.id):
        raise LeadreadyError(
            _("{code} is not yours to mark on “{criterion}”.").format(code=reference, criterion=criterion)
        )
    if (reference, panel.me.id) in panel.view.locked:
        raise LeadreadyError(
            _("Your marks of {code} are locked.").format(code=reference),
            advice=_("Talk about it when the panel meets."),
        )
    marks = sorted(int(anchor) for anchor in scale.anchors)
    if mark not in marks:
        raise LeadreadyError(
            _("{mark} is no mark of this criterion.").format(mark=mark),
            advice=_("Its marks are: {marks}.").format(marks=", ".join(map(str, marks))),
        )
    if mark in {marks[0], marks[-1]} and not why.strip():
        raise LeadreadyError(
            _("The lowest and the highest mark need a reason in words."), advice=_("Say what in the answer led to it.")
        )
    panel.say([_mine(panel, Rated(mark=mark, why=why, lines=tuple(lines)), reference, criterion)])


def lock(panel: Panel, reference: str) -> None:
    """Make one's marks of an application final.

    Raises:
        LeadreadyError: a criterion has no mark yet.
    """
    me = panel.me.id
    missing = [id_ for id_ in panel.campaign.order if (reference, me, id_) not in panel.view.marks]
    if missing:
        raise LeadreadyError(
            _("{code} has no mark of yours for: {criteria}.").format(code=reference, criteria=", ".join(missing))
        )
    if (reference, me) not in panel.view.locked:
        panel.say([Statement(Locked.kind, {}, reference)])


def hand_in(panel: Panel) -> bytes:
    """Seal all that one wrote for those who lead. Nobody else can open it, also no other rater."""
    key = panel.keys.signing.public
    records = [panel.log.records[id_] for id_ in sorted(panel.log.records) if panel.log.records[id_].author == key]
    heads = [head for head in panel.log.heads if head.author == key]
    leads = [member.seals for member in panel.view.members.values() if "lead" in member.roles]
    return bundle_file(panel.campaign.id, records, heads, leads)


def _mine(panel: Panel, said: Said, about: str, part: str = "") -> Statement:
    """Say something that takes the place of what one said of the same before."""
    earlier = panel.view.standing.ids.get((said.kind, about, part, panel.keys.signing.public))
    return Statement(said.kind, said.model_dump(mode="json"), about, part, (earlier,) if earlier else ())
