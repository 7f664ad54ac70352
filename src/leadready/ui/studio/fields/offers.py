"""What can be picked in a field: what the package has, and what is the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.planning.actions import ActionType, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.ui.studio.known import Known, Names
    from leadready.ui.studio.outline import Place
    from leadready.ui.studio.shapes import Offer


def items(known: Known, _place: Place) -> Names:
    """Every item."""
    return known.items()


def numbered_items(known: Known, _place: Place) -> Names:
    """Items that are answered with a number."""
    return known.numbered_items()


def chosen_items(known: Known, _place: Place) -> Names:
    """Items that are answered by a choice."""
    return known.chosen_items()


def settings(known: Known, _place: Place) -> Names:
    """The settings that respondents work in."""
    return known.background("setting")


def sizes(known: Known, _place: Place) -> Names:
    """The sizes of workplaces."""
    return known.background("size")


def professions(known: Known, _place: Place) -> Names:
    """The professions."""
    return known.background("profession")


def stages_of_career(known: Known, _place: Place) -> Names:
    """The stages of a career."""
    return known.background("career_stage")


def items_of_scale(known: Known, place: Place) -> Names:
    """The items of the scale at this place."""
    return known.items_of_scale(place)


def response_scales(known: Known, _place: Place) -> Names:
    """Every response scale."""
    return known.response_scales()


def prompts(known: Known, _place: Place) -> Names:
    """Every evidence prompt."""
    return known.prompts()


def scales(known: Known, place: Place) -> Names:
    """The scales of the rubric."""
    return known.scores(place, "scales")


def scores(known: Known, place: Place) -> Names:
    """The scores of the rubric, without the one at this place."""
    mine = place.keys[1] if len(place.keys) > 1 else None
    return {key: title for key, title in known.scores(place).items() if key != mine}


def levels_of_score(known: Known, place: Place) -> Names:
    """The levels that the score at this place has."""
    return known.levels(place, str(place.keys[1]) if len(place.keys) > 1 else "")


def criteria(known: Known, place: Place) -> Names:
    """The criteria of the rubric."""
    return known.criteria(place)


def patterns(known: Known, place: Place) -> Names:
    """The profile rules of the rubric."""
    return known.patterns(place)


def actions(known: Known, _place: Place) -> Names:
    """Every action."""
    return known.actions()


def offered(make: Callable[[], Names]) -> Offer:
    """Make an offer of what is the same everywhere; the words are made when they are shown, in the language in use."""

    def offer(_known: Known, _place: Place) -> Names:
        return make()

    return offer


uses = offered(
    lambda: {"development": _("Development"), "panel": _("Selection by a panel"), "follow-up": _("Following up")}
)
shows = offered(lambda: {"levels": _("Levels only, no numbers")})
stages = offered(lambda: {"panel": _("A panel's selection")})
withheld = offered(lambda: {"profiles": _("Profile rules"), "norms": _("Comparisons with norm groups")})
offers = offered(lambda: {"not-now": _("Also to say “not now”")})
modes = offered(lambda: {"development": _("Their own development"), "selection": _("A selection")})
costs = offered(lambda: {"low": _("Low"), "some": _("Some")})
bases = offered(lambda: {"provisional": _("Provisional"), "measured": _("Measured")})
level_ranges = offered(lambda: {"raw": _("The mean, sum or count itself")})
cut_methods = offered(
    lambda: {
        "fixed": _("A fixed score"),
        "angoff": _("Angoff's method"),
        "contrasting-groups": _("Contrasting groups"),
        "places": _("As many as there are places"),
    }
)
methods = offered(
    lambda: {
        "sum": _("Sum of the answers"),
        "min": _("The lowest answer"),
        "max": _("The highest answer"),
        "correct": _("How many are right by the key"),
        "close": _("How close they are to the key"),
    }
)
action_types = offered(
    lambda: {
        ActionType.EXPERIENCE.value: _("Experience: by doing"),
        ActionType.EXPOSURE.value: _("Exposure: through others"),
        ActionType.EDUCATION.value: _("Education: by study"),
    }
)
evidence = offered(lambda: {one.value: one.value for one in Evidence})
