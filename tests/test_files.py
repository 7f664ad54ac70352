from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from leadready import files
from leadready.errors import FileNotWritten
from leadready.files import finish_together, write_together, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_and_replaced(tmp_path: Path):
    target = tmp_path / "plan.pdf"
    write_whole(target, b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["plan.pdf"]


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int):
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileNotWritten, match=r"The disk is full\. Make room"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["plan.pdf"]


@pytest.mark.parametrize(("name", "words"), [("missing/plan.pdf", "does not exist"), ("folder", "has that name")])
def test_a_wrong_place_is_named(tmp_path: Path, name: str, words: str):
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileNotWritten, match=words) as caught:
        write_whole(tmp_path / name, b"new")
    assert caught.value.where == str(tmp_path / name)
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "home") == ["folder"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions")
def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path):
    target = tmp_path / "instrument.yaml"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write_whole(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o644
    write_whole(tmp_path / "plan.pdf", b"private")
    assert (tmp_path / "plan.pdf").stat().st_mode & 0o077 == 0


def test_files_that_belong_together_are_written_or_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    old, gone, new = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    old.write_bytes(b"a")
    gone.write_bytes(b"b")
    with monkeypatch.context() as patched:

        def refuse(_path: object, *, missing_ok: bool = False) -> None:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))

        real = type(old).unlink
        patched.setattr(
            type(old), "unlink", lambda path, missing_ok=False: refuse(path) if path == gone else real(path, missing_ok)
        )
        with pytest.raises(FileNotWritten, match="may not be written"):
            write_together({old: b"A", new: b"C", gone: None}, tmp_path)
    assert (old.read_bytes(), gone.read_bytes(), new.exists()) == (b"a", b"b", False)
    write_together({old: b"A", new: b"C", gone: None}, tmp_path)
    assert (old.read_bytes(), gone.exists(), new.read_bytes()) == (b"A", False, b"C")
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["a", "c"]


def test_a_folder_may_be_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    here = tmp_path.relative_to(tmp_path) / "here"
    here.mkdir()
    write_together({here / "a": b"a", here / "b": b"b"}, here)
    assert sorted(one.name for one in (tmp_path / "here").iterdir()) == ["a", "b"]


class Stopped(BaseException):
    """The machine stops: nothing after it happens, not even what mends."""


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_what_a_machine_that_stops_leaves_half_done_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
):
    (tmp_path / "inner").mkdir()
    old, gone, new = tmp_path / "a", tmp_path / "b", tmp_path / "inner" / "c"
    old.write_bytes(b"a")
    gone.write_bytes(b"b")
    left = [steps]

    def stop(path: Path, temporary: Path | None) -> None:
        if not left[0]:
            raise Stopped
        left[0] -= 1
        real(path, temporary)

    real = files._take_place
    with monkeypatch.context() as patched:
        patched.setattr(files, "_take_place", stop)
        with pytest.raises(Stopped):
            write_together({old: b"A", gone: None, new: b"C"}, tmp_path)
    for _again in range(2):
        finish_together(tmp_path)
        assert (old.read_bytes(), gone.exists(), new.read_bytes()) == (b"A", False, b"C")
    assert sorted(one.name for one in tmp_path.rglob("*") if one.is_file()) == ["a", "c"]


@pytest.mark.parametrize(
    "note",
    ["", "{", "7", "[7]", '[["a"]]', '[["../out", null]]', '[["/etc/x", null]]', '[["a", "../out"]]', "[[1, 2, 3]]"],
)
def test_a_note_that_speaks_of_other_places_is_left_alone(tmp_path: Path, note: str):
    folder = tmp_path / "inside"
    folder.mkdir()
    (tmp_path / "out").write_bytes(b"out")
    (folder / "a").write_bytes(b"a")
    (folder / ".saving").write_text(note, encoding="utf-8")
    finish_together(folder)
    assert ((tmp_path / "out").read_bytes(), (folder / "a").read_bytes()) == (b"out", b"a")
