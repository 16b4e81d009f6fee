"""One file, written otherwise: other blanks, accents apart, blank lines above, a byte order mark.

Who says what is the same, and so is what is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize

import pytest

from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]

TALK = "Mira: Wie war es?\n\nBen: Schön, danke.\n\nMira: Gut.\n\nBen: Still war es.\n"
FILES = {
    "foot.txt": f"{TALK}\nTranscribed by https://otter.ai\n",
    "recorder.txt": f"Dana Li inició la transcripción\n\n{TALK}\nDana Li detuvo la transcripción\n",
    "pages.txt": TALK.replace("\n\nBen: Still", "\n\nPágina 1 de 12\n\nBen: Still"),
    "path.txt": f"Audioquelle: C:/zwei Gespräche/Gespräch 4.mp3\n{TALK}",
    "parts.md": TALK.replace("Mira: Gut", "## Zweiter Teil\n\nMira: Gut"),
    "names.md": re.sub("Mira:|Ben:", lambda name: f"[{name[0][:-1]}]:", TALK).replace(
        "Mira", "Zoé"
    ),
    "fields.txt": re.sub(r"(\w+): (.*)", r"Speaker: \1\nText: \2", TALK),
    "ids.vtt": "WEBVTT\n\n8f0a1c2e/12-0\n00:00:01.000 --> 00:00:03.000\n<v Mira>How was it?</v>\n\n"
    "8f0a1c2e/13-0\n00:00:04.000 --> 00:00:05.000\n<v Ben>Fine.</v>\n",
    "bold.rtf": r"{\rtf1\ansi\pard {\b Mira} How was it?\par {\b Ben} Fine.\par}",
}
WAYS: dict[str, Callable[[str], str]] = {
    "blanks that hold together": lambda text: re.sub(r"(?<=\S) (?=\S)", "\u00a0", text),
    "accents apart": lambda text: normalize("NFD", text),
    "blank lines above": lambda text: f"\n \n{text}",
    "a byte order mark": lambda text: f"\ufeff{text}",
    "blanks behind": lambda text: text.replace("\n", " \t\n"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
}


PAIRS = [
    (name, way)
    for name in FILES
    for way in WAYS
    if way != "blanks that hold together" or name not in ("ids.vtt", "bold.rtf")
]
"""In captions and documents some blanks are marks of the format."""


def plain(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


def said(reading: FileReading) -> object:
    (talk,) = reading.transcripts
    turns = [(plain(turn.speaker), plain(turn.text), turn.start) for turn in talk.turns]
    return turns, sorted(plain(each.text) for each in reading.aside), sorted(talk.attributes)


@pytest.mark.parametrize(("name", "way"), PAIRS)
def test_the_same_is_said(name: str, way: str, read: ReadText) -> None:
    assert said(read(WAYS[way](FILES[name]), name)) == said(read(FILES[name], name))


def test_the_words_stay_as_they_are_written(read: ReadText) -> None:
    written = WAYS["accents apart"](FILES["fields.txt"])
    (talk,) = read(written).transcripts
    assert talk.turns[1].text == normalize("NFD", "Schön, danke.")
