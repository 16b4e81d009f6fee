"""A workbook whose rows and cells stand in the order of their numbers, as the format asks.

openpyxl's quick way of reading takes the last cell of a row for the one on the right, passes over
rows that come late, and of several texts of one cell keeps the last. What programs wrote otherwise
would be lost without a word; hence it is put in order before it is read.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, tostring

from interviewkit.errors import SourceError

_PLACE = re.compile(
    rb"<(?:\w{1,20}:)?(?:(row)|c)(?=[\s/>])(?:[^<>]*?\sr=[\"']([A-Z]{0,3})(\d{1,7})[\"'])?"
)
"""The begin of a row or a cell, and where it says that it stands."""

_DOUBLED = re.compile(
    rb"(?:</(?:\w{1,20}:)?(t|is)|<(?:\w{1,20}:)?(t|is)\s*/)>\s*<(?:\w{1,20}:)?(?:\1|\2)[\s/>]"
)
_ROWS, _STRINGS = b"sheetData>", b"sst"
_LETTERS = re.compile(r"([A-Z]{1,3})\d+", re.IGNORECASE)


def put_in_order(content: bytes) -> bytes:
    """The workbook; a new one only where something in it is out of order.

    Raises:
        SourceError: two cells of a sheet claim one place.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml")]
        mended = {name: xml for name in parts if (xml := _mend(name, archive.read(name)))}
        if not mended:
            return content
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as ordered:
            for name in archive.namelist():
                ordered.writestr(name, mended.get(name) or archive.read(name))
    return out.getvalue()


def _mend(name: str, xml: bytes) -> bytes:
    """A part in order; empty where it is so already, or holds no cells."""
    is_sheet = _ROWS in xml
    if not is_sheet and _STRINGS not in xml[:1000]:
        return b""
    is_doubled = bool(_DOUBLED.search(xml))
    if not is_doubled and not (is_sheet and _is_out_of_order(xml)):
        return b""
    root = fromstring(xml)
    if is_doubled:
        _join_doubled(root)
    for data in [each for each in root.iter() if _name(each) == "sheetData"]:
        data[:] = _order_rows(data, name)
    written: bytes = tostring(root, "utf-8")
    return written


def _is_out_of_order(xml: bytes) -> bool:
    """Whether a row or cell stands behind one with the same number or a greater one."""
    row, cell = 0, (0, b"")
    for found in _PLACE.finditer(xml):
        is_row, letters, number = found.groups()
        if is_row:
            here = int(number) if number else row + 1
            if here <= row:
                return True
            row, cell = here, (0, b"")
        elif letters:
            place = len(letters), letters
            if place <= cell:
                return True
            cell = place
        elif cell[0]:
            return True  # it is counted from one that names its place
    return False


def _join_doubled(root: Element) -> None:
    """Of several texts in one place the first is all of them."""
    for name in ("is", "t"):
        for parent in list(root.iter()):
            same = [each for each in parent if _name(each) == name]
            for other in same[1:]:
                same[0].extend(other)
                same[0].text = "\n".join(filter(None, (same[0].text, other.text)))
                parent.remove(other)


def _order_rows(data: Element, sheet: str) -> list[Element]:
    """The rows by their numbers; several of one number are one."""
    rows: dict[int, Element] = {}
    at = 0
    for row in data:
        at = int(row.get("r") or at + 1)
        if rows.setdefault(at, row) is not row:
            rows[at].extend(row)
    for number, row in rows.items():
        row.set("r", str(number))
        row[:] = _order_cells(row, number, sheet)
    return [rows[number] for number in sorted(rows)]


def _order_cells(row: Element, number: int, sheet: str) -> list[Element]:
    """The cells by their columns; of two in one place only one may hold anything."""
    from openpyxl.utils import column_index_from_string, get_column_letter

    cells: dict[int, Element] = {}
    at = 0
    for cell in row:
        found = _LETTERS.match(cell.get("r", ""))
        at = column_index_from_string(found[1]) if found else at + 1
        place = f"{get_column_letter(at)}{number}"
        if at in cells and len(cells[at]) and len(cell):
            hint = "open it in a spreadsheet, look at that place, and save it again"
            raise SourceError(f"two cells of {sheet} claim the place {place}", hint=hint)
        if at not in cells or len(cell):
            cells[at] = cell
        cell.set("r", place)
    return [cells[column] for column in sorted(cells)]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
