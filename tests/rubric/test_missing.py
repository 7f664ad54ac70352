"""The missing-data rule in the words of a language."""

from __future__ import annotations

import pytest

from leadready.rubric.missing import rule_words
from tests.languages import left_in_english, speaking

RULES = [
    "all required",
    "unanswered counts nothing",
    "prorate when 75% answered",
    "prorate when 2/3 scored",
    "prorate when 3 answered, at least 1 item",
    "prorate when 50% answered, at least 2 items",
    "prorate when 50% scored, at least 2 scores",
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_said_as_the_author_wrote_it_and_can_be_translated(rule: str):
    assert rule_words(rule) == rule
    with speaking("xx-long"):
        assert left_in_english([rule_words(rule)]) == []


def test_what_is_no_rule_has_no_words():
    with pytest.raises(ValueError, match="sometimes"):
        rule_words("sometimes")
