from __future__ import annotations

from pathlib import Path

import pytest

from builders_extracts import code_paths, note_texts, told_codings
from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.zotqda import is_this, read

FRAGMENTS = (
    "\ufeffzotqdaFormat,code,citekey,attachmentTitle,pageLabel,annotationKey,annotationType,text,"
    "comment,weight,codedBy,codedAt,positionKind,positionStart,positionEnd\r\n"
    'fragments/1,Belastung/akut,k,I1.txt,1,A1,highlight,"Er sagte:\r\n""Ja""",warum,70,ann,'
    "2026-08-05T09:30:00.000Z,text,120,180\r\n"
    "fragments/1,Freude,k,I1.txt,1,A1,highlight,x,,,bob,,text,120,180\r\n"
)


def test_fragments_keep_place_coder_and_weight(tmp_path: Path) -> None:
    path = tmp_path / "zotqda-fragments.csv"
    path.write_text(FRAGMENTS, encoding="utf-8", newline="")
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("I1.txt", 'Er sagte:\n"Ja"', "Belastung > akut", "ann"),
        ("I1.txt", "x", "Freude", "bob"),
    ]
    first = file.project.sources[0].selections[0]
    assert (first.name, first.at) == ("120 – 180", "2026-08-05T09:30:00")
    assert note_texts(file.project, first.codings[0].notes) == ["Weight: 70"]
    assert note_texts(file.project, first.notes) == ["warum"]


def test_a_history_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "zotqda-history.csv"
    path.write_text("zotqdaFormat,ts,user,code\nhistory/1,2026,ann,Freude\n", encoding="utf-8")
    assert is_this(path, path.read_bytes())
    with pytest.raises(SourceError, match="table history, which holds no codes"):
        read(path)


@pytest.mark.shared
def test_the_published_tables_come_in_whole(shared: Path) -> None:
    folder = shared / "refi_qda" / "qdapy"
    file = read(folder / "zotqda-fragments-demo.csv")
    (loss,) = file.losses
    codings = told_codings(file)
    assert (loss.held, loss.kept, loss.dropped, len(codings)) == (502, 501, 1, 501)
    assert {coder for *_, coder in codings} == {"ann", "bob"}
    book = read(folder / "zotqda-codebook.csv").project
    assert sorted(code_paths(book).values()) == ["Belastung", "Belastung > beruflich, akut"]
