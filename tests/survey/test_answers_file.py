from __future__ import annotations

import contextlib
import io
import random
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewkit.errors import Problem, SurveyError
from interviewkit.model.limits import LimitSettings
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.columns.column_types import parse_declared_type
from interviewkit.survey.files.crash_trial import limit_memory

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]


def column(answers: Answers, name: str) -> list[object]:
    values = answers.table[name].astype(object)
    return values.where(values.notna(), None).tolist()


def said(problems: tuple[Problem, ...]) -> str:
    return "\n".join(map(str, problems))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_separator_and_encoding_reads_alike(
    read: Read, separator: str, encoding: str
) -> None:
    rows = [("respondent", "city", "age"), ("007", "Zürich", "31"), ("08", "Málaga", "NA")]
    rows += [(f"r{n}", "Köln, Süd" if separator != "," else "Köln", "40") for n in range(30)]
    text = "\r\n".join(separator.join(row) for row in rows)
    answers, problems = read(text.encode(encoding))
    guesses = [p for p in problems if p.what.startswith("is not UTF-8; read as cp125")]
    assert len(problems) == len(guesses) == (encoding == "cp1252")
    assert answers.names[:2] == ("007", "08")
    assert column(answers, "city")[:2] == ["Zürich", "Málaga"]
    assert column(answers, "age")[:3] == [31, None, 40]


def test_workbooks_read_as_what_stands_in_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["respondent", "age", "burned", "asked", "edge", "share"])
    page.append([7, 31, True, date(2025, 4, 1), "low", 0.5])
    page.append([])
    page.append(["007", 40.0, False, date(2025, 5, 1), None, None])
    book.save(tmp_path / "survey.xlsx")
    answers, problems = read_answers(tmp_path / "survey.xlsx", SurveySettings())
    (alike,) = problems
    assert "'007' and '7' differ only in case, blanks, leading zeros or" in alike.what
    assert answers.names == ("7", "007")
    assert answers.lines == (2, 4)
    assert [v.type for v in answers.variables] == [
        "text", "number", "flag", "date", "category", "number",
    ]  # fmt: skip
    assert column(answers, "burned") == [True, False]
    assert column(answers, "asked") == ["2025-04-01", "2025-05-01"]
    assert column(answers, "share") == [0.5, None]


def test_types_are_inferred_and_shown(read: Read) -> None:
    answers, problems = read(
        "respondent,age,burned,on,group,code,note,when,empty\n"
        "1,20,yes,1,exec,01,hello,2025-04-01,\n"
        "2,30.5,no,0,staff,02,,2025-04-02T10:00:00,\n"
        "3,,YES,1,exec,11,bye,,\n"
    )
    assert problems == ()
    assert {v.name: v.type for v in answers.variables} == {
        "respondent": "text", "age": "number", "burned": "flag", "on": "flag",
        "group": "category", "code": "category", "note": "category", "when": "date",
        "empty": "text",
    }  # fmt: skip
    assert answers.variable("group").levels == ("exec", "staff")
    assert answers.variable("age").missing == 1
    assert answers.variable("age").n == 2
    assert not answers.variable("age").declared
    assert column(answers, "code") == ["01", "02", "11"]
    assert column(answers, "burned") == [True, False, True]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["No", ""], "flag"),
        (["F", "T"], "flag"),
        (["F", "M"], "category"),
        (["F"], "category"),
        (["1"], "number"),
        (["0", "1"], "flag"),
        (["0", "1", "2"], "number"),
        (["-.5", "1e3"], "number"),
        (["0,5", "0.5"], "category"),
        (["nan0"], "category"),
        (["2025-02-30"], "category"),
        (["x" * 81], "text"),
        ([f"city {n}" for n in range(31)], "text"),
    ],
)
def test_what_cells_tell_of_their_type(read: Read, cells: list[str], kind: str) -> None:
    rows = "".join(f'{n},"{cell}"\n' for n, cell in enumerate(cells))
    assert read("respondent,x\n" + rows)[0].variable("x").type == kind


def test_declared_types_labels_and_levels(read: Read) -> None:
    answers, problems = read(
        "respondent,edge,likert,region\n1,low,2,1\n2,high,10,2\n3,lwo,9,\n4,mid,,10\n",
        columns={
            "edge": "ordinal: low < mid < high",
            "likert": "ordinal",
            "region": "category",
        },
        labels={"edge": "Does AI give you an edge?"},
    )
    edge = answers.variable("edge")
    assert (edge.levels, edge.declared, edge.missing) == (("low", "mid", "high"), True, 1)
    assert edge.title == "Does AI give you an edge?"
    assert column(answers, "edge") == ["low", "high", None, "mid"]
    assert answers.table["edge"].cat.ordered
    assert answers.variable("likert").levels == ("2", "9", "10")
    assert answers.variable("region").levels == ("1", "2", "10")
    assert "column 'edge': 'lwo' is no ordinal; counts as missing: line 4" in said(problems)


@pytest.mark.parametrize(
    ("declaration", "levels"),
    [
        ("ordinal: low<mid < high", ("low", "mid", "high")),
        ("Ordinal : low, mid,high,", ("low", "mid", "high")),
        ("ordinal: no, never < yes, a bit", ("no, never", "yes, a bit")),
        ("ordinal", ()),
    ],
)
def test_levels_are_parted_by_signs_or_commas(declaration: str, levels: tuple[str, ...]) -> None:
    assert parse_declared_type(declaration) == ("ordinal", levels)


def test_an_ordinal_without_levels_says_the_order_it_took(read: Read) -> None:
    _, problems = read("respondent,edge\n1,low\n2,high\n", columns={"edge": "ordinal"})
    assert "column 'edge' has no declared order; taken as high < low" in said(problems)


def test_a_number_with_text_in_it_becomes_missing_with_its_lines(read: Read) -> None:
    rows = "".join(f"{n},{'about 5' if n % 2 else n}\n" for n in range(1, 15))
    answers, problems = read("respondent,hours\n" + rows, columns={"hours": "number"})
    (problem,) = problems
    assert not problem.fatal
    assert problem.line == 2
    assert "'about 5' is no number; counts as missing: lines 2, 4, 6, 8, 10 and 2 more" in str(
        problem
    )
    assert answers.variable("hours").missing == 7
    assert column(answers, "hours")[1] == 2


def test_missing_cells_are_those_of_the_settings(read: Read) -> None:
    answers, _ = read("respondent,age\n1, -99 \n2,20\n3,NA\n", missing=("-99", "NA"))
    assert column(answers, "age") == [None, 20, None]


def test_decimal_commas_are_noticed_and_said(read: Read) -> None:
    answers, problems = read("respondent;score\n1;3,5\n2;4\n3;1,125\n")
    assert column(answers, "score") == [3.5, 4, 1.125]
    assert "column 'score' has decimal commas" in said(problems)


def test_commas_that_may_be_thousands_are_not_guessed(read: Read) -> None:
    answers, problems = read('respondent,pay\n1,"1,250"\n2,"3,000"\n')
    assert answers.variable("pay").type == "category"
    assert "may be decimals or thousands" in said(problems)


def test_no_respondent_column_is_fatal_and_suggests_the_nearest(read: Read) -> None:
    answers, problems = read("Respondant,age\n1,20\n")
    (problem,) = problems
    assert problem.fatal
    assert "did you mean 'Respondant'?" in problem.hint
    assert answers.names == ("(line 2)",)
    assert read("id,age\n1,20\n", respondent="")[1] == ()


def test_declarations_of_absent_columns_suggest_the_nearest(read: Read) -> None:
    _, problems = read(
        "respondent,age,group\n1,20,a\n",
        columns={"aeg": "number", "group": "categroy"},
        labels={"gruop": "Group"},
        show=("agee",),
        weight="wieght",
    )
    text = said(problems)
    assert "type is declared for 'aeg', which is no column (did you mean 'age'?)" in text
    assert "column 'group': 'categroy' is no type; its type is inferred" in text
    assert "did you mean 'category'?" in text
    assert "'gruop', which is no column (did you mean 'group'?)" in text
    assert "'agee', which is no column (did you mean 'age'?)" in text
    assert [p.fatal for p in problems if "weight column" in p.what] == [True]


def test_the_first_of_doubled_respondents_is_kept_within_a_wave(read: Read) -> None:
    text = "respondent,wave,age\n1,a,20\n1,b,21\n2,a,30\n1,a,99\n"
    answers, problems = read(text, wave="wave")
    assert column(answers, "age") == [20, 30, 21]
    assert answers.lines == (2, 4, 3)
    assert "survey.csv:5: respondent '1' answers again in wave 'a'; line 2 is kept" in said(
        problems
    )
    answers, problems = read(text)
    assert column(answers, "age") == [20, 30]
    assert len(problems) == 2


def test_many_repeated_respondents_are_said_together(read: Read) -> None:
    rows = "".join(f"{n % 20},{n}\n" for n in range(30))
    answers, problems = read("respondent,x\n" + rows)
    assert len(answers) == 20
    assert "10 rows repeat a respondent; the first is kept: lines 22, 23, 24" in said(problems)


def test_a_column_that_tells_nobody_apart_costs_no_rows(read: Read) -> None:
    answers, problems = read("id,x\n" + "".join(f"0,{n}\n" for n in range(30)), respondent="id")
    assert len(answers) == 30
    assert problems[0].fatal
    assert "'id' does not tell respondents apart: 30 rows, 1 different ids" in said(problems)


def test_rows_without_an_id_are_kept_under_their_line(read: Read) -> None:
    answers, problems = read("respondent,age\n1,20\n,30\nNA,40\n")
    assert answers.names == ("1", "(line 3)", "(line 4)")
    assert "no respondent id; named by the line instead: lines 3, 4" in said(problems)


def test_weights_that_are_no_use_are_said_and_weigh_nothing(read: Read) -> None:
    answers, problems = read("respondent,w\n1,1.5\n2,0\n3,-1\n4,\n5,heavy\n6,2\n", weight="w")
    assert answers.weights.tolist() == [1.5, 0, 0, 0, 0, 2]
    text = said(problems)
    assert "weight missing or not a number: lines 5, 6" in text
    assert "negative weight: line 4" in text
    assert "weight of zero: line 3" in text
    assert not any(problem.fatal for problem in problems)
    assert read("respondent,w\n1,0\n", weight="w")[1][-1].fatal


def test_ragged_rows_and_odd_headers_are_said_and_kept(read: Read) -> None:
    answers, problems = read("respondent,age,age,,,\n1,20,21,x,,\n2,30\n3,40,41,y,,,!\n\n")
    assert answers.columns == ("respondent", "age", "age_3", "column_4")
    assert column(answers, "column_4") == ["x", None, "y"]
    text = said(problems)
    assert "survey.csv:1: column 3 is named 'age' again; read as 'age_3'" in text
    assert "column 4 has no name; read as 'column_4'" in text
    assert "survey.csv:3: 2 cells instead of 6; the rest count as empty" in text
    assert "survey.csv:4: 7 cells instead of 6; left out: '!'" in text
    assert len(problems) == 4
    assert column(answers, "age") == [20, 30, 40]


def test_quoted_cells_may_run_over_lines(read: Read) -> None:
    answers, _ = read('respondent,note\n1,"a\nb, c"\n2,d\n')
    assert column(answers, "note") == ["a\nb, c", "d"]
    assert answers.lines == (2, 4)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("survey.csv", b"", "is empty"),
        ("survey.csv", b"\n\n", "is empty"),
        ("survey.csv", b"respondent,age\n", "holds no answers"),
        ("survey.sav", b"$FL2", "may be damaged"),
        ("survey.sav", b"not SPSS", "not what its name says"),
        ("survey.ods", b"whatever", ".ods files cannot be read"),
        ("survey.csv", b'[{"respondent": 1}]', "is JSON"),
        ("survey.json", b'\xef\xbb\xbf {"answers": []}', "is JSON"),
        ("survey.xlsx", b"PK\x03\x04 and nothing more", "not a workbook"),
        ("survey.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "old or password-protected"),
        ("survey.csv", b'respondent,age\n1,"' + b"x" * 200_000, "not a readable row"),
        ("survey.csv", b'respondent,a\n1,2\n2,"open\n3,4\n', "survey.csv:3: not a readable row"),
        ("survey.csv", b'respondent,a\n1,"2" b\n2,"open\n3,4\n', "survey.csv:3: not a readable"),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SurveyError, match=says):
        read_answers(tmp_path / name, SurveySettings())


def test_an_archive_is_told_from_a_workbook(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "survey.zip", "w") as archive:
        archive.writestr("My survey.csv", "id,a\n1,2\n")
    with pytest.raises(SurveyError, match=r"ZIP archive with My survey\.csv in it"):
        read_answers(tmp_path / "survey.zip", SurveySettings())


def test_a_quotation_mark_out_of_place_costs_no_row(read: Read) -> None:
    answers, _ = read('respondent,said\n1,"yes" and no\n2,5" pipe\n3,"two\nlines"\n')
    assert column(answers, "said") == ["yes and no", '5" pipe', "two\nlines"]


def test_a_file_that_is_not_there_is_a_survey_error(tmp_path: Path) -> None:
    with pytest.raises(SurveyError, match="cannot be read"):
        read_answers(tmp_path / "none.csv", SurveySettings())
    with pytest.raises(SurveyError, match="cannot be read"):
        read_answers(tmp_path, SurveySettings())


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "s.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 10_000_000)
    with pytest.raises(SurveyError, match="times its size, and 200 are allowed"):
        read_answers(tmp_path / "s.xlsx", SurveySettings())
    limits = LimitSettings(unpacked_mb=5)
    with pytest.raises(SurveyError, match="it would take 9 MB, and 5 are allowed") as caught:
        read_answers(tmp_path / "s.xlsx", SurveySettings(), limits)
    assert "[limits] unpacked_mb = 10" in caught.value.hint


def test_tables_beyond_the_limits_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(",".join(f"c{n}" for n in range(30)) + "\n" + "1," * 29 + "1\n")
    for limits, name in (
        (LimitSettings(columns=29), "columns = 30"),
        (LimitSettings(cells=59), "cells = 120"),
    ):
        with pytest.raises(SurveyError) as caught:
            read_answers(path, SurveySettings(respondent=""), limits)
        assert name in caught.value.hint
    path.write_text("a" * 2**20)
    with pytest.raises(SurveyError, match="has 1 MB, and 1 are allowed"):
        read_answers(path, SurveySettings(), LimitSettings(survey_mb=1))


def test_further_sheets_of_a_workbook_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Answers").append(["respondent", "age"])
    book["Answers"].append(["a", 1])
    book.save(tmp_path / "s.xlsx")
    answers, problems = read_answers(tmp_path / "s.xlsx", SurveySettings())
    assert (answers.columns, problems) == (("respondent", "age"), ())
    book.active.append(["Read me first"])
    book.active.append(["This is what we asked"])
    book.active.title = "Notes"
    book.save(tmp_path / "s.xlsx")
    _, problems = read_answers(tmp_path / "s.xlsx", SurveySettings(respondent=""))
    assert any("'Notes' is read; there is more in 'Answers'" in each.what for each in problems)


def test_a_row_numbered_beyond_a_worksheet_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["respondent", "age"])
    book.active.append(["a", 1])
    book.save(tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "far.xlsx", "w") as far,
    ):
        for name in whole.namelist():
            far.writestr(name, whole.read(name).replace(b'<row r="2"', b'<row r="2000000000"'))
    with pytest.raises(SurveyError, match="lies beyond 1,048,576"):
        read_answers(tmp_path / "far.xlsx", SurveySettings())


def test_damaged_workbooks_are_refused_or_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["respondent", "age"], ["a", 1], ["b", 2]):
        book.active.append(row)
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    dice = random.Random(3)
    for _ in range(150):
        name = dice.choice(list(parts))
        harmed = bytearray(parts[name])
        start = dice.randrange(len(harmed))
        harmed[start : start + dice.randint(1, 20)] = bytes([dice.randrange(256)])
        with zipfile.ZipFile(tmp_path / "s.xlsx", "w") as archive:
            for other, content in parts.items():
                archive.writestr(other, bytes(harmed) if other == name else content)
        with contextlib.suppress(SurveyError), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read_answers(tmp_path / "s.xlsx", SurveySettings())


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("hello.txt", "hello")
    (tmp_path / "s.xlsx").write_bytes(content.getvalue())
    with pytest.raises(SurveyError, match="is a ZIP archive without a table"):
        read_answers(tmp_path / "s.xlsx", SurveySettings())


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda t: ("respondent,x\n" + t).encode())
)
def test_any_bytes_give_answers_or_a_survey_error(read: Read, content: bytes) -> None:
    try:
        answers, _ = read(content)
    except SurveyError:
        return
    assert len(answers.names) == len(answers.table) == len(answers.lines)


cells = st.text("abc 01,;\t\"'ü", max_size=6).map(str.strip)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=20))
def test_no_answer_is_lost(read: Read, rows: list[tuple[str, str]]) -> None:
    import csv

    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["respondent", "note", "more"])
    writer.writerows([str(n), *row] for n, row in enumerate(rows))
    kinds = {"note": "text", "more": "text"}
    answers, _ = read(file.getvalue(), columns=kinds, missing=())
    assert column(answers, "note") == [first or None for first, _ in rows]
    assert column(answers, "more") == [second or None for _, second in rows]


def test_respondents_are_plain_values_for_the_store(read: Read) -> None:
    answers, _ = read(
        "respondent,w,age,burned,edge,wave\n1,2,20,yes,low,a\n2,,,,,b\n",
        weight="w", wave="wave", columns={"edge": "ordinal: low < high", "burned": "flag"},
    )  # fmt: skip
    first, second = answers.respondents()
    assert (first.name, first.wave, first.weight) == ("1", "a", 2.0)
    assert first.answers == {
        "respondent": "1", "w": 2.0, "age": 20.0, "burned": True, "edge": "low", "wave": "a",
    }  # fmt: skip
    assert second.weight == 0
    assert second.answers["burned"] is None
    assert second.answers["age"] is None
    assert type(first.answers["burned"]) is bool


def test_a_statistics_file_that_tells_of_endless_rows_is_refused(tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    table = pd.DataFrame({"respondent": ["a", "b", "c"], "age": [31, 40, 22]})
    path = tmp_path / "s.dta"
    pyreadstat.write_dta(table, path, version=15)
    whole = path.read_bytes()
    place = whole.index(b"<N>") + 3
    path.write_bytes(whole[:place] + (2**38).to_bytes(8, "little") + whole[place + 8 :])
    with pytest.raises(SurveyError) as caught:
        read_answers(path, SurveySettings())
    assert "cells" in caught.value.hint or "damaged" in str(caught.value)
    path.write_bytes(whole)
    with pytest.raises(SurveyError, match="says that it has 6 cells, and 5 are allowed"):
        read_answers(path, SurveySettings(), LimitSettings(cells=5))
    assert len(read_answers(path, SurveySettings())[0]) == 3


def test_memory_is_bounded_while_a_file_is_read() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    with limit_memory(64), pytest.raises(MemoryError):
        bytearray(512 * 2**20)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
