"""Documents that cannot be read: what they are, and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from builders_documents import packed
from builders_tiers import told_in

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def wide(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("raw", "name", "what", "hint"),
    [
        (OLE + wide("WordDocument"), "a.doc", "Word before 2007", "save it as .docx"),
        (OLE + wide("EncryptedPackage"), "a.docx", "protected by a password", "without one"),
        (OLE + wide("Workbook"), "a.xls", "Excel before 2007", "save it as .xlsx"),
        (OLE + wide("MatOST"), "a.wps", "Microsoft Works", "save it as .docx"),
        (OLE, "a.bin", "an old Office document", "save it as .docx"),
        (b"\xffWPC" + bytes(99), "a.wpd", "WordPerfect", "save it as .docx"),
        (packed({"Index/Document.iwa": "x"}), "a.pages", "Apple's Pages", "export it as Word"),
        (
            b'{"":"WARNING! DO NOT EDIT","doc_id":"1x","resource_key":"","email":"a@b.org"}',
            "a.gdoc",
            "a link to a document that lies at Google",
            "download it as .docx",
        ),
    ],
)
def test_a_document_says_what_it_is(read: Any, raw: bytes, name: str, what: str, hint: str) -> None:
    reading = read(raw, name)
    assert reading.transcripts == ()
    (problem,) = [each for each in reading.problems if each.fatal]
    assert what in problem.what
    assert hint in problem.hint


def test_what_cannot_be_read_is_not_among_what_can(read: Any) -> None:
    told = told_in(read(b"\x89PNG" + bytes(99), "a.png"))
    assert ".odt" in told
    assert ".doc," not in told
