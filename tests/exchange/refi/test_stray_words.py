"""Words where the standard has none are told as a loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_refi import make_guid, pack_project, put, wrap_project
from interviewkit.exchange.refi.reading import read

ODD = "Odd words."
ADDED = f"<PlainTextContent>{ODD}</PlainTextContent>"
SOURCE = f'<TextSource guid="{make_guid(1, 2)}" name="Talk">{{}}</TextSource>'
SOUND = SOURCE.format("<PlainTextContent>It is sound.</PlainTextContent>")


@pytest.mark.parametrize(
    "inside",
    [
        f"<Sources>{SOUND.replace('</T', f'{ADDED}</T')}</Sources>",
        f"<Sources>{SOUND}{ADDED}</Sources>",
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


def test_a_text_that_nothing_names_is_a_loss(tmp_path: Path) -> None:
    named = f'<TextSource guid="{make_guid(1, 2)}" name="Talk" plainTextPath="internal://{{}}"/>'
    for path in ("ä b.txt", "%C3%A4%20b.txt"):
        files = {"Sources/ä b.txt": b"It is sound.", "Sources/other talk.txt": b"Odd words."}
        inside = f"<Sources>{named.format(path)}</Sources>"
        file = read(put(tmp_path, pack_project(inside, files)))
        assert file.project.sources[0].text == "It is sound."
        (loss,) = file.losses
        assert (loss.kind, loss.names) == ("texts in the archive", ("Sources/other talk.txt",))


def test_a_sound_project_has_no_words_to_tell(tmp_path: Path) -> None:
    file = read(put(tmp_path, wrap_project(f"<Sources>\n{SOUND}\n</Sources>").encode(), "a.qde"))
    assert file.losses == ()
