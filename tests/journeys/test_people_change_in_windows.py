"""People change while a round goes on, in real windows: one joins late, one gets a new key, a lead loses their words."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from leadready.exchange.signing import SigningKey
from leadready.exchange.submission_file import Confirmed
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.keys_page import KeysPage
from leadready.ui.panel.lost_page import LostPage
from leadready.ui.panel.people_page import PeoplePage
from leadready.ui.panel.take_page import TakePage
from leadready.ui.panel.unlock_page import UnlockPage
from leadready.ui.panel.words_page import KeyWordsPage
from leadready.workflow.panel.applying import Application, submit
from tests.applicants import applicants
from tests.journeys.test_round_in_windows import Round, round_
from tests.ui.panel.setting import AGAIN, card_of, choose, desks, page, press, quick_keys, said

__all__ = ["desks", "quick_keys", "round_"]


@pytest.fixture
def begun(round_: Round) -> Round:
    """Three applications are in and read; Ann and Bob have declared, Cat has not."""
    round_.publish()
    time = {"time": Confirmed(yes=True, share=Decimal("0.2"))}
    for number, one in enumerate(applicants(3)):
        told = {prompt: one.evidence[prompt] for prompt in round_.campaign.prompts}
        application = Application(one.name, one.contact, {}, told, time)
        sealed = submit(round_.campaign, application, SigningKey.new(), round_.desks.moment[0])
        (round_.inbox / f"{number}.lrsub").write_bytes(sealed)
    round_.desks.moment[0] = round_.campaign.dates.closes + timedelta(hours=1)
    round_.receive()
    round_.read_answers()
    round_.lea.rounds.office.assign()
    press(round_.lea, "Give the names out")
    round_.packs()
    for id_ in ("ann", "bob"):
        round_.declare(id_, set())
        round_.hand_in(id_)
    return round_


def let_in(made: Round, card, id_, why, *, in_place_of=""):
    """The lead lets somebody in by the card that lies on the stick."""
    made.lea.rounds.office.people()
    shown = page(made.lea, PeoplePage)
    if in_place_of:
        press(made.lea, f"Change: {in_place_of}")
        press(made.lea, f"Replace: {in_place_of}")
    else:
        press(made.lea, "Let somebody in")
        QTest.keyClick(shown.joining.roles["rater"], Qt.Key.Key_Space)
    choose(made.monkeypatch, card)
    press(made.lea, "Choose their card")
    QTest.keyClicks(shown.joining.id, id_)
    QTest.keyClicks(shown.joining.why, why)
    press(made.lea, "Let them in")
    assert "They have a part in the round from now on" in said(made.lea)


def marks_of(made: Round, member):
    return {(code, criterion) for code, who, criterion in made.view.marks if who == member}


def test_somebody_joins_late_and_their_marks_come_in(begun):
    made = begun
    made.leave("Cat Rater", "Ill for weeks.")
    dan = made.desks("dan")
    let_in(made, card_of(dan, "Dan Rater", made.stick, made.monkeypatch), "dan-rater", "In the place of Cat.")
    made.packs()
    # The pack lies beside the campaign file, which Dan drops on the window: he takes part, and does not apply.
    dan.take_dropped([made.file])
    page(dan, DeskPage)
    assert dan.rounds.panel.me.id == "dan-rater"
    made.raters["dan"] = dan
    made.declare("dan", set())
    made.hand_in("dan")
    made.assign()
    theirs = {code for code, who in made.view.assigned if who == "dan-rater"}
    assert len(theirs) == 2  # three applications, two raters each, three raters
    made.packs()
    made.mark("dan", {})
    made.lock("dan")
    made.hand_in("dan")
    assert marks_of(made, "dan-rater") == {(code, criterion) for code in theirs for criterion in made.campaign.order}
    assert {code for code, who in made.view.locked if who == "dan-rater"} == theirs
    # The same file again is the same round.
    dan.take_dropped([made.file])
    page(dan, DeskPage)


def test_a_rater_who_lost_their_words_goes_on_with_a_new_key(begun):
    made = begun
    made.assign()
    made.packs()
    bob = made.raters["bob"]
    [first, *others] = sorted(code for code, who in made.view.assigned if who == "bob-rater")
    made.mark("bob", {}, only={first})
    made.lock("bob")
    made.hand_in("bob")
    bob.rounds.close_round()
    bob.rounds.keys = None
    bob.open_rounds()
    bob.rounds.setting_up.lost()
    press(bob, "Make a new key")
    bob.open_rounds()
    card = card_of(bob, "Bob Again", made.stick, made.monkeypatch)
    let_in(made, card, "bob-again", "Lost his words.", in_place_of="Bob Rater")
    assert (first, "bob-rater") in made.view.assigned
    del made.raters["bob"]
    made.packs()
    bob.open_rounds()
    press(bob, "Open Fellowship 2027")
    # The round on his computer does not know the new key yet; what to do is said.
    assert "put the file that the lead made for you (.lrbundle) beside the campaign file" in said(bob)
    assert bob.rounds.panel is None
    bob.take_dropped([made.file])
    page(bob, DeskPage)
    assert bob.rounds.panel.me.id == "bob-again"
    made.raters["bob"] = bob
    made.declare("bob", set())
    made.hand_in("bob")
    made.assign()
    made.lea.rounds.office.people()
    page(made.lea, PeoplePage).write_into(made.stick)
    made.idle(made.lea)
    bob.take_dropped([made.stick / "to-bob-again.lrbundle"])
    made.idle(bob)
    page(bob, TakePage)
    made.mark("bob", {})
    made.lock("bob")
    made.hand_in("bob")
    assert {code for code, _criterion in marks_of(made, "bob-rater")} == {first}
    assert {code for code, _criterion in marks_of(made, "bob-again")} == set(others)


def test_a_lead_who_lost_their_words_has_the_round_again_from_the_sheet(begun):
    made = begun
    lea, before = made.lea, set(made.view.applicants)
    lea.rounds.close_round()
    lea.rounds.keys = None
    lea.open_rounds()
    press(lea, "Open Fellowship 2027")
    page(lea, UnlockPage)
    press(lea, "My words are lost")
    lost = page(lea, LostPage)
    lost.typed.setPlainText(made.paper)
    press(lea, "Make my key again")
    shown = page(lea, KeyWordsPage)
    press(lea, "I have written them down")
    words = AGAIN.split()
    for place, field in zip(shown.asked, shown.fields, strict=True):
        QTest.keyClicks(field, words[place - 1])
    press(lea, "Go on")
    page(lea, KeysPage)
    lea.open_rounds()
    press(lea, "Open Fellowship 2027")
    page(lea, DeskPage)
    assert set(made.view.applicants) == before
