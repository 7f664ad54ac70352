"""P1 to P14: the laws that make an exchange by memory stick safe, each a test of its own; and any order of doings.

`LEADREADY_EXAMPLES=500` asks for that many examples of each; `docs/testing.md` says what was run.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready.canonical import canonical
from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import bundle_file, head_signature, open_bundle, whole_log
from leadready.exchange.campaign_file import campaign_file
from leadready.panel.invariants import breaches, rule_ids
from leadready.panel.kinds import KINDS, OWN
from leadready.panel.log import Growth, Head, Log, sifted
from leadready.panel.merit import merits
from leadready.panel.ranking import lot, ranking
from leadready.panel.record import record_id
from leadready.panel.view import panel_view
from leadready.workflow.panel import members, office, rating
from leadready.workflow.panel.audit import standings
from leadready.workflow.panel.panel import begin_panel, open_panel
from tests.panel.laptops import CAMPAIGN as REAL
from tests.panel.laptops import NOW, PEOPLE, RATERS, Laptop, taken
from tests.panel.logs import head, sign
from tests.panel.rounds import KEYS, Round
from tests.panel.stories import CAMPAIGN, arrivals, log_of, stories

laws = settings(max_examples=int(os.environ.get("LEADREADY_EXAMPLES", "60")))


def merged(log, other):
    return log.merged(other.records, other.heads)


def shown(log):
    """All that is shown of a log, and the ranking as bytes."""
    view = panel_view(CAMPAIGN, log)
    return view, canonical(standings(view))


@laws
@given(arrivals(parts=1))
def test_p1_it_does_not_matter_who_is_merged_into_whom(made):
    _story, parts = made
    one, other = (log_of(*part) for part in parts)
    assert merged(one, other) == merged(other, one)


@laws
@given(arrivals(parts=2))
def test_p2_it_does_not_matter_what_is_put_together_first(made):
    _story, parts = made
    one, two, three = (log_of(*part) for part in parts)
    assert merged(merged(one, two), three) == merged(one, merged(two, three))


@laws
@given(arrivals(parts=1))
def test_p3_what_comes_twice_changes_nothing(made):
    _story, parts = made
    one, other = (log_of(*part) for part in parts)
    once = merged(one, other)
    assert merged(once, other) == merged(once, one) == merged(once, once) == once


@laws
@given(arrivals(parts=3), st.data())
def test_p4_any_order_doubling_and_partition_shows_the_same_to_the_byte(made, data):
    story, parts = made
    whole = shown(story.log())
    order = data.draw(st.permutations([*parts, *parts[:2]]))
    assert shown(reduce(merged, (log_of(*part) for part in order))) == whole


@laws
@given(arrivals(parts=3))
def test_p5_no_record_is_ever_dropped(made):
    _story, parts = made
    whole, seen = log_of(), set()
    for part in parts:
        one = log_of(*part)
        seen |= one.records.keys()
        whole = merged(whole, one)
        assert whole.records.keys() == seen


@laws
@given(stories())
def test_p6_there_is_a_conflict_exactly_where_two_records_of_a_topic_stand(story):
    log = story.log()
    found = panel_view(CAMPAIGN, log).standing
    # Worked out anew from the rules: who may say it, what was superseded by whom.
    locks = {
        (record.about, record.author): record.sequence for record in log.records.values() if record.kind == "locked"
    }
    for id_ in reversed(found.sifted.accepted):
        record = log.records[id_]
        if record.kind == "locked":
            locks[record.about, record.author] = min(record.sequence, locks[record.about, record.author])
    roles = {member.signs: set(member.roles) for member in CAMPAIGN.members}
    topics = defaultdict(dict)
    for id_ in found.sifted.accepted:
        record = log.records[id_]
        kind = KINDS.get(record.kind)
        late = record.kind == "rated" and record.sequence > locks.get((record.about, record.author), record.sequence)
        if kind is not None and kind.by & roles[record.author] and not late:
            topics[*record.topic, record.author if record.kind in OWN else ""][id_] = record
    live = {
        topic: {id_ for id_ in records if not any(id_ in other.supersedes for other in records.values())}
        for topic, records in topics.items()
    }
    assert {topic: set(ids) for topic, ids in found.conflicts.items()} == {
        topic: ids for topic, ids in live.items() if len(ids) != 1
    }
    assert {topic: {id_} for topic, id_ in found.ids.items()} == {
        topic: ids for topic, ids in live.items() if len(ids) == 1
    }


RELATIONS = st.lists(
    st.lists(st.sampled_from(("none", "none", "none", "managed")), min_size=5, max_size=5), min_size=3, max_size=3
)


@settings(max_examples=laws.max_examples // 3)
@given(RELATIONS, st.sets(st.sampled_from(RATERS), max_size=3))
def test_p7_recusals_and_leavers_leave_nothing_stuck(relations, leavers):
    """Either everything can be given to others and finished, or the lead is told what cannot, and nothing changed."""
    references = ("A1", "B2", "C3")
    lea = Laptop("lea")
    for reference in references:
        lea.receive(reference)
    office.release_names(lea)
    laptops = {name: Laptop(name) for name in RATERS}
    for place, (name, laptop) in enumerate(laptops.items()):
        taken(laptop, office.pack(lea, lea.view.members[name]))
        rating.declare(laptop, {f"N-{reference}": relations[row][place] for row, reference in enumerate(references)})
        taken(lea, rating.hand_in(laptop))
    for name in sorted(leavers):
        members.retire(lea, name, "Left.")
    able = {
        reference: {name for place, name in enumerate(RATERS) if relations[row][place] == "none"} - leavers
        for row, reference in enumerate(references)
    }
    short = sorted(reference for reference, names in able.items() if len(names) < REAL.raters_each)
    if short:
        before = lea.log
        with pytest.raises(LeadreadyError) as told:
            office.assign(lea)
        assert all(reference in told.value.what for reference in short)
        assert lea.log == before
        return
    office.assign(lea)
    for name in set(RATERS) - leavers:
        laptop = laptops[name]
        taken(laptop, office.pack(lea, lea.view.members[name]))
        for reference in rating.to_rate(laptop, "led"):
            for criterion in REAL.criteria:
                rating.rate(laptop, reference, criterion, 3, "")
            rating.lock(laptop, reference)
        laptop.check()
        taken(lea, rating.hand_in(laptop))
    lea.check()
    assert {reference: merit.total for reference, merit in merits(lea.view).items()} == dict.fromkeys(references, 50)


@laws
@given(arrivals(parts=3))
def test_p8_what_a_lead_erased_stays_erased(made):
    story, (*early, everything) = made
    whole = log_of(*everything)
    sieve = sifted(whole)
    counted = {*sieve.accepted, *(id_ for ids in sieve.forked.values() for id_ in ids)}
    gone = {
        record.about
        for id_, record in whole.records.items()
        if record.kind == "erase" and record.author in whole.leads and id_ in counted
    }
    for part in [*early, (story.records(), story.heads())]:
        whole = merged(whole, log_of(*part))
        for record in whole.records.values():
            if record.about in gone and record.kind != "erase":
                assert record.payload is None


@laws
@given(stories(), st.data())
def test_p9_forged_altered_and_unsigned_records_change_no_view(story, data):
    log = story.log()
    victim = data.draw(st.sampled_from(story.records()))
    forged = replace(victim, about="Z9", digest="f" * 64, payload=None)
    unsigned = replace(victim, sequence=victim.sequence + 1, previous=record_id(victim), clock=victim.clock + 1)
    jumped = replace(victim, sequence=victim.sequence + 5, previous=record_id(victim), clock=victim.clock + 9)
    stranger = replace(jumped, author="9" * 64)
    others_head = Head(KEYS["bob"], record_id(victim), sign(KEYS["bob"], record_id(victim)))
    after = merged(log, log_of([forged, unsigned, jumped, stranger], [head(jumped), head(stranger), others_head]))
    if victim.author == KEYS["bob"]:
        return  # then the head is bob's own, and counts
    before_view, after_view = panel_view(CAMPAIGN, log), panel_view(CAMPAIGN, after)
    assert replace(before_view, standing=after_view.standing) == after_view
    assert after_view.standing.sifted.accepted == before_view.standing.sifted.accepted


@laws
@given(stories())
def test_p10_kinds_that_are_not_known_yet_are_kept_and_handed_on(story):
    strange = story.write("ann", "from-the-future", {"more": [1, {"deep": "yes"}]}, about="Q7")
    log = story.log()
    assert log.records[record_id(strange)].payload["more"] == [1, {"deep": "yes"}]
    records, _heads = whole_log(log)
    assert strange in records


@settings(max_examples=laws.max_examples // 3)
@given(RELATIONS)
def test_p11_no_rater_has_a_name_beside_an_answer(relations):
    lea = Laptop("lea")
    references = ("A1", "B2", "C3")
    for reference in references:
        lea.receive(reference)
    office.release_names(lea)
    for place, name in enumerate(RATERS):
        laptop = Laptop(name)
        taken(laptop, office.pack(lea, lea.view.members[name]))
        rating.declare(laptop, {f"N-{code}": relations[row][place] for row, code in enumerate(references)})
        taken(lea, rating.hand_in(laptop))
    with suppress(LeadreadyError):  # too few may rate some; then nobody gets answers
        office.assign(lea)
    for name in RATERS:
        laptop = Laptop(name)
        taken(laptop, office.pack(lea, lea.view.members[name]))
        laptop.check()
        for record in laptop.log.records.values():
            if record.payload is not None and record.kind != "named":
                assert "Name of" not in repr(record.payload)
        view = laptop.view
        assert not view.names.keys() & {reference for reference, _prompt in view.answers}
        assert all(one.private is None and one.responses is None for one in view.applicants.values())


@laws
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=5),
    st.permutations(["A1", "B2", "C3", "D4", "E5"]),
)
def test_p12_the_ranking_hangs_neither_on_the_order_of_applicants_nor_on_their_codes(marks, codes):
    def places(names):
        made = Round()
        made.receive(*names)
        for name, (led, why) in zip(names, marks, strict=True):
            made.rate("ann", name, led, why)
        return {one.reference: one for one in ranking(made.campaign, merits(made.view()).values())}

    names = codes[: len(marks)]
    found, again = places(names), places(["X" + name for name in names])
    for name in names:
        one = found[name]
        assert one.rank == again["X" + name].rank
        assert {f"X{other}" for other in one.tied} == set(again["X" + name].tied)
        tied = sorted((name, *one.tied), key=lambda code: lot("5" * 32, code))
        assert tied.index(name) + 1 == one.lot


KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from leadready.exchange.keys import Keys
from leadready.exchange.signing import SigningKey
from leadready.workflow.panel.panel import open_panel

folder, seed, identity, bundle, steps = sys.argv[1:]
panel = open_panel(Keys("Lea", SigningKey(seed), identity), Path(folder), lambda: datetime(2027, 1, 10, 9, tzinfo=UTC))
left = [int(steps)]

def count():
    left[0] -= 1
    if left[0] <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0

panel.store.connection.set_progress_handler(count, 200)
panel.take_file(Path(bundle).read_bytes(), "bundle")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed by a signal there")
def test_p13_who_is_killed_while_merging_has_all_of_it_or_nothing(tmp_path):
    lea, ann = Laptop("lea"), Laptop("ann")
    for number in range(12):
        lea.receive(f"A{number}")
    office.release_names(lea)
    taken(ann, office.pack(lea, lea.view.members["ann"]))
    rating.declare(ann, dict.fromkeys(ann.view.names, "none"))
    bundle = tmp_path / "ann.lrbundle"
    bundle.write_bytes(rating.hand_in(ann))
    signed = campaign_file(REAL, PEOPLE["lea"]).decode()
    keys = PEOPLE["lea"]
    outcomes = set()
    for steps in (1, 3, 8, 100_000):
        folder = tmp_path / f"lea-{steps}"
        panel = begin_panel(signed, "a", keys, folder, lambda: NOW)
        panel.store.keep(Growth(lea.log.records, lea.log.heads))
        panel.close()
        done = subprocess.run(
            [sys.executable, "-c", KILLED, folder, keys.signing.seed, keys.identity, bundle, str(steps)], check=False
        )
        assert done.returncode in {0, -signal.SIGKILL}
        again = open_panel(keys, folder, lambda: NOW)
        declared = sum(record.kind == "declared" for record in again.log.records.values())
        assert declared in {0, 12}
        assert breaches(again.view, again.log, again.me) == ()
        # Who goes on has all of it, once.
        again.take_file(bundle.read_bytes(), "bundle")
        assert sum(record.kind == "declared" for record in again.log.records.values()) == 12
        again.close()
        outcomes.add((done.returncode, declared))
    assert (-signal.SIGKILL, 0) in outcomes
    assert (0, 12) in outcomes


@settings(max_examples=laws.max_examples // 3)
@given(stories())
def test_p14_what_was_written_to_a_file_and_read_again_is_the_same_set(story):
    log = story.log()
    records, _heads = whole_log(log)
    # The tests' own authors have no keys, so all is signed by one who has.
    keys = PEOPLE["lea"]
    heads = [
        Head(keys.signing.public, one.record, head_signature(REAL.id, one.record, keys.signing)) for one in log.heads
    ]
    found = open_bundle(bundle_file(REAL.id, records, heads, [keys.card.seals]), keys.identity, REAL.id, "a")
    assert dict(found.records) == dict(log.records)
    assert set(found.heads) == set(heads)
    again = open_bundle(
        bundle_file(REAL.id, found.records.values(), found.heads, [keys.card.seals]), keys.identity, REAL.id, "a"
    )
    assert again.records == found.records


@laws
@given(stories(forks=True))
def test_every_rule_of_a_round_holds_of_any(story):
    """Save the one that a program of somebody's own can break: who locks has marked."""
    log = story.log()
    found = {breach.rule for breach in breaches(panel_view(CAMPAIGN, log), log)}
    assert found <= {"locked-is-whole"}


def test_there_are_as_many_rules_as_were_asked_for():
    assert len(set(rule_ids())) == len(rule_ids()) >= 25


def test_the_order_of_three_logs_never_matters():
    """One case in full, all six orders: two corrections of one decision, and an erasure."""
    made = Round()
    made.receive("A1", "B2")
    made.rate("ann", "A1", 4, 3)
    made.rate("bob", "A1", 2, 3)
    made.write("lea", "erase", {"why": "Asked for.", "person": "Lea"}, about="B2")
    chains = [made.desks[name].chain for name in ("lea", "ann", "bob")]
    logs = [
        Log(frozenset({KEYS["lea"]})).merged({record_id(one): one for one in chain}, [head(chain[-1])])
        for chain in chains
    ]
    assert len({repr(panel_view(made.campaign, reduce(merged, order))) for order in permutations(logs)}) == 1
