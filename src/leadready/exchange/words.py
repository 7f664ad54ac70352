"""Six words: fingerprints that people compare by reading aloud, and passphrases that they write down."""

from __future__ import annotations

import secrets
from functools import cache

from leadready import assets

WORDS = 6
_BITS = 11
"""2,048 words, so 11 bits a word and 66 in six."""


@cache
def _list() -> tuple[str, ...]:
    return tuple((assets.resources() / "words" / "english.txt").read_text(encoding="ascii").split())


def fingerprint(digest: str) -> str:
    """Say the first 66 bits of a hash (hexadecimal) in six words."""
    bits = int(digest, 16) >> (len(digest) * 4 - WORDS * _BITS)
    places = [(bits >> (_BITS * place)) & (2**_BITS - 1) for place in reversed(range(WORDS))]
    return " ".join(_list()[place] for place in places)


def passphrase() -> str:
    """Make six words by chance, 66 bits of it."""
    return " ".join(secrets.choice(_list()) for _word in range(WORDS))


def tidied(typed: str) -> str:
    """Make what somebody typed comparable: small letters, single spaces, no commas or hyphens."""
    return " ".join("".join(mark if mark.isalpha() else " " for mark in typed.lower()).split())
