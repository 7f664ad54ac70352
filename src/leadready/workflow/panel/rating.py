"""The rater's desk: declare first, then read and mark, lock, and hand in."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import bundle_file
from leadready.language import _
from leadready.panel.assignment import reading_order
from leadready.panel.calibration import is_calibrated
from leadready.panel.kinds import Declared, Locked, Noted, Rated
from leadready.panel.record import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.panel.campaign import Campaign
    from leadready.panel.kinds import Relation, Said
    from leadready.rubric.model import Criterion
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
    panel.say([mine(panel, Declared(relation=relation), code) for code, relation in relations.items()])


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


def ends(criterion: Criterion) -> tuple[int, int]:
    """Give the lowest and the highest mark of a criterion; both need a reason."""
    marks = [int(anchor) for anchor in criterion.anchors]
    return min(marks), max(marks)


def check_mark(campaign: Campaign, criterion: str, mark: int, why: str) -> None:
    """See that a mark may be given.

    Raises:
        LeadreadyError: there is no such mark, or the ends of the scale were given without a reason.
    """
    scale = campaign.criteria[criterion]
    if str(mark) not in scale.anchors:
        marks = ", ".join(sorted(scale.anchors, key=int))
        raise LeadreadyError(
            _("{mark} is no mark of this criterion.").format(mark=mark),
            advice=_("Its marks are: {marks}.").format(marks=marks),
        )
    if mark in ends(scale) and not why.strip():
        raise LeadreadyError(
            _("The lowest and the highest mark need a reason in words."), advice=_("Say what in the answer led to it.")
        )


def _check_own(panel: Panel, reference: str, criterion: str) -> None:
    if criterion not in panel.campaign.criteria or not panel.view.may_read(reference, panel.me.id):
        raise LeadreadyError(
            _("{code} is not yours to mark on “{criterion}”.").format(code=reference, criterion=criterion)
        )


def rate(panel: Panel, reference: str, criterion: str, mark: int, why: str, lines: Sequence[bool | None] = ()) -> None:
    """Mark an answer; see `rated` for what it takes, and for what it raises."""
    panel.say([rated(panel, reference, criterion, mark, why, lines)])


def rated(
    panel: Panel, reference: str, criterion: str, mark: int, why: str, lines: Sequence[bool | None] = ()
) -> Statement:
    """Give what marks an answer, once it is said.

    Args:
        panel: The rater's own.
        reference: The application.
        criterion: The criterion.
        mark: One of its marks.
        why: The reason; the ends of the scale need one.
        lines: Yes, no or nothing to each of the criterion's lines, or none at all.

    Raises:
        LeadreadyError: it is not one's own to mark, is locked, benchmark answers come first, there are not as many
            lines, or the mark is not as it must be (`check_mark`).
    """
    _check_own(panel, reference, criterion)
    me = panel.me.id
    if (reference, me) in panel.view.locked:
        raise LeadreadyError(
            _("Your marks of {code} are locked.").format(code=reference),
            advice=_("Talk about it when the panel meets."),
        )
    if not is_calibrated(panel.view, me):
        raise LeadreadyError(
            _("The benchmark answers come first."), advice=_("Mark them all, then go on with the applications.")
        )
    if lines and len(lines) != len(panel.campaign.criteria[criterion].lines):
        raise LeadreadyError(
            _("“{criterion}” has {n} yes-or-no lines, and {m} were answered.").format(
                criterion=criterion, n=len(panel.campaign.criteria[criterion].lines), m=len(lines)
            )
        )
    check_mark(panel.campaign, criterion, mark, why)
    return mine(panel, Rated(mark=mark, why=why.strip(), lines=tuple(lines)), reference, criterion)


def note(panel: Panel, reference: str, criterion: str, text: str) -> None:
    """Keep a private note on an answer. It is never handed in.

    Raises:
        LeadreadyError: it is not one's own to mark.
    """
    said = noted(panel, reference, criterion, text)
    if said:
        panel.say(said)


def noted(panel: Panel, reference: str, criterion: str, text: str) -> list[Statement]:
    """Give what keeps a private note, once it is said: nothing where it reads so already; raises as `note`."""
    _check_own(panel, reference, criterion)
    if panel.view.notes.get((reference, panel.me.id, criterion), "") == text:
        return []
    return [mine(panel, Noted(text=text), reference, criterion)]


def profile(panel: Panel, reference: str) -> Fraction | None:
    """Give what the applicant says of themselves, from 0 to 100.

    None where the campaign does not show it, before one's own marks are locked, before it has come, and where there is
    no score.
    """
    view = panel.view
    found = view.profiles.get(reference)
    if found is None or found.score is None or (reference, panel.me.id) not in view.locked:
        return None
    return Fraction(found.score) if panel.campaign.profile_shown else None


def lock(panel: Panel, *references: str) -> None:
    """Make one's marks of applications final: of all that are named, or of none.

    Raises:
        LeadreadyError: one is not one's own to mark, or a criterion of it has no mark yet.
    """
    for reference in references:
        _check_complete(panel, reference)
    view, me = panel.view, panel.me.id
    new = [one for one in dict.fromkeys(references) if (one, me) not in view.locked]
    if new:
        panel.say([Statement(Locked.kind, {}, one) for one in new])


def _check_complete(panel: Panel, reference: str) -> None:
    me = panel.me.id
    if not panel.view.may_read(reference, me):
        raise LeadreadyError(
            _("{code} is not yours to mark.").format(code=reference), advice=_("Compare the code with your list.")
        )
    missing = [id_ for id_ in panel.campaign.order if (reference, me, id_) not in panel.view.marks]
    if missing:
        raise LeadreadyError(
            _("{code} has no mark of yours for: {criteria}.").format(code=reference, criteria=", ".join(missing))
        )


def hand_in(panel: Panel) -> bytes:
    """Seal all that one wrote for those who lead. Nobody else can open it, also no other rater.

    Private notes go along as hashes: without them the chain would not be whole, and nobody can read them.
    """
    key = panel.keys.signing.public
    own = (panel.log.records[id_] for id_ in sorted(panel.log.records) if panel.log.records[id_].author == key)
    records = [replace(record, payload=None) if record.kind == Noted.kind else record for record in own]
    heads = [head for head in panel.log.heads if head.author == key]
    view = panel.view
    leads = [member.seals for member in view.members.values() if "lead" in member.roles and member.id not in view.left]
    return bundle_file(panel.campaign.id, records, heads, leads)


def mine(panel: Panel, said: Said, about: str, part: str = "") -> Statement:
    """Say something that takes the place of what one said of the same before."""
    earlier = panel.view.standing.ids.get((said.kind, about, part, panel.keys.signing.public))
    return Statement(said.kind, said.model_dump(mode="json"), about, part, (earlier,) if earlier else ())
