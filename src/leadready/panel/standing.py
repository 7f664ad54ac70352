"""What stands: the records that nothing supersedes, and where two of them contradict each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from leadready.panel.layers import grown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from leadready.panel.log import Log, Sifted
    from leadready.panel.record import Record

Topic: TypeAlias = tuple[str, str, str, str]
"""Kind, applicant, part, and the author where each author speaks for themselves (empty where the panel speaks)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of a log, by topic.

    Attributes:
        sifted: What counts at all.
        records: Per topic the one record that stands.
        ids: Its id.
        conflicts: Per topic the ids of two or more records that stand against each other. A person must decide: none of
            them counts until a record supersedes them all.
    """

    sifted: Sifted
    records: Mapping[Topic, Record]
    ids: Mapping[Topic, str]
    conflicts: Mapping[Topic, tuple[str, ...]]

    def of(self, kind: str) -> Iterable[tuple[Topic, Record]]:
        """Give what stands of one kind."""
        return ((topic, record) for topic, record in self.records.items() if topic[0] == kind)


def topic_of(record: Record, own: frozenset[str]) -> Topic:
    """Give what a record speaks of."""
    return record.kind, record.about, record.part, record.author if record.kind in own else ""


def standing(log: Log, sieve: Sifted, may_say: Callable[[Record], bool], own: frozenset[str]) -> Standing:
    """Say what stands. A record can supersede only what speaks of the same topic.

    Args:
        log: All records.
        sieve: What of it counts.
        may_say: Whether a record's author is one who may say such a thing; others never count.
        own: The kinds of which every author speaks for themselves, such as ratings: one rater's record neither
            contradicts nor supersedes another's.
    """
    known = log.records
    stands: dict[Topic, str] = {}
    several: defaultdict[Topic, list[str]] = defaultdict(list)
    for id_ in sieve.accepted:
        record = known[id_]
        if may_say(record):
            topic = topic_of(record, own)
            first = stands.setdefault(topic, id_)
            if first is not id_:
                several[topic].append(id_)
    conflicts: dict[Topic, tuple[str, ...]] = {}
    for topic, later in several.items():
        ids = (stands[topic], *later)
        replaced = {old for id_ in ids for old in known[id_].supersedes}
        live = [id_ for id_ in ids if id_ not in replaced]
        if len(live) == 1:
            stands[topic] = live[0]
        else:
            del stands[topic]
            conflicts[topic] = tuple(sorted(live))
    return Standing(sieve, {topic: known[id_] for topic, id_ in stands.items()}, stands, conflicts)


def taken_up(
    found: Standing, sieve: Sifted, new: Mapping[str, Record], may_say: Callable[[Record], bool], own: frozenset[str]
) -> tuple[Standing, dict[Topic, Record]] | None:
    """Say what stands after more records that follow everything here (see `log.followed`), and what of it is new.

    Returns:
        The same as `standing` of all records; None where a topic is or comes into conflict, and all is to be asked.
    """
    ids: dict[Topic, str] = {}
    for id_, record in new.items():
        if may_say(record):
            topic = topic_of(record, own)
            before = ids.get(topic) or found.ids.get(topic)
            if topic in found.conflicts or (before and before not in record.supersedes):
                return None
            ids[topic] = id_
    records = {topic: new[id_] for topic, id_ in ids.items()}
    return Standing(sieve, grown(found.records, records), grown(found.ids, ids), found.conflicts), records
