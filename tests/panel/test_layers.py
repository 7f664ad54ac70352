from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel import layers
from leadready.panel.layers import Layered, grown

ENTRIES = st.dictionaries(st.integers(0, 12), st.integers(), max_size=6)


@given(st.lists(ENTRIES, min_size=1, max_size=8), st.integers(0, 5))
def test_a_grown_mapping_is_the_one_that_copying_gives(several, most):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(layers, "MOST", most)
        known, copied = several[0], dict(several[0])
        for new in several[1:]:
            before, was = known, dict(known)
            known, copied = grown(known, new), {**copied, **new}
            assert known == copied
            assert copied == known
            assert list(known.items()) == list(copied.items())
            assert len(known) == len(copied)
            assert [key in known for key in range(13)] == [key in copied for key in range(13)]
            assert dict(before) == was  # what was there before is as it was


def test_a_large_mapping_is_shared_until_enough_lies_on_top():
    large = dict.fromkeys(range(10_000))
    one = grown(large, {-1: None})
    assert isinstance(one, Layered)
    assert one.below is large
    for number in range(layers.MOST - 1):
        one = grown(one, {-2 - number: None})
    assert isinstance(one, Layered)
    assert len(one) == 10_000 + layers.MOST
    assert isinstance(grown(one, {"last": None}), dict)
    assert grown(one, {}) is one
