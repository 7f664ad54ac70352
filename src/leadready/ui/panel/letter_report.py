"""How far the writing of letters is, and which could not be written and why."""

from __future__ import annotations

from leadready.language import _, ngettext
from leadready.ui.widgets.run_report import FailureTable, RunReport
from leadready.ui.words import number


class LetterReport(RunReport):
    """A bar, its number in words, and a table of the letters that were not written."""

    def under_way(self) -> str:
        """Say that letters are being written."""
        return _("Letters are still being written.")

    def none_written(self) -> str:
        """Say that it came to nothing."""
        return _("The letters were not written")

    def _failure_table(self) -> FailureTable:
        return FailureTable(self, _("Application"), _("Why it was not written"), _("Letters that were not written"))

    def _written_words(self, count: int) -> str:
        return ngettext("{n} letter is written", "{n} letters are written", count).format(n=number(count))

    def _failed_words(self, count: int) -> str:
        words = ngettext(
            "{n} was not written; the reason stands below.", "{n} were not written; the reasons stand below.", count
        )
        return words.format(n=number(count))

    def _left_words(self, count: int) -> str:
        return ngettext("{n} was not begun.", "{n} were not begun.", count).format(n=number(count))
