"""The instrument: what is asked, as its file says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from leadready.instrument.definition import Definition, Id, Text, Version

ITEMS_A_PAGE = 6
DIGITS = 9

OptionValue: TypeAlias = int | str
OptionKey: TypeAlias = Annotated[str, StringConstraints(pattern=r"^(-?\d{1,6}|[a-z][a-z0-9-]{0,59})$")]
ItemId: TypeAlias = Id


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: a whole number where it can be scored, a short word where it only describes."""

    value: OptionValue
    label: str


class ResponseScale(Definition):
    """The possible answers to an item, in the order shown.

    `not_applicable` is the label of one more answer, which takes the item out of the scales for this person.
    """

    options: Annotated[dict[OptionKey, Text], Field(min_length=2, max_length=DIGITS)]
    not_applicable: Text | None = None

    @cached_property
    def choices(self) -> tuple[Option, ...]:
        """The options with their values as numbers, where they are numbers."""
        return tuple(Option(_option_value(key), label) for key, label in self.options.items())

    @cached_property
    def values(self) -> frozenset[OptionValue]:
        """All values an answer may have."""
        return frozenset(option.value for option in self.choices)

    @property
    def is_numeric(self) -> bool:
        """Whether every value is a number, so that the scale can be scored."""
        return all(isinstance(value, int) for value in self.values)

    @property
    def range(self) -> tuple[int, int]:
        """Lowest and highest number of a numeric scale."""
        numbers = [value for value in self.values if isinstance(value, int)]
        return min(numbers), max(numbers)

    def label(self, value: OptionValue) -> str:
        """Say a value in the author's words."""
        return self.options[str(value)]


class ItemDetail(Definition):
    """An item that says more than its stem."""

    stem: Text
    response_scale: Id | None = None


class Page(Definition):
    """One screen: what to think of, and a few items that share a response scale unless they name their own."""

    lead_in: Text | None = None
    response_scale: Id | None = None
    items: Annotated[dict[ItemId, Text | ItemDetail], Field(min_length=1, max_length=ITEMS_A_PAGE)]


class Section(Definition):
    """A named part of the instrument. An optional one may be left without a word."""

    id: Id
    title: Text
    intro: Text | None = None
    optional: bool = False
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked, with all it takes from its page and section."""

    id: str
    stem: str
    response_scale_id: str
    section_id: str
    page: int
    optional: bool


class Instrument(Definition):
    """What is asked: `instrument.yaml` of a package."""

    format: Literal["leadready/instrument/1"]
    id: Id
    version: Version
    title: Text
    summary: Text
    licence: Text
    authors: Annotated[tuple[Text, ...], Field(min_length=1)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][A-Za-z0-9]{1,7})*$")] = "en-GB"
    minutes: Annotated[int, Field(ge=1, le=240)]
    provenance: Text
    notice: Text | None = None
    response_scales: Annotated[dict[Id, ResponseScale], Field(min_length=1)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order asked. Pages are numbered through the whole instrument, from 0."""
        found: list[Item] = []
        page_number = 0
        for section in self.sections:
            for page in section.pages:
                found.extend(_items_of(section, page, page_number))
                page_number += 1
        return tuple(found)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Every item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def pages(self) -> tuple[tuple[Section, Page], ...]:
        """Every page with its section, in the order shown."""
        return tuple((section, page) for section in self.sections for page in section.pages)

    def response_scale_of(self, item_id: str) -> ResponseScale:
        """Give the response scale of an item."""
        return self.response_scales[self.by_id[item_id].response_scale_id]


def _items_of(section: Section, page: Page, page_number: int) -> list[Item]:
    found: list[Item] = []
    for item_id, said in page.items.items():
        detail = said if isinstance(said, ItemDetail) else ItemDetail(stem=said)
        scale = detail.response_scale or page.response_scale or ""
        found.append(Item(item_id, detail.stem, scale, section.id, page_number, section.optional))
    return found


def _option_value(key: str) -> OptionValue:
    return key if key[0].isalpha() else int(key)
