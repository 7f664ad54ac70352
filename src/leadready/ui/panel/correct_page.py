"""Correcting words of a published round: one part at a time, and nothing that a score hangs on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import SUFFIX
from leadready.language import _
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, empty
from leadready.ui.widgets.fields import Choice, LabelledField, TextArea
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.workflow.panel.correcting import Correction, correct_round

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds


class CorrectPage(PanelPage):
    """What reads wrong is chosen first; its words then stand there to be changed."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Correct words"), _("Only how the round reads. Its six words stay the same."))
        self.help_text = _(
            "Titles, prompts, anchors, yes/no lines, the privacy notice and the contact can be corrected. Limits, "
            "weights, dates, people and rules cannot: applicants were promised them."
        )
        campaign = self.panel.campaign
        self._parts: list[tuple[str, str]] = [("", "")]
        labels = [_("The round itself")]
        for group, word in (
            ("prompts", _("Prompt: {title}")),
            ("criteria", _("Criterion: {title}")),
            ("gates", _("Gate: {title}")),
        ):
            for id_, part in getattr(campaign, group).items():
                self._parts.append((group, id_))
                labels.append(word.format(title=part.title))
        card = Card(parent=self)
        self.which = Choice(labels, 0, card)
        self.which.currentIndexChanged.connect(self._on_chosen)
        card.column.addWidget(LabelledField(_("What reads wrong?"), self.which, card))
        self.body.addWidget(card)
        self._card = Card(parent=self)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self._save = Button(_("Save the corrected file"), self._on_save, role="primary", picture="export")
        self.set_footer(self.back_to_desk(), end=(self._save,))
        self.fields: dict[str, TextArea] = {}
        self._on_chosen()

    def first_focus(self) -> QWidget:
        """What reads wrong."""
        return self.which

    @Slot()
    def _on_chosen(self) -> None:
        empty(self._card.column)
        self.fields = {}
        group, id_ = self._parts[self.which.currentIndex()]
        campaign = self.panel.campaign
        if group == "prompts":
            prompt = campaign.prompts[id_]
            self._field("title", _("Title"), prompt.title)
            self._field("prompt", _("The prompt"), prompt.prompt)
            self._field("hints", _("Hints, one a line"), "\n".join(prompt.hints))
        elif group == "criteria":
            criterion = campaign.criteria[id_]
            self._field("title", _("Title"), criterion.title)
            for mark, words in sorted(criterion.anchors.items()):
                self._field(f"anchors.{mark}", _("Mark {mark}").format(mark=mark), words)
            if criterion.lines:
                self._field("lines", _("Yes/no lines, one a line, as many as before"), "\n".join(criterion.lines))
        elif group == "gates":
            gate = campaign.gates[id_]
            self._field("title", _("Name"), gate.title)
            self._field("asks", _("What the applicant is asked"), gate.asks)
        else:
            self._field("title", _("Title"), campaign.title)
            self._field("about", _("What it is for"), campaign.about)
            self._field("contact", _("Contact"), campaign.contact)
            self._field("privacy", _("Privacy notice"), campaign.privacy)

    def _field(self, name: str, label: str, text: str) -> None:
        area = TextArea(text, self._card)
        self._card.column.addWidget(LabelledField(label, area, self._card))
        self.fields[name] = area

    def correction(self) -> Correction:
        """Give the words as they stand on the page; raises LeadreadyError where one is empty or too long."""
        group, id_ = self._parts[self.which.currentIndex()]
        said: dict[str, object] = {}
        anchors: dict[str, str] = {}
        for name, area in self.fields.items():
            text = area.toPlainText().strip()
            if name.startswith("anchors."):
                anchors[name.removeprefix("anchors.")] = text
            elif name in {"hints", "lines"}:
                said[name] = tuple(line.strip() for line in text.splitlines() if line.strip())
            else:
                said[name] = text
        if anchors:
            said["anchors"] = anchors
        try:
            return Correction.model_validate({group: {id_: said}} if group else said)
        except ValidationError:
            raise LeadreadyError(
                _("A text is empty, or longer than 4,000 characters."), advice=_("Fill every field, in short words.")
            ) from None

    def save_to(self, target: Path) -> None:
        """Correct the round here, and write its corrected file."""
        target = target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
        try:
            correct_round(self.panel, self.correction(), target)
        except LeadreadyError as error:
            self.say(error_notice(_("Nothing was corrected"), error))
            return
        self.rounds.journey.preferences.export_folder = target.parent
        words = _("Give it to applicants and to the panel; it takes the place of the file they have.")
        self.say(Notice(_("The words are corrected"), str(target), words, parent=self))

    @Slot()
    def _on_save(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        name = " ".join(self.panel.campaign.title.split()).replace("/", "-")[:60]
        suggested = (folder if folder.is_dir() else Path.home()) / f"{name}{SUFFIX}"
        kinds = _("Campaign (*.lrcampaign)")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the corrected file"), str(suggested), kinds)
        if chosen:
            self.save_to(Path(chosen))
