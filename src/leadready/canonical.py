"""A document in its only form: the form that is hashed and signed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(document: Mapping[str, Any]) -> bytes:
    """Write a document of text, whole numbers, true, false, null, lists and objects: names in order, no spaces, UTF-8.

    It must hold no fractions: two writers may print one fraction in two ways.
    """
    return _WRITER.encode(document).encode()


def content_hash(document: Mapping[str, Any]) -> str:
    """SHA-256 over the only form, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()
