"""A name is found in the forms in which people write it, and words that only look like it stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.names import WholeNames, name_places, whole_name_places


def shown(text, places):
    for start, end in reversed(places):
        text = f"{text[:start]}[n]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Jane Smith-Jones", "Mrs Smith and Jones, SMITH-JONES", "Mrs [n] and [n], [n]-[n]"),
        ("Zoë Müller", "Zoe's ward; MULLER, zoë", "[n]'s ward; [n], [n]"),
        ("Zoe Muller", "Zoe\N{COMBINING DIAERESIS} Mu\N{COMBINING DIAERESIS}ller", "[n] [n]"),
        ("Søren Łuk", "Soren Luk and søren", "[n] [n] and [n]"),
        ("Jane Smith", "Jane\nSmith led; J. Smith, J Smith and Smith, J. too", "[n]\n[n] led; [n] [n] and [n] too"),
        ("Jane Smith", "J.S. and J. S. wrote", "[n] and [n] wrote"),
        ("Jane Smith", "@jsmith, jsmith7, janesmith, SmithJane, jane_smith", "@[n], [n]7, [n], [n], [n]_[n]"),
        ("Jane Smith", "Smi\N{SOFT HYPHEN}th and Ja\N{ZERO WIDTH SPACE}ne", "[n] and [n]"),
        ("Siân O'Brien", "o'brien and O\N{RIGHT SINGLE QUOTATION MARK}Brien, obrien, Sian", "[n] and [n], [n], [n]"),
        ("Dr Jane Smith", "Dr House saw Smith", "Dr House saw [n]"),
        ("Ann Long", "A long way along the ward", "[n] way along the ward"),
        ("Al A", "Al also saw AL's ward.", "[n] also saw [n]'s ward."),
        ("Jane Smith", "Smith. A year later Smithson came", "[n]. A year later Smithson came"),
        ("李小龙", "李小龙说", "李小龙说"),
        ("李 小龙", "我 李 小龙 来", "我 [n] 来"),
        ("!!!", "What!!!", "What!!!"),
        ("", "What", "What"),
    ],
)
def test_a_name_is_found_as_people_write_it(name: str, text: str, expected: str):
    assert shown(text, name_places(text, name)) == expected


def test_parts_that_are_words_count_only_as_they_are_written_and_from_a_length():
    assert shown(
        "Will will mark; Jo too", name_places("Will will mark; Jo too", "Will Jo", shortest=3, cased=True)
    ) == ("[n] will mark; Jo too")


def test_of_others_the_whole_name_is_found_and_no_part():
    text = "Long ago ANN  LONG, and Long, Ann; Ann was long gone"
    assert shown(text, whole_name_places(text, "Ann Long")) == "Long ago [n], and [n]; Ann was long gone"
    assert whole_name_places(text, "Jo Li") == ()
    assert whole_name_places(text, " ") == ()
    found = WholeNames(["Ann Long", "Jo Li", " ", "Gone Ann"]).places(text)
    assert sorted(found) == [((9, 18), "Ann Long"), ((24, 33), "Ann Long")]


@given(st.text(max_size=80), st.text(max_size=40))
def test_places_are_in_order_apart_and_in_the_text(text: str, name: str):
    for places in (name_places(text, name), whole_name_places(text, name)):
        ends = [0, *(end for place in places for end in place), len(text)]
        assert ends == sorted(ends)


def test_no_name_or_text_keeps_the_office_busy():
    begun = time.process_time()
    for name in ("a " * 1000, "a" * 4000, "A.B-" * 1000, "\N{COMBINING ACUTE ACCENT}" * 4000):
        for text in ("a " * 10_000, "A. " * 6000, "a\N{SOFT HYPHEN}" * 10_000, "Aa'" * 6000):
            name_places(text, name)
            whole_name_places(text, name)
    assert time.process_time() - begun < 10
