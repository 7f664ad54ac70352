from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leadready.canonical import canonical
from leadready.exchange.strict_json import on_one_line, read_strict, shown, visible
from leadready.instrument.problems import ProblemsFound

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
DOCUMENTS = st.dictionaries(
    WORDS,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**17), 10**17) | WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=5,
)


def read(text, **options):
    return read_strict(text, "a.json", advice="Ask again.", **options)


@given(DOCUMENTS)
def test_what_is_written_is_read_and_written_the_same(document):
    content = canonical(document)
    assert read(content.decode()) == document
    assert canonical(read(content.decode())) == content


@given(DOCUMENTS)
def test_the_order_of_names_and_spaces_do_not_matter(document):
    other = json.dumps(dict(reversed(document.items())), indent=3)
    assert canonical(read(other)) == canonical(document)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"a": 1,\n "a": 2}', "json-duplicate-key", 0),
        ('{"a": {"b": 1, "b": 1}}', "json-duplicate-key", 0),
        ('{"a": NaN}', "json-number", 0),
        ('{"a": -Infinity}', "json-number", 0),
        ('{"a": 1.5}', "json-number", 0),
        ('{"a": 1e3}', "json-number", 0),
        ('{"a": ' + "9" * 19 + "}", "json-number", 0),
        ('{"a": ' + "9" * 1_000_000 + "}", "json-number", 0),
        ('{"a": "\\ud800"}', "half-character", 0),
        ('{"\\udfff": 1}', "half-character", 0),
        ('{"a": "\\uDC00"}', "half-character", 0),
        ("[" * 100_000, "json-depth", 0),
        ('{"a":' * 17 + "1" + "}" * 17, "json-depth", 0),
        ("[1]", "json-form", 0),
        ("null", "json-form", 0),
        ('{"a": 1,\n}', "json-syntax", 2),
        ("", "json-syntax", 1),
    ],
)
def test_each_trick_is_refused_by_name(text, code, line):
    with pytest.raises(ProblemsFound) as caught:
        read(text)
    [problem] = caught.value.problems
    assert (problem.code, problem.line, problem.advice) == (code, line, "Ask again.")


def test_a_format_without_numbers_refuses_them():
    with pytest.raises(ProblemsFound, match="json-number"):
        read('{"a": 1}', whole_numbers=False)
    assert read('{"a": "1"}', whole_numbers=False) == {"a": "1"}


def test_what_is_shown_of_a_strange_text_is_short_and_harmless():
    assert shown("a\nb\x1b[31m\u202e\ud800") == "a�b�[31m��"
    assert shown("x" * 100) == "x" * 60 + "…"


def test_as_deep_as_it_may_be_is_read_and_one_level_more_is_not():
    assert read('{"a":' * 15 + "{}" + "}" * 15)
    assert read('{"a":' * 15 + "1" + "}" * 15)
    assert read('{"a":' + "[" * 15 + "]" * 15 + "}")
    for leaf in ("1", '"b"', "null", "[]"):
        with pytest.raises(ProblemsFound, match="json-depth"):
            read('{"a":' * 16 + leaf + "}" * 16)


@pytest.mark.parametrize("number", ["9" * 18, "-" + "9" * 18])
def test_whole_numbers_have_at_most_eighteen_digits(number):
    assert read(f'{{"a":{number}}}') == {"a": int(number)}
    with pytest.raises(ProblemsFound, match="json-number"):
        read(f'{{"a":{number}0}}')


HIDDEN = {
    chr(n) for n in (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


@given(
    st.text(st.one_of(st.characters(), st.sampled_from(sorted(HIDDEN))), max_size=12) | st.text("abc \n\t", max_size=6)
)
def test_what_is_visible_of_a_text_is_all_but_what_is_hidden(text):
    assume(not re.search("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5}", text))
    assert visible(text) == unicodedata.normalize("NFC", "".join(mark for mark in text if mark not in HIDDEN))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jo One\nABC234\tSam Two", "Jo One ABC234 Sam Two"),
        ("Jo\u2028One\u2029", "Jo One"),
        ("J\u200bo\u00ad O\ufeffne\u200e", "Jo One"),
        ("\u200b\u2060", ""),
        ("Zoe\u0308 \u0627\u200c\u0646", "Zo\u00eb \u0627\u200c\u0646"),
        ("Jo" + "\u0301" * 300, "J\u00f3" + "\u0301" * 3),
    ],
)
def test_a_name_is_one_line_that_is_what_it_looks_like(name: str, expected: str):
    assert on_one_line(name) == expected


def test_accents_in_heaps_are_cut_down_to_what_a_language_may_have():
    assert visible("a" + "\u0323\u0302" * 50) == "\u1ead\u0323\u0302"
    assert visible("\u1ec7 is one letter") == "\u1ec7 is one letter"
