"""All steps of a draft with what is still open, and the way on to publishing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from leadready.language import _, ngettext
from leadready.ui.panel.setup_page import SetupPage, step_title
from leadready.ui.words import day, number
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.draft import STEPS, step_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Fault
    from leadready.workflow.panel.draft import Draft, Step


class SetupCheckPage(SetupPage):
    """A card a step."""

    step: ClassVar[Step] = "check"

    def fill(self) -> None:
        """Say how each step stands."""
        self.help_text = _(
            "Publishing freezes the round: from then on only words can be corrected. Look at each step once more."
        )
        self.rounds.setting_up.seen |= {(self.kept.draft.id, step) for step in STEPS}
        faults = self.kept.faults
        words = (
            ngettext("{n} thing is still open.", "{n} things are still open.", len(faults)).format(n=number(len(faults)))
            if faults
            else _("Everything is settled. Next, everyone opens a test; then it can be published.")
        )
        self.body.addWidget(Text(words, "strong", self))
        for step in STEPS[:-1]:
            self._step(step, [fault for fault in faults if step_of(fault.field) == step])

    def primary(self) -> Button:
        """Let everyone open a test."""
        on = Button(_("Go on to the tests"), self._on_tests, role="primary", picture="next")
        on.setEnabled(not self.kept.faults)
        return on

    def also(self) -> tuple[Button, ...]:
        """Offer to delete it as well."""
        delete = Button(_("Delete the draft"), self._on_delete, role="quiet", picture="delete")
        return (*super().also(), delete)

    def first_focus(self) -> QWidget | None:
        """What is open first, or the way on."""
        return self.on if self.on.isEnabled() else self._open

    def _step(self, step: Step, faults: list[Fault]) -> None:
        card = Card("error" if faults else "plain", self, gap=4)
        card.column.addWidget(Text(step_title(step), "heading", card))
        for line in told(self.kept.draft, step):
            card.column.addWidget(Text(line, parent=card))
        for says in dict.fromkeys(fault.says for fault in faults):
            card.column.addWidget(Text(says, "danger", card))
        change = Button(_("Change"), partial(self.rounds.setting_up.step, self.kept, step), picture="edit", parent=card)
        change.setAccessibleName(_("Change {title}").format(title=step_title(step)))
        card.column.addLayout(Flow(change))
        if faults and not hasattr(self, "_open"):
            self._open = change
        self.body.addWidget(card)

    @Slot()
    def _on_tests(self) -> None:
        self.rounds.setting_up.tests(self.kept)

    @Slot()
    def _on_delete(self) -> None:
        if self.sure(_("Delete the draft?"), _("Its settings and the answers to its tests are gone then."), _("Delete")):
            self.kept.delete()
            self.rounds.all()

    def is_mine(self, _fault: Fault) -> bool:
        """Nothing is mended here."""
        return False


def told(draft: Draft, step: Step) -> tuple[str, ...]:
    """Say in short what a step has settled."""
    dates = draft.dates
    weights = draft.weights
    match step:
        case "about":
            return (draft.title,) if draft.title.strip() else ()
        case "judged":
            return tuple(draft.criteria[id_].title for id_ in draft.order if id_ in draft.criteria)
        case "counts":
            shares = _("Evidence {evidence} %, exercises {objective} %, self-report {self_report} %.")
            named = {name: f"{getattr(weights, name):f}" for name in ("evidence", "objective", "self_report")}
            return (shares.format(**named), *([weights.reason] if weights.self_report else []))
        case "line":
            at = draft.cut.places if draft.cut.method == "places" else draft.cut.at
            words = _("{n} places.") if draft.cut.method == "places" else _("The line is at {n} of 100.")
            return (words.format(n="–" if at is None else f"{at:f}" if draft.cut.method != "places" else at),)
        case "gates":
            return tuple(gate.title for gate in draft.gates.values()) or (_("No gates."),)
        case "people":
            return tuple(member.name for member in draft.members)
        case "dates":
            if dates.opens is None or dates.closes is None:
                return ()
            words = _("From {first} to {last}.")
            return (words.format(first=day(dates.opens), last=day(dates.closes.astimezone().date())),)
        case _:
            return ()
