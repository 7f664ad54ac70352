"""Every page: named for screen readers, nothing cut off at 200 %, nothing left behind, all by keyboard."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from leadready import assets, language, paths
from leadready.errors import StoreFull
from leadready.exchange.mirror_files import read_request
from leadready.planning.account import Account
from leadready.planning.dialogue import Step
from leadready.planning.plan import DevelopmentPlan, Goal
from leadready.ui import theme
from leadready.ui.pages.items import ItemsPage
from leadready.ui.pages.plan import PlanPage
from leadready.ui.pages.score_block import ScoreBlock
from leadready.ui.pages.studio_editor import EditorPage
from leadready.ui.studio.outline import Place
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import TextArea
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.notice import Notice
from leadready.workflow.accounts import PlanPlace, attach, criteria_of, keep_account
from leadready.workflow.mirror import close_mirror, delete_mirror, save_request, take_replies
from leadready.workflow.observing import Observing, open_request
from leadready.workflow.plans import keep_plan
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import Sitting, begin
from leadready.workflow.studio import duplicate, own_packages
from tests.accessibility import audit
from tests.conftest import NOW
from tests.workflow.mirrors import write_reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from leadready.ui.journey import Journey


@pytest.fixture
def sitting(journey: Journey) -> Sitting:
    """A sitting in which every item has an answer."""
    made = begin(journey.services, open_package((assets.assessments(),), "clinical-leadership"))
    for number, item in enumerate(made.assessment.instrument.items):
        values = [option.value for option in made.assessment.instrument.response_scale_of(item.id).choices]
        made.answer(item.id, values[number % len(values)])
    made.complete()
    return made


def choose_parts(journey: Journey, sitting: Sitting) -> None:
    """See the document of a plan with the choice of its parts."""
    journey.document(sitting.id)
    journey.window.page._choose.click()


def see_offers(journey: Journey, sitting: Sitting) -> None:
    """See what else a goal could have in the place of its first action."""
    journey.plan(sitting.id)
    action = journey.window.page._cards[0]._actions[0]
    action.swap_wanted.emit(action)  # whatever the language calls the button


PAGES: dict[str, Callable[[Journey, Sitting], object]] = {
    "home": lambda journey, _sitting: journey.home(),
    "choose": lambda journey, _sitting: journey.choose(),
    "before": lambda journey, _sitting: journey.before("clinical-leadership"),
    "group": lambda journey, _sitting: journey.group("readiness-for-change"),
    "plan-run": lambda journey, _sitting: journey.plan_run(),
    "items": lambda journey, sitting: journey.answer(sitting.id, 4),
    "check": lambda journey, sitting: journey.check(sitting.id),
    "profile": lambda journey, sitting: journey.profile(sitting.id),
    "mirror": lambda journey, sitting: journey.mirror(sitting.id),
    "mirror-closed": lambda journey, sitting: journey.mirror(with_replies(journey, sitting)),
    "request": lambda journey, sitting: journey.observe(request_file(journey, sitting)),
    "observing": lambda journey, sitting: journey.turn(observing(journey, sitting), 0),
    "reply": lambda journey, sitting: journey.finish(observing(journey, sitting)),
    "plan": lambda journey, sitting: journey.plan(sitting.id),
    "plan-offers": see_offers,
    "document": lambda journey, sitting: journey.document(sitting.id),
    "document-parts": choose_parts,
    "goal-dialogue": lambda journey, sitting: think(journey, sitting, Step.OBSTACLE),
    "goal-dialogue-line": lambda journey, sitting: think(journey, sitting, Step.IF_THEN),
    "goal-dialogue-end": lambda journey, sitting: think(journey, sitting, Step.MEASURE),
    "history": lambda journey, _sitting: journey.history(),
    "evidence": lambda journey, sitting: (account_in_use(journey, sitting), journey.evidence()),
    "evidence-choose": lambda journey, sitting: journey.choose_evidence(account_in_use(journey, sitting)),
    "account": lambda journey, sitting: journey.account(open_use(journey, sitting)),
    "account-new": lambda journey, _sitting: journey.write_account(),
    "settings": lambda journey, _sitting: journey.settings(),
    "help": lambda journey, _sitting: journey.help(),
    "studio": lambda journey, _sitting: journey.studio(),
}
"""They speak the language that is chosen."""
EDITORS: dict[str, Callable[[Journey, Sitting], object]] = {
    "editor": lambda journey, _sitting: edit_copy(journey),
    "editor-action": lambda journey, _sitting: edit_copy(journey, "actions.yaml", "actions", 0),
    "editor-gate": lambda journey, _sitting: edit_copy(journey, "rubrics/development.yaml", "gates", 0),
    "editor-text": lambda journey, _sitting: edit_copy(journey, "README.md"),
}
"""They show what an author wrote, in the language in which it was written."""
EVERY = {**PAGES, **EDITORS}


def request_file(journey: Journey, sitting: Sitting) -> Path:
    """Ask colleagues about a sitting, under a long name that no language translates."""
    delete_mirror(journey.services, sitting.id)
    return save_request(journey.services, sitting, "Ŕħīåńńøń " * 8, paths.config_folder() / "ask.lrmirror")


def observing(journey: Journey, sitting: Sitting) -> Observing:
    """A colleague who has opened the request."""
    return open_request(journey.services, request_file(journey, sitting))


def with_replies(journey: Journey, sitting: Sitting) -> str:
    """Let three colleagues reply, and close; gives the sitting."""
    file = request_file(journey, sitting)
    request = read_request(file)
    replies = [write_reply(file.parent, request, dict.fromkeys(request.instrument.by_id, 4), n) for n in range(3)]
    take_replies(journey.services, sitting, replies)
    close_mirror(journey.services, sitting.id)
    return sitting.id


def think(journey: Journey, sitting: Sitting, step: Step) -> None:
    """Think the first goal of the plan through, in the language in use."""
    journey.plan(sitting.id)
    journey.think(sitting.id, 0, step)


def edit_copy(journey: Journey, file: str = "rubrics/development.yaml", *keys: str | int) -> None:
    """Edit a copy of the flagship, at some place."""
    services = journey.services
    journey.edit(lambda: duplicate(services, "clinical-leadership", f"ours-{len(own_packages(services)) + 1}", "Ours"))
    page = journey.window.page
    assert isinstance(page, EditorPage)
    page.go_to(Place(file, keys or ("scales", "duty")))
    page.preview.tabs.setCurrentIndex(1)


def account_in_use(journey: Journey, sitting: Sitting) -> PlanPlace:
    """Keep two accounts, in letters that belong to no translation, one of them linked and used in a plan."""
    services = journey.services
    text = "Ζωή έτρεξε. " * 20
    keep_plan(services, sitting.id, DevelopmentPlan(created_on=NOW.date(), goals=(Goal(title=text),)))
    links = criteria_of(sitting.assessment)[2:7]
    for account_id, more in (("a" * 32, {"links": links, "evidence": "CPD"}), ("b" * 32, {})):
        fields = dict.fromkeys(("title", "situation", "task", "action", "result"), text) | more
        keep_account(services, Account(id=account_id, happened="2026-03", **fields))
    place = PlanPlace(sitting.id, 0)
    attach(services, place, "a" * 32)
    return place


def open_use(journey: Journey, sitting: Sitting) -> str:
    """Keep the same accounts, and give the id of the one that is used."""
    account_in_use(journey, sitting)
    return "a" * 32


def settle() -> None:
    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def button(page: QWidget, words: str) -> Button:
    return next(one for one in page.findChildren(Button) if words in {one.text(), one.accessibleName()})


@pytest.mark.parametrize("name", EVERY)
def test_every_control_is_named_and_large_enough(journey: Journey, sitting: Sitting, name: str):
    EVERY[name](journey, sitting)
    settle()
    assert audit(journey.window) == []


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_wider_than_the_window(journey: Journey, sitting: Sitting, name: str, size: int):
    theme.apply("light", size)
    journey.fill_rail()
    journey.window.resize(900, 600)
    EVERY[name](journey, sitting)
    settle()
    try:
        area = journey.window.findChild(QScrollArea)
        assert journey.window.page is not None
        assert journey.window.page.width() <= area.viewport().width()
        assert journey.window.width() == 900
        for one in journey.window.findChildren(Button):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width(), one.text()
        for label in journey.window.findChildren(QLabel):
            if label.isVisible() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width() - 1, label.text()
    finally:
        theme.apply("light", 100)


def test_pages_that_are_left_are_deleted(journey: Journey, sitting: Sitting):
    for show in EVERY.values():
        show(journey, sitting)
        settle()
    journey.home()
    settle()
    pages = [one for one in QApplication.allWidgets() if type(one).__name__.endswith("Page")]
    assert [type(one).__name__ for one in pages] == ["HomePage"]


def test_arriving_puts_the_keyboard_where_it_is_wanted(journey: Journey, sitting: Sitting):
    journey.window.activateWindow()
    journey.profile(sitting.id)
    assert journey.window.focusWidget() is button(journey.window, "Make my plan")
    journey.answer(sitting.id, 1, "a3-1")
    page = journey.window.page
    assert isinstance(page, ItemsPage)
    assert [row.kind for row in page.rows] == ["plain", "plain", "current", "plain"]


def test_ctrl_and_digits_open_the_rail_and_f1_explains(journey: Journey, qtbot: QtBot):
    with qtbot.waitActive(journey.window):
        journey.window.activateWindow()
    for digit, title in (
        (Qt.Key.Key_2, "Assessments"),
        (Qt.Key.Key_3, "Plans and history"),
        (Qt.Key.Key_4, "Evidence"),
        (Qt.Key.Key_5, "Selection rounds"),
        (Qt.Key.Key_6, "Settings"),
        (Qt.Key.Key_1, "Welcome"),
    ):
        QTest.keyClick(journey.window, digit, Qt.KeyboardModifier.ControlModifier)
        assert journey.window.page is not None
        assert journey.window.page.title.text() == title
    QTest.keyClick(journey.window, Qt.Key.Key_F1)
    assert journey.window.page.title.text() == "Help"
    assert any("Continue where you left off" in one.text() for one in journey.window.page.findChildren(QLabel))


def test_why_shows_the_calculation_and_parts_the_scales(journey: Journey, sitting: Sitting):
    journey.profile(sitting.id)
    block = journey.window.page.findChildren(ScoreBlock)[0]
    button(block, "Why Desire to lead?").click()
    button(block, "Parts of Desire to lead").click()
    settle()
    said = [label.text() for label in block.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Calculation: (") for text in said)
    assert "Leader identity and enjoyment" in said
    button(block, "Parts of Desire to lead").click()
    assert "Leader identity and enjoyment" not in [
        label.text() for label in block.findChildren(QLabel) if label.isVisible()
    ]


def test_a_profile_says_what_is_similar_and_has_no_single_number(journey: Journey, sitting: Sitting):
    journey.profile(sitting.id)
    said = " ".join(label.text() for label in journey.window.page.findChildren(QLabel))
    assert "within the noise" in said
    assert "Around you" in said
    assert "verall score" not in said


def test_text_from_outside_is_never_markup(journey: Journey, tmp_path):
    picture = tmp_path / "secret.png"
    picture.write_bytes(b"")
    journey.preferences.respondent = f"<img src='{picture}'><b>Sam</b> & Co"
    journey.home()
    assert f"<img src='{picture}'><b>Sam</b> & Co" in journey.window.page.title.text()
    assert audit(journey.window) == []


def test_an_answer_that_cannot_be_kept_stays_and_can_be_tried_again(journey: Journey, monkeypatch: pytest.MonkeyPatch):
    sitting = begin(journey.services, open_package((assets.assessments(),), "clinical-leadership"))
    journey.turn(sitting, 1)
    page = journey.window.page
    assert isinstance(page, ItemsPage)
    full = StoreFull("The disk is full.", advice="Make room.")

    def refuse(*_args: object, **_options: object) -> None:
        raise full

    with monkeypatch.context() as context:
        context.setattr(type(journey.services.store.administrations), "record", refuse)
        QTest.keyClick(page.rows[0].focus_target(), "4")
        assert page.rows[0].answer == 4
        assert any("The disk is full." in label.text() for label in page.findChildren(QLabel))
        QTest.keyClick(page, Qt.Key.Key_Return)
        assert journey.window.page is page  # it does not go on while something is unsaved
    button(page, "Try again").click()
    settle()
    assert not page.findChildren(Notice)
    assert journey.services.store.administrations.answers(sitting.id) == {"a1-1": 4}


def test_a_plan_is_kept_as_it_is_typed(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    page = journey.window.page
    assert isinstance(page, PlanPage)
    card = page._cards[0]
    card._title.setPlainText("BP <90 systolic & HR >120")
    journey.home()
    journey.plan(sitting.id)
    assert journey.window.page.plan.goals[0].title == "BP <90 systolic & HR >120"
    button(journey.window.page, "Add a goal of my own").click()
    settle()
    journey.window.page.area.setPlainText("A goal of my own")
    journey.plan(sitting.id)
    assert len(journey.window.page.plan.goals) == 4
    assert not button(journey.window.page, "Add a goal of my own").isEnabled()
    button(journey.window.page._cards[3], "Remove this goal").click()
    settle()
    assert len(journey.window.page._cards) == 3


def test_an_action_is_marked_done_with_what_came_of_it(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    plan = journey.window.page
    total = sum(len(goal.actions) for goal in plan.plan.goals)
    first = plan._cards[0]._actions[0]
    assert not first._log.isVisible()
    first._done.click()
    assert first._log.isVisible()
    first._reflection.setPlainText("Two colleagues joined.")
    journey.home()
    settle()
    said = [label.text() for label in journey.window.page.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith(f"1 of {total} actions done. Next: ") for text in said), said
    journey.plan(sitting.id)
    kept = journey.window.page.plan.goals[0].actions[0]
    assert (kept.done_on, kept.reflection) == (journey.services.clock().date(), "Two colleagues joined.")
    again = journey.window.page._cards[0]._actions[0]
    again._done.click()
    assert again._log.isVisible()  # what was written is not hidden
    assert again.action().done_on is None


def test_goals_and_actions_are_put_in_another_order(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    page = journey.window.page
    titles = [goal.title for goal in page.plan.goals]
    done = [action.title for action in page.plan.goals[0].actions]
    assert len(done) > 1, "there must be actions to put in order"
    assert not page._cards[0]._actions[0]._up.isEnabled()
    page._cards[0]._actions[1]._up.click()
    assert [action.title for action in page.plan.goals[0].actions] == [done[1], done[0], *done[2:]]
    assert [one._up.isEnabled() for one in page._cards[0]._actions][:2] == [False, True]
    page._cards[1]._up.click()
    settle()
    journey.home()
    journey.plan(sitting.id)
    kept = journey.window.page.plan.goals
    assert [goal.title for goal in kept] == [titles[1], titles[0], *titles[2:]]
    assert [action.title for action in kept[1].actions][:2] == [done[1], done[0]]


def test_tab_goes_down_the_plan_as_it_is_seen(journey: Journey, sitting: Sitting, qtbot: QtBot):
    journey.plan(sitting.id)
    page = journey.window.page
    with qtbot.waitActive(journey.window):
        journey.window.activateWindow()
    page._cards[0]._actions[1]._up.click()
    page._cards[0]._actions[0]._done.click()
    settle()
    page._role.setFocus()
    met: list[QWidget] = []
    for _step in range(120):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
        if met[-1] is page._add_goal:
            break
    heights = [one.mapTo(page, one.rect().topLeft()).y() for one in met]
    assert met[-1] is page._add_goal
    assert page._cards[0]._actions[0]._reflection in met
    assert all(before <= after + 8 for before, after in itertools.pairwise(heights)), heights


def test_a_goal_is_advised_as_it_is_typed_and_never_barred(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    card = journey.window.page._cards[0]
    assert not card._advice.isVisible()  # what is suggested is ready to act on
    card._title.setPlainText("Improve communication")
    assert card._advice.text() == "“Improve communication” could mean many things: say who will do what, and where."
    assert card._advice.isVisible()
    card._title.setPlainText("Ask each nurse at handover what to drop")
    assert not card._advice.isVisible()


def note_under(area: QWidget) -> IdentifyingNote:
    """The one note that looks at a field."""
    (note,) = [one for one in area.window().findChildren(IdentifyingNote) if one._area is area]
    return note


def test_a_field_warns_of_what_may_identify_somebody_and_bars_nothing(
    journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
):
    heard: list[str] = []
    monkeypatch.setattr("leadready.ui.widgets.identifying_note.announce", lambda _about, words: heard.append(words))
    journey.plan(sitting.id)
    card = journey.window.page._cards[0]
    note, before = note_under(card._matters), card._matters.accessibleDescription()
    assert not note.isVisible()
    card._matters.setPlainText("For patient 943 476 5919")
    assert not note.isVisible()  # nobody is warned in the middle of a word
    assert note._timer.isActive()
    note._timer.timeout.emit()
    assert note.isVisible()
    assert "an NHS number" in note.text()
    assert note.text() in card._matters.accessibleDescription()
    assert heard == [note.text()]
    card._matters.setPlainText("For a patient in her seventies")
    note._timer.timeout.emit()
    assert not note.isVisible()
    assert card._matters.accessibleDescription() == before
    assert len(heard) == 1
    journey.home()
    journey.plan(sitting.id)
    assert journey.window.page.plan.goals[0].matters == "For a patient in her seventies"


def test_every_field_for_ones_own_words_is_looked_at_but_the_one_that_asks_for_people(
    journey: Journey, sitting: Sitting
):
    journey.plan(sitting.id)
    card = journey.window.page._cards[0]
    looked_at = {one._area for one in card.findChildren(IdentifyingNote)}
    assert set(card.findChildren(TextArea)) - looked_at == {card._support}
    assert card._actions[0]._reflection in looked_at


def test_home_tells_of_reviews_that_are_due_and_not_of_a_damaged_plan(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    page = journey.window.page
    today = journey.services.clock().date()
    page._cards[1]._review.setDate(QDate(today.year, today.month, today.day))
    journey.home()
    settle()
    said = [label.text() for label in journey.window.page.findChildren(QLabel) if label.isVisible()]
    assert "1 goal is due to be looked at again." in said
    journey.services.store.plans.save(sitting.id, "{", journey.services.clock())
    journey.home()
    settle()
    assert not journey.window.page._progress.isVisible()


def test_deleting_asks_first_and_then_leaves_nothing(
    journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
):
    from leadready.ui.pages import history

    for answer, left in ((False, 1), (True, 0)):
        monkeypatch.setattr(history, "confirmed", lambda *_args, answer=answer: answer)
        journey.history()
        button(journey.window.page, "Delete").click()
        assert len(journey.services.store.administrations.summaries()) == left


def test_settings_hold_at_once_and_are_kept(journey: Journey):
    journey.settings()
    page = journey.window.page
    page._theme.setCurrentIndex(theme.CHOICES.index("dark"))
    page._theme.activated.emit(2)
    assert theme.current().name == "dark"
    journey.window.page._name.setText("Sam")
    journey.home()
    assert journey.window.page.title.text() == "Welcome back, Sam"
    assert journey.preferences.theme == "dark"
    theme.apply("light", 100)


def test_a_language_without_a_file_falls_back_to_english(journey: Journey):
    language.use("xx")
    journey.fill_rail()
    journey.home()
    assert journey.window.page.title.text() == "Welcome"
    assert language.available()[0] == "en"
    language.use("en")


def test_a_record_that_cannot_be_read_gets_a_page_of_its_own(journey: Journey):
    journey.profile("no such sitting")
    assert journey.window.page.title.text() == "This could not be opened"
    assert any(
        "This sitting is not in the record." in label.text() for label in journey.window.page.findChildren(QLabel)
    )
