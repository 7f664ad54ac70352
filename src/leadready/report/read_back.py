"""Reads the data back that the PDF of a plan carries. The file may come from anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from leadready.errors import LeadreadyError
from leadready.instrument.text_files import MEGABYTE
from leadready.language import _
from leadready.report.attachment import NAME

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 50 * MEGABYTE
"""The most bytes that the file may have, and the most that any part of it may have when unpacked."""


def attached_text(path: Path) -> str:
    """Give the data that a PDF carries, as text.

    Raises:
        LeadreadyError: it cannot be read, is no PDF, or was not written by leadready.
    """
    pikepdf.settings.set_qpdf_limits(flate_max_memory=LARGEST, max_stream_filters=2)
    try:
        if path.stat().st_size > LARGEST:
            raise LeadreadyError(_("The file is too large."), where=path.name)
        with pikepdf.open(path) as pdf:
            return _text(pdf)
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        raise LeadreadyError(what, where=path.name) from None
    except (pikepdf.PdfError, pikepdf.PasswordError, UnicodeDecodeError, KeyError):
        what = _("This is not the PDF of a plan, or another program has changed it.")
        raise LeadreadyError(what, where=path.name, advice=_("Choose a PDF that leadready wrote.")) from None


def _text(pdf: pikepdf.Pdf) -> str:
    return pdf.attachments[NAME].get_file().read_bytes().decode()
