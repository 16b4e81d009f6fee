from __future__ import annotations

from pathlib import Path

from builders_extracts import note_texts, told_codings, write_workbook
from interviewkit.exchange.extracts import plain_codings
from interviewkit.exchange.extracts.dedoose import COMMAS, is_this, read
from interviewkit.exchange.projects.detecting import detect_format

HEAD = (
    "Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Date", "Excerpt Copy",
    "Resource Creator", "Resource Date", "Codes Applied Combined",
)  # fmt: skip
CODES = (
    "Code: School Climate Applied", "Code: School Climate Range", "Code: School Climate Weight",
    "Code: School Climate\\Safety Applied", "Code: School Climate\\Safety Range",
    "Code: School Climate\\Safety Weight", "Code: Joy Applied",
)  # fmt: skip


def test_columns_of_codes_and_descriptors_are_read(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "DedooseChartExcerpts.xlsx",
        [
            (*HEAD, *CODES, "Descriptor: Participants\\Age", "Descriptor: Participants\\Role"),
            ("I1", "Page 1: 12-40", "ana", "3/14/2024", "We felt safe.", "staff", "3/1/2024",
             "School Climate, Safety", True, "", "", True, "1-5", 4, False, 34, "teacher"),
            ("I1", "Page 2: 3-9", "ben", "3/15/2024", "We laughed.", "staff", "3/1/2024",
             "Joy", False, "", "", False, "", "", True, 34, "teacher"),
            ("I2", "1-9", "ben", "3/15/2024", "Nothing.", "staff", "3/1/2024",
             "", False, "", "", False, "", "", False, 51, ""),
        ],
    )  # fmt: skip
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("I1", "We felt safe.", "School Climate", "ana"),
        ("I1", "We felt safe.", "School Climate > Safety", "ana"),
        ("I1", "We laughed.", "Joy", "ben"),
    ]
    first = file.project.sources[0].selections[0]
    assert (first.name, first.at) == ("Page 1: 12-40", "2024-03-14")
    notes = [note_texts(file.project, coding.notes) for coding in first.codings]
    assert notes == [[], ["Weight: 4; of: 1-5"]]
    variables = {each.guid: each.name for each in file.project.variables}
    assert list(variables.values()) == ["Participants\\Age", "Participants\\Role"]
    told = [
        {variables[key]: text for key, text in source.values.items()}
        for source in file.project.sources
    ]
    assert told == [
        {"Participants\\Age": "34", "Participants\\Role": "teacher"},
        {"Participants\\Age": "51"},
    ]
    assert file.project.sources[1].selections[0].codings == ()
    assert file.losses == ()


def test_codes_in_one_cell_are_parted(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "excerpts.xlsx",
        [
            HEAD,
            ("I1", "1-9", "ana", "", "a", "", "", "Joy, Fear"),
            ("I1", "10-12", "ana", "", "b", "", "", "Fear"),
            ("I1", "13-22", "ana", "", "c", "", "", "Joy, Fear, Rest"),
        ],
    )
    codes = [code for _, _, code, _ in told_codings(read(path))]
    assert codes == ["Joy", "Fear", "Fear", "Joy", "Fear", "Rest"]


def test_codes_in_one_cell_are_parted_by_commas(tmp_path: Path) -> None:
    rows = [
        ("Media Title", "Excerpt Range", "Excerpt Copy", "Codes Applied Combined"),
        ("I1", "1-2", "We felt safe.", "School Climate, Safety"),
    ]
    path = write_workbook(tmp_path / "chart.xlsx", rows)
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert [path for _, _, path, _ in told_codings(file)] == ["School Climate", "Safety"]
    assert COMMAS in file.notes


def test_titles_and_excerpts_alone_are_not_dedooses(tmp_path: Path) -> None:
    rows = [("Title", "Excerpt", "Theme", "Code"), ("I1", "We laughed.", "Joy", "laughter")]
    path = write_workbook(tmp_path / "excerpts.xlsx", rows)
    assert not is_this(path, path.read_bytes()[:4096])
    assert detect_format(path) == "codings-table"
    file = plain_codings.read(path)
    assert told_codings(file) == [("I1", "We laughed.", "Joy > laughter", "")]
