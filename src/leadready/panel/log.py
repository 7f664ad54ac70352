"""The log of a campaign: a set of records that only grows, and what of it counts.

Two logs are put together by the union of their records; in whatever order, however often, in whatever parts they
arrive, the outcome is the same. Nothing in it depends on a clock or on who came last (the design is that of Fossil's
artefacts and git-bug's operations).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from leadready.panel.record import ChainEnd, Record, Statement, record_id, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ERASE = "erase"
"""The kind of record that takes away all that was said about an applicant."""


class Head(NamedTuple):
    """An author's signature under a record, and by its chain under all the author's records before it.

    Only heads whose signature was checked belong into a log (`exchange` does that at the door).
    """

    author: str
    record: str
    signature: str


@dataclass(frozen=True, slots=True)
class Log:
    """Records by id, and the signatures under them.

    Attributes:
        leads: Public keys of those who may erase.
        records: Every record that ever arrived, also those that do not count (yet).
        heads: Every signature that ever arrived.
    """

    leads: frozenset[str]
    records: Mapping[str, Record] = field(default_factory=dict[str, Record])
    heads: frozenset[Head] = frozenset()

    def merged(self, records: Mapping[str, Record], heads: Iterable[Head]) -> Log:
        """Put more records into the log. A payload that is known stays known; one that is erased stays erased."""
        both = dict(self.records)
        for id_, record in records.items():
            known = both.get(id_)
            if known is None or known.payload is None:
                both[id_] = record
        return _erased(replace(self, records=both, heads=self.heads | frozenset(heads)))

    def extended(
        self, statements: Iterable[Statement], author: str, sign: Callable[[str], str], *, salts: Iterator[str], at: str
    ) -> Log:
        """Write an author's statements down, one after the other, with a signature under the last.

        Args:
            statements: What is said; with none the log stays as it is.
            author: The author's public key.
            sign: Gives the signature under a record's id.
            salts: A new salt for each record.
            at: The time, such as `2026-11-29T12:00:00Z`.
        """
        end = self.end_of(author)
        new: dict[str, Record] = {}
        for statement in statements:
            record = written(statement, author, end, salt=next(salts), at=at)
            end = ChainEnd(record.sequence, record_id(record), record.clock)
            new[end.last] = record
        return self.merged(new, [Head(author, end.last, sign(end.last))]) if new else self

    def end_of(self, author: str) -> ChainEnd:
        """Find where an author's chain ends, and the highest clock of all that is here."""
        mine = max(
            ((record.sequence, id_) for id_, record in self.records.items() if record.author == author),
            default=(0, ""),
        )
        return ChainEnd(*mine, clock=max((record.clock for record in self.records.values()), default=0))


@dataclass(frozen=True, slots=True)
class Sifted:
    """What of a log counts.

    Attributes:
        accepted: Ids of the records that are signed, whose chain is whole, in an order that respects what each author
            had seen.
        pending: Ids of records that wait for a signature or for records before them.
        forked: For each author who signed two different records in one place of the chain, all ids from there on. Such
            a key was used on two computers, or misused; none of these records counts.
    """

    accepted: tuple[str, ...]
    pending: frozenset[str]
    forked: Mapping[str, frozenset[str]]


def sifted(log: Log) -> Sifted:
    """Say which records count. A pure function of the set: no order of arrival, no time."""
    signed = _signed(log)
    places: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for id_ in signed:
        record = log.records[id_]
        places[record.author, record.sequence].add(id_)
    forks: dict[str, int] = {}
    for (author, sequence), ids in places.items():
        if len(ids) > 1:
            forks[author] = min(sequence, forks.get(author, sequence))
    forked: defaultdict[str, set[str]] = defaultdict(set)
    accepted: list[str] = []
    for id_ in signed:
        record = log.records[id_]
        if record.author in forks and record.sequence >= forks[record.author]:
            forked[record.author].add(id_)
        else:
            accepted.append(id_)
    accepted.sort(key=lambda id_: (log.records[id_].clock, id_))
    pending = frozenset(log.records.keys() - signed)
    return Sifted(tuple(accepted), pending, {author: frozenset(ids) for author, ids in forked.items()})


def _signed(log: Log) -> set[str]:
    """Find the records that a signature of their author reaches, by a whole chain that begins at the first record."""
    whole: set[str] = set()
    broken: set[str] = set()
    for author, last, _signature in log.heads:
        if last not in log.records or log.records[last].author != author:
            continue
        walked: list[str] = []
        id_ = last
        while id_ not in whole and id_ not in broken:
            walked.append(id_)
            record = log.records[id_]
            if not _follows(record, log.records.get(record.previous)):
                broken.add(id_)
            elif record.previous:
                id_ = record.previous
            else:
                whole.add(id_)
        (whole if id_ in whole else broken).update(walked)
    return whole


def _follows(record: Record, before: Record | None) -> bool:
    """Whether a record stands where it says, right behind the one that it names."""
    if not record.previous:
        return record.sequence == 1
    if before is None or before.author != record.author:
        return False
    return record.sequence == before.sequence + 1 and record.clock > before.clock


def _erased(log: Log) -> Log:
    """Take away what was said about applicants whom a lead has erased; the erasing record itself stays.

    A signed erasure counts wherever it stands, even in a chain that forked: what is to be gone stays gone.
    """
    wanted = [
        id_
        for id_, record in log.records.items()
        if record.kind == ERASE and record.about and record.author in log.leads
    ]
    if not wanted:
        return log
    signed = _signed(log)
    gone = {log.records[id_].about for id_ in wanted if id_ in signed}
    kept = {
        id_: replace(record, payload=None) if record.about in gone and record.kind != ERASE else record
        for id_, record in log.records.items()
    }
    return replace(log, records=kept)
