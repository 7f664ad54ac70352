from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from leadready.errors import FileNotWritten
from leadready.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_and_replaced(tmp_path: Path):
    target = tmp_path / "plan.pdf"
    write_whole(target, b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["plan.pdf"]


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

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
