"""Writing values as YAML that reads back by `strict_yaml` to exactly what was meant, in the author's own style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadready.instrument.strict_yaml import Value
    from leadready.instrument.yaml_nodes import Style

WIDTH = 120
"""Longer lines of text are folded; shorter collections may stand on one line."""
STEP = 2
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True, slots=True)
class Written:
    """A value as YAML.

    Attributes:
        head: What stands behind the key or dash; empty where a block collection begins on the next line.
        tail: The lines below it, each with its line break before it.
    """

    head: str
    tail: str = ""


def as_value(given: object, file: str) -> Value:
    """Turn what a page hands over into what a file can say: text, lists and mappings of text, or nothing.

    Raises:
        ProblemsFound: YAML cannot hold it.
        TypeError: it is no plain value.
    """
    if given is None or isinstance(given, bool):
        return None if given is None else str(given).lower()
    if isinstance(given, int | Decimal):
        return f"{given:f}" if isinstance(given, Decimal) else str(given)
    if isinstance(given, str):
        return _checked_text(given, file)
    if isinstance(given, dict):
        entries = cast("Mapping[object, object]", given)
        return {_checked_text(str(key), file): as_value(value, file) for key, value in entries.items()}
    if isinstance(given, list | tuple):
        return [as_value(value, file) for value in cast("list[Any]", given)]
    raise TypeError(given)


def write_key(key: str, *, flow: bool = False) -> str:
    """Write a key."""
    return next(written for written in (key, _single(key), _double(key)) if _is_key(written, key, flow=flow))


def write_value(
    value: Value, *, column: int, style: Style = "plain", flow: bool = False, dash: bool = False
) -> Written:
    """Write a value.

    Args:
        value: What it must read back to.
        column: Column of the key or dash that it belongs to.
        style: The style wanted, where the value allows it.
        flow: Whether it stands inside brackets or braces.
        dash: Whether it follows a dash, so that a block collection begins on the same line.
    """
    if isinstance(value, dict | list):
        if flow or style == "flow" or not value or (style != "block" and _is_short(value)):
            return Written(flow_collection(value))
        lines = block_lines(value, column + STEP)
        joined = ("\n" + " " * (column + STEP)).join(lines)
        return Written(joined) if dash else Written("", "\n" + " " * (column + STEP) + joined)
    written = (one for one in _scalar_forms(value, column, style, flow=flow) if _reads_back(one, value, flow=flow))
    return next(written)


def block_lines(value: dict[str, Value] | list[Value], column: int) -> list[str]:
    """Write the entries of a block collection that stands in a column; the first line of each is not indented."""
    if isinstance(value, list):
        return [entry_text(None, part, column) for part in value]
    return [entry_text(key, part, column) for key, part in value.items()]


def entry_text(key: str | None, value: Value, column: int, style: Style = "plain") -> str:
    """Write an entry of a block collection: of a mapping by its key, of a sequence with a dash."""
    lead = "-" if key is None else f"{write_key(key)}:"
    written = write_value(value, column=column, style=style, dash=key is None)
    return f"{lead} {written.head}{written.tail}" if written.head else f"{lead}{written.tail}"


def flow_collection(value: Value) -> str:
    """Write a value in one line, as it stands inside brackets."""
    if isinstance(value, dict):
        inside = ", ".join(flow_entry(key, part) for key, part in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow_collection(part) for part in value)}]"
    return write_value(value, column=0, flow=True).head


def flow_entry(key: str | None, value: Value) -> str:
    """Write an entry of a collection in brackets or braces."""
    return flow_collection(value) if key is None else f"{write_key(key, flow=True)}: {flow_collection(value)}"


def _is_short(value: dict[str, Value] | list[Value]) -> bool:
    """Whether a collection reads well in one line: nothing but short words in it."""
    parts = list(value.values()) if isinstance(value, dict) else value
    if isinstance(value, dict) and any(isinstance(part, list | dict) and len(part) > STEP for part in parts):
        return False
    return all(not isinstance(part, dict) or isinstance(value, dict) for part in parts) and (
        len(flow_collection(value)) <= WIDTH // 2 + 20
    )


def _scalar_forms(value: str | None, column: int, style: Style, *, flow: bool) -> Iterator[Written]:
    """List ways to write a text, the best first; not each holds every text."""
    if value is None:
        yield Written("null")
        return
    hidden = _HIDDEN.search(value.replace("\n", "")) is not None
    if not flow and not hidden and value.strip():
        long = column + len(value) > WIDTH + STEP * 4 and style == "plain"
        if style == "folded" or (long and "\n" not in value):
            yield _folded(value, column)
        if style in {"literal", "folded"} or ("\n" in value and style == "plain"):
            yield _literal(value, column)
    if style == "double":
        yield Written(_double(value))
    if not hidden and "\n" not in value:
        if style != "single":
            yield Written(value)
        yield Written(_single(value))
    yield Written(_double(value))


def _single(value: str) -> str:
    doubled = value.replace("'", "''")
    return f"'{doubled}'"


def _double(value: str) -> str:
    return '"' + re.sub(f'["\\\\]|{_HIDDEN.pattern}', _escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    number = ord(character)
    return _ESCAPES.get(character) or (f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}")  # noqa: PLR2004 - one byte


def _literal(value: str, column: int) -> Written:
    indent = "\n" + " " * (column + STEP)
    lines = value.removesuffix("\n").split("\n")
    return Written("|" if value.endswith("\n") else "|-", "".join(indent + line if line else "\n" for line in lines))


def _folded(value: str, column: int) -> Written:
    """Write paragraphs folded to lines: a line break becomes a space again, an empty line a line break."""
    indent = "\n" + " " * (column + STEP)
    paragraphs = value.removesuffix("\n").split("\n")
    lines = [f"\n{indent}".join(indent.join(_wrapped(one, WIDTH - column)) for one in paragraphs)]
    return Written(">" if value.endswith("\n") else ">-", indent + "".join(lines))


def _wrapped(paragraph: str, width: int) -> list[str]:
    """Break at single spaces only: a line must neither begin nor end with one."""
    lines: list[str] = []
    for word in _BREAK.split(paragraph):
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _reads_back(written: Written, value: str | None, *, flow: bool) -> bool:
    """Whether what is written says the value, behind a key and in a list."""
    frames = ("{{k: {}}}", "[{}]") if flow else ("k: {}", "- {}")
    said = written.head + written.tail
    return all(
        _parsed(frame.format(said)) == expected for frame, expected in zip(frames, ({"k": value}, [value]), strict=True)
    )


def _is_key(written: str, key: str, *, flow: bool) -> bool:
    frame = "{{{}: v}}" if flow else "{}: v"
    return "\n" not in written and _parsed(frame.format(written)) == {key: "v"}


def _parsed(text: str) -> object:
    try:
        return parse_yaml(text, "").value
    except ProblemsFound:
        return ProblemsFound


def _checked_text(text: str, file: str) -> str:
    found = _SURROGATE.search(text)
    if found is None:
        return text
    what = _("The text holds half a character (number {code}), which no file can keep.").format(code=ord(found[0]))
    raise ProblemsFound([Problem(file, 0, "half-character", what, _("Type the character again."))])
