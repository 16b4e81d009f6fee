"""Words that a damaged table puts where nothing reads them: each is told with its row."""

from __future__ import annotations

from pathlib import Path

from interviewkit.exchange.projects.detecting import detect_format, load_reader
from interviewkit.model.project import ForeignFile

ODD = "Odd words that somebody said."
CODINGS = "transcript,quote,code,coder,date\nI1,I trust it.,trust,ana,2025-04-01\n"
CODEBOOK = "code,definition,include,count\ntrust,Of trust.,belief,3\ntime,Of time.,,4\n"


def read(folder: Path, text: str) -> ForeignFile:
    path = folder / "a.csv"
    path.write_text(text, "utf-8")
    return load_reader(detect_format(path))(path)


def test_words_in_a_column_of_numbers_are_a_loss(tmp_path: Path) -> None:
    file = read(tmp_path, f"{CODEBOOK}fear,Of fear.,,{ODD}\n")
    (loss,) = [each for each in file.losses if each.kind == "cells of words"]
    assert (loss.dropped, loss.names) == (1, (f"row 4: {ODD}",))


def test_rows_above_the_headings_are_told(tmp_path: Path) -> None:
    for text in (CODINGS, CODEBOOK):
        file = read(tmp_path, f'I9,"{ODD}",trust,ana\n{text}')
        assert f"row 1 above the headings was left out: {ODD}" in file.notes


def test_words_in_a_heading_are_told(tmp_path: Path) -> None:
    said = f"{ODD} " + "And some more of them that never end " * 2
    file = read(tmp_path, CODEBOOK.replace("count", f"count,{said.strip()}"))
    assert any("a heading in row 1 holds words: Odd words" in note for note in file.notes)


def test_a_heading_above_nothing_is_told(tmp_path: Path) -> None:
    file = read(tmp_path, CODEBOOK.replace("count\n", f"count,{ODD}\n"))
    assert f"a heading in row 1 holds words: {ODD}" in file.notes


def test_sound_tables_lose_no_words(tmp_path: Path) -> None:
    for text in (CODINGS, CODEBOOK):
        file = read(tmp_path, text)
        assert [each for each in file.losses if each.kind == "cells of words"] == []
        assert not any("above the headings" in note for note in file.notes)
