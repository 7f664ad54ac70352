"""Cards of the agenda: a difference with both originals and how it is settled, and one application near the line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.chart.marks_track import marks_track
from leadready.language import _, ngettext
from leadready.panel.merit import rater_totals
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.fields import Choice, LabelledField, TextArea, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.ui.words import apart

if TYPE_CHECKING:
    from leadready.chart.drawing import Drawing
    from leadready.panel.merit import Merit
    from leadready.panel.moderation import Discrepancy
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.thirds import NearLine


class DiscrepancyCard(Card):
    """One thing to talk about.

    Signals:
        settled: The panel settled on a mark; with code, criterion, mark, reason and people.
    """

    settled = Signal(str, str, int, str, list)

    def __init__(self, view: PanelView, merit: Merit, one: Discrepancy, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=8)
        self.one = one
        self._view = view
        self._merit = merit
        self._form: SettlingForm | None = None
        self._answer: Text | None = None
        self.column.addWidget(Text(_title(view, one), "heading", self))
        self.column.addWidget(Text(reason_words(one), "muted", self))
        if one.criterion:
            self._show_marks()
        else:
            self._show_totals()

    def _show_marks(self) -> None:
        view, one = self._view, self.one
        criterion = self._merit.criteria[one.criterion]
        names = {member: _member(view, member) for member in criterion.marks}
        draw = partial(self._track, {names[member]: float(mark) for member, mark in criterion.marks.items()})
        self.column.addWidget(DrawingView(draw, self))
        for member, mark in criterion.marks.items():
            said = view.marks[one.reference, member, one.criterion]
            words = _("{name}: {mark}. {why}").format(
                name=names[member], mark=mark, why=said.why or _("No reason given.")
            )
            self.column.addWidget(Text(words, parent=self))
        moderated = view.moderated.get((one.reference, one.criterion))
        if moderated is not None:
            words = _("Settled on {mark}: {why} ({people})")
            said_ = words.format(mark=moderated.mark, why=moderated.why, people=", ".join(moderated.people))
            self.column.addWidget(Text(said_, "strong", self))
        self._read = Button(_("Show the answer"), self._on_read, role="quiet", parent=self)
        self._settle = Button(
            _("Settle it") if moderated is None else _("Settle it anew"), self._on_settle, parent=self
        )
        for button in (self._read, self._settle):
            button.setAccessibleDescription(_title(view, one))
        self._buttons = Flow(self._settle, self._read)
        self.column.addLayout(self._buttons)

    def _show_totals(self) -> None:
        totals = rater_totals(self._view.campaign, [self._merit])[self._merit.reference]
        for member, total in totals.items():
            words = _("{name}: {total} of 100").format(name=_member(self._view, member), total=f"{float(total):.1f}")
            self.column.addWidget(Text(words, parent=self))
        how = _("A total is settled by settling each of its criteria.")
        self.column.addWidget(Text(how, "muted", self))

    def _track(self, marks: dict[str, float], width: float) -> Drawing:
        criterion = self._view.campaign.criteria[self.one.criterion]
        low, *_between, high = sorted(int(anchor) for anchor in criterion.anchors)
        moderated = self._merit.criteria[self.one.criterion].moderated
        said = ", ".join(f"{name} {mark:g}" for name, mark in marks.items())
        words = _("Marks from {low} to {high}: {marks}.").format(low=low, high=high, marks=said)
        return marks_track(marks, low, high, width=width, description=words, settled=moderated)

    def first_control(self) -> QWidget | None:
        """Where the keyboard goes when this card is what is next."""
        return self._settle if self.one.criterion else None

    @Slot()
    def _on_read(self) -> None:
        if self._answer is None:
            criterion = self._view.campaign.criteria[self.one.criterion]
            found = self._view.answers.get((self.one.reference, criterion.evidence))
            self._answer = Text(found.text if found else _("There is no answer."), parent=self)
            self.column.addWidget(self._answer)
            self._answer.show()
            self._read.setText(_("Hide the answer"))
        else:
            self._answer.setVisible(self._answer.isHidden())
            self._read.setText(_("Show the answer") if self._answer.isHidden() else _("Hide the answer"))

    @Slot()
    def _on_settle(self) -> None:
        if self._form is None:
            self._form = SettlingForm(self._view, self.one, self)
            self._form.kept.connect(self._on_kept)
            self.column.addWidget(self._form)
            self._settle.hide()
        self._form.show()
        self._form.mark.setFocus()

    @Slot()
    def _on_kept(self) -> None:
        form = self._form
        if form is not None and form.chosen is not None:
            self.settled.emit(self.one.reference, self.one.criterion, form.chosen, form.why, form.people)


class SettlingForm(QWidget):
    """The mark that the panel settles on, why, and who was there. Nothing is chosen beforehand.

    Signals:
        kept: All three are there.
    """

    kept = Signal()

    def __init__(self, view: PanelView, one: Discrepancy, parent: QWidget) -> None:
        super().__init__(parent)
        criterion = view.campaign.criteria[one.criterion]
        self._marks = sorted(int(anchor) for anchor in criterion.anchors)
        labels = [_("Choose a mark"), *(f"{mark}: {criterion.anchors[str(mark)]}" for mark in self._marks)]
        card = Card("current", self, padding=12, gap=8)
        self.mark = Choice(labels, 0, card)
        card.column.addWidget(LabelledField(_("What the panel settles on"), self.mark, card))
        self.reason = TextArea(parent=card)
        card.column.addWidget(LabelledField(_("Why"), self.reason, card))
        card.column.addWidget(Text(_("Who settled it"), "strong", card))
        self.ticks = [Tick(member.name, card) for member in view.members.values() if member.id not in view.left]
        card.column.addLayout(Flow(*self.ticks))
        self._missing = Text("", "warm", card)
        self._missing.hide()
        card.column.addWidget(self._missing)
        self.keep = Button(_("Keep it beside the marks"), self._on_keep, role="primary", parent=card)
        card.column.addLayout(Flow(self.keep))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    @property
    def chosen(self) -> int | None:
        """The mark; None until one is chosen."""
        place = self.mark.currentIndex()
        return self._marks[place - 1] if place > 0 else None

    @property
    def why(self) -> str:
        """The reason."""
        return self.reason.toPlainText().strip()

    @property
    def people(self) -> list[str]:
        """Who settled it, by name."""
        return [tick.accessibleName() for tick in self.ticks if tick.isChecked()]

    @Slot()
    def _on_keep(self) -> None:
        wanted: list[tuple[bool, QWidget, str]] = [
            (self.chosen is not None, self.mark, _("Choose the mark.")),
            (bool(self.why), self.reason, _("Say why, in words.")),
            (bool(self.people), self.ticks[0], _("Tick who settled it.")),
        ]
        missing = [(control, words) for is_there, control, words in wanted if not is_there]
        if not missing:
            self.kept.emit()
            return
        self._missing.setText(" ".join(words for _control, words in missing))
        self._missing.show()
        missing[0][0].setFocus()


class NearLineRow(Card):
    """One application near the line, and who could read it, too.

    Signals:
        given: It is to have a further rater; with its code and the rater's id.
    """

    given = Signal(str, str)

    def __init__(self, view: PanelView, one: NearLine, parent: QWidget) -> None:
        super().__init__(parent=parent, padding=14, gap=6)
        self._one = one
        side = _("above the line") if one.from_line >= 0 else _("below the line")
        words = _("{code}: {points} points {side}").format(
            code=one.reference, points=f"{abs(float(one.from_line)):.1f}", side=side
        )
        self.column.addWidget(Text(words, "strong", self))
        names = ", ".join(_member(view, member) for member in one.raters)
        self.column.addWidget(Text(_("Rated by {names}.").format(names=names), "muted", self))
        self.choice: Choice | None = None
        if one.is_given:
            state = _("Everyone has locked.") if one.is_read else _("The third rater has not locked yet.")
            self.column.addWidget(Text(state, parent=self))
        elif not one.free:
            self.column.addWidget(Text(_("Nobody else is free of a conflict."), "warm", self))
        else:
            self.choice = Choice([_("Choose a rater"), *(_member(view, member) for member in one.free)], 0, self)
            self.choice.setAccessibleName(_("Third rater of {code}").format(code=one.reference))
            self.give = Button(_("Assign"), self._on_give, parent=self)
            self.give.setAccessibleName(_("Assign a third rater to {code}").format(code=one.reference))
            self.column.addLayout(Flow(self.choice, self.give))

    @Slot()
    def _on_give(self) -> None:
        if self.choice is None:
            return
        place = self.choice.currentIndex()
        if place > 0:
            self.given.emit(self._one.reference, self._one.free[place - 1])
        else:
            self.choice.setFocus()


def reason_words(one: Discrepancy) -> str:
    """Say why it is on the agenda, and how far it is from the line."""
    words = {
        "marks": _("The marks differ by {points} points of 100."),
        "total": _("The raters’ totals differ by {points} points of 100."),
        "lowest": _("Somebody gave the lowest mark."),
    }
    said = words[one.reason].format(points=f"{float(one.distance):.0f}")
    if one.from_line is None:
        return said
    near = _("The total is {points} points from the line.").format(points=f"{float(one.from_line):.1f}")
    return f"{said} {near}"


def counted(open_: int, settled: int) -> str:
    """Say how many differences there are."""
    words = ngettext("{n} difference to talk about", "{n} differences to talk about", open_).format(n=open_)
    done = ngettext("{n} is settled", "{n} are settled", settled).format(n=settled)
    return _("{open}; {settled}.").format(open=words, settled=done)


def _title(view: PanelView, one: Discrepancy) -> str:
    what = view.campaign.criteria[one.criterion].title if one.criterion else _("the whole of it")
    return _("{code}: {what}").format(code=one.reference, what=what)


def _member(view: PanelView, member: str) -> str:
    known = view.members.get(member)
    return apart(known.name) if known else member
