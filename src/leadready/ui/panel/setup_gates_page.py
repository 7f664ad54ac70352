"""Gates: what every application passes or not, whatever its merit."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from leadready.language import _
from leadready.ui.panel.setup_page import SetupPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import Number
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.draft import GateDraft
from leadready.workflow.panel.editing import free_id

if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    from PySide6.QtWidgets import QWidget

    from leadready.ui.widgets.fields import TextArea, TextLine
    from leadready.workflow.panel.draft import SetupStep

    Kind: TypeAlias = Literal["condition", "sponsor", "time"]

_KINDS: Final[tuple[Kind, ...]] = ("condition", "sponsor", "time")


class SetupGatesPage(SetupPage):
    """A card a gate; three kinds to add."""

    step: ClassVar[SetupStep] = "gates"

    def fill(self) -> None:
        """Put a card for each gate on the page."""
        self.help_text = _(
            "A gate asks the applicant something that must be so: a condition, a sponsor, protected time. Somebody of "
            "the panel's office confirms it; no mark makes up for it."
        )
        self._fields: dict[str, tuple[TextLine, TextArea, Number | None]] = {}
        for id_, gate in self.kept.draft.gates.items():
            self._gate(id_, gate)
        none = "" if self.kept.draft.gates else _("There is no gate. Everyone who applies is judged by merit alone.")
        card = self.card(_("Add a gate"), none)
        names = {"condition": _("A condition"), "sponsor": _("A sponsor"), "time": _("Protected time")}
        self._add = [Button(names[kind], partial(self._on_add, kind), picture="add", parent=card) for kind in _KINDS]
        card.column.addLayout(Flow(*self._add))

    def first_focus(self) -> QWidget | None:
        """The newest gate."""
        return next(reversed(self._fields.values()))[0] if self._fields else self._add[0]

    def _gate(self, id_: str, gate: GateDraft) -> None:
        card = self.card()
        names = {"condition": _("Condition"), "sponsor": _("Sponsor"), "time": _("Protected time")}
        card.column.addWidget(Text(names[gate.kind].upper(), "eyebrow", card))
        title = self.line(card, f"gates.{id_}.title", _("Name"), gate.title)
        asks = self.area(card, f"gates.{id_}.asks", _("What the applicant is asked"), gate.asks)
        least = None
        if gate.kind == "time":
            least = Number(card)
            least.setRange(0, 100)
            least.setSuffix(" %")
            least.setValue(int((gate.least or 0) * 100))
            least.valueChanged.connect(self.soon)
            self.row(card, f"gates.{id_}.least", _("Least part of a full post"), least)
        remove = Button(_("Remove"), partial(self._on_remove, id_), role="quiet", picture="delete", parent=card)
        remove.setAccessibleName(_("Remove {title}").format(title=gate.title or names[gate.kind]))
        card.column.addLayout(Flow(remove))
        self._fields[id_] = (title, asks, least)

    def gather(self) -> dict[str, object]:
        """Give the gates."""
        gates = {
            id_: GateDraft(
                kind=self.kept.draft.gates[id_].kind,
                title=title.text(),
                asks=asks.toPlainText(),
                least=Decimal(least.value()) / 100 if least is not None and least.value() else None,
            )
            for id_, (title, asks, least) in self._fields.items()
            if id_ in self.kept.draft.gates
        }
        return {"gates": {**self.kept.draft.gates, **gates}}

    def _on_add(self, kind: Kind) -> None:
        begun = {
            "condition": GateDraft(kind="condition"),
            "sponsor": GateDraft(
                kind="sponsor", title=_("Sponsor"), asks=_("Who supports your application, and may we ask them?")
            ),
            "time": GateDraft(
                kind="time",
                title=_("Protected time"),
                asks=_("How much of your post is protected?"),
                least=Decimal("0.2"),
            ),
        }
        self.keep()
        gates = self.kept.draft.gates
        self.again(gates={**gates, free_id(kind, gates): begun[kind]})

    def _on_remove(self, id_: str) -> None:
        self.keep()
        self.again(gates={key: one for key, one in self.kept.draft.gates.items() if key != id_})
