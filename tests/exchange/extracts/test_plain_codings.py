from __future__ import annotations

from pathlib import Path

import pytest

from builders_extracts import note_texts, told_codings, write_workbook
from interviewkit.exchange.extracts.plain_codings import is_own_codings, is_this, read


@pytest.mark.parametrize(
    "headings",
    [
        ("Interview", "Quote", "Code", "Coder"),
        ("Transkript", "Textstelle", "Kategorie", "Codierer"),
    ],
)
def test_any_table_of_words_and_codes(tmp_path: Path, headings: tuple[str, ...]) -> None:
    path = write_workbook(
        tmp_path / "codings.xlsx",
        [
            (*headings, "Phase"),
            ("I1", "I trust it.", "Trust > Machines", "ana", "2"),
            ("I1", "Yes.", "Agrees", "ana", ""),
            ("I1", "Yes.", "Agrees", "ana", ""),
            ("", "", "Agrees", "", ""),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("I1", "I trust it.", "Trust > Machines", "ana"),
        ("I1", "Yes.", "Agrees", "ana"),
        ("I1", "Yes.", "Agrees", "ana"),
    ]
    first = file.project.sources[0].selections[0]
    assert note_texts(file.project, first.notes) == ["Phase: 2"]
    (loss,) = file.losses
    assert (loss.held, loss.kept, loss.names) == (4, 3, (
        "row 5: it names neither words nor a place of a document",
    ))  # fmt: skip


def test_themes_stand_above_and_columns_beside(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codings.xlsx",
        [
            ("Document", "Theme", "Code 1", "Code 2", "Subcode", "Quote (verbatim)"),
            ("I1", "Trust", "Machines", "People", "", "I trust it."),
            ("I1", "Time", "", "", "", "Never."),
            ("I1", "Trust", "Machines", "", "Old", "I trusted it."),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    assert [code for _, _, code, _ in told_codings(read(path))] == [
        "Trust > Machines", "Trust > People", "Time", "Trust > Machines > Old",
    ]  # fmt: skip


def test_words_without_a_document_are_told(tmp_path: Path) -> None:
    path = tmp_path / "codings.tsv"
    path.write_text("quote\tcode\nI trust it.\tTrust;Joy\n", encoding="utf-16")
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("", "I trust it.", "Trust", ""), ("", "I trust it.", "Joy", ""),
    ]  # fmt: skip
    assert "no column names documents: the words are looked for in all" in file.notes


def test_our_own_codings_are_left_to_their_reader(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text("transcript,turn,quote,code,coder\nI1,3,Yes.,agrees,ana\n", encoding="utf-8")
    head = path.read_bytes()
    assert is_own_codings(path, head)
    assert not is_this(path, head)


def test_a_broken_row_is_told_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text('document,quote,code\nI1,"a"b,Trust\nI1,Good.,Trust\n', encoding="utf-8")
    file = read(path)
    (loss,) = file.losses
    assert (loss.held, loss.kept, loss.dropped) == (2, 1, 1)
    assert loss.names[0].startswith("row 2: the row cannot be read")


@pytest.mark.shared
def test_segments_of_a_published_study_come_in_whole(shared: Path) -> None:
    path = shared / "interviews" / "pdpilot_interviews" / "parsed_coded_segments.csv"
    codings = told_codings(read(path))
    assert len(codings) == 262
    assert len({code for _, _, code, _ in codings}) == 77
    assert {document for document, *_ in codings} == {f"P{number}" for number in range(1, 8)}


def test_a_list_of_tags_is_parted_by_commas(tmp_path: Path) -> None:
    rows = [("Snippet", "Note title", "Tags"), ("I trust it.", "I1", "trust, time")]
    path = write_workbook(tmp_path / "highlights.xlsx", rows)
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("I1", "I trust it.", "trust", ""),
        ("I1", "I trust it.", "time", ""),
    ]
    assert "codes of one cell are parted by ','" in file.notes


def test_one_code_with_commas_stays_whole_and_is_told(tmp_path: Path) -> None:
    rows = [("Quote", "Code"), ("I trust it.", "trust, but checked"), ("No.", "time")]
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert [code.name for code in file.project.codes] == ["trust, but checked", "time"]
    assert "codes with commas are read as one code each" in file.notes


@pytest.mark.parametrize(
    "headings",
    [
        ("Category", "Subcategory", "Code"),
        ("Theme", "Category", "Code"),
        ("Theme", "Code", "Subcode"),
        ("Code", "Subcategory", "Subcode"),
    ],
)
def test_levels_stand_below_one_another(tmp_path: Path, headings: tuple[str, ...]) -> None:
    rows = [("File", *headings, "Excerpt"), ("I1", "Trust", "Machines", "Robots", "I trust it.")]
    path = write_workbook(tmp_path / "codings.xlsx", rows)
    assert is_this(path, path.read_bytes()[:4096])
    assert told_codings(read(path)) == [("I1", "I trust it.", "Trust > Machines > Robots", "")]


def test_levels_written_from_the_code_upwards(tmp_path: Path) -> None:
    rows = [
        ("Excerpt", "Code", "Category", "Theme"),
        ("I trust it.", "Robots", "Machines", "Trust"),
    ]
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert told_codings(file) == [("", "I trust it.", "Trust > Machines > Robots", "")]


def test_themes_beside_segments_are_no_notes(tmp_path: Path) -> None:
    rows = [
        ("Document name", "Theme", "Code", "Segment"),
        ("I1", "Trust", "Machines", "I trust it."),
    ]
    path = write_workbook(tmp_path / "segments.xlsx", rows)
    assert is_this(path, path.read_bytes()[:4096])
    assert told_codings(read(path)) == [("I1", "I trust it.", "Trust > Machines", "")]


def test_who_speaks_and_in_which_file_are_both_kept(tmp_path: Path) -> None:
    rows = [
        ("Participant", "Transcript", "Text", "Quote", "Code"),
        ("P01", "I1.docx", "Well, I trust it. Mostly.", "I trust it.", "trust"),
    ]
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert told_codings(file) == [("I1.docx", "I trust it.", "trust", "")]
    (selection,) = file.project.sources[0].selections
    assert note_texts(file.project, selection.notes) == [
        "Participant: P01\nText: Well, I trust it. Mostly."
    ]


def test_names_part_at_colons_where_these_make_a_tree(tmp_path: Path) -> None:
    rows = [
        ("Quote", "Code"), ("a b", "Trust: machines"), ("c d", "Trust: people"), ("e f", "Time"),
        ("g h", "Time: lost"),
    ]  # fmt: skip
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert [path for _, _, path, _ in told_codings(file)] == [
        "Trust > machines", "Trust > people", "Time", "Time > lost",
    ]  # fmt: skip
    assert "codes are placed below one another at ':'" in file.notes


def test_names_with_lone_colons_and_strokes_stay_whole(tmp_path: Path) -> None:
    names = ("K1: trust", "K2: time", "he/she", "yes/no", "yes/maybe")
    rows = [("Quote", "Code"), *((f"words {name}", name) for name in names)]
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert [code.name for code in file.project.codes] == [*names]


def test_spans_with_labels_are_codings_of_their_words(tmp_path: Path) -> None:
    label = (
        '[{"start": 0, "end": 7, "text": "I trust", "labels": ["trust", "I"]},'
        ' {"start": 11, "end": 17, "text": "mostly", "labels": ["degree"]}]'
    )
    rows = [
        ("text", "id", "label", "annotator"),
        ("I trust it mostly.", 1, label, "ana"),
        ("Nothing.", 2, "", "ana"),
    ]
    file = read(write_workbook(tmp_path / "labels.xlsx", rows))
    assert told_codings(file) == [
        ("", "I trust", "trust", "ana"),
        ("", "I trust", "I", "ana"),
        ("", "mostly", "degree", "ana"),
    ]
    first = file.project.sources[0].selections[0]
    assert (first.name, file.losses) == ("0 – 7", ())


def test_a_codebook_with_examples_is_no_table_of_codings(tmp_path: Path) -> None:
    for rows in (
        [("Code", "Definition", "Quote"), ("Trust", "what", "I trust it.")],
        [("Code", "Memo"), ("Codename 1", "Text"), ("Codename 2", "words")],
    ):
        path = write_workbook(tmp_path / "codebook.xlsx", rows)
        assert not is_this(path, path.read_bytes()[:4096])
        path.unlink()


def test_what_stands_once_counts_for_the_rows_below(tmp_path: Path) -> None:
    rows = [
        ("Document", "Theme", "Code", "Quote"),
        ("I1", "Work", "Trust", "one"),
        ("", "", "", "two"),
        ("", "", "Time", "three"),
        ("", "Home", "", "four"),
        ("I2", "", "", "five"),
    ]
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert told_codings(file) == [
        ("I1", "one", "Work > Trust", ""),
        ("I1", "two", "Work > Trust", ""),
        ("I1", "three", "Work > Time", ""),
        ("I1", "four", "Home", ""),
        ("I2", "five", "Home", ""),
    ]
    assert "empty cells of 'Code' are read as the one above" in file.notes


def test_a_code_stands_above_its_quotes(tmp_path: Path) -> None:
    rows = [("Code", "Quote"), ("Trust", "one"), ("", "two"), ("Time", "three")]
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert [(words, code) for _, words, code, _ in told_codings(file)] == [
        ("one", "Trust"), ("two", "Trust"), ("three", "Time"),
    ]  # fmt: skip


def test_a_row_of_its_own_document_may_be_uncoded(tmp_path: Path) -> None:
    rows = [("File", "Code", "Quote"), ("I1", "Trust", "one"), ("I1", "", "two")]
    file = read(write_workbook(tmp_path / "codings.xlsx", rows))
    assert told_codings(file) == [("I1", "one", "Trust", "")]
    assert [each.quote for each in file.project.sources[0].selections] == ["one", "two"]


def test_sentences_without_a_label_stay_uncoded(tmp_path: Path) -> None:
    for rows in (
        [
            ("Sentence no", "Text", "Label"),
            (1, "one", "Trust"),
            (2, "two", ""),
            (3, "three", "Time"),
        ],
        [("Label", "Text"), ("Trust", "one"), ("", "two"), ("Trust", "three")],
    ):
        path = write_workbook(tmp_path / "labels.xlsx", rows)
        file = read(path)
        assert [words for _, words, _, _ in told_codings(file)] == ["one", "three"]
        path.unlink()
