"""The fields of what a rubric decides besides scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.studio.fields import offers, shared
from leadready.ui.studio.shapes import Field, Group, Identity, Line, Node, Pairs, Pick, Prose, Ticks, When

if TYPE_CHECKING:
    from leadready.ui.studio.shapes import Groups


def gate() -> Groups:
    """A gate."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity(), shared.id_words()),
                Field(("when",), _("It holds when"), When()),
                Field(("outcome",), _("What follows"), Prose(), _("In words for the person.")),
                Field(("stage",), _("Where it applies"), Pick(offers.stages, _("A person's own development"))),
                Field(("withholds",), _("What is not shown then"), Ticks(offers.withheld)),
                Field(("offers",), _("What the plan offers then"), Pick(offers.offers, _("Goals only"))),
            ),
        ),
    )


def profile() -> Groups:
    """A profile rule."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity("pattern"), shared.id_words()),
                Field(("when",), _("It fits when"), When()),
                Field(("says",), _("What it may mean"), Prose(), _("A hypothesis to think about, never a verdict.")),
                Field(("response",), _("What could help"), Prose()),
                Field(
                    ("opening",),
                    _("How the plan opens"),
                    Prose(optional=True),
                    _("What the pattern may suggest, and what the plan therefore begins with."),
                ),
            ),
        ),
    )


def facts() -> Groups:
    """The facts that people confirm."""
    return (
        Group(
            "",
            (
                Field(
                    (),
                    _("What a person can confirm"),
                    Pairs(_("Id"), _("Words"), add=_("Add a fact"), first="confirmed", long=True),
                    _("Gates can ask for it, such as: A sponsor has confirmed support."),
                ),
            ),
        ),
    )


def quadrant() -> Groups:
    """A quadrant."""
    fields = (
        ("both", _("Both reach the cut")),
        ("up", _("Only the one upwards reaches it")),
        ("across", _("Only the one across reaches it")),
        ("neither", _("Neither reaches it")),
    )
    return (
        Group(
            _("Two scores seen together"),
            (
                Field(("across",), _("Across"), Pick(offers.scores, _("No quadrant"))),
                Field(("up",), _("Up"), Pick(offers.scores, _("No quadrant"))),
                Field(("cut",), _("Cut"), Line(optional=True, short=True), _("60 unless you say otherwise.")),
            ),
        ),
        *(Group(heading, field_of_quadrant(name)) for name, heading in fields),
    )


def field_of_quadrant(name: str) -> tuple[Field, ...]:
    """One of its four fields; by its key."""
    return (
        Field(("fields", name, "title"), _("Title"), Line()),
        Field(("fields", name, "says"), _("What it may mean"), Prose(), _("A hypothesis to think about.")),
        Field(("fields", name, "offers"), _("What the plan offers then"), Pick(offers.offers, _("Goals only"))),
    )


def norm() -> Groups:
    """A norm group."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("source",), _("Source"), Line()),
                Field(("collected",), _("Collected"), Line(), _("Such as 2027-03, or 2026 to 2027.")),
                Field(("people",), _("How many people"), Line(short=True)),
                Field(("population",), _("Who they were"), Prose()),
                Field(("mode",), _("Answered for"), Pick(offers.modes)),
                Field(("scores",), _("Figures"), Node(), _("For each score its mean, sd and percentiles.")),
            ),
        ),
    )


def quality() -> Groups:
    """The response quality."""
    return (
        Group(
            _("From where on answers look careless"),
            (
                Field(
                    ("longest_run",),
                    _("Identical answers in a row"),
                    Line(optional=True, short=True),
                    _("12 unless you say otherwise."),
                ),
                Field(
                    ("least_spread",),
                    _("Spread of all answers below"),
                    Line(optional=True, short=True),
                    _("As share of the range: 0.1 unless you say otherwise."),
                ),
                Field(
                    ("even_odd",),
                    _("Correlation of odd with even halves below"),
                    Line(optional=True, short=True),
                    _("0.0 unless you say otherwise."),
                ),
                Field(
                    ("reversed_gap",),
                    _("Gap between items and reversed items above"),
                    Line(optional=True, short=True),
                    _("As share of the range: 0.5 unless you say otherwise."),
                ),
            ),
        ),
    )
