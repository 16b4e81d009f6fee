from __future__ import annotations

from pathlib import Path

from builders_extracts import code_paths, note_texts, told_codings, write_workbook
from interviewkit.exchange.extracts import attributes, codebooks, maxqda, plain_codings
from interviewkit.exchange.projects.detecting import detect_format
from interviewkit.model.project import ForeignFile

SEGMENTS = [
    ("Document group", "Document name", "Code", "Beginning", "End", "Segment", "Created by"),
    ("Leaders", "I1", "Trust > Machines", 12, 12, "I trust it.", "ana"),
]
CODES = [
    ("Color", "Parent code", "Code", "Memo", "Coded segments", "Documents"),
    ("●", "", "Trust", "What carries.", 1, 1),
    ("●", "Trust", "Machines", "", 1, 1),
    ("●", "", "Time", "", 0, 0),
]
DOCUMENTS = [
    ("Color", "Document group", "Document name", "Memo", "Coded segments", "Created by"),
    ("●", "Leaders", "I1", "A short talk.", 1, "ana"),
]
VARIABLES = [
    ("Document group", "Document name", "Age", "Site"),
    ("Leaders", "I1", 33, "North"),
    ("Leaders", "I2", 51, ""),
]
MEMOS = [
    ("Document group", "Document name", "Memo title", "Memo preview", "Author", "Creation date"),
    ("Leaders", "I1", "First", "Some thoughts.", "ben", "14.03.2024"),
    ("", "", "Free", "On all of it.", "ben", ""),
    ("", "", "", "", "ben", "13.03.2024"),
]


def values(file: ForeignFile) -> dict[str, dict[str, str]]:
    names = {each.guid: each.name for each in file.project.variables}
    return {
        each.name: {names[guid]: value for guid, value in each.values.items()}
        for each in file.project.sources
    }


def test_all_sheets_of_a_project_come_in_together(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "project.xlsx",
        {
            "Documents": DOCUMENTS,
            "Code System": CODES,
            "Coded Segments": SEGMENTS,
            "Document variables": VARIABLES,
            "Memos": MEMOS,
            "About": [("MAXQDA 24",)],
        },
    )
    assert detect_format(path) == "maxqda-segments"
    file = maxqda.read(path)
    project = file.project
    assert told_codings(file) == [("I1", "I trust it.", "Trust > Machines", "ana")]
    assert sorted(code_paths(project).values()) == ["Time", "Trust", "Trust > Machines"]
    assert {code.name: code.description for code in project.codes}["Trust"] == "What carries."
    assert values(file) == {"I1": {"Age": "33", "Site": "North"}, "I2": {"Age": "51"}}
    (talk, _) = project.sources
    assert set(note_texts(project, talk.notes)) == {"A short talk.", "Some thoughts."}
    memos = {note.name: note for note in project.notes}
    users = {user.guid: user.name for user in project.users}
    assert (memos["First"].at, users[memos["First"].user]) == ("2024-03-14", "ben")
    assert memos["Free"].text == "On all of it."
    told = {loss.kind: (loss.held, loss.kept, loss.dropped) for loss in file.losses}
    assert told == {
        "counts beside codes": (6, 0, 6),
        "memos": (3, 2, 1),
        "cells": (3, 0, 3),
        "tables": (6, 5, 1),
    }


def test_a_codebook_beside_codings_of_anybody(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "coding.xlsx",
        {
            "Codings": [("File", "Quote", "Code"), ("I1", "I trust it.", "Trust")],
            "Codebook": [("Code", "Definition"), ("Trust", "What carries."), ("Time", "")],
        },
    )
    assert detect_format(path) == "codings-table"
    file = plain_codings.read(path)
    assert [(code.name, code.description) for code in file.project.codes] == [
        ("Trust", "What carries."),
        ("Time", ""),
    ]
    assert file.losses == ()
    assert "codes too: headings in row 1 of 'Codebook'" in file.notes


def test_variables_beside_a_codebook(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "p.xlsx", {"Codes": CODES, "Variables": VARIABLES})
    assert detect_format(path) == "codebook-table"
    file = codebooks.read(path)
    assert len(file.project.codes) == 3
    assert values(file)["I2"] == {"Age": "51"}
    assert "tables" not in {loss.kind for loss in file.losses}


def test_columns_that_the_tool_fills_are_no_variables(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "documents.xlsx",
        [(*DOCUMENTS[0], "Author", "Alter"), (*DOCUMENTS[1], "Kim", 40)],
    )
    assert detect_format(path) == "attributes-table"
    file = attributes.read(path)
    assert values(file) == {"I1": {"Author": "Kim", "Alter": "40"}}
    (loss,) = file.losses
    assert (loss.held, loss.dropped) == (3, 3)
    assert loss.names == ("Color", "Coded segments", "Created by")
    (talk,) = file.project.sources
    assert note_texts(file.project, talk.notes) == ["A short talk."]
