"""Words of a published round are corrected; nothing that a score hangs on is."""

from __future__ import annotations

import pytest

from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_file, campaign_words, read_campaign
from leadready.exchange.keys import Keys
from leadready.instrument.problems import ProblemsFound
from leadready.panel.campaign import Member
from leadready.workflow.panel.correcting import Correction, corrected, corrected_file, read_correction
from tests.panel.rounds import campaign as made_campaign
from tests.panel.rounds import criterion

PEOPLE = {name: Keys.new(name.title()) for name in ("lea", "ann", "bob")}


def member(name, *roles):
    card = PEOPLE[name].card
    return Member(id=name, name=card.name, roles=roles, signs=card.signs, seals=card.seals)


CAMPAIGN = made_campaign(
    members=(member("lea", "lead"), member("ann", "rater"), member("bob", "rater")),
    recovery=Keys.new("r").card.seals,
)


def read(tmp_path, text):
    path = tmp_path / "words.yaml"
    path.write_text(f"format: leadready/campaign-words/1\n{text}", encoding="utf-8")
    return read_correction(path)


def test_words_are_corrected_and_the_six_words_stay(tmp_path):
    words = read(
        tmp_path,
        "title: Fellowship for 2027\nprompts: {led: {prompt: Tell us of one change.}}\n"
        "criteria: {why: {anchors: {3: Some reasons of their own.}, lines: [Is it plain?]}}\n",
    )
    found = read_campaign(corrected_file(CAMPAIGN, words, PEOPLE["lea"]).decode(), "a.lrcampaign", known=CAMPAIGN)
    assert found.title == "Fellowship for 2027"
    assert found.prompts["led"].prompt == "Tell us of one change."
    assert found.prompts["led"].title == CAMPAIGN.prompts["led"].title
    assert found.criteria["why"].anchors["3"] == "Some reasons of their own."
    assert found.criteria["why"].anchors["2"] == "Anchor 2"
    assert campaign_words(found) == campaign_words(CAMPAIGN)
    assert found.judgement == CAMPAIGN.judgement


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("raters_each: 3", "raters_each"),
        ("weights: {evidence: 80, objective: 20}", "weights"),
        ("responsible: Somebody else.", "responsible"),
        ("dates: {opens: 2027-01-01}", "dates"),
        ("prompts: {led: {words: 500}}", "words"),
        ("criteria: {led: {weight: 9}}", "weight"),
        ("gates: {time: {least: 0.1}}", "least"),
    ],
)
def test_what_a_score_hangs_on_is_refused_in_plain_words(tmp_path, text, name):
    with pytest.raises(ProblemsFound) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.code == "settled"
    assert problem.what == f"“{name}” was settled when the round was published: scores and outcomes hang on it."
    assert problem.line == 2


@pytest.mark.parametrize(
    "words",
    [
        Correction(criteria={"led": {"lines": ("One?", "Two?")}}),
        Correction(criteria={"led": {"anchors": {"6": "More than the most."}}}),
    ],
)
def test_more_lines_or_marks_are_no_words(words):
    with pytest.raises(LeadreadyError, match="would change what applicants are judged by"):
        corrected(CAMPAIGN, words)


def test_an_unknown_part_no_change_and_somebody_who_does_not_lead_are_refused():
    with pytest.raises(LeadreadyError, match="has no “fame”"):
        corrected(CAMPAIGN, Correction(prompts={"fame": {"title": "Fame"}}))
    with pytest.raises(LeadreadyError, match="words of the round already"):
        corrected(CAMPAIGN, Correction(title=CAMPAIGN.title))
    with pytest.raises(LeadreadyError, match="not one of those that lead"):
        corrected_file(CAMPAIGN, Correction(title="Another"), PEOPLE["ann"])


def test_changed_recipients_under_the_same_id_are_a_hard_stop():
    changed = CAMPAIGN.model_copy(update={"recovery": Keys.new("mine").card.seals})
    with pytest.raises(ProblemsFound, match="changed-campaign"):
        read_campaign(campaign_file(changed, PEOPLE["lea"]).decode(), "a.lrcampaign", known=CAMPAIGN)
    reworded = CAMPAIGN.model_copy(update={"criteria": {**CAMPAIGN.criteria, "led": criterion("Led", "led", 2)}})
    with pytest.raises(ProblemsFound, match="changed-campaign"):
        read_campaign(campaign_file(reworded, PEOPLE["lea"]).decode(), "a.lrcampaign", known=CAMPAIGN)
