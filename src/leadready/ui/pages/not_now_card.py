"""“Not now”, open to be changed: what would have to change, what goes on, a taster if wanted, a day to look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup

from leadready.language import _, ngettext
from leadready.planning.not_now import advice_on_day
from leadready.planning.plan import NotNow, PlannedAction, typed
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import DateField, LabelledField, TextArea
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from leadready.planning.actions import Action


class NotNowCard(Card):
    """Emits `edited` after any change."""

    edited = Signal()

    def __init__(self, plan: NotNow, tasters: Sequence[Action], today: date, parent: QWidget) -> None:
        """Show it; `tasters` are the actions of the library that commit to nothing."""
        super().__init__("plain", parent, gap=12)
        self._today = today
        self._tasters = tuple(tasters)
        self._kept = plan.taster
        self.column.addWidget(Text(_("Not now, with the door open"), "heading", self))
        self._change = self._area(_("What would have to change"), plan.change)
        self._keep = self._area(_("What I keep doing"), plan.keep)
        self._group = QButtonGroup(self)
        self._options = self._offer(plan.taster)
        self._look = DateField(plan.look_again_on, self)
        self._look.changed.connect(self._on_changed)
        self._advice = Text("", "muted", self)
        help_text = _("Between six and twelve months from now is usual. Home reminds you; nobody else does.")
        self.column.addLayout(Flow(LabelledField(_("I look again on"), self._look, self)))
        self.column.addWidget(Text(help_text, "muted", self))
        self._look.setAccessibleDescription(help_text)
        self.column.addWidget(self._advice)
        self._advise()

    def show_plan(self, plan: NotNow) -> None:
        """Show the day that was proposed when “not now” was chosen."""
        if self._look.value() != plan.look_again_on:
            self._look.set_value(plan.look_again_on)

    def not_now(self) -> NotNow:
        """Read it as it stands in the fields."""
        return NotNow(
            change=typed(self._change.toPlainText()),
            keep=typed(self._keep.toPlainText()),
            taster=self._taster(),
            look_again_on=self._look.value(),
        )

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return self._change, self._keep, *self._options, self._look

    def _area(self, label: str, text: str) -> TextArea:
        area = TextArea(text, self, lines=2)
        area.textChanged.connect(self._on_changed)
        self.column.addWidget(LabelledField(label, area, self))
        self.column.addWidget(IdentifyingNote(area, self))
        return area

    def _offer(self, taster: PlannedAction | None) -> list[Option]:
        """Offer the tasters, and none; what was chosen from an older library stays on offer as it was."""
        known = {action.id for action in self._tasters}
        offers = [(_("None"), _("No taster at present."))]
        offers += [(action.title, _with_hours(action.summary, action.effort_hours)) for action in self._tasters]
        if taster is not None and taster.action_id not in known:
            offers.append((taster.title, _with_hours(" ".join(taster.steps), taster.effort_hours)))
        if len(offers) == 1:
            return []
        self.column.addWidget(Text(_("A taster, if you like: small, and it commits you to nothing"), "strong", self))
        options: list[Option] = []
        for place, (words, more) in enumerate(offers):
            option = Option(words, more=more, parent=self)
            option.setAccessibleDescription(more)
            self._group.addButton(option, place)
            self.column.addWidget(option)
            options.append(option)
        options[self._place_of(taster)].setChecked(True)
        self._group.idClicked.connect(self._on_taster)
        return options

    def _place_of(self, taster: PlannedAction | None) -> int:
        if taster is None:
            return 0
        ids = [action.id for action in self._tasters]
        return ids.index(taster.action_id) + 1 if taster.action_id in ids else len(ids) + 1

    def _taster(self) -> PlannedAction | None:
        place = self._group.checkedId()
        if place <= 0:
            return None
        if place > len(self._tasters):
            return self._kept
        action = self._tasters[place - 1]
        if self._kept is not None and self._kept.action_id == action.id:
            return self._kept
        return PlannedAction(
            action_id=action.id,
            title=action.title,
            type=action.type,
            steps=action.steps,
            effort_hours=action.effort_hours,
            support=action.support_from,
            evidence=action.evidence,
        )

    def _advise(self) -> None:
        said = advice_on_day(self._look.value(), self._today)
        self._advice.setText(said)
        self._advice.setVisible(bool(said))

    @Slot()
    def _on_changed(self) -> None:
        self._advise()
        self.edited.emit()

    @Slot(int)
    def _on_taster(self, _place: int) -> None:
        self.edited.emit()


def _with_hours(words: str, hours: int) -> str:
    said = ngettext("{words} About {n} hour.", "{words} About {n} hours.", hours)
    return said.format(words=words, n=hours)
