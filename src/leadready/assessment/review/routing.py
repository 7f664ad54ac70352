"""What routing does to items and scales: items that nobody is asked, scales that some people can never be scored on."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from leadready.assessment.checks.instrument import pages_with_place
from leadready.assessment.review.wording import advise
from leadready.instrument.routing import Routing
from leadready.language import _, ngettext
from leadready.rubric.missing import missing_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import YamlDocument
    from leadready.rubric.model import Rubric

MOST_COMBINATIONS = 2_000
"""Of answers that decide what else is asked; beyond them nothing is said."""


def review_asked(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Name the items that no answers lead to."""
    routes = [left_out for _answers, left_out in _routes(instrument)]
    never = set(routes[0]).intersection(*routes) if routes else set[str]()
    for keys, page in pages_with_place(instrument):
        for item_id in page.items:
            if item_id in never:
                what = _("No answers lead to “{item}”.").format(item=item_id)
                advice = _("Mend its condition, or take the item out.")
                yield advise(document, (*keys, "items", item_id), "never-asked", what, advice)


def review_routing(rubric: Rubric, instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Name the scales whose missing rule asks some people for more items than apply to them."""
    routes = list(_routes(instrument))
    for scale_id, scale in rubric.scales.items():
        rule = missing_rule(scale.missing or rubric.every_scale.missing)
        items = {keyed.item_id for keyed in scale.keyed_items}
        for answers, left_out in routes:
            applicable = len(items - left_out)
            if applicable and not rule.allows(applicable, applicable):
                route = ", ".join(f"{item_id}: {option}" for item_id, option in answers.items())
                what = ngettext(
                    "People who answer {route} are asked {n} item of “{scale}”, too few for its rule.",
                    "People who answer {route} are asked {n} items of “{scale}”, too few for its rule.",
                    applicable,
                )
                what = what.format(route=route, n=applicable, scale=scale_id)
                advice = _("Ask for a share of the items that apply, or for fewer.")
                yield advise(document, ("scales", scale_id, "missing"), "never-scores-for-some", what, advice)
                break


def _routes(instrument: Instrument) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """List the complete answers that decide what is asked, each with the items that are then left out."""
    routing = Routing(instrument)
    options = [instrument.response_scale_of(item_id).options or {} for item_id in routing.deciding]
    count = 1
    for one in options:
        count *= len(one)
    if not routing.deciding or count > MOST_COMBINATIONS:
        return
    for chosen in product(*options):
        answers = dict(zip(routing.deciding, chosen, strict=True))
        yield answers, routing.not_asked(answers)
