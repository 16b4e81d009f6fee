"""No word of an odd or damaged file is lost without a word."""

from __future__ import annotations

import os
import re
from pathlib import Path
from pkgutil import resolve_name

import pytest
from lost_words import MAKERS, TURNS, content_of, find_lost, look, marked
from plain_look import KINDS, find_words

FILES = int(os.environ.get("INTERVIEWKIT_FUZZ_FILES", "40"))
SEED = 14


def test_every_text_bearing_format_is_looked_at() -> None:
    assert set(MAKERS) == set(KINDS)
    for name in MAKERS:
        assert all(len(find_words(name, each)) > 9 for each in marked(name))


READERS = {
    "docx": "interviewkit.readers.word_text.Walk._text",
    "rtf": "interviewkit.readers.documents.rtf_text.RtfText._add",
    "html": "interviewkit.readers.documents.html_text.HtmlPage.handle_data",
    "xlsx": "interviewkit.readers.worksheets.convert_cell",
    "vtt": "interviewkit.readers.cue_speakers.unescape",
    "project-qdpx": "interviewkit.exchange.refi.source_texts.decode_text",
}
"""Where words go through a reader: the last argument, or what comes back."""


@pytest.mark.parametrize("name", READERS)
def test_a_reader_that_drops_words_is_found_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = marked(name)[0]
    assert find_lost(name, sound, tmp_path) == set()
    dropped = {*re.findall(r"with the (\w+q)", " ".join(text for _, text in TURNS))}
    assert len(dropped) == len(TURNS)

    def drop(text: object) -> object:
        if isinstance(text, bytes):
            return re.sub(rb"with the \w+q", b"with the", text)
        return re.sub(r"with the \w+q", "with the", text) if isinstance(text, str) else text

    where, _, last = READERS[name].rpartition(".")
    reads = resolve_name(READERS[name])
    monkeypatch.setattr(f"{where}.{last}", lambda *given: drop(reads(*map(drop, given))))
    assert find_lost(name, sound, tmp_path) == dropped


def test_no_word_is_lost_in_odd_and_damaged_files(tmp_path: Path) -> None:
    held, lost = look(list(MAKERS), range(FILES), SEED, tmp_path)
    told = [f"{name} {number}: {sorted(words)[:5]}" for name, number, words in lost]
    assert told == [], "see: python tests/hard/lost_words.py --seed 14 --formats … --only …"
    assert min(held.values()) > FILES / 3


def test_a_file_of_words_is_made_again_from_its_number() -> None:
    for name in ("html", "docx", "json"):
        assert [content_of(name, n) for n in range(8)] == [content_of(name, n) for n in range(8)]
