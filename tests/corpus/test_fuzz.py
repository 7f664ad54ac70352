"""Shipped packages with parts dropped, doubled, renamed or swapped: they work, or every problem is said; nothing breaks."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.assessment.loading import parse_package
from leadready.assessment.review.package import review
from leadready.assessment.simulation import simulate
from leadready.assessment.translation import translated
from leadready.instrument.problems import ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.language import Catalogue
from tests.corpus.sound import ACTIONS, INSTRUMENT, RUBRIC, SOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

Texts = dict[str, str]
WORDS = [
    "", "0", "-1", "1e9", "0.0000001", "999999", "1000000", "100.5", "１", "nan", "inf", "null", "a1", "-a1", "self", "all", "not",
    "answer", "raw", "correct", "close", "min", "unanswered counts nothing", "all required", "prorate when 1 answered",
    "{a1}", "x" * 5000, "<b>", "9" * 400, "2", "50",
]  # fmt: skip


def shipped() -> list[str]:
    return sorted(path.parent.name for path in assets.assessments().glob(f"*/{INSTRUMENT}"))


@cache
def texts_of(name: str) -> Texts:
    folder = assets.assessments() / name
    files = [INSTRUMENT, ACTIONS, *(f"rubrics/{path.name}" for path in sorted(folder.glob("rubrics/*.yaml")))]
    return {file: (folder / file).read_text(encoding="utf-8") for file in files}


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """List every place in a tree: what holds it, and its key there."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield node, key
        yield from places(node[key])


def change(data: st.DataObject, tree: Any) -> None:
    """Change one place of a tree."""
    there = list(places(tree))
    holder, key = there[data.draw(st.integers(0, len(there) - 1))]
    how = data.draw(st.sampled_from(["drop", "double", "rename", "word", "retype", "swap", "empty"]))
    if how == "drop":
        del holder[key]
    elif how == "double" and isinstance(holder, list):
        holder.insert(data.draw(st.integers(0, len(holder))), deepcopy(holder[key]))
    elif how in {"rename", "double"} and isinstance(holder, dict):
        named = data.draw(st.sampled_from([*WORDS, *(str(other) for _holder, other in there)]))
        holder[named] = deepcopy(holder[key]) if how == "double" else holder.pop(key)
    elif how == "swap":
        other, place = there[data.draw(st.integers(0, len(there) - 1))]
        holder[key] = deepcopy(other[place])
    elif how == "retype":
        holder[key] = data.draw(st.sampled_from([[holder[key]], {"x": holder[key]}, None, [], {}]))
    else:
        holder[key] = data.draw(st.sampled_from(WORDS))


def use(texts: Texts) -> bool:
    """Do with a package what can be done with it; whether it loads."""
    try:
        package = parse_package(texts)
    except ProblemsFound as found:
        assert found.problems
        assert all(problem.file and problem.what and problem.advice for problem in found.problems)
        return False
    assert all(problem.what and problem.advice for problem in review(package))
    for rubric in package.assessment.rubrics.values():
        simulate(package.assessment, rubric, crowd=2, seed=1)
    assert translated(package.assessment, Catalogue()).hash == package.assessment.hash
    return True


used = {"loads": 0, "has problems": 0}


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_small_package_with_changed_parts(data: st.DataObject):
    files = {name: SOUND[name] for name in (INSTRUMENT, RUBRIC, ACTIONS)}
    name = data.draw(st.sampled_from([INSTRUMENT, RUBRIC, RUBRIC, ACTIONS]))
    tree = parse_yaml(files[name], name).value
    for _time in range(data.draw(st.integers(1, 3))):
        change(data, tree)
    loads = use(files | {name: json.dumps(tree, ensure_ascii=False)})
    used["loads" if loads else "has problems"] += 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_shipped_package_with_changed_parts(data: st.DataObject):
    files = texts_of(data.draw(st.sampled_from(shipped())))
    name = data.draw(st.sampled_from(sorted(files)))
    tree = parse_yaml(files[name], name).value
    change(data, tree)
    use(files | {name: json.dumps(tree, ensure_ascii=False)})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_shipped_package_with_a_spoilt_line(data: st.DataObject):
    files = texts_of(data.draw(st.sampled_from(shipped())))
    name = data.draw(st.sampled_from(sorted(files)))
    lines = files[name].splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    spoilt = ["", "  x: 1", lines[place] * 2, lines[place][:-2], "- ", "\t", lines[place] + ": [", "{"]
    lines[place] = data.draw(st.sampled_from(spoilt))
    use(files | {name: "\n".join(lines)})


@settings(max_examples=200)
@given(name=st.sampled_from([INSTRUMENT, RUBRIC, ACTIONS]), text=st.text(max_size=200))
@example(name=INSTRUMENT, text="\ud800")
def test_any_text_for_a_file(name: str, text: str):
    use({file: SOUND[file] for file in (INSTRUMENT, RUBRIC, ACTIONS)} | {name: text})


def test_the_changes_were_neither_all_harmless_nor_all_fatal():
    if sum(used.values()):  # nothing to say where this test runs in another process than the first
        assert used["loads"] > 20
        assert used["has problems"] > 100
