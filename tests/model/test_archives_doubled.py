"""Archives with two members of one name: the one that would be lost unseen is told."""

from __future__ import annotations

import io
import zipfile

import pytest

from interviewkit.errors import SourceError
from interviewkit.model.archives import check_archive, find_archive_fault
from interviewkit.model.limits import DEFAULT_LIMITS


def pack(*members: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_contents_of_one_name_are_refused() -> None:
    raw = pack(("a.xml", "<a>It is sound.</a>"), ("b.xml", "<b/>"), ("a.xml", "<a>Odd.</a>"))
    with pytest.raises(SourceError, match=r"'a\.xml' is in it twice with different contents"):
        check_archive(raw, DEFAULT_LIMITS)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_content_twice_is_no_fault() -> None:
    raw = pack(("a.xml", "<a/>"), ("b.xml", "<a/>"), ("a.xml", "<a/>"))
    assert find_archive_fault(raw, DEFAULT_LIMITS) == ("", "")
