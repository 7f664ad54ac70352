"""Cleaning and breaking of text, for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.report import paper, writing

paper.prepare()
BODY = paper.STYLES["body"]
TYPED = st.text() | st.text(st.sampled_from(" \n\tab-–/éж漢\u0301\u200b\u202e"), max_size=200)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("BP <90 systolic & HR >120", "BP <90 systolic & HR >120"),
        ("<img src='x'/>", "<img src='x'/>"),
        ("e\u0301", "é"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("one\n\n\n\ntwo\n", "one\n\ntwo"),
        ("a\x00b\x07c\x1b", "abc"),
        ("abc\u202etxt\u202c\u2066x\u2069", "abctxtx"),
        ("a\tb", "a b"),
        ("a\u00a0b", "a\u00a0b"),
        ("a\u3000b\u2003c", "a b c"),
        ("ж Ω ŵ", "ж Ω ŵ"),
        ("漢字", "\ufffd\ufffd"),
        ("😀️", "\ufffd"),
        ("\ue000\U0010ffff\ud800", "\ufffd\ufffd\ufffd"),
    ],
)
def test_cleaning(typed: str, shown: str):
    assert writing.clean(typed) == shown


@given(TYPED)
def test_clean_text_stays_as_it_is_and_can_be_drawn(typed: str):
    cleaned = writing.clean(typed)
    assert writing.clean(cleaned) == cleaned
    known = paper.letters(paper.REGULAR) | paper.letters(paper.FALLBACK)
    assert set(cleaned) <= known | {"\n"}


@given(TYPED, st.floats(20, 500))
def test_lines_hold_the_whole_text_within_their_room(typed: str, room: float):
    lines = writing.in_lines(typed, BODY, room)
    assert "".join(lines) == writing.clean(typed).replace("\n", " ")
    for line in lines:
        assert writing.width(line.rstrip(" "), BODY) <= room + 1e-6


@given(st.lists(st.text(st.sampled_from("abcdefg"), min_size=1, max_size=12), min_size=1, max_size=40))
def test_words_that_fit_are_never_cut(typed: list[str]):
    lines = writing.in_lines(" ".join(typed), BODY, 90)
    assert [word for line in lines for word in line.split()] == typed


def test_words_part_at_a_hyphen_between_letters_only():
    assert writing.in_lines("self-awareness", BODY, 60) == ["self-", "awareness"]
    assert writing.in_lines("from -5 to 12-30", BODY, 52) == ["from -5 to ", "12-30"]
    assert writing.in_lines("and/or", BODY, 30) == ["and/", "or"]


def test_a_broken_line_ends_with_a_space_so_that_words_stay_apart():
    lines = writing.in_lines("one two three four five six seven", BODY, 60)
    assert len(lines) > 2
    assert all(line.endswith(" ") for line in lines[:-1])


@given(st.text(max_size=300), st.floats(30, 300))
def test_a_shortened_line_fits_and_says_that_it_is_cut(typed: str, room: float):
    line = writing.shortened(typed, paper.RUNNING, room)
    assert writing.width(line, paper.RUNNING) <= room + 1e-6
    whole = " ".join(writing.clean(typed).split("\n"))
    assert line == whole or (line.endswith("…") and whole.startswith(line[:-1]))


def test_letters_of_two_fonts_are_parted_into_runs():
    found = list(writing.runs("Dr Жанна", paper.SEMIBOLD))
    assert found == [(paper.SEMIBOLD, "Dr "), (paper.FALLBACK, "Жанна")]
