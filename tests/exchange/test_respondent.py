"""One respondent's file, as it may come from anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadready.exchange.responses_json import read_respondent
from leadready.instrument.problems import ProblemsFound

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment


def document(**more: object) -> str:
    return json.dumps({"assessment": "clinical-leadership", "responses": {"a1-1": 3}, **more})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (document().replace("3", "9" * 5000), "json-constant"),
        (document().replace("3", "-" + "9" * 5000), "json-constant"),
        (document().replace("3", "1e999"), "wrong-answer"),
        (document().replace("3", "NaN"), "json-constant"),
        (document(name="\ud800"), "half-character"),
        (document(responses={"\udc00": 1}), "half-character"),
        (document(responses={"bg-size": "\ud83d"}), "half-character"),
        ("[" * 100_000, "json-depth"),
        ("[]", "json-form"),
        ("", "json-syntax"),
        (document().replace('"a1-1": 3', '"a1-1": 3, "a1-1": 4'), "json-duplicate-key"),
        (document(answered_on="2026-13-01"), "wrong-value"),
    ],
)
def test_a_hostile_file_is_a_problem_and_never_a_traceback(tmp_path: Path, flagship: Assessment, text: str, code: str):
    (tmp_path / "one.json").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_respondent(tmp_path / "one.json", flagship.instrument)
    assert code in {problem.code for problem in caught.value.problems}
    for problem in caught.value.problems:
        assert len(problem.what) < 500
        assert problem.advice
        str(problem).encode()


def test_a_whole_character_outside_the_basic_plane_is_text(tmp_path: Path, flagship: Assessment):
    (tmp_path / "one.json").write_text(document(name="\U0001f600"), encoding="utf-8")
    assert read_respondent(tmp_path / "one.json", flagship.instrument).name == "\U0001f600"
