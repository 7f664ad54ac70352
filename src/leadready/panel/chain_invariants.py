"""What always holds of a log and of what counts in it, each rule worked out another way than the log itself does.

Part of `panel/invariants.py`, which says what these rules are for.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from leadready.language import _
from leadready.panel.kinds import KINDS
from leadready.panel.log import ERASE
from leadready.panel.record import record_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadready.panel.log import Log
    from leadready.panel.view import PanelView

Found: TypeAlias = "Iterator[str]"
"""What breaks a rule: record ids, reference codes or topics, never names."""
Rule: TypeAlias = "Callable[[PanelView, Log], Found]"


def _named_by_hash(_view: PanelView, log: Log) -> Found:
    return (id_ for id_, record in log.records.items() if record_id(record) != id_)


def _payload_fits(_view: PanelView, log: Log) -> Found:
    return (id_ for id_, record in log.records.items() if not record.is_whole)


def _sorted_out_once(view: PanelView, log: Log) -> Found:
    """Every record counts, waits, or is of a forked key: one of the three."""
    sieve = view.standing.sifted
    piles = [*sieve.accepted, *sieve.pending, *(id_ for ids in sieve.forked.values() for id_ in ids)]
    once = len(piles) == len(set(piles))
    return iter(sorted(log.records.keys() ^ set(piles)) if once else ["twice"])


def _chain_is_whole(view: PanelView, log: Log) -> Found:
    accepted = set(view.standing.sifted.accepted)
    for id_ in accepted:
        record = log.records[id_]
        if record.sequence == 1:
            if record.previous:
                yield id_
            continue
        before = log.records.get(record.previous)
        follows = (
            before is not None
            and record.previous in accepted
            and before.author == record.author
            and before.sequence == record.sequence - 1
            and before.clock < record.clock
        )
        if not follows:
            yield id_


def _signed(view: PanelView, log: Log) -> Found:
    """An author's last record that counts has a signature of that author on it, or on one behind it."""
    last: dict[str, tuple[int, str]] = {}
    for id_ in view.standing.sifted.accepted:
        record = log.records[id_]
        last[record.author] = max(last.get(record.author, (0, "")), (record.sequence, id_))
    reached = {(head.author, log.records[head.record].sequence) for head in log.heads if head.record in log.records}
    for author, (sequence, id_) in last.items():
        if not any(by == author and place >= sequence for by, place in reached):
            yield id_


def _one_in_a_place(view: PanelView, log: Log) -> Found:
    places: dict[tuple[str, int], str] = {}
    for id_ in view.standing.sifted.accepted:
        record = log.records[id_]
        if places.setdefault((record.author, record.sequence), id_) != id_:
            yield id_


def _nothing_after_a_fork(view: PanelView, log: Log) -> Found:
    forked = view.standing.sifted.forked
    first = {author: min(log.records[id_].sequence for id_ in ids) for author, ids in forked.items()}
    for id_ in view.standing.sifted.accepted:
        record = log.records[id_]
        if record.author in first and record.sequence >= first[record.author]:
            yield id_


def _order_respects_clocks(view: PanelView, log: Log) -> Found:
    accepted = view.standing.sifted.accepted
    keys = [(log.records[id_].clock, id_) for id_ in accepted]
    return (keys[place][1] for place in range(1, len(keys)) if keys[place - 1] >= keys[place])


def _erased_is_gone(view: PanelView, log: Log) -> Found:
    gone = {
        record.about
        for id_ in view.standing.sifted.accepted
        if (record := log.records[id_]).kind == ERASE and record.author in log.leads and record.about
    }
    for id_, record in log.records.items():
        if record.about in gone and record.kind != ERASE and record.payload is not None:
            yield id_


def _certificate_stays(view: PanelView, _log: Log) -> Found:
    for topic, record in view.standing.of(ERASE):
        said = record.payload
        if said is not None and not (said.get("why") and said.get("person")):
            yield view.standing.ids[topic]


def _stands_counts(view: PanelView, _log: Log) -> Found:
    accepted = set(view.standing.sifted.accepted)
    ids = [*view.standing.ids.values(), *(id_ for ids in view.standing.conflicts.values() for id_ in ids)]
    return (id_ for id_ in ids if id_ not in accepted)


def _stands_unreplaced(view: PanelView, log: Log) -> Found:
    """What stands is superseded by nothing of its topic that its kind lets be said."""
    by_topic: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    counted = {*view.standing.ids.values(), *(id_ for ids in view.standing.conflicts.values() for id_ in ids)}
    for id_ in counted:
        record = log.records[id_]
        by_topic[record.topic].update(record.supersedes)
    for topic, ids in _live(view).items():
        for id_ in ids:
            own = KINDS[topic[0]].own
            others = (
                other
                for other in counted
                if id_ in log.records[other].supersedes
                and log.records[other].topic == topic[:3]
                and (not own or log.records[other].author == topic[3])
            )
            if id_ in by_topic[topic[:3]] and any(others):
                yield id_


def _topic_stands_or_conflicts(view: PanelView, _log: Log) -> Found:
    found = view.standing
    for topic in found.records.keys() & found.conflicts.keys():
        yield "/".join(topic[:3])
    for topic, ids in found.conflicts.items():
        if len(set(ids)) < 2:  # noqa: PLR2004 - it takes two
            yield "/".join(topic[:3])


def _topic_fits(view: PanelView, log: Log) -> Found:
    for topic, ids in _live(view).items():
        for id_ in ids:
            record = log.records[id_]
            own = record.author if KINDS[record.kind].own else ""
            if (*record.topic, own) != topic:
                yield id_


def _author_may(view: PanelView, log: Log) -> Found:
    by_key = {member.signs: member for member in view.members.values()}
    for ids in _live(view).values():
        for id_ in ids:
            record = log.records[id_]
            member = by_key.get(record.author)
            if member is None or KINDS[record.kind].by.isdisjoint(member.roles):
                yield id_


def _live(view: PanelView) -> dict[tuple[str, str, str, str], tuple[str, ...]]:
    return {**{topic: (id_,) for topic, id_ in view.standing.ids.items()}, **view.standing.conflicts}


def chain_rules() -> dict[str, tuple[Rule, str]]:
    """Give the rules by id, each with what it means when one is broken."""
    return {
        "named-by-hash": (_named_by_hash, _("A record is not what its name says.")),
        "payload-fits": (_payload_fits, _("What a record says is not what was signed.")),
        "sorted-out-once": (_sorted_out_once, _("A record neither counts nor waits nor is of a forked key.")),
        "chain-is-whole": (_chain_is_whole, _("A record counts although its chain is not whole.")),
        "signed": (_signed, _("A record counts that nobody signed.")),
        "one-in-a-place": (_one_in_a_place, _("Two records count in one place of a chain.")),
        "nothing-after-a-fork": (_nothing_after_a_fork, _("A record counts after its key was used twice.")),
        "order-respects-clocks": (_order_respects_clocks, _("Records stand in an order that depends on chance.")),
        "erased-is-gone": (_erased_is_gone, _("Something of an erased application is still there.")),
        "certificate-stays": (_certificate_stays, _("An erasure has no reason or nobody who decided it.")),
        "stands-counts": (_stands_counts, _("Something stands that does not count.")),
        "stands-unreplaced": (_stands_unreplaced, _("Something stands although it was corrected.")),
        "stands-or-conflicts": (_topic_stands_or_conflicts, _("Something both stands and is contradicted.")),
        "topic-fits": (_topic_fits, _("Something stands for what it does not speak of.")),
        "author-may": (_author_may, _("Something stands that its author may not say.")),
    }
