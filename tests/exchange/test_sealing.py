"""Sealed and signed files: whom they open for, and every way to spoil them."""

from __future__ import annotations

import json
import time
from typing import Literal

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready.canonical import canonical
from leadready.exchange.keys import Card, Keys, card_file, key_file, read_card, read_keys, recipient_of
from leadready.exchange.sealing import LARGEST, MOST_STANZAS, check_header, opened, seal
from leadready.exchange.signing import SigningKey, is_signed, read_signed, signed, verified
from leadready.exchange.words import fingerprint, passphrase, tidied
from leadready.instrument.definition import Definition
from leadready.instrument.problems import ProblemsFound


class Named(Definition):
    format: Literal["leadready/named/1"] = "leadready/named/1"
    name: str


ANN, BOB, EVE = (Keys.new(name) for name in ("Ann", "Bob", "Eve"))


def codes(call, *arguments, **options):
    with pytest.raises(ProblemsFound) as caught:
        call(*arguments, **options)
    return [problem.code for problem in caught.value.problems]


def test_a_sealed_document_opens_for_those_it_is_sealed_for_and_no_one_else():
    sealed = seal(b'{"a": "secret"}', [ANN.card.seals, BOB.card.seals])
    assert b"secret" not in sealed
    for keys in (ANN, BOB):
        assert json.loads(opened(sealed, keys.identity, "a.lrsub")) == {"a": "secret"}
    assert codes(opened, sealed, EVE.identity, "a.lrsub") == ["sealed-for-others"]


@pytest.mark.parametrize("length", [0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1])
def test_the_length_of_a_sealed_file_tells_only_whole_steps(length):
    plain = opened(seal(b"x" * length, [ANN.card.seals]), ANN.identity, "a")
    assert len(plain) % (16 * 1024) == 0
    assert plain.rstrip(b" ") == b"x" * length


@settings(max_examples=300)
@given(st.data())
def test_every_altered_byte_is_noticed(data):
    sealed = _SEALED
    place = data.draw(st.integers(0, len(sealed) - 1))
    altered = bytearray(sealed)
    altered[place] ^= 1 << data.draw(st.integers(0, 7))
    # What remains acceptable may only be what age itself does not count: nothing.
    assert codes(opened, bytes(altered), ANN.identity, "a")


@given(st.data())
def test_every_cut_and_everything_added_is_noticed(data):
    place = data.draw(st.integers(0, len(_SEALED) - 1))
    assert codes(opened, _SEALED[:place], ANN.identity, "a")
    assert codes(opened, _SEALED + data.draw(st.binary(min_size=1, max_size=40)), ANN.identity, "a") == [
        "sealed-altered"
    ]


_SEALED = seal(b"{}", [ANN.card.seals, BOB.card.seals])


def stanzas(count):
    return b"age-encryption.org/v1\n" + (b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n") * count


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sealed-form"),
        (b"PK\x03\x04", "sealed-form"),
        (b"age-encryption.org/v2\n-> X25519", "sealed-form"),
        (b"age-encryption.org/v1\n", "sealed-header"),
        (b"age-encryption.org/v1\n\n\n\n", "sealed-header"),
        (stanzas(5000), "sealed-header"),
        (stanzas(MOST_STANZAS + 1) + b"--- " + b"C" * 43 + b"\n", "sealed-header"),
        (b"age-encryption.org/v1\n-> " + b"x" * 9000 + b"-grease\n", "sealed-kind"),
        (b"age-encryption.org/v1\n-> ssh-ed25519 AAAA BBBB\nC\n", "sealed-kind"),
        (pyrage.passphrase.encrypt(b"{}", "six words"), "sealed-kind"),
        (b"x" * (LARGEST + 1), "file-too-large"),
    ],
)
def test_what_is_no_sealed_file_of_ours_is_refused_before_the_library_sees_it(content, code):
    began = time.process_time()
    assert codes(opened, content, ANN.identity, "a.lrsub") == [code]
    assert time.process_time() - began < 2


def test_grease_which_age_adds_on_purpose_is_no_fault():
    for _time in range(40):
        check_header(seal(b"{}", [ANN.card.seals]), "a")


def test_nobody_seals_for_nobody_or_for_a_crowd():
    for recipients, complaint in (([], "0"), ([ANN.card.seals] * MOST_STANZAS, "20"), (["age1nonsense"], "Bech32")):
        with pytest.raises(ValueError, match=complaint):
            seal(b"{}", recipients)


def test_a_signature_fits_one_document_and_one_key():
    document = {"format": "x/1", "a": [1, "é"]}
    mark = ANN.signing.signature(document)
    assert is_signed(document, ANN.signing.public, mark)
    assert is_signed({"a": [1, "é"], "format": "x/1"}, ANN.signing.public, mark)
    assert not is_signed({**document, "a": [2, "é"]}, ANN.signing.public, mark)
    assert not is_signed(document, BOB.signing.public, mark)
    for nonsense in ("", "zz", "00", "0" * 63, "0" * 64, "f" * 130):
        assert not is_signed(document, nonsense, mark)
        assert not is_signed(document, ANN.signing.public, nonsense)


def test_the_keys_of_the_published_examples_sign_as_published():
    """RFC 8032, 7.1, the secret of test 1: its public key."""
    key = SigningKey("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert key.public == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda outer: outer.pop("signature"), "not-signed"),
        (lambda outer: outer.update(more=1), "not-signed"),
        (lambda outer: outer.update(document="text"), "not-signed"),
        (lambda outer: outer.update(by=5), "not-signed"),
        (lambda outer: outer.update(by=BOB.signing.public), "wrong-signature"),
        (lambda outer: outer["document"].update(name="Mallory"), "wrong-signature"),
        (lambda outer: outer.update(signature="0" * 128), "wrong-signature"),
    ],
)
def test_a_signed_document_that_was_touched_is_refused(spoil, code):
    outer = json.loads(card_file(ANN))
    spoil(outer)
    assert codes(verified, outer, canonical(outer).decode(), "ann.lrcard") == [code]


def test_a_signature_holds_in_whatever_form_the_document_came():
    """As `signed` writes it, filled up as a seal does it, or written by another program: names in any order."""
    said = {"name": "Zoë", "a": [1, {"b": None}]}
    whole = signed(said, ANN.signing).decode()
    outer = json.loads(whole)
    turned = {"signature": outer["signature"], "document": {"name": "Zoë", "a": [1, {"b": None}]}, "by": outer["by"]}
    for text in (whole, whole + " " * 900, json.dumps(turned, indent=2), json.dumps(turned)):
        assert verified(json.loads(text), text, "a") == (said, ANN.signing.public)


def test_what_stands_beside_the_document_is_not_taken_for_it():
    """One document is signed and another stands in the file, in every way in which both can be in it."""
    whole = signed({"format": "leadready/named/1", "name": "Ann"}, ANN.signing).decode()
    by, mark = json.loads(whole)["by"], json.loads(whole)["signature"]
    good, bad = (
        '"document":{"format":"leadready/named/1","name":"Ann"}',
        '"document":{"format":"leadready/named/1","name":"Eve"}',
    )
    for text in (
        f'{{"by":"{by}",{bad},"signature":"{mark}"}}',
        f'{{"by":"{by}",{good},{bad},"signature":"{mark}"}}',
        f'{{"by":"{by}",{bad},{good},"signature":"{mark}"}}',
        f'{{"by":"{by}",{good},"signature":"{mark}"}}{{"by":"{by}",{bad},"signature":"{mark}"}}',
        f'{{"by":"{by}","document":{{"x":{{"format":"leadready/named/1","name":"Ann"}}}},"signature":"{mark}"}}',
    ):
        with pytest.raises(ProblemsFound):
            read_signed(Named, text, "a")
    assert read_signed(Named, whole, "a")[0].name == "Ann"


def test_a_card_names_its_keys_and_is_signed_by_them():
    card = read_card(card_file(ANN).decode(), "ann.lrcard")
    assert card == ANN.card
    assert card.seals == recipient_of(ANN.identity)
    assert len(card.words.split()) == 6
    assert card.words == ANN.card.words != BOB.card.words


def test_nobody_takes_anothers_key_for_their_own():
    stolen = Card(name="Eve", signs=ANN.card.signs, seals=EVE.card.seals)
    assert codes(read_card, signed(stolen.model_dump(), EVE.signing).decode(), "eve.lrcard") == ["wrong-signature"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "leadready/card/2"}, "newer-format"),
        ({"format": "leadready/campaign/1"}, "other-kind"),
        ({"format": 5}, "other-kind"),
        ({"seals": "age1nonsense"}, "wrong-value"),
        ({"signs": "0"}, "wrong-value"),
        ({"name": ""}, "wrong-value"),
        ({"more": "x"}, "unknown-field"),
    ],
)
def test_a_signed_card_with_something_wrong_in_it_is_refused_by_name(change, code):
    content = signed({**ANN.card.model_dump(), **change}, ANN.signing)
    assert codes(read_card, content.decode(), "ann.lrcard") == [code]


def test_what_was_signed_is_read_again_with_who_signed_it():
    assert read_signed(Card, card_file(BOB).decode(), "bob") == (BOB.card, BOB.signing.public)


def test_keys_open_with_their_six_words_however_they_are_typed():
    words = passphrase()
    content = key_file(ANN, words)
    assert read_keys(content, "  " + words.upper().replace(" ", ", "), "ann.lrkey") == ANN
    assert codes(read_keys, content, passphrase(), "ann.lrkey") == ["wrong-passphrase"]
    assert codes(read_keys, content[:-3], words, "ann.lrkey") == ["wrong-passphrase"]
    assert codes(read_keys, b"nonsense", words, "ann.lrkey") == ["sealed-kind"]


def test_a_computer_that_is_too_busy_for_a_key_is_no_wrong_word(monkeypatch):
    content = key_file(Keys.new("Ann"), "six words")

    def refuse(*_given):
        # As age says it where its measure of the computer is sixteen times off.
        message = "Excessive work parameter for passphrase.\nDecryption would take around 512 seconds."
        raise pyrage.DecryptError(message)

    monkeypatch.setattr(pyrage.passphrase, "decrypt", refuse)
    assert codes(read_keys, content, "six words", "ann.lrkey") == ["too-busy"]


def test_a_key_shows_nothing_of_itself():
    said = repr(ANN)
    assert ANN.identity not in said
    assert ANN.signing.seed not in said
    with pytest.raises(ValueError, match="^$"):
        recipient_of("AGE-SECRET-KEY-1NONSENSE")


def test_fingerprints_are_the_first_66_bits_in_words():
    assert fingerprint("0" * 64) == " ".join(["abandon"] * 6)
    assert fingerprint("f" * 64) == " ".join(["zoo"] * 6)
    # The first 11 bits are 1, so the first word is the second of the list; 66 bits are 16.5 hexadecimal digits.
    assert fingerprint("002" + "0" * 61).split() == ["ability", *["abandon"] * 5]
    assert fingerprint("0" * 16 + "4" + "0" * 47).split() == [*["abandon"] * 5, "ability"]


def test_passphrases_are_of_the_list_and_differ():
    made = {passphrase() for _time in range(50)}
    assert len(made) == 50
    assert all(len(words.split()) == 6 and tidied(words) == words for words in made)
