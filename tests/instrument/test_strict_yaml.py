from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.instrument.problems import ProblemsFound, near_miss
from leadready.instrument.strict_yaml import LARGEST_FILE, parse_yaml, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


def test_everything_is_text_and_only_a_plain_null_is_nothing():
    text = "a: no\nb: 010\nc: 12:30:45\nd: 1.0\ne: null\nf: ~\ng:\nh: 'null'\ni: 2026-11-24\nj: .inf\n"
    value = parse_yaml(text, "x").value
    assert value == {
        "a": "no", "b": "010", "c": "12:30:45", "d": "1.0", "e": None, "f": None, "g": None, "h": "null", "i": "2026-11-24", "j": ".inf",
    }  # fmt: skip


def test_every_value_knows_its_line():
    document = parse_yaml("a:\n  - x\n  - y: 1\n    z:\n      2\n", "x")
    assert document.line(("a", 1, "z")) == 4
    assert document.line(("a", 1, "missing")) == 3
    assert document.line(("nowhere",)) == 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\nb: *x\n", "yaml-anchor", 1),
        ("a: 1\nb: *x\n", "yaml-alias", 2),
        ("a: !!python/object:os.system 1\n", "yaml-tag", 1),
        ("a: !thing 1\n", "yaml-tag", 1),
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3),
        ("x: {a: 1, a: 2}\n", "yaml-duplicate-key", 1),
        ("a: 1\n<<: {b: 2}\n", "yaml-merge", 2),
        ("? [a, b]\n: 1\n", "yaml-key", 1),
        ("a: 1\n---\nb: 2\n", "yaml-two-documents", 3),
        ("a: [1\n", "yaml-syntax", 2),
        ("a: 1\n\tb: 2\n", "yaml-syntax", 2),
        ("a: b: c\n", "yaml-syntax", 1),
        ("a: \x07\n", "yaml-character", 0),
        ("a: " + "[" * 40 + "]" * 40, "yaml-too-deep", 1),
        ("[" * 100_000, "yaml-syntax", 1),
    ],
)
def test_what_strict_yaml_refuses(text: str, code: str, line: int):
    with pytest.raises(ProblemsFound) as caught:
        parse_yaml(text, "some.yaml")
    first = next(problem for problem in caught.value.problems if problem.code == code)
    assert line in {first.line, 0}
    assert first.what
    assert first.advice
    assert str(first).startswith("some.yaml")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(
        ProblemsFound, match=r"gone\.yaml: There is no such file\. Add it, or correct its name\. \[file-missing\]"
    ):
        read_yaml(tmp_path / "gone.yaml")
    (tmp_path / "latin.yaml").write_bytes("a: café\n".encode("latin-1"))
    with pytest.raises(ProblemsFound, match=r"not UTF-8 text \(byte 6\)"):
        read_yaml(tmp_path / "latin.yaml")
    (tmp_path / "large.yaml").write_text("a: " + "x" * LARGEST_FILE, encoding="utf-8")
    with pytest.raises(ProblemsFound, match="larger than 1 MiB"):
        read_yaml(tmp_path / "large.yaml")
    with pytest.raises(ProblemsFound, match="This is no file"):
        read_yaml(tmp_path)


@given(st.text(max_size=200))
def test_no_text_gives_a_traceback(text: str):
    try:
        parse_yaml(text, "x")
    except ProblemsFound as found:
        assert found.problems


def test_near_misses():
    assert near_miss("identiy", ["identity", "duty"]) == "Did you mean “identity”?"
    assert near_miss("zzz", ["identity", "duty"]) == "Known are: identity, duty."
    assert near_miss("zzz", []) == "None is defined yet."


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: in four weeks: the people\n", 1, "a second colon"),
        ("a:\n    b: 1\n   c: 2\n", 3, "indented unlike"),
        ("a: 1\n\tb: 2\n", 2, "a tab; use spaces"),
        ("a: [b, c\nd: 1\n", 2, "“]”"),
        ("a: {b: 1\nd: 1\n", 2, "“}”"),
        ("a: 'b\n", 2, "a quote is opened"),
        ("a: @b\n", 1, "inside quotes"),
        ("a:\n- b\n c\nd\n", 5, "no colon after it"),
    ],
)
def test_broken_yaml_is_explained_in_plain_words(text: str, line: int, words: str):
    with pytest.raises(ProblemsFound) as caught:
        parse_yaml(text, "some.yaml")
    (problem,) = caught.value.problems
    assert words in problem.what
    assert problem.line == line
