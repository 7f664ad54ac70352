"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.errors import FileNotWritten
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTE = ".saving"
"""What a folder is called upon to become, while several of its files are being written."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at every moment either the old or the new one is there.

    It goes to a temporary file beside it, to the disk, and then takes the name.

    Raises:
        FileNotWritten: with the reason in plain words; what was there before is untouched.
    """
    temporary = _beside(path, content)
    try:
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _not_written(path, error) from error


def write_together(contents: Mapping[Path, bytes | None], folder: Path) -> None:
    """Write files of a folder that belong together, or none of them; a file without content is removed.

    All are on the disk under temporary names before the first takes its own, so a full disk changes nothing. What is to
    become of each is written down before, so that `finish_together` can go on where a machine has stopped.

    Raises:
        FileNotWritten: with the reason; what was there before is there again.
    """
    waiting: dict[Path, Path] = {}
    before = {path: path.read_bytes() if path.is_file() else None for path in contents}
    done: list[Path] = []
    try:
        for path, content in contents.items():
            if content is not None:
                waiting[path] = _beside(path, content)
        if len(contents) > 1:  # one alone is never half there
            _note_down(folder, {path: waiting.get(path) for path in contents})
        for path in contents:
            _take_place(path, waiting.get(path))
            done.append(path)
    except FileNotWritten:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
        for path in done:
            _put_back(path, before[path])
        (folder / _NOTE).unlink(missing_ok=True)
        raise
    (folder / _NOTE).unlink(missing_ok=True)


def finish_together(folder: Path) -> None:
    """Finish what `write_together` had begun in a folder when the machine stopped; nothing where it had not.

    A note that is none of ours, or speaks of other places, is left alone.

    Raises:
        FileNotWritten: with the reason; it can be finished later.
    """
    note = folder / _NOTE
    try:
        steps = json.loads(note.read_text(encoding="utf-8"))
        pairs = [(folder / str(name), folder / str(part) if part else None) for name, part in steps]
    except (OSError, ValueError, TypeError):
        return
    inside = folder.resolve()
    if not all(path.resolve().is_relative_to(inside) for pair in pairs for path in pair if path is not None):
        return
    for path, temporary in pairs:
        if temporary is None or temporary.exists():  # otherwise it has its name already
            _take_place(path, temporary)
    note.unlink(missing_ok=True)


def _note_down(folder: Path, steps: Mapping[Path, Path | None]) -> None:
    names = [
        (path.relative_to(folder).as_posix(), temporary and temporary.relative_to(folder).as_posix())
        for path, temporary in steps.items()
    ]
    write_whole(folder / _NOTE, json.dumps(names).encode())


def _beside(path: Path, content: bytes) -> Path:
    """Write a temporary file beside the one that it is to become; raises FileNotWritten and leaves nothing."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise _not_written(path, error) from error
    temporary = path.parent / Path(name).name  # the name that was made is absolute; a folder may not be
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            # Whoever could read the old one can read the new one; a new file is for its writer only.
            temporary.chmod(path.stat().st_mode & 0o777)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _not_written(path, error) from error
    return temporary


def _take_place(path: Path, temporary: Path | None) -> None:
    try:
        if temporary is None:
            path.unlink(missing_ok=True)
        else:
            temporary.replace(path)
    except OSError as error:
        raise _not_written(path, error) from error


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, content)


def _not_written(path: Path, error: OSError) -> FileNotWritten:
    full = (_("The disk is full."), _("Make room, or choose another folder."))
    reasons = {
        errno.ENOSPC: full,
        errno.EDQUOT: full,  # for this person: what a share of an employer allows
        errno.ENOENT: (_("The folder does not exist."), _("Choose a folder that exists.")),
        errno.EACCES: (
            _("It may not be written here."),
            _("Close it if it is open elsewhere, or choose another folder."),
        ),
        errno.EROFS: (_("This disk is read-only."), _("Choose another folder.")),
        errno.EISDIR: (_("A folder has that name."), _("Choose another name.")),
    }
    fallback = (
        _("The file could not be written: {reason}.").format(reason=error.strerror),
        _("Choose another folder."),
    )
    what, advice = reasons.get(error.errno or 0, fallback)
    return FileNotWritten(what, where=str(path), advice=advice)
