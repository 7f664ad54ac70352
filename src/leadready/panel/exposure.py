"""What may say who an applicant is: every field of a submission and of every kind of record, in one table.

A field is safe, or it is identifying. A field that stands in no table is hidden: so is one that a newer leadready
writes, and one that somebody adds here and forgets to declare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.panel.kinds import (
    Acted,
    Answer,
    Assigned,
    Benchmarked,
    Calibrated,
    Decided,
    Declared,
    Deleted,
    Discussed,
    Erased,
    Exercises,
    Held,
    Joined,
    Locked,
    Moderated,
    Named,
    Noted,
    Passed,
    Private,
    Rated,
    Received,
    Redacted,
    Released,
    Reserve,
    Responses,
    SelfReport,
    Ticket,
)
from leadready.panel.record import SALT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.panel.record import Record

Exposure: TypeAlias = Literal["safe", "identifying"]
SUBMISSION = "submission"


def _table(safe: str = "", identifying: str = "") -> Mapping[str, Exposure]:
    table: dict[str, Exposure] = {}
    for field in safe.split():
        table[field] = "safe"
    for field in identifying.split():
        table[field] = "identifying"
    return table


FIELDS: Mapping[str, Mapping[str, Exposure]] = {
    # What somebody wrote is identifying until it was redacted and read (`Answer`), and so are the names of sponsors.
    # Whoever saw somebody answer may know the pattern of the answers again.
    SUBMISSION: _table("format campaign judgement number at", "name contact answers evidence gates ticket"),
    Received.kind: _table("number at late", "submission installation"),
    Named.kind: _table(identifying="name"),
    Private.kind: _table(identifying="name contact declared_as fields adjustments sponsors"),
    Responses.kind: _table(identifying="answers"),
    Ticket.kind: _table(identifying="ticket"),
    Answer.kind: _table("text of hidden reviewed"),
    Redacted.kind: _table("of places", "by_hand"),
    Exercises.kind: _table("objective self_report"),
    SelfReport.kind: _table("score"),
    Passed.kind: _table("passed confirmed", "why"),
    Assigned.kind: _table("on why"),
    Declared.kind: _table("relation", "note"),
    Rated.kind: _table("mark lines why"),
    Locked.kind: _table(),
    Benchmarked.kind: _table("benchmark key"),
    Calibrated.kind: _table("mark why"),
    Discussed.kind: _table("note"),
    Noted.kind: _table(identifying="text"),
    Moderated.kind: _table("mark why people"),
    # Words about an outcome, or about why somebody is erased, often name the person.
    Decided.kind: _table("outcome person", "why considered"),
    Released.kind: _table("person", "sentence letter"),
    Reserve.kind: _table("place state until person", "why"),
    Joined.kind: _table("active why name roles signs seals"),
    Erased.kind: _table(identifying="why person"),
    Acted.kind: _table("what digest count whom", "why"),
    Held.kind: _table("on person", "why"),
    Deleted.kind: _table("count person statistics", "why"),
}
"""By kind of record, and for a submission: what each field is."""
FOR_RATERS = frozenset({Answer.kind, Assigned.kind, Joined.kind, SelfReport.kind})
"""What of the office's records raters are given, of applications that they rate."""
FOR_ALL = frozenset({Named.kind, Benchmarked.kind})
"""What all raters are given: names, for declaring conflicts only, and benchmark answers."""


def is_safe(kind: str, field: str) -> bool:
    """Whether a field says nothing of who somebody is. What is not declared is not safe."""
    return FIELDS.get(kind, {}).get(field) == "safe"


def for_raters(record: Record) -> bool:
    """Whether a record of the office may be read by those who rate the application that it is about.

    It is if its kind is one of those that raters need, all its fields are declared safe, and, where it is an answer,
    somebody has read it and confirmed what is hidden in it.
    """
    if record.kind not in FOR_RATERS or record.payload is None:
        return False
    if not all(is_safe(record.kind, field) for field in record.payload if field != SALT):
        return False
    return record.kind != Answer.kind or record.payload.get("reviewed") is True
