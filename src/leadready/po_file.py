"""Files of translations in the PO format, which are those of gettext and which every translation editor writes.

They are read here without any package: a window that opens in Welsh must not wait for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from gettext import c2py
from typing import TYPE_CHECKING

from leadready.catalogue import Catalogue, one_or_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_FIELDS = {"msgctxt", "msgid", "msgid_plural", "msgstr", *(f"msgstr[{form}]" for form in range(10))}
_BEGINNINGS = {"msgctxt", "msgid"}
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FLAGS = "#,"
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")


class BadCatalogue(ValueError):
    """A file is no file of translations.

    Attributes:
        line: Where, counted from 1; 0 where the whole file is meant.
    """

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}")


@dataclass(slots=True)
class _Entry:
    """One text of a file, as it is read."""

    line: int = 0
    fields: dict[str, str] = field(default_factory=dict[str, str])
    fuzzy: bool = False

    def go_on(self, text: str, line: int) -> None:
        """Add to the field that came last."""
        if not self.fields:
            raise BadCatalogue(line)
        self.fields[next(reversed(self.fields))] += text

    @property
    def is_answered(self) -> bool:
        return "msgstr" in self.fields or "msgstr[0]" in self.fields

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(self.fields[name] for name in sorted(self.fields) if name.startswith("msgstr"))


def read_catalogue(path: Path) -> Catalogue:
    """Read a file of translations in the PO format, without those that are empty or marked as fuzzy.

    Raises:
        BadCatalogue: it is no such file; says where.
        OSError: it cannot be read.
    """
    entries = list(_entries(_lines(path)))
    first = entries[0] if entries and not entries[0].fields["msgid"] else None
    head = {} if first is None else _head(first)
    plural = one_or_many if first is None else _plural(head, first.line)
    return Catalogue(_translations(entries), plural, head)


def _translations(entries: Iterable[_Entry]) -> dict[str, tuple[str, ...]]:
    return {
        entry.fields["msgid"]: entry.forms
        for entry in entries
        if entry.fields["msgid"] and all(entry.forms) and not entry.fuzzy and "msgctxt" not in entry.fields
    }


def read_head(path: Path) -> Mapping[str, str]:
    """Read only what a file of translations says about itself; nothing where it cannot be read."""
    try:
        entry = next(_entries(_lines(path)), None)
    except (OSError, BadCatalogue):
        return {}
    return _head(entry) if entry is not None and not entry.fields["msgid"] else {}


def read_text(path: Path, english: str) -> str:
    """Read the translation of one text, without waiting for the whole file; English where there is none.

    Raises:
        BadCatalogue: the file cannot be read.
        OSError: it is not there.
    """
    content = path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    escaped = english.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    place = content.find(f'\nmsgid "{escaped}"\n')
    if place < 0:  # it is not there, or stands on several lines
        return read_catalogue(path).text(english)
    start, end = content.rfind("\n\n", 0, place), content.find("\n\n", place)
    block = content[max(start, 0) : end if end >= 0 else len(content)]
    return _translations(_entries(_marked(block))).get(english, (english,))[0]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadCatalogue(content.count(b"\n", 0, error.start) + 1) from None
    yield from _marked(text)


def _marked(text: str) -> Iterator[tuple[int, str]]:
    """List the lines that say something or mark something, with their numbers."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(_FLAGS) or not (line.startswith("#") or not line or line.isspace()):
            yield number, line.strip()


def _entries(lines: Iterable[tuple[int, str]]) -> Iterator[_Entry]:
    entry, fuzzy = _Entry(), False
    for number, line in lines:
        if line.startswith(_FLAGS):
            fuzzy = fuzzy or "fuzzy" in line
            continue
        name, _space, said = line.partition(" ")
        if name in _BEGINNINGS and entry.is_answered:
            yield _whole(entry)
            entry = _Entry()
        if not entry.fields:
            entry.line, entry.fuzzy, fuzzy = number, fuzzy, False
        if name not in _FIELDS:
            entry.go_on(_unquoted(line, number), number)
        elif name in entry.fields:
            raise BadCatalogue(number)
        else:
            entry.fields[name] = _unquoted(said, number)
    if entry.fields:
        yield _whole(entry)


def _whole(entry: _Entry) -> _Entry:
    if "msgid" not in entry.fields or not entry.is_answered:
        raise BadCatalogue(entry.line)
    return entry


def _unquoted(text: str, line: int) -> str:
    inner = text[1:-1]
    if "\\" not in inner and '"' not in inner and text == f'"{inner}"':
        return inner
    found = _QUOTED.fullmatch(text.strip())
    if found is None:
        raise BadCatalogue(line)
    try:
        return _ESCAPE.sub(lambda one: _ESCAPED[one[1]], found[1])
    except KeyError:
        raise BadCatalogue(line) from None


def _head(entry: _Entry) -> dict[str, str]:
    pairs = (line.partition(":") for line in entry.forms[0].split("\n") if line.strip())
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _plural(head: Mapping[str, str], line: int) -> Callable[[int], int]:
    stated = _PLURAL.search(head.get("Plural-Forms", ""))
    if stated is None:
        return one_or_many
    try:
        return c2py(stated[1].strip())
    except ValueError:
        raise BadCatalogue(line) from None
