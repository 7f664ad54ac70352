from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import get_args

import pytest

from leadready.exchange.decision_words import (
    clock_words,
    departure_words,
    outcome_words,
    some_codes,
    state_words,
)
from leadready.panel.campaign import Eligibility
from leadready.panel.decisions import Departure
from leadready.panel.kinds import Outcome, ReserveState
from tests.panel.rounds import campaign

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(hours=48), "2 days left"),
        (timedelta(hours=49, minutes=59), "2 days 1 hour left"),
        (timedelta(minutes=59), "0 hours left"),
        (timedelta(0), "0 hours left"),
        (-timedelta(hours=2, minutes=5), "2 hours ago"),
        (-timedelta(days=1), "1 day ago"),
    ],
)
def test_a_clock_says_days_and_hours_rounded_down(ahead, words):
    assert clock_words(f"{NOW + ahead:%Y-%m-%dT%H:%M:%SZ}", NOW) == words


def test_every_outcome_and_state_has_its_own_words():
    assert len({outcome_words(one) for one in get_args(Outcome)}) == len(get_args(Outcome))
    assert len({state_words(one) for one in get_args(ReserveState)}) == len(get_args(ReserveState))


def test_a_departure_names_codes_and_gates_by_their_titles():
    gate = Eligibility(kind="time", title="Protected time", asks="How much?", least=Decimal("0.2"))
    made = campaign(gates={"time": gate})
    assert departure_words(made, Departure("gate", ("time",))) == "Does not pass: Protected time."
    assert departure_words(made, Departure("over", ("A1",))) == (
        "Goes further than an application that is ranked higher: A1."
    )


def test_many_codes_are_cut_short():
    assert some_codes(f"A{n}" for n in range(8)) == "A0, A1, A2, A3, A4, A5, A6, A7"
    assert some_codes(f"A{n}" for n in range(10)).endswith("A7 and 2 more")
