"""What stands is read, kind by kind: which part of a view comes from which kind of record."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from leadready.panel.kinds import (
    Answer,
    Calibrated,
    Decided,
    Discussed,
    Exercises,
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
    S,
    Said,
    SelfReport,
    Ticket,
    said,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from leadready.panel.record import Record
    from leadready.panel.standing import Topic

Entry: TypeAlias = "tuple[type[Said], Callable[[str, str, str, Any], tuple[Any, Any] | None]]"
"""A kind, and what makes a key and a value of (about, part, id of the author, what is said)."""
ENTRIES: Mapping[str, Entry] = {
    "answers": (Answer, lambda about, part, _by, one: ((about, part), one)),
    "redactions": (Redacted, lambda about, part, _by, one: ((about, part), one)),
    "names": (Named, lambda about, part, _by, one: None if part else (about, one.name)),
    "marks": (Rated, lambda about, part, by, one: ((about, by, part), one)),
    "moderated": (Moderated, lambda about, part, _by, one: ((about, part), one)),
    "notes": (Noted, lambda about, part, by, one: ((about, by, part), one.text)),
    "profiles": (SelfReport, lambda about, part, _by, one: None if part else (about, one)),
    "calibrated": (Calibrated, lambda about, part, by, one: ((about, by, part), one)),
    "discussed": (Discussed, lambda about, part, by, one: None if part else ((about, by), one.note)),
}
"""The fields of a view that have one entry for each topic of a kind."""
PIECES: Mapping[str, type[Said]] = {
    "received": Received,
    "private": Private,
    "responses": Responses,
    "exercises": Exercises,
    "outcome": Decided,
    "reserve": Reserve,
    "released": Released,
}
"""The fields of an application that come from one topic each."""


class Reader:
    """Reads what stands, kind by kind, and notes what cannot be read."""

    def __init__(self, records: Mapping[Topic, Record], by_key: Mapping[str, str]) -> None:
        self._by_key = by_key
        self._by_kind: defaultdict[str, list[tuple[Topic, Record]]] = defaultdict(list)
        for topic, record in records.items():
            self._by_kind[topic[0]].append((topic, record))
        self.unreadable: set[Topic] = set()

    def all(self, model: type[S]) -> Iterator[tuple[str, str, str, S]]:
        """Give (about, part, id of the author, what is said) of everything of a kind."""
        for topic, record in self._by_kind[model.kind]:
            one = said(model, record)
            if one is not None:
                yield record.about, record.part, self._by_key.get(record.author, ""), one
            elif record.payload is not None:
                self.unreadable.add(topic)

    def entries(self, name: str) -> dict[Any, Any]:
        """Give a part of the view that has one entry for each topic, see `ENTRIES`."""
        model, entry = ENTRIES[name]
        return dict(filter(None, (entry(*one) for one in self.all(model))))

    def whole(self, model: type[S]) -> Iterator[tuple[str, str, S]]:
        """Give (about, id of the author, what is said) of a kind that speaks of no part."""
        return ((about, by, one) for about, part, by, one in self.all(model) if not part)

    def about(self, kind: str) -> set[str]:
        """Give the codes that something of a kind is about, also where its words were withheld or erased."""
        return {record.about for _topic, record in self._by_kind[kind]}

    def pieces(self) -> dict[str, dict[str, Any]]:
        """Give what is said of each application, by the name of its field."""
        pieces: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for name, model in PIECES.items():
            for about, _by, one in self.whole(model):
                pieces[about][name] = one
        for about, part, _by, passed in self.all(Passed):
            pieces[about].setdefault("gates", {})[part] = passed
        for about, _by, one in self.whole(Ticket):
            pieces[about]["ticket"] = one.ticket
        return pieces
