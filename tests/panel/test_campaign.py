from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pydantic import ValidationError

from leadready.panel.campaign import Campaign, Dates, Eligibility, Weights, faults
from leadready.rubric.model import CutScore
from tests.panel.rounds import campaign, criterion, member, prompt, recipient


def test_a_sound_campaign_has_no_faults():
    assert list(faults(campaign())) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"members": (member("ann", "rater"), member("bob", "rater", letter="3"))}, "Nobody leads it."),
        ({"raters_each": 4}, "Each application needs 4 raters, and there are only 3."),
        ({"members": (member("lea", "lead", "rater"), member("ann", "rater", letter="3"), member("ann", "rater", letter="4"))}, "Two members have the same id or key: ann."),
        ({"recovery": recipient("2")}, "The recovery key and the key for equality answers must each be nobody else's."),
        ({"equality": recipient("7")}, "The recovery key and the key for equality answers must each be nobody else's."),
        ({"weights": Weights(evidence=Decimal(90))}, "The weights do not add up to 100."),
        ({"weights": Weights(evidence=Decimal(90), self_report=Decimal(10))}, "Self-report counts, and no reason is given. Every report must print one."),
        ({"prompts": {"led": prompt("Leading a change")}}, "The criterion “Why lead” judges an answer that nobody is asked for."),
        ({"prompts": {"led": prompt("L"), "why": prompt("W"), "more": prompt("More")}}, "Nobody judges the answer to “More”, so it may not be asked."),
        ({"order": ("led", "led")}, "The order of the criteria does not name each of them once."),
        ({"objective_scores": ("knowledge",)}, "Exercises count and no score of theirs is named, or a score is named and they do not count."),
        ({"self_report_score": ("development", "person")}, "Self-report counts or is shown and no score of it is named, or a score is named for neither."),
        ({"profile_shown": True}, "Self-report counts or is shown and no score of it is named, or a score is named for neither."),
        ({"benchmarks": {"b1": "a" * 64}}, "Benchmark answers are named and not there, or there and not named."),
        ({"tie_breaks": ("fame",)}, "A tie is to be broken by “fame”, which is no criterion."),
        ({"tie_breaks": ("led", "led")}, "A criterion stands twice among those that break ties."),
        ({"cut": CutScore(method="fixed")}, "How the line is set does not say where it is."),
        ({"dates": Dates(opens=date(2027, 3, 1), closes=datetime(2027, 2, 1, tzinfo=UTC), retain_until=date(2028, 1, 1))}, "It closes before it opens."),
        ({"dates": Dates(opens=date(2027, 1, 1), closes=datetime(2027, 2, 1, tzinfo=UTC), retain_until=date(2027, 2, 1))}, "What applicants send would have to be deleted before the round closes."),
        ({"gates": {"time": Eligibility(kind="time", title="Time", asks="How much?")}}, "The gate “Time” needs a least share of a post if it is about time, and only then."),
    ],
)  # fmt: skip
def test_each_fault_is_said(changes, sentence):
    assert sentence in [fault.says for fault in faults(campaign(**changes))]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recovery": recipient("2")}, "recovery"),
        ({"equality": recipient("7")}, "equality"),
        ({"weights": Weights(evidence=Decimal(90), self_report=Decimal(10)), "self_report_score": ("development", "person")}, "weights.reason"),
        ({"prompts": {"led": prompt("Leading a change")}}, "criteria.why.evidence"),
        ({"cut": CutScore(method="places")}, "cut.places"),
        ({"cut": CutScore(method="angoff")}, "cut.at"),
        ({"gates": {"time": Eligibility(kind="time", title="Time", asks="How much?")}}, "gates.time.least"),
    ],
)  # fmt: skip
def test_a_fault_names_the_field_where_it_is_mended(changes, field):
    assert [fault.field for fault in faults(campaign(**changes))] == [field]


@pytest.mark.parametrize("share", ["objective", "self_report"])
def test_what_is_not_evidence_counts_a_fifth_at_most(share):
    Weights(**{share: Decimal(20)})
    with pytest.raises(ValidationError):
        Weights(**{share: Decimal("20.01")})


def test_words_may_be_corrected_after_publishing_and_nothing_else():
    sound = campaign()
    reworded = campaign(
        title="Fellowship for 2027",
        privacy="Seen by the panel and nobody else.",
        prompts={"led": prompt("Leading any change"), "why": prompt("Why")},
        criteria={"led": criterion("Leading any change", "led", 3), "why": criterion("Why?", "why", 1)},
    )
    assert reworded.judgement == sound.judgement
    for change in (
        {"raters_each": 3},
        {"seed": "6" * 32},
        {"tie_breaks": ()},
        {"cut": CutScore(method="places", places=3)},
        {"weights": Weights(evidence=Decimal(80), objective=Decimal(20))},
        {"profile_shown": True},
        {"benchmarks": {"b1": "a" * 64}},
        {"sealed_benchmarks": "YWdl"},
        {"criteria": {"led": criterion("Leading a change", "led", 2), "why": criterion("Why lead", "why", 1)}},
        {"prompts": {"led": prompt("Leading a change"), "why": prompt("Why").model_copy(update={"words": 300})}},
        {"members": campaign().members[:-1]},
        {"recovery": recipient("8")},
        {"assessment_hash": "b" * 64},
    ):
        assert campaign(**change).judgement != sound.judgement, change


def test_what_people_say_of_themselves_may_be_shown_without_counting():
    assert list(faults(campaign(profile_shown=True, self_report_score=("development", "person")))) == []


def test_the_order_in_which_people_were_added_is_no_judgement():
    sound = campaign()
    assert campaign(members=tuple(reversed(sound.members))).judgement == sound.judgement


def test_who_only_rates_cannot_open_submissions():
    sound = campaign()
    assert sound.recipients == (recipient("2"), recipient("7"))
    both = campaign(members=(*sound.members, member("dan", "administrator", "rater", letter="6")))
    assert both.recipients == (recipient("2"), recipient("6"), recipient("7"))


def test_a_campaign_survives_its_file():
    sound = campaign()
    assert Campaign.model_validate(sound.model_dump(mode="json")) == sound


def test_a_field_that_a_later_version_adds_leaves_the_judgement_of_earlier_campaigns_alone():
    class Later(Campaign):
        veto: bool = False

    settled = campaign()
    said = settled.model_dump()
    assert Later(**said).judgement == settled.judgement
    assert Later(**said, veto=True).judgement != settled.judgement
