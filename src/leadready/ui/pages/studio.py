"""The studio: assessments and rubrics of one's own, and the shipped ones to copy."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.page import Page
from leadready.ui.pages.studio_cards import NamingCard, OwnPackage, OwnRubric, ShippedPackage
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice, NoticePlace, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.own_folder import install, with_identity
from leadready.workflow.shelf import read_shelf
from leadready.workflow.spoken import by_title, folder_of, spoken
from leadready.workflow.studio import new_package, open_own, own_packages, own_rubrics
from leadready.workflow.travel import PACKAGE_SUFFIX, add, pack, read_package_file, standing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.exchange.package_file import TravellingPackage
    from leadready.ui.journey import Journey
    from leadready.workflow.bench import Bench
    from leadready.workflow.services import Services


class StudioPage(Page):
    """What can be edited, and what it can be made from."""

    name = "assessments"

    def __init__(self, journey: Journey) -> None:
        super().__init__(
            _("Studio"),
            _("Make an assessment, or change what counts in one. What is shipped stays as it is: you edit a copy."),
        )
        self.help_text = _(
            "Duplicate copies a whole assessment under another name. A rubric of your own judges a shipped assessment "
            "by other rules, and leaves its items alone. Sittings in progress keep what they were begun with. An "
            "assessment travels as one file: save yours for a colleague, or open one that a colleague sent."
        )
        self.journey = journey
        self._naming: NamingCard | None = None
        self._notices = NoticePlace(self.body, _TOP)
        shelf = read_shelf(journey.services.packages)
        own, rubrics = own_packages(journey.services), own_rubrics(journey.services)
        self.body.addWidget(Text(_("Your own"), "heading", self))
        for package_id in own:
            self.body.addWidget(OwnPackage(self, shelf, package_id))
        for package_id, file in rubrics:
            self.body.addWidget(OwnRubric(self, shelf, package_id, file))
        if not own and not rubrics:
            words = _("Begin a new assessment, or copy one of those that are shipped.")
            self.body.addWidget(Notice(_("There is nothing of your own yet"), words, parent=self))
        self.body.addWidget(Text(_("Shipped, to copy"), "heading", self))
        packages = journey.services.packages
        shipped = [one for one in shelf.assessments.values() if one.id not in own]
        for assessment in by_title(spoken(one, folder_of(packages, one.id)) for one in shipped):
            self.body.addWidget(ShippedPackage(self, assessment))
        self.body.addStretch(1)
        new = Button(_("New assessment"), self._on_new, role="primary", picture="add")
        self._open = Button(_("Open a file"), self._on_open, picture="import")
        self.set_footer(Button(_("Assessments"), journey.choose, picture="back"), end=(self._open, new))

    def ask_name(self, card: NamingCard, below: QWidget | None = None) -> None:
        """Ask for the name of something new, below the card that it is made from; without one, at the top."""
        self.stop_asking()
        self._naming = card
        place = self.body.indexOf(below) + 1 if below is not None else _TOP
        self.body.insertWidget(place, card)
        card.take_focus()

    def stop_asking(self) -> None:
        """Take the question for a name away."""
        if self._naming is not None:
            self._naming.hide()
            self._naming.deleteLater()
            self._naming = None

    def say(self, heading: str, error: LeadreadyError) -> None:
        """Say what could not be done."""
        self.tell(error_notice(heading, error))

    def tell(self, notice: Notice) -> None:
        """Say something at the top, in place of what was said before."""
        self._notices.say(notice)
        QTimer.singleShot(0, notice, partial(self.journey.window.reveal, notice))

    # Packages that travel

    def ask_target(self, package_id: str, title: str) -> None:
        """Ask where a package is to be saved as one file, and save it there."""
        suggested = self._files_folder() / f"{package_id}{PACKAGE_SUFFIX}"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as one file"), str(suggested), _KINDS())
        if chosen:
            self.pack(package_id, title, Path(chosen))

    def pack(self, package_id: str, title: str, target: Path) -> None:
        """Save a package as one file, in the background, and say where it is."""
        target = target if target.suffix == PACKAGE_SUFFIX else target.with_name(target.name + PACKAGE_SUFFIX)
        run = partial(pack, self.journey.services.own_packages / package_id, target)
        self.journey.runner.start(
            Operation(run, partial(self._on_packed, title), partial(self._on_failed, _("The file was not written")))
        )

    def _on_packed(self, title: str, target: Path) -> None:
        self.journey.preferences.export_folder = target.parent
        if self._is_shown():
            self.tell(Notice(_("“{title}” is in one file now").format(title=title), str(target), parent=self))

    @Slot()
    def _on_open(self) -> None:
        folder = str(self._files_folder())
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Open an assessment that came as a file"), folder, _KINDS()
        )
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Check a package that came as a file, whole and in the background, and take it in."""
        run = partial(read_package_file, path)
        self.journey.runner.start(
            Operation(run, self._on_came, partial(self._on_failed, _("The file was not taken in")))
        )

    def _on_came(self, came: TravellingPackage) -> None:
        if not self._is_shown():
            return
        packages = self.journey.services.packages
        if standing(packages, came) in {"own", "shipped"}:
            heading = _("There is another assessment with the id “{id}”").format(id=came.id)
            words = _("Nothing is replaced. Give the one that came a title and an id of its own.")
            title = _("{title}, another").format(title=came.package.assessment.instrument.title)
            self.ask_name(NamingCard(self, heading, words, title, partial(_install_as, self.journey.services, came)))
            return
        try:
            add(packages, came)
        except LeadreadyError as error:
            self.say(_("The file was not taken in"), error)
            return
        self.journey.studio()
        page = self.journey.window.page
        if isinstance(page, StudioPage):
            words = _("It was checked whole. Its version is {version}.").format(version=came.version)
            title = came.package.assessment.instrument.title
            page.tell(Notice(_("“{title}” is among your own").format(title=title), words, parent=page))

    def _on_failed(self, heading: str, error: LeadreadyError) -> None:
        if self._is_shown():
            self.say(heading, error)

    def _is_shown(self) -> bool:
        return self.journey.window.page is self

    def _files_folder(self) -> Path:
        folder = self.journey.preferences.export_folder
        return folder if folder.is_dir() else Path.home()

    @Slot()
    def _on_new(self) -> None:
        words = _("It begins with a few items that you replace by your own.")
        make = partial(new_package, self.journey.services)
        self.ask_name(NamingCard(self, _("A new assessment"), words, _("My assessment"), make))


_TOP = 2


def _install_as(services: Services, came: TravellingPackage, new_id: str, new_title: str) -> Bench:
    """Put a package that came among one's own under another name."""
    install(services.packages, new_id, with_identity(came.texts, new_id, new_title))
    return open_own(services, new_id)


def _KINDS() -> str:
    return _("Assessments (*{suffix})").format(suffix=PACKAGE_SUFFIX)
