"""The log of a round in plain words: who did what and when, before and after, and why. No applicant is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadready.instrument.problems import MOST_PROBLEMS, Problem, ProblemsFound
from leadready.language import _
from leadready.panel.log import ERASE
from leadready.workflow.panel.own_marks import is_marking
from leadready.workflow.panel.redaction import redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import JsonValue

    from leadready.exchange.tables import Table
    from leadready.panel.log import Log
    from leadready.panel.record import Record
    from leadready.panel.view import PanelView

COLUMNS = ("at", "actor", "act", "applicant", "part", "before", "after", "reason", "counts", "record")
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "received": ("number", "late"),
    "answer": ("hidden",),
    "gate": ("passed",),
    "assigned": ("on",),
    "declared": ("relation",),
    "rated": ("mark",),
    "calibrated": ("mark",),
    "moderated": ("mark", "people"),
    "decided": ("outcome", "person"),
    "reserve": ("place", "state", "until"),
    "released": ("person",),
    "member": ("active", "roles"),
    ERASE: ("person",),
    "act": ("count", "whom"),
    "hold": ("on", "person"),
    "deleted": ("count", "person"),
}
"""What of a record is shown, by kind. What is not named here may say who an applicant is, and stays out."""
_REASONED = frozenset(
    {"assigned", "rated", "calibrated", "moderated", "decided", "member", ERASE, "act", "hold", "deleted"}
)


_MARKS = frozenset({"rated", "moderated", "decided", "reserve"})


class Entry(NamedTuple):
    """One act.

    Attributes:
        at: When, by the actor's computer.
        actor: Id of the member, or the beginning of an unknown key.
        act: What was done, in words.
        applicant: Reference code; empty where it is about the round.
        part: The criterion, gate, member or prompt it is about.
        before: What stood before, where it took the place of something.
        after: What it says.
        reason: Why.
        counts: Whether it counts: a forked or broken chain does not.
        record: Id of the record, to find it again.
    """

    at: str
    actor: str
    act: str
    applicant: str
    part: str
    before: str
    after: str
    reason: str
    counts: bool
    record: str


def entries(view: PanelView, log: Log) -> Iterator[Entry]:
    """Give every act, in an order that respects what each had seen of the others.

    What an application was given stays out while somebody still marks it: whoever reads this may be that rater, and
    whoever knows where others stand no longer marks by themselves.
    """
    actors = {member.signs: member.id for member in view.members.values()}
    names = {code: one.private.name for code, one in view.applicants.items() if one.private}
    counted = set(view.standing.sifted.accepted)
    marking = {reference for reference, member in view.assigned if is_marking(view, reference, member)}
    for id_, record in sorted(log.records.items(), key=lambda one: (one[1].clock, one[0])):
        said = record.payload or {}
        hidden = record.kind in _MARKS and record.about in marking
        before = (log.records[old] for old in record.supersedes if old in log.records)
        reason = str(said.get("why") or "") if record.kind in _REASONED and not hidden else ""
        yield Entry(
            at=record.at,
            actor=actors.get(record.author, record.author[:8]),
            act=_words(record),
            applicant=record.about,
            part="" if record.kind == "act" else record.part,
            before="" if hidden else " / ".join(filter(None, map(_summary, before))),
            after=_("(shown once everyone who reads it has locked)") if hidden else _summary(record),
            reason=redacted(reason, names.get(record.about, ""))[0],
            counts=id_ in counted,
            record=id_,
        )


def missing(table: Table, log: Log) -> None:
    """Check that everything that stood in an earlier list still stands in the log.

    Raises:
        ProblemsFound: something does not, or the table is no such list.
    """
    if "record" not in table.header:
        what = _("There is no column “{name}”.").format(name="record")
        raise ProblemsFound([Problem(table.file, 0, "missing-column", what, _("Choose a list that panel log wrote."))])
    place = table.header.index("record")
    gone = [line for line, cells in table.rows if place < len(cells) and cells[place] not in log.records]
    if gone:
        advice = _("Do not go on; compare this folder with another copy of the round.")
        what = _("What this line says has been taken out of the round, or changed.")
        raise ProblemsFound(Problem(table.file, line, "act-missing", what, advice) for line in gone[:MOST_PROBLEMS])


def rows(listed: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Write entries as rows of a table with `COLUMNS`."""
    return [(*one[:8], _("yes") if one.counts else _("no"), one.record) for one in listed]


def _summary(record: Record) -> str:
    """Say what a record says, without anything that may name an applicant."""
    if record.payload is None:
        return _("(withheld or erased)")
    shown = ((name, record.payload.get(name)) for name in _SHOWN.get(record.kind, ()))
    return ", ".join(f"{name}: {_plain(value)}" for name, value in shown if value not in (None, "", [], 0))


def _plain(value: JsonValue) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words(record: Record) -> str:
    acts = {
        "files-refused": _("refused a file"),
        "pack-written": _("wrote a file for a rater"),
        "letters-written": _("wrote letters to applicants"),
        "report-written": _("wrote the panel report"),
        "table-written": _("wrote a table"),
        "audit-written": _("wrote an audit pack"),
        "contest-written": _("wrote a contest pack"),
        "log-written": _("wrote this log to a file"),
        "identity-shown": _("looked at who an applicant is"),
    }
    kinds = {
        "received": _("took an application in"),
        "named": _("gave raters a name to declare about"),
        "private": _("kept who an applicant is"),
        "responses": _("kept an applicant's answers"),
        "ticket": _("kept a ticket to equality answers"),
        "redacted": _("chose what is hidden in an answer"),
        "answer": _("redacted an answer"),
        "exercises": _("worked out an applicant's exercises"),
        "profile": _("worked out an applicant's profile"),
        "gate": _("settled a gate"),
        "assigned": _("assigned an application, or took it back"),
        "declared": _("declared a relation"),
        "rated": _("marked"),
        "locked": _("locked marks"),
        "note": _("wrote a private note"),
        "benchmark": _("gave raters a benchmark answer"),
        "calibrated": _("marked a benchmark answer"),
        "discussed": _("noted what was said of a benchmark answer"),
        "moderated": _("settled a mark that differed"),
        "decided": _("set an outcome"),
        "reserve": _("changed the reserve list"),
        "released": _("released a letter"),
        "member": _("let a member in or out"),
        ERASE: _("erased an application"),
        "hold": _("put a legal hold on, or lifted it"),
        "deleted": _("deleted applications whose time was over"),
    }
    what = str((record.payload or {}).get("what", ""))
    return acts.get(what, _("did something else")) if record.kind == "act" else kinds.get(record.kind, record.kind)
