"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from leadready.errors import FileNotWritten
from leadready.language import _


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at every moment either the old or the new one is there.

    It goes to a temporary file beside it, to the disk, and then takes the name.

    Raises:
        FileNotWritten: with the reason in plain words; what was there before is untouched.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise _not_written(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> FileNotWritten:
    reasons = {
        errno.ENOSPC: (_("The disk is full."), _("Make room, or choose another folder.")),
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
