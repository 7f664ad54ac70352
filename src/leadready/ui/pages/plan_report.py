"""How far the writing of plans is, and which files have none and why."""

from __future__ import annotations

from leadready.language import _, ngettext
from leadready.ui.widgets.run_report import FailureTable, RunReport
from leadready.ui.words import number


class PlanReport(RunReport):
    """A bar, its number in words, and a table of the files that have no plan."""

    def under_way(self) -> str:
        """Say that plans are being written."""
        return _("Plans are still being written.")

    def none_written(self) -> str:
        """Say that it came to nothing."""
        return _("The plans were not written")

    def _failure_table(self) -> FailureTable:
        return FailureTable(self, _("File"), _("Why it has no plan"), _("Files without a plan"))

    def _written_words(self, count: int) -> str:
        return ngettext("{n} plan is written", "{n} plans are written", count).format(n=number(count))

    def _failed_words(self, count: int) -> str:
        words = ngettext(
            "{n} file has no plan; the reason stands below.", "{n} files have no plan; the reasons stand below.", count
        )
        return words.format(n=number(count))

    def _left_words(self, count: int) -> str:
        return ngettext("{n} file was not begun.", "{n} files were not begun.", count).format(n=number(count))
