"""Names in what was typed are masked as they are written; words that only look like parts of names stay."""

from __future__ import annotations

import pytest

from leadready.panel.masking import masked, names_one_of
from leadready.panel.names import WholeNames


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
    assert masked(text, WholeNames(["Jo Li", " "]), "[o]", {"Will Marsh": "[n]"}) == expected


def test_a_name_that_is_a_pattern_is_taken_as_it_is_written():
    assert masked("a.b and axb", WholeNames(["a.b"]), "\\1", {}) == "\\1 and axb"


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("Ann Rater", True),
        ("dr. ann rater", True),
        ("Prof Rater", True),
        ("Ann", True),
        ("Ann Other Rater", True),
        ("Lea Lead", False),
        ("Prof Lea Lead", False),
        ("Dr", False),
        ("", False),
        ("Annabel Rater-Jones", False),
    ],
)
def test_somebody_is_known_with_or_without_title_and_first_name(person: str, expected: bool):
    assert names_one_of(person, ["Prof. Ann Rater", "Sir", ""]) is expected
