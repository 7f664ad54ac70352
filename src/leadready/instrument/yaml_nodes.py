"""Where each value of a YAML text stands in it, to the character, so that one can be changed and the rest left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import yaml

from leadready.instrument.strict_yaml import Keys, Value, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["scalar", "mapping", "sequence"]
Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded", "flow", "block"]
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
_BLANK_END = re.compile(r"(?:\n[ \t]*)+\Z")
_HEADER = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Node:
    """One value in the text.

    Attributes:
        start: Place of its first character; of a block collection, of its first key or dash.
        end: Place behind its last character; blank lines and comments behind it are not part of it.
        keys: The keys of a mapping.
        values: The values of a mapping or sequence.
    """

    kind: Kind
    style: Style
    start: int
    end: int
    keys: tuple[Node, ...] = ()
    values: tuple[Node, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_block_text(self) -> bool:
        """Whether it is a text that begins with `|` or `>` and stands on the lines below."""
        return self.style in {"literal", "folded"}

    @property
    def is_block(self) -> bool:
        """Whether it is a collection with an entry on each line."""
        return self.style == "block"

    def child(self, key: str | int) -> Node:
        """Find a direct part; raises KeyError when there is none."""
        return self.values[self.place(key)]

    def place(self, key: str | int) -> int:
        """Find the position of a direct part; raises KeyError when there is none."""
        if self.kind == "mapping" and key in self.names:
            return self.names.index(str(key))
        if self.kind == "sequence" and isinstance(key, int) and 0 <= key < len(self.values):
            return key
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class YamlText:
    """A text, what it says, and where it says it."""

    text: str
    value: Value
    root: Node

    def node(self, keys: Keys) -> Node:
        """Find a node; raises KeyError when there is none."""
        node = self.root
        for key in keys:
            node = node.child(key)
        return node

    def column(self, place: int) -> int:
        """Count the characters before a place on its line."""
        return place - self.line_start(place)

    def line_start(self, place: int) -> int:
        """Find where the line of a place begins."""
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        """Find where the line of a place ends, before its line break."""
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end

    def header_end(self, node: Node) -> int:
        """Find the end of the `>-` with which a block text begins."""
        found = _HEADER.match(self.text, node.start)
        return found.end() if found else node.start


@lru_cache(maxsize=64)
def yaml_text(text: str, name: str) -> YamlText:
    """Read a text; raises ProblemsFound when it is no strict YAML."""
    document = parse_yaml(text, name)
    events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
    root = Node("scalar", "plain", len(text), len(text))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            root = _node(event, events, text)
            break
    return YamlText(text, document.value, root)


def kind_of(value: Value) -> Kind:
    """Say which kind of node a value makes."""
    if isinstance(value, dict):
        return "mapping"
    return "sequence" if isinstance(value, list) else "scalar"


def plain(value: Value, keys: Keys) -> Value:
    """Follow keys into a value; raises KeyError where they lead nowhere."""
    for key in keys:
        if isinstance(value, dict) and key in value:
            value = value[str(key)]
        elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
            value = value[key]
        else:
            raise KeyError(keys)
    return value


def _node(event: yaml.Event, events: Iterator[yaml.Event], text: str) -> Node:
    start = _begin(event)
    if isinstance(event, yaml.ScalarEvent):
        style: Style = _STYLES.get(event.style, "plain")
        return Node("scalar", style, start, _scalar_end(event, text, start))
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(start, events, text, flow=bool(event.flow_style))
    flow = isinstance(event, yaml.SequenceStartEvent) and bool(event.flow_style)
    values: list[Node] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        values.append(_node(event, events, text))
    end = _end(event) if flow else values[-1].end
    return Node("sequence", "flow" if flow else "block", start, end, (), tuple(values))


def _mapping(start: int, events: Iterator[yaml.Event], text: str, *, flow: bool) -> Node:
    keys: list[Node] = []
    names: list[str] = []
    values: list[Node] = []
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        names.append(event.value if isinstance(event, yaml.ScalarEvent) else "")
        keys.append(_node(event, events, text))
        values.append(_node(next(events), events, text))
    # `[a: 1]` holds a mapping without braces: there the end has no width, and may lie behind spaces.
    braced = flow and text[start] == "{"
    end = _end(event) if braced else values[-1].end
    return Node("mapping", "flow" if flow else "block", start, end, tuple(keys), tuple(values), tuple(names))


def _begin(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _scalar_end(event: yaml.ScalarEvent, text: str, start: int) -> int:
    end = _end(event)
    if event.style not in {"|", ">"}:
        return end
    written = text[start:end]
    header = _HEADER.match(written)
    if header is not None and "+" in header[0]:
        return start + len(written.removesuffix("\n")) if written.endswith("\n") else end
    return start + len(_BLANK_END.sub("", written))
