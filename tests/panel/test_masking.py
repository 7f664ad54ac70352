"""Names in what was typed are masked as they are written; words that only look like parts of names stay."""

from __future__ import annotations

import pytest

from leadready.panel.masking import masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will Marsh was best; will he come?", "[n] was best; will he come?"),
        ("WILL MARSH", "[n]"),
        ("Marsh and Will's team", "[n] and [n]'s team"),
        ("Marshes are wet", "Marshes are wet"),
        ("Ann agreed with Jo Li", "Ann agreed with [o]"),
        ("Jo is short, Li too", "Jo is short, Li too"),
        ("", ""),
        ("(.*) \\1", "(.*) \\1"),
    ],
)
def test_names_are_masked(text: str, expected: str):
    assert masked(text, {"Jo Li": "[o]", " ": "[never]"}, {"Will Marsh": "[n]"}) == expected


def test_a_name_that_is_a_pattern_is_taken_as_it_is_written():
    assert masked("a.b and axb", {"a.b": "\\1"}, {}) == "\\1 and axb"
