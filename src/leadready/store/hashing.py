"""A hash for each record: SQLite's own checks do not notice every flipped bit in a text."""

from __future__ import annotations

import hashlib
import json


def record_hash(*fields: object) -> str:
    """SHA-256 over the fields in order, in hexadecimal. JSON keeps them apart whatever they contain.

    A damaged file may give a field another type than was written; that must give another hash, not an error.
    """
    return hashlib.sha256(
        json.dumps(fields, ensure_ascii=False, default=repr).encode("utf-8", "surrogatepass")
    ).hexdigest()
