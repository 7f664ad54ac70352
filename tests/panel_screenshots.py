"""Pictures of a selection round for the panel's guide: one round of forty invented applicants, taken step by step.

`make screenshots` takes them.
"""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leadready import assets
from leadready.exchange.campaign_file import campaign_words
from leadready.panel.round_summary import round_summary
from leadready.report.letter import letter_pdf
from leadready.report.panel_report import panel_report_pdf
from leadready.store.database import open_store
from leadready.ui import theme
from leadready.ui.journey import Journey
from leadready.ui.panel.apply_prompt_page import PromptPage
from leadready.ui.panel.outputs_page import OutputsPage
from leadready.ui.panel.redaction_page import RedactionPage
from leadready.ui.tasks import Runner
from leadready.ui.window import Window
from leadready.workflow.panel import office, rating
from leadready.workflow.panel.letters import letter_desk
from leadready.workflow.panel.publishing import begin_draft, rounds_on_offer
from leadready.workflow.panel.shelf import shelf
from leadready.workflow.services import Services
from tests.rehearsal import Rehearsal

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from leadready.ui.panel.applying import Applying
    from leadready.ui.preferences import Preferences

SIZE = (1180, 800)
PLACES = 8
"""So many are offered a place in the report."""


class Camera:
    """Takes pictures of one person's window after the other."""

    def __init__(self, round_: Rehearsal, preferences: Preferences, target: Path) -> None:
        self.round, self._preferences, self.target = round_, preferences, target

    @contextmanager
    def window(self, member: str) -> Generator[Journey]:
        """Open a member's window on their round."""
        self.round.close()
        store = open_store(self.round.folder / member, now=self.round.moment)
        packages = (assets.assessments(), self.round.folder / member / "assessments")
        services = Services(store, packages, lambda: self.round.moment)
        window = Window()
        window.resize(*SIZE)
        journey = Journey(window, services, self._preferences, Runner(window))
        window.show()
        journey.rounds.keys = self.round.keys.get(member)
        folder = shelf(services).round_folder(self.round.campaign)
        if (folder / "panel.db").exists():
            journey.rounds.open(folder)
            settled(journey)  # its records are read beside the window
        yield journey
        settled(journey)
        window.close()
        window.deleteLater()
        store.close()

    def take(self, journey: Journey, name: str, show: Callable[[], object]) -> None:
        """Show a page and take its picture."""
        show()
        settled(journey)
        journey.window.grab().save(str(self.target / f"panel-{name}.png"))


def settled(journey: Journey) -> None:
    """Let the window do all that is under way, and a moment longer for the drawing."""
    QTest.qWait(200)
    while journey.runner.is_busy:
        QApplication.processEvents()
    QTest.qWait(200)


def take_pictures(folder: Path, preferences: Preferences, target: Path) -> None:
    """Take every picture of the guide."""
    theme.apply("light", 100)
    made = Rehearsal(folder)
    made.people = [one._replace(name=one.name.replace("<b>Kay</b> & Sons", "Kay Sons")) for one in made.people]
    camera = Camera(made, preferences, target)
    _set_up(camera)
    made.apply()
    _apply(camera)
    made.receive()
    _office(camera)
    made.declare()
    made.mark("bob", "cat")
    _rate(camera)
    made.mark("ann")
    _settle(camera)


def _set_up(camera: Camera) -> None:
    made = camera.round
    with camera.window("lea") as lea:
        offer = next(one for one in rounds_on_offer(lea.services.packages) if one.rubric == made.campaign.rubric)
        kept = begin_draft(lea.rounds.shelf, lea.services.packages, offer, made.keys["lea"])
        kept.change(title=made.campaign.title, about=made.campaign.about, contact=made.campaign.contact)
        camera.take(lea, "setup", lambda: lea.rounds.setting_up.step(kept, "counts"))
        kept.delete()


def _apply(camera: Camera) -> None:
    made = camera.round
    with camera.window("applicant") as one:
        one.rounds.apply(made.file)
        page = one.window.page
        page.applying.own.check_words(campaign_words(made.campaign))  # type: ignore[union-attr]  # the page of the words
        page.applying.own.note_read()  # type: ignore[union-attr]
        camera.take(one, "apply", lambda: _write(one, page.applying))  # type: ignore[union-attr]


def _write(one: Journey, applying: Applying) -> None:
    """Show a prompt that is half answered."""
    applying.step("prompt:led-change")
    page = one.window.page
    assert isinstance(page, PromptPage)
    page.area.setPlainText(
        "I saw how often we were late with reviews at night. I asked the night sisters to look at a week of it with me, and"
    )


def _office(camera: Camera) -> None:
    with camera.window("lea") as lea:
        camera.take(lea, "applications", lea.rounds.office.applicants)
        camera.take(lea, "redaction", lambda: _read_again(lea))
    camera.round.carry("ann")
    with camera.window("ann") as ann:
        camera.take(ann, "declare", ann.rounds.rating.declare)


def _read_again(lea: Journey) -> None:
    """Show the answers that were confirmed: the first has a place that is hidden."""
    lea.rounds.office.redact()
    settled(lea)
    page = lea.window.page
    assert isinstance(page, RedactionPage)
    page.all.click()


def _rate(camera: Camera) -> None:
    made = camera.round
    ann = made.panel("ann")
    for reference in rating.to_rate(ann, "led-change")[:7]:
        rating.rate(ann, reference, "led-change", made.given("ann", reference, "led-change"), "As it says.")
    with camera.window("ann") as journey:
        camera.take(journey, "rater", journey.rounds.desk)
        camera.take(journey, "mark", lambda: journey.rounds.rating.mark("led-change"))


def _settle(camera: Camera) -> None:
    made = camera.round
    with camera.window("lea") as lea:
        camera.take(lea, "desk", lea.rounds.desk)
        camera.take(lea, "agenda", lea.rounds.settling.agenda)
        camera.take(lea, "agreement", lea.rounds.settling.agreement)
        camera.take(lea, "ranking", lea.rounds.settling.ranking)
        camera.take(lea, "decide", lea.rounds.settling.decide)
    panel = made.panel("lea")
    office.decide(panel, made.codes[2], "offered", "Dr Lea Morgan", "The strongest evidence of all, by three raters.")
    with camera.window("lea") as lea:
        camera.take(lea, "letter", lambda: _read_letters(lea))
        camera.take(lea, "outputs", lea.rounds.office.outputs)
    take_papers(made, camera.target)


def _read_letters(lea: Journey) -> None:
    """Show the first letter, once all are put together."""
    lea.rounds.office.outputs()
    settled(lea)
    page = lea.window.page
    assert isinstance(page, OutputsPage)
    assert page.letters.read is not None
    page.letters.read.click()


def take_papers(made: Rehearsal, target: Path) -> None:
    """Take pictures of the report and of a letter to somebody who gets no place, once all is decided."""
    panel = made.panel("lea")
    places = panel.order.places
    for place in places:
        if panel.view.applicants[place.reference].outcome is None:
            outcome = "offered" if place.rank <= PLACES else "not-appointed"
            considered = "The sponsor confirmed the post in writing on 4 January."
            office.decide(panel, place.reference, outcome, "Dr Lea Morgan", f"Rank {place.rank}.", considered)
    document = letter_desk(panel.view, made.moment.date()).documents[places[len(places) // 2].reference]
    read = replace(
        document, sentence="Thank you. Your account of what you learned stayed with us.", reviewed_by="Dr Lea Morgan"
    )
    report = panel_report_pdf(round_summary(panel.view), made.moment.date())
    for name, content in (("letter-page", letter_pdf(read)), ("report-page", report)):
        command = ["pdftoppm", "-r", "60", "-png", "-singlefile", "-", str(target / f"panel-{name}")]
        subprocess.run(command, input=content, check=True)
