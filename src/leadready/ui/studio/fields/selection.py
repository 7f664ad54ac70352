"""The fields of what a panel judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.studio.fields import offers
from leadready.ui.studio.shapes import Chosen, Field, Group, Line, Lines, Pairs, Pick, Prose

if TYPE_CHECKING:
    from leadready.ui.studio.shapes import Groups


def criterion() -> Groups:
    """A criterion."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("evidence",), _("Evidence prompt that it judges"), Pick(offers.prompts)),
                Field(("weight",), _("Weight"), Line(optional=True, short=True), _("1 unless you say otherwise.")),
                Field(
                    ("anchors",),
                    _("Anchors"),
                    Pairs(_("Mark"), _("What earns it"), add=_("Add an anchor"), first="1", long=True),
                    _("A sentence for each mark; they must differ in what can be seen."),
                ),
                Field(("lines",), _("Yes/no lines"), Lines(_("Add a line"))),
            ),
        ),
    )


def selection() -> Groups:
    """How a selection is decided."""
    return (
        Group(
            _("Ties and the line of a shortlist"),
            (
                Field(
                    ("tie_breaks",),
                    _("Criteria that part equals, in order"),
                    Chosen(offers.criteria, _("Add a criterion")),
                ),
                Field(("cut_score", "method"), _("How the line is set"), Pick(offers.cut_methods, _("No line"))),
                Field(("cut_score", "at"), _("At"), Line(optional=True, short=True)),
                Field(("cut_score", "places"), _("Places"), Line(optional=True, short=True)),
                Field(("cut_score", "decided"), _("Decided"), Prose(optional=True), _("Who, when and how.")),
            ),
        ),
        Group(
            _("Several people about one thing"),
            (
                Field(("group", "least"), _("Fewest people"), Line(optional=True, short=True)),
                Field(
                    ("group", "agreement"),
                    _("Least agreement for a mean"),
                    Line(optional=True, short=True),
                    _("Between 0 and 1; 0.7 unless you say otherwise."),
                ),
            ),
            folded=True,
        ),
    )
