from __future__ import annotations

from pathlib import Path

from builders_extracts import note_texts, told_codings, write_workbook
from interviewkit.exchange.extracts import maxqda, plain_codings
from interviewkit.exchange.extracts.atlasti import MAKER, is_this, read

DESKTOP = (
    "ID", "Quotation Name", "Document", "Document Groups", "Quotation Content", "Comment", "Codes",
    "Reference", "Density", "Created by", "Modified by", "Created", "Modified",
)  # fmt: skip


def test_quotations_keep_all_codes_of_a_cell(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "quotations.xlsx",
        [
            DESKTOP,
            ("1:1", "I trust", "I1", "Leaders\nWave 1", "I trust it,_x000D_\nmostly.", "odd",
             "Trust\nTime, or the lack of it", "¶ 3", 0, "ana", "ben", "2/25/2024 10:12 AM",
             "2/26/2024 10:12 AM"),
            ("1:2", "", "I1", "Leaders", "Nothing coded.", "", "", "¶ 4", 0, "ana", "", "", ""),
            ("2:1", "", "I2", "", "", "", "Time, or the lack of it", "0:01 - 0:09", 0, "ben", "",
             "", ""),
        ],
    )  # fmt: skip
    head = path.read_bytes()[:4096]
    assert is_this(path, head)
    assert not maxqda.is_this(path, head)
    assert not plain_codings.is_this(path, head)
    file = read(path)
    assert told_codings(file) == [
        ("I1", "I trust it,\nmostly.", "Trust", "ana"),
        ("I1", "I trust it,\nmostly.", "Time, or the lack of it", "ana"),
        ("I2", "", "Time, or the lack of it", "ben"),
    ]
    first, second, third = [selection for _, selection in file.project.each_selection()]
    assert (first.name, first.at) == ("I trust", "2024-02-25T10:12:00")
    assert first.description.startswith("Quotation: 1:1; Reference: ¶ 3; Modified by: ben")
    assert note_texts(file.project, first.notes) == ["odd"]
    assert (second.name, second.codings) == ("¶ 4", ())
    assert third.unresolved == "the file holds no words of it"
    assert [each.name for each in file.project.sets] == ["Leaders", "Wave 1"]
    assert file.losses == ()
    assert MAKER in file.notes


def test_the_web_export_and_its_count_of_codes(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "Number,Reference,Name,Text Content,Document,Codes,Number of Codes,Comment,"
        "Initial Position,Final Position,Creation Date,Modification Date\n"
        '1:1,¶ 2,,It is fast.,I1,"Speed, Joy",2,,12,23,2024-02-25,\n'
        "1:2,¶ 4,,It is slow.,I1,Speed,1,,30,41,2024-02-25,\n",
        encoding="utf-8",
    )
    file = read(path)
    assert told_codings(file) == [
        ("I1", "It is fast.", "Speed", ""),
        ("I1", "It is fast.", "Joy", ""),
        ("I1", "It is slow.", "Speed", ""),
    ]
    assert file.project.sources[0].selections[0].name == "12 – 23"
    assert MAKER not in file.notes


def test_german_headings_are_read_alike(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "zitate.xlsx",
        [
            ("Projekt: Arbeit",),
            ("ID", "Zitatname", "Textinhalt", "Dokument", "Codes", "Kommentar", "Erstellt von"),
            ("1:1", "", "Das geht schnell.", "I1", "Tempo; Freude", "", "ana"),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    assert [code for _, _, code, _ in told_codings(read(path))] == ["Tempo", "Freude"]
