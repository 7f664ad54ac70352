"""Looking after a key, with the real key file: new words, a backup, and the drill for lost words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.errors import LeadreadyError
from leadready.exchange.keys import Keys
from leadready.exchange.recovery import in_groups
from leadready.instrument.problems import ProblemsFound
from leadready.panel.campaign import Member
from leadready.workflow.panel.key_care import (
    asked_places,
    back_up,
    confirm_words,
    keep_spare,
    new_words,
    recover,
    save_card,
    spares,
    take_backup,
    words_confirmed,
    wrong_places,
)
from leadready.workflow.panel.shelf import Shelf, make_keys, unlock
from tests.panel.rounds import campaign

PAPER = Keys.new("Recovery")
TYPED = " ".join(" ".join(row) for row in in_groups(PAPER.identity))


def led_by(keys):
    settled = campaign()
    lead = Member(id="lea", name="Lea", roles=("lead",), signs=keys.signing.public, seals=keys.card.seals)
    return settled.model_copy(update={"members": (lead, *settled.members[1:]), "recovery": PAPER.card.seals})


def test_words_are_changed_a_backup_is_used_and_lost_words_are_made_good(tmp_path):
    place = Shelf(tmp_path / "rounds")
    keys, words = make_keys(place, "Lea Lead")
    assert not words_confirmed(place)
    confirm_words(place)
    assert words_confirmed(place)
    assert save_card(place, tmp_path / "lea").read_bytes() == place.card_path.read_bytes()
    backup = back_up(place, tmp_path / "lea")
    assert backup.name == "lea.lrkey"

    fresh = new_words(place, keys)
    assert fresh != words
    assert not words_confirmed(place)
    with pytest.raises(ProblemsFound, match="wrong-passphrase"):
        unlock(place, words)
    assert unlock(place, fresh) == keys

    # The backup was made before: it opens with the old words, and not over another key.
    with pytest.raises(LeadreadyError, match="a key on this computer already"):
        take_backup(place, backup, words)
    assert take_backup(Shelf(tmp_path / "other"), backup, words) == keys

    keep_spare(place, led_by(keys), keys)
    assert len(spares(place)) == 1
    with pytest.raises(LeadreadyError, match="No spare key"):
        recover(place, Keys.new("another sheet").identity)
    again, newest = recover(place, TYPED)
    assert again == keys
    assert unlock(place, newest) == keys
    assert (place.folder / "key-1.lrkey").exists()


@given(st.integers(0, 10**9))
def test_two_different_words_are_asked_in_their_order(chance):
    first, second = asked_places(chance)
    assert 1 <= first < second <= 6


def test_every_two_words_may_be_asked():
    assert len({asked_places(chance) for chance in range(36)}) == 15


def test_words_are_compared_as_they_are_typed():
    words = "able baker candle dog east fox"
    assert wrong_places(words, [(2, " Baker, "), (6, "FOX")]) == ()
    assert wrong_places(words, [(2, "candle"), (6, "")]) == (2, 6)
