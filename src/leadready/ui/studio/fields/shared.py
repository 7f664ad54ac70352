"""Groups of fields that several kinds of thing have."""

from __future__ import annotations

from leadready.language import _
from leadready.ui.studio.fields import offers
from leadready.ui.studio.shapes import Cuts, Field, Group, Identity, Line, Pairs, Pick, Prose, When


def named() -> Group:
    """Title, about and id."""
    return Group(
        "",
        (
            Field(("title",), _("Title"), Line()),
            Field(("about",), _("About"), Prose(), _("What it measures, in a sentence.")),
            Field((), _("Id"), Identity("score"), _("It changes wherever the score is used.")),
        ),
    )


def descriptors() -> Group:
    """What each level means."""
    help_text = _("A sentence for each level, or none at all.")
    shape = Pairs(_("Level"), _("Sentence"), offers.levels_of_score, fixed=True, long=True)
    return Group(_("Descriptors"), (Field(("descriptors",), _("What each level means here"), shape, help_text),))


def more() -> Group:
    """Precision, levels and range."""
    return Group(
        _("Precision, levels and range"),
        (
            *precision(),
            Field(("levels",), _("Levels of its own"), Cuts(optional=True)),
            Field(("levels_on",), _("Its levels are on"), Pick(offers.level_ranges, _("0 to 100"))),
            Field(("shown_as", "from"), _("Also shown from"), Line(optional=True, short=True)),
            Field(("shown_as", "to"), _("Also shown to"), Line(optional=True, short=True)),
        ),
        folded=True,
    )


def precision(*above: str) -> tuple[Field, ...]:
    """What an interval is made from; `above` is where in the thing it stands."""
    return (
        Field(
            (*above, "precision", "sd"),
            _("Standard deviation"),
            Line(optional=True, short=True),
            _("Of scores in a population, on 0 to 100."),
        ),
        Field((*above, "precision", "reliability"), _("Reliability"), Line(optional=True, short=True)),
        Field((*above, "precision", "basis"), _("These two are"), Pick(offers.bases, _("Not stated"))),
    )


def for_whom() -> Group:
    """When it is asked."""
    return Group(_("For whom"), (Field(("when",), _("Only asked when"), When(optional=True)),), folded=True)


def id_words() -> str:
    """Say how an id may look."""
    return _("Small letters, digits and hyphens.")
