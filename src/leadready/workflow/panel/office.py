"""The lead's desk: names for declarations, assignment, packs for raters, moderation, decisions, people, erasure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import bundle_file
from leadready.language import _
from leadready.panel.assignment import NotEnoughRaters, assignment
from leadready.panel.kinds import (
    FOR_RATERS,
    Assigned,
    Benchmarked,
    Decided,
    Erased,
    Joined,
    Moderated,
    Named,
    SelfReport,
)
from leadready.panel.merit import merits
from leadready.panel.moderation import discrepancies
from leadready.panel.record import Statement
from leadready.panel.robustness import line
from leadready.workflow.panel.calibrating import benchmark_statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.panel.campaign import Member
    from leadready.panel.kinds import Outcome, Said
    from leadready.panel.moderation import Discrepancy
    from leadready.panel.record import Record
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel


def statement(view: PanelView, said: Said, about: str = "", part: str = "") -> Statement:
    """Say something that takes the place of what the panel said of the same before, and settles a conflict about it."""
    topic = (said.kind, about, part, "")
    earlier = view.standing.conflicts.get(topic) or tuple(filter(None, [view.standing.ids.get(topic)]))
    return Statement(said.kind, said.model_dump(mode="json"), about, part, earlier)


def raters(view: PanelView) -> tuple[Member, ...]:
    """List who rates and has not left."""
    return tuple(one for one in view.members.values() if "rater" in one.roles and one.id not in view.left)


def release_names(panel: Panel) -> int:
    """Give raters the names to declare about that they do not have yet, and the benchmark answers; says how many names.

    They go out together, in the order of their codes: where a name stands in the log leads to no application.
    """
    view = panel.view
    names = {
        one.private.declared_as: one.private.name
        for one in view.applicants.values()
        if one.private and view.names.get(one.private.declared_as) != one.private.name
    }
    named = [statement(view, Named(name=name), code) for code, name in sorted(names.items())]
    panel.say([*benchmark_statements(panel), *named])
    return len(names)


def pack(panel: Panel, member: Member) -> bytes:
    """Seal for a rater what they need: names to declare about, their applications, and nothing else.

    Everything else goes along without its payload, so that the chain can be checked and nothing can be read. Answers
    are only in it once the rater has declared that nothing stands between them and the applicant, what applicants say
    of themselves only once the rater's own marks are locked.
    """
    view = panel.view

    def given(record: Record) -> bool:
        if record.author == member.signs or record.kind in {Named.kind, Benchmarked.kind}:
            return True
        if record.kind == SelfReport.kind:
            return (record.about, member.id) in view.locked and view.may_read(record.about, member.id)
        if record.kind not in FOR_RATERS:
            return False
        return not record.about or view.may_read(record.about, member.id)

    office = {one.signs for one in view.members.values() if one.opens_submissions}
    records = [
        record if given(record) else replace(record, payload=None)
        for record in (panel.log.records[id_] for id_ in sorted(panel.log.records))
        if record.author in office or record.author == member.signs
    ]
    heads = [head for head in panel.log.heads if head.author in office or head.author == member.signs]
    return bundle_file(panel.campaign.id, records, heads, [member.seals])


def assign(panel: Panel) -> int:
    """Give every application its raters, as far as conflicts allow; gives how many assignments are new or taken back.

    Who has rated and locked stays. Only somebody who has declared to have no conflict is assigned.

    Raises:
        LeadreadyError: too few raters have declared, or too few are free of a conflict, for some applications.
    """
    view = panel.view
    able = raters(view)
    references = [reference for reference, one in view.applicants.items() if one.received and not one.is_erased]
    barred = [
        (reference, one.id) for reference in references for one in able if not view.may_be_assigned(reference, one.id)
    ]
    kept: dict[str, list[str]] = {reference: [] for reference in references}
    for reference, member in sorted(view.assigned):
        stays = (reference, member) in view.locked or view.may_be_assigned(reference, member)
        if reference in kept and stays and not view.is_conflicted(reference, member):
            kept[reference].append(member)
    try:
        wanted = assignment(
            references,
            [one.id for one in able],
            panel.campaign.raters_each,
            panel.campaign.seed,
            barred=barred,
            kept=kept,
        )
    except NotEnoughRaters as short:
        raise LeadreadyError(
            _("Too few raters have declared that they have no conflict, for: {codes}.").format(
                codes=", ".join(short.references[:10])
            ),
            advice=_("Send the names out, take the declarations in, or add a rater."),
        ) from None
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


def third_rater(panel: Panel, reference: str, member: str) -> None:
    """Give an application near the line one more rater.

    Raises:
        LeadreadyError: that rater has a conflict or has not declared.
    """
    if not panel.view.may_be_assigned(reference, member):
        raise LeadreadyError(
            _("{name} has a conflict with {code}, or has not declared yet.").format(name=member, code=reference),
            advice=_("Choose another rater."),
        )
    why = _("Within one standard error of the line.")
    panel.say([statement(panel.view, Assigned(on=True, why=why), reference, member)])


def agenda(view: PanelView) -> tuple[Discrepancy, ...]:
    """List what the panel talks about, near the line first. It goes by the raters' own marks."""
    found = merits(view)
    return discrepancies(view.campaign, found, line(view.campaign, found))


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

    Raises:
        LeadreadyError: there is no such application, or no reason.
    """
    if reference not in panel.view.applicants:
        raise LeadreadyError(_("There is no application {code}.").format(code=reference))
    if not why.strip() or not person.strip():
        raise LeadreadyError(
            _("An outcome needs the name of who decides, and a reason."), advice=_("Say both in words.")
        )
    said = Decided(outcome=outcome, person=person, why=why, considered=considered)
    panel.say([statement(panel.view, said, reference)])


def retire(panel: Panel, member: str, why: str) -> None:
    """Let somebody leave. What they locked stays; what they had open can be assigned anew."""
    panel.say([statement(panel.view, Joined(active=False, why=why), "", member)])


def erase(panel: Panel, reference: str, person: str, why: str) -> None:
    """Take away all that was said about an applicant, here and wherever this goes; the certificate stays.

    Raises:
        LeadreadyError: there is no such application.
    """
    applicant = panel.view.applicants.get(reference)
    if applicant is None:
        raise LeadreadyError(_("There is no application {code}.").format(code=reference))
    said = Erased(why=why, person=person)
    about = [reference, *([applicant.private.declared_as] if applicant.private else [])]
    panel.say([Statement(said.kind, said.model_dump(mode="json"), one) for one in about if one])
