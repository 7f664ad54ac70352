"""Every published vector opens, and says what it said when it was published; the schemas are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leadready.exchange.bundle_file import open_bundle
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.keys import Keys, read_card, read_keys
from leadready.exchange.signing import SigningKey
from leadready.exchange.submission_file import open_submission, receipt
from leadready.workflow.panel.audit import verify
from leadready.workflow.panel.retention import read_certificate
from leadready.workflow.panel.schemas import FORMATS, RECORDS, schema_text
from leadready.workflow.panel.setting_up import open_trial, proved
from tests.corpus.panel.vectors import FOLDER

ROOT = Path(__file__).parents[3]
SAID = json.loads((FOLDER / "keys.json").read_text(encoding="utf-8"))
KEYS = {name: Keys(name.title(), SigningKey(one["signing"]), one["identity"]) for name, one in SAID["keys"].items()}


def text(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def content(name):
    return (FOLDER / name).read_bytes()


CAMPAIGN = read_campaign(text("round.lrcampaign"), "round.lrcampaign")


def test_the_campaign_has_the_title_and_the_six_words_it_had():
    assert CAMPAIGN.title == "Fellowship of the Severn 2027"
    assert len(campaign_words(CAMPAIGN).split()) == 6


def test_the_card_and_the_key_are_one_persons():
    assert read_card(text("ann.lrcard"), "a") == KEYS["ann"].card
    assert read_keys(content("ann.lrkey"), SAID["words"], "a") == KEYS["ann"]


@pytest.mark.parametrize("name", ["lea", "recovery"])
def test_the_submission_opens_for_those_it_is_sealed_for(name):
    found = open_submission(content("applicant.lrsub"), KEYS[name].identity, CAMPAIGN, "a")
    assert found.submission.name == "Applicant 1"
    assert found.submission.evidence == {"led": "I changed how we hand over.", "why": "I want to."}
    assert len(receipt(content("applicant.lrsub")).split()) == 5


def test_the_bundle_holds_two_records_with_their_signature():
    found = open_bundle(content("ann.lrbundle"), KEYS["lea"].identity, CAMPAIGN.id, "a")
    assert sorted(record.kind for record in found.records.values()) == ["declared", "rated"]
    assert {head.author for head in found.heads} == {KEYS["ann"].card.signs}


def test_the_test_opens_and_its_answer_proves_it():
    answer = open_trial(content("lea.lrtrial"), KEYS["lea"].identity, KEYS["lea"], "a")
    for one in (answer.decode(), text("lea.lropened")):
        assert proved(CAMPAIGN, SAID["secret"], one, "a") == "lea"


def test_the_audit_pack_verifies_and_comes_to_what_it_came_to():
    """led 3 and why 4 of 1 to 5 are 50 and 75; weights 3 and 1: (150 + 75) / 4 = 225/4."""
    assert verify(text("audit.json"), "a")["A1"]["total"] == "225/4"


def test_the_certificate_says_who_deleted_what():
    found, by = read_certificate(text("round.lrdeleted"), "a")
    assert (found.person, found.applications) == ("Dr Lea", 2)
    assert by == KEYS["lea"].card.signs


@pytest.mark.parametrize("name", [*FORMATS, RECORDS])
def test_the_published_schema_is_that_of_the_model(name):
    """Renew with `make schemas`."""
    assert (ROOT / "docs" / "formats" / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)
