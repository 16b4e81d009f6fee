"""Any file at all: found or passed over, read by the right reader, or refused in plain words."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit import parts
from interviewkit.errors import StudyError, UnknownPartError
from interviewkit.model.limits import LimitSettings
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.files import BY_SUFFIX, find_files, name_transcript, read_file


def test_files_are_found_sorted_once_and_without_what_lies_among_them(tmp_path: Path) -> None:
    for name in (
        "t/b.txt", "t/a/c.vtt", "t/.hidden", "t/.git/x.txt", "t/~$b.docx", "t/README.md",
        "t/participants.csv", "t/people.csv", "t/x.lock", "other/d.txt",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = find_files(tmp_path, ("t/**/*", "t/*.txt"), exclude={tmp_path / "t/people.csv"})
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["t/a/c.vtt", "t/b.txt"]


@pytest.mark.parametrize("pattern", ["", "/etc/*", "../*", "t/../../*"])
def test_a_glob_that_leads_out_of_the_study_is_the_studys_fault(
    tmp_path: Path, pattern: str
) -> None:
    with pytest.raises(StudyError):
        find_files(tmp_path, [pattern])


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("transcripts/w1/leaders-1.vtt", "w1/leaders-1"),
        ("interviews/GMT.transcript.vtt", "interviews/GMT.transcript"),
        ("a/transcripts/x.txt", "a/transcripts/x"),
    ],
)
def test_a_transcript_is_named_for_its_path(shown: str, name: str) -> None:
    assert name_transcript(shown) == name


def test_every_reader_loads_and_every_extension_has_one() -> None:
    assert all(callable(parts.load_part("reader", name)) for name in parts.list_names("reader"))
    assert set(BY_SUFFIX.values()) <= set(parts.list_names("reader"))


def test_a_reader_may_be_forced_by_glob(read: Any) -> None:
    text = "Ana: One.\nBen: Two.\nAna: Three.\n"
    assert "can be read: .txt" in read(text, "a.log").problems[0].hint
    reading = read(text, "a.log", readers={"*.log": "speech"})
    assert (reading.reader, reading.transcripts[0].name) == ("speech", "a")
    table = 'text\n"Ana: One.\nBen: Two.\nAna: Three."\n'
    assert read(table, "a.dat", readers={"transcripts/*.dat": "dialogues"}).transcripts
    with pytest.raises(UnknownPartError):
        read(text, "a.log", readers={"*.log": "speach"})


@pytest.mark.parametrize("suffix", [*BY_SUFFIX, ".xyz", ""])
@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf", b"...\n"])
def test_files_without_a_word_are_refused(read: Any, suffix: str, content: bytes) -> None:
    reading = read(content, f"a{suffix}")
    assert reading.transcripts == ()
    assert any(problem.fatal for problem in reading.problems)


@pytest.mark.parametrize("suffix", [*BY_SUFFIX, ".xyz"])
@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + bytes(99), b"SQLite format 3\x00" + bytes(99), b"Ana: a\x00b\nBen: c"],
)
def test_binaries_under_any_name_are_refused(read: Any, suffix: str, content: bytes) -> None:
    reading = read(content, f"a{suffix}")
    assert reading.transcripts == ()
    assert [problem.fatal for problem in reading.problems] == [True]


@settings(deadline=None)
@given(raw=st.binary(max_size=300), suffix=st.sampled_from(list(BY_SUFFIX)))
def test_no_bytes_break_a_reader(raw: bytes, suffix: str, tmp_path_factory: Any) -> None:
    root = tmp_path_factory.getbasetemp()
    path = root / f"bytes{suffix}"
    path.write_bytes(raw)
    reading = read_file(path, root=root, settings=TranscriptSettings())
    assert reading.transcripts or any(problem.fatal for problem in reading.problems)


def test_mixed_encodings_are_told_by_line(read: Any) -> None:
    raw = "Ana: Café, Zoë\nBen: na".encode() + b"\xefve\n" + "Ana: Köln\n".encode()
    reading = read(raw)
    assert reading.encoding == "utf-8"
    assert reading.transcripts[0].turns[1].text == "naïve"
    assert [(p.line, p.fatal) for p in reading.problems if "Windows-1252" in p.what] == [(2, False)]


def test_a_guess_is_told_by_name(read: Any) -> None:
    reading = read("Ana: Café au lait, c’est très bon.\nBen: Où ?\nAna: Là.\n".encode("cp1252"))
    assert reading.transcripts[0].turns[0].text == "Café au lait, c’est très bon."
    assert any("cp1252, which is a guess" in problem.what for problem in reading.problems)


def test_a_file_or_line_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ana: " + "word " * 300_000 + "\nBen: yes\n")
    limits = LimitSettings(line_mb=1)
    (problem,) = read_file(
        path, root=tmp_path, settings=TranscriptSettings(), limits=limits
    ).problems
    assert "a line is longer than 1 MB" in problem.what
    assert "[limits] line_mb = 2" in problem.hint
    limits = LimitSettings(transcript_mb=1)
    (problem,) = read_file(
        path, root=tmp_path, settings=TranscriptSettings(), limits=limits
    ).problems
    assert "it has 1 MB, and 1 are allowed" in problem.what
    assert "[limits] transcript_mb = 2" in problem.hint


def test_a_long_line_below_the_limit_is_read_in_no_time(read: Any) -> None:
    reading = read("Ana: " + "so it is: well " * 500_000 + "\nBen: yes\nAna: ok\n")
    assert reading.transcripts[0].turns[0].words == 2_000_000


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.vtt", "a.srt", "a.csv"])
@pytest.mark.parametrize(
    "line", ["0:12{}x", "Ana{}x", "**Ana**{}x", "<v{}x", "Ana 0:12{}x", "<v <v {}-->", "{}-->x"]
)
def test_no_long_line_takes_quadratic_time(read: Any, name: str, line: str) -> None:
    began = process_time()
    for filler in (" ", "-", "[", "0"):
        read(f"Ana: hi\n{line.format(filler * 100_000)}\nBen: oh\nAna: well\n", name)
    assert process_time() - began < 10


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    reading = read_file(tmp_path / "a.txt", root=tmp_path, settings=TranscriptSettings())
    assert "cannot be opened" in reading.problems[0].what


def test_content_hash_is_of_what_was_said_by_whom_when_and_where(read: Any) -> None:
    def hash_of(text: str, name: str = "a.txt", **more: Any) -> str:
        return str(read(text, name, **more).transcripts[0].content_hash)

    text = "Ana: One.\nBen: Two.\nAna: Three.\n"
    same = hash_of(text)
    assert same == hash_of(text, "b.md") == hash_of(text.replace("\n", "\r\n"))
    assert same != hash_of(text.replace("Two", "2"))
    assert same != hash_of(text.replace("Ben", "Bob"))
    assert same != hash_of(text, "w1/a.txt", pattern="transcripts/{wave}/*")
    assert len(same) == 64
