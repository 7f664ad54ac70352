"""The missing-data rule, as a choice and two amounts: the sentence that stands in the file is read and written."""

from __future__ import annotations

import re

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.blocks import Shaped
from leadready.ui.studio.shapes import Missing
from leadready.ui.widgets.fields import Choice, TextLine
from leadready.ui.widgets.text import Text

_SENTENCE = re.compile(r"^prorate when (?P<need>\S+) (answered|scored)(, at least (?P<least>\d+) \w+)?$")


class MissingBlock(Shaped[Missing]):
    """The missing-data rule: a choice, and for prorating how much must be there."""

    def build(self) -> None:
        """Make the choice and the two amounts."""
        self._choice = RuleChoice(self)
        self.name(self._choice)
        self.caption.setBuddy(self._choice)
        self.column.addWidget(self._choice)
        self._amounts = QWidget(self)
        column = QVBoxLayout(self._amounts)
        column.setContentsMargins(0, 0, 0, 0)
        self._need = TextLine(self._amounts)
        self._least = TextLine(self._amounts)
        for line, words in (
            (self._need, _("At least this share or number, such as 75%, 2/3 or 3")),
            (self._least, _("And never fewer than (may be empty)")),
        ):
            self.name(line, f"{self.label}: {words}")
            line.setMaximumWidth(theme.px(110))
            column.addWidget(Text(words, "muted", self._amounts))
            column.addWidget(line)
            line.textEdited.connect(self._on_amount)
        self.column.addWidget(self._amounts)
        self.cells = [self._choice]
        self.refresh()
        self._choice.activated.connect(self._on_rule)

    @property
    def rules(self) -> dict[str, str]:
        """The rules to choose from, with their words; the empty one says nothing."""
        rules = {"": self.shape.absent, "all required": _("All are required")}
        if self.shape.absent == rules["all required"]:
            del rules["all required"]
        rules["prorate"] = _("A score when enough are there")
        if self.shape.parts == "answered":
            rules["unanswered counts nothing"] = _("Left blank counts nothing, as in a test")
        return rules

    def refresh(self) -> None:
        """Show what the desk says."""
        said = self.desk.value(self.place)
        sentence = said if isinstance(said, str) else ""
        parts = _SENTENCE.match(sentence)
        rules = list(self.rules)
        kind = "prorate" if parts or sentence.startswith("prorate") else sentence
        if kind not in rules:
            kind = ""  # “all required” where that is what is meant by saying nothing, or what no rule says
        self._choice.setCurrentIndex(rules.index(kind))
        self._amounts.setVisible(kind == "prorate")
        for line, name in ((self._need, "need"), (self._least, "least")):
            if not line.hasFocus() and parts is not None:
                line.setText(parts[name] or "")

    @Slot(int)
    def _on_rule(self, number: int) -> None:
        rule = list(self.rules)[number]
        if rule == "prorate":
            self._need.setText(self._need.text() or "75%")
            self.desk.write(self.place, self._sentence())
        elif rule:
            self.desk.write(self.place, rule)
        else:
            self.desk.clear(self.place, self.thing)

    @Slot()
    def _on_amount(self) -> None:
        self.desk.type(self.place, self._sentence())

    def _sentence(self) -> str:
        need, least = self._need.text().strip(), self._least.text().strip()
        unit = "items" if self.shape.parts == "answered" else "scores"
        unit = unit[:-1] if least == "1" else unit
        return f"prorate when {need} {self.shape.parts}" + (f", at least {least} {unit}" if least else "")


class RuleChoice(Choice):
    """The choice among rules; its block shows and writes."""

    def __init__(self, block: MissingBlock) -> None:
        super().__init__(list(block.rules.values()), 0, block)
        self.place = block.place
        self._block = block

    def refresh(self) -> None:
        """Show what the desk says."""
        self._block.refresh()
