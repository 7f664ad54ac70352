"""Days, times and counts in the words of the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready import locales
from leadready.language import _, ngettext
from leadready.locales import day

if TYPE_CHECKING:
    from datetime import datetime

    from leadready.instrument.model import Instrument

__all__ = ["clock_time", "day", "item_count", "moment", "number"]


def clock_time(value: datetime) -> str:
    """Write a time of day on this computer's clock."""
    return locales.time(value.astimezone())


def moment(value: datetime, now: datetime) -> str:
    """Write when something was, short for today."""
    local = value.astimezone()
    if local.date() == now.astimezone().date():
        return _("today at {time}").format(time=clock_time(value))
    return _("on {day} at {time}").format(day=day(local.date()), time=clock_time(value))


def item_count(instrument: Instrument) -> str:
    """Say how many items are to be answered: a range where that depends on the answers."""
    required = [item for item in instrument.items if not item.optional]
    least, most = sum(1 for item in required if not item.conditions), len(required)
    if least == most:
        return ngettext("{n} item", "{n} items", most).format(n=most)
    return _("{least} to {most} items").format(least=least, most=most)


def number(count: int) -> str:
    """Write a count as the language does, such as 1,000."""
    from leadready.ui.speech import qt_locale

    return qt_locale().toString(count)


def apart(name: str) -> str:
    """Set a name apart whose letters run from right to left, so that the sentence around it keeps its order."""
    from unicodedata import bidirectional  # not before somebody's name is in a sentence

    turns = any(bidirectional(letter) in {"R", "AL"} for letter in name)
    return f"\u2068{name}\u2069" if turns else name
