"""What stands: the records that nothing supersedes, and where two of them contradict each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

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


def standing(log: Log, sieve: Sifted, may_say: Callable[[Record], bool], own: frozenset[str]) -> Standing:
    """Say what stands. A record can supersede only what speaks of the same topic.

    Args:
        log: All records.
        sieve: What of it counts.
        may_say: Whether a record's author is one who may say such a thing; others never count.
        own: The kinds of which every author speaks for themselves, such as ratings: one rater's record neither
            contradicts nor supersedes another's.
    """
    by_topic: defaultdict[Topic, dict[str, Record]] = defaultdict(dict)
    for id_ in sieve.accepted:
        record = log.records[id_]
        if may_say(record):
            by_topic[*record.topic, record.author if record.kind in own else ""][id_] = record
    stands: dict[Topic, str] = {}
    conflicts: dict[Topic, tuple[str, ...]] = {}
    for topic, records in by_topic.items():
        replaced = {old for record in records.values() for old in record.supersedes}
        live = [id_ for id_ in records if id_ not in replaced]
        if len(live) == 1:
            stands[topic] = live[0]
        else:
            conflicts[topic] = tuple(sorted(live))
    return Standing(sieve, {topic: log.records[id_] for topic, id_ in stands.items()}, stands, conflicts)
