"""The log of a campaign: a set of records that only grows, and what of it counts.

Two logs are put together by the union of their records; in whatever order, however often, in whatever parts they
arrive, the outcome is the same. Nothing in it depends on a clock or on who came last (the design is that of Fossil's
artefacts and git-bug's operations).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from leadready.panel.layers import grown
from leadready.panel.record import ChainEnd, Record, Statement, Texts, text_hash, written

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


class Growth(NamedTuple):
    """What a log gains, and nothing of what it had.

    Attributes:
        records: By id; new ones, and those of which the payload came or was taken away.
        heads: Signatures that are new.
        spent: Signatures that say nothing any more, since their author signed the same chain further on.
        gone: The reference codes of everyone who is erased by now.
        texts: By id, what was written out in its only form on the way.
    """

    records: Mapping[str, Record]
    heads: frozenset[Head]
    spent: frozenset[Head] = frozenset()
    gone: frozenset[str] = frozenset()
    texts: Mapping[str, Texts] = {}

    @property
    def end(self) -> ChainEnd | None:
        """Where the chain ends of whoever wrote all of it; None where nothing was written."""
        ends = (
            ChainEnd(self.records[id_].sequence, id_, self.records[id_].clock) for _author, id_, _mark in self.heads
        )
        return next(ends, None)


@dataclass(frozen=True, slots=True)
class Log:
    """Records by id, and the signatures under them.

    Attributes:
        leads: Public keys of those who may erase.
        records: Every record that ever arrived, also those that do not count (yet).
        heads: Signatures that arrived; of one's own chain the last signs all.
        gone: Reference codes of the applicants who were erased.
    """

    leads: frozenset[str]
    records: Mapping[str, Record] = field(default_factory=dict[str, Record])
    heads: frozenset[Head] = frozenset()
    gone: frozenset[str] = frozenset()

    def merged(self, records: Mapping[str, Record], heads: Iterable[Head]) -> Log:
        """Put more records into the log. A payload that is known stays known; one that is erased stays erased."""
        return self.grown(self.growth(records, heads))

    def grown(self, growth: Growth) -> Log:
        """Give the log with what it gains."""
        return Log(
            self.leads, grown(self.records, growth.records), (self.heads - growth.spent) | growth.heads, growth.gone
        )

    def growth(self, records: Mapping[str, Record], heads: Iterable[Head]) -> Growth:
        """Say what the log would gain by these records and signatures."""
        known = self.records
        new = {
            id_: record
            for id_, record in records.items()
            if id_ not in known or (known[id_].payload is None and record.payload is not None)
        }
        whole = replace(self, records={**known, **new}, heads=self.heads | frozenset(heads))
        gone = _gone(whole)
        if gone:
            # What is erased is taken out of all that is here, and not let in again.
            new.update(
                (id_, replace(record, payload=None))
                for id_, record in whole.records.items()
                if _is_hidden(record, gone) and record.payload is not None
            )
            new = {id_: record for id_, record in new.items() if known.get(id_) != record}
        return Growth(new, whole.heads - self.heads, gone=gone)

    def extended(
        self, statements: Iterable[Statement], author: str, sign: Callable[[str], str], *, salts: Iterator[str], at: str
    ) -> Log:
        """Give the log with an author's statements; see `said`."""
        return self.grown(self.said(statements, author, self.end_of(author), sign, salts=salts, at=at))

    def said(
        self,
        statements: Iterable[Statement],
        author: str,
        end: ChainEnd,
        sign: Callable[[str], str],
        *,
        salts: Iterator[str],
        at: str,
    ) -> Growth:
        """Write an author's statements down, one after the other, with a signature under the last.

        Args:
            statements: What is said; with none the log gains nothing.
            author: The author's public key.
            end: Where the author's chain ends now (`end_of`).
            sign: Gives the signature under a record's id.
            salts: A new salt for each record.
            at: The time, such as `2026-11-29T12:00:00Z`.
        """
        last = end
        new: dict[str, Record] = {}
        worded: dict[str, Texts] = {}
        for statement in statements:
            record, words = written(statement, author, last, salt=next(salts), at=at)
            last = ChainEnd(record.sequence, text_hash(words.header), record.clock)
            if _is_hidden(record, self.gone):
                new[last.last] = replace(record, payload=None)
            else:
                new[last.last], worded[last.last] = record, words
        if not new:
            return Growth({}, frozenset(), gone=self.gone)
        signed = frozenset([Head(author, last.last, sign(last.last))])
        spent = frozenset(head for head in self.heads if head.record == end.last and head.author == author)
        if any(record.kind == ERASE for record in new.values()):
            return self.growth(new, signed)._replace(spent=spent)
        return Growth(new, signed, spent, self.gone, worded)

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


def followed(sieve: Sifted, new: Mapping[str, Record]) -> Sifted | None:
    """Say which records count once an author has written more, without looking through all of them again.

    What is written stands behind everything that was here: its clock is higher than every other, and its chain goes on
    where its author's ended. So it counts, and nothing else counts more or less for it.

    Args:
        sieve: What counted before.
        new: What was said since (`Log.said`), in its order.

    Returns:
        The same as `sifted` of the grown log; None where that has to be asked, because the chain before did not count.
    """
    first = next(iter(new.values()), None)
    if first is None:
        return sieve
    if first.previous in sieve.pending or first.author in sieve.forked:
        return None
    return replace(sieve, accepted=(*sieve.accepted, *new))


def sifted(log: Log) -> Sifted:
    """Say which records count. A pure function of the set: no order of arrival, no time."""
    records = log.records
    signed = _signed(log)
    forks = _forks(log, signed)
    forked: defaultdict[str, set[str]] = defaultdict(set)
    if forks:
        for id_ in signed:
            record = records[id_]
            if record.sequence >= forks.get(record.author, record.sequence + 1):
                forked[record.author].add(id_)
    accepted = sorted(signed.difference(*forked.values()))
    accepted.sort(key=lambda id_: records[id_].clock)
    pending = frozenset(records.keys() - signed) if len(signed) < len(records) else frozenset[str]()
    return Sifted(tuple(accepted), pending, {author: frozenset(ids) for author, ids in forked.items()})


def _forks(log: Log, signed: set[str]) -> dict[str, int]:
    """Find the first place, for each author, in which two signed records stand."""
    records = log.records
    # A whole chain has as many records as the place of its last; where an author has more, two stand in one place.
    longest: dict[str, int] = {}
    for author, id_, _signature in log.heads:
        if id_ in signed:
            longest[author] = max(records[id_].sequence, longest.get(author, 0))
    counts = Counter(records[id_].author for id_ in signed)
    forking = {author for author, length in longest.items() if counts[author] > length}
    forks: dict[str, int] = {}
    if forking:
        places = Counter((records[id_].author, records[id_].sequence) for id_ in signed)
        for (author, sequence), times in places.items():
            if times > 1:
                forks[author] = min(sequence, forks.get(author, sequence))
    return forks


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


def _is_hidden(record: Record, gone: frozenset[str]) -> bool:
    """Whether what a record says was erased; who erased it and why is kept."""
    return record.about in gone and record.kind != ERASE


def _gone(log: Log) -> frozenset[str]:
    """Find the applicants whom a lead has erased; the erasing record itself stays.

    A signed erasure counts wherever it stands, even in a chain that forked: what is to be gone stays gone.
    """
    wanted = [
        id_
        for id_, record in log.records.items()
        if record.kind == ERASE and record.about and record.author in log.leads
    ]
    if not wanted:
        return frozenset()
    signed = _signed(log)
    return frozenset(log.records[id_].about for id_ in wanted if id_ in signed)
