"""Dates, times and counts in the words of the person's locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QTime

from leadready.language import _, ngettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from leadready.instrument.model import Instrument


def day(value: date) -> str:
    """Write a day, such as 24 November 2026."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "d MMMM yyyy")


def clock_time(value: datetime) -> str:
    """Write a time of day on this computer's clock."""
    local = value.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), "HH:mm")


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
