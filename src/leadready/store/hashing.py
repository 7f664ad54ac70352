"""A hash for each record: SQLite's own checks do not notice every flipped bit in a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        # Home is painted sooner without hashlib, which loads all of OpenSSL; the standard library does it in random.
        from _sha256 import sha256
    except ImportError:
        from hashlib import sha256


def record_hash(*fields: object) -> str:
    """SHA-256 over the fields in order, in hexadecimal. JSON keeps them apart whatever they contain.

    A damaged file may give a field another type than was written; that must give another hash, not an error.
    """
    return text_hash(json.dumps(fields, ensure_ascii=False, default=repr))


def text_hash(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hexadecimal; a damaged text may hold what UTF-8 cannot."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
