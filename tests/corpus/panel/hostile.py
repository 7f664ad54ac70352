"""Files of a round that are not what they should be: what each is, how it is made, and what is said of it.

Every row of the table of hostile input in the project's threat model is here, and whatever else could come by e-mail.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pyrage

from leadready.canonical import canonical
from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.keys import Card, key_file
from leadready.exchange.signing import signed
from leadready.panel.record import record_id
from leadready.workflow.panel.setting_up import OpeningProof, Trial, proof
from tests.corpus.panel.round import (
    CAMPAIGN,
    DECLARED,
    GOOD_CAMPAIGN,
    GOOD_CARD,
    LOG,
    OTHER,
    PEOPLE,
    WORDS,
    bundle,
    document,
    head_of,
    sealed,
    submission,
    wrote,
)  # fmt: skip

MEGABYTE = 1024 * 1024
AGE = b"age-encryption.org/v1\n"
STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
SECRET = "5" * 64
Content = Callable[[], bytes | int | None]


@dataclass(frozen=True)
class Case:
    """One file.

    Attributes:
        kind: What it pretends to be.
        make: Its bytes; a number for a file of so many zeros; None for a folder in its place.
        code: The code of the problem that is told first.
        says: What the message says.
    """

    kind: str
    make: Content
    code: str
    says: str


def signed_text(change: Callable[[str], str]) -> bytes:
    """A submission whose text is changed before it is sealed: the signature does not matter any more."""
    return sealed(change(submission().decode()).encode())


def inner(**changes: Any) -> Content:
    return lambda: sealed(submission(**changes))


def flipped(content: bytes, place: int) -> bytes:
    altered = bytearray(content)
    altered[place] ^= 1
    return bytes(altered)


def deep(levels: int) -> str:
    return "[" * levels + "]" * levels


# Whatever is sealed: submissions, bundles and tests.
SEALED: dict[str, tuple[Content, str, str]] = {
    "nothing": (lambda: b"", "sealed-form", "no sealed file"),
    "a text": (lambda: b"Dear panel, here is my application.", "sealed-form", "no sealed file"),
    "a zip bomb": (lambda: b"PK\x03\x04" + b"\x00" * 4096, "sealed-form", "no sealed file"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "sealed-form", "no sealed file"),
    "a newer age": (lambda: b"age-encryption.org/v2\n" + STANZA, "sealed-form", "no sealed file"),
    "age in letters": (lambda: b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "sealed-form", "no sealed file"),
    "a head without an end": (lambda: AGE + STANZA, "sealed-header", "damaged or far too long"),
    "5,000 stanzas": (lambda: AGE + STANZA * 5000, "sealed-header", "damaged or far too long"),
    "21 stanzas": (lambda: AGE + STANZA * 21 + b"--- " + b"C" * 43 + b"\n", "sealed-header", "damaged or far too long"),
    "a head of a million letters": (lambda: AGE + b"-> X25519 " + b"A" * MEGABYTE, "sealed-header", "damaged"),
    "sealed with a passphrase": (lambda: pyrage.passphrase.encrypt(b"{}", "x"), "sealed-kind", "with a passphrase"),
    "a passphrase of 2^30 steps": (
        lambda: AGE + b"-> scrypt " + b"A" * 22 + b" 30\n" + b"B" * 43 + b"\n--- " + b"C" * 43 + b"\n",
        "sealed-kind",
        "with a passphrase",
    ),
    "a key of another kind": (lambda: AGE + b"-> ssh-ed25519 AAAA BBBB\nC\n", "sealed-kind", "kind of key"),
    "larger than it may be": (lambda: 201 * MEGABYTE, "file-too-large", "larger than"),
    "a folder": (lambda: None, "file-unreadable", "cannot be read"),
    "the wrong key": (lambda: sealed(b"{}", "eve"), "sealed-for-others", "not sealed for your key in “Fellowship"),
    "cut short": (lambda: sealed(submission())[:-7], "sealed-altered", "end of this file is missing"),
    "cut to a half": (lambda: sealed(submission())[:9000], "sealed-altered", "end of this file is missing"),
    "something behind it": (lambda: sealed(submission()) + b"x", "sealed-altered", "something was added"),
    "an altered byte": (lambda: flipped(sealed(submission()), -50), "sealed-altered", "was altered"),
    "sealed twice": (lambda: sealed(sealed(submission())), "encoding", "no text"),
    "no text inside": (lambda: sealed(b"\xff\xfe\x00\x01"), "encoding", "no text"),
    "an archive inside": (lambda: sealed(b"PK\x03\x04" + b"\x00" * 99), "json-syntax", "not valid JSON"),
    "only padding": (lambda: sealed(b""), "json-syntax", "not valid JSON"),
    "half a document": (lambda: sealed(submission()[:200]), "json-syntax", "not valid JSON"),
    "something behind the document": (lambda: sealed(submission() + b"{}"), "json-syntax", "not valid JSON"),
    "a list": (lambda: sealed(b"[]"), "json-form", "begin with an object"),
    "a name twice": (lambda: sealed(b'{"a": 1, "a": 2}'), "json-duplicate-key", "“a” stands here twice"),
    "not a number": (lambda: sealed(b'{"a": NaN}'), "json-number", "where the format has none"),
    "infinity": (lambda: sealed(b'{"a": -Infinity}'), "json-number", "where the format has none"),
    "a fraction": (lambda: sealed(b'{"a": 1.5}'), "json-number", "where the format has none"),
    "a number of a million digits": (lambda: sealed(b'{"a": ' + b"9" * MEGABYTE + b"}"), "json-number", "number"),
    "nested 17 deep": (lambda: sealed(b'{"a": ' + deep(16).encode() + b"}"), "json-depth", "nested too deeply"),
    "nested 100,000 deep": (lambda: sealed(deep(100_000).encode()), "json-depth", "nested too deeply"),
    "half a character": (lambda: sealed(b'{"a": "\\ud800"}'), "half-character", "half a character"),
    "a byte order mark": (lambda: sealed("\ufeff{}".encode()), "json-syntax", "not valid JSON"),
}  # fmt: skip

# Whatever is signed: submissions (inside the seal), campaigns, cards, answers to tests.
SIGNED: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "no signature": (lambda outer: outer.pop("signature"), "not-signed", "no signature"),
    "a signature that is none": (lambda outer: outer.update(signature=5), "not-signed", "no signature"),
    "one field more": (lambda outer: outer.update(more=1), "not-signed", "no signature"),
    "a document that is a text": (lambda outer: outer.update(document="x"), "not-signed", "no signature"),
    "another signature": (lambda outer: outer.update(signature="0" * 128), "wrong-signature", "does not fit"),
    "signed by somebody else": (lambda outer: outer.update(by=PEOPLE["eve"].card.signs), "wrong-signature", "not fit"),
    "changed after signing": (lambda outer: outer["document"].update(format="x"), "wrong-signature", "changed this"),
}

SUBMISSIONS: dict[str, tuple[Content, str, str]] = {
    "larger inside than it may be": (inner(name="x" * (3 * MEGABYTE)), "file-too-large", "larger than 2 MiB"),
    "for another campaign": (inner(campaign="f" * 32), "other-campaign", "for another campaign"),
    "for another state of it": (inner(judgement="f" * 64), "changed-campaign", "another state of this campaign"),
    "a newer format": (inner(format="leadready/submission/2"), "newer-format", "newer leadready (format 2)"),
    "another kind of file": (lambda: sealed(GOOD_CARD), "other-kind", "another kind of file"),
    "from the future": (inner(at="2027-03-01T00:00:00Z"), "from-the-future", "a time that has not come yet"),
    "a day that there is not": (inner(at="2027-02-30T00:00:00Z"), "wrong-value", "at"),
    "a time that is none": (inner(at="yesterday"), "wrong-value", "at"),
    "a total of its own": (inner(total=100), "unknown-field", "total"),
    "an answer that nobody asked for": (inner(evidence={"fame": "x"}), "unknown-field", "“fame”, which this"),
    "a gate that there is not": (inner(gates={"fame": {"yes": True}}), "unknown-field", "“fame”, which this"),
    "an answer named as a path": (inner(evidence={"../../etc/passwd": "x"}), "wrong-value", "../../etc/passwd"),
    "no name": (inner(name="   "), "wrong-value", "name"),
    "a name of 5,000 letters": (inner(name="x" * 5000), "wrong-value", "name"),
    "an answer of 20,001 letters": (inner(evidence={"led": "x" * 20_001}), "wrong-value", "“led” has"),
    "2,001 answers": (inner(answers={f"i{number}": 1 for number in range(2001)}), "wrong-value", "answers"),
    "an answer that is a list": (inner(answers={"k1": ["c"]}), "wrong-value", "“k1” has"),
    "number 0": (inner(number=0), "wrong-value", "number"),
    "a share that is no number": (inner(gates={"time": {"yes": True, "share": "NaN"}}), "wrong-value", "must be a number"),
    "a share of two posts": (inner(gates={"time": {"yes": True, "share": "2"}}), "wrong-value", "at most 1"),
    "a yes that is a text": (inner(gates={"time": {"yes": "maybe"}}), "wrong-value", "true or false"),
    "a field named by orders for a terminal": (inner(**{"a\x1b[31m": 1}), "control-character", "hidden control"),
    "90,000 unknown fields": (inner(**{f"f{number}": 1 for number in range(90_000)}), "unknown-field", "“f0” is not known"),
    "a name twice in what was signed": (
        lambda: signed_text(lambda text: text.replace('"name":', '"name":"Eve","name":', 1)),
        "json-duplicate-key",
        "“name” stands here twice",
    ),
}  # fmt: skip


def edited(change: Callable[[dict[str, Any]], object]) -> Content:
    def make() -> bytes:
        made = document()
        change(made)
        return sealed(canonical(made), "lea")

    return make


def record(made: dict[str, Any], **changes: Any) -> None:
    made["records"][0].update(changes)


def rewritten(**changes: Any) -> Content:
    """A record that says something else, with a header that was signed anew: only what it says is wrong."""

    def make() -> bytes:
        one = next(iter(LOG.records.values()))
        other = replace(one, **changes)
        made = document()
        made["records"] = [{**made["records"][0], **changes}]
        made["heads"] = [head_of("ann", record_id(other))._asdict()]
        return sealed(canonical(made), "lea")

    return make


BUNDLES: dict[str, tuple[Content, str, str]] = {
    "for another campaign": (lambda: bundle(campaign_id=OTHER.id), "other-campaign", "for another campaign"),
    "a newer format": (edited(lambda made: made.update(format="leadready/panel-bundle/2")), "newer-format", "format 2"),
    "another kind of file": (lambda: sealed(submission()), "other-kind", "another kind of file"),
    "no heads": (edited(lambda made: made.pop("heads")), "wrong-value", "heads"),
    "records that are an object": (edited(lambda made: made.update(records={})), "wrong-value", "records"),
    "a signature that does not fit": (edited(lambda made: made["heads"][0].update(signature="0" * 128)), "wrong-signature", "does not fit"),
    "a signature of somebody else": (edited(lambda made: made["heads"][0].update(author=PEOPLE["bob"].card.signs)), "wrong-signature", "does not fit"),
    "a changed mark": (edited(lambda made: made["records"][0]["payload"].update(more=5)), "wrong-signature", "changed after it was signed"),
    "place 0 of a chain": (edited(lambda made: record(made, sequence=0)), "wrong-value", "sequence"),
    "a clock of 10^12": (edited(lambda made: record(made, clock=10**12)), "wrong-value", "clock"),
    "an unknown field": (edited(lambda made: record(made, more=1)), "wrong-value", "records.0.more"),
    "a kind named as a path": (edited(lambda made: record(made, kind="../../etc")), "wrong-value", "kind"),
    "an applicant named as a path": (edited(lambda made: record(made, about="../x")), "wrong-value", "about"),
    "no hash": (edited(lambda made: made["records"][0].pop("digest")), "wrong-value", "digest"),
    "a payload that is a list": (edited(lambda made: record(made, payload=[1])), "wrong-value", "payload"),
    "a payload nested deeply": (edited(lambda made: record(made, payload={"a": json.loads(deep(20))})), "json-depth", "nested too deeply"),
    "half a million heads": (edited(lambda made: made.update(heads=[1] * 500_000)), "wrong-value", "heads"),
    "a day that there is not": (rewritten(at="2027-02-30T00:00:00Z"), "wrong-value", "at"),
    "from the future": (lambda: bundle(wrote("ann", DECLARED, at="2027-03-01T00:00:00Z")), "from-the-future", "a time that has not come yet"),
    "by a stranger": (lambda: bundle(wrote("eve", DECLARED)), "unknown-author", "has no part in this campaign"),
    "by a rater who left": (lambda: bundle(wrote("dan", DECLARED)), "left-panel", "Dan wrote in it after leaving"),
}  # fmt: skip


def campaign(**changes: Any) -> Content:
    return lambda: signed({**CAMPAIGN.model_dump(mode="json"), **changes}, PEOPLE["lea"].signing)


def _members(count: int) -> list[dict[str, Any]]:
    one = CAMPAIGN.members[1].model_dump(mode="json")
    return [{**one, "id": f"m{number}"} for number in range(count)]


CAMPAIGNS: dict[str, tuple[Content, str, str]] = {
    "nothing": (lambda: b"", "json-syntax", "not valid JSON"),
    "no text": (lambda: b"\xff\xfe\x00", "encoding", "UTF-8"),
    "cut short": (lambda: GOOD_CAMPAIGN[:-20], "json-syntax", "not valid JSON"),
    "larger than it may be": (lambda: 11 * MEGABYTE, "file-too-large", "larger than 10 MiB"),
    "an altered byte": (lambda: GOOD_CAMPAIGN.replace(b"Severn", b"Severm"), "wrong-signature", "changed this file"),
    "signed by a rater": (lambda: signed(CAMPAIGN.model_dump(mode="json"), PEOPLE["ann"].signing), "wrong-signature", "Nobody who leads this campaign signed it"),
    "signed by a stranger": (lambda: signed(CAMPAIGN.model_dump(mode="json"), PEOPLE["eve"].signing), "wrong-signature", "Nobody who leads"),
    "a newer format": (campaign(format="leadready/campaign/2"), "newer-format", "format 2"),
    "another kind of file": (lambda: GOOD_CARD, "other-kind", "another kind of file"),
    "another campaign": (lambda: campaign_file(OTHER, PEOPLE["lea"]), "other-campaign", "another campaign"),
    "changed people": (campaign(raters_each=3), "changed-campaign", "differ from what this campaign was before"),
    "weights that do not add up": (campaign(weights={"evidence": "50"}), "unsound-campaign", "do not add up to 100"),
    "weights that are no numbers": (campaign(weights={"evidence": "NaN"}), "wrong-value", "“evidence” has"),
    "a line turned round": (campaign(title="Fellow\u202eship"), "control-character", "hidden control character"),
    "orders for a terminal": (campaign(title="\x1b[31mRed"), "control-character", "hidden control character"),
    "19 members": (campaign(members=_members(19)), "wrong-value", "members"),
    "a recipient that is none": (campaign(recovery="age1nonsense"), "wrong-value", "recovery"),
    "a prompt named as a path": (campaign(prompts={"../x": {"title": "T", "prompt": "P", "words": 99}}), "wrong-value", "../x"),
    "a name twice": (lambda: GOOD_CAMPAIGN[:-1] + b',"by":"x"}', "json-duplicate-key", "“by” stands here twice"),
    "nested 100,000 deep": (lambda: deep(100_000).encode(), "json-depth", "nested too deeply"),
    "half a character": (lambda: GOOD_CAMPAIGN.replace(b"Severn", b"Sev\\udfffern"), "half-character", "half a character"),
}  # fmt: skip


def card(**changes: Any) -> Content:
    return lambda: signed({**PEOPLE["ann"].card.model_dump(), **changes}, PEOPLE["ann"].signing)


CARDS: dict[str, tuple[Content, str, str]] = {
    "another's key for one's own": (
        lambda: signed(Card(name="Eve", signs=PEOPLE["ann"].card.signs, seals=PEOPLE["eve"].card.seals).model_dump(), PEOPLE["eve"].signing),
        "wrong-signature",
        "Somebody else signed this card",
    ),
    "a newer format": (card(format="leadready/card/2"), "newer-format", "format 2"),
    "another kind of file": (lambda: GOOD_CAMPAIGN, "other-kind", "another kind of file"),
    "a recipient that is none": (card(seals="age1nonsense"), "wrong-value", "seals"),
    "no name": (card(name=""), "wrong-value", "name"),
    "orders for a terminal": (card(name="Ann\x1b]0;x\x07"), "control-character", "hidden control character"),
    "a line turned round": (card(name="Ann \u202eretaR"), "control-character", "hidden control character"),
    "larger than it may be": (lambda: 11 * MEGABYTE, "file-too-large", "larger than 10 MiB"),
}  # fmt: skip


def locked(content: bytes) -> bytes:
    return pyrage.passphrase.encrypt(content, WORDS)


KEYS: dict[str, tuple[Content, str, str]] = {
    "nothing": (lambda: b"", "sealed-kind", "no key of leadready"),
    "2^22 steps": (lambda: AGE + b"-> scrypt " + b"A" * 22 + b" 22\n" + b"B" * 43 + b"\n--- " + b"C" * 43 + b"\nx", "sealed-kind", "no key of leadready"),
    "sealed for a key": (lambda: sealed(b"{}", "ann"), "sealed-kind", "no key of leadready"),
    "larger than it may be": (lambda: 2 * MEGABYTE, "file-too-large", "larger than 1 MiB"),
}  # fmt: skip
SLOW_KEYS: dict[str, tuple[Content, str, str]] = {
    "other words": (lambda: pyrage.passphrase.encrypt(b"{}", "x"), "wrong-passphrase", "do not open this key"),
    "cut short": (lambda: key_file(PEOPLE["ann"], WORDS)[:-9], "wrong-passphrase", "do not open this key"),
    "a newer format": (lambda: locked(b'{"format":"leadready/key/2"}'), "newer-format", "format 2"),
    "another kind of file": (lambda: locked(GOOD_CARD), "other-kind", "another kind of file"),
    "no key inside": (lambda: locked(b'{"format":"leadready/key/1","name":"A","signing":"x","identity":"y"}'), "wrong-passphrase", "do not open"),
}  # fmt: skip
"""Opening a key takes a second or two on purpose, so of these only what is said is looked at."""


def trial(**changes: Any) -> Content:
    said = Trial(campaign=CAMPAIGN.id, who="lea", proof=proof(CAMPAIGN, "lea", SECRET)).model_dump()
    return lambda: sealed(canonical({**said, **changes}), "lea")


TRIALS: dict[str, tuple[Content, str, str]] = {
    "a newer format": (trial(format="leadready/panel-test/2"), "newer-format", "format 2"),
    "another kind of file": (lambda: sealed(submission()), "other-kind", "another kind of file"),
    "a proof that is none": (trial(proof="x"), "wrong-value", "proof"),
    "somebody named as a path": (trial(who="../lea"), "wrong-value", "who"),
    "an unknown field": (trial(more="x"), "unknown-field", "more"),
}


def answered(**changes: Any) -> Content:
    said = OpeningProof(campaign=CAMPAIGN.id, who="lea", proof=proof(CAMPAIGN, "lea", SECRET)).model_dump()
    return lambda: signed({**said, **changes}, PEOPLE["lea"].signing)


ANSWERS: dict[str, tuple[Content, str, str]] = {
    "a newer format": (answered(format="leadready/panel-opened/2"), "newer-format", "format 2"),
    "another kind of file": (lambda: GOOD_CARD, "other-kind", "another kind of file"),
    "a proof that is none": (answered(proof="x"), "wrong-value", "proof"),
}


def drafted(**changes: Any) -> Content:
    same = ("id", "seed", "assessment", "assessment_version", "assessment_hash", "rubric", "order", "recovery")
    said = {"format": "leadready/campaign-draft/1", "secret": SECRET, "prompts": {}, "criteria": {}}
    said |= {name: CAMPAIGN.model_dump(mode="json")[name] for name in same}
    return lambda: canonical({**said, **changes})


DRAFTS: dict[str, tuple[Content, str, str]] = {
    "nothing": (lambda: b"", "json-syntax", "not valid JSON"),
    "a newer format": (drafted(format="leadready/campaign-draft/2"), "newer-format", "format 2"),
    "another kind of file": (lambda: GOOD_CARD, "other-kind", "another kind of file"),
    "a secret that is none": (drafted(secret="x"), "wrong-value", "secret"),  # noqa: S106 - it is none
    "an unknown field": (drafted(campaign={}), "unknown-field", "campaign"),
    "a name twice": (lambda: b'{"format":"leadready/campaign-draft/1","format":"x"}', "json-duplicate-key", "twice"),
}

SETTINGS = "format: leadready/campaign-settings/1\ntitle: T\nabout: A\ncontact: C\nprivacy: P\nresponsible: R\nrubric: selection\ndates: {opens: 2027-01-01, closes: '2027-02-01T12:00:00Z', retain_until: 2028-02-01}\n"
YAML: dict[str, tuple[str | bytes, str, str]] = {
    "nothing": ("", "wrong-value", "named entries"),
    "a bomb of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml-anchor", "Anchors"),
    "a merge key": ("<<: {a: b}\n", "yaml-merge", ""),
    "a name twice": (SETTINGS + "title: U\n", "yaml-duplicate-key", "title"),
    "a tag": ("format: !!python/object:os.system x\n", "yaml-tag", ""),
    "nested 40 deep": ("a: " + deep(40) + "\n", "yaml-too-deep", ""),
    "larger than it may be": ("# " + "x" * (2 * MEGABYTE), "file-too-large", "larger than"),
    "no text": (b"\xff\xfe\x00\x01", "encoding", "UTF-8"),
    "a newer format": (SETTINGS.replace("settings/1", "settings/2"), "newer-format", "format 2"),
    "another kind of file": (SETTINGS.replace("campaign-settings", "application"), "other-kind", "another kind"),
    "an unknown field": (SETTINGS + "colour: red\n", "unknown-field", "colour"),
    "self-report beyond its cap": (SETTINGS + "weights: {evidence: 50, self_report: 50}\n", "wrong-value", "self_report"),
    "a day that there is not": (SETTINGS.replace("2028-02-01", "2028-02-31"), "wrong-value", "retain_until"),
}  # fmt: skip
PEOPLE_TEXT = "format: leadready/campaign-people/1\npeople:\n  ann: {card: CARD, roles: [rater]}\nrecovery: r.lrcard\n"
PEOPLE_FILES: dict[str, tuple[str | bytes, str, str]] = {
    "a card named as a path": (PEOPLE_TEXT.replace("CARD", "../../etc/passwd"), "wrong-value", "card"),
    "a card named as a path of Windows": (PEOPLE_TEXT.replace("CARD", "'C:\\secret'"), "wrong-value", "card"),
    "a card with a zero in its name": (PEOPLE_TEXT.replace("CARD", '"a\\0b"'), "wrong-value", "card"),
    "a role that there is not": (PEOPLE_TEXT.replace("rater", "king"), "wrong-value", "roles"),
    "a newer format": (PEOPLE_TEXT.replace("people/1", "people/2"), "newer-format", "format 2"),
    "another kind of file": (SETTINGS, "other-kind", "another kind"),
    "nobody": ("format: leadready/campaign-people/1\npeople: {}\nrecovery: r.lrcard\n", "wrong-value", "people"),
}

AUDITS: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "a changed total": (lambda made: next(iter(made["standings"].values())).update(total="99"), "audit-fails", "Worked out again"),
    "a changed mark": (lambda made: next(one for one in made["records"] if one["kind"] == "rated")["payload"].update(mark=1), "wrong-signature", "changed after it was signed"),
    "a mark taken out": (lambda made: made["records"].remove(next(one for one in made["records"] if one["kind"] == "rated")), "audit-fails", "Worked out again"),
    "a signature that does not fit": (lambda made: made["heads"][0].update(signature="0" * 128), "wrong-signature", "does not fit"),
    "a changed campaign": (lambda made: made.update(campaign=made["campaign"].replace("Severn", "Thames")), "wrong-signature", "changed this file"),
    "no campaign": (lambda made: made.pop("campaign"), "json-syntax", "not valid JSON"),
    "a newer format": (lambda made: made.update(format="leadready/panel-audit/2"), "newer-format", "format 2"),
    "another kind of file": (lambda made: made.update(format="leadready/card/1"), "other-kind", "another kind"),
    "one field more": (lambda made: made.update(more=1), "audit-fails", "Worked out again"),
    "standings of nobody": (lambda made: made.update(standings={}), "audit-fails", "Worked out again"),
}  # fmt: skip


def _signed_cases(kind: str, good: Callable[[], bytes], wrap: Callable[[bytes], bytes]) -> dict[str, Case]:
    def make(change: Callable[[dict[str, Any]], object]) -> Content:
        def content() -> bytes:
            outer = json.loads(good())
            change(outer)
            return wrap(canonical(outer))

        return content

    return {f"{kind}: {name}": Case(kind, make(change), code, says) for name, (change, code, says) in SIGNED.items()}


def cases() -> dict[str, Case]:
    """Give all of them by name. Audit packs are made beside (`test_hostile.py`), since they need a round."""
    found: dict[str, Case] = {}
    for kind, some in (
        ("submission", SEALED | SUBMISSIONS), ("bundle", SEALED | BUNDLES), ("campaign", CAMPAIGNS), ("card", CARDS),
        ("key", KEYS | SLOW_KEYS), ("trial", SEALED | TRIALS), ("opened", ANSWERS), ("draft", DRAFTS),
    ):  # fmt: skip
        found |= {f"{kind}: {name}": Case(kind, *case) for name, case in some.items()}
    # Before a round is open nobody knows its title; and one file is read at a time.
    found["trial: the wrong key"] = replace(found["trial: the wrong key"], says="sealed for other people")
    for kind in ("bundle", "trial"):
        found[f"{kind}: a folder"] = replace(found[f"{kind}: a folder"], code="")
    for kind, texts in (("settings", YAML), ("people", PEOPLE_FILES)):
        for name, (text, code, says) in texts.items():
            content = text if isinstance(text, bytes) else text.encode()
            found[f"{kind}: {name}"] = Case(kind, lambda content=content: content, code, says)  # type: ignore[misc]
    found |= _signed_cases("submission", submission, sealed)
    found |= _signed_cases("campaign", lambda: GOOD_CAMPAIGN, bytes)
    found |= _signed_cases("card", lambda: GOOD_CARD, bytes)
    found |= _signed_cases("opened", answered(), bytes)  # type: ignore[arg-type]
    return found


__all__ = ["AUDITS", "SLOW_KEYS", "Case", "cases"]
