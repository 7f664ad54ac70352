from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.assignment import NotEnoughRaters, assignment, reading_order

REFERENCES = [f"A{number:03}" for number in range(40)]


def loads(given_to):
    return Counter(rater for raters in given_to.values() for rater in raters)


def test_loads_are_even_and_every_pair_of_raters_shares_applications():
    found = assignment(REFERENCES, ["ann", "bob", "cat", "dan"], 2, "5")
    assert all(len(set(raters)) == 2 for raters in found.values())
    assert set(loads(found).values()) == {20}
    assert len(set(found.values())) == 6


def test_the_seed_repeats_it_and_the_order_of_codes_and_names_does_not_matter():
    one = assignment(REFERENCES, ["ann", "bob", "cat"], 2, "5")
    assert one == assignment(list(reversed(REFERENCES)), ["cat", "ann", "bob"], 2, "5")
    assert one != assignment(REFERENCES, ["ann", "bob", "cat"], 2, "6")


def test_conflicts_are_kept_and_the_loads_made_up_elsewhere():
    barred = [(reference, "ann") for reference in REFERENCES[:20]]
    found = assignment(REFERENCES, ["ann", "bob", "cat", "dan"], 2, "5", barred=barred)
    assert not any("ann" in found[reference] for reference in REFERENCES[:20])
    assert max(loads(found).values()) - min(loads(found).values()) <= 1


def test_too_few_raters_are_named():
    with pytest.raises(NotEnoughRaters) as caught:
        assignment(["A1", "B2"], ["ann", "bob"], 2, "5", barred=[("B2", "bob")])
    assert caught.value.references == ("B2",)


def test_what_was_rated_stays():
    kept = {"A000": ["zoe"], "A001": ["ann", "bob"]}
    found = assignment(REFERENCES, ["ann", "bob", "cat"], 2, "5", kept=kept)
    assert "zoe" in found["A000"]
    assert found["A001"] == ("ann", "bob")


@given(st.data())
def test_any_conflicts_are_respected_and_the_highest_load_is_as_low_as_it_can_be(data):
    references = REFERENCES[: data.draw(st.integers(1, 7))]
    raters = ["ann", "bob", "cat", "dan"][: data.draw(st.integers(2, 4))]
    pairs = [(reference, rater) for reference in references for rater in raters]
    barred = set(data.draw(st.lists(st.sampled_from(pairs), max_size=6)))
    each = data.draw(st.integers(1, 2))
    try:
        found = assignment(references, raters, each, "1", barred=barred)
    except NotEnoughRaters as short:
        assert all(sum((reference, rater) not in barred for rater in raters) < each for reference in short.references)
        return
    assert all(len(set(given)) == each for given in found.values())
    assert not any((reference, rater) in barred for reference, given in found.items() for rater in given)
    assert max(loads(found).values()) == least_highest_load(references, raters, each, barred)


def least_highest_load(references, raters, each, barred):
    """By trying everything: the lowest highest load there is."""
    from itertools import combinations

    states = {tuple([0] * len(raters))}
    for reference in references:
        free = [place for place, rater in enumerate(raters) if (reference, rater) not in barred]
        states = {
            tuple(load + (place in chosen) for place, load in enumerate(state))
            for state in states
            for chosen in combinations(free, each)
        }
    return min(max(state) for state in states)


def test_every_rater_reads_in_an_order_of_their_own_that_repeats():
    orders = {
        (rater, criterion): tuple(reading_order(REFERENCES, "5", rater, criterion))
        for rater in ("ann", "bob")
        for criterion in ("led", "why")
    }
    assert len(set(orders.values())) == 4
    assert all(sorted(order) == REFERENCES for order in orders.values())
    assert reading_order(list(reversed(REFERENCES)), "5", "ann", "led") == list(orders["ann", "led"])
