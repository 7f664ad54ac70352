"""What of a log counts, case by case; the laws of merging are in `test_merge_laws.py`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from leadready.panel.log import ERASE, Head, Log, sifted
from leadready.panel.record import Statement, record_id
from leadready.panel.standing import standing
from tests.panel.logs import AT, LEAD, LEADS, OTHER_LEAD, RATER, SECOND, Desk, head, log_of, sign

OWN = frozenset({"rate", "note"})


def view(log):
    return standing(log, sifted(log), lambda record: record.kind != ERASE or record.author in LEADS, OWN)


def test_a_correction_takes_the_place_of_what_it_supersedes():
    desk = Desk(RATER)
    first = desk.write("rate", {"mark": 2}, about="A1", part="led")
    second = desk.write("rate", {"mark": 4}, about="A1", part="led", supersedes=[record_id(first)])
    found = view(log_of(desk.chain, [head(second)]))
    assert found.records == {("rate", "A1", "led", RATER): second}
    assert found.conflicts == {}


def test_two_corrections_of_one_record_are_a_conflict_until_both_are_superseded():
    one, other = Desk(LEAD), Desk(OTHER_LEAD)
    first = one.write("decide", {"outcome": "offered"}, about="A1")
    second = other.write("decide", {"outcome": "reserve"}, about="A1")
    heads = [head(first), head(second)]
    found = view(log_of([first, second], heads))
    assert found.records == {}
    assert found.conflicts == {("decide", "A1", "", ""): tuple(sorted((record_id(first), record_id(second))))}
    last = one.write("decide", {"outcome": "offered"}, about="A1", supersedes=[record_id(first), record_id(second)])
    found = view(log_of([first, second, last], [*heads, head(last)]))
    assert found.records == {("decide", "A1", "", ""): last}
    assert found.conflicts == {}


def test_nobody_supersedes_another_ones_rating():
    one, other = Desk(RATER), Desk(SECOND)
    first = one.write("rate", {"mark": 2}, about="A1", part="led")
    second = other.write("rate", {"mark": 5}, about="A1", part="led", supersedes=[record_id(first)])
    found = view(log_of([first, second], [head(first), head(second)]))
    assert found.records == {("rate", "A1", "led", RATER): first, ("rate", "A1", "led", SECOND): second}


def test_nothing_supersedes_a_record_of_another_topic():
    desk = Desk(RATER)
    first = desk.write("rate", {"mark": 2}, about="A1", part="led")
    second = desk.write("rate", {"mark": 3}, about="B2", part="led", supersedes=[record_id(first)])
    assert len(view(log_of(desk.chain, [head(second)])).records) == 2


def test_records_wait_for_those_before_them_and_for_a_signature():
    desk = Desk(RATER)
    first, second, third = (desk.write("rate", {"mark": 1}, about=about) for about in ("A1", "B2", "C3"))
    late = log_of([second, third], [head(second)])
    assert sifted(late).pending == {record_id(second), record_id(third)}
    now = late.merged({record_id(first): first}, [])
    assert sifted(now).accepted == (record_id(first), record_id(second))
    assert sifted(now).pending == {record_id(third)}


def test_a_key_used_on_two_computers_counts_up_to_the_fork_and_no_further():
    desk = Desk(RATER)
    common = desk.write("rate", {"mark": 1}, about="A1")
    twin = desk.forked()
    here, there = desk.write("rate", {"mark": 2}, about="B2"), twin.write("rate", {"mark": 5}, about="B2")
    log = log_of([common, here, there], [head(here), head(there)])
    assert sifted(log).accepted == (record_id(common),)
    assert sifted(log).forked == {RATER: {record_id(here), record_id(there)}}


def test_only_a_lead_erases():
    rater, lead = Desk(RATER), Desk(LEAD)
    mark = rater.write("rate", {"mark": 1}, about="A1")
    attempt = rater.write(ERASE, {"why": "mine"}, about="A1")
    log = log_of(rater.chain, [head(attempt)])
    assert log.records[record_id(mark)].payload is not None
    proper = lead.write(ERASE, {"why": "asked for"}, about="A1")
    log = log.merged({record_id(proper): proper}, [head(proper)])
    assert log.records[record_id(mark)].payload is None
    assert log.records[record_id(proper)].payload["why"] == "asked for"
    # An old memory stick brings nothing back.
    assert log.merged({record_id(mark): mark}, []).records[record_id(mark)].payload is None


def test_an_erasure_that_nobody_signed_erases_nothing():
    rater, lead = Desk(RATER), Desk(LEAD)
    mark = rater.write("rate", {"mark": 1}, about="A1")
    attempt = lead.write(ERASE, {"why": "forged"}, about="A1")
    log = log_of([mark, attempt], [head(mark)])
    assert log.records[record_id(mark)].payload is not None
    assert log.merged({}, [head(attempt)]).records[record_id(mark)].payload is None


def test_nobody_goes_on_with_anothers_chain():
    """A record that names another author's as the one before it stands in no chain."""
    mine = Desk(RATER)
    first = mine.write("rate", {"mark": 1}, about="A1")
    other = Desk(SECOND, list(mine.chain))
    stolen = other.write("rate", {"mark": 5}, about="A1")
    assert sifted(log_of([first, stolen], [head(first), head(stolen)])).accepted == (record_id(first),)


def test_a_signature_counts_under_ones_own_records_only():
    mine = Desk(RATER)
    record = mine.write("rate", {"mark": 1}, about="A1")
    others = Head(SECOND, record_id(record), sign(SECOND, record_id(record)))
    assert sifted(log_of([record], [others])).accepted == ()


def test_a_withheld_payload_can_arrive_later_and_is_checked_against_its_hash():
    desk = Desk(RATER)
    record = desk.write("rate", {"mark": 3}, about="A1")
    bare = replace(record, payload=None)
    assert record_id(bare) == record_id(record)
    assert log_of([bare], [head(record)]).merged({record_id(record): record}, []) == log_of([record], [head(record)])
    assert record.is_whole
    assert bare.is_whole
    assert not replace(record, payload={**record.payload, "mark": 5}).is_whole


def test_writing_signs_the_last_record_and_goes_on_where_the_chain_ends():
    salts = iter(f"{number:032x}" for number in range(9))
    log = Log(LEADS)
    for batch in (("A1", "B2"), (), ("C3",)):
        statements = [Statement("rate", {"mark": 3}, about, "led") for about in batch]
        log = log.extended(statements, RATER, lambda id_: sign(RATER, id_), salts=salts, at=AT)
    chain = [log.records[id_] for id_ in sifted(log).accepted]
    assert [(record.sequence, record.clock, record.about) for record in chain] == [
        (1, 1, "A1"),
        (2, 2, "B2"),
        (3, 3, "C3"),
    ]
    assert all(later.previous == record_id(earlier) for earlier, later in pairwise(chain))
    # The last signature signs all of the chain, so those before it are not kept.
    assert [one.record for one in log.heads] == [record_id(chain[-1])]
    assert len({record.digest for record in chain}) == 3


@pytest.mark.parametrize("broken", [{"sequence": 3}, {"clock": 1}, {"previous": "e" * 64}])
def test_a_record_out_of_its_place_never_counts(broken):
    desk = Desk(RATER)
    first, second = desk.write("rate", about="A1"), desk.write("rate", about="B2")
    wrong = replace(second, **broken)
    assert sifted(log_of([first, wrong], [head(first), head(wrong)])).accepted == (record_id(first),)
