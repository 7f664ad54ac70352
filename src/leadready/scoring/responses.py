"""Responses: one answer to one item, and the three ways an answer can be absent."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias


class Absence(Enum):
    """Why there is no answer. The values are the codes used in files."""

    MISSING = ""
    NOT_APPLICABLE = "n/a"
    NOT_SEEN = "n/s"


Answer: TypeAlias = int | str | Absence
ResponseSet: TypeAlias = Mapping[str, Answer]
"""Answers by item id. An item that is not in it was not seen."""
