"""What a file of each kind begins with is asked of the reader's own module, when it is asked."""

from __future__ import annotations

import pytest

from interviewkit.readers.choosing import KINDS
from interviewkit.readers.kinds import FileKind

LOOKING = [kind for kind in KINDS if kind.fits or kind.magic]


@pytest.mark.parametrize("kind", LOOKING, ids=lambda kind: kind.reader)
def test_every_look_is_there_and_takes_no_empty_file(kind: FileKind) -> None:
    assert not (kind.fits and kind.fits(""))
    assert not (kind.magic and kind.magic(b""))
