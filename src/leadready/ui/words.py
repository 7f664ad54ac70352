"""Dates and times in the words of the person's locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QTime

from leadready.language import _

if TYPE_CHECKING:
    from datetime import date, datetime


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
