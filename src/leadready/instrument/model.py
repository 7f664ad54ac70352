"""The instrument: what is asked, as its file says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from leadready.instrument.condition import OPTION, OPTION_FORMS, Condition
from leadready.instrument.definition import Definition, Forms, Id, Name, Text, Version
from leadready.instrument.mirror import ITEMS_A_PAGE, Mirror
from leadready.language import _

DIGITS = 9
LONGEST_ANSWER = 2000
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][A-Za-z0-9]{1,7})*$"

OptionValue: TypeAlias = int | str
OptionKey: TypeAlias = Annotated[str, StringConstraints(pattern=OPTION)]
ItemId: TypeAlias = Id
Options: TypeAlias = Annotated[dict[OptionKey, Text], Field(min_length=2, max_length=DIGITS)]


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: a whole number where it can be scored, a short word where it only describes."""

    value: OptionValue
    label: str


class ResponseScale(Definition):
    """The possible answers to an item, in the order shown, or how long a free text may be.

    `not_applicable` is the label of one more answer, which takes the item out of the scales for this person.
    """

    options: Options | None = None
    text: Annotated[int, Field(ge=1, le=LONGEST_ANSWER)] | None = None
    not_applicable: Text | None = None

    @model_validator(mode="after")
    def _one_form(self) -> ResponseScale:
        if (self.options is None) == (self.text is None):
            reason = "it needs either options or the length of a text"
            raise ValueError(reason)
        return self

    @cached_property
    def choices(self) -> tuple[Option, ...]:
        """The options with their values as numbers, where they are numbers."""
        return tuple(Option(_option_value(key), label) for key, label in (self.options or {}).items())

    @cached_property
    def values(self) -> frozenset[OptionValue]:
        """All values an answer may have."""
        return frozenset(option.value for option in self.choices)

    @property
    def is_numeric(self) -> bool:
        """Whether every value is a number, so that the scale can be scored."""
        return self.text is None and all(isinstance(value, int) for value in self.values)

    def allows(self, answer: OptionValue) -> bool:
        """Whether an answer is one of the options, or a text that is not too long."""
        if self.text is not None:
            return isinstance(answer, str) and 0 < len(answer) <= self.text
        return answer in self.values

    @property
    def range(self) -> tuple[int, int]:
        """Lowest and highest number of a numeric scale."""
        numbers = [value for value in self.values if isinstance(value, int)]
        return min(numbers), max(numbers)

    def label(self, value: OptionValue) -> str:
        """Say a value in the author's words; a text says itself."""
        return (self.options or {}).get(str(value), str(value))


class Wording(Definition):
    """Other words for an item, for those for whom the condition holds; the meaning must stay the same."""

    when: Condition
    stem: Text


class ItemDetail(Definition):
    """An item that says more than its stem.

    Attributes:
        options: Options of its own, instead of a response scale that it shares.
        when: Whom it is for; nothing means everybody.
        wordings: Other words for some; the first that fits is shown.
    """

    stem: Text
    response_scale: Id | None = None
    options: Options | None = None
    when: Condition | None = None
    wordings: tuple[Wording, ...] = ()


class EvidencePrompt(Definition):
    """What an applicant is asked to tell in their own words."""

    title: Text
    prompt: Text
    words: Annotated[int, Field(ge=20, le=2000)]
    hints: tuple[Text, ...] = ()


class FixedWording(Definition):
    """Items whose words belong to a source and must stay as they are there.

    Attributes:
        source: Where the words were seen, precisely enough to find them again.
        licence: What the source allows.
        reason: Why they must not be reworded, even where plainer words would be easy.
    """

    items: Annotated[tuple[ItemId, ...], Field(min_length=1)]
    source: Name
    licence: Name
    reason: Name


class Page(Definition):
    """One screen: what to think of, and a few items that share a response scale unless they name their own."""

    when: Condition | None = None

    lead_in: Text | None = None
    response_scale: Id | None = None
    items: Annotated[dict[ItemId, Text | ItemDetail], Field(min_length=1, max_length=ITEMS_A_PAGE)]


class Section(Definition):
    """A named part of the instrument. An optional one may be left without a word."""

    id: Id
    title: Text
    intro: Text | None = None
    optional: bool = False
    when: Condition | None = None
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked, with all it takes from its page and section.

    Attributes:
        conditions: All of these must hold for it to be asked: the section's, the page's and its own.
    """

    id: str
    stem: str
    response_scale_id: str
    section_id: str
    page: int
    optional: bool
    conditions: tuple[Condition, ...] = ()
    wordings: tuple[Wording, ...] = ()


class Instrument(Definition):
    """What is asked: `instrument.yaml` of a package."""

    forms: ClassVar[Forms] = {**OPTION_FORMS, LANGUAGE: lambda: _("it must be a code such as en-GB or cy")}
    format: Literal["leadready/instrument/1"]
    id: Id
    version: Version
    title: Text
    summary: Text
    licence: Name
    authors: Annotated[tuple[Name, ...], Field(min_length=1)]
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = "en-GB"
    minutes: Annotated[int, Field(ge=1, le=240)]
    provenance: Text
    notice: Text | None = None
    response_scales: Annotated[dict[Id, ResponseScale], Field(min_length=1)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    reversed: tuple[Id, ...] = ()
    """The items worded against what they measure; every rubric that counts one must turn it round."""
    mirror: Mirror | None = None
    """The items that colleagues can be asked about a person, in words for an observer."""
    evidence: dict[Id, EvidencePrompt] = Field(default_factory=dict)
    fixed_wording: tuple[FixedWording, ...] = ()
    """The items whose words belong to a source; advice on wording leaves them alone."""

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

    @cached_property
    def fixed_items(self) -> frozenset[str]:
        """The ids of the items whose wording is fixed by a source."""
        return frozenset(item_id for fixed in self.fixed_wording for item_id in fixed.items)

    def response_scale_of(self, item_id: str) -> ResponseScale:
        """Give the response scale of an item."""
        return self.scale_by_id[self.by_id[item_id].response_scale_id]

    @cached_property
    def scale_by_id(self) -> dict[str, ResponseScale]:
        """Every response scale: the shared ones, and those of items with options of their own, under the item's id."""
        own = {
            item_id: ResponseScale(options=said.options)
            for _section, page in self.pages
            for item_id, said in page.items.items()
            if isinstance(said, ItemDetail) and said.options
        }
        return {**own, **self.response_scales}


def _items_of(section: Section, page: Page, page_number: int) -> list[Item]:
    found: list[Item] = []
    for item_id, said in page.items.items():
        detail = said if isinstance(said, ItemDetail) else ItemDetail(stem=said)
        scale = item_id if detail.options else detail.response_scale or page.response_scale or ""
        conditions = tuple(one for one in (section.when, page.when, detail.when) if one is not None)
        found.append(
            Item(item_id, detail.stem, scale, section.id, page_number, section.optional, conditions, detail.wordings)
        )
    return found


def _option_value(key: str) -> OptionValue:
    return key if key[0].isalpha() else int(key)
