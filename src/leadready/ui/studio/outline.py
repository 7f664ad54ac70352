"""The outline of a package: every thing in it that can be edited, by kind, place and title.

It is read from the plain values of the files and not from the models, because it must also stand while a file has
faults. Nothing here knows Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leadready.assessment.loading import ACTIONS, INSTRUMENT, is_rubric
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadready.instrument.strict_yaml import Keys, Value


class Kind(StrEnum):
    """What kind of thing an entry is; each has fields of its own."""

    INSTRUMENT = "instrument"
    SECTIONS = "sections"
    SECTION = "section"
    PAGE = "page"
    ITEM = "item"
    RESPONSE_SCALES = "response-scales"
    RESPONSE_SCALE = "response-scale"
    PROMPTS = "prompts"
    PROMPT = "prompt"
    RUBRIC = "rubric"
    LEVELS = "levels"
    SHARED = "shared"
    SCALES = "scales"
    SCALE = "scale"
    DOMAINS = "domains"
    DOMAIN = "domain"
    COMPOSITES = "composites"
    COMPOSITE = "composite"
    GATES = "gates"
    GATE = "gate"
    PROFILES = "profiles"
    PROFILE = "profile"
    QUADRANT = "quadrant"
    FACTS = "facts"
    NORMS = "norms"
    NORM = "norm"
    QUALITY = "quality"
    CRITERIA = "criteria"
    CRITERION = "criterion"
    SELECTION = "selection"
    LIBRARY = "library"
    GOALS = "goals"
    GOAL = "goal"
    STRENGTHS = "strengths"
    ACTIONS = "actions"
    ACTION = "action"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a file: the keys that lead to it."""

    file: str
    keys: Keys = ()

    def at(self, *keys: str | int) -> Place:
        """Give the place of something below this one."""
        return Place(self.file, (*self.keys, *keys))

    @property
    def parent(self) -> Place:
        """The place that holds this one; the file itself holds itself."""
        return Place(self.file, self.keys[:-1])

    def holds(self, other: Place) -> bool:
        """Whether another place is this one or lies below it."""
        return self.file == other.file and other.keys[: len(self.keys)] == self.keys


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline.

    Attributes:
        owns: Where several entries share one place, the fields that this one edits; nothing means all the others.
    """

    kind: Kind
    place: Place
    title: str
    children: tuple[Entry, ...] = ()
    owns: frozenset[str] = frozenset()

    def holds(self, place: Place) -> bool:
        """Whether something is edited on this entry's page, or on one below it."""
        below = place.keys[len(self.place.keys) :]
        return self.place.holds(place) and (not self.owns or (bool(below) and below[0] in self.owns))

    def all(self) -> Iterator[Entry]:
        """List this entry and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.all()


def outline(values: Mapping[str, Value]) -> tuple[Entry, ...]:
    """Put together the outline of a package.

    Args:
        values: What each file says, by its name; None for a file that cannot be read.
    """
    entries: list[Entry] = []
    for file, value in sorted(values.items(), key=_order):
        if file == INSTRUMENT:
            entries.append(_instrument(Place(file), mapping(value)))
        elif is_rubric(file):
            entries.append(_rubric(Place(file), mapping(value)))
        elif file == ACTIONS:
            entries.append(_library(Place(file), mapping(value)))
    texts = tuple(Entry(Kind.TEXT, Place(file), file) for file in values)
    return (*entries, Entry(Kind.TEXT, Place(""), _("Files as text"), texts))


def _order(entry: tuple[str, Value]) -> tuple[int, str]:
    """Put what is asked before how it is judged, and that before what may follow."""
    file = entry[0]
    return (0 if file == INSTRUMENT else 1 if is_rubric(file) else 2), file


def find(entries: tuple[Entry, ...], place: Place) -> Entry | None:
    """Find the entry on whose page a place is edited: the deepest that holds it."""
    every = (one for entry in entries for one in entry.all() if one.kind is not Kind.TEXT and one.holds(place))
    return max(every, key=lambda one: (len(one.place.keys), bool(one.owns)), default=None)


def _instrument(place: Place, said: Mapping[str, Value]) -> Entry:
    scales = mapping(said.get("response_scales"))
    prompts = mapping(said.get("evidence"))
    return Entry(
        Kind.INSTRUMENT,
        place,
        _("Instrument"),
        (
            Entry(Kind.SECTIONS, place.at("sections"), _("Sections and items"), tuple(_sections(place, said))),
            Entry(
                Kind.RESPONSE_SCALES,
                place.at("response_scales"),
                _("Response scales"),
                tuple(Entry(Kind.RESPONSE_SCALE, place.at("response_scales", key), key) for key in scales),
            ),
            _group(Kind.PROMPTS, Kind.PROMPT, place.at("evidence"), _("Evidence prompts"), prompts),
        ),
    )


def _sections(place: Place, said: Mapping[str, Value]) -> Iterator[Entry]:
    for number, section in enumerate(sequence(said.get("sections"))):
        mine = place.at("sections", number)
        pages = sequence(mapping(section).get("pages"))
        children = tuple(_page(mine.at("pages", n), n, mapping(page)) for n, page in enumerate(pages))
        yield Entry(Kind.SECTION, mine, _title(section, _("Section {n}").format(n=number + 1)), children)


def _page(place: Place, number: int, said: Mapping[str, Value]) -> Entry:
    items = mapping(said.get("items"))
    children = tuple(
        Entry(Kind.ITEM, place.at("items", key), f"{key}  {stem_of(item)}".strip()) for key, item in items.items()
    )
    return Entry(Kind.PAGE, place, _("Page {n}").format(n=number + 1), children)


def _rubric(place: Place, said: Mapping[str, Value]) -> Entry:
    def group(kind: Kind, one: Kind, key: str, title: str) -> Entry:
        return _group(kind, one, place.at(key), title, said.get(key))

    return Entry(
        Kind.RUBRIC,
        place,
        _("Rubric: {title}").format(title=_title(dict(said), place.file)),
        (
            Entry(Kind.LEVELS, place.at("levels"), _("Levels")),
            Entry(Kind.SHARED, place, _("Rules for all"), owns=frozenset({"every_scale", "every_domain"})),
            group(Kind.SCALES, Kind.SCALE, "scales", _("Scales")),
            group(Kind.DOMAINS, Kind.DOMAIN, "domains", _("Domains")),
            group(Kind.COMPOSITES, Kind.COMPOSITE, "composites", _("Composites")),
            group(Kind.GATES, Kind.GATE, "gates", _("Gates")),
            group(Kind.PROFILES, Kind.PROFILE, "profiles", _("Profile rules")),
            Entry(Kind.QUADRANT, place.at("quadrant"), _("Quadrant")),
            Entry(Kind.FACTS, place.at("facts"), _("Facts to confirm")),
            group(Kind.NORMS, Kind.NORM, "norms", _("Norm groups")),
            Entry(Kind.QUALITY, place.at("quality"), _("Careless answering")),
            group(Kind.CRITERIA, Kind.CRITERION, "criteria", _("Panel criteria")),
            Entry(Kind.SELECTION, place, _("Choosing people"), owns=frozenset({"tie_breaks", "cut_score", "group"})),
        ),
    )


def _library(place: Place, said: Mapping[str, Value]) -> Entry:
    return Entry(
        Kind.LIBRARY,
        place,
        _("Goals and actions"),
        (
            _group(Kind.GOALS, Kind.GOAL, place.at("goals"), _("Goals"), said.get("goals")),
            _group(Kind.STRENGTHS, Kind.GOAL, place.at("strengths"), _("Goals for strengths"), said.get("strengths")),
            _group(Kind.ACTIONS, Kind.ACTION, place.at("actions"), _("Actions"), said.get("actions")),
        ),
    )


def _group(kind: Kind, one: Kind, place: Place, title: str, said: Value) -> Entry:
    """Make the entry of a list or of named things, with one below it for each."""
    if isinstance(said, list):
        children = [
            Entry(one, place.at(n), _title(thing, str(mapping(thing).get("id") or n + 1)))
            for n, thing in enumerate(said)
        ]
    else:
        children = [Entry(one, place.at(key), _title(thing, key)) for key, thing in mapping(said).items()]
    return Entry(kind, place, title, tuple(children))


def _title(said: Value, otherwise: str) -> str:
    title = mapping(said).get("title")
    return title if isinstance(title, str) and title.strip() else otherwise


def stem_of(item: Value) -> str:
    """Give the stem of an item, which stands alone or among more that is said of it."""
    stem = item if isinstance(item, str) else mapping(item).get("stem")
    return stem if isinstance(stem, str) else ""


def mapping(value: Value) -> dict[str, Value]:
    """Take a value as named entries; anything else has none."""
    return value if isinstance(value, dict) else {}


def sequence(value: Value) -> list[Value]:
    """Take a value as a list; anything else is an empty one."""
    return value if isinstance(value, list) else []
