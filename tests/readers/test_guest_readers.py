"""Readers that other packages bring: chosen by what a file holds and by its name, as ours are."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from builders_guests import call, install_guest
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import read_file

READER = """
from interviewkit.readers.contract import Conversation, SpeechPiece
from interviewkit.readers.kinds import FileKind

def read(source, settings):
    words = source.text.split("|") if source.text else source.raw.decode("latin-1").split("|")
    return [Conversation((SpeechPiece("Ana", words[-1].strip()),))], []

"""
TEXT = READER + 'read.kind = FileKind("odd", (".odd",))\n'
BYTES = READER + 'read.kind = FileKind("odd", (".odd",), is_text=False)\n'
CERTAIN = READER + (
    'read.kinds = [FileKind("odd", (".json",), lambda head: head.startswith("ODD|"))]\n'
)
ZIPPED = READER + 'read.kind = FileKind("odd", (), member="odd/talk", is_text=False)\n'
BROKEN = READER + "raise RuntimeError('no licence')\n"
FAILS = READER + (
    'read.kind = FileKind("odd", (".odd",))\n'
    "_read = read\ndef read(source, settings): raise KeyError('words')\nread.kind = _read.kind\n"
)
NOTHING = READER + (
    "def read(source, settings): return None\nread.kind = FileKind('odd', ('.odd',))\n"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def install(site: Path, source: str, name: str = "odd", package: str = "acme") -> None:
    install_guest(
        site, source, name=name, package=package, attribute="read", group="interviewkit.reader"
    )
    from interviewkit.readers import guest_kinds

    guest_kinds._list_kinds.cache_clear()


def read(folder: Path, name: str, content: bytes, **readers: str) -> FileReading:
    path = folder / name
    path.write_bytes(content)
    settings = TranscriptSettings(readers=readers)
    return read_file(path, root=folder, settings=settings)


def texts(reading: FileReading) -> list[str]:
    return [turn.text for each in reading.transcripts for turn in each.turns]


def test_a_suffix_of_a_guest_is_read(site: Path, tmp_path: Path) -> None:
    install(site, TEXT)
    reading = read(tmp_path, "talk.odd", b"x|Hello there.")
    assert (reading.reader, texts(reading)) == ("odd", ["Hello there."])


def test_a_binary_file_of_a_guest_is_read(site: Path, tmp_path: Path) -> None:
    install(site, BYTES)
    assert texts(read(tmp_path, "talk.odd", b"\0\1\2\xff|Hello there.")) == ["Hello there."]


def test_a_guest_is_chosen_by_content(site: Path, tmp_path: Path) -> None:
    install(site, CERTAIN)
    assert texts(read(tmp_path, "talk.json", b"ODD|Hello there.")) == ["Hello there."]
    assert read(tmp_path, "talk.txt", b"ODD|Hello there.").reader == "speech"


def test_a_guest_is_chosen_by_a_member(site: Path, tmp_path: Path) -> None:
    install(site, ZIPPED)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("odd/talk", "Hello")
    assert read(tmp_path, "talk.bin", out.getvalue()).reader == "odd"


def test_ours_come_first(site: Path, tmp_path: Path) -> None:
    install(site, READER + 'read.kind = FileKind("odd", (".txt", ".vtt"))\n')
    assert read(tmp_path, "talk.txt", b"Ana: Hello.\nBen: Yes.\n").reader == "speech"
    vtt = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n"
    assert read(tmp_path, "talk.vtt", vtt).reader == "vtt"


def test_a_guest_without_kinds_is_asked_for(site: Path, tmp_path: Path) -> None:
    install(site, READER)
    assert not read(tmp_path, "talk.odd", b"x|Hello there.").transcripts
    asked = read(tmp_path, "talk.odd", b"x|Hello there.", **{"*.odd": "odd"})
    assert texts(asked) == ["Hello there."]


def test_two_guests_for_a_suffix_are_told(site: Path, tmp_path: Path) -> None:
    install(site, TEXT)
    install(site, TEXT, name="other", package="bolt")
    (problem,) = read(tmp_path, "talk.odd", b"x|Hello there.").problems
    assert problem.fatal
    assert problem.what == "2 readers of other packages claim it: 'odd' of acme and 'other' of bolt"
    assert problem.hint.endswith('[transcripts.readers] "*.odd" = "odd"')
    asked = read(tmp_path, "talk.odd", b"x|Hello there.", **{"*.odd": "other"})
    assert texts(asked) == ["Hello there."]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (BROKEN, "cannot be loaded: RuntimeError: no licence"),
        (FAILS, "the reader 'odd' of acme 1.0 (acme_odd:read) failed: KeyError: 'words'"),
        (NOTHING, "the reader 'odd' gave no pair of lists"),
        (READER + "read.kind = '.odd'\n", "carries kinds that are no FileKind"),
    ],
)
def test_a_guest_that_fails_is_told(source: str, said: str, site: Path, tmp_path: Path) -> None:
    install(site, source)
    (problem,) = read(tmp_path, "talk.odd", b"x|Hello there.").problems
    assert problem.fatal
    assert said in f"{problem.what} {problem.hint}"
    assert read(tmp_path, "talk.txt", b"Ana: Hello.\nBen: Yes.\n").transcripts


def test_the_reader_of_the_docs_runs(site: Path, tmp_path: Path, root: Path) -> None:
    page = (root / "docs/plugins.md").read_text("utf-8")
    source = page.split("<!-- a guest reader -->\n```python\n")[1].split("```")[0]
    entry = re.search(r'\[project.entry-points."(.+)"\]\n(\w+) = "acme_readers:(.+)"', page)
    assert entry
    group, name, attribute = entry.groups()
    install_guest(site, source, name=name, attribute=attribute, group=group)
    (tmp_path / "study.toml").write_text("", "utf-8")
    talks = tmp_path / "transcripts"
    talks.mkdir()
    rows = "Ana\x000\x00I hardly talk.\x00Ben\x004.5\x00We do.\x00cut"
    (talks / "one.bin").write_bytes(b"DICT1\0" + rows.encode())
    taken = call(tmp_path, site, "ingest")
    assert taken.exit_code == 0, taken.output
    assert "a row that is cut off, set aside: 'cut'" in " ".join(taken.output.split())
    shown = json.loads(call(tmp_path, site, "transcript", "show", "one", "--format", "json").stdout)
    assert [(turn["speaker"], turn["text"], turn["start"]) for turn in shown] == [
        ("Ana", "I hardly talk.", 0.0),
        ("Ben", "We do.", 4.5),
    ]
    listed = call(tmp_path, site, "plugin", "--format", "csv").stdout
    assert any("dictaphone" in line and "for .dict" in line for line in listed.splitlines())
