"""Which page settles which step of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadready.ui.panel.setup_about_page import SetupAboutPage
from leadready.ui.panel.setup_check_page import SetupCheckPage
from leadready.ui.panel.setup_counts_page import SetupCountsPage
from leadready.ui.panel.setup_dates_page import SetupDatesPage
from leadready.ui.panel.setup_gates_page import SetupGatesPage
from leadready.ui.panel.setup_judged_page import SetupJudgedPage
from leadready.ui.panel.setup_line_page import SetupLinePage
from leadready.ui.panel.setup_people_page import SetupPeoplePage

if TYPE_CHECKING:
    from leadready.ui.panel.setup_page import SetupPage
    from leadready.workflow.panel.draft import SetupStep

PAGES: Final[dict[SetupStep, type[SetupPage]]] = {
    "about": SetupAboutPage,
    "judged": SetupJudgedPage,
    "counts": SetupCountsPage,
    "line": SetupLinePage,
    "gates": SetupGatesPage,
    "people": SetupPeoplePage,
    "dates": SetupDatesPage,
    "check": SetupCheckPage,
}
