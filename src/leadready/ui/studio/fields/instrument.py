"""The fields of what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.studio.fields import offers, shared
from leadready.ui.studio.shapes import Chosen, Field, Group, Identity, Line, Lines, Node, Pairs, Pick, Prose, Tick

if TYPE_CHECKING:
    from leadready.ui.studio.shapes import Groups


def instrument() -> Groups:
    """What the instrument is."""
    return (
        Group(
            _("What it is"),
            (
                Field(("title",), _("Title"), Line()),
                Field(("summary",), _("Summary"), Prose(), _("One or two sentences for the list of assessments.")),
                Field(("minutes",), _("Minutes"), Line(short=True), _("An honest estimate of how long it takes.")),
                Field(
                    ("notice",), _("Notice"), Prose(optional=True), _("Words shown before starting. You may leave it.")
                ),
            ),
        ),
        Group(
            _("Where it comes from"),
            (
                Field(("version",), _("Version"), Line(short=True), _("Three numbers, such as 1.0.0.")),
                Field(("licence",), _("Licence"), Line(), _("Who may use it, such as CC-BY-4.0.")),
                Field(("authors",), _("Authors"), Lines(_("Add an author"))),
                Field(("provenance",), _("Provenance"), Prose(), _("Who wrote the items, and what is known of them.")),
                Field(("language",), _("Language"), Line(optional=True, short=True), _("Of the texts: en-GB.")),
            ),
        ),
        Group(
            _("Items worded the other way round"),
            (
                Field(
                    ("reversed",),
                    _("Reversed items"),
                    Chosen(offers.items, _("Add an item")),
                    _("Every rubric that counts one of them must turn its answers round."),
                ),
            ),
        ),
    )


def section() -> Groups:
    """A section."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity(), shared.id_words()),
                Field(("intro",), _("Introduction"), Prose(optional=True)),
                Field(("optional",), _("It may be left out"), Tick()),
            ),
        ),
        shared.for_whom(),
    )


def page() -> Groups:
    """A page."""
    return (
        Group(
            "",
            (
                Field(("lead_in",), _("Lead-in"), Line(optional=True), _("What to think of, above the items.")),
                Field(
                    ("response_scale",),
                    _("Response scale of its items"),
                    Pick(offers.response_scales, _("Each item names its own")),
                ),
            ),
        ),
        shared.for_whom(),
    )


def item() -> Groups:
    """An item."""
    return (
        Group(
            "",
            (
                Field(("stem",), _("Stem"), Prose(), _("The words of the item: one thought, no “not”, no “and”.")),
                Field((), _("Id"), Identity("item"), _("It changes wherever the item is used.")),
                Field(
                    ("response_scale",),
                    _("Response scale"),
                    Pick(offers.response_scales, _("As its page says")),
                ),
                Field(
                    ("options",),
                    _("Options of its own"),
                    Pairs(_("Value"), _("Label"), add=_("Add an option"), first="1"),
                    _("Instead of a response scale that it shares."),
                ),
            ),
        ),
        shared.for_whom(),
        Group(
            _("Other words for some"),
            (
                Field(
                    ("wordings",),
                    _("Wordings"),
                    Node([]),
                    _("Each says for whom (when) and with which words (stem). The meaning must stay the same."),
                ),
            ),
            folded=True,
        ),
    )


def response_scale() -> Groups:
    """A response scale."""
    return (
        Group(
            "",
            (
                Field((), _("Id"), Identity("response-scale"), _("It changes wherever the scale is used.")),
                Field(
                    ("options",),
                    _("Options"),
                    Pairs(_("Value"), _("Label"), add=_("Add an option"), first="1"),
                    _("Whole numbers as values if answers are to be counted."),
                ),
                Field(
                    ("not_applicable",),
                    _("“Does not apply”"),
                    Line(optional=True),
                    _("The label of one more answer, which takes the item out for this person."),
                ),
                Field(
                    ("text",),
                    _("Words of one's own"),
                    Line(optional=True, short=True),
                    _("The most characters, instead of options."),
                ),
            ),
        ),
    )


def prompt() -> Groups:
    """An evidence prompt."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("prompt",), _("Prompt"), Prose(), _("What applicants are asked to tell.")),
                Field(("words",), _("Most words"), Line(short=True)),
                Field(("hints",), _("Hints"), Lines(_("Add a hint"))),
            ),
        ),
    )
