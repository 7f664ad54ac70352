"""Tables: a grid of text from CSV or XLSX, and back. A cell is never code, in neither direction."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Any, TypeAlias
from zipfile import BadZipFile, ZipFile

from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

LARGEST = 200 * 1024 * 1024
LARGEST_UNPACKED = 600 * 1024 * 1024
_DELIMITERS = (",", ";", "\t")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_LOOKED_AT, _NARROWEST, _WIDEST = 100, 8, 60
"""How many rows the width of a column goes by, and between which widths it lies, in letters."""
_CUTS = frozenset(";\t\r\n")
"""Where a spreadsheet cuts a cell in two that takes other separators than commas, as it does in much of Europe."""
_CUT = re.compile(r"([;\t\r\n][\s\"]*)(?=[=+\-@＝＋－＠])")

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of text.

    Attributes:
        file: The name used in problems.
        rows: Each with its line in the file, counted from 1.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(path: Path) -> Table:
    """Read a `.csv` or `.xlsx` file.

    Raises:
        ProblemsFound: it is missing, too large, of another kind, or not readable as what it says it is.
    """
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        what = _("A table must be a .csv or .xlsx file.")
        raise _fault(path, "file-kind", what, _("Save it as one of these."))
    try:
        if path.stat().st_size > LARGEST:
            raise _fault(path, "file-too-large", _("The file is larger than 200 MiB."), _("Split it."))
        return reader(path)
    except FileNotFoundError:
        raise _fault(path, "file-missing", _("There is no such file."), _("Check the name and folder.")) from None
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        raise _fault(path, "file-unreadable", what, _("Check that it is a file and that you may open it.")) from None


def _read_csv(path: Path) -> Table:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = _("The file is not UTF-8 text (byte {position}).").format(position=error.start)
        advice = _("In the spreadsheet, save it as “CSV UTF-8”.")
        raise ProblemsFound([Problem(path.name, line, "encoding", what, advice)]) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        what = _("The file holds a NUL character, so it is no text.")
        raise ProblemsFound([Problem(path.name, line, "encoding", what, _("Save it as “CSV UTF-8”."))])
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, tuple(row)))
            line = reader.line_num + 1
    except csv.Error as error:
        what = _("This is not valid CSV: {reason}.").format(reason=error)
        raise ProblemsFound([Problem(path.name, line, "csv-syntax", what, _("Check the quotes here."))]) from None
    return _table(path, rows)


def _read_xlsx(path: Path) -> Table:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                raise _fault(path, "file-too-large", _("The workbook unpacks to more than 600 MiB."), _("Split it."))
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        rows = [
            (number, tuple(_plain(cell) for cell in row))
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        ]
        workbook.close()
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError):
        what = _("This is not a readable .xlsx workbook.")
        advice = _("Open it in a spreadsheet program, remove a password if it has one, and save it again.")
        raise _fault(path, "xlsx-unreadable", what, advice) from None
    return _table(path, [(number, row) for number, row in rows if any(row)])


def _table(path: Path, rows: Sequence[tuple[int, tuple[str, ...]]]) -> Table:
    if not rows:
        raise _fault(
            path,
            "empty-table",
            _("The file is empty."),
            _("The first row names the columns, one row a respondent follows."),
        )
    header = tuple(cell.strip() for cell in rows[0][1])
    return Table(path.name, header, tuple(rows[1:]))


def _plain(cell: object) -> str:
    """Give a cell as text; a whole number loses the “.0” that spreadsheets keep."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def table_file(ending: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table as the ending of its file says: `.csv`, or a workbook for any other."""
    return (write_csv if ending.lower() == ".csv" else write_xlsx)(header, rows)


def report_file(ending: str, document: object, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write figures as the ending of their file says: the document as `.json`, or else the table."""
    if ending.lower() == ".json":
        return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
    return table_file(ending, header, rows)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write CSV as UTF-8.

    Text that a spreadsheet would take for a formula gets an apostrophe before it, also behind a semicolon, a tab or the
    end of a line; numbers stay numbers.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([_harmless(name) for name in header])
    for row in rows:
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return target.getvalue().encode("utf-8")


def _harmless(text: str) -> str:
    """Keep text from being a formula, in the cell that it is and in those that a spreadsheet may cut it into."""
    text = f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    return _CUT.sub(r"\1'", text) if _CUTS & set(text) else text


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a workbook of one sheet; text is always text."""
    return write_workbook({"scores": (header, rows)})


def write_workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Write a workbook; by the name of each sheet its header and rows. Text is always text.

    The header and the first column stay in view, columns are as wide as what is first in them, rows can be filtered.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook, bold = openpyxl.Workbook(write_only=True), Font(bold=True)
    for name, (header, rows) in sheets.items():
        sheet = workbook.create_sheet(name)

        def typed(cell: Cell, sheet: Any = sheet) -> Any:  # noqa: ANN401 - openpyxl has no types
            if not isinstance(cell, str):
                return cell
            made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", cell))
            made.data_type = "s"  # openpyxl takes text that begins with “=” for a formula
            return made

        left = iter(rows)
        first = list(islice(left, _LOOKED_AT))
        for place, cells in enumerate(zip_longest(header, *first), start=1):
            sheet.column_dimensions[get_column_letter(place)].width = _width(cells)
        sheet.freeze_panes = "B2"
        heads = [typed(one) for one in header]
        for head in heads:
            head.font = bold
        sheet.append(heads)
        last = 1
        for row in chain(first, left):
            sheet.append([typed(cell) for cell in row])
            last += 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(header), 1))}{last}"
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _width(cells: Iterable[Cell]) -> int:
    """Give the width of a column, in letters: room for the longest of these, and not for whole texts."""
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _fault(path: Path, code: str, what: str, advice: str) -> ProblemsFound:
    return ProblemsFound([Problem(path.name, 0, code, what, advice)])
