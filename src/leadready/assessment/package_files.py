"""The files of a package: which there are, and their texts with what an editor put around them.

Byte order marks and the line ends of another system are kept apart from the text, so that a file of which one word
changes keeps both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import LARGEST_FILE
from leadready.instrument.text_files import too_large
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}"
_FOLDERS = rf"(rubrics|examples|mappings)/{_NAME}\.yaml|locales/{_NAME}\.po"
FILE_PATTERN = rf"^(instrument\.yaml|actions\.yaml|README\.md|LICENSE|{_FOLDERS})$"
"""The names that files of a package have; none of them leads out of its folder."""
_FILE = re.compile(FILE_PATTERN)
_PATTERNS = ("instrument.yaml", "actions.yaml", "README.md", "LICENSE", "*/*.yaml", "locales/*.po")
# Names that Windows gives to devices, whatever their ending.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Around:
    """What stood around the text of a file."""

    mark: bool = False
    carriage_returns: bool = False


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file: its text, and its bytes as they were read."""

    text: str
    content: bytes
    around: Around


def is_package_file(name: str) -> bool:
    """Whether a name is one that a file of a package may have; never a path to anywhere else."""
    if _FILE.fullmatch(name) is None:
        return False
    stem = name.rpartition("/")[2].partition(".")[0]
    return _DEVICE.fullmatch(stem) is None


def read_files(folder: Path) -> dict[str, PackageFile]:
    """Read every file of a package, those with faults too.

    Raises:
        ProblemsFound: a file is too large, no UTF-8, or cannot be read.
    """
    found = sorted({path for pattern in _PATTERNS for path in folder.glob(pattern) if path.is_file()})
    names = {path.relative_to(folder).as_posix(): path for path in found}
    problems: list[Problem] = []
    files: dict[str, PackageFile] = {}
    for name, path in names.items():
        if is_package_file(name):
            try:
                files[name] = read_file(path, name)
            except ProblemsFound as fault:
                problems += fault.problems
    if problems:
        raise ProblemsFound(problems)
    return files


def read_file(path: Path, name: str) -> PackageFile:
    """Read one file; raises ProblemsFound as `read_files` does."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ProblemsFound([too_large(name, LARGEST_FILE)])
        content = path.read_bytes()
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        what = _("The file is not UTF-8 text (byte {position}).").format(position=error.start)
        raise ProblemsFound([Problem(name, 0, "encoding", what, _("Save it with the encoding UTF-8."))]) from None
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        advice = _("Check that it is a file and that you may open it.")
        raise ProblemsFound([Problem(name, 0, "file-unreadable", what, advice)]) from None
    mark = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    around = Around(mark, carriage_returns="\r\n" in text and text.count("\r\n") == text.count("\n"))
    return PackageFile(text.replace("\r\n", "\n").replace("\r", "\n"), content, around)


def encoded(text: str, around: Around) -> bytes:
    """Give a text the bytes that it has in its file."""
    ended = text.replace("\n", "\r\n") if around.carriage_returns else text
    return ((_BOM if around.mark else "") + ended).encode("utf-8")


def texts_of(files: Mapping[str, PackageFile]) -> dict[str, str]:
    """Give the texts of files, by name."""
    return {name: file.text for name, file in files.items()}
