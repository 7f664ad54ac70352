"""Signatures: who wrote a document, and that nobody changed it since (Ed25519, RFC 8032)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from leadready.canonical import canonical
from leadready.exchange.strict_json import check_format, read_defined, read_strict, refuse_hidden
from leadready.instrument.definition import Definition
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

D = TypeVar("D", bound=Definition)

_PURPOSE = b"leadready/signed/1\n"
_FIELDS = ["by", "document", "signature"]
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


@dataclass(frozen=True)
class SigningKey:
    """A private key, as 32 bytes in hexadecimal. It is never shown, also not in an error."""

    seed: str = field(repr=False)

    @classmethod
    def new(cls) -> SigningKey:
        """Make a key by chance."""
        return cls(secrets.token_hex(_KEY_BYTES))

    @cached_property
    def public(self) -> str:
        """The public key, in hexadecimal."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.seed))
        return key.public_key().public_bytes_raw().hex()

    def signature(self, document: Mapping[str, Any]) -> str:
        """Sign a document in its only form; gives 64 bytes in hexadecimal."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.seed))
        return key.sign(_PURPOSE + canonical(document)).hex()


def is_signed(document: Mapping[str, Any], by: str, signature: str) -> bool:
    """Whether this public key signed this document. What is no key or no signature has not."""
    return _is_under(signature, by, canonical(document))


def _is_under(signature: str, by: str, document: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key, mark = bytes.fromhex(by), bytes.fromhex(signature)
        # One form only: a capital letter, or a space between, is another file with the same meaning.
        if len(key) != _KEY_BYTES or len(mark) != _SIGNATURE_BYTES or key.hex() != by or mark.hex() != signature:
            return False
        Ed25519PublicKey.from_public_bytes(key).verify(mark, _PURPOSE + document)
    except (ValueError, InvalidSignature):
        return False
    return True


def signed(document: Mapping[str, Any], key: SigningKey) -> bytes:
    """Write a document with its signature, in its only form."""
    return canonical({"document": document, "by": key.public, "signature": key.signature(document)})


def verified(outer: Mapping[str, Any], text: str, file: str) -> tuple[dict[str, Any], str]:
    """Give the document that was signed, and the public key of who signed it.

    Args:
        outer: What was read, strictly.
        text: What it was read from.
        file: How problems name it.

    Raises:
        ProblemsFound: it has no signature, or one that does not fit.
    """
    by, signature, document = outer.get("by"), outer.get("signature"), outer.get("document")
    if sorted(outer) != _FIELDS or not (
        isinstance(by, str) and isinstance(signature, str) and isinstance(document, dict)
    ):
        what = _("This file has no signature where one belongs.")
        raise ProblemsFound([Problem(file, 0, "not-signed", what, _("Ask for the file again."))])
    inner = cast("dict[str, Any]", document)
    within = _as_signed(text, by, signature)
    if not (within and _is_under(signature, by, within)) and not is_signed(inner, by, signature):
        raise ProblemsFound([_changed(file)])
    return inner, by


def _as_signed(text: str, by: str, signature: str) -> bytes | None:
    """Find the document in the text as it was signed; None where the text is not as `signed` writes it.

    What stands between these two ends is the document and nothing else: read strictly, no name can stand there twice.
    """
    before, after = f'{{"by":"{by}","document":', f',"signature":"{signature}"}}'
    whole = text[: text.rfind("}") + 1]  # without what a seal fills it up with
    if not (whole.startswith(before) and whole.endswith(after)):
        return None
    return whole[len(before) : -len(after)].encode()


def _changed(file: str) -> Problem:
    what = _("The signature does not fit: somebody changed this file after it was signed.")
    return Problem(file, 0, "wrong-signature", what, _("Ask for the file again."))


def read_signed(model: type[D], text: str, file: str, *, plain: bool = True) -> tuple[D, str]:
    """Read a signed document as what it should be; gives it and the public key of who signed it.

    Args:
        model: What it should be.
        text: What the file holds.
        file: How problems name it.
        plain: Whether hidden characters in its texts are a fault; where people write at length they are not.

    Raises:
        ProblemsFound: it is not signed, is something else, of a newer version, or has something wrong in it.
    """
    outer = read_strict(text, file, advice=_("Ask for the file again."))
    document, by = verified(outer, text, file)
    # Inside a seal no byte can change; outside, even a capital in the signature is not what was written.
    if plain and canonical(outer) != text.encode():
        raise ProblemsFound([_changed(file)])
    check_format(document, str(model.model_fields["format"].default), file)
    if plain:
        refuse_hidden(document, file, _("Do not use it; ask for the file again."))
    return read_defined(model, document, file), by
