"""The journey: which page leads to which. Pages ask it to go somewhere; it alone knows the window."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui import theme
from leadready.ui.application import application
from leadready.ui.pages.home import HomePage
from leadready.ui.widgets.notice import error_notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadready.planning.dialogue import Step
    from leadready.ui.page import Page
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.preferences import Preferences
    from leadready.ui.tasks import Runner
    from leadready.ui.window import Window
    from leadready.workflow.accounts import PlanPlace
    from leadready.workflow.answering import Answering
    from leadready.workflow.bench import Bench
    from leadready.workflow.services import Services


class Journey(QObject):
    """Opens pages. Each page and all it needs is imported when it is first opened, so that home is there at once."""

    def __init__(self, window: Window, services: Services, preferences: Preferences, runner: Runner) -> None:
        super().__init__(window)
        self.window = window
        self.services = services
        self.preferences = preferences
        self.runner = runner
        window.help_wanted.connect(self.help_here)
        window.dropped.connect(self.take_dropped)
        self.fill_rail()

    def fill_rail(self) -> None:
        """Fill the rail, in the language in use."""
        self.window.set_rail(
            (
                ("home", _("Home"), "home", self.home),
                ("assessments", _("Assessments"), "assessments", self.choose),
                ("history", _("Plans and history"), "plans", self.history),
                ("evidence", _("Evidence"), "evidence", self.evidence),
                ("rounds", _("Selection rounds"), "rounds", self.open_rounds),
            ),
            (("settings", _("Settings"), "settings", self.settings), ("help", _("Help"), "help", self.help)),
        )

    @Slot()
    def home(self) -> None:
        """Where everything starts."""
        self.show(lambda: HomePage(self))

    @Slot()
    def choose(self) -> None:
        """Choose an assessment."""
        from leadready.ui.pages.choose import ChoosePage

        self.show(lambda: ChoosePage(self))

    def before(self, assessment_id: str) -> None:
        """Read what it is before starting."""
        from leadready.ui.pages.before import BeforePage
        from leadready.workflow.shelf import open_package
        from leadready.workflow.spoken import folder_of, spoken

        def make() -> Page:
            assessment = open_package(self.services.packages, assessment_id)
            return BeforePage(self, spoken(assessment, folder_of(self.services.packages, assessment_id)))

        self.show(make)

    def group(self, assessment_id: str) -> None:
        """Bring several people's answers together."""
        from leadready.ui.pages.group import GroupPage
        from leadready.workflow.shelf import open_package
        from leadready.workflow.spoken import folder_of, spoken

        def make() -> Page:
            assessment = open_package(self.services.packages, assessment_id)
            return GroupPage(self, spoken(assessment, folder_of(self.services.packages, assessment_id)))

        self.show(make)

    @Slot()
    def plan_run(self) -> None:
        """Write the plans of many people."""
        from leadready.ui.pages.plan_run import PlanRunPage

        self.show(lambda: PlanRunPage(self))

    def answer(self, sitting_id: str, page: int | None = None, item_id: str | None = None) -> None:
        """Answer, from where the person left off unless a page is given."""
        from leadready.ui.pages.items import ItemsPage
        from leadready.workflow.sitting import Sitting

        def make() -> Page:
            sitting = Sitting(self.services, sitting_id)
            number = sitting.first_open_page() if page is None else sitting.nearest_page(page)
            return ItemsPage(self, sitting, number, item_id)

        self.show(make)

    def turn(self, answering: Answering, page: int) -> None:
        """Go to another page of a sitting, or of a request to colleagues, that is open."""
        from leadready.ui.pages.items import ItemsPage
        from leadready.ui.pages.observing import ObservingPage
        from leadready.workflow.observing import Observing

        def make() -> Page:
            number = answering.nearest_page(page)
            if isinstance(answering, Observing):
                return ObservingPage(self, answering, number)
            return ItemsPage(self, answering, number)

        self.show(make)

    def finish(self, answering: Answering) -> None:
        """Go on behind the last page: to the answers of a sitting, or to a colleague's reply."""
        from leadready.ui.pages.observing import ReplyPage
        from leadready.workflow.observing import Observing
        from leadready.workflow.sitting import Sitting

        if isinstance(answering, Sitting):
            self.check(answering.id)
        elif isinstance(answering, Observing):
            self.show(lambda: ReplyPage(self, answering))

    def check(self, sitting_id: str) -> None:
        """Check the answers."""
        from leadready.ui.pages.check import CheckPage
        from leadready.workflow.sitting import Sitting

        self.show(lambda: CheckPage(self, Sitting(self.services, sitting_id)))

    def profile(self, sitting_id: str, rubric_id: str | None = None) -> None:
        """Read the profile, under the rubric of the sitting unless another is named."""
        from leadready.ui.pages.profile import ProfilePage
        from leadready.workflow.sitting import Sitting

        self.show(lambda: ProfilePage(self, Sitting(self.services, sitting_id), rubric_id))

    def mirror(self, sitting_id: str) -> None:
        """Ask colleagues what they see, take their replies, and see what they say together."""
        from leadready.ui.pages.mirror import MirrorPage
        from leadready.workflow.sitting import Sitting

        self.show(lambda: MirrorPage(self, Sitting(self.services, sitting_id)))

    @Slot()
    def open_request(self) -> None:
        """Ask for the file that a colleague sent, and open it."""
        from leadready.ui.pages.observing import choose_request

        chosen = choose_request(self)
        if chosen is not None:
            self.observe(chosen)

    def observe(self, file: Path) -> None:
        """Read what a colleague asks, before answering."""
        from leadready.ui.pages.observing import RequestPage
        from leadready.workflow.observing import open_request

        self.show(lambda: RequestPage(self, open_request(self.services, file)))

    @Slot(list)
    def take_dropped(self, files: list[Path]) -> None:
        """Open what was dropped on the window, or give it to the page that waits for it."""
        from leadready.exchange.mirror_files import REPLY_SUFFIX, REQUEST_SUFFIX
        from leadready.ui.pages.mirror import MirrorPage

        request = next((file for file in files if file.suffix.lower() == REQUEST_SUFFIX), None)
        replies = [file for file in files if file.suffix.lower() == REPLY_SUFFIX or file.is_dir()]
        page = self.window.page
        if isinstance(page, MirrorPage) and replies:
            page.take(replies)
        elif request is not None:
            self.observe(request)
        else:
            self.rounds.open_dropped(files)

    def versions(self, sitting_id: str) -> None:
        """Compare a sitting under its own version of the assessment and under the present one."""
        from leadready.ui.pages.versions import VersionsPage
        from leadready.workflow.sitting import Sitting
        from leadready.workflow.versions import compare_with_present

        def make() -> Page:
            sitting = Sitting(self.services, sitting_id)
            return VersionsPage(self, sitting, compare_with_present(self.services, sitting))

        self.show(make)

    def plan(self, sitting_id: str, at: PlanPlace | None = None, *, goal: int | None = None) -> None:
        """Work on the plan, perhaps at the evidence of one place of it, or on one goal."""
        from leadready.ui.pages.plan import PlanPage
        from leadready.workflow.sitting import Sitting

        self.show(lambda: PlanPage(self, Sitting(self.services, sitting_id), at, goal=goal))

    def think(self, sitting_id: str, number: int, step: Step) -> None:
        """Think a goal of a plan through, one thing at a time."""
        from leadready.ui.pages.goal_dialogue import GoalDialoguePage
        from leadready.workflow.sitting import Sitting

        self.show(lambda: GoalDialoguePage(self, Sitting(self.services, sitting_id), number, step))

    def document(self, sitting_id: str) -> None:
        """See the plan as a document."""
        from leadready.ui.pages.preview import PreviewPage
        from leadready.workflow.sitting import Sitting

        self.show(lambda: PreviewPage(self, Sitting(self.services, sitting_id)))

    def export(self, sitting_id: str) -> None:
        """See the plan as a document and be asked at once where it goes."""
        from leadready.ui.pages.preview import PreviewPage

        self.document(sitting_id)
        if isinstance(self.window.page, PreviewPage):
            self.window.page.exporting.ask()

    @Slot()
    def history(self) -> None:
        """See every sitting and plan."""
        from leadready.ui.pages.history import HistoryPage

        self.show(lambda: HistoryPage(self))

    def delete(self, sitting_id: str) -> None:
        """Delete a sitting, and show what is left."""
        try:
            self.services.store.administrations.delete(sitting_id)
        except LeadreadyError as error:
            self.trouble(error)
        else:
            self.history()

    @Slot()
    def evidence(self) -> None:
        """See the accounts of the evidence bank."""
        from leadready.ui.pages.evidence import EvidencePage

        self.show(lambda: EvidencePage(self))

    def choose_evidence(self, place: PlanPlace) -> None:
        """Choose an account for a goal or an action of a plan, or write one."""
        from leadready.ui.pages.evidence import EvidencePage

        self.show(lambda: EvidencePage(self, place))

    @Slot()
    def write_account(self) -> None:
        """Write a new account."""
        from leadready.ui.pages.account import AccountPage
        from leadready.workflow.accounts import new_account

        self.show(lambda: AccountPage(self, new_account()))

    def write_account_for(self, place: PlanPlace) -> None:
        """Write a new account for a goal or an action of a plan, begun with what the plan knows."""
        from leadready.ui.pages.account import AccountPage
        from leadready.workflow.accounts import add_evidence

        self.show(lambda: AccountPage(self, add_evidence(self.services, place), place))

    def account(self, account_id: str, back: PlanPlace | None = None) -> None:
        """Write on an account; `back` is the place in a plan to which the person returns."""
        from leadready.ui.pages.account import AccountPage
        from leadready.workflow.accounts import open_account

        self.show(lambda: AccountPage(self, open_account(self.services, account_id), back))

    def delete_account(self, account_id: str) -> None:
        """Delete an account, and show what is left."""
        from leadready.workflow.accounts import delete_account

        try:
            delete_account(self.services, account_id)
        except LeadreadyError as error:
            self.trouble(error)
        else:
            self.evidence()

    @Slot()
    def studio(self) -> None:
        """See the assessments and rubrics of one's own, and make more."""
        from leadready.ui.pages.studio import StudioPage

        self.show(lambda: StudioPage(self))

    def edit(self, open_bench: Callable[[], Bench]) -> None:
        """Edit a package or rubric of one's own."""
        from leadready.ui.pages.studio_editor import EditorPage

        self.show(lambda: EditorPage(self, open_bench()))

    @cached_property
    def rounds(self) -> Rounds:
        """The part of the journey about selection rounds."""
        from leadready.ui.panel.rounds import Rounds

        return Rounds(self)

    @Slot()
    def open_rounds(self) -> None:
        """See the selection rounds on this computer."""
        self.rounds.all()

    @Slot()
    def settings(self) -> None:
        """Change settings."""
        from leadready.ui.pages.settings import SettingsPage

        self.show(lambda: SettingsPage(self))

    def speak(self, language: str) -> None:
        """Speak another language from now on, everywhere at once; the settings are shown again in it."""
        from leadready.ui.pages.settings import SettingsPage
        from leadready.ui.speech import qt_locale, speak

        speak(application(), language)
        theme.apply(self.preferences.theme, self.preferences.text_size)  # it knows left from right
        self.window.setLocale(qt_locale())
        self.fill_rail()
        self.show(lambda: SettingsPage(self, at="language"))

    @Slot()
    def help(self) -> None:
        """Read how it works."""
        from leadready.ui.pages.help import HelpPage

        self.show(lambda: HelpPage(self))

    @Slot()
    def help_here(self) -> None:
        """Read about the page that is shown."""
        from leadready.ui.pages.help import HelpPage

        page = self.window.page
        topic = (page.title.text(), page.help_text) if page is not None and page.help_text else None
        self.show(lambda: HelpPage(self, topic))

    def trouble(self, error: LeadreadyError) -> None:
        """Say on a page of its own that something could not be opened."""
        from leadready.ui.page import Page

        page = Page(_("This could not be opened"))
        page.body.addWidget(error_notice(_("What happened"), error, (_("Back to home"), self.home)))
        page.body.addStretch(1)
        self.window.show_page(page)

    def show(self, make: Callable[[], Page]) -> None:
        """Leave the page that is shown and show another one; what keeps it from being made is said on a page."""
        if self.window.page is not None and not self.window.page.may_leave():
            self.window.mark_rail()
            return
        try:
            # What the person typed last must be kept before another page reads it.
            self.window.leave_page()
            if self.window.page is not None and self.window.page.is_held:
                return
            page = make()
        except LeadreadyError as error:
            self.trouble(error)
        else:
            self.window.show_page(page)
