"""The receipt of an application as a page to keep."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from leadready.files import write_whole
from leadready.language import _
from leadready.locales import day, time
from leadready.report.application_receipt import ApplicationReceipt, application_receipt_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.workflow.panel.kept_application import Sent
    from leadready.workflow.panel.own_application import OwnApplication


def sealed_at(sent: Sent) -> datetime:
    """Give when an application was sealed, by this computer's clock."""
    return datetime.fromisoformat(sent.at).astimezone()


def moment_words(moment: datetime) -> str:
    """Say a day and a time."""
    local = moment.astimezone()
    return _("{day}, {time}").format(day=day(local.date()), time=time(local))


def receipt_pages(own: OwnApplication, sent: Sent) -> bytes:
    """Write the page; gives its bytes."""
    campaign = own.campaign
    return application_receipt_pdf(
        ApplicationReceipt(
            round_title=campaign.title,
            contact=campaign.contact,
            words=own.words,
            receipt=sent.receipt,
            number=sent.number,
            sealed=moment_words(sealed_at(sent)),
            closes=moment_words(campaign.dates.closes),
            file=sent.file,
            made_on=sealed_at(sent).date(),
        )
    )


def write_receipt(own: OwnApplication, sent: Sent, target: Path) -> Path:
    """Write the page to a file; raises FileNotWritten."""
    write_whole(target, receipt_pages(own, sent))
    return target
