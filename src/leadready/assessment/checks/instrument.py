"""The instrument: response scales, items, and the conditions under which items are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.checks.mirror import check_mirror
from leadready.assessment.checks.naming import twice, unknown
from leadready.instrument.condition import AnswerIs, statements_with_place
from leadready.instrument.model import ItemDetail
from leadready.instrument.problems import near_miss
from leadready.instrument.routing import PIPE
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadready.instrument.condition import Condition
    from leadready.instrument.model import Instrument, Page
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument


UNSETTLED = frozenset({
    "duplicate-item", "mixed-options", "no-response-scale", "two-response-scales", "unknown-response-scale",
})  # fmt: skip
"""Faults that leave open what an item is; a rubric that counts the item cannot be judged before they are mended."""


def check_instrument(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Find unknown or mixed response scales, and ids that are used twice."""
    for scale_id, scale in instrument.response_scales.items():
        yield from _check_mixture(document, ("response_scales", scale_id, "options"), scale_id, scale.options or {})
    yield from _check_items(instrument, document)
    yield from _check_details(instrument, document)
    yield from _check_reversed(instrument, document)
    yield from _check_fixed(instrument, document)
    yield from check_mirror(instrument, document)
    yield from twice(document, ("sections",), [section.id for section in instrument.sections], "duplicate-section")


def _check_mixture(document: YamlDocument, keys: Keys, name: str, options: Iterable[str]) -> Iterator[Problem]:
    words = {option[0].isalpha() for option in options}
    if len(words) > 1:
        what = _("Some options of “{name}” are numbers and some are words.").format(name=name)
        advice = _("Use numbers for all, if it is to be scored, or words for all.")
        yield document.problem(keys, "mixed-options", what, advice)


def _check_items(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    seen: set[str] = set()
    for keys, item_id, scale_id in _items_with_place(instrument):
        if item_id in seen:
            what = _("The item “{item}” is asked twice.").format(item=item_id)
            yield document.problem(keys, "duplicate-item", what, _("Give each item an id of its own."))
        seen.add(item_id)
        if not scale_id:
            what = _("The item “{item}” has no response scale.").format(item=item_id)
            yield document.problem(keys, "no-response-scale", what, _("Name one here or on its page."))
        elif scale_id not in instrument.scale_by_id:
            what = _("There is no response scale “{scale}”.").format(scale=scale_id)
            advice = near_miss(scale_id, instrument.response_scales)
            yield document.problem(keys, "unknown-response-scale", what, advice)


def _items_with_place(instrument: Instrument) -> Iterator[tuple[Keys, str, str]]:
    items = iter(instrument.items)
    for keys, page in pages_with_place(instrument):
        for item_id in page.items:
            yield (*keys, "items", item_id), item_id, next(items).response_scale_id


def pages_with_place(instrument: Instrument) -> Iterator[tuple[Keys, Page]]:
    """List every page with the keys that lead to it."""
    for section_number, section in enumerate(instrument.sections):
        for page_number, page in enumerate(section.pages):
            yield ("sections", section_number, "pages", page_number), page


def _check_details(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Check what an item says beyond its stem: options of its own, whom it is for, and what it takes in."""
    for number, section in enumerate(instrument.sections):
        first = next(iter(section.pages[0].items))
        yield from _check_condition(instrument, document, ("sections", number, "when"), section.when, first)
        yield from _check_pipes(instrument, document, ("sections", number, "intro"), section.intro, first)
    for keys, page in pages_with_place(instrument):
        first = next(iter(page.items))
        yield from _check_condition(instrument, document, (*keys, "when"), page.when, first)
        yield from _check_pipes(instrument, document, (*keys, "lead_in"), page.lead_in, first)
        for item_id, said in page.items.items():
            place: Keys = (*keys, "items", item_id)
            detail = said if isinstance(said, ItemDetail) else ItemDetail(stem=said)
            if detail.options and (detail.response_scale or item_id in instrument.response_scales):
                what = _("“{item}” has options of its own and a response scale of that name.").format(item=item_id)
                yield document.problem(place, "two-response-scales", what, _("Keep one of the two."))
            yield from _check_mixture(document, (*place, "options"), item_id, detail.options or {})
            yield from _check_pipes(instrument, document, (*place, "stem"), detail.stem, item_id)
            yield from _check_condition(instrument, document, (*place, "when"), detail.when, item_id)
            for place_number, wording in enumerate(detail.wordings):
                own: Keys = (*place, "wordings", place_number)
                yield from _check_condition(instrument, document, (*own, "when"), wording.when, item_id)
                yield from _check_pipes(instrument, document, (*own, "stem"), wording.stem, item_id)


def _check_pipes(
    instrument: Instrument, document: YamlDocument, keys: Keys, text: str | None, first: str
) -> Iterator[Problem]:
    """Check that what a text takes in is answered before `first`, the item that it belongs to or comes before."""
    order = list(instrument.by_id)
    for item_id in PIPE.findall(text or ""):
        if item_id not in order:
            what = _("The text takes in the answer to “{item}”, but there is no such item.").format(item=item_id)
            yield document.problem(keys, "unknown-item", what, near_miss(item_id, order))
        elif order.index(item_id) >= order.index(first):
            what = _("The text takes in the answer to “{item}”, which is not asked before it.").format(item=item_id)
            advice = _("Move “{item}” forward, or say it in other words.").format(item=item_id)
            yield document.problem(keys, "later-item", what, advice)


def _check_condition(
    instrument: Instrument, document: YamlDocument, keys: Keys, condition: Condition | None, first: str
) -> Iterator[Problem]:
    """Check a condition of an item, or of several of which `first` is the first."""
    for place, statement in statements_with_place(condition, keys) if condition is not None else ():
        if isinstance(statement, AnswerIs):
            yield from check_answer_statement(instrument, document, place, statement)
            yield from _check_order(instrument, document, place, next(iter(statement.answer)), first)
        else:
            what = _("Whether an item is asked can depend on answers only.")
            yield document.problem(place, "not-an-answer", what, _("Write for example: {answer: {item-id: [option]}}."))


def _check_order(
    instrument: Instrument, document: YamlDocument, keys: Keys, deciding: str, first: str
) -> Iterator[Problem]:
    """Check that the deciding item is asked first: nobody goes back to items that appear behind them."""
    order = list(instrument.by_id)
    if deciding in order and order.index(deciding) >= order.index(first):
        what = _("“{first}” depends on the answer to “{deciding}”, which is not asked before it.")
        advice = _("Move “{deciding}” forward.").format(deciding=deciding)
        yield document.problem(keys, "later-item", what.format(first=first, deciding=deciding), advice)


def check_answer_statement(
    instrument: Instrument, document: YamlDocument, keys: Keys, statement: AnswerIs
) -> Iterator[Problem]:
    """Check that a condition names an item there is, and options that it has."""
    item_id, options = next(iter(statement.answer.items()))
    if item_id not in instrument.by_id:
        what = _("There is no item “{item}” in the instrument.").format(item=item_id)
        yield document.problem(keys, "unknown-item", what, near_miss(item_id, instrument.by_id))
        return
    scale = instrument.scale_by_id.get(instrument.by_id[item_id].response_scale_id)
    if scale is not None and scale.options is None:
        what = _("“{item}” is answered in words of one's own, which no rule can compare.").format(item=item_id)
        yield document.problem(keys, "text-item", what, _("Ask for it with options."))
        return
    yield from check_options(instrument, document, keys, item_id, options)


def check_options(
    instrument: Instrument, document: YamlDocument, keys: Keys, item_id: str, options: Iterable[str]
) -> Iterator[Problem]:
    """Check that an item has these options."""
    scale = instrument.scale_by_id.get(instrument.by_id[item_id].response_scale_id)
    if scale is None or scale.options is None:
        return
    for option in options:
        if option not in scale.options:
            what = _("“{option}” is no option of “{item}”.").format(option=option, item=item_id)
            yield document.problem(keys, "unknown-option", what, near_miss(option, scale.options))


def _check_reversed(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    message = _("There is no item “{name}”.")
    yield from unknown(document, ("reversed",), instrument.reversed, instrument.by_id, "unknown-item", message)
    yield from twice(document, ("reversed",), instrument.reversed, "item-twice")


def _check_fixed(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Check that fixed wording is said of items there are, and of each once."""
    message = _("There is no item “{name}”.")
    seen: set[str] = set()
    for number, fixed in enumerate(instrument.fixed_wording):
        keys: Keys = ("fixed_wording", number, "items")
        yield from unknown(document, keys, fixed.items, instrument.by_id, "unknown-item", message)
        repeated = [item_id for place, item_id in enumerate(fixed.items) if item_id in {*seen, *fixed.items[:place]}]
        for item_id in repeated:
            what = _("The wording of “{item}” is fixed by two sources.").format(item=item_id)
            yield document.problem(keys, "item-twice", what, _("Name the one whose words these are."))
        seen |= set(fixed.items)
