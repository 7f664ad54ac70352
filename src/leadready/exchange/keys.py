"""A person's keys for panels, and the card by which others know them.

The private part lies in a file that six words open (age with scrypt, about a second's work for each guess). Who loses
the words loses the key; the campaign's recovery key is for that day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, NoReturn

from pydantic import StringConstraints

from leadready.canonical import canonical, content_hash
from leadready.exchange.signing import SigningKey, read_signed, signed
from leadready.exchange.strict_json import read_strict
from leadready.exchange.words import fingerprint, tidied
from leadready.instrument.definition import Definition, Name
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.panel.record import Hash

CARD_SUFFIX, KEY_SUFFIX = ".lrcard", ".lrkey"
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

    document = {
        "format": "leadready/key/1",
        "name": keys.name,
        "signing": keys.signing.seed,
        "identity": keys.identity,
    }
    return pyrage.passphrase.encrypt(canonical(document), tidied(passphrase))


def read_keys(content: bytes, passphrase: str, file: str) -> Keys:
    """Open private keys with their passphrase. Takes about a second.

    Raises:
        ProblemsFound: the passphrase does not open it, or it is no such file.
    """
    import pyrage

    try:
        text = pyrage.passphrase.decrypt(content, tidied(passphrase)).decode()
    except (pyrage.DecryptError, UnicodeDecodeError):
        _no_keys(file)
    document = read_strict(text, file, advice=_("Use your backup of this file."))
    try:
        recipient_of(str(document["identity"]))
        keys = Keys(str(document["name"]), SigningKey(str(document["signing"])), str(document["identity"]))
        _public = keys.signing.public
    except (KeyError, ValueError):
        _no_keys(file)
    return keys


def _no_keys(file: str) -> NoReturn:
    what = _("These words do not open this key.")
    advice = _("Check the six words and their order; they are small letters with spaces between.")
    raise ProblemsFound([Problem(file, 0, "wrong-passphrase", what, advice)])
