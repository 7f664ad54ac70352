"""The studio: opening, saving, copying, keeping; and every way in which the disk may refuse."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadready import assets
from leadready.assessment.difference import compare_packages
from leadready.assessment.loading import load_assessment
from leadready.assessment.review.package import review_folder_of
from leadready.errors import FileNotWritten, LeadreadyError
from leadready.instrument.problems import ProblemsFound
from leadready.workflow.bench import ChangedOnDisk
from leadready.workflow.shelf import open_package, read_shelf
from leadready.workflow.sitting import Sitting, begin
from leadready.workflow.studio import (
    delete_package,
    delete_rubric,
    duplicate,
    new_package,
    new_rubric,
    open_own,
    open_own_rubric,
    own_packages,
    own_rubrics,
)
from tests.workflow.packages import SMALL, small, write_package

if TYPE_CHECKING:
    from leadready.workflow.bench import Bench
    from leadready.workflow.services import Services

FLAGSHIP = "clinical-leadership"
INSTRUMENT, RUBRIC, ACTIONS = "instrument.yaml", "rubrics/development.yaml", "actions.yaml"


@pytest.fixture
def bench(services: Services) -> Bench:
    write_package(services.own_packages / "mine", small("mine"))
    return open_own(services, "mine")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_saving_writes_what_changed_and_nothing_else(bench: Bench, services: Services):
    before = everything(bench.folder)
    times = {name: (bench.folder / name).stat().st_mtime_ns for name in before}
    bench.draft.set(INSTRUMENT, ("title",), "Mine")
    bench.save()
    after = everything(bench.folder)
    assert after[INSTRUMENT] == before[INSTRUMENT].replace(b"title: Small ", b"title: Mine ")
    assert {name: (bench.folder / name).stat().st_mtime_ns for name in before if name != INSTRUMENT} == {
        name: time for name, time in times.items() if name != INSTRUMENT
    }
    assert sorted(after) == sorted(before)
    assert not bench.draft.is_changed
    bench.draft.undo()
    bench.save()
    assert everything(bench.folder) == before
    assert own_packages(services) == ("mine",)


def test_marks_and_line_ends_of_another_system_are_kept(services: Services):
    files = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in small("mine").items()}
    folder = write_package(services.own_packages / "mine", files)
    bench = open_own(services, "mine")
    assert bench.draft.package is not None
    bench.draft.set(INSTRUMENT, ("title",), "Mine")
    bench.save()
    text = files[INSTRUMENT].replace("title: Small ", "title: Mine ")
    assert (folder / INSTRUMENT).read_bytes() == text.encode()


def test_a_draft_with_faults_is_not_saved(bench: Bench):
    before = everything(bench.folder)
    bench.draft.set(RUBRIC, ("scales", "leading", "items", 1), "-a9")
    with pytest.raises(ProblemsFound, match="a9"):
        bench.save()
    with pytest.raises(ProblemsFound, match="a9"):
        bench.save_copy("another", "Another")
    assert everything(bench.folder) == before


def test_files_that_were_changed_elsewhere_are_not_written_over(bench: Bench, services: Services):
    theirs = small("mine")[ACTIONS] + "# theirs\n"
    (bench.folder / ACTIONS).write_text(theirs, encoding="utf-8")
    bench.draft.set(INSTRUMENT, ("title",), "Mine")
    with pytest.raises(ChangedOnDisk, match=r"changed elsewhere since you opened them: actions\.yaml"):
        bench.save()
    assert b"title: Small " in (bench.folder / INSTRUMENT).read_bytes()
    copy = bench.save_copy("mine-too", "Mine too")
    assert copy.draft.value(INSTRUMENT, ("title",)) == "Mine too"
    assert own_packages(services) == ("mine", "mine-too")
    bench.reload()
    assert bench.draft.files[ACTIONS] == theirs
    assert not bench.draft.is_changed
    (bench.folder / "rubrics/more.yaml").write_text("x", encoding="utf-8")
    assert bench.changed_on_disk() == ("rubrics/more.yaml",)


def test_files_are_added_and_removed_by_saving(bench: Bench):
    text = bench.draft.files[RUBRIC].replace("id: development", "id: ours")
    bench.draft.add_file("rubrics/ours.yaml", text)
    bench.draft.remove_file(RUBRIC)
    bench.save()
    assert sorted(everything(bench.folder)) == [ACTIONS, INSTRUMENT, "rubrics/ours.yaml"]
    assert list(load_assessment(bench.folder).rubrics) == ["ours"]


def _fails_at(monkeypatch: pytest.MonkeyPatch, number: int, name: str) -> None:
    """Let the system call of that name fail once, at its n-th use."""
    owner = os if name == "fsync" else Path
    real = getattr(owner, name)
    count = 0

    def failing(*arguments: object, **named: object) -> object:
        nonlocal count
        count += 1
        if count == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, failing)


@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_save_that_fails_anywhere_leaves_everything_as_it_was(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, name: str, number: int
):
    before = everything(bench.folder)
    bench.draft.rename_item("a1", "b1")
    bench.draft.set(
        ACTIONS, ("goals", "leading"), dict.fromkeys(["title", "matters", "measure", "obstacle", "if_then"], "x")
    )
    assert len(bench.draft.changed_files) == 3
    with monkeypatch.context() as patched:
        _fails_at(patched, number, name)
        with pytest.raises(FileNotWritten, match="The disk is full"):
            bench.save()
    assert everything(bench.folder) == before
    assert bench.draft.is_changed
    bench.save()
    assert load_assessment(bench.folder).instrument.by_id.keys() == {"b1", "a2"}


class _KilledError(BaseException):
    pass


@pytest.mark.parametrize(("number", "finished"), [(2, False), (3, True), (4, True), (5, True)])
def test_a_program_that_dies_while_saving_loses_nothing(
    bench: Bench, services: Services, monkeypatch: pytest.MonkeyPatch, number: int, finished: bool
):
    bench.draft.rename_item("a1", "b1")
    bench.draft.set(
        ACTIONS, ("goals", "leading"), dict.fromkeys(["title", "matters", "measure", "obstacle", "if_then"], "x")
    )
    wanted = dict(bench.draft.files)
    real, count = Path.replace, 0

    def dying(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == number:
            raise _KilledError
        return real(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", dying)
        with pytest.raises(_KilledError):
            bench.save()
    # First the draft is kept, then what is to become of the files is noted down, then each takes its name.
    assert open_package(services.packages, "mine").instrument.by_id.keys() == {"b1" if finished else "a1", "a2"}
    again = open_own(services, "mine")
    kept = again.kept()
    assert (kept is None) == finished
    if kept is not None:
        again.take_over(kept)
        again.save()
    assert dict(again.draft.files) == wanted
    assert again.kept() is None
    assert load_assessment(again.folder).instrument.by_id.keys() == {"b1", "a2"}


def test_a_draft_is_kept_with_its_faults_and_offered_again(bench: Bench, services: Services):
    assert bench.kept() is None
    bench.draft.replace_text(RUBRIC, "scales: [")
    bench.keep()
    again = open_own(services, "mine")
    kept = again.kept()
    assert kept is not None
    assert not kept.on_other_files
    assert not again.draft.is_changed
    again.take_over(kept)
    assert again.draft.files[RUBRIC] == "scales: ["
    again.draft.undo()
    assert not again.draft.is_changed
    again.keep()
    assert open_own(services, "mine").kept() is None


def test_a_kept_draft_says_when_the_files_are_others(bench: Bench, services: Services):
    bench.draft.set(INSTRUMENT, ("title",), "Mine")
    bench.keep()
    (bench.folder / ACTIONS).write_text(small("mine")[ACTIONS] + "# theirs\n", encoding="utf-8")
    kept = open_own(services, "mine").kept()
    assert kept is not None
    assert kept.on_other_files


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"files": 1, "opened": {}}', '{"files": {"a": 1}, "opened": {}}', "\x00"]
)
def test_a_kept_draft_that_cannot_be_read_is_none(bench: Bench, services: Services, content: str):
    bench.draft.set(INSTRUMENT, ("title",), "Mine")
    bench.keep()
    (file,) = (services.own_packages.parent / "drafts").iterdir()
    file.write_text(content, encoding="utf-8")
    assert open_own(services, "mine").kept() is None


def test_a_new_package_is_sound_from_the_first_moment(services: Services):
    bench = new_package(services, "ward-rounds", "Leading: ward rounds")
    assert review_folder_of(bench.folder) == ()
    assessment = open_package(services.packages, "ward-rounds")
    assert (assessment.id, assessment.instrument.title) == ("ward-rounds", "Leading: ward rounds")
    assert (bench.folder / "README.md").read_text(encoding="utf-8").startswith("# Leading: ward rounds\n")
    assert sorted(everything(services.own_packages)) == [
        f"ward-rounds/{name}" for name in ["README.md", ACTIONS, INSTRUMENT, RUBRIC]
    ]


@pytest.mark.parametrize(
    ("new_id", "words"),
    [
        (FLAGSHIP, "is taken"),
        ("mine", "is taken"),
        ("../up", "is no id"),
        ("Mine", "is no id"),
        ("", "is no id"),
        ("a" * 61, "is no id"),
    ],
)
def test_an_id_must_be_free_and_an_id(bench: Bench, services: Services, new_id: str, words: str):
    before = everything(services.own_packages)
    for made in (
        lambda: new_package(services, new_id, "x"),
        lambda: duplicate(services, FLAGSHIP, new_id, "x"),
        lambda: bench.save_copy(new_id, "x"),
    ):
        with pytest.raises(ProblemsFound, match=words):
            made()
    assert everything(services.own_packages) == before


def test_a_copy_of_a_shipped_package_is_the_same_but_for_its_name_and_origin(services: Services):
    bench = duplicate(services, FLAGSHIP, "our-leadership", "Our leadership")
    shipped = load_assessment(assets.assessments() / FLAGSHIP)
    copy = open_package(services.packages, "our-leadership")
    assert list(copy.rubrics) == list(shipped.rubrics)
    assert copy.instrument.provenance.startswith(f"Adapted from “{shipped.instrument.title}” ({FLAGSHIP} ")
    assert compare_packages(shipped, copy).all_comparable
    for name in (path for path in everything(bench.folder) if path.startswith("rubrics/")):
        was = (assets.assessments() / FLAGSHIP / name).read_text(encoding="utf-8")
        assert bench.draft.files[name] == was.replace(f"instrument: {FLAGSHIP} ", "instrument: our-leadership ")
    assert not [problem for problem in review_folder_of(bench.folder) if problem.severity == "fault"]


def test_an_own_rubric_for_a_shipped_package(services: Services):
    bench = new_rubric(services, FLAGSHIP, "development", "ours", "Ours")
    assert own_rubrics(services) == ((FLAGSHIP, "ours.yaml"),)
    assert list(open_package(services.packages, FLAGSHIP).rubrics)[-1] == "ours"
    file = f"{FLAGSHIP}/rubrics/ours.yaml"
    assert list(bench.draft.files) == [file]
    bench.draft.set(file, ("composites", "person", "weights", "desire"), 50)
    bench.save()
    again = open_own_rubric(services, FLAGSHIP, "ours.yaml")
    assert again.draft.value(file, ("composites", "person", "weights", "desire")) == "50"
    with pytest.raises(ProblemsFound, match="is taken"):
        new_rubric(services, FLAGSHIP, "development", "ours", "Ours")
    with pytest.raises(ProblemsFound, match="has the id “development” too"):
        new_rubric(services, FLAGSHIP, "development", "development", "Ours")
    with pytest.raises(KeyError):
        new_rubric(services, FLAGSHIP, "gone", "theirs", "Theirs")
    other = again.save_copy("theirs", "Theirs")
    assert other.draft.package is not None
    delete_rubric(services, FLAGSHIP, "ours.yaml")
    assert own_rubrics(services) == ((FLAGSHIP, "theirs.yaml"),)
    with pytest.raises(LeadreadyError, match="no package of your own"):
        delete_rubric(services, FLAGSHIP, "../../x.yaml")


def test_another_own_rubric_that_is_broken_does_not_keep_one_from_being_saved(services: Services):
    write_package(services.own_packages / FLAGSHIP, {"rubrics/broken.yaml": "format: what\n"})
    bench = new_rubric(services, FLAGSHIP, "development", "ours", "Ours")
    bench.draft.set(f"{FLAGSHIP}/rubrics/ours.yaml", ("title",), "Better")
    bench.save()
    assert open_package(services.packages, FLAGSHIP).rubrics["ours"].title == "Better"


def test_deleting_takes_a_package_and_leaves_sittings_alone(services: Services):
    write_package(services.own_packages / "mine", SMALL | small("mine"))
    sitting = begin(services, open_package(services.packages, "mine"))
    sitting.answer("a1", 3)
    delete_package(services, "mine")
    assert own_packages(services) == ()
    assert list(services.own_packages.iterdir()) == []
    again = Sitting(services, sitting.id)
    assert again.assessment.instrument.title == "Small"
    again.answer("a2", 1)
    # 3 on 1 to 3, and 1 turned round
    assert again.reading().profile["leading"].value == 100
    for name in (FLAGSHIP, "mine", "..", ""):
        with pytest.raises(LeadreadyError, match="no package of your own"):
            delete_package(services, name)
    assert FLAGSHIP in read_shelf(services.packages).assessments


def test_shipped_packages_are_not_opened_for_editing(services: Services):
    with pytest.raises(LeadreadyError, match="Duplicate a shipped one"):
        open_own(services, FLAGSHIP)
    write_package(services.own_packages / FLAGSHIP, small(FLAGSHIP))
    with pytest.raises(LeadreadyError, match="Duplicate a shipped one"):
        open_own(services, FLAGSHIP)


def test_a_full_disk_leaves_no_half_package(services: Services, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patched:
        _fails_at(patched, 2, "fsync")
        with pytest.raises(FileNotWritten, match="The disk is full"):
            new_package(services, "mine", "Mine")
    assert list(services.own_packages.iterdir()) == []
    with monkeypatch.context() as patched:
        _fails_at(patched, 1, "rename")
        with pytest.raises(LeadreadyError, match="could not be written"):
            new_package(services, "mine", "Mine")
    assert list(services.own_packages.iterdir()) == []


def test_a_file_that_is_no_text_is_named_on_opening(services: Services):
    write_package(services.own_packages / "mine", small("mine"))
    (services.own_packages / "mine" / ACTIONS).write_bytes(b"\xff\xfe")
    with pytest.raises(ProblemsFound, match=r"actions\.yaml: The file is not UTF-8 text"):
        open_own(services, "mine")
