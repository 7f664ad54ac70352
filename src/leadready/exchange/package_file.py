"""A package as one file that travels: `.lrassessment`, one JSON document, no archive.

A file may come from anyone. It is read in this order, and refused at the first step that fails: size, UTF-8, JSON
without doubles, numbers or half characters, known form, hashes, names of files from a fixed list, and last the package
itself, which must load whole. Nothing of it is ever a path, markup or code.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, cast

from leadready import __version__
from leadready.assessment.loading import INSTRUMENT, Package, parse_package
from leadready.assessment.package_document import MOST_FILES, PackageDocument
from leadready.assessment.package_files import is_package_file
from leadready.canonical import canonical, content_hash
from leadready.exchange.strict_json import hidden_in, places, read_strict, shown
from leadready.instrument.definition import read_definition
from leadready.instrument.problems import MOST_PROBLEMS, Problem, ProblemsFound
from leadready.instrument.strict_yaml import LARGEST_FILE, YamlDocument, parse_yaml
from leadready.instrument.text_files import MEGABYTE, read_text, too_large
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadready.instrument.strict_yaml import Value

SUFFIX = ".lrassessment"
LARGEST = 10 * MEGABYTE
LARGEST_WHOLE = 2 * MEGABYTE
"""The most that all texts of a package may have together, in bytes."""
_FORMAT = "leadready/package/1"
_FORMATS = re.compile(r"leadready/package/(\d{1,9})")
_FIELDS = frozenset({"format", "id", "version", "made_with", "files", "sha256"})
_FILE_FIELDS = frozenset({"text", "sha256"})


@dataclass(frozen=True, slots=True)
class TravellingPackage:
    """A package as it came in a file, whole and checked.

    Attributes:
        texts: Its files by name.
        package: What they say.
        made_with: The program that wrote the file.
        sha256: The hash of the whole.
    """

    texts: Mapping[str, str]
    package: Package
    made_with: str
    sha256: str

    @property
    def id(self) -> str:
        """The package's id."""
        return self.package.assessment.id

    @property
    def version(self) -> str:
        """The package's version."""
        return self.package.assessment.instrument.version


def package_document(texts: Mapping[str, str]) -> bytes:
    """Write a package as one document; the same texts give the same bytes.

    Raises:
        ProblemsFound: the package does not load, or is too large to travel.
    """
    package = parse_package(texts)
    _check_size(texts, INSTRUMENT)
    document: dict[str, Any] = {
        "format": _FORMAT,
        "id": package.assessment.id,
        "version": package.assessment.instrument.version,
        "made_with": f"leadready {__version__}",
        "files": {name: {"text": text, "sha256": _sha256(text.encode())} for name, text in texts.items()},
    }
    document["sha256"] = content_hash(document)
    content = canonical(document)
    # What is written must be what every reader takes.
    _read(content.decode(), INSTRUMENT)
    return content


def read_package_file(path: Path) -> TravellingPackage:
    """Read a file that came from someone else.

    Raises:
        ProblemsFound: everything that is wrong with it, as far as it could be read.
    """
    return _read(read_text(path, name=path.name, largest=LARGEST), path.name)


def _read(text: str, file: str) -> TravellingPackage:
    raw = read_strict(text, file, advice=_again(), whole_numbers=False)
    _check_form(raw, file)
    document = read_definition(PackageDocument, YamlDocument(file, raw, dict.fromkeys(places(raw), 1)))
    _check_hashes(raw, document, file)
    texts = {name: entry.text for name, entry in document.files.items()}
    _check_names(texts, file)
    _check_size(texts, file)
    _check_texts(texts)
    package = parse_package(texts)
    instrument = package.assessment.instrument
    if (document.id, document.version) != (instrument.id, instrument.version):
        what = _("The file says that it holds {id} {version}, but the package in it is {actual}.")
        what = what.format(id=document.id, version=document.version, actual=f"{instrument.id} {instrument.version}")
        _refuse(file, "other-package", what, _again())
    return TravellingPackage(texts, package, document.made_with, document.sha256)


def _check_form(raw: dict[str, Any], file: str) -> None:
    """Refuse what is another format, or has more in it than a package has, before looking at each part."""
    said = raw.get("format")
    found = _FORMATS.fullmatch(said) if isinstance(said, str) else None
    if found is None:
        _refuse(file, "json-form", _("This is no package of leadready."), _("Choose an .lrassessment file."))
    if int(found[1]) > 1:
        what = _("This package was made by a newer leadready (format {n}).").format(n=found[1])
        _refuse(file, "newer-format", what, _("Install the newest leadready, then try again."))
    strange = [key for key in raw if key not in _FIELDS]
    files = raw.get("files")
    entries = cast("dict[str, Any]", files) if isinstance(files, dict) else {}
    if len(entries) > MOST_FILES:
        what = _("It holds more than {n} files.").format(n=MOST_FILES)
        _refuse(file, "too-many-files", what, _again())
    strange += [key for entry in entries.values() if isinstance(entry, dict) for key in cast("dict[str, Any]", entry)]
    strange = [key for key in strange if key not in _FILE_FIELDS]
    if strange:
        what = _("“{name}” is not known here.").format(name=shown(strange[0]))
        _refuse(file, "unknown-field", what, _again())
    for name in entries:
        if not is_package_file(name):
            what = _("“{name}” is no name that a file of a package may have.").format(name=shown(name))
            _refuse(file, "wrong-file-name", what, _("Do not use this file; ask whoever sent it what it is."))


def _check_hashes(raw: dict[str, Any], document: PackageDocument, file: str) -> None:
    altered = [name for name, entry in document.files.items() if _sha256(entry.text.encode()) != entry.sha256]
    if altered or content_hash({key: value for key, value in raw.items() if key != "sha256"}) != document.sha256:
        what = _("The file was changed or damaged since it was made: {names}.")
        what = what.format(names=", ".join(altered) or _("its list of files"))
        _refuse(file, "hash-mismatch", what, _again())


def _check_names(texts: Mapping[str, str], file: str) -> None:
    """Refuse names that are one file where letters of either case are the same."""
    seen: dict[str, str] = {}
    for name in texts:
        if name.lower() in seen:
            what = _("“{name}” and “{other}” are one file on some computers.")
            what = what.format(name=name, other=seen[name.lower()])
            _refuse(file, "wrong-file-name", what, _("Rename one of them, and pack it again."))
        seen[name.lower()] = name


def _check_size(texts: Mapping[str, str], file: str) -> None:
    large = [name for name, text in texts.items() if len(text.encode()) > LARGEST_FILE]
    if large:
        raise ProblemsFound([too_large(name, LARGEST_FILE) for name in large])
    if sum(len(text.encode()) for text in texts.values()) > LARGEST_WHOLE:
        raise ProblemsFound([too_large(file, LARGEST_WHOLE)])


def _check_texts(texts: Mapping[str, str]) -> None:
    """Check that every definition is strict YAML, and that no text holds hidden characters."""
    problems: list[Problem] = []
    for name, text in texts.items():
        try:
            said: Value = parse_yaml(text, name).value if name.endswith(".yaml") else text
        except ProblemsFound as found:
            problems += found.problems
            continue
        hidden = hidden_in(said)
        if hidden is not None:
            what = _("There is a hidden control character in “{text}”.").format(text=shown(hidden))
            problems.append(Problem(name, 0, "control-character", what, _("Remove it, and pack the package again.")))
    if problems:
        raise ProblemsFound(problems[:MOST_PROBLEMS])


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _again() -> str:
    return _("Ask for the file again.")


def _refuse(file: str, code: str, what: str, advice: str) -> NoReturn:
    raise ProblemsFound([Problem(file, 0, code, what, advice)])
