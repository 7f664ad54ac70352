"""Made-up logs: desks whose authors write chains, and signatures for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from leadready.canonical import content_hash
from leadready.panel.log import Head, Log
from leadready.panel.record import ChainEnd, Record, Statement, record_id, written

LEAD, OTHER_LEAD, RATER, SECOND, THIRD = AUTHORS = tuple(f"{number:064x}" for number in range(1, 6))
LEADS = frozenset({LEAD, OTHER_LEAD})
REFERENCES = ("A1", "B2", "C3")
AT = "2026-11-29T12:00:00Z"


def sign(author: str, id_: str) -> str:
    """A signature for tests: anyone can check it, only the tests make it."""
    return content_hash({"author": author, "record": id_})


def head(record: Record) -> Head:
    id_ = record_id(record)
    return Head(record.author, id_, sign(record.author, id_))


def log_of(records=(), heads=()) -> Log:
    return Log(LEADS).merged({record_id(record): record for record in records}, heads)


@dataclass
class Desk:
    """One author at one computer; writes a chain."""

    author: str
    chain: list[Record] = field(default_factory=list)
    salts: object = field(default_factory=lambda: (f"{number:032x}" for number in count()))

    def write(self, kind, payload=None, *, about="", part="", supersedes=(), seen=0):
        end = ChainEnd(0, "", seen)
        if self.chain:
            last = self.chain[-1]
            end = ChainEnd(last.sequence, record_id(last), max(last.clock, seen))
        statement = Statement(kind, payload or {}, about, part, tuple(supersedes))
        record, _texts = written(statement, self.author, end, salt=next(self.salts), at=AT)
        self.chain.append(record)
        return record

    def forked(self) -> Desk:
        """The same key on another computer, from here on. Its salts are its own, as randomness has it."""
        return Desk(self.author, list(self.chain), (f"f{number:031x}" for number in count(len(self.chain))))
