"""What a campaign's log says: a pure function of the records."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from leadready.panel.campaign import Campaign, Member
from leadready.panel.kinds import (
    KINDS,
    OWN,
    Answer,
    Assigned,
    Benchmarked,
    Calibrated,
    Decided,
    Declared,
    Exercises,
    Joined,
    Locked,
    Moderated,
    Passed,
    Private,
    Rated,
    Received,
    Redacted,
    Released,
    Reserve,
    Responses,
    Said,
    SelfReport,
    Ticket,
)
from leadready.panel.layers import grown
from leadready.panel.log import ERASE, followed, sifted
from leadready.panel.reading import ENTRIES, PIECES, Reader
from leadready.panel.standing import standing, taken_up

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from leadready.panel.benchmark import Benchmark
    from leadready.panel.log import Log, Sifted
    from leadready.panel.record import Record
    from leadready.panel.standing import Standing, Topic

NEVER = sys.maxsize
NONE = "none"
"""The relation that bars nobody."""

_FOLLOWING: tuple[type[Said], ...] = (
    *(Assigned, Declared, Locked, Passed, Ticket),
    *PIECES.values(),
    *(model for model, _entry in ENTRIES.values()),
)
FOLLOWING = frozenset(model.kind for model in _FOLLOWING)
"""The kinds that change nothing but entries of their own in a view."""
_OF_APPLICATIONS = frozenset({ERASE, Passed.kind, Ticket.kind, *(model.kind for model in PIECES.values())})


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application, by its reference code.

    Attributes:
        reference: The code.
        received: When and as what it came.
        private: Who they are; None in a rater's log.
        responses: All that they answered; None in a rater's log.
        exercises: Scores that come from the answers.
        gates: Whether each gate is passed, as far as known.
        outcome: What was decided, by whom and why.
        reserve: The place on the reserve list.
        released: Who released the letter to them.
        is_erased: Whether all was taken away.
        ticket: What leads to the equality answers, sealed; empty where there is none.
    """

    reference: str
    received: Received | None = None
    private: Private | None = None
    responses: Responses | None = None
    exercises: Exercises | None = None
    gates: Mapping[str, Passed] = field(default_factory=dict[str, Passed])
    outcome: Decided | None = None
    reserve: Reserve | None = None
    released: Released | None = None
    is_erased: bool = False
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class PanelView:
    """What stands, by reference code, member id and criterion id.

    Attributes:
        campaign: The round.
        members: Everyone who ever had a part, by id.
        left: Ids of the members who left; what they locked before stays.
        applicants: By reference code.
        answers: Redacted answers: (reference, prompt). A rater has them of their own applications only.
        redactions: What the office chose to hide: (reference, prompt). None in a rater's log.
        assigned: Who rates what: (reference, member).
        names: Names for declaring conflicts, by their own codes.
        declared_as: Reference codes by the code under which raters declare; empty in a rater's log.
        relations: What was declared: (reference, member), or (code of a name, member) where the two cannot be told to
            belong together, as in a rater's log.
        marks: (reference, member, criterion).
        locked: Whose marks of an application are final: (reference, member).
        moderated: (reference, criterion).
        notes: Raters' private notes: (reference, member, criterion). Only one's own are ever here.
        profiles: What applicants say of themselves, by reference code. A rater has it of what they locked only.
        benchmarks: Benchmark answers, by id, those whose hash stands in the campaign.
        calibrated: (benchmark, member, criterion).
        discussed: What was noted after seeing the agreed marks: (benchmark, member).
        standing: What counts of the log at all; its conflicts wait for a person.
        unreadable: Ids of records that stand and do not say what their kind may.
    """

    campaign: Campaign
    members: Mapping[str, Member]
    left: frozenset[str]
    applicants: Mapping[str, Applicant]
    answers: Mapping[tuple[str, str], Answer]
    redactions: Mapping[tuple[str, str], Redacted]
    assigned: frozenset[tuple[str, str]]
    names: Mapping[str, str]
    declared_as: Mapping[str, str]
    relations: Mapping[tuple[str, str], Declared]
    marks: Mapping[tuple[str, str, str], Rated]
    locked: frozenset[tuple[str, str]]
    moderated: Mapping[tuple[str, str], Moderated]
    notes: Mapping[tuple[str, str, str], str]
    profiles: Mapping[str, SelfReport]
    benchmarks: Mapping[str, Benchmark]
    calibrated: Mapping[tuple[str, str, str], Calibrated]
    discussed: Mapping[tuple[str, str], str]
    standing: Standing
    unreadable: frozenset[Topic]

    def may_read(self, reference: str, member: str) -> bool:
        """Whether a rater may open an application: assigned, still a member, without a conflict.

        Nobody is assigned before they have declared (see `may_be_assigned`).
        """
        return (
            (reference, member) in self.assigned
            and member not in self.left
            and not self.is_conflicted(reference, member)
        )

    def may_be_assigned(self, reference: str, member: str) -> bool:
        """Whether a rater has declared that nothing stands between them and the applicant."""
        relation = self.relations.get((reference, member))
        return member not in self.left and relation is not None and relation.relation == NONE

    def locked_marks(self) -> dict[tuple[str, str, str], Rated]:
        """Give the marks that count: of raters who locked them and have no conflict."""
        return {
            (reference, member, criterion): mark
            for (reference, member, criterion), mark in self.marks.items()
            if (reference, member) in self.locked and not self.is_conflicted(reference, member)
        }

    def is_conflicted(self, reference: str, member: str) -> bool:
        """Whether a rater declared something that bars them."""
        relation = self.relations.get((reference, member))
        return relation is not None and relation.relation != NONE


def panel_view(campaign: Campaign, log: Log) -> PanelView:
    """Read a log. The same set of records gives the same view, whatever order they came in."""
    sieve = sifted(log)
    members, left = _members(campaign, log, sieve)
    locks = _locks(log, sieve)
    by_key = {member.signs: member.id for member in members.values()}
    may_say = _Rights(members, lambda about, author: locks.get((about, author), NEVER))
    found = standing(log, sieve, may_say, OWN)
    reader = Reader(found.records, by_key)
    declared_as = {one.declared_as: about for about, _by, one in reader.whole(Private)}
    entries: dict[str, Any] = {name: reader.entries(name) for name in ENTRIES}
    return PanelView(
        campaign=campaign,
        members=members,
        left=left,
        applicants=_applicants(reader),
        assigned=frozenset((about, part) for about, part, _by, one in reader.all(Assigned) if one.on),
        declared_as=declared_as,
        relations={(declared_as.get(about, about), by): one for about, by, one in reader.whole(Declared)},
        locked=frozenset((about, by_key[author]) for about, author in locks if author in by_key),
        benchmarks=_benchmarks(reader, campaign),
        standing=found,
        **entries,
        unreadable=frozenset(reader.unreadable),
    )


def view_after(view: PanelView, new: Mapping[str, Record]) -> PanelView | None:
    """Read what one author said since (`Log.said`) into a view, without reading all the rest again.

    It changes what stands of its own topics and nothing else, so only the entries that come from those change. That
    holds of new applications as well, a thousand of which come in within seconds.

    Returns:
        The same as `panel_view` of the grown log. None where it takes that: after a conflict, an erasure, or another
        record that changes how others are read.
    """
    sieve = followed(view.standing.sifted, new)
    if sieve is None or any(record.kind not in FOLLOWING or record.payload is None for record in new.values()):
        return None
    by_key = {member.signs: member.id for member in view.members.values()}
    locks: dict[tuple[str, str], int] = {}
    for record in new.values():
        if record.kind == Locked.kind and record.author in by_key:
            locks.setdefault((record.about, by_key[record.author]), record.sequence)

    def locked_at(about: str, author: str) -> int:
        pair = about, by_key[author]
        return 0 if pair in view.locked else locks.get(pair, NEVER)

    taken = taken_up(view.standing, sieve, new, _Rights(view.members, locked_at), OWN)
    if taken is None:
        return None
    found, records = taken
    reader = Reader(records, by_key)
    on = {(about, part): one.on for about, part, _by, one in reader.all(Assigned)}
    changed = _changed_applicants(view, reader)
    if changed is None:
        return None
    applicants, codes = changed
    declared_as = grown(view.declared_as, codes)
    relations = {(declared_as.get(about, about), by): one for about, by, one in reader.whole(Declared)}
    entries: dict[str, Any] = {name: grown(getattr(view, name), reader.entries(name)) for name in ENTRIES}
    if reader.unreadable or not view.unreadable.isdisjoint(records):
        return None
    return replace(
        view,
        applicants=applicants,
        declared_as=declared_as,
        assigned=(view.assigned - on.keys()).union(pair for pair, is_on in on.items() if is_on)
        if on
        else view.assigned,
        relations=grown(view.relations, relations),
        locked=view.locked.union(locks) if locks else view.locked,
        standing=found,
        **entries,
    )


class _Rights:
    """Whether a record's author is one who may say such a thing, by roles and by what is locked."""

    def __init__(self, members: Mapping[str, Member], locked_at: Callable[[str, str], int]) -> None:
        """Prepare for members; `locked_at` gives the place in an author's chain from which marks count no more."""
        self._locked_at = locked_at
        self._allowed = {
            (kind, member.signs)
            for kind, model in KINDS.items()
            for member in members.values()
            if not model.by.isdisjoint(member.roles)
        }

    def __call__(self, record: Record) -> bool:
        if (record.kind, record.author) not in self._allowed:
            return False
        # A mark that comes after its rater's lock neither counts nor takes the place of one that does.
        return record.kind != Rated.kind or record.sequence < self._locked_at(record.about, record.author)


def _locks(log: Log, sieve: Sifted) -> dict[tuple[str, str], int]:
    """Give the first lock of every author on every application, as its place in the author's chain."""
    places: dict[tuple[str, str], int] = {}
    for record in map(log.records.__getitem__, sieve.accepted):
        if record.kind == Locked.kind:
            key = record.about, record.author
            places[key] = min(record.sequence, places.get(key, NEVER))
    return places


def _members(campaign: Campaign, log: Log, sieve: Sifted) -> tuple[dict[str, Member], frozenset[str]]:
    """Find who has a part. Only the leads of the published campaign add or retire members.

    Nobody takes an id or a key that is somebody's already; who came later and left again stays known, as what they
    locked still counts.
    """
    leads = {member.signs for member in campaign.with_role("lead")}
    joined = tuple(id_ for id_ in sieve.accepted if log.records[id_].kind == Joined.kind)
    found = standing(log, replace(sieve, accepted=joined), lambda record: record.author in leads, OWN)
    members = {member.id: member for member in campaign.members}
    taken = {member.signs for member in members.values()}
    left: set[str] = set()
    for _about, part, _by, one in sorted(Reader(found.records, {}).all(Joined), key=lambda entry: entry[1]):
        if not one.active:
            left.add(part)
        is_new = part not in members and one.signs not in taken
        if is_new and one.name and one.roles and one.signs and one.seals:
            taken.add(one.signs)
            members[part] = Member(id=part, name=one.name, roles=one.roles, signs=one.signs, seals=one.seals)
    return members, frozenset(left)


def _benchmarks(reader: Reader, campaign: Campaign) -> dict[str, Benchmark]:
    """Give what fits the hashes that were published: nobody can put another answer in a benchmark's place."""
    return {
        about: one.benchmark
        for about, _part, _by, one in reader.all(Benchmarked)
        if campaign.benchmarks.get(about) == one.benchmark.digest(one.key)
    }


def _applicants(reader: Reader) -> dict[str, Applicant]:
    found = {about: Applicant(about, **pieces) for about, pieces in reader.pieces().items() if "received" in pieces}
    # The code of a name is erased together with its application; it is none itself.
    for reference in reader.about(ERASE) & reader.about(Received.kind):
        found[reference] = replace(found.get(reference, Applicant(reference)), is_erased=True)
    return dict(sorted(found.items()))


def _changed_applicants(view: PanelView, reader: Reader) -> tuple[Mapping[str, Applicant], dict[str, str]] | None:
    """Give the applications with what was said since, and the new ones' reference codes by those of their names.

    None where one is to be declared on otherwise, or something was known of a new one before it came.
    """
    pieces = reader.pieces()
    new = {about: one for about, one in pieces.items() if about not in view.applicants}
    if not all("received" in one for one in new.values()):
        return None
    changed: dict[str, Applicant] = {}
    for about in pieces.keys() - new.keys():
        one = _changed(view.applicants[about], pieces[about])
        if one is None:
            return None
        changed[about] = one
    if not new:
        return grown(view.applicants, changed), {}
    came = {about: Applicant(about, **one) for about, one in new.items()}
    named = [(one.private.declared_as, about) for about, one in came.items() if one.private]
    codes = dict(named)
    if len(codes) < len(named) or _are_known(view, came.keys(), codes.keys()):
        return None
    return dict(sorted({**view.applicants, **changed, **came}.items())), codes


def _changed(before: Applicant, pieces: dict[str, Any]) -> Applicant | None:
    """Give an application with what was said since; None where it is to be declared on otherwise, or was erased."""
    private: Private | None = pieces.get("private")
    if before.received is None:
        return None
    if private and (before.private is None or before.private.declared_as != private.declared_as):
        return None
    gates = {"gates": {**before.gates, **pieces["gates"]}} if "gates" in pieces else {}
    return replace(before, **{**pieces, **gates})


def _are_known(view: PanelView, references: Collection[str], codes: Collection[str]) -> bool:
    """Whether anything was said of these applications, or declared on these codes of names, before they came."""
    return (
        any(about in references and kind in _OF_APPLICATIONS for kind, about, _part, _author in view.standing.ids)
        or any(about in codes for about, _member in view.relations)
        or any(code in view.declared_as for code in codes)
    )
