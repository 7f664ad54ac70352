"""The hash of a record: SHA-256, whoever works it out."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from leadready.store.hashing import record_hash, text_hash


@given(st.text(st.characters()))
def test_a_text_has_the_hash_that_everybody_works_out(text: str):
    assert text_hash(text) == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def test_the_fields_of_a_record_are_kept_apart():
    # printf '["b1-1", "4", null]' | sha256sum
    assert record_hash("b1-1", "4", None) == "8de1abdf130540b2a124a3df4a2ab293ed1be821c3e78ce582a86d52eb83fa8d"
    assert record_hash("ab", "c") != record_hash("a", "bc")
    assert record_hash(b"\xff") != record_hash("\xff")
