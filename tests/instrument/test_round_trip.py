"""One edit changes its own place and nothing else, whatever the author's style."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.instrument.problems import ProblemsFound
from leadready.instrument.round_trip import insert, move, remove, rewrite, same, set_value
from leadready.instrument.strict_yaml import parse_yaml
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.instrument.yaml_writing import as_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.strict_yaml import Keys, Value

SHIPPED = {
    path.relative_to(assets.assessments()).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(assets.assessments().rglob("*.yaml"))
}

# A file as people write them: every style, odd spaces, comments everywhere.
MIXED = """\
# About this file.
#   (keep me)
title: Small   # a short name
plain:  two
   lines # behind
single: 'it''s'
double: "a \\"b\\""
folded: >-      # why
  one
  two

  three

literal: |
    four
      five

kept: |+
  six

empty:
nothing: ~
flow: { a: 1,b: [x , y],
        c: "z" }    # after

# about the list
list:
- one    # first
# about two
- two

- three: 3
  four: 4   # 4
  five:
    - [a, b]
    - {c: d}
-
  six: 6
# at the end
nested:
    - - a
      - b
    - id: x   # the id

      # a loose comment

      text: >
        folded
        text
last: end
# The end.
"""

TEXTS: TypeAlias = "st.SearchStrategy[str]"
words = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from(list("ab :#-?'\"{}[],&*!|>%@`\\\n\t~=.")), max_size=14),
    st.sampled_from([
        "no", "null", "~", "1.0", "true", "2026-11-24", " lead", "trail ", "a: b", "a #b", "#a", "- a", "? a", "é 🩺", "a\nb", "a\n\nb\n",
        "\n", "", "...", "---", "--- a", "<<", "*a", "&a", "!a", "a\r\nb", "\u2028", "\x85", "\ufeff", "\x00", "\x1b[31m", "x" * 200, "long words " * 20,
        "  two\n lines", "a\n b", "%TAG", "@a", "`a`", "=", "'", '"', "a\\", ":", "a:", ": a", ",", "[", "}", "\t", "\ta", "a\t", "\ud7ff", "\U0010ffff",
    ]),
)  # fmt: skip


def scalars(value: Value, keys: Keys = ()) -> Iterator[tuple[Keys, str | None]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from scalars(part, (*keys, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from scalars(part, (*keys, number))
    else:
        yield keys, value


def entries(value: Value, keys: Keys = ()) -> Iterator[Keys]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*keys, key)
        yield from entries(part, (*keys, key))


def collections(value: Value, keys: Keys = ()) -> Iterator[Keys]:
    if isinstance(value, dict | list):
        yield keys
    for inner in entries(value):
        if isinstance(plain(value, inner), dict | list):
            yield (*keys, *inner)


def lines_of(text: str, keys: Keys) -> range:
    """The lines, counted from 0, on which a value stands."""
    node = yaml_text(text, "f").node(keys)
    return range(text.count("\n", 0, node.start), text.count("\n", 0, node.end) + 1)


def changed_lines(before: str, after: str) -> set[int]:
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    return {
        line
        for tag, start, end, _from, _to in matcher.get_opcodes()
        if tag != "equal"
        for line in range(start, max(end, start + 1))
    }


def comments(text: str) -> list[str]:
    return [word for word in ("# About", "keep me", "short name", "behind", "why", "after", "about the list", "first", "about two", "# 4", "at the end", "the id", "a loose comment", "The end") if word in text]  # fmt: skip


def check_set_and_back(text: str, keys: Keys, new: str | None) -> None:
    old = plain(yaml_text(text, "f").value, keys)
    changed = set_value(text, "f", keys, new)
    assert plain(parse_yaml(changed, "f").value, keys) == new
    if changed != text:
        own = lines_of(text, keys)
        assert changed_lines(text, changed) <= set(range(own.start, own.stop + (0 if "\n" in text[-1:] else 1)))
    assert set_value(changed, "f", keys, old, original=text) == text


@pytest.mark.parametrize("name", SHIPPED)
@settings(max_examples=10)
@given(drawn=st.data())
def test_in_a_shipped_file_any_value_is_set_and_back(name: str, drawn: st.DataObject):
    text = SHIPPED[name]
    places = [keys for keys, _value in scalars(yaml_text(text, "f").value)]
    check_set_and_back(text, drawn.draw(st.sampled_from(places)), drawn.draw(st.none() | words))


@settings(max_examples=300)
@given(drawn=st.data())
def test_in_a_file_of_every_style_any_value_is_set_and_back(drawn: st.DataObject):
    places = [keys for keys, _value in scalars(yaml_text(MIXED, "f").value)]
    keys, new = drawn.draw(st.sampled_from(places)), drawn.draw(st.none() | words)
    check_set_and_back(MIXED, keys, new)
    assert comments(set_value(MIXED, "f", keys, new)) == comments(MIXED)


@settings(max_examples=300)
@given(words)
@example("x" * 130)
@example("long words " * 30 + "end")
def test_a_text_reads_back_exactly_in_every_place(text: str):
    for frame in (
        "a: x\nb: 1\n",
        "a: 'x' # c\nb: 1\n",
        'a: "x"\nb: 1\n',
        "a: {k: x, l: m}\nb: 1\n",
        "a: [x, y]\nb: 1\n",
        "a: |\n  x\nb: 1\n",
        "a: >-\n  x\nb: 1\n",
        "a:\n- x\n",
        "a:\n- - x\n",
        "- a: x\n",
    ):
        said = yaml_text(frame, "f").value
        place = next(keys for keys, value in scalars(said) if value in {"x", "x\n"})
        changed = set_value(frame, "f", place, text)
        assert plain(parse_yaml(changed, "f").value, place) == text
        assert ("# c" in changed) == ("# c" in frame)


@settings(max_examples=200)
@given(
    words.filter(lambda word: "\n" not in word), st.sampled_from(["a: 1\nb: 2\n", "{a: 1, b: 2}\n", "- a: 1\n  b: 2\n"])
)
def test_a_key_reads_back_exactly(key: str, frame: str):
    above: Keys = (0,) if frame.startswith("-") else ()
    held = plain(yaml_text(frame, "f").value, above)
    assert isinstance(held, dict)
    if key not in held:
        changed = rewrite(frame, "f", {((*above, "a"), "key"): key})
        assert list(plain(parse_yaml(changed, "f").value, above) or ()) == [key, "b"]


@settings(max_examples=250)
@given(drawn=st.data())
def test_entries_are_taken_out_put_in_and_moved(drawn: st.DataObject):
    text = drawn.draw(
        st.sampled_from(
            [
                MIXED,
                MIXED.replace("|+", "|"),
                SHIPPED["clinical-leadership/rubrics/development.yaml"],
                SHIPPED["clinical-leadership/instrument.yaml"],
            ]
        )
    )
    said = yaml_text(text, "f").value
    keys = drawn.draw(st.sampled_from(list(entries(said))))
    without = remove(text, "f", keys)
    held, left = plain(said, keys[:-1]), plain(parse_yaml(without, "f").value, keys[:-1])
    assert held is not None
    assert left is not None
    place = list(held).index(keys[-1]) if isinstance(held, dict) else int(keys[-1])
    assert len(left) == len(held) - 1
    again = insert(
        without, "f", keys[:-1], place, plain(said, keys), key=str(keys[-1]) if isinstance(held, dict) else None
    )
    assert same(parse_yaml(again, "f").value, said)
    target = drawn.draw(st.integers(0, len(held) - 1))
    moved = move(text, "f", keys, target)
    order = list(plain(parse_yaml(moved, "f").value, keys[:-1]) or ())
    assert order[target] == (keys[-1] if isinstance(held, dict) else held[place])
    if "|+" not in text:
        # what is moved goes with its comments: no letter is lost, and there and back is as it was;
        # but a comment above the first entry is about all of them, and stays
        assert sorted(moved) == sorted(text)
        if place and target:
            back = (*keys[:-1], keys[-1] if isinstance(held, dict) else target)
            assert move(moved, "f", back, place) == text


plain_values = st.recursive(
    st.none() | words,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(words.filter(lambda word: "\n" not in word), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(drawn=st.data(), value=plain_values)
def test_any_value_can_stand_anywhere(drawn: st.DataObject, value: Value):
    said = yaml_text(MIXED, "f").value
    keys = drawn.draw(st.sampled_from(list(entries(said))))
    changed = set_value(MIXED, "f", keys, value)
    assert same(plain(parse_yaml(changed, "f").value, keys), value)
    above = drawn.draw(st.sampled_from(list(collections(said))))
    held = plain(said, above) or []
    place = drawn.draw(st.integers(0, len(held)))
    grown = insert(MIXED, "f", above, place, value, key="new" if isinstance(held, dict) else None)
    assert same(plain(parse_yaml(grown, "f").value, (*above, "new" if isinstance(held, dict) else place)), value)
    # nothing but the new entry is in it
    assert same(parse_yaml(remove(grown, "f", (*above, "new" if isinstance(held, dict) else place)), "f").value, said)


@pytest.mark.parametrize(
    ("before", "keys", "value", "after"),
    [
        ("a: x # c\nb: 1\n", ("a",), "y z", "a: y z # c\nb: 1\n"),
        ("a: 'x'\n", ("a",), "y", "a: 'y'\n"),
        ("a: x\n", ("a",), "y: z", "a: 'y: z'\n"),
        ("a: x # c\n", ("a",), "one\ntwo", "a: |- # c\n  one\n  two\n"),
        ("a: |- # c\n  one\n  two\nb: 1\n", ("a",), "x", "a: |- # c\n  x\nb: 1\n"),
        ("a: |- # c\n  one\n  two\nb: 1\n", ("a",), None, "a: null # c\nb: 1\n"),
        ("a: |-\n    one\nb: 1\n", ("a",), "one\ntwo", "a: |-\n  one\n  two\nb: 1\n"),
        ("a: # c\n  - x\n  # d\n  - y\nb: 1\n", ("a",), "x", "a: x # c\nb: 1\n"),
        ("a: x # c\nb: 1\n", ("a",), ["v" * 90, "w"], "a: # c\n  - " + "v" * 90 + "\n  - w\nb: 1\n"),
        ("a: x # c\n", ("a",), {"k": "v"}, "a: {k: v} # c\n"),
        ("a:\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
        ("a: # c\nb: 1\n", ("a",), "x", "a: x # c\nb: 1\n"),
        ("- x # c\n- y\n", (0,), {"k": ["v"]}, "- {k: [v]} # c\n- y\n"),
        ("a: [x, y] # c\n", ("a", 1), "z, w", "a: [x, 'z, w'] # c\n"),
        ("a: {k: x}\n", ("a", "k"), None, "a: {k: null}\n"),
    ],
)
def test_how_a_change_is_written(before: str, keys: Keys, value: Value, after: str):
    assert set_value(before, "f", keys, value) == after


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("a: 1\n# about b\nb: 2 # c\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("# about all\na: 1\nb: 2\n", ("a",), "# about all\nb: 2\n"),
        ("a: 1\n\n# loose\n\nb: 2\n", ("b",), "a: 1\n\n# loose\n\n"),
        ("a:\n  b: 1 # x\nc: 2\n", ("a", "b"), "a: {}\nc: 2\n"),
        ("- id: x\n  y: 1\n", (0, "id"), "- y: 1\n"),
        ("a: [x, y, z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, y, z]\n", ("a", 2), "a: [x, y]\n"),
        ("a: [x]\n", ("a", 0), "a: []\n"),
        ("a: {k: 1, l: 2}\n", ("a", "k"), "a: {l: 2}\n"),
    ],
)
def test_how_an_entry_is_taken_out(before: str, keys: Keys, after: str):
    assert remove(before, "f", keys) == after


@pytest.mark.parametrize(
    ("before", "keys", "place", "key", "value", "after"),
    [
        ("a: 1\nb: 2\n", (), 1, "n", "x", "a: 1\nn: x\nb: 2\n"),
        ("- a\n- b # c\n", (), 2, None, "x", "- a\n- b # c\n- x\n"),
        ("- {id: a}\n- {id: b}\n", (), 1, None, {"id": "x", "t": "y"}, "- {id: a}\n- {id: x, t: y}\n- {id: b}\n"),
        ("- id: a\n\n- id: b\n", (), 2, None, {"id": "x"}, "- id: a\n\n- id: b\n\n- id: x\n"),
        ("- id: a\n", (0,), 0, "n", "x", "- n: x\n  id: a\n"),
        ("a: []\nb: 1\n", ("a",), 0, None, "x", "a: [x]\nb: 1\n"),
        ("a: {} # c\n", ("a",), 0, "k", "v", "a: {k: v} # c\n"),
        ("a:\n", ("a",), 0, "k", "v", "a: {k: v}\n"),
        ("a: [x, y]\n", ("a",), 0, None, "n", "a: [n, x, y]\n"),
        ("a: {k: 1}\n", ("a",), 1, "l", ["m"], "a: {k: 1, l: [m]}\n"),
        ("", (), 0, "a", "x", "a: x\n"),
        ("# c\n", (), 0, "a", {"b": "x"}, "# c\na: {b: x}\n"),
    ],
)
def test_how_an_entry_is_put_in(before: str, keys: Keys, place: int, key: str | None, value: Value, after: str):
    assert insert(before, "f", keys, place, value, key=key) == after


def test_several_words_change_at_once():
    text = "a: x # c\nb: {x: 1, y: [x, z]}\nc: >-\n  {x} and\n  more\n"
    changes = {
        (("a",), "value"): "new",
        (("b", "x"), "key"): "new",
        (("b", "y", 0), "value"): "new",
        (("c",), "value"): "{new} and more",
    }
    assert rewrite(text, "f", changes) == "a: new # c\nb: {new: 1, y: [new, z]}\nc: >-\n  {new} and more\n"
    with pytest.raises(KeyError):
        rewrite(text, "f", {(("a",), "key"): "b"})
    with pytest.raises(KeyError):
        rewrite(text, "f", {(("gone",), "value"): "b"})


def test_what_is_not_there_is_not_changed():
    for wrong in (
        lambda: set_value("a: 1\n", "f", ("b",), "x"),
        lambda: set_value("a: 1\n", "f", ("a", "b"), "x"),
        lambda: set_value("a: [1]\n", "f", ("a", 1), "x"),
        lambda: remove("a: 1\n", "f", ("b",)),
        lambda: insert("a: 1\n", "f", (), 0, "x", key="a"),
        lambda: insert("a: 1\n", "f", (), 0, "x"),
        lambda: insert("a: 1\n", "f", ("a",), 0, "x"),
        lambda: move("a: 1\n", "f", ("b",), 0),
    ):
        with pytest.raises(KeyError):
            wrong()


def test_what_yaml_cannot_hold_is_refused():
    with pytest.raises(ProblemsFound, match="half a character"):
        as_value({"a": ["b\udc00"]}, "f")
    with pytest.raises(ProblemsFound, match="larger than 1 MiB"):
        set_value("a: x\n", "f", ("a",), "x" * (1024 * 1024 + 1))
    with pytest.raises(ProblemsFound, match="nested more than 16 deep"):
        set_value("a: x\n", "f", ("a",), nested(17))
    with pytest.raises(TypeError):
        as_value(object(), "f")


def nested(levels: int) -> Value:
    made: Value = "x"
    for _level in range(levels):
        made = [made]
    return made
