"""Contradictions: records that stand against each other. All are shown; a person chooses one, or says it anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.panel.kinds import KINDS, OWN, Decided, Joined, Rated
from leadready.panel.record import SALT, Statement
from leadready.workflow.panel.office import decided, must_lead
from leadready.workflow.panel.own_marks import is_marking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from leadready.panel.record import Record
    from leadready.panel.standing import Topic
    from leadready.workflow.panel.panel import Panel


class Side(NamedTuple):
    """One of the records of a contradiction.

    Attributes:
        id: Of the record.
        by: Name of who wrote it.
        at: When, by their computer.
        said: What it says; None where it was withheld or erased.
    """

    id: str
    by: str
    at: str
    said: Mapping[str, JsonValue] | None


class Contradiction(NamedTuple):
    """Records of one topic of which none counts until somebody settles it.

    Attributes:
        topic: Kind, application, part, and whose word it is where everyone speaks for themselves.
        sides: The records, in an order that does not hang on how they came.
        settled_by: Name of the only one who can settle it; empty where anyone of the office can.
    """

    topic: Topic
    sides: tuple[Side, ...]
    settled_by: str


def contradictions(panel: Panel) -> tuple[Contradiction, ...]:
    """List what waits to be settled, by application, then by what it is about."""
    view, records = panel.view, panel.log.records
    names = {member.signs: member.name for member in view.members.values()}
    order = sorted(view.standing.conflicts, key=lambda topic: (topic[1], topic[0], topic[2], topic[3]))
    return tuple(
        Contradiction(
            topic,
            tuple(_side(id_, _seen(panel, records[id_]), names) for id_ in view.standing.conflicts[topic]),
            names.get(topic[3], "") if topic[0] in OWN else "",
        )
        for topic in order
    )


def _seen(panel: Panel, record: Record) -> Record:
    """Give a record without its words where it is somebody's mark of an application that one still marks oneself."""
    me = panel.me
    is_theirs = record.kind == Rated.kind and record.author != me.signs
    return replace(record, payload=None) if is_theirs and is_marking(panel.view, record.about, me.id) else record


def _side(id_: str, record: Record, names: Mapping[str, str]) -> Side:
    said = None if record.payload is None else {name: one for name, one in record.payload.items() if name != SALT}
    return Side(id_, names.get(record.author, record.author[:8]), record.at, said)


def settle(panel: Panel, topic: Topic, said: Mapping[str, JsonValue]) -> None:
    """Say what holds instead of records that contradict each other: what one of them says, or something new.

    Raises:
        LeadreadyError: there is no such contradiction, one may not settle it, or what is said is not what its kind may
            say; of an outcome see `office.decide`.
    """
    waiting = panel.view.standing.conflicts.get(topic)
    if waiting is None:
        raise LeadreadyError(_("There is nothing to settle here."), advice=_("Look again at what waits."))
    kind, about, part, author = topic
    if kind == Joined.kind:
        must_lead(panel)
    model, me = KINDS[kind], panel.me
    if (author and author != me.signs) or model.by.isdisjoint(me.roles):
        raise LeadreadyError(
            _("You may not settle this."), advice=_("Ask whoever wrote it, or one of those who lead the round.")
        )
    try:
        meant = model.model_validate(dict(said))
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise LeadreadyError(_("This is not as it may be said: {field}.").format(field=field)) from None
    if isinstance(meant, Decided):  # an outcome is set here as anywhere else
        panel.say([decided(panel.view, panel.order.places, about, meant)])
        return
    panel.say([Statement(kind, dict(said), about, part, waiting)])


def choose(panel: Panel, record: str) -> None:
    """Let one of the records of a contradiction hold; `record` is its id, or enough of its beginning.

    Raises:
        LeadreadyError: there is no such record, or several, or see `settle`.
    """
    topic, side = sought(panel, record)
    if side.said is None:
        raise LeadreadyError(_("What this record says is not here."), advice=_("Say it anew."))
    settle(panel, topic, side.said)


def sought(panel: Panel, record: str) -> tuple[Topic, Side]:
    """Find a record that waits by the beginning of its id, and what it is about.

    Raises:
        LeadreadyError: there is no such record, or several.
    """
    fitting = [
        (one.topic, side)
        for one in contradictions(panel)
        for side in one.sides
        if record and side.id.startswith(record)
    ]
    if len(fitting) != 1:
        raise LeadreadyError(
            _("No single record that waits begins with “{id}”.").format(id=record[:70]),
            advice=_("Look at the list, and give more of its letters."),
        )
    return fitting[0]
