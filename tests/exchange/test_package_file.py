"""Packages that travel: what is packed comes out the same; whatever else comes is refused quickly and writes nothing."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready import assets, paths
from leadready.assessment.loading import load_assessment
from leadready.assessment.package_files import is_package_file
from leadready.cli.main import main
from leadready.exchange import package_file
from leadready.exchange.package_file import package_document, read_package_file
from leadready.instrument.problems import ProblemsFound
from leadready.workflow.shelf import open_package
from leadready.workflow.studio import own_packages
from leadready.workflow.travel import add, pack, standing
from tests.exchange.hostile import HOSTILE, INSTRUMENT, RUBRIC, SOUND, document, sealed
from tests.workflow.packages import SMALL, small, write_package

if TYPE_CHECKING:
    from leadready.workflow.services import Services

VECTOR = Path(__file__).parents[1] / "vectors" / "small.lrassessment"
FLAGSHIP = "clinical-leadership"


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_published_vector_is_read_and_written_to_the_last_byte(monkeypatch: pytest.MonkeyPatch):
    came = read_package_file(VECTOR)
    assert (came.id, came.version, came.made_with) == ("small", "1.0.0", "leadready 0.2.0")
    assert {name: came.texts[name] for name in SMALL} == SMALL
    assert came.sha256 == "40b1b26f4ec95fa5e7459c91dee83fe296234cfa480f4cae3aea5dcf6207bc69"
    monkeypatch.setattr(package_file, "__version__", "0.2.0")
    assert package_document(came.texts) == VECTOR.read_bytes()


@pytest.mark.parametrize("name", sorted(path.parent.name for path in assets.assessments().glob("*/instrument.yaml")))
def test_a_shipped_package_travels_and_is_the_same(name: str, services: Services, tmp_path: Path):
    file = pack(assets.assessments() / name, tmp_path / "it.lrassessment")
    came = read_package_file(file)
    assert came.package.assessment.hash == load_assessment(assets.assessments() / name).hash
    assert standing(services.packages, came) == "shipped"
    with pytest.raises(ProblemsFound, match="is taken"):
        add(services.packages, came, replace=True)
    assert add(services.packages, came, new_id="ours") == "ours"
    assert open_package(services.packages, "ours").instrument.items == came.package.assessment.instrument.items
    shipped = everything(assets.assessments() / name)
    added = everything(services.own_packages / "ours")
    assert added.keys() == {path for path in shipped if is_package_file(path)}
    assert added["actions.yaml"] == shipped["actions.yaml"]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_time_and_nothing_is_written(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    content, codes = HOSTILE[what]
    file = tmp_path / "came.lrassessment"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    began = time.process_time()
    with pytest.raises(ProblemsFound) as caught:
        read_package_file(file)
    assert time.process_time() - began < 2
    found = {problem.code for problem in caught.value.problems} - {"more"}
    assert found & codes
    assert found <= codes
    for problem in caught.value.problems:
        assert problem.what
        assert problem.advice
        assert "\x1b" not in str(problem)
    assert main(["add", str(file), "--as", "mine"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


def test_there_are_enough_hostile_files():
    assert len(HOSTILE) >= 25


def test_the_sound_document_of_the_corpus_is_read(tmp_path: Path):
    file = tmp_path / "came.lrassessment"
    file.write_text(SOUND, encoding="utf-8")
    assert read_package_file(file).texts == SMALL


def test_every_problem_of_a_package_that_does_not_load_is_told(tmp_path: Path):
    texts = {
        INSTRUMENT: SMALL[INSTRUMENT].replace("minutes: 1", "minutes: soon"),
        RUBRIC: SMALL[RUBRIC].replace("a2]", "a9]"),
    }
    file = tmp_path / "came.lrassessment"
    file.write_text(sealed(document(**texts)), encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_package_file(file)
    assert [(problem.file, problem.line, problem.code) for problem in caught.value.problems] == [
        (INSTRUMENT, 9, "wrong-value")
    ]


@settings(max_examples=300)
@given(place=st.integers(0, len(SOUND) - 1), letter=st.characters(codec="utf-8"))
def test_no_changed_character_goes_unnoticed(place: int, letter: str):
    altered = SOUND[:place] + letter + SOUND[place + 1 :]
    try:
        came = package_file._read(altered, "came.lrassessment")
    except ProblemsFound:
        return
    assert json.loads(altered) == json.loads(SOUND)
    assert came.texts == SMALL


@settings(max_examples=50)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_gives_a_traceback(value: object):
    with pytest.raises(ProblemsFound):
        package_file._read(json.dumps(value), "came.lrassessment")
    with pytest.raises(ProblemsFound):
        package_file._read(json.dumps({**json.loads(SOUND), "files": value}), "came.lrassessment")


@given(st.text(max_size=40))
def test_no_name_leads_out_of_the_folder(name: str):
    if is_package_file(name):
        path = Path("/a/b") / name
        assert path.resolve().is_relative_to("/a/b")


def test_pack_and_add_from_one_home_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    folder = write_package(tmp_path / "work" / "mine", {**small("mine"), "notes.txt": "private"})
    file = tmp_path / "mine.lrassessment"
    assert main(["pack", str(folder), "-o", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert b"private" not in file.read_bytes()
    monkeypatch.setenv("LEADREADY_HOME", str(tmp_path / "other"))
    assert main(["add", str(file)]) == 0
    assert capsys.readouterr().out == "mine 1.0.0 is among your assessments.\n"
    assert everything(paths.own_assessments() / "mine") == {name: text.encode() for name, text in small("mine").items()}
    assert main(["list"]) == 0
    assert "mine 1.0.0  Small\n" in capsys.readouterr().out
    # the very same again is no trouble
    assert main(["add", str(file)]) == 0
    (folder / RUBRIC).write_text(small("mine")[RUBRIC].replace("To test.", "Another."), encoding="utf-8")
    assert main(["pack", str(folder), "-o", str(file)]) == 0
    capsys.readouterr()
    assert main(["add", str(file)]) == 1
    assert "You have another package with the id “mine”. Use --replace" in capsys.readouterr().err
    assert main(["add", str(file), "--as", "theirs"]) == 0
    assert main(["add", str(file), "--replace"]) == 0
    assert b"Another." in (paths.own_assessments() / "mine" / RUBRIC).read_bytes()
    assert main(["add", str(file), "--as", FLAGSHIP]) == 1
    assert sorted(path.name for path in paths.own_assessments().iterdir()) == ["mine", "theirs"]


def test_what_does_not_load_is_not_packed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = write_package(tmp_path / "mine", {**small("mine"), RUBRIC: "x: ["})
    file = tmp_path / "mine.lrassessment"
    assert main(["pack", str(folder), "-o", str(file)]) == 1
    assert "rubrics/development.yaml:" in capsys.readouterr().err
    assert main(["pack", FLAGSHIP, "-o", str(tmp_path / "it.zip")]) == 1
    assert "is written as .lrassessment" in capsys.readouterr().err
    assert not file.exists()


def test_a_replacement_that_fails_leaves_the_old_package(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write_package(services.own_packages / "mine", small("mine"))
    before = everything(services.own_packages)
    file = pack(services.own_packages / "mine", tmp_path / "mine.lrassessment")
    write_package(services.own_packages / "mine", {RUBRIC: small("mine")[RUBRIC].replace("To test.", "Mine.")})
    changed = everything(services.own_packages)
    came = read_package_file(file)
    real, count = Path.rename, 0

    def failing(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == 2:
            raise OSError(28, "No space left on device")
        return real(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", failing)
        with pytest.raises(Exception, match="could not be written"):
            add(services.packages, came, replace=True)
    assert everything(services.own_packages) == changed
    add(services.packages, came, replace=True)
    assert everything(services.own_packages) == before
    assert own_packages(services) == ("mine",)
