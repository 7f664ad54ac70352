"""What a rubric may be used for. Everything that uses one for something asks here first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.rubric.model import Rubric, Use


def require_use(rubric: Rubric, use: Use, others: Iterable[Rubric] = ()) -> None:
    """Refuse a rubric that its author has not made for a use.

    Args:
        rubric: The rubric.
        use: What it is wanted for.
        others: The rubrics of the same assessment, of which those that fit are named as advice.

    Raises:
        LeadreadyError: it is for other uses only.
    """
    if use in rubric.uses:
        return
    what = _("The rubric “{rubric}” is not made for {use}, only for {others}.").format(
        rubric=rubric.title, use=use_words(use), others=_(" and ").join(use_words(one) for one in rubric.uses)
    )
    fitting = [one.id for one in others if use in one.uses]
    advice = _("Take one that is: {rubrics}.").format(rubrics=", ".join(fitting)) if fitting else ""
    raise LeadreadyError(what, advice=advice or _("This assessment has no rubric that is."))


def use_words(use: Use) -> str:
    """Name a use, to follow the word “for”."""
    words = {
        "development": _("a person's own development"),
        "panel": _("a selection panel"),
        "follow-up": _("following people over time"),
    }
    return words[use]
