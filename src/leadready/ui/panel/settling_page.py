"""Records that contradict each other: all are shown, and a person chooses one or says it anew."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal, Slot

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.panel.kinds import KINDS
from leadready.ui.panel.applicant_card import Unfolding
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import clock_time, day
from leadready.workflow.panel.settling import contradictions, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from leadready.panel.view import PanelView
    from leadready.ui.panel.rounds import Rounds
from leadready.workflow.panel.settling import Contradiction, Side


class SettlingPage(PanelPage):
    """None of them counts until somebody has settled it; nothing is chosen beforehand, and none is first."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("Contradictions"),
            _("Two people said different things of one matter. Neither counts until it is settled."),
        )
        self.help_text = _("Let one of them hold, or say anew what holds. What was said before stays in the records.")
        self._cards: list[QWidget] = []
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk())
        self._fill()

    def _fill(self) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        found = contradictions(self.panel)
        for one in found:
            card = ContradictionCard(one, self.panel.view, self)
            card.settled.connect(self._on_settled)
            self._add(card)
        if not found:
            self._add(Text(_("Nothing contradicts itself."), parent=self))
        for kind, about, part, _by in sorted(self.panel.view.unreadable):
            what = " · ".join(filter(None, (kind_words(kind), about, part)))
            words = _("A record cannot be read and does not count: {what}.").format(what=what)
            self._add(Text(words, "warm", self))

    def _add(self, widget: QWidget) -> None:
        self.body.insertWidget(self.body.count() - 1, widget)
        self._cards.append(widget)

    @Slot(object, object)
    def _on_settled(self, one: Contradiction, said: Mapping[str, Any]) -> None:
        try:
            settle(self.panel, one.topic, said)
        except LeadreadyError as error:
            self.say(error_notice(_("This was not settled"), error))
        else:
            self.say(None)
            self._fill()


class ContradictionCard(Card):
    """One matter, what each said of it, and room to say it anew.

    Signals:
        settled: What holds; with the contradiction and what is said.
    """

    settled = Signal(object, object)

    def __init__(self, one: Contradiction, view: PanelView, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._one = one
        kind, about, part, _author = one.topic
        heading = filter(None, (kind_words(kind), about, part_words(view, part)))
        self.column.addWidget(Text(" · ".join(heading), "heading", self))
        for side in one.sides:
            self._side(side)
        if one.settled_by:
            words = _("Only {name} can settle this.").format(name=one.settled_by)
            self.column.addWidget(Text(words, "muted", self))
        self.fields: dict[str, TextLine | Tick] = {}
        self._anew(kind)

    def _side(self, side: Side) -> None:
        card = SideCard(side, self)
        card.chosen.connect(self._on_chosen)
        self.column.addWidget(card)

    def _anew(self, kind: str) -> None:
        """Offer a field for each thing that such a record says, as far as words, numbers and yes or no can say it."""
        parts: list[QWidget] = []
        for name, field in KINDS[kind].model_fields.items():
            if field.annotation is bool:
                tick = Tick(field_words(name), self)
                self.fields[name] = tick
                parts.append(tick)
            else:
                line = TextLine("", self)
                self.fields[name] = line
                how = _("Several are parted by semicolons.") if _is_list(kind, name) else ""
                parts.append(LabelledField(field_words(name), line, self, help_text=how))
        parts.append(Button(_("Let this hold"), self._on_anew, parent=self))
        self.column.addWidget(Unfolding(_("Say it anew"), _("Do not say it anew"), parts, self))

    @Slot(object)
    def _on_chosen(self, said: Mapping[str, Any]) -> None:
        self.settled.emit(self._one, dict(said))

    @Slot()
    def _on_anew(self) -> None:
        self.settled.emit(
            self._one, typed(self._one.topic[0], {name: _value(one) for name, one in self.fields.items()})
        )


class SideCard(Card):
    """What one of them said.

    Signals:
        chosen: It is to hold; with what it says.
    """

    chosen = Signal(object)

    def __init__(self, side: Side, parent: QWidget) -> None:
        super().__init__(parent=parent, padding=14, gap=4)
        self._side = side
        self.column.addWidget(Text(f"{side.by}, {_at(side.at)}", "strong", self))
        if side.said is None:
            self.column.addWidget(Text(_("What it says is not here."), "muted", self))
            return
        for name, value in side.said.items():
            if value not in ("", None, [], {}):
                self.column.addWidget(Text(f"{field_words(name)}: {value_words(value)}", parent=self))
        hold = Button(_("Let this hold"), self._on_chosen, parent=self)
        hold.setAccessibleName(_("Let hold what {name} said").format(name=side.by))
        self.column.addLayout(Flow(hold))

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen.emit(self._side.said)


def _value(field: TextLine | Tick) -> str | bool:
    return field.isChecked() if isinstance(field, Tick) else field.text().strip()


def typed(kind: str, values: Mapping[str, str | bool]) -> dict[str, Any]:
    """Turn what was typed into what a record says: numbers, lists parted by semicolons; empty fields are left out."""
    said: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, bool):
            said[name] = value
        elif value:
            annotation = str(KINDS[kind].model_fields[name].annotation)
            if _is_list(kind, name):
                said[name] = [part.strip() for part in value.split(";") if part.strip()]
            else:
                said[name] = int(value) if value.isdecimal() and "int" in annotation else value
    return said


def _is_list(kind: str, name: str) -> bool:
    return str(KINDS[kind].model_fields[name].annotation).startswith("tuple")


def value_words(value: object) -> str:
    """Say a value of a record."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value_words(one) for one in cast("list[object]", value))
    return str(value)


def _at(at: str) -> str:
    when = datetime.fromisoformat(at)
    return f"{day(when.astimezone().date())}, {clock_time(when)}"


def part_words(view: PanelView, part: str) -> str:
    """Name what of an application something is about: a criterion, a prompt, a gate, or a member."""
    campaign = view.campaign
    titles = {id_: one.title for group in (campaign.prompts, campaign.criteria) for id_, one in group.items()}
    titles |= {id_: gate.title for id_, gate in campaign.gates.items()}
    titles |= {id_: member.name for id_, member in view.members.items()}
    return titles.get(part, part)


def field_words(name: str) -> str:
    """Name a field of a record, where people come upon it."""
    words = {
        "mark": _("Mark"),
        "why": _("Why"),
        "people": _("Who settled it"),
        "outcome": _("Outcome"),
        "person": _("Who decides"),
        "considered": _("What else was considered"),
        "passed": _("Passed"),
        "confirmed": _("Confirmed by the office"),
        "on": _("Rates it"),
        "active": _("Takes part"),
        "name": _("Name"),
        "state": _("State"),
        "relation": _("Relation"),
        "adjustments": _("Reasonable adjustments"),
    }
    return words.get(name, name)


def kind_words(kind: str) -> str:
    """Name a kind of record."""
    words = {
        "received": _("How an application came"),
        "named": _("A name for declaring"),
        "private": _("Who an applicant is"),
        "responses": _("Answers to the assessment"),
        "answer": _("An answer as raters read it"),
        "redacted": _("What is hidden in an answer"),
        "exercises": _("Scores of the exercises"),
        "gate": _("A gate"),
        "assigned": _("Who rates"),
        "declared": _("A declaration"),
        "rated": _("A mark"),
        "locked": _("A lock"),
        "moderated": _("What the panel settled on"),
        "decided": _("An outcome"),
        "reserve": _("The reserve list"),
        "member": _("Who takes part"),
    }
    return words.get(kind, kind)
