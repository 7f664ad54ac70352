"""The mirror without a window: ask, answer, read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadready.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment

FLAGSHIP = "clinical-leadership"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["mirror", "request", FLAGSHIP, "--name", "Dr Pugh", "-o", "a.lrmirror"]) == 0
    return tmp_path


def answers(folder: Path, flagship: Assessment, value: int, name: str = "answers.json") -> str:
    """Write answers to all that colleagues are asked, each counting `value`."""
    document = json.loads((folder / "a.lrmirror").read_text(encoding="utf-8"))
    ids = [item_id for page in document["instrument"]["sections"][0]["pages"] for item_id in page["items"]]
    said = {item_id: 6 - value if item_id in flagship.instrument.reversed else value for item_id in ids}
    (folder / name).write_text(json.dumps({"assessment": FLAGSHIP, "responses": said}), encoding="utf-8")
    return name


def reply(folder: Path, flagship: Assessment, value: int, name: str) -> str:
    assert main(["mirror", "answer", "a.lrmirror", answers(folder, flagship, value), "-o", name]) == 0
    return name


def test_ask_answer_and_read(folder: Path, flagship: Assessment, capsys: pytest.CaptureFixture[str]):
    (folder / "in").mkdir()
    for number, value in enumerate((5, 5, 4)):
        reply(folder, flagship, value, f"in/{number}.lrreply")
    me = answers(folder, flagship, 3, "me.json")
    assert main(["mirror", "read", "a.lrmirror", me, "in/0.lrreply", "in/1.lrreply", "in/0.lrreply"]) == 0
    assert capsys.readouterr().out == "2 of 3 replies are in.\n"
    assert main(["mirror", "read", "a.lrmirror", me, "in"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "3 replies are in."
    assert said[1].startswith("Colleagues see clearly more than you do in: Self-awareness and feedback, Resilience")
    start = said.index("Self-awareness and feedback")
    assert said[start + 1 : start + 4] == [
        "  You: 50 of 100. Your colleagues: 92 of 100.",
        "  They see more of this than you do. You may be better at it than you think.",
        "  They largely agree with each other.",
    ]
    assert main(["mirror", "read", "a.lrmirror", me, "in", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["replies"], document["needed"], len(document["scales"])) == (3, 3, 9)
    assert document["scales"]["practice"] == {
        "title": "Improvement practice",
        "own": "50.0000",
        "colleagues": "92",
        "agreement": "strong",
        "r_wg": None,
        "sight": "higher",
    }


def test_json_has_no_scale_below_three(folder: Path, flagship: Assessment, capsys: pytest.CaptureFixture[str]):
    one = reply(folder, flagship, 5, "one.lrreply")
    me = answers(folder, flagship, 3, "me.json")
    assert main(["mirror", "read", "a.lrmirror", me, one, one, one, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"replies": 1, "needed": 3, "scales": {}}


def test_a_refused_file_is_named_and_the_others_count(
    folder: Path, flagship: Assessment, capsys: pytest.CaptureFixture[str]
):
    one = reply(folder, flagship, 5, "one.lrreply")
    (folder / "bad.lrreply").write_text('{"format": "leadready/mirror-reply/2"}', encoding="utf-8")
    me = answers(folder, flagship, 3, "me.json")
    assert main(["mirror", "read", "a.lrmirror", me, one, "bad.lrreply"]) == 1
    said = capsys.readouterr()
    assert said.out == "1 of 3 replies is in.\n"
    assert "bad.lrreply: This file was made by a newer leadready (format 2)." in said.err


def test_what_is_not_whole_writes_nothing(folder: Path, flagship: Assessment, capsys: pytest.CaptureFixture[str]):
    (folder / "half.json").write_text(
        json.dumps({"assessment": FLAGSHIP, "responses": {"b1-1": 3, "b1-2": None}}), encoding="utf-8"
    )
    assert main(["mirror", "answer", "a.lrmirror", "half.json", "-o", "half.lrreply"]) == 1
    assert "Not every item is answered yet." in capsys.readouterr().err
    assert not (folder / "half.lrreply").exists()
    assert main(["mirror", "answer", "a.lrmirror", answers(folder, flagship, 3), "-o", "reply.json"]) == 1
    assert ".lrreply" in capsys.readouterr().err


def test_another_version_of_the_assessment_is_refused(
    folder: Path, flagship: Assessment, capsys: pytest.CaptureFixture[str]
):
    document = json.loads((folder / "a.lrmirror").read_text(encoding="utf-8"))
    document["package"]["sha256"] = "0" * 64
    (folder / "a.lrmirror").write_text(json.dumps(document), encoding="utf-8")
    me = answers(folder, flagship, 3, "me.json")
    assert main(["mirror", "read", "a.lrmirror", me, "in"]) == 1
    assert "another version of the assessment" in capsys.readouterr().err


def test_it_asks_which_step(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["mirror"])
    assert stopped.value.code == 2
    assert "STEP" in capsys.readouterr().err


def test_nothing_can_be_asked_where_there_is_no_mirror(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["mirror", "request", "character-strengths", "-o", "b.lrmirror"]) == 1
    assert "asks nothing that colleagues could see" in capsys.readouterr().err
    assert not (folder / "b.lrmirror").exists()
