"""What can stand between a rater and an applicant, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _

if TYPE_CHECKING:
    from leadready.panel.kinds import Relation


def relation_words() -> dict[Relation, str]:
    """Give the words of each relation, in the order in which they are offered."""
    return {
        "none": _("No conflict"),
        "acquaintance": _("We know each other from work"),
        "managed": _("One of us manages or supervises the other"),
        "co-author": _("We have published together"),
        "personal": _("We are family or friends"),
        "financial": _("Money stands between us"),
    }
