"""Reading a text file that came from someone else."""

from __future__ import annotations

from stat import S_ISREG
from typing import TYPE_CHECKING

from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1024 * 1024


def too_large(name: str, largest: int) -> Problem:
    """Say that a file has more bytes than it may."""
    what = _("The file is larger than {n} MiB.").format(n=largest // MEGABYTE)
    return Problem(name, 0, "file-too-large", what, _("Split it, or remove what is not needed."))


def read_text(path: Path, *, name: str, largest: int) -> str:
    """Read a whole file as UTF-8, with or without a byte order mark.

    Args:
        path: The file.
        name: How problems name it.
        largest: The most bytes it may have; it is not opened when it has more.

    Raises:
        ProblemsFound: it is missing, too large, not UTF-8, or cannot be read.
    """

    def fault(code: str, what: str, advice: str) -> ProblemsFound:
        return ProblemsFound([Problem(name, 0, code, what, advice)])

    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):
            # A pipe or a device would be waited for, or read without end.
            raise fault("not-a-file", _("This is no file."), _("Put a text file here."))
        if state.st_size > largest:
            raise ProblemsFound([too_large(name, largest)])
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ProblemsFound([file_missing(name)]) from None
    except UnicodeDecodeError as error:
        what = _("The file is not UTF-8 text (byte {position}).").format(position=error.start)
        raise fault("encoding", what, _("Save it with the encoding UTF-8.")) from None
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        raise fault("file-unreadable", what, _("Check that you may open it.")) from None


def file_missing(name: str) -> Problem:
    """Say that a file is not there."""
    return Problem(name, 0, "file-missing", _("There is no such file."), _("Add it, or correct its name."))
