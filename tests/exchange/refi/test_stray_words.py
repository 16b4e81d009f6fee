"""Words where the standard has none are told as a loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_refi import make_guid, put, wrap_project
from interviewkit.exchange.refi.reading import read

ODD = "Odd words."
SOURCE = f'<TextSource guid="{make_guid(1, 2)}" name="Talk">{{}}</TextSource>'
SOUND = SOURCE.format("<PlainTextContent>It is sound.</PlainTextContent>")


@pytest.mark.parametrize(
    "inside",
    [
        f"<Sources>{SOUND}{ODD}</Sources>",
        f"<Sources>{ODD}{SOUND}</Sources>",
        f"<Sources>{SOUND}{SOURCE.format(ODD).replace(make_guid(1, 2), make_guid(2, 2))}</Sources>",
    ],
)
def test_words_between_elements_are_a_loss(tmp_path: Path, inside: str) -> None:
    file = read(put(tmp_path, wrap_project(inside).encode(), "a.qde"))
    assert file.project.sources[0].text == "It is sound."
    (loss,) = [each for each in file.losses if each.kind == "texts"]
    assert (loss.held, loss.dropped, loss.names) == (1, 1, (ODD,))


def test_a_sound_project_has_no_words_to_tell(tmp_path: Path) -> None:
    file = read(put(tmp_path, wrap_project(f"<Sources>\n{SOUND}\n</Sources>").encode(), "a.qde"))
    assert file.losses == ()
