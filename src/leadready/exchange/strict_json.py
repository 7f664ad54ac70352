"""JSON from a stranger, read strictly.

The standard reader keeps the last of two equal names, takes NaN for a number and half a character for text, and ends
in an error when something is nested deeply. All of that is refused here, by name.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from leadready.instrument.definition import Definition, read_definition
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import YamlDocument
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from leadready.instrument.strict_yaml import Keys

D = TypeVar("D", bound=Definition)
DEEPEST = 16
MOST_DIGITS = 18
_LARGEST = 10**MOST_DIGITS
MOST_STRANGE = 50
"""Of more unknown names nobody reads a list, and making one takes seconds."""
_SHOWN = 60
_HOLDERS = frozenset({dict, list})
_HALF = re.compile(r"\\u[dD]")
# What no text for people needs, and what could play tricks on a terminal or turn a line round.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Accents upon accents, as no language has them, reach over the lines above and below.
_MOST_ACCENTS = 4
_ACCENT = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_HEAPED = re.compile(f"({_ACCENT}{{{_MOST_ACCENTS}}}){_ACCENT}+")
_JOINERS = frozenset("\u200c\u200d")
"""What parts and joins letters in scripts that need it, and makes one picture of several emoji."""


def read_strict(text: str, file: str, *, advice: str, whole_numbers: bool = True) -> dict[str, Any]:
    """Read a JSON object of text, whole numbers of at most 18 digits, true, false, null, lists and objects.

    Args:
        text: What was read.
        file: How problems name it.
        advice: What to do about any fault, one sentence.
        whole_numbers: Whether there may be any number at all.

    Raises:
        ProblemsFound: the first thing that is wrong with it.
    """
    reader = _Reader(file, advice)
    try:
        document: object = json.loads(
            text,
            object_pairs_hook=reader.pairs,
            parse_int=None if whole_numbers else reader.number,
            parse_float=reader.number,
            parse_constant=reader.number,
        )
    except json.JSONDecodeError as error:
        reader.refuse("json-syntax", _("This is not valid JSON: {reason}.").format(reason=error.msg), error.lineno)
    except ValueError:  # Python reads no whole number of thousands of digits
        reader.number()
    except RecursionError:
        reader.deep()
    reader.check(document)
    if not isinstance(document, dict):
        reader.refuse("json-form", _("It does not begin with an object."))
    found = cast("dict[str, Any]", document)
    # Only where a half is written as \\ud800 can one be: what was decoded as UTF-8 holds none.
    try:
        if _HALF.search(text):
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        reader.refuse("half-character", _("It holds half a character, which no text has."))
    return found


class _Reader:
    """What the standard reader calls for each part; it refuses at once."""

    def __init__(self, file: str, advice: str) -> None:
        self._file = file
        self._advice = advice

    def pairs(self, found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) != len(found):
            double, _times = Counter(key for key, _value in found).most_common(1)[0]
            self.refuse("json-duplicate-key", _("“{key}” stands here twice.").format(key=shown(double)))
        return made

    def check(self, document: object) -> None:
        """Look through it level by level, without recursion: how deep it is, and how large its numbers are."""
        level = [document]
        for _depth in range(DEEPEST):
            within = [part for held in level for part in _parts(held)]
            if not within:
                return
            if any(type(part) is int and not -_LARGEST < part < _LARGEST for part in within):
                self.number()
            level = [part for part in within if type(part) in _HOLDERS]
        self.deep()

    def number(self, _said: str = "") -> NoReturn:
        self.refuse("json-number", _("There is a number where the format has none."))

    def deep(self) -> NoReturn:
        self.refuse("json-depth", _("It is nested too deeply."))

    def refuse(self, code: str, what: str, line: int = 0) -> NoReturn:
        raise ProblemsFound([Problem(self._file, line, code, what, self._advice)])


def check_format(document: Mapping[str, Any], wanted: str, file: str) -> None:
    """Check that a document says it is of a format, such as `leadready/card/1`.

    Raises:
        ProblemsFound: it is of a newer version of it, or something else.
    """
    said = document.get("format")
    if said == wanted:
        return
    kind, _slash, version = said.rpartition("/") if isinstance(said, str) else ("", "", "")
    if kind == wanted.rpartition("/")[0] and version.isdecimal():
        what = _("This file was made by a newer leadready (format {n}).").format(n=version[:9])
        raise ProblemsFound(
            [Problem(file, 0, "newer-format", what, _("Install the newest leadready, then try again."))]
        )
    what = _("This is another kind of file than the one that belongs here.")
    raise ProblemsFound([Problem(file, 0, "other-kind", what, _("Choose the file that was asked for."))])


def read_defined(model: type[D], document: dict[str, Any], file: str) -> D:
    """Read a document as what it should be; raises ProblemsFound, which names each field that is wrong."""
    strange = document.keys() - model.model_fields.keys()
    if len(strange) > MOST_STRANGE:
        what = _("“{name}” is not known here.").format(name=shown(min(strange)))
        raise ProblemsFound([Problem(file, 0, "unknown-field", what, _("Ask for the file again."))])
    try:
        return read_definition(model, YamlDocument(file, document, {(): 0}))
    except ProblemsFound:
        # Only a document that has something wrong pays for the list of its fields, and for a look at their names.
        named = dict.fromkeys(places(document), 0)
        refuse_hidden({str(keys[-1]): "" for keys in named if keys}, file, _("Ask for the file again."))
        return read_definition(model, YamlDocument(file, document, named))


def shown(text: str) -> str:
    """Show a piece of a strange text: short, and nothing in it that a terminal or a line would obey."""
    visible = "".join(mark if mark.isprintable() else "�" for mark in text[:_SHOWN])
    return visible + ("…" if len(text) > len(visible) else "")


def visible(text: str) -> str:
    """Take hidden characters out of a stranger's text, and put its letters into their only form (NFC)."""
    if text.isascii() and text.isprintable():  # as most are, and nothing of it is hidden
        return text
    return unicodedata.normalize("NFC", _HEAPED.sub(r"\1", _HIDDEN.sub("", text)))


def on_one_line(text: str) -> str:
    """Make a stranger's short text, such as a name, one line that is what it looks like; it may be empty then.

    A name that ends a line in the middle would write a line of its own into a list, and a mark that nobody sees makes
    two names of what looks like one.
    """
    seen = (letter for letter in visible(text) if letter in _JOINERS or unicodedata.category(letter) != "Cf")
    return " ".join("".join(seen).split())


def refuse_hidden(document: Mapping[str, Any], file: str, advice: str) -> None:
    """Check that no text of a document holds a hidden character; raises ProblemsFound."""
    hidden = hidden_in(document)
    if hidden is not None:
        what = _("There is a hidden control character in “{text}”.").format(text=shown(hidden))
        raise ProblemsFound([Problem(file, 0, "control-character", what, advice)])


def hidden_in(value: object) -> str | None:
    """Find a text in a document, a name in it too, that holds a hidden character; None where none does."""
    return next((text for text in _texts(value) if _HIDDEN.search(text)), None)


def places(document: object, keys: Keys = ()) -> Iterator[Keys]:
    """List the keys that lead to every named value: a file of one line has no better places for problems."""
    yield keys
    if isinstance(document, dict):
        for key, part in cast("dict[str, object]", document).items():
            yield from places(part, (*keys, key))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in cast("dict[str, object]", value).items():
            yield key
            yield from _texts(part)
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _texts(part)
    elif isinstance(value, str):
        yield value


def _parts(held: object) -> Iterable[object]:
    if isinstance(held, dict):
        return cast("dict[str, object]", held).values()
    return cast("list[object]", held) if isinstance(held, list) else ()
