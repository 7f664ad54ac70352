"""Cutting and pasting in a YAML text: each function gives the text with one place changed.

A block collection is seen as chunks with gaps between them. A chunk is an entry with the comment lines right above it
and the comment behind it; what is in the gaps, blank lines and other comments, stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.instrument.yaml_nodes import kind_of
from leadready.instrument.yaml_writing import STEP, Written, entry_text, write_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.instrument.strict_yaml import Keys, Value
    from leadready.instrument.yaml_nodes import Node, Style, YamlText


@dataclass(frozen=True, slots=True)
class Lead:
    """The key or dash that a value belongs to.

    Attributes:
        start: Where it begins.
        end: Behind its colon or dash.
        column: Its column; two to the left of the whole for the whole itself.
        flow: Whether it stands inside brackets or braces.
        dash: Whether it is a dash.
    """

    start: int
    end: int
    column: int
    flow: bool
    dash: bool


def lead_of(now: YamlText, keys: Keys) -> Lead:
    """Find what a value belongs to; raises KeyError when it is not there."""
    if not keys:
        return Lead(now.root.start, now.root.start, -STEP, flow=False, dash=False)
    parent = now.node(keys[:-1])
    place = parent.place(keys[-1])
    value = parent.values[place]
    flow = not parent.is_block
    start = _entry_start(now, parent, place)
    if parent.kind == "mapping":
        end = now.text.find(":", parent.keys[place].end, value.start + 1) + 1 or parent.keys[place].end
        return Lead(start, end, now.column(start), flow, dash=False)
    return Lead(start, start if flow else start + 1, now.column(start), flow, dash=True)


def written_for(now: YamlText, keys: Keys, value: Value) -> Written:
    """Write a value as it fits the place where another one is now, in the style of that one."""
    lead = lead_of(now, keys)
    node = now.node(keys)
    style: Style = "plain"
    if node.kind == kind_of(value):
        # An empty collection stands in one line whatever it is to become.
        style = "plain" if node.kind != "scalar" and not node.values else node.style
    return write_value(value, column=lead.column, style=style, flow=lead.flow, dash=lead.dash)


def as_before(now: YamlText, keys: Keys, before: YamlText) -> Written | None:
    """Give the writing of a value in an earlier text, where it fits the place as it is now."""
    try:
        was, lead, earlier = before.node(keys), lead_of(now, keys), lead_of(before, keys)
    except KeyError:
        return None
    if (lead.column, lead.flow, lead.dash) != (earlier.column, earlier.flow, earlier.dash):
        return None
    written = before.text[was.start : was.end]
    if was.is_block_text:
        header = before.header_end(was)
        return Written(before.text[was.start : header], before.text[before.line_end(header) : was.end])
    if was.is_block and before.line_start(was.start) > earlier.start:
        return Written("", "\n" + before.text[before.line_start(was.start) : was.end])
    return Written(written)


def replaced(now: YamlText, keys: Keys, written: Written) -> str:
    """Put other writing where a value is; comments behind it and on the line of its key stay."""
    text, node, lead = now.text, now.node(keys), lead_of(now, keys)
    if not keys:
        return text[: node.start] + (written.head + written.tail).lstrip("\n") + text[node.end :]
    if node.is_block and not written.head:
        first = now.line_start(node.start)
        if first > lead.start:
            return text[:first] + written.tail[1:] + text[now.line_end(node.end) :]
    if node.is_block:
        first = now.line_start(node.start)
        own_line = first > lead.start
        before = text[: lead.end if own_line else node.start]
        rest = text[lead.end : first - 1] if own_line else ""
        after = text[now.line_end(node.end) if own_line else node.end :]
    else:
        end = now.header_end(node) if node.is_block_text else node.end
        before = text[: node.start if written.head else lead.end]
        rest = text[end : now.line_end(end)]
        after = text[node.end if node.is_block_text else now.line_end(end) :]
    gap = " " if written.head and len(before) == lead.end and not lead.flow else ""
    first_line, *others = rest.split("\n")
    below = "".join(f"\n{line}" for line in others)
    return before + gap + written.head + first_line + written.tail + below + after


def put_lines(now: YamlText, keys: Keys, place: int, value: Value, key: str | None) -> str:
    """Put a new entry into a block collection."""
    node = now.node(keys)
    chunks = _chunks(now, node)
    column = now.column(node.start)
    written = entry_text(key, value, column, _style_of_siblings(node, place, value))
    fields = not keys and node.kind == "mapping"
    gap = _gap(now, chunks, fields=fields, long="\n" in written) + " " * column
    if place == 0:
        at = chunks[0][0]
        return now.text[:at] + written + gap + now.text[at:]
    at = chunks[place - 1][1]
    return now.text[:at] + gap + written + now.text[at:]


def put_inside(now: YamlText, keys: Keys, place: int, written: str) -> str:
    """Put a new entry into a collection in brackets or braces."""
    node = now.node(keys)
    if place < len(node.values):
        at = _entry_start(now, node, place)
        return f"{now.text[:at]}{written}, {now.text[at:]}"
    at = node.values[-1].end
    return f"{now.text[:at]}, {written}{now.text[at:]}"


def cut(now: YamlText, node: Node, place: int) -> str:
    """Take one of several entries out of a collection."""
    if not node.is_block:
        last = place == len(node.values) - 1
        start = node.values[place - 1].end if last else _entry_start(now, node, place)
        return now.text[:start] + now.text[node.values[place].end if last else _entry_start(now, node, place + 1) :]
    chunks = _chunks(now, node)
    start, end = chunks[place]
    before = now.text[chunks[place - 1][1] : start] if place else None
    after = now.text[end : chunks[place + 1][0]] if place + 1 < len(chunks) else None
    if before is not None and not before.strip():
        start -= len(before)
    elif after is not None:
        # The gap holds comments that are about nothing in particular: only what comes before them goes.
        end += len(after) - len(after.lstrip())
    else:
        start = now.line_start(start) - 1
    return now.text[:start] + now.text[end:]


def permuted(now: YamlText, node: Node, order: Sequence[int]) -> str:
    """Put the entries of a collection into another order."""
    if node.is_block:
        chunks = _chunks(now, node)
    else:
        chunks = [(_entry_start(now, node, place), value.end) for place, value in enumerate(node.values)]
    pieces: list[str] = []
    end = 0
    for (start, next_end), number in zip(chunks, order, strict=True):
        moved_start, moved_end = chunks[number]
        pieces += [now.text[end:start], now.text[moved_start:moved_end]]
        end = next_end
    return "".join(pieces) + now.text[end:]


def _entry_start(now: YamlText, parent: Node, place: int) -> int:
    if parent.kind == "mapping":
        return parent.keys[place].start
    start = parent.values[place].start
    return start if not parent.is_block else _dash(now, now.column(parent.start), start)


def _dash(now: YamlText, column: int, value: int) -> int:
    """Find the dash in a column at or above a value."""
    line = now.line_start(value)
    while line > 0 and not (now.text[line + column : line + column + 1] == "-" and line + column < value):
        line = now.line_start(line - 1)
    return line + column


def _chunks(now: YamlText, node: Node) -> list[tuple[int, int]]:
    """Find where the chunks of a block collection begin and end. A comment above the first one may be about all."""
    chunks: list[tuple[int, int]] = []
    for place, value in enumerate(node.values):
        start = _entry_start(now, node, place)
        if chunks:
            start = _with_comments(now, start, chunks[-1][1])
        chunks.append((start, now.line_end(max(value.end, start))))
    return chunks


def _with_comments(now: YamlText, start: int, floor: int) -> int:
    column = now.column(start)
    while True:
        line = now.line_start(now.line_start(start) - 1)
        above = now.text[line : now.line_end(line)]
        if line <= floor or not above.lstrip().startswith("#") or len(above) - len(above.lstrip()) != column:
            return start
        start = line + column


def _gap(now: YamlText, chunks: list[tuple[int, int]], *, fields: bool, long: bool) -> str:
    """Give the line break between a new entry and its neighbour, with a blank line where the author has them."""
    blank = [now.text[end:start].count("\n") > 1 for (_start, end), (start, _end) in pairwise(chunks)]
    # Between the fields of a whole file only the long ones are set apart.
    wanted = long and any(blank) if fields else sum(blank) * 2 > len(blank)
    return "\n\n" if wanted else "\n"


def _style_of_siblings(node: Node, place: int, value: Value) -> Style:
    kind = kind_of(value)
    if kind == "scalar":
        return "plain"
    nearest = sorted(enumerate(node.values), key=lambda sibling: abs(sibling[0] - place))
    styles: list[Style] = [sibling.style for _number, sibling in nearest if sibling.kind == kind]
    return styles[0] if styles else "plain"
