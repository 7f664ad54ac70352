"""The round that the hostile files are made for: keys that are always the same, its campaign, and good files of it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.canonical import canonical
from leadready.exchange.bundle_file import as_data, bundle_file, head_signature
from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.keys import Keys, card_file
from leadready.exchange.sealing import seal
from leadready.exchange.signing import SigningKey, signed
from leadready.exchange.submission_file import Submission
from leadready.panel.campaign import Member
from leadready.panel.log import Head, Log
from leadready.panel.record import Statement
from tests.panel.rounds import campaign

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
AT = "2027-01-09T10:00:00Z"
WORDS = "abandon ability able about above absent"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def identity(number: int) -> str:
    """An age identity that is always the same: Bech32 (BIP 173) of 32 bytes."""
    content = hashlib.sha256(f"leadready corpus {number}".encode()).digest()
    bits = int.from_bytes(content, "big") << 4  # 256 bits and 4 of padding are 52 letters
    five = [bits >> 5 * place & 31 for place in reversed(range(52))]
    name = "age-secret-key-"
    spread = [ord(mark) >> 5 for mark in name] + [0] + [ord(mark) & 31 for mark in name]
    check = _polymod([*spread, *five, 0, 0, 0, 0, 0, 0]) ^ 1
    five += [check >> 5 * place & 31 for place in reversed(range(6))]
    return (name + "1" + "".join(_LETTERS[one] for one in five)).upper()


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> place & 1 else 0
    return check


def keys(name: str, number: int) -> Keys:
    return Keys(name, SigningKey(hashlib.sha256(f"leadready signs {number}".encode()).hexdigest()), identity(number))


NAMES = ("lea", "ann", "bob", "cat", "dan", "eve", "recovery")
PEOPLE = {name: keys(name.title(), number) for number, name in enumerate(NAMES)}
"""Eve has no part in the round; Dan joined and left."""
ASSESSMENT = load_assessment(assets.assessments() / "clinical-leadership")
INSTALLATION = SigningKey("1" * 64)


def member(name: str, *roles: Any) -> Member:
    card = PEOPLE[name].card
    return Member(id=name, name=card.name, roles=roles, signs=card.signs, seals=card.seals)


CAMPAIGN = campaign(
    title="Fellowship of the Severn 2027",
    assessment_hash=ASSESSMENT.hash,
    members=(member("lea", "lead"), *(member(name, "rater") for name in ("ann", "bob", "cat", "dan"))),
    recovery=PEOPLE["recovery"].card.seals,
)
OTHER = CAMPAIGN.model_copy(update={"id": "f" * 32, "title": "Another round"})
SUBMISSION = Submission(
    campaign=CAMPAIGN.id,
    judgement=CAMPAIGN.judgement,
    at=AT,
    name="Jo Example",
    contact="jo@example.org",
    evidence={"led": "I changed how we hand over.", "why": "I want to."},
    answers={"k1": "c"},
)
GOOD_CAMPAIGN = campaign_file(CAMPAIGN, PEOPLE["lea"])
GOOD_CARD = card_file(PEOPLE["ann"])


def submission(**changes: Any) -> bytes:
    """A signed document that says what a submission says, with some of it changed."""
    return signed({**SUBMISSION.model_dump(mode="json"), **changes}, INSTALLATION)


def sealed(content: bytes, *names: str) -> bytes:
    return seal(content, [PEOPLE[name].card.seals for name in names or ("lea", "recovery")])


def by_installation(number: int, **changes: Any) -> bytes:
    """A good submission of one of many applicants."""
    said = SUBMISSION.model_copy(update={"name": f"Applicant {number}", **changes})
    key = SigningKey(f"{number + 2:064x}")
    return sealed(signed(said.model_dump(mode="json"), key))


def wrote(name: str, *statements: Statement, log: Log | None = None, at: str = AT) -> Log:
    """A log with what somebody wrote, really signed."""
    mine = PEOPLE[name].signing
    salts = (hashlib.sha256(f"{name} {number}".encode()).hexdigest()[:32] for number in range(10_000))
    begun = log or Log(frozenset({PEOPLE["lea"].signing.public}))
    return begun.extended(
        statements, mine.public, lambda id_: head_signature(CAMPAIGN.id, id_, mine), salts=salts, at=at
    )


DECLARED = Statement("declared", {"relation": "none", "note": ""}, "N-A1")
RATED = Statement("rated", {"mark": 3, "why": "", "lines": []}, "A1", "led")
LOG = wrote("ann", DECLARED, RATED)


def bundle(log: Log = LOG, campaign_id: str = CAMPAIGN.id) -> bytes:
    return bundle_file(campaign_id, log.records.values(), log.heads, [PEOPLE["lea"].card.seals])


def document(log: Log = LOG) -> dict[str, Any]:
    """What stands in a bundle."""
    said = {"format": "leadready/panel-bundle/1", "campaign": CAMPAIGN.id, **as_data(log.records.values(), log.heads)}
    found: dict[str, Any] = json.loads(canonical(said))
    return found


def head_of(name: str, record: str) -> Head:
    mine = PEOPLE[name].signing
    return Head(mine.public, record, head_signature(CAMPAIGN.id, record, mine))
