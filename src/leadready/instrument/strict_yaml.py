"""Strict YAML: plain text in, plain text out, with the line of everything.

A package is written by hand and may come from a stranger, so this reader gives YAML its 1.2 meaning and no more:
every scalar stays text (`no` is "no", `010` is "010"), only an unquoted `null`, `~` or nothing is None, and aliases,
anchors, tags, merge keys and duplicate keys are problems. The models turn text into numbers where they expect numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml

from leadready.instrument.problems import MOST_PROBLEMS, Problem, ProblemsFound
from leadready.instrument.text_files import MEGABYTE, read_text
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = MEGABYTE
DEEPEST = 16
MOST_VALUES = 50_000
"""Ten times what the largest package needs; more would only cost time."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Keys: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """What a file says, and on which line it says it.

    Attributes:
        file: The name used in problems.
        value: Nested dicts and lists of text.
        lines: From the keys that lead to a value to its line, counted from 1.
    """

    file: str
    value: Value
    lines: dict[Keys, int] = field(default_factory=dict)

    def line(self, keys: Keys) -> int:
        """Find the line of a value, or of the nearest thing that holds it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def problem(self, keys: Keys, code: str, what: str, advice: str) -> Problem:
        """Make a problem with the place of a value."""
        return Problem(self.file, self.line(keys), code, what, advice, keys=keys)


def read_yaml(path: Path, *, name: str | None = None) -> YamlDocument:
    """Read one file.

    Args:
        path: The file.
        name: How problems name it; by default the file's own name.

    Raises:
        ProblemsFound: every fault of the file: missing, too large, not UTF-8, broken YAML, an alias, a duplicate key.
    """
    name = name or path.name
    return parse_yaml(read_text(path, name=name, largest=LARGEST_FILE), name)


def parse_yaml(text: str, name: str) -> YamlDocument:
    """Read text as strict YAML; raises ProblemsFound as `read_yaml` does."""
    builder = _Builder(name)
    try:
        document = builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        what = _("This is not valid YAML: {reason}.").format(reason=_syntax_words(error, text))
        advice = _(
            "Check indentation, colons and quotes here and on the line above; put text that holds “: ” in quotes."
        )
        raise ProblemsFound([*builder.problems, Problem(name, line, "yaml-syntax", what, advice)]) from None
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1  # the parser counts in bytes
        raise _bad_character(name, line, error.character) from None
    except UnicodeEncodeError as error:
        raise _bad_character(name, text.count("\n", 0, error.start) + 1, ord(text[error.start])) from None
    if builder.problems:
        raise ProblemsFound(builder.problems)
    return document


def _bad_character(name: str, line: int, code: object) -> ProblemsFound:
    what = _("It holds a character that YAML does not allow (number {code}).").format(code=code)
    return ProblemsFound([Problem(name, line, "yaml-character", what, _("Remove the character."))])


def _syntax_words(error: yaml.MarkedYAMLError, text: str) -> str:
    """Say what the parser stumbled over, for somebody who does not know its words; the unexpected in its own."""
    said = str(error.problem or error.context)
    mark = error.problem_mark
    if mark is not None and text.splitlines()[mark.line : mark.line + 1] and _is_tab(text.splitlines()[mark.line]):
        return _("this line begins with a tab; use spaces")
    quotes = _("this begins with a character that text may only have inside quotes")
    words = {
        "mapping values are not allowed in this context": _(
            "there is a second colon in this line, or it is indented unlike the lines around it"
        ),
        "found character that cannot start any token": quotes,
        "did not find expected alphabetic or numeric character": quotes,
        "did not find expected key": _(
            "this line is indented unlike the lines around it, or a quote or bracket ends early"
        ),
        "did not find expected '-' indicator": _(
            "this line is indented unlike the list around it, or its “- ” is missing"
        ),
        "did not find expected ',' or ']'": _("a comma is missing, or the list is not closed with “]”"),
        "did not find expected ',' or '}'": _("a comma is missing, or the braces are not closed with “}”"),
        "could not find expected ':'": _("a name has no colon after it"),
        "found unexpected end of stream": _("a quote is opened and not closed"),
        "block sequence entries are not allowed in this context": _("an entry of a list, “- ”, cannot begin here"),
    }
    return words.get(said, said)


def _is_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]


class _Builder:
    """Turns the parser's events into a document; collects every fault it can go on from."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.lines: dict[Keys, int] = {}

    def build(self, events: Iterator[yaml.Event]) -> YamlDocument:
        value: Value = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if self.lines:
                    self._fault(event, "yaml-two-documents", _("A second document begins here."), _("Keep one."))
                    break
                value = self._node(event, events, ())
        return YamlDocument(self.file, value, self.lines)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys) -> Value:
        self.lines.setdefault(keys, _line(event))
        if len(self.lines) > MOST_VALUES:
            what = _("The file holds more than {n} values.").format(n=MOST_VALUES)
            self._fault(event, "yaml-too-many", what, _("Remove what is not needed."))
            raise ProblemsFound(self.problems)
        if len(keys) > DEEPEST:
            # Going on would mean following whatever depth the file asks for.
            self._fault(
                event, "yaml-too-deep", _("This is nested more than {n} deep.").format(n=DEEPEST), _("Flatten it.")
            )
            raise ProblemsFound(self.problems)
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, "yaml-alias", _("Aliases (*name) are not allowed."), _("Write the value out again."))
            return None
        if isinstance(event, yaml.ScalarEvent):
            self._check_plain(event)
            return self._scalar(event)
        if isinstance(event, yaml.CollectionStartEvent):
            self._check_plain(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, keys)
        return self._sequence(events, keys)

    def _mapping(self, events: Iterator[yaml.Event], keys: Keys) -> Value:
        mapping: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, events, keys)
            if key in mapping:
                what = _("“{key}” stands here twice.").format(key=key)
                self._fault(event, "yaml-duplicate-key", what, _("Keep one of them."))
            self.lines[*keys, key] = _line(event)
            mapping[key] = self._node(next(events), events, (*keys, key))
        return mapping

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self._check_plain(event)
            if event.value == "<<" and event.implicit[0]:
                self._fault(event, "yaml-merge", _("Merge keys (<<) are not allowed."), _("Write the values out."))
            return str(event.value)
        self._node(event, events, keys)
        self._fault(event, "yaml-key", _("A key must be plain text."), _("Use a word as the key."))
        return ""

    def _sequence(self, events: Iterator[yaml.Event], keys: Keys) -> Value:
        sequence: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            sequence.append(self._node(event, events, (*keys, len(sequence))))
        return sequence

    @staticmethod
    def _scalar(event: yaml.ScalarEvent) -> str | None:
        plain = not event.style
        return None if plain and event.value in _NULLS else str(event.value)

    def _check_plain(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._fault(event, "yaml-anchor", _("Anchors (&name) are not allowed."), _("Remove the anchor."))
        if event.tag is not None:
            self._fault(event, "yaml-tag", _("Tags (!name) are not allowed."), _("Remove the tag."))

    def _fault(self, event: yaml.Event, code: str, what: str, advice: str) -> None:
        self.problems.append(Problem(self.file, _line(event), code, what, advice))
        if len(self.problems) >= MOST_PROBLEMS:
            # A file like this is not mended line by line; a person reads the first few.
            raise ProblemsFound(self.problems)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
