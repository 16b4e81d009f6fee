"""Office files without the time at which they were written: the same table is the same file."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WRITTEN = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NEVER = b"1980-01-01T00:00:00Z"
PROPERTIES = "docProps/core.xml"


def save_undated(save: Callable[[BytesIO], object], made: bytes = NEVER) -> bytes:
    """The file that ``save`` writes, every time in it the first that a ZIP file can hold.

    ``made`` is what its properties say instead, as ``2025-06-02T09:30:00Z``.
    """
    dated, undated = BytesIO(), BytesIO()
    save(dated)
    with ZipFile(dated) as given, ZipFile(undated, "w", ZIP_DEFLATED) as kept:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == PROPERTIES:
                content = _WRITTEN.sub(made, content)
            kept.writestr(ZipInfo(entry.filename), content, ZIP_DEFLATED)
    return undated.getvalue()
