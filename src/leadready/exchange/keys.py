"""A person's keys for panels, and the card by which others know them.

The private part lies in a file that six words open (age with scrypt, about a second's work for each guess). Who loses
the words loses the key; the campaign's recovery key is for that day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Literal, NoReturn, cast

from pydantic import StringConstraints

from leadready.canonical import canonical, content_hash
from leadready.exchange.sealing import opened, opened_text, seal
from leadready.exchange.signing import SigningKey, is_signed, read_signed, signed
from leadready.exchange.strict_json import check_format, read_strict, refuse_hidden
from leadready.exchange.words import fingerprint, tidied
from leadready.instrument.definition import Definition, Name
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.text_files import MEGABYTE, too_large
from leadready.language import _
from leadready.panel.record import Hash

CARD_SUFFIX, KEY_SUFFIX, SPARE_SUFFIX = ".lrcard", ".lrkey", ".lrspare"
LARGEST_KEY = MEGABYTE
MOST_WORK = 21
"""Two to the power of this many steps of scrypt: age asks for as many as take its writer a second, a file for any."""
_STANZA = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} (?P<work>[1-9]\d?)\n")
KEY_FORMAT, SPARE_FORMAT = "leadready/key/1", "leadready/spare-key/1"
Recipient = Annotated[str, StringConstraints(pattern=r"^age1[02-9ac-hj-np-z]{58}$")]
"""An age recipient: where somebody's letters are sealed to."""


class Card(Definition):
    """What others need of a person: the name, the key that signs, and where to seal to."""

    format: Literal["leadready/card/1"] = "leadready/card/1"
    name: Name
    signs: Hash
    seals: Recipient

    @property
    def words(self) -> str:
        """Six words to compare by telephone."""
        return fingerprint(content_hash({"signs": self.signs, "seals": self.seals}))


@dataclass(frozen=True, slots=True)
class Keys:
    """A person's own keys. Neither private part is ever shown."""

    name: str
    signing: SigningKey
    identity: str = field(repr=False)

    @classmethod
    def new(cls, name: str) -> Keys:
        """Make keys by chance."""
        import pyrage

        return cls(name, SigningKey.new(), str(pyrage.x25519.Identity.generate()))

    @property
    def card(self) -> Card:
        """The public part."""
        return Card(name=self.name, signs=self.signing.public, seals=recipient_of(self.identity))


def recipient_of(identity: str) -> str:
    """Give the age recipient of an age identity; raises ValueError for what is none, and does not repeat it."""
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(identity.strip().upper()).to_public())
    except pyrage.IdentityError:
        raise ValueError from None


def card_file(keys: Keys) -> bytes:
    """Write a card, signed by the key that it names: nobody can take another's key for their own."""
    return signed(keys.card.model_dump(), keys.signing)


def read_card(text: str, file: str) -> Card:
    """Read somebody's card.

    Raises:
        ProblemsFound: it is no card, or not signed by the key in it.
    """
    card, by = read_signed(Card, text, file)
    if card.signs != by:
        what = _("Somebody else signed this card.")
        raise ProblemsFound([Problem(file, 0, "wrong-signature", what, _("Ask for the card again."))])
    return card


def key_file(keys: Keys, passphrase: str) -> bytes:
    """Write the private keys, to be opened by a passphrase."""
    import pyrage

    return pyrage.passphrase.encrypt(canonical(_document(keys)), tidied(passphrase))


def _document(keys: Keys) -> dict[str, str]:
    return {
        "format": KEY_FORMAT,
        "name": keys.name,
        "signing": keys.signing.seed,
        "identity": keys.identity,
    }


def read_keys(content: bytes, passphrase: str, file: str) -> Keys:
    """Open private keys with their passphrase. Takes about a second.

    Raises:
        ProblemsFound: the passphrase does not open it, it is no such file, or the keys in it do not work.
    """
    import pyrage

    if len(content) > LARGEST_KEY:
        raise ProblemsFound([too_large(file, LARGEST_KEY)])
    work = _STANZA.match(content)
    if work is None or int(work["work"]) > MOST_WORK:
        what = _("This is no key of leadready.")
        raise ProblemsFound([Problem(file, 0, "sealed-kind", what, _("Choose the file that ends in .lrkey."))])
    try:
        text = pyrage.passphrase.decrypt(content, tidied(passphrase)).decode()
    except pyrage.DecryptError as error:
        if str(error).startswith("Excessive work"):
            # age measures how quick the computer is just now, and tries nothing that would take far too long.
            what = _("This computer is too busy to open a key just now.")
            advice = _("Close other programs and try again. The words may well be right.")
            raise ProblemsFound([Problem(file, 0, "too-busy", what, advice)]) from None
        _no_keys(file)
    except UnicodeDecodeError:
        _no_keys(file)
    return _keys_in(text, file)


def spare_file(keys: Keys, recovery: str) -> bytes:
    """Write the private keys once more, sealed for the recovery key of a round: for the day when the words are lost.

    Args:
        keys: The keys.
        recovery: Recipient of the recovery key.
    """
    return seal(canonical({"format": SPARE_FORMAT, "keys": _document(keys)}), [recovery])


def read_spare(content: bytes, identity: str, file: str) -> Keys:
    """Open keys by the recovery key, as it was typed from paper.

    Raises:
        ProblemsFound: it is no such file, or sealed for another recovery key.
    """
    text = opened_text(content, identity, file)
    document = read_strict(text, file, advice=_("Use your backup of this file."))
    check_format(document, SPARE_FORMAT, file)
    inner: object = document.get("keys")
    return _keys_in(canonical(cast("dict[str, object]", inner)).decode() if isinstance(inner, dict) else "{}", file)


def check_keys(keys: Keys, file: str) -> None:
    """See that keys do what they are for, before anybody relies on them: seal and open, sign and check.

    Raises:
        ProblemsFound: they do not.
    """
    text = b'{"test":"leadready"}'
    try:
        works = opened(seal(text, [keys.card.seals]), keys.identity, file).strip() == text
        works = works and is_signed({"test": file}, keys.signing.public, keys.signing.signature({"test": file}))
    except (ProblemsFound, ValueError):
        works = False
    if not works:
        what = _("This key failed its test: what is sealed for it, it does not open.")
        advice = _("Do not go on with it. Use your backup of the key file; if that fails too, make a new key.")
        raise ProblemsFound([Problem(file, 0, "key-test", what, advice)])


def _keys_in(text: str, file: str) -> Keys:
    document = read_strict(text, file, advice=_("Use your backup of this file."))
    check_format(document, KEY_FORMAT, file)
    refuse_hidden(document, file, _("Use your backup of this file."))
    try:
        recipient_of(str(document["identity"]))
        keys = Keys(str(document["name"]), SigningKey(str(document["signing"])), str(document["identity"]))
        _public = keys.signing.public
    except (KeyError, ValueError):
        _no_keys(file)
    check_keys(keys, file)
    return keys


def _no_keys(file: str) -> NoReturn:
    what = _("These words do not open this key.")
    advice = _("Check the six words and their order; they are small letters with spaces between.")
    raise ProblemsFound([Problem(file, 0, "wrong-passphrase", what, advice)])
