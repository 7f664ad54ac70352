"""The fields of a rubric: what it measures and how it is weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.studio.fields import offers, shared
from leadready.ui.studio.shapes import (
    Chosen,
    Cuts,
    Field,
    Group,
    Keyed,
    Line,
    Missing,
    Node,
    Pairs,
    Pick,
    Prose,
    Ticks,
)

if TYPE_CHECKING:
    from leadready.ui.studio.shapes import Groups


def rubric() -> Groups:
    """What the rubric is."""
    return (
        Group(
            _("What it is for"),
            (
                Field(("title",), _("Title"), Line()),
                Field(("purpose",), _("Purpose"), Prose(), _("What these scores are for, and what not.")),
                Field(("version",), _("Version"), Line(short=True), _("Three numbers, such as 1.0.0.")),
                Field(("uses",), _("May be used for"), Ticks(offers.uses, unset=True)),
                Field(("shows",), _("People see"), Pick(offers.shows, _("Scores and levels"))),
                Field(("instrument",), _("Instrument"), Line(), _("Which one it judges, such as my-assessment 1.x.")),
            ),
        ),
        Group(
            _("Time and background"),
            (
                Field(
                    ("hours_a_month",),
                    _("Item that asks for hours a month"),
                    Pick(offers.numbered_items, _("None")),
                ),
                *(
                    Field(("background", facet), words, Pick(offers.chosen_items, _("None")), help_text)
                    for facet, words, help_text in (
                        ("setting", _("Item that asks where people work"), _("Actions can be for some answers only.")),
                        ("size", _("Item that asks how large their workplace is"), ""),
                        ("profession", _("Item that asks for their profession"), ""),
                        ("career_stage", _("Item that asks how far they are in their career"), ""),
                    )
                ),
            ),
        ),
    )


def levels() -> Groups:
    """Its levels."""
    help_text = _(
        "Each has where it begins, its title and its id. A score belongs to a level from there up to, not including, "
        "where the next one begins."
    )
    return (Group("", (Field((), _("Levels, from low to high"), Cuts(), help_text),)),)


def shared_rules() -> Groups:
    """What holds for all its scales."""
    return (
        Group(
            _("Every scale"),
            (
                Field(("every_scale", "missing"), _("When answers are missing"), Missing(_("All are required"))),
                *shared.precision("every_scale"),
            ),
        ),
        Group(
            _("Every domain"),
            (
                Field(
                    ("every_domain", "missing"),
                    _("When scores are missing"),
                    Missing(_("All are required"), "scored"),
                ),
                *shared.precision("every_domain"),
            ),
        ),
    )


def scale() -> Groups:
    """A scale."""
    return (
        shared.named(),
        Group(
            _("What counts"),
            (
                Field(("items",), _("Items"), Keyed()),
                Field(("method",), _("How answers become a score"), Pick(offers.methods, _("Mean of the answers"))),
                Field(("missing",), _("When answers are missing"), Missing(_("As for every scale"))),
                Field(
                    ("importance",), _("Item that rates how much it matters"), Pick(offers.numbered_items, _("None"))
                ),
            ),
        ),
        shared.descriptors(),
        Group(
            _("Keys and values"),
            (
                Field(
                    ("key",),
                    _("Best option of each item"),
                    Pairs(_("Item"), _("Best option"), offers.items_of_scale, _("Add a key")),
                    _("For how many are right, or how close they are."),
                ),
                Field(
                    ("rationale",),
                    _("Why it is best"),
                    Pairs(_("Item"), _("Reason"), offers.items_of_scale, _("Add a reason"), long=True),
                ),
                Field(
                    ("value_map",),
                    _("What options count, where that is not their number"),
                    Node(),
                    _("For each item its options and what each counts, such as s1: {1: 0, 2: 1, 3: 3}."),
                ),
            ),
            folded=True,
        ),
        shared.more(),
    )


def domain() -> Groups:
    """A domain."""
    return (
        shared.named(),
        Group(
            _("What counts"),
            (
                Field(("mean_of",), _("The mean of these scales"), Chosen(offers.scales, _("Add a scale"))),
                Field(("missing",), _("When scores are missing"), Missing(_("As for every domain"), "scored")),
            ),
        ),
        shared.descriptors(),
        shared.more(),
    )


def composite() -> Groups:
    """A composite."""
    return (
        shared.named(),
        Group(
            _("What counts"),
            (
                Field(
                    ("weights",),
                    _("Weights"),
                    Pairs(_("Part"), _("Weight"), offers.scores, _("Add a part"), first="1"),
                    _("Shares of their sum: 2 and 1 count as two thirds and one third."),
                ),
                Field(("missing",), _("When scores are missing"), Missing(_("All are required"), "scored")),
                Field(
                    ("surroundings_weak_below",),
                    _("About the surroundings: weak below"),
                    Line(optional=True, short=True),
                    _("From 0 to 100. Below it, a plan has at least one action that faces the surroundings."),
                ),
            ),
        ),
        shared.descriptors(),
        shared.more(),
    )
