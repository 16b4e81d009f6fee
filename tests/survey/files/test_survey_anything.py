"""Whatever bytes and cells come, a survey is read or refused in words."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewkit.errors import SurveyError
from interviewkit.model.settings import ScaleSettings, SurveySettings
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.variable_look import look_at_variable

CELLS = st.one_of(
    st.sampled_from(
        ["", "NA", "1", "2", "1,5", "1.234,5", "yes", "no", "agree", "disagree", "neutral", "a;b",
         "a, b", "31/12/2025", "2025-04-01", "99", "-99", "=1+1", "Response", '{"ImportId":"Q1"}',
         "ResponseId", "Timestamp", "Respondent ID", "submitdate", "lastpage", "Q1_1", "Q1 [a]",
         "Q1 [b]", "0", "007", "7", " 7", "12 %", "€ 3"]
    ),
    st.text(max_size=12),
)  # fmt: skip
ITEM = st.sampled_from(["1", "2", "3", "4", "5", "", "x"])
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=7)
)


def read(content: bytes, **kept: object) -> int:
    """How many rows were read; -1 where the file is refused in words."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.csv"
        path.write_bytes(content)
        try:
            answers, problems = read_answers(path, SurveySettings(**kept))
        except SurveyError as fault:
            return -1 if fault.message else -2
        assert all(problem.what for problem in problems)
        assert len(answers.respondents()) == len(answers)
        for variable in answers.variables:
            assert variable.n + variable.missing == len(answers)
            counts = look_at_variable(answers, variable.name).counts
            if variable.type in ("category", "ordinal", "flag"):
                assert sum(each.n for each in counts) == len(answers)
        return len(answers)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_any_table_of_cells(rows: list[list[str]], separator: str, encoding: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    content = stream.getvalue().encode(
        encoding, "surrogatepass" if encoding == "utf-8" else "replace"
    )
    read(content)
    read(content, respondent="")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    assert read(content, respondent="") > -2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[ITEM] * 3), min_size=1, max_size=12))
def test_any_answers_to_a_scale(rows: list[tuple[str, ...]]) -> None:
    lines = ["respondent,a,b,c", *(f"p{n},{','.join(row)}" for n, row in enumerate(rows))]
    number = dict.fromkeys("abc", "number")
    scale = {"s": ScaleSettings(("a", "b", "c"), ("c",))}
    assert read("\n".join(lines).encode(), columns=number, scales=scale) == len(rows)
