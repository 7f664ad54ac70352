"""A figure beside its bare baseline from the same run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement.

    Attributes:
        limit: The most that the ratio should be; None where nothing is promised.
    """

    title: str
    ours: float
    bare: float
    unit: str
    baseline: str
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the baseline ours takes."""
        return self.ours / self.bare

    def __str__(self) -> str:
        promised = f", at most {self.limit:g}" if self.limit else ""
        verdict = "" if self.limit is None else ("  ok" if self.ratio <= self.limit else "  OVER")
        return (
            f"{self.title}: {self.ours:.1f} {self.unit}; {self.baseline}: {self.bare:.1f} {self.unit}; "
            f"ratio {self.ratio:.2f}{promised}{verdict}"
        )
