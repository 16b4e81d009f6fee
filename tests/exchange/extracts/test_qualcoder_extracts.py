from __future__ import annotations

from pathlib import Path

from builders_extracts import note_texts, told_codings, write_workbook
from interviewkit.exchange.extracts import plain_codings
from interviewkit.exchange.extracts.qualcoder import is_this, read
from interviewkit.model.project import PICTURE


def test_categories_stand_above_the_code(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "report.xlsx",
        [
            ("File", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category", "Category",
             "FileVar_age"),
            ("I1.txt", "ana", "I trust it.", "ctid:1", "machines", "odd", "Trust", "Views", "34"),
            ("I1.txt", "ben", "I trust it.", "ctid:2", "time", "", "", "", "34"),
            ("map.png", "ben", "image", "imid:9", "time", "", "", "", ""),
        ],
    )  # fmt: skip
    head = path.read_bytes()[:4096]
    assert is_this(path, head)
    assert not plain_codings.is_this(path, head)
    file = read(path)
    assert told_codings(file) == [
        ("I1.txt", "I trust it.", "Views > Trust > machines", "ana"),
        ("I1.txt", "I trust it.", "time", "ben"),
        ("map.png", "", "time", "ben"),
    ]
    text, picture = file.project.sources
    assert list(text.values.values()) == ["34"]
    assert picture.kind == PICTURE
    assert note_texts(file.project, text.selections[0].codings[0].notes) == ["odd"]


def test_cases_hold_their_places_and_variables(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(
        '\ufeff"Case","Filename","Coder","Coded","Id","Codename","Coded_Memo","CaseVar_age"\n'
        '"Ann","I1.txt","ana","I trust it.","ctid:1","trust","","34"\n'
        '"Ben","I1.txt","ana","I do not.","ctid:2","trust","",""\n',
        encoding="utf-8",
    )
    project = read(path).project
    (source,) = project.sources
    assert [(case.name, list(case.values.values())) for case in project.cases] == [
        ("Ann", ["34"]),
        ("Ben", []),
    ]
    assert project.cases[0].selections == (source.selections[0].guid,)
    assert project.cases[1].sources == (source.guid,)
