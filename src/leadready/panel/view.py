"""What a campaign's log says: a pure function of the records, read anew whenever the log changes."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

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
    Discussed,
    Exercises,
    Joined,
    Locked,
    Moderated,
    Named,
    Noted,
    Passed,
    Private,
    Rated,
    Received,
    Released,
    Reserve,
    Responses,
    S,
    SelfReport,
    Ticket,
    said,
)
from leadready.panel.log import ERASE, sifted
from leadready.panel.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadready.panel.benchmark import Benchmark
    from leadready.panel.log import Log, Sifted
    from leadready.panel.record import Record
    from leadready.panel.standing import Standing, Topic

NEVER = sys.maxsize
NONE = "none"
"""The relation that bars nobody."""


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
        assigned: Who rates what: (reference, member).
        names: Names for declaring conflicts, by their own codes.
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
    assigned: frozenset[tuple[str, str]]
    names: Mapping[str, str]
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
    by_key = {member.signs: member for member in members.values()}
    locks = _locks(log, sieve)

    def may_say(record: Record) -> bool:
        model = KINDS.get(record.kind)
        member = by_key.get(record.author)
        if model is None or member is None or model.by.isdisjoint(member.roles):
            return False
        # A mark that comes after its rater's lock neither counts nor takes the place of one that does.
        return record.kind != Rated.kind or record.sequence < locks.get((record.about, record.author), NEVER)

    found = standing(log, sieve, may_say, OWN)
    reader = _Reader(found)
    return PanelView(
        campaign=campaign,
        members=members,
        left=left,
        applicants=_applicants(reader),
        answers={(about, part): one for about, part, _by, one in reader.all(Answer)},
        assigned=frozenset((about, part) for about, part, _by, one in reader.all(Assigned) if one.on),
        names={about: one.name for about, _part, _by, one in reader.all(Named)},
        relations=_relations(reader, by_key),
        marks={(about, by_key[by].id, part): one for about, part, by, one in reader.all(Rated)},
        locked=frozenset((about, by_key[by].id) for about, by in locks if by in by_key),
        moderated={(about, part): one for about, part, _by, one in reader.all(Moderated)},
        notes={(about, by_key[by].id, part): one.text for about, part, by, one in reader.all(Noted)},
        profiles={about: one for about, _part, _by, one in reader.all(SelfReport)},
        benchmarks=_benchmarks(reader, campaign),
        calibrated={(about, by_key[by].id, part): one for about, part, by, one in reader.all(Calibrated)},
        discussed={(about, by_key[by].id): one.note for about, _part, by, one in reader.all(Discussed)},
        standing=found,
        unreadable=frozenset(reader.unreadable),
    )


def _locks(log: Log, sieve: Sifted) -> dict[tuple[str, str], int]:
    """Give the first lock of every author on every application, as its place in the author's chain."""
    places: dict[tuple[str, str], int] = {}
    for id_ in sieve.accepted:
        record = log.records[id_]
        if record.kind == Locked.kind:
            key = record.about, record.author
            places[key] = min(record.sequence, places.get(key, NEVER))
    return places


def _members(campaign: Campaign, log: Log, sieve: Sifted) -> tuple[dict[str, Member], frozenset[str]]:
    """Find who has a part. Only the leads of the published campaign add or retire members."""
    leads = {member.signs for member in campaign.with_role("lead")}
    found = standing(log, sieve, lambda record: record.kind == Joined.kind and record.author in leads, OWN)
    members = {member.id: member for member in campaign.members}
    left: set[str] = set()
    for _about, part, _by, one in _Reader(found).all(Joined):
        if not one.active:
            left.add(part)
        elif part not in members and one.name and one.roles and one.signs and one.seals:
            members[part] = Member(id=part, name=one.name, roles=one.roles, signs=one.signs, seals=one.seals)
    return members, frozenset(left)


class _Reader:
    """Reads what stands, kind by kind, and notes what cannot be read."""

    def __init__(self, found: Standing) -> None:
        self._found = found
        self._by_kind: defaultdict[str, list[tuple[Topic, Record]]] = defaultdict(list)
        for topic, record in found.records.items():
            self._by_kind[topic[0]].append((topic, record))
        self.unreadable: set[Topic] = set()

    def all(self, model: type[S]) -> Iterator[tuple[str, str, str, S]]:
        """Give (about, part, author, what is said) of everything of a kind."""
        for topic, record in self._by_kind[model.kind]:
            one = said(model, record)
            if one is not None:
                yield record.about, record.part, record.author, one
            elif record.payload is not None:
                self.unreadable.add(topic)

    def about(self, kind: str) -> set[str]:
        """Give the codes that something of a kind is about, also where its words were withheld or erased."""
        return {record.about for _topic, record in self._by_kind[kind]}


def _relations(reader: _Reader, by_key: Mapping[str, Member]) -> dict[tuple[str, str], Declared]:
    references = {one.declared_as: about for about, _part, _by, one in reader.all(Private)}
    return {(references.get(about, about), by_key[by].id): one for about, _part, by, one in reader.all(Declared)}


def _benchmarks(reader: _Reader, campaign: Campaign) -> dict[str, Benchmark]:
    """Give what fits the hashes that were published: nobody can put another answer in a benchmark's place."""
    return {
        about: one.benchmark
        for about, _part, _by, one in reader.all(Benchmarked)
        if campaign.benchmarks.get(about) == one.benchmark.digest(one.key)
    }


def _applicants(reader: _Reader) -> dict[str, Applicant]:
    gates: defaultdict[str, dict[str, Passed]] = defaultdict(dict)
    for about, part, _by, passed in reader.all(Passed):
        gates[about][part] = passed
    private = {about: one for about, _part, _by, one in reader.all(Private)}
    responses = {about: one for about, _part, _by, one in reader.all(Responses)}
    exercises = {about: one for about, _part, _by, one in reader.all(Exercises)}
    decided = {about: one for about, _part, _by, one in reader.all(Decided)}
    reserve = {about: one for about, _part, _by, one in reader.all(Reserve)}
    tickets = {about: one.ticket for about, _part, _by, one in reader.all(Ticket)}
    released = {about: one for about, _part, _by, one in reader.all(Released)}
    found = {
        about: Applicant(
            about,
            one,
            private.get(about),
            responses.get(about),
            exercises.get(about),
            gates[about],
            decided.get(about),
            reserve.get(about),
            ticket=tickets.get(about, ""),
            released=released.get(about),
        )
        for about, _part, _by, one in reader.all(Received)
    }
    # The code of a name is erased together with its application; it is none itself.
    for reference in reader.about(ERASE) & reader.about(Received.kind):
        found[reference] = replace(found.get(reference, Applicant(reference)), is_erased=True)
    return dict(sorted(found.items()))
