"""The days of a round."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.ui import theme
from leadready.ui.panel.setup_page import SetupPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import Choice, DateField
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.draft import DatesDraft

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.workflow.panel.draft import SetupStep

_TIMES: Final = (*(time(hour, minute) for hour in range(24) for minute in (0, 30)), time(23, 59))
_NOON: Final = time(12)
_WIDEST: Final = 240
"""The most that the time takes, in pixels at 100 % text: as much as a date."""


class SetupDatesPage(SetupPage):
    """When it opens and closes, and until when applications are kept."""

    step: ClassVar[SetupStep] = "dates"

    def fill(self) -> None:
        """Put the dates on the page."""
        self.help_text = _(
            "A later file is marked late, by the clock of the applicant's computer. When the time to keep "
            "applications is over, leadready shows that they are due to be deleted."
        )
        dates, card = self.kept.draft.dates, self.card()
        closes = dates.closes.astimezone() if dates.closes is not None else None
        self._opens = self._date(DateField(dates.opens, card))
        self.row(card, "dates.opens", _("Opens"), self._opens)
        self._closes = self._date(DateField(closes.date() if closes else None, card))
        self.row(card, "dates.closes", _("Closes on"), self._closes)
        at = closes.time().replace(tzinfo=None) if closes else _NOON
        self._choices = _TIMES if at in _TIMES else (*_TIMES, at)
        self._at = Choice([f"{one:%H:%M}" for one in self._choices], self._choices.index(at), card)
        self._at.setMaximumWidth(theme.px(_WIDEST))
        self._at.currentIndexChanged.connect(self._on_changed)
        self.row(card, "dates.closes.at", _("Closes at"), self._at, _("By the clock of this computer."))
        self._utc = Text("", "muted", card)
        card.column.addWidget(self._utc)
        card = self.card(_("Keeping"))
        self._until = self._date(DateField(dates.retain_until, card))
        help_text = _("Applications are deleted then. A year after the round closes is usual.")
        self.row(card, "dates.retain_until", _("Applications are kept until"), self._until, help_text)
        self._year = Button(_("A year after it closes"), self._on_year, role="quiet", picture="calendar", parent=card)
        card.column.addLayout(Flow(self._year))
        self._show()

    def first_focus(self) -> QWidget:
        """When it opens."""
        return self._opens

    def gather(self) -> dict[str, object]:
        """Give the dates; the deadline in UTC."""
        dates = DatesDraft(opens=self._opens.value(), closes=self._deadline(), retain_until=self._until.value())
        return {"dates": dates}

    def _deadline(self) -> datetime | None:
        day = self._closes.value()
        if day is None:
            return None
        return datetime.combine(day, self._choices[self._at.currentIndex()]).astimezone(UTC)

    def _date(self, control: DateField) -> DateField:
        control.changed.connect(self._on_changed)
        return control

    @Slot()
    def _on_changed(self) -> None:
        self._show()
        self.keep()

    @Slot()
    def _on_year(self) -> None:
        day = self._closes.value()
        if day is not None:
            leap = day.month == 2 and day.day == 29  # noqa: PLR2004 - the one day that most years lack
            self._until.set_value(day.replace(year=day.year + 1, day=28 if leap else day.day))

    def _show(self) -> None:
        deadline = self._deadline()
        words = "" if deadline is None else _("Everywhere else: {time} UTC.").format(time=f"{deadline:%Y-%m-%d %H:%M}")
        self._utc.setText(words)
        self._utc.setVisible(bool(words))
        self._year.setEnabled(deadline is not None)
