"""The lead's desk: gates, names for declarations, assignment, packs, moderation, decisions, erasure."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import bundle_file, whole_log
from leadready.language import _
from leadready.panel.assignment import NotEnoughRaters, assignment
from leadready.panel.decisions import departures_of
from leadready.panel.exposure import FOR_ALL, for_raters
from leadready.panel.holds import why_held
from leadready.panel.kinds import (
    Assigned,
    Decided,
    Erased,
    Joined,
    Moderated,
    Named,
    Noted,
    Passed,
    SelfReport,
)
from leadready.panel.record import Statement
from leadready.workflow.panel.calibrating import benchmark_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadready.panel.campaign import Member
    from leadready.panel.kinds import Outcome, Said
    from leadready.panel.ranking import Place
    from leadready.panel.record import Record
    from leadready.panel.view import Applicant, PanelView
    from leadready.workflow.panel.panel import Panel


FEW_NAMES = 5
"""Fewer new names than this at once are easily told from their answers."""


def statement(view: PanelView, said: Said, about: str = "", part: str = "") -> Statement:
    """Say something that takes the place of what the panel said of the same before, and settles a conflict about it."""
    topic = (said.kind, about, part, "")
    earlier = view.standing.conflicts.get(topic) or tuple(filter(None, [view.standing.ids.get(topic)]))
    return Statement(said.kind, said.model_dump(mode="json"), about, part, earlier)


def raters(view: PanelView) -> tuple[Member, ...]:
    """List who rates and has not left."""
    return tuple(one for one in view.members.values() if "rater" in one.roles and one.id not in view.left)


def must_lead(panel: Panel) -> None:
    """Make sure that one leads the round as it was published: only those let people in and out, and erase.

    Raises:
        LeadreadyError: one does not.
    """
    if panel.keys.signing.public not in panel.log.leads:
        raise LeadreadyError(
            _("Only those who led the round when it was published may do this."), advice=_("Ask one of them.")
        )


def known(panel: Panel, reference: str) -> Applicant:
    """Find an application by its code.

    Raises:
        LeadreadyError: there is none.
    """
    found = panel.view.applicants.get(reference)
    if found is None:
        raise LeadreadyError(_("There is no application {code}.").format(code=reference))
    return found


def confirm_gate(panel: Panel, reference: str, gate: str, *, passed: bool, why: str) -> None:
    """Say, for the office, whether an application passes a gate. It takes the place of what the applicant said.

    Raises:
        LeadreadyError: there is no such application or gate, it was erased, or there is no reason.
    """
    if gate not in panel.campaign.gates:
        raise LeadreadyError(
            _("There is no gate “{name}”.").format(name=gate),
            advice=_("They are: {names}.").format(names=", ".join(panel.campaign.gates)),
        )
    _not_erased(known(panel, reference))
    if not why.strip():
        raise LeadreadyError(_("This needs a reason."), advice=_("Say it in words."))
    said = Passed(passed=passed, why=why.strip(), confirmed=True)
    panel.say([statement(panel.view, said, reference, gate)])


def adjust(panel: Panel, reference: str, adjustments: str) -> None:
    """Note reasonable adjustments made for an applicant. No rater is ever given them.

    Raises:
        LeadreadyError: there is no such application, or nothing private of it is here.
    """
    private = _not_erased(known(panel, reference)).private
    if private is None:
        raise LeadreadyError(_("Who {code} is from is not known here.").format(code=reference))
    said = private.model_copy(update={"adjustments": adjustments.strip()})
    panel.say([statement(panel.view, said, reference)])


def _not_erased(applicant: Applicant) -> Applicant:
    if applicant.is_erased:
        raise LeadreadyError(_("{code} was erased.").format(code=applicant.reference))
    return applicant


def names_to_release(view: PanelView) -> dict[str, str]:
    """Give the names that raters do not have yet, by the codes under which they declare."""
    return {
        one.private.declared_as: one.private.name
        for one in view.applicants.values()
        if one.private and view.names.get(one.private.declared_as) != one.private.name
    }


def few_names_words(view: PanelView) -> str:
    """Say what so few names at once would give away to raters who have names already; empty where that is not so.

    A rater sees which answers came after a pack, and which names came with them: of one late application, whose it is.
    """
    if not view.names or not 0 < len(names_to_release(view)) < FEW_NAMES:
        return ""
    return _(
        "So few names at once lead to their answers: raters see which of those are new with them. Wait until more "
        "applications have come, if you can."
    )


def release_names(panel: Panel) -> int:
    """Give raters the names to declare about that they do not have yet, and the benchmark answers; says how many names.

    They go out together, in the order of their codes: where a name stands in the log leads to no application.
    """
    view, names = panel.view, names_to_release(panel.view)
    named = [statement(view, Named(name=name), code) for code, name in sorted(names.items())]
    panel.say([*benchmark_statements(panel), *named])
    return len(names)


def pack(panel: Panel, member: Member) -> bytes:
    """Seal for a member what they need.

    A rater gets names to declare about, their applications, and nothing else. All other records go along without their
    payload, so that the chain can be checked and nothing can be read. Answers are only in it once the rater has
    declared that nothing stands between them and the applicant, and once somebody has confirmed what is hidden in them;
    what applicants say of themselves only once the rater's own marks are locked. What does not stand any more is
    withheld as well: in an earlier form of an answer more may be readable than in the one that stands.
    Who leads or administers gets everything but private notes: that is how the records reach somebody who came late.

    Raises:
        LeadreadyError: they have left.
    """
    if member.id in panel.view.left:
        raise LeadreadyError(
            _("{name} has left the panel.").format(name=member.name),
            advice=_("Let them in again first, if that is right."),
        )
    if member.opens_submissions:
        everything, signed = whole_log(panel.log)
        # A private note of a lead who rates stays on their computer.
        shared = [replace(one, payload=None) if one.kind == Noted.kind else one for one in everything]
        return bundle_file(panel.campaign.id, shared, signed, [member.seals])
    view = panel.view

    stands = frozenset(view.standing.ids.values())

    def given(id_: str, record: Record) -> bool:
        if record.author == member.signs:
            return True
        if id_ not in stands and record.kind != Joined.kind:  # who is in the round follows from all that was said of it
            return False
        if record.kind in FOR_ALL:
            return True
        if record.kind == SelfReport.kind and (record.about, member.id) not in view.locked:
            return False
        return for_raters(record) and (not record.about or view.may_read(record.about, member.id))

    office = {one.signs for one in view.members.values() if one.opens_submissions}
    records = [
        record if given(id_, record) else replace(record, payload=None)
        for id_, record in sorted(panel.log.records.items(), key=itemgetter(0))
        if record.author in office or record.author == member.signs
    ]
    heads = [head for head in panel.log.heads if head.author in office or head.author == member.signs]
    return bundle_file(panel.campaign.id, records, heads, [member.seals])


class Shortfall(NamedTuple):
    """An application that cannot have enough raters, and why.

    Attributes:
        reference: Its code.
        able: How many raters could read it, with those who have locked their marks of it.
        wanted: How many each application needs.
        conflicted: Names of the raters who have a conflict.
        undeclared: Names of those who have not declared yet.
    """

    reference: str
    able: int
    wanted: int
    conflicted: tuple[str, ...]
    undeclared: tuple[str, ...]


def shortfalls(view: PanelView) -> tuple[Shortfall, ...]:
    """List the applications that too few raters can read as things are."""
    members, each = raters(view), view.campaign.raters_each
    kept = _kept(view)
    short: list[Shortfall] = []
    for reference in _to_assign(view):
        able = {one.id for one in members if view.may_be_assigned(reference, one.id)} | set(kept[reference])
        if len(able) < each:
            barred = tuple(one.name for one in members if view.is_conflicted(reference, one.id))
            silent = tuple(one.name for one in members if (reference, one.id) not in view.relations)
            short.append(Shortfall(reference, len(able), each, barred, silent))
    return tuple(short)


def _to_assign(view: PanelView) -> list[str]:
    return [reference for reference, one in view.applicants.items() if one.received and not one.is_erased]


def _kept(view: PanelView) -> dict[str, list[str]]:
    """Give the assignments that stay: of marks that are locked, and of raters who may still read."""
    kept: dict[str, list[str]] = {reference: [] for reference in _to_assign(view)}
    for reference, member in sorted(view.assigned):
        stays = (reference, member) in view.locked or view.may_be_assigned(reference, member)
        if reference in kept and stays and not view.is_conflicted(reference, member):
            kept[reference].append(member)
    return kept


def assign(panel: Panel, *, partly: bool = False) -> int:
    """Give every application its raters, as far as conflicts allow; gives how many assignments are new or taken back.

    Who has rated and locked stays. Only somebody who has declared to have no conflict is assigned.

    Args:
        panel: The lead's own.
        partly: Whether to pass over applications with too few raters (`shortfalls`); those keep whom they have.

    Raises:
        LeadreadyError: too few raters have declared, or too few are free of a conflict, for some applications.
    """
    view = panel.view
    able, kept = raters(view), _kept(view)
    passed_over = {one.reference for one in shortfalls(view)} if partly else set[str]()
    references = [reference for reference in kept if reference not in passed_over]
    barred = [
        (reference, one.id) for reference in references for one in able if not view.may_be_assigned(reference, one.id)
    ]
    try:
        wanted = assignment(
            references,
            [one.id for one in able],
            panel.campaign.raters_each,
            panel.campaign.seed,
            barred=barred,
            kept={reference: kept[reference] for reference in references},
        )
    except NotEnoughRaters as short:
        raise LeadreadyError(
            _("Too few raters have declared that they have no conflict, for: {codes}.").format(
                codes=", ".join(short.references[:10])
            ),
            advice=_("Send the names out, take the declarations in, or add a rater."),
        ) from None
    wanted |= {reference: tuple(kept[reference]) for reference in passed_over}
    pairs = {(reference, member) for reference, members in wanted.items() for member in members}
    changes = [
        *(statement(view, Assigned(on=True), *pair) for pair in sorted(pairs - view.assigned)),
        *(
            statement(view, Assigned(on=False, why=_("Given to another rater.")), *pair)
            for pair in sorted(view.assigned - pairs)
        ),
    ]
    panel.say(changes)
    return len(changes)


def moderate(panel: Panel, reference: str, criterion: str, mark: int, why: str, people: Iterable[str]) -> None:
    """Note what the panel settled on. The raters' marks stay, and agreement is always worked out from them.

    Raises:
        LeadreadyError: there is no such application or criterion, or no such mark.
    """
    campaign = panel.campaign
    if reference not in panel.view.applicants or criterion not in campaign.criteria:
        raise LeadreadyError(
            _("There is no criterion “{criterion}” of an application {code}.").format(
                criterion=criterion, code=reference
            )
        )
    if str(mark) not in campaign.criteria[criterion].anchors:
        raise LeadreadyError(
            _("{mark} is no mark of this criterion.").format(mark=mark),
            advice=_("Its marks are: {marks}.").format(marks=", ".join(campaign.criteria[criterion].anchors)),
        )
    said = Moderated(mark=mark, why=why, people=tuple(people))
    panel.say([statement(panel.view, said, reference, criterion)])


def decide(panel: Panel, reference: str, outcome: Outcome, person: str, why: str, considered: str = "") -> None:
    """Set an outcome: somebody named, for a reason in words. No score sets one, and nothing is filled in beforehand.

    Args:
        panel: The round.
        reference: The application.
        outcome: What is decided.
        person: Who decides.
        why: Their reason.
        considered: What they considered beyond the score.

    Raises:
        LeadreadyError: there is no such application, no reason, or it departs from the ranking or a gate and nothing is
            said of what was considered.
    """
    said = _decision(outcome, person, why, considered)
    panel.say([decided(panel.view, panel.order.places, reference, said)])


def appoint_none_of(panel: Panel, references: Sequence[str], person: str, why: str) -> None:
    """Set "not appointed" for applications that a person named one by one, for a reason that they share.

    A round of hundreds has many for whom the same is to be said; without this the same words are pasted, and reading
    gives way to pasting. No other outcome can be set so, and none where it departs from the ranking: each of those
    needs words of its own. All are set, or none.

    Raises:
        LeadreadyError: as for `decide`.
    """
    view, places = panel.view, panel.order.places
    said = _decision("not-appointed", person, why, "")
    panel.say([decided(view, places, reference, said) for reference in dict.fromkeys(references)])


def _decision(outcome: Outcome, person: str, why: str, considered: str) -> Decided:
    """Put down what a person decided; the one place where that is made."""
    if not why.strip() or not person.strip():
        raise LeadreadyError(
            _("An outcome needs the name of who decides, and a reason."), advice=_("Say both in words.")
        )
    return Decided(outcome=outcome, person=person, why=why, considered=considered)


def decided(view: PanelView, places: Sequence[Place], reference: str, said: Decided) -> Statement:
    """Make the statement that sets an outcome; where it departs, something must have been considered."""
    if reference not in view.applicants or view.applicants[reference].is_erased:
        raise LeadreadyError(_("There is no application {code}.").format(code=reference))
    if not said.considered.strip() and departures_of(view, places, reference, said.outcome):
        raise LeadreadyError(
            _("The outcome of {code} departs from the ranking, a tie or a gate.").format(code=reference),
            advice=_("Say what was considered beyond the score."),
        )
    return statement(view, said, reference)


def erase(panel: Panel, reference: str, person: str, why: str) -> None:
    """Take away all that was said about an applicant, here and wherever this goes; the certificate stays.

    Raises:
        LeadreadyError: there is no such application, no name or reason, one does not lead, or a legal hold is on it.
    """
    must_lead(panel)
    applicant = known(panel, reference)
    if not why.strip() or not person.strip():
        raise LeadreadyError(
            _("To erase an application needs the name of who decides, and a reason."), advice=_("Say both in words.")
        )
    if applicant.is_erased:
        return
    held = why_held(panel.view, reference)
    if held:
        raise LeadreadyError(_("A legal hold is on it: {why}").format(why=held), advice=_("Lift it first."))
    said = Erased(why=why, person=person)
    about = [reference, *([applicant.private.declared_as] if applicant.private else [])]
    panel.say([Statement(said.kind, said.model_dump(mode="json"), one) for one in about if one])
