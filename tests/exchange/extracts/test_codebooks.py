from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Pt

from builders_extracts import code_paths, note_texts, write_workbook
from interviewkit.errors import SourceError
from interviewkit.exchange.extracts import plain_codings
from interviewkit.exchange.extracts.codebooks import is_this, read
from interviewkit.model.project import ForeignFile


def paths(file: ForeignFile) -> list[str]:
    return list(code_paths(file.project).values())


def is_known(path: Path) -> bool:
    head = path.read_bytes()[:4096]
    return is_this(path, head) and not plain_codings.is_this(path, head)


def test_all_that_is_said_of_a_code_is_one_text(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codebook.xlsx",
        [
            ("Codebook of the study",),
            (),
            ("Example", "Exclude", "Code", "Label", "Definition", "When to use", "Colour", "Owner"),
            ("I wait.", "- in the car\n- for friends", "A1", "Waiting", "Lost time.", "fear of it",
             "ff8800", "ana"),
            ("", "", "A2", "Trust", "", "", "", ""),
        ],
    )  # fmt: skip
    assert is_known(path)
    file = read(path)
    waiting, trust = file.project.codes
    assert waiting.description == (
        "Lost time.\n\nInclude:\n- fear of it\n\nExclude:\n- in the car\n- for friends\n\n"
        "Examples:\n- I wait."
    )
    assert (waiting.name, waiting.color, trust.description) == ("Waiting", "#FF8800", "")
    assert note_texts(file.project, waiting.notes) == ["Short name: A1\nOwner: ana"]
    assert file.losses == ()
    assert file.notes == ("read as a codebook as a table (headings in row 3 of 'Sheet1')",)


def test_a_german_category_system_keeps_rules_and_examples(tmp_path: Path) -> None:
    path = tmp_path / "kategorien.csv"
    path.write_bytes(
        "Hauptkategorie;Unterkategorie;Definition;Ankerbeispiel;Kodierregel\r\n"
        'Vertrauen;;"Alles, was trägt";„Das hält“;\r\n'
        ";in Technik;Maschinen;;nur Geräte\r\n"
        ";in Menschen;;;\r\n"
        "Zeit;;;;\r\n".encode("cp1252")
    )
    assert is_known(path)
    file = read(path)
    assert paths(file) == [
        "Vertrauen", "Vertrauen > in Technik", "Vertrauen > in Menschen", "Zeit",
    ]  # fmt: skip
    texts = [code.description for code in file.project.codes]
    assert texts[0] == "Alles, was trägt\n\nExamples:\n- „Das hält“"
    assert texts[1] == "Maschinen\n\nCoding rules: nur Geräte"
    assert "empty cells of 'Hauptkategorie' are read as the one above" in file.notes
    assert file.notes[-1].startswith("not UTF-8 from line 2 on")


def test_merged_cells_name_the_theme_of_their_rows(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codes.xlsx",
        [
            ("Theme", "Code", "Definition"),
            ("Trust", "Machines", "a"),
            (None, "People", "b"),
            ("Trust", "Banks", "c"),
            (None, "Loose", "d"),
        ],
    )
    book = openpyxl.load_workbook(path)
    book["Sheet1"].merge_cells("A2:A3")
    book.save(path)
    assert paths(read(path)) == [
        "Trust", "Trust > Machines", "Trust > People", "Trust > Banks", "Loose",
    ]  # fmt: skip


def test_parents_are_found_by_name_and_by_number(tmp_path: Path) -> None:
    path = tmp_path / "DedooseCodesExport.csv"
    path.write_text(
        "Id,Parent Id,Depth,Title,Description,Weighted,Weight Minimum\n"
        "7,3,1,Machines,of iron,True,0\n3,,0,Trust,,False,\n9,9,0,Circle,,False,\n",
        encoding="utf-8",
    )
    file = read(path)
    assert paths(file) == ["Trust", "Trust > Machines", "Circle"]
    assert file.project.tool == "Dedoose"
    (loss,) = file.losses
    assert (loss.kind, loss.held, loss.dropped, loss.names) == (
        "counts beside codes", 3, 3, ("Depth",),
    )  # fmt: skip

    path = write_workbook(
        tmp_path / "codebook.xlsx",
        {"codebook": [("tag", "parent", "description", "number of highlights"),
                      ("Machines", "Trust", "of iron", 3), ("Trust", "", "", 1)]},
    )  # fmt: skip
    file = read(path)
    assert (paths(file), file.project.tool) == (["Trust", "Trust > Machines"], "Taguette")


@pytest.mark.parametrize(
    "rows",
    [
        [("Code System", "", "", "Memo", "Frequency"), ("Code System", "", "", "", 9),
         ("", "Trust", "", "t", 1), ("", "", "Machines", "m", 2), ("", "Time", "", "", 6)],
        [("Code", "Memo", "Frequency"), ("Code System", "", 9), ("Trust", "t", 1),
         ("    Machines", "m", 2), ("Time", "", 6)],
        [("Code", "Memo"), ("Trust", "t"), ("Trust > Machines", "m"), ("Time", "")],
        [("Parent code", "Code", "Memo"), ("", "Trust", "t"), ("Trust", "Machines", "m"),
         ("", "Time", "")],
    ],
)  # fmt: skip
def test_a_code_system_of_maxqda_is_read_however_it_shows_levels(
    tmp_path: Path, rows: list[tuple[object, ...]]
) -> None:
    file = read(write_workbook(tmp_path / "codesystem.xlsx", rows))
    assert paths(file) == ["Trust", "Trust > Machines", "Time"]
    assert [code.description for code in file.project.codes] == ["t", "m", ""]


def test_each_sheet_is_a_theme_and_others_are_told(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codebook.xlsx",
        {
            "Read me": [("hello",), ("world",)],
            "Trust": [("Code", "Definition"), ("Machines", "m"), ("", "no name")],
            "Time": [("Code", "Definition"), ("Waiting", "w")],
        },
    )
    book = openpyxl.load_workbook(path)
    book["Time"].sheet_state = "hidden"
    book.save(path)
    file = read(path)
    assert paths(file) == ["Trust", "Trust > Machines", "Time", "Time > Waiting"]
    rows, tables = file.losses
    assert (rows.held, rows.kept, rows.dropped, rows.names) == (
        3, 2, 1, ("row 3: it names no code",),
    )  # fmt: skip
    assert (tables.held, tables.kept, tables.names) == (3, 2, ("'Read me': 2 rows",))
    assert "the sheet 'Time' is hidden; it was read all the same" in file.notes


def test_the_codebook_of_nvivo_shows_levels_by_indents(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Codebook", 1)
    table = document.add_table(rows=1, cols=4)
    for cell, text in zip(table.rows[0].cells, ("Name", "Description", "Files", "References"),
                          strict=True):  # fmt: skip
        cell.text = text
    for depth, name, text in (
        (0, "Trust", "t"),
        (1, "Machines", "m"),
        (2, "Old", ""),
        (0, "Time", ""),
    ):
        row = table.add_row().cells
        row[0].text, row[1].text, row[2].text, row[3].text = name, text, "2", "5"
        row[0].paragraphs[0].paragraph_format.left_indent = Pt(12 * depth)
    path = tmp_path / "codebook.docx"
    document.save(str(path))
    assert is_known(path)
    file = read(path)
    assert paths(file) == ["Trust", "Trust > Machines", "Trust > Machines > Old", "Time"]
    assert file.project.tool == "NVivo"
    assert [(loss.kind, loss.held) for loss in file.losses] == [("counts beside codes", 8)]


def test_the_title_of_a_table_is_no_code(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Codebook", 1)
    document.add_heading("Codes", 2)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*table.rows[0].cells, *table.rows[1].cells),
        ("Name", "Description", "Trust", "What carries."),
        strict=True,
    ):
        cell.text = text
    path = tmp_path / "codebook.docx"
    document.save(str(path))
    assert paths(read(path)) == ["Trust"]


def test_headings_may_say_of_what_they_are(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codebook.xlsx",
        [
            ("Theme", "Label of the code", "Our definition"),
            ("Care", "waiting", "Lost time."),
            ("Care", "kindness", "Warmth."),
        ],
    )
    assert paths(read(path)) == ["Care", "Care > waiting", "Care > kindness"]


def test_a_list_of_nodes_names_folders(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "Knoten.xlsx",
        [
            ("Name", "Dateien", "Referenzen", "Erstellt am", "Erstellt von"),
            ("Codes\\\\Vertrauen\\Technik", 2, 5, "1.3.2024", "AB"),
            ("Nodes\\\\Zeit", 1, 1, "1.3.2024", "AB"),
        ],
    )
    assert paths(read(path)) == ["Vertrauen", "Vertrauen > Technik", "Zeit"]


def test_sections_with_titles_are_a_codebook_too(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Codebook", 0)
    document.add_paragraph("Work and machines, 3 March 2024")
    document.add_heading("1 Trust", 1)
    document.add_paragraph("What carries.")
    document.add_heading("1.1 Machines", 2)
    document.add_paragraph("Definition: of iron")
    document.add_paragraph("Ankerbeispiel: I trust it.")
    path = tmp_path / "codebook.docx"
    document.save(str(path))
    assert is_known(path)
    file = read(path)
    assert paths(file) == ["Trust", "Trust > Machines"]
    assert file.project.codes[1].description == "of iron\n\nExamples:\n- I trust it."


def test_the_codebook_of_taguette_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "codebook.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>Taguette Codebook</title></head><body>"
        "<h1>Taguette Codebook</h1><h2>trust</h2><p class=number>2 highlights in 1 document</p>"
        "<p>what carries</p>"
        "<h2>machines</h2><p>Parent: trust</p><p class=number>3 highlights</p><p></p>"
        "</body></html>",
        encoding="utf-8",
    )
    assert is_known(path)
    file = read(path)
    assert (paths(file), file.project.tool) == (["trust", "trust > machines"], "Taguette")
    assert [code.description for code in file.project.codes] == ["what carries", ""]


def test_groups_of_atlasti_are_sets(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codes.xlsx",
        [("Code", "Comment", "Code Groups"), ("Joy", "glad", "Good\nEarly"), ("Fear", "", "Early")],
    )
    file = read(path)
    assert file.project.tool == "ATLAS.ti"
    names = {code.guid: code.name for code in file.project.codes}
    sets = {each.name: [names[code] for code in each.codes] for each in file.project.sets}
    assert sets == {"Good": ["Joy"], "Early": ["Joy", "Fear"]}


@pytest.mark.parametrize(
    "headings",
    [("Variable", "Label", "Values"), ("name", "age"), ("Document", "Segment", "Code", "Comment")],
)
def test_other_tables_are_no_codebooks(tmp_path: Path, headings: tuple[str, ...]) -> None:
    path = write_workbook(tmp_path / "t.xlsx", [headings, tuple("a" for _ in headings)])
    assert not is_this(path, path.read_bytes()[:4096])
    with pytest.raises(SourceError, match="holds no codebook"):
        read(path)


@pytest.mark.shared
def test_the_code_system_of_a_published_study_comes_in_whole(shared: Path) -> None:
    path = shared / "interviews" / "pdpilot_interviews" / "parsed_codebook.csv"
    file = read(path)
    rows = next(loss for loss in file.losses if loss.kind == "rows of the codebook")
    assert (rows.held, rows.dropped) == (94, 3)
    assert len(file.project.codes) == 91
    assert "Explainability techniques > SHAP" in paths(file)


def test_numbers_of_an_outline_place_codes(tmp_path: Path) -> None:
    for rows in (
        [("No.", "Code", "Definition"), ("1", "Trust", "t"), ("1.1", "Machines", "m"),
         ("1.1.1", "Robots", ""), ("2", "Time", ""), ("2.1", "Lost", "")],
        [("Code", "Definition"), ("1. Trust", "t"), ("1.1 Machines", "m"), ("1.1.1 Robots", ""),
         ("2. Time", ""), ("2.1 Lost", "")],
    ):  # fmt: skip
        path = write_workbook(tmp_path / "outline.xlsx", rows)
        assert is_known(path)
        file = read(path)
        depths = [told.count(" > ") for told in paths(file)]
        assert depths == [0, 1, 2, 0, 1]
        assert paths(file)[2].endswith("Robots")
        assert "codes are placed below one another by their numbers" in file.notes
        path.unlink()


def test_numbers_that_make_no_outline_place_nothing(tmp_path: Path) -> None:
    for numbers in (("1", "2", "3"), ("1.1", "1.1", "2"), ("1.1", "2.1", "3.1"), ("1", "1.1", "")):
        rows = [(number, f"code {at}", "d") for at, number in enumerate(numbers)]
        path = write_workbook(tmp_path / "codes.xlsx", [("No.", "Code", "Definition"), *rows])
        assert paths(read(path)) == ["code 0", "code 1", "code 2"]
        path.unlink()


def test_names_part_at_strokes_that_codes_stand_before(tmp_path: Path) -> None:
    rows = [("Code", "Definition"), ("Trust", ""), ("Trust/Machines", ""), ("Trust/People", "")]
    file = read(write_workbook(tmp_path / "codes.xlsx", rows))
    assert paths(file) == ["Trust", "Trust > Machines", "Trust > People"]
    assert "codes are placed below one another at '/'" in file.notes


def test_a_subcategory_stands_between_category_and_code(tmp_path: Path) -> None:
    rows = [
        ("Categoría", "Subcategoría", "Código", "Definición"),
        ("Confianza", "Máquinas", "Robots", "r"),
        ("Confianza", "Gente", "Amigos", "a"),
    ]
    path = write_workbook(tmp_path / "codes.xlsx", rows)
    assert is_known(path)
    assert paths(read(path)) == [
        "Confianza", "Confianza > Máquinas", "Confianza > Máquinas > Robots",
        "Confianza > Gente", "Confianza > Gente > Amigos",
    ]  # fmt: skip


def test_a_column_of_yes_and_no_is_no_level(tmp_path: Path) -> None:
    rows = [
        ("Id", "Parent Id", "Title", "Description", "Weighted", "Category"),
        (1, "", "Trust", "what", True, False),
        (2, 1, "Machines", "", False, False),
    ]
    file = read(write_workbook(tmp_path / "DedooseCodesExport.xlsx", rows))
    assert paths(file) == ["Trust", "Trust > Machines"]


def test_every_group_of_a_code_is_kept(tmp_path: Path) -> None:
    rows = [
        ("Code", "Code Comment", "Code Group 1", "Code Group 2"),
        ("trust", "what", "Feelings", "Work"),
        ("time", "", "Work", ""),
    ]
    file = read(write_workbook(tmp_path / "codebook.xlsx", rows))
    assert {each.name: len(each.codes) for each in file.project.sets} == {"Feelings": 1, "Work": 2}
    assert file.project.codes[0].description == "what"


def test_hierarchical_names_are_paths(tmp_path: Path) -> None:
    rows = [
        ("Hierarchical Name", "Nickname", "Aggregate"),
        ("Nodes\\\\Trust", "", "No"),
        ("Nodes\\\\Trust\\Machines", "tm", "No"),
    ]
    path = write_workbook(tmp_path / "structure.xlsx", rows)
    assert is_known(path)
    assert paths(read(path)) == ["Trust", "Trust > Machines"]


@pytest.mark.parametrize("title", ["Libro de códigos", "Livre de codes", "Livro de Códigos"])
def test_a_document_called_a_codebook_in_other_languages(tmp_path: Path, title: str) -> None:
    document = docx.Document()
    document.add_heading(title, 0)
    document.add_heading("Confianza", 1)
    document.add_paragraph("Definición: qué es")
    document.add_paragraph("Criterios de exclusión: esperanza")
    document.add_heading("Máquinas", 2)
    document.save(str(tmp_path / "codes.docx"))
    file = read(tmp_path / "codes.docx")
    assert paths(file) == ["Confianza", "Confianza > Máquinas"]
    assert file.project.codes[0].description == "qué es\n\nExclude:\n- esperanza"


def test_a_matrix_of_counts_is_no_codebook(tmp_path: Path) -> None:
    rows = [("Code System", "I1", "I2", "SUM"), ("Trust", 3, 1, 4), ("SUM", 3, 1, 4)]
    path = write_workbook(tmp_path / "matrix.xlsx", rows)
    assert not is_this(path, path.read_bytes()[:4096])
