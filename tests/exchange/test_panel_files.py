"""The three files of a round: what they carry, and every way in which one is not what it should be."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.canonical import canonical
from leadready.exchange.bundle_file import bundle_file, head_signature, open_bundle, whole_log
from leadready.exchange.campaign_file import campaign_file, campaign_words, read_campaign
from leadready.exchange.keys import Keys
from leadready.exchange.sealing import opened, seal
from leadready.exchange.signing import SigningKey, signed
from leadready.exchange.submission_file import Submission, open_submission, receipt, receipt_of, submission_file
from leadready.instrument.problems import ProblemsFound
from leadready.panel.campaign import Member
from leadready.panel.log import Log
from leadready.panel.record import Statement
from tests.panel.logs import AT
from tests.panel.rounds import campaign as made_campaign

PEOPLE = {name: Keys.new(name.title()) for name in ("lea", "ann", "bob", "cat", "eve")}
RECOVERY = Keys.new("Recovery")


def member(name, *roles):
    card = PEOPLE[name].card
    return Member(id=name, name=card.name, roles=roles, signs=card.signs, seals=card.seals)


MEMBERS = (member("lea", "lead"), *(member(name, "rater") for name in ("ann", "bob", "cat")))
CAMPAIGN = made_campaign(members=MEMBERS, recovery=RECOVERY.card.seals)
INSTALLATION = SigningKey("1" * 64)
SUBMISSION = Submission(
    campaign=CAMPAIGN.id, judgement=CAMPAIGN.judgement, at=AT, name="Jo Example", evidence={"led": "BP <90 & HR >120", "why": "ŵ 🙂"}, answers={"k1": "c", "b1-1": 4}
)  # fmt: skip


def codes(call, *arguments, **options):
    with pytest.raises(ProblemsFound) as caught:
        call(*arguments, **options)
    return {problem.code for problem in caught.value.problems}


def test_a_campaign_survives_its_file_and_says_its_words():
    content = campaign_file(CAMPAIGN, PEOPLE["lea"]).decode()
    found = read_campaign(content, "a.lrcampaign")
    assert found == CAMPAIGN
    assert campaign_words(found) == campaign_words(CAMPAIGN)
    assert len(campaign_words(CAMPAIGN).split()) == 6
    assert campaign_words(made_campaign(members=MEMBERS[:-1], recovery=RECOVERY.card.seals)) != campaign_words(CAMPAIGN)


def test_only_a_lead_signs_a_campaign():
    with pytest.raises(ValueError, match="Ann"):
        campaign_file(CAMPAIGN, PEOPLE["ann"])
    forged = signed(CAMPAIGN.model_dump(mode="json"), PEOPLE["eve"].signing).decode()
    assert codes(read_campaign, forged, "a") == {"wrong-signature"}


def test_the_words_of_a_campaign_may_change_and_nothing_else():
    def reread(**changes):
        other = CAMPAIGN.model_copy(update=changes)
        return read_campaign(campaign_file(other, PEOPLE["lea"]).decode(), "a", known=CAMPAIGN)

    assert reread(title="Fellowship, 2027").title == "Fellowship, 2027"
    assert codes(reread, raters_each=3) == {"changed-campaign"}
    assert codes(reread, members=(*MEMBERS[:-1], member("eve", "rater"))) == {"changed-campaign"}
    assert codes(reread, id="1" * 32) == {"other-campaign"}


def test_an_unsound_campaign_is_not_read():
    unsound = CAMPAIGN.model_copy(update={"raters_each": 9})
    assert codes(read_campaign, campaign_file(unsound, PEOPLE["lea"]).decode(), "a") == {"unsound-campaign"}


def test_a_submission_opens_for_the_lead_and_the_recovery_key_and_for_no_rater():
    sealed = submission_file(SUBMISSION, CAMPAIGN, INSTALLATION)
    for keys in (PEOPLE["lea"], RECOVERY):
        found = open_submission(sealed, keys.identity, CAMPAIGN, "a.lrsub")
        assert found.submission == SUBMISSION
        assert found.installation == INSTALLATION.public
        assert receipt_of(found.digest) == receipt(sealed)
    assert codes(open_submission, sealed, PEOPLE["ann"].identity, CAMPAIGN, "a.lrsub") == {"sealed-for-others"}


def test_a_receipt_is_a_hundred_bits_in_groups():
    words = receipt(b"")
    # SHA-256 of nothing is e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 ...; base32 of its first 100 bits.
    assert words == "4OYM IQUY 7QOB JGX3 6TEJ"


def test_nothing_of_an_applicant_stands_outside_the_seal():
    sealed = submission_file(SUBMISSION, CAMPAIGN, INSTALLATION)
    for word in ("Jo Example", "HR >120", CAMPAIGN.id, INSTALLATION.public, "leadready"):
        assert word.encode() not in sealed


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"campaign": "f" * 32}, {"other-campaign"}),
        ({"judgement": "f" * 64}, {"changed-campaign"}),
        ({"evidence": {"fame": "x"}}, {"unknown-field"}),
        ({"gates": {"fame": {"yes": True}}}, {"unknown-field"}),
        ({"format": "leadready/submission/9"}, {"newer-format"}),
        ({"format": "leadready/card/1"}, {"other-kind"}),
        ({"number": 0}, {"wrong-value"}),
        ({"at": "yesterday"}, {"wrong-value"}),
        ({"answers": {"k1": 1.5}}, {"json-number"}),
        ({"total": 100}, {"unknown-field"}),
    ],
)
def test_a_submission_that_is_not_what_it_should_be_is_refused_by_name(change, expected):
    document = {**SUBMISSION.model_dump(mode="json"), **change}
    if "answers" in change:
        plain = json.dumps({"document": document, "by": "0" * 64, "signature": "0" * 128}).encode()
    else:
        plain = signed(document, INSTALLATION)
    sealed = seal(plain, CAMPAIGN.recipients)
    assert codes(open_submission, sealed, PEOPLE["lea"].identity, CAMPAIGN, "a.lrsub") == expected


def test_a_submission_whose_text_was_touched_inside_the_seal_is_refused():
    outer = json.loads(opened(submission_file(SUBMISSION, CAMPAIGN, INSTALLATION), RECOVERY.identity, "a"))
    outer["document"]["evidence"]["led"] = "Somebody else's words"
    sealed = seal(canonical(outer), CAMPAIGN.recipients)
    assert codes(open_submission, sealed, RECOVERY.identity, CAMPAIGN, "a.lrsub") == {"wrong-signature"}


def test_what_is_sealed_and_no_json_text_is_refused():
    for plain, expected in ((b"\xff\xfe", {"encoding"}), (b"", {"json-syntax"}), (b"[" * 50_000, {"json-depth"})):
        assert codes(open_submission, seal(plain, CAMPAIGN.recipients), RECOVERY.identity, CAMPAIGN, "a") == expected


def log_by(name, *statements, log=None):
    key = PEOPLE[name].signing
    salts = (f"{number:032x}" for number in range(1000))
    log = log or Log(frozenset({PEOPLE["lea"].card.signs}))
    return log.extended(statements, key.public, lambda id_: head_signature(CAMPAIGN.id, id_, key), salts=salts, at=AT)


LOG = log_by("ann", Statement("rated", {"mark": 4, "why": "ŵ"}, "A1", "led"), Statement("locked", {}, "A1"))


def bundle(log=LOG, *, campaign=CAMPAIGN.id, withheld=False):
    records, heads = whole_log(log)
    records = [replace(record, payload=None) for record in records] if withheld else records
    return bundle_file(campaign, records, heads, [PEOPLE["lea"].card.seals])


def test_p14_a_bundle_gives_back_the_same_set():
    found = open_bundle(bundle(), PEOPLE["lea"].identity, CAMPAIGN.id, "a.lrbundle")
    assert Log(LOG.leads).merged(found.records, found.heads) == LOG


def test_a_withheld_payload_leaves_the_chain_whole():
    found = open_bundle(bundle(withheld=True), PEOPLE["lea"].identity, CAMPAIGN.id, "a")
    assert found.records.keys() == LOG.records.keys()
    assert all(record.payload is None for record in found.records.values())


def test_a_bundle_is_for_one_reader_and_one_campaign():
    assert codes(open_bundle, bundle(), PEOPLE["eve"].identity, CAMPAIGN.id, "a") == {"sealed-for-others"}
    assert codes(open_bundle, bundle(), PEOPLE["lea"].identity, "f" * 32, "a") == {"other-campaign"}
    # A signature is for one campaign: relabelling the bundle does not carry it over.
    assert codes(open_bundle, bundle(campaign="f" * 32), PEOPLE["lea"].identity, "f" * 32, "a") == {"wrong-signature"}


@given(st.data())
def test_whatever_is_changed_in_a_bundle_is_noticed_or_changes_nothing_that_counts(data):
    document = json.loads(opened(bundle(), PEOPLE["lea"].identity, "a"))
    record = data.draw(st.sampled_from(document["records"]))
    field, value = data.draw(
        st.sampled_from(
            [("sequence", 7), ("clock", 9), ("about", "B2"), ("part", "why"), ("kind", "decided"), ("digest", "0" * 64), ("author", "0" * 64), ("previous", "1" * 64), ("at", "2020-01-01T00:00:00Z"), ("payload", {"mark": 5, "salt": "00"})]
        )
    )  # fmt: skip
    record[field] = value
    sealed = seal(canonical(document), [PEOPLE["lea"].card.seals])
    try:
        found = open_bundle(sealed, PEOPLE["lea"].identity, CAMPAIGN.id, "a")
    except ProblemsFound:
        return
    from leadready.panel.log import sifted

    after = LOG.merged(found.records, found.heads)
    assert sifted(after).accepted == sifted(LOG).accepted
    assert all(after.records[id_] == LOG.records[id_] for id_ in sifted(LOG).accepted)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda document: document["heads"][0].update(signature="0" * 128), {"wrong-signature"}),
        (lambda document: document["heads"][0].update(record="0" * 64), {"wrong-signature"}),
        (lambda document: document["records"][0].update(sequence=0), {"wrong-value"}),
        (lambda document: document["records"][0].update(at="now"), {"wrong-value"}),
        (lambda document: document["records"][0].update(more=1), {"wrong-value"}),
        (lambda document: document["records"][0].update(part=None), {"wrong-value"}),
        (lambda document: document["records"][0].pop("digest"), {"wrong-value"}),
        (lambda document: document.update(format="leadready/panel-bundle/2"), {"newer-format"}),
        (lambda document: document.update(format="x"), {"other-kind"}),
        (lambda document: document.pop("heads"), {"wrong-value"}),
    ],
)
def test_a_bundle_that_is_not_what_it_should_be_is_refused_whole(spoil, expected):
    document = json.loads(opened(bundle(), PEOPLE["lea"].identity, "a"))
    spoil(document)
    sealed = seal(canonical(document), [PEOPLE["lea"].card.seals])
    assert codes(open_bundle, sealed, PEOPLE["lea"].identity, CAMPAIGN.id, "a") == expected
