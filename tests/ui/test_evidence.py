"""The evidence bank in the window: written, kept, found, used in a plan, deleted; by keyboard, and after a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leadready.errors import StoreFull
from leadready.planning.account import Account, Part
from leadready.planning.actions import Evidence
from leadready.ui.pages import account as account_page
from leadready.ui.pages import account_links
from leadready.ui.pages import evidence as evidence_page
from leadready.ui.pages.account import AccountPage
from leadready.ui.pages.account_card import AccountCard
from leadready.ui.pages.evidence import EvidencePage
from leadready.ui.pages.plan import PlanPage
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.accounts import PlanPlace, attach, criteria_of, keep_account, open_account, read_bank
from leadready.workflow.plans import read_plan
from tests.ui.test_pages import button, note_under, settle, sitting

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QWidget

    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting

__all__ = ["sitting"]


def keep(journey: Journey, number: int, **fields: object) -> Account:
    account = Account(id=f"{number:032x}", **fields)
    keep_account(journey.services, account)
    return account


def said(page: QWidget) -> list[str]:
    settle()
    return [label.text() for label in page.findChildren(Text) if label.isVisible()]


def titles(journey: Journey) -> list[str]:
    page = journey.window.page
    assert isinstance(page, EvidencePage)
    return [card.findChildren(Text)[0].text() for card in page._cards]


def test_an_account_is_written_and_kept_as_it_is_typed(journey: Journey):
    journey.evidence()
    assert any(text.startswith("Your accounts will stand here") for text in said(journey.window.page))
    assert not journey.window.page._search.isVisible()
    button(journey.window, "Write an account").click()
    page = journey.window.page
    assert isinstance(page, AccountPage)
    assert page.first_focus() is page._title
    assert read_bank(journey.services).accounts == ()  # a page that was only looked at leaves nothing
    page._title.setPlainText("BP <90 & <b>bold</b>")
    fields = {field.part: field for field in page._parts}
    fields[Part.ACTION].area.setPlainText("I timed ten rounds.")
    page._when._month.setCurrentIndex(3)
    page._kind.setCurrentIndex(2)
    assert page._autosave.said.text() == "Saving…"
    page._autosave._timer.timeout.emit()
    assert page._autosave.said.text() == "Saved 14:03"
    (kept,) = read_bank(journey.services).accounts
    assert (kept.title, kept.action, kept.happened, kept.evidence) == (
        "BP <90 & <b>bold</b>",
        "I timed ten rounds.",
        "2026-03",
        Evidence.IMPROVEMENT,
    )
    fields[Part.RESULT].area.setPlainText("Typed in the last moment.")
    button(page.footer, "Back to evidence").click()
    assert titles(journey) == ["BP <90 & <b>bold</b>"]
    assert "March 2026, Quality improvement, 9 words" in said(journey.window.page)
    button(journey.window.page, "Open").click()
    again = journey.window.page
    assert again.account().result == "Typed in the last moment."
    assert again.first_focus() is again._parts[0].area


def test_words_and_gaps_are_said_as_one_types(journey: Journey):
    journey.write_account()
    page = journey.window.page
    assert not page._advice.isVisible()
    assert page._words.text() == "0 words of 250 at most"
    page._parts[0].area.setPlainText("one two  three")
    assert page._parts[0]._count.text() == "3 words"
    assert page._advice.text().startswith("It has no title yet: by what will you know it again?\nIt does not say when")
    page._parts[2].area.setPlainText("x " * 250)
    assert page._words.text() == "253 words of 250 at most"
    assert page._words.property("role") == "warm"
    assert "It is 3 words longer than the 250 that panels ask for at most." in page._advice.text()


def test_every_field_of_ones_own_words_is_looked_at(journey: Journey):
    journey.write_account()
    page = journey.window.page
    looked_at = {note._area for note in page.findChildren(IdentifyingNote)}
    assert looked_at == {page._title, *(field.area for field in page._parts)}
    note = note_under(page._parts[0].area)
    page._parts[0].area.setPlainText("Mrs Evans was kind")
    note._timer.timeout.emit()
    assert note.isVisible()
    journey.home()
    assert read_bank(journey.services).accounts[0].situation == "Mrs Evans was kind"  # it bars nothing


def test_a_change_that_cannot_be_kept_stays_and_can_be_tried_again(journey: Journey, monkeypatch: pytest.MonkeyPatch):
    journey.write_account()
    page = journey.window.page
    full = StoreFull("The disk is full.", advice="Make room.")

    def refuse(*_args: object) -> None:
        raise full

    with monkeypatch.context() as context:
        context.setattr(type(journey.services.store.accounts), "save", refuse)
        page._title.setPlainText("Mine")
        journey.home()
        assert journey.window.page is page  # it is held until it is kept
        assert any("The disk is full." in text for text in said(page))
        assert page._autosave.said.text() == "Not saved"
    button(page, "Try again").click()
    settle()
    assert not page.findChildren(Notice)
    assert read_bank(journey.services).accounts[0].title == "Mine"
    journey.home()
    assert journey.window.page is not page


def test_accounts_are_linked_to_prompts_and_scales_from_a_menu(
    journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
):
    offered: list[list[str]] = []

    def choose(menu: account_links._CriteriaMenu, _at: object) -> object:
        submenus = {one.text(): one.menu() for one in menu.actions()}
        flagship = submenus["Clinical leadership and improvement readiness"]
        offered.append([one.text() for one in flagship.actions()])
        return next(one for one in flagship.actions() if one.text() == "A setback, and how you came back")

    monkeypatch.setattr(account_links._CriteriaMenu, "exec", choose)
    journey.write_account()
    page = journey.window.page
    for _twice in range(2):
        page._criteria._add.click()
    assert offered[0][:2] == ["A change that you led with others", "A setback, and how you came back"]
    assert offered[0][5] == ""  # a line parts prompts and scales
    assert "A setback, and how you came back" in said(page._criteria)
    page.leaving()
    (kept,) = read_bank(journey.services).accounts
    assert [(link.kind, link.id) for link in kept.links] == [("prompt", "setback")]
    button(page._criteria, "Remove: A setback, and how you came back").click()
    page.leaving()
    assert read_bank(journey.services).accounts[0].links == ()


def test_many_accounts_are_looked_through(journey: Journey, sitting: Sitting):
    links = criteria_of(sitting.assessment)
    for number in range(200):
        keep(journey, number, title=f"Account {number}", links=links[number % 2 : number % 2 + 1])
    attach_to_plan(journey, sitting, f"{7:032x}")
    journey.evidence()
    page = journey.window.page
    assert isinstance(page, EvidencePage)
    assert len(titles(journey)) == 30
    assert page._count.text() == "200 of 200 accounts"
    page._more.click()
    assert len(titles(journey)) == 60
    page._search.setText("account 17")
    assert page._timer.isActive()  # the list does not jump at every key
    page._timer.timeout.emit()
    assert titles(journey) == ["Account 17", "Account 117", *(f"Account {number}" for number in range(170, 180))]
    assert page._count.text() == "12 of 200 accounts"
    assert not page._more.isVisible()
    named = [page._filter.itemText(place) for place in range(page._filter.count())]
    assert named[4:] == ["A change that you led with others", "A setback, and how you came back"]
    page._filter.setCurrentIndex(5)
    assert titles(journey) == [f"Account {number}" for number in (17, 117, 171, 173, 175, 177, 179)]
    page._search.clear()
    page._timer.timeout.emit()
    page._filter.setCurrentIndex(1)
    assert titles(journey) == ["Account 7"]
    assert "Used in 1 place of your plans" in said(page)


def attach_to_plan(journey: Journey, sitting: Sitting, account_id: str, place: PlanPlace | None = None) -> None:
    journey.plan(sitting.id)  # suggests and keeps one
    attach(journey.services, place or PlanPlace(sitting.id, 0), account_id)


def test_deleting_says_first_that_it_is_used(journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch):
    used, other = keep(journey, 1, title="Used"), keep(journey, 2, title="Other")
    attach_to_plan(journey, sitting, used.id)
    asked: list[str] = []

    def ask(_parent: object, _heading: str, consequence: str) -> bool:
        asked.append(consequence)
        return len(asked) > 1

    monkeypatch.setattr(evidence_page, "confirmed", ask)
    monkeypatch.setattr(account_page, "confirmed", ask)
    journey.evidence()
    card = next(one for one in journey.window.page._cards if one._id == used.id)
    button(card, "Delete").click()
    assert len(read_bank(journey.services).accounts) == 2
    button(card, "Open").click()
    page = journey.window.page
    page._title.setPlainText("Typed before it was deleted")
    button(page, "Delete this account").click()
    assert (
        asked
        == [
            "It is used in 1 place of your plans, and will be missing there. "
            "It is deleted from this computer. This cannot be undone."
        ]
        * 2
    )
    assert titles(journey) == ["Other"]
    plan = read_plan(journey.services, sitting.id)
    assert plan is not None
    assert plan.accounts == ()
    card = journey.window.page.findChildren(AccountCard)[-1]
    button(card, "Delete").click()
    assert asked[-1] == "It is deleted from this computer. This cannot be undone."
    assert other.id not in {one.id for one in read_bank(journey.services).accounts}


def test_damaged_accounts_are_counted_and_the_others_shown(journey: Journey):
    keep(journey, 1, title="Good")
    bad = keep(journey, 2, title="Bad")
    journey.services.store.connection.execute("UPDATE account SET document = '{}' WHERE id = ?", (bad.id,))
    journey.evidence()
    assert titles(journey) == ["Good"]
    assert "1 account cannot be read" in said(journey.window.page)
    journey.account(bad.id)
    assert journey.window.page.title.text() == "This could not be opened"
    assert "This account is damaged." in said(journey.window.page)


def test_an_action_that_is_done_is_kept_as_evidence_in_one_step(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    page = journey.window.page
    assert isinstance(page, PlanPage)
    row = page._cards[0]._actions[0]
    assert not row.evidence.isVisible()
    row._done.click()
    assert row.evidence.isVisible()
    assert not row.evidence._keep.isVisible()  # there is nothing to keep yet
    row._reflection.setPlainText("I ask first.")
    row.evidence._keep.click()
    settle()
    (account,) = read_bank(journey.services).accounts
    assert (account.title, account.reflection, account.happened) == (
        page.plan.goals[0].actions[0].title,
        "I ask first.",
        "2026-11",
    )
    again = page._cards[0]._actions[0]
    assert not again.evidence._keep.isVisible()
    assert f"Evidence: {account.title}, November 2026" in said(again)
    assert page._autosave.said.text() == "Kept as evidence"
    page._cards[0]._title.setPlainText("Changed after it")  # the page goes on with the plan as it is now
    journey.home()
    plan = read_plan(journey.services, sitting.id)
    assert plan is not None
    assert (plan.goals[0].title, plan.goals[0].actions[0].accounts) == ("Changed after it", (account.id,))


def test_evidence_is_chosen_for_a_goal_and_taken_out_again(journey: Journey, sitting: Sitting):
    account = keep(journey, 1, title="Fewer late rounds", happened="2026-03")
    journey.plan(sitting.id)
    journey.window.page._cards[1]._title.setPlainText("Typed a moment before")
    journey.window.page._cards[1]._evidence._add.click()
    page = journey.window.page
    assert isinstance(page, EvidencePage)
    assert page.title.text() == "Add evidence"
    button(page._cards[0], "Use this account").click()
    plan = journey.window.page
    assert isinstance(plan, PlanPage)
    assert (plan.plan.goals[1].title, plan.plan.goals[1].accounts) == ("Typed a moment before", (account.id,))
    line = plan._cards[1]._evidence
    assert "Evidence: Fewer late rounds, March 2026" in said(line)
    assert plan.first_focus() is line._rows[0]._open
    line._add.click()
    assert not button(journey.window.page._cards[0], "Already used here").isEnabled()
    button(journey.window.page.footer, "Back to the plan").click()
    plan = journey.window.page
    plan._cards[1]._evidence._rows[0]._open.click()
    assert isinstance(journey.window.page, AccountPage)
    assert said(journey.window.page._used)[1] == f"{plan.plan.goals[1].title} ({sitting.administration.title})"
    button(journey.window.page.footer, "Back to the plan").click()
    plan = journey.window.page
    plan._cards[1]._evidence._rows[0]._remove.click()
    assert plan._cards[1]._evidence.accounts == ()
    journey.home()
    kept = read_plan(journey.services, sitting.id)
    assert kept is not None
    assert kept.accounts == ()
    assert open_account(journey.services, account.id) == account  # it stays in the bank


def test_an_account_is_written_for_an_action(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    title = journey.window.page.plan.goals[0].actions[1].title
    journey.choose_evidence(PlanPlace(sitting.id, 0, 1))
    button(journey.window.page.footer, "Write an account").click()
    page = journey.window.page
    assert isinstance(page, AccountPage)
    assert page.account().title == title
    button(page.footer, "Back to the plan").click()
    assert f"Evidence: {title}" in said(journey.window.page._cards[0]._actions[1].evidence)


def test_a_place_that_is_gone_is_said_on_the_page(journey: Journey, sitting: Sitting):
    keep(journey, 1, title="Mine")
    journey.choose_evidence(PlanPlace(sitting.id, 3))
    button(journey.window.page, "Use this account").click()
    assert "This account was not added" in said(journey.window.page)
    journey.write_account_for(PlanPlace(sitting.id, 3))
    assert journey.window.page.title.text() == "This could not be opened"
    assert len(read_bank(journey.services).accounts) == 1


def test_tab_goes_down_an_account(journey: Journey, sitting: Sitting, qtbot):
    account = keep(journey, 1, title="Mine", links=criteria_of(sitting.assessment)[:2])
    attach_to_plan(journey, sitting, account.id)
    journey.account(account.id)
    page = journey.window.page
    with qtbot.waitActive(journey.window):
        journey.window.activateWindow()
    settle()
    page._title.setFocus()
    met: list[QWidget] = []
    for _step in range(20):
        met.append(QApplication.focusWidget())
        if met[-1] is page._delete:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert met == list(page._controls())
    QTest.keyClick(page._delete, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(page.footer, "Save as a file")


def test_one_account_or_all_are_saved_as_a_file(journey: Journey, tmp_path):
    account = keep(journey, 1, title="Mine", situation="As it was.")
    keep(journey, 2, title="Another")
    journey.account(account.id)
    page = journey.window.page
    page._parts[0].area.setPlainText("As it is now.")
    page.exporting.write_to(tmp_path / "one.txt")
    settle()
    assert "Mine\n\nSituation\n\nAs it is now." in (tmp_path / "one.txt").read_text(encoding="utf-8")
    assert "Your evidence is written" in said(page)
    journey.evidence()
    page = journey.window.page
    page.exporting.write_to(tmp_path / "all.json")
    settle()
    assert (tmp_path / "all.json").read_text(encoding="utf-8").count('"title"') == 2
    page.exporting.write_to(tmp_path / "nowhere" / "all.json")
    settle()
    assert "The evidence was not written" in said(page)


def test_there_is_nothing_to_save_of_an_empty_bank(journey: Journey):
    journey.evidence()
    assert not button(journey.window.page.footer, "Save all as a file").isEnabled()
    assert journey.window.focusWidget() is button(journey.window, "Write an account")


def test_a_plan_that_cannot_be_kept_is_held_and_makes_no_account(
    journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
):
    journey.plan(sitting.id)
    page = journey.window.page
    row = page._cards[0]._actions[0]
    row._done.click()
    full = StoreFull("The disk is full.", advice="Make room.")

    def refuse(*_args: object) -> None:
        raise full

    with monkeypatch.context() as context:
        context.setattr(type(journey.services.store.plans), "save", refuse)
        row._reflection.setPlainText("I ask first.")
        row.evidence._keep.click()
        assert "The disk is full." in said(page)
        journey.home()
        assert journey.window.page is page
    assert read_bank(journey.services).accounts == ()
    assert page._cards[0]._actions[0]._reflection.toPlainText() == "I ask first."
    button(page, "Try again").click()
    journey.home()
    kept = read_plan(journey.services, sitting.id)
    assert kept is not None
    assert kept.goals[0].actions[0].reflection == "I ask first."
