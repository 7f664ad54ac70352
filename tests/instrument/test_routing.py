"""Who is asked what, and in which words."""

from __future__ import annotations

from leadready.instrument.routing import asked, not_asked, piped
from leadready.scoring.responses import Absence
from tests.rubric.small import instrument


def test_an_item_waits_until_its_condition_is_met():
    assert not_asked(instrument(), {}) == {"b2"}
    assert not_asked(instrument(), {"size": Absence.MISSING}) == {"b2"}
    assert not_asked(instrument(), {"size": "large"}) == frozenset()


def test_other_words_for_some():
    words = {item.id: item.stem for item in asked(instrument(), {"size": "small"})}
    assert words["b1"] == "Three, in a small place."
    assert "b2" not in words
    assert {item.id: item.stem for item in asked(instrument(), {})}["b1"] == "Three."


def test_an_answer_is_taken_into_a_text_as_it_was_typed():
    made = instrument()
    assert piped(made, "Think of {change}.", {"change": "{size} <b>"}) == "Think of {size} <b>."
    assert piped(made, "Think of {change}.", {}) == "Think of …."
    assert piped(made, "A {size} place, {unknown}.", {"size": "small"}) == "A Small place, {unknown}."
