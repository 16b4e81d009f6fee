"""No word of an odd or damaged file is lost without a word."""

from __future__ import annotations

import os
from pathlib import Path

from lost_words import KINDS, MAKERS, content_of, find_lost, find_words, look, marked

FILES = int(os.environ.get("INTERVIEWKIT_FUZZ_FILES", "40"))
SEED = 14


def test_every_text_bearing_format_is_looked_at() -> None:
    assert set(MAKERS) == set(KINDS)
    for name in MAKERS:
        assert all(len(find_words(name, each)) > 9 for each in marked(name))


def test_the_plain_look_finds_what_a_reader_loses(tmp_path: Path) -> None:
    """A reader that passed over a line would be found out."""
    sound = marked("txt")[0]
    assert find_lost("txt", sound, tmp_path) == set()
    words = find_words("txt", sound)
    first = sorted(words)[0].encode()
    assert find_words("txt", sound.replace(first, b"")) == words - {first.decode()}


def test_no_word_is_lost_in_odd_and_damaged_files(tmp_path: Path) -> None:
    held, lost = look(list(MAKERS), range(FILES), SEED, tmp_path)
    told = [f"{name} {number}: {sorted(words)[:5]}" for name, number, words in lost]
    assert told == [], "see: python tests/hard/lost_words.py --seed 14 --formats … --only …"
    assert min(held.values()) > FILES / 3


def test_a_file_of_words_is_made_again_from_its_number() -> None:
    for name in ("html", "docx", "json"):
        assert [content_of(name, n) for n in range(8)] == [content_of(name, n) for n in range(8)]
