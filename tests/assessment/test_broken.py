"""Broken packages: each gives exactly the expected problems, with place and advice, and never a traceback."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.assessment.model import Assessment
from leadready.instrument.problems import ProblemsFound

if TYPE_CHECKING:
    from pathlib import Path

INSTRUMENT, RUBRIC, ACTIONS = "instrument.yaml", "rubrics/development.yaml", "actions.yaml"

SMALL = {
    INSTRUMENT: """\
format: leadready/instrument/1
id: small
version: 1.0.0
title: Small
summary: A small one.
licence: CC-BY-4.0
authors: [Someone]
minutes: 1
provenance: Written for a test.
response_scales:
  agreement:
    options: {1: Never, 2: Rarely, 3: Often}
  kind:
    options: {red: Red, blue: Blue}
sections:
  - id: first
    title: First
    pages:
      - response_scale: agreement
        items:
          a1: I lead.
          a2: I follow.
      - items:
          b1: {stem: Which?, response_scale: kind}
""",
    RUBRIC: """\
format: leadready/rubric/1
id: development
version: 1.0.0
title: Development
purpose: To test.
instrument: small 1.x
levels:
  - {id: low, from: 0, title: Low}
  - {id: high, from: 50, title: High}
scales:
  leading:
    title: Leading
    about: Leading.
    items: [a1, -a2]
domains:
  whole:
    title: Whole
    about: All.
    mean_of: [leading]
""",
    ACTIONS: "format: leadready/actions/1\ngoals: {}\nactions: []\n",
}

# file, what is there, what stands there instead, and the problems: code, line
FAULTS = [
    (INSTRUMENT, "title: Small\n", "", [("missing-field", 1)]),
    (INSTRUMENT, "summary: A small one.", "sumary: A small one.", [("missing-field", 1), ("unknown-field", 5)]),
    (INSTRUMENT, "format: leadready/instrument/1", "format: leadready/instrument/9", [("wrong-value", 1)]),
    (INSTRUMENT, "id: small", "id: Small One", [("wrong-value", 2)]),
    (INSTRUMENT, "version: 1.0.0", "version: 1.0", [("wrong-value", 3)]),
    (INSTRUMENT, "minutes: 1", "minutes: soon", [("wrong-value", 8)]),
    (INSTRUMENT, "minutes: 1", "minutes: 0", [("wrong-value", 8)]),
    (INSTRUMENT, "authors: [Someone]", "authors: []", [("wrong-value", 7)]),
    (INSTRUMENT, "title: Small", 'title: ""', [("wrong-value", 4)]),
    (INSTRUMENT, "{1: Never, 2: Rarely, 3: Often}", "{1: Never}", [("wrong-value", 12)]),
    (INSTRUMENT, "{1: Never, 2: Rarely, 3: Often}", "{1: Never, two: Rarely}", [("mixed-options", 12)]),
    (INSTRUMENT, "{1: Never, 2: Rarely, 3: Often}", "{1: Never, 1.5: Rarely}", [("wrong-value", 12)]),
    (INSTRUMENT, "- response_scale: agreement", "- response_scale: agrement", [("unknown-response-scale", 21), ("unknown-response-scale", 22)]),
    (INSTRUMENT, "- response_scale: agreement\n        items", "- items", [("no-response-scale", 20), ("no-response-scale", 21)]),
    (INSTRUMENT, "          b1:", "          a1:", [("duplicate-item", 24)]),
    (INSTRUMENT, "response_scale: kind}", "scale: kind}", [("unknown-field", 24)]),
    (INSTRUMENT, "sections:\n", "sections: []\nmore:\n", [("unknown-field", 16), ("wrong-value", 15)]),
    (RUBRIC, "from: 0,", "from: 10,", [("levels-start", 8)]),
    (RUBRIC, "from: 50,", "from: 0,", [("levels-order", 9)]),
    (RUBRIC, "from: 50,", "from: 101,", [("levels-outside", 9)]),
    (RUBRIC, "id: high,", "id: low,", [("duplicate-level", 9)]),
    (RUBRIC, "instrument: small 1.x", "instrument: other 1.x", [("other-instrument", 6)]),
    (RUBRIC, "instrument: small 1.x", "instrument: small", [("wrong-value", 6)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a9]", [("unknown-item", 14)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a1]", [("item-twice", 14)]),
    (RUBRIC, "[a1, -a2]", "[a1, b1]", [("text-item", 14)]),
    (RUBRIC, "[a1, -a2]", "[]", [("wrong-value", 14)]),
    (RUBRIC, "[a1, -a2]", "[a1, {-a2: 0}]", [("wrong-value", 14)]),
    (RUBRIC, "[a1, -a2]", "[a1, {-a2: .inf}]", [("wrong-value", 14)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a2]\n    missing: prorate when 3 answered", [("never-scores", 15)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a2]\n    missing: whenever", [("wrong-value", 15)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a2]\n    missing: prorate when 0% answered", [("wrong-value", 15)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a2]\n    precision: {sd: 18, reliability: 1.2, basis: provisional}", [("wrong-value", 15)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a2]\n    descriptors: {low: Low.}", [("missing-descriptor", 15)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a2]\n    descriptors: {low: L., high: H., higher: X.}", [("unknown-level", 15)]),
    (RUBRIC, "[a1, -a2]", "[a1, -a2]\n    importance: b1", [("text-item", 15)]),
    (RUBRIC, "mean_of: [leading]", "mean_of: [leeding]", [("unknown-scale", 19)]),
    (RUBRIC, "mean_of: [leading]", "mean_of: [leading, leading]", [("duplicate-part", 19)]),
    (RUBRIC, "  whole:", "  leading:", [("duplicate-score", 16)]),
    (RUBRIC, "mean_of: [leading]", "mean_of: [leading]\ncomposites:\n  c: {title: C, about: C., weights: {hole: 1}}", [("unknown-part", 21)]),
    (RUBRIC, "purpose: To test.", "purpose: To test.\nhours_a_month: b9", [("unknown-item", 6)]),
    (ACTIONS, "goals: {}", "goals:\n  leeding: {title: T, matters: M, measure: M, obstacle: O, if_then: I}", [("unknown-scale", 3)]),
    (ACTIONS, "actions: []", "actions:\n  - id: x", [("missing-field", 4)] * 10),
    (ACTIONS, "format: leadready/actions/1\n", "", [("missing-field", 1)]),
    (ACTIONS, SMALL[ACTIONS], "- a list\n", [("wrong-value", 1)]),
    (ACTIONS, SMALL[ACTIONS], "", [("wrong-value", 1)]),
]  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> Path:
    (folder / "rubrics").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_small_package_is_sound(tmp_path: Path):
    assert load_assessment(write(tmp_path / "small", SMALL)).id == "small"


@pytest.mark.parametrize(("file", "there", "instead", "expected"), FAULTS)
def test_one_fault_gives_its_own_problems(
    tmp_path: Path, file: str, there: str, instead: str, expected: list[tuple[str, int]]
):
    assert there in SMALL[file]
    folder = write(tmp_path / "small", SMALL | {file: SMALL[file].replace(there, instead, 1)})
    with pytest.raises(ProblemsFound) as caught:
        load_assessment(folder)
    problems = caught.value.problems
    assert sorted((problem.code, problem.line) for problem in problems) == sorted(expected), "\n".join(
        map(str, problems)
    )
    for problem in problems:
        assert problem.file == file
        assert problem.what.endswith(".")
        assert problem.advice.endswith((".", "?"))


def test_advice_names_the_near_miss(tmp_path: Path):
    folder = write(tmp_path / "small", SMALL | {RUBRIC: SMALL[RUBRIC].replace("-a2", "-a22")})
    with pytest.raises(ProblemsFound) as caught:
        load_assessment(folder)
    assert str(caught.value) == (
        "rubrics/development.yaml:14: There is no item “a22” in the instrument. Did you mean “a2”? [unknown-item]"
    )


def test_many_faults_in_many_files_are_told_at_once(tmp_path: Path):
    files = SMALL | {
        INSTRUMENT: SMALL[INSTRUMENT].replace("title: Small\n", ""),
        RUBRIC: SMALL[RUBRIC].replace("from: 50", "from: 0"),
        ACTIONS: "goals: [",
    }
    with pytest.raises(ProblemsFound) as caught:
        load_assessment(write(tmp_path / "small", files))
    assert {problem.file for problem in caught.value.problems} == set(files)


def test_missing_files_and_folders_are_named(tmp_path: Path):
    with pytest.raises(ProblemsFound) as caught:
        load_assessment(tmp_path / "nowhere")
    assert {problem.code for problem in caught.value.problems} == {"file-missing", "no-rubric"}


@settings(max_examples=150)
@given(data=st.data())
def test_a_flagship_with_any_line_spoilt_loads_or_says_why(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    source = assets.assessments() / "clinical-leadership"
    name = data.draw(st.sampled_from([INSTRUMENT, RUBRIC, ACTIONS]))
    lines = (source / name).read_text(encoding="utf-8").splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(
        st.sampled_from(["", "  x: 1", lines[place] * 2, lines[place][:-2], "- ", "\t", lines[place] + ": [", "{"])
    )
    folder = tmp_path_factory.mktemp("spoilt") / "package"
    shutil.copytree(source, folder)
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    try:
        assert isinstance(load_assessment(folder), Assessment)
    except ProblemsFound as found:
        assert all(problem.file and problem.advice for problem in found.problems)


def test_a_misspelt_field_deep_inside_gets_the_nearest_one(tmp_path: Path):
    files = {**SMALL, RUBRIC: SMALL[RUBRIC].replace("about: Leading.", "abuot: Leading.")}
    files[INSTRUMENT] = files[INSTRUMENT].replace("response_scale: kind}", "respons_scale: kind}")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        load_assessment(tmp_path)
    unknown = {problem.advice for problem in caught.value.problems if problem.code == "unknown-field"}
    assert unknown == {"Did you mean “about”?", "Did you mean “response_scale”?"}
