"""The file that a command writes figures to: its ending says how, and is looked at before any work is done."""

from __future__ import annotations

from pathlib import Path

from leadready.errors import LeadreadyError

TABLES = (".csv", ".xlsx")
REPORTS = (".json", *TABLES)


def chosen_file(output: str | None, endings: tuple[str, ...], refusal: str) -> Path | None:
    """Give the file that was asked for; None for standard output.

    Args:
        output: As it was typed.
        endings: Those that there are, in small letters.
        refusal: What to say of any other.

    Raises:
        LeadreadyError: it has another ending.
    """
    if not output:
        return None
    file = Path(output)
    if file.suffix.lower() not in endings:
        raise LeadreadyError(refusal, where=output)
    return file
