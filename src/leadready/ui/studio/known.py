"""What a package names: items, scales, levels and the rest, to choose from while editing.

Like the outline it is read from plain values, so that it stands while a file has faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from leadready.assessment.loading import ACTIONS, INSTRUMENT, is_rubric
from leadready.language import _
from leadready.ui.studio.outline import Place, mapping, sequence, stem_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.instrument.strict_yaml import Value
    from leadready.rubric.model import Facet

Names = dict[str, str]
"""From an id to the words for it, in the author's order."""

SCORED = ("scales", "domains", "composites")


@dataclass(frozen=True)
class Known:
    """The plain values of all files, and the names in them."""

    values: Mapping[str, Value]

    @cached_property
    def instrument(self) -> dict[str, Value]:
        """What the instrument's file says."""
        return mapping(self.values.get(INSTRUMENT))

    def items(self) -> Names:
        """Every item with its stem."""
        return {item_id: stem_of(item) for item_id, (_page, item) in self._items.items()}

    def numbered_items(self) -> Names:
        """Every item whose answers are numbers, so that they can be counted."""
        names = self.items()
        return {item_id: names[item_id] for item_id in names if _all_numbers(self.options(item_id))}

    def chosen_items(self) -> Names:
        """Every item that is answered by choosing an option."""
        names = self.items()
        return {item_id: names[item_id] for item_id in names if self.options(item_id)}

    def background(self, facet: Facet) -> Names:
        """The options of the items that rubrics name for a facet of a person's background."""
        rubrics = [mapping(said) for file, said in self.values.items() if is_rubric(file)]
        items = dict.fromkeys(str(mapping(said.get("background")).get(facet, "")) for said in rubrics)
        return {key: label for item_id in items for key, label in self.options(item_id).items()}

    def options(self, item_id: str) -> Names:
        """The options of an item: value and label; nothing for free text or an unknown item."""
        page, item = self._items.get(item_id, ({}, None))
        own = mapping(item).get("options")
        scale = mapping(item).get("response_scale") or page.get("response_scale")
        shared = mapping(mapping(self.instrument.get("response_scales")).get(str(scale))).get("options")
        return {key: str(label) for key, label in mapping(own or shared).items()}

    def items_of_scale(self, place: Place) -> Names:
        """The items that the scale of a place counts."""
        names = self.items()
        scale = mapping(mapping(self.rubric(place).get("scales")).get(str(place.keys[1] if place.keys[1:] else "")))
        counted = [item_id for item_id, _reverse, _weight in map(keyed, sequence(scale.get("items")))]
        return {item_id: names.get(item_id, "") for item_id in counted}

    def response_scales(self) -> Names:
        """Every shared response scale, in the words of its first and last option."""
        return {
            key: _scale_words(key, mapping(scale))
            for key, scale in mapping(self.instrument.get("response_scales")).items()
        }

    def prompts(self) -> Names:
        """Every evidence prompt."""
        return _titles(self.instrument.get("evidence"))

    def rubric(self, place: Place) -> dict[str, Value]:
        """What the rubric says in whose file a place is; for other files, what the first rubric says."""
        files = [file for file in self.values if is_rubric(file)]
        file = place.file if place.file in files else next(iter(files), "")
        return mapping(self.values.get(file))

    def scores(self, place: Place, *groups: str) -> Names:
        """Everything of some groups (all, unless said) that gets a score in the rubric of a place."""
        said = self.rubric(place)
        return {key: title for group in groups or SCORED for key, title in _titles(said.get(group)).items()}

    def levels(self, place: Place, score_id: str = "") -> Names:
        """The levels of a score, or of the rubric of a place."""
        said = self.rubric(place)
        scored = (mapping(mapping(said.get(group)).get(score_id)) for group in SCORED)
        own = next((sequence(one.get("levels")) for one in scored if one.get("levels")), None)
        levels = own if own is not None else sequence(said.get("levels"))
        return {
            str(level["id"]): str(level.get("title") or level["id"]) for level in map(mapping, levels) if "id" in level
        }

    def criteria(self, place: Place) -> Names:
        """The panel's criteria."""
        return _titles(self.rubric(place).get("criteria"))

    def facts(self, place: Place) -> Names:
        """What can be confirmed."""
        return {key: str(said or key) for key, said in mapping(self.rubric(place).get("facts")).items()}

    def patterns(self, place: Place) -> Names:
        """The profile rules."""
        return _listed(self.rubric(place).get("profiles"))

    def actions(self) -> Names:
        """Every action of the library."""
        return _listed(mapping(self.values.get(ACTIONS)).get("actions"))

    @cached_property
    def _items(self) -> dict[str, tuple[dict[str, Value], Value]]:
        """Every item with the page that it stands on."""
        pages = (
            mapping(page)
            for section in sequence(self.instrument.get("sections"))
            for page in sequence(mapping(section).get("pages"))
        )
        return {item_id: (page, item) for page in pages for item_id, item in mapping(page.get("items")).items()}


def keyed(entry: Value) -> tuple[str, bool, str]:
    """Read an item as a scale lists it: its id, whether it is turned round, and its weight, empty for 1."""
    named = mapping(entry)
    signed = next(iter(named), "") if named else str(entry or "")
    return signed.removeprefix("-"), signed.startswith("-"), str(named.get(signed) or "") if named else ""


def as_keyed(item_id: str, weight: str, *, reverse: bool) -> Value:
    """Write an item as a scale lists it."""
    signed = f"-{item_id}" if reverse else item_id
    return {signed: weight} if weight else signed


def _all_numbers(options: Names) -> bool:
    return bool(options) and all(value.removeprefix("-").isdigit() for value in options)


def _titles(said: Value) -> Names:
    return {key: str(mapping(one).get("title") or key) for key, one in mapping(said).items()}


def _listed(said: Value) -> Names:
    return {str(one["id"]): str(one.get("title") or one["id"]) for one in map(mapping, sequence(said)) if one.get("id")}


def _scale_words(key: str, scale: dict[str, Value]) -> str:
    labels = [str(label) for label in mapping(scale.get("options")).values()]
    if not labels:
        return _("{scale}: words of one's own").format(scale=key)
    return _("{scale}: {first} to {last}").format(scale=key, first=labels[0], last=labels[-1])
