"""Files of SPSS and Stata keep what they declare: labels, order, kinds of missing, sets, dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from described import describe_variable

from interviewkit import parts
from interviewkit.errors import SurveyError, UnknownPartError
from interviewkit.model import Segment
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.rules.segments import find_members
from interviewkit.survey.variable_look import look_at_variable

AGREE = {1: "Strongly disagree", 2: "Disagree", 3: "Neither", 4: "Agree", 5: "Strongly agree"}
TABLE = pd.DataFrame(
    {
        "id": ["a1   ", "a2", "a3", "a4", "a5"],
        "q1": [1.0, 4.0, 5.0, 99.0, 98.0],
        "gender": [1.0, 2.0, 2.0, 1.0, None],
        "nps": [0.0, 7.0, 10.0, 9.0, -1.0],
        "tool_py": [1.0, 0.0, 1.0, 0.0, 0.0],
        "day": [date(2025, 4, 1), date(2025, 4, 2), None, date(1999, 12, 31), date(2025, 5, 1)],
        "a_variable_with_a_very_long_name_indeed_2025": ["x", "é", "日本", "", "z  "],
    }
)
LABELS = {"q1": {**AGREE, 98: "Don't know", 99: "Refused"}, "gender": {1: "Man", 2: "Woman"},
          "nps": {0: "not at all", 10: "completely"}, "tool_py": {0: "No", 1: "Yes"}}  # fmt: skip
WORDS = ["Id", "I like my work", "Gender", "Would you recommend?", "Uses Python", "Day", "Long"]


@pytest.fixture
def sav(tmp_path: Path) -> Path:
    path = tmp_path / "survey.sav"
    pyreadstat.write_sav(
        TABLE,
        path,
        column_labels=WORDS,
        variable_value_labels=LABELS,
        missing_ranges={"q1": [{"lo": 98, "hi": 99}], "nps": [-1]},
        variable_measure={"q1": "scale", "gender": "nominal", "nps": "ordinal"},
    )
    return path


def read(path: Path, **settings: object) -> Answers:
    answers, problems = read_answers(path, SurveySettings(**{"respondent": "id", **settings}))
    assert not any(problem.fatal for problem in problems), problems
    return answers


def test_spss_keeps_labels_order_and_kinds_of_missing(sav: Path) -> None:
    answers = read(sav)
    q1 = answers.variable("q1")
    assert (q1.type, q1.label) == ("ordinal", "I like my work")
    assert q1.levels == tuple(AGREE.values())
    assert q1.codes == ("1", "2", "3", "4", "5")
    assert q1.absent == (("Refused (99)", 1), ("Don't know (98)", 1))
    assert (q1.n, q1.missing) == (3, 2)
    assert list(answers.table["q1"].dropna()) == ["Strongly disagree", "Agree", "Strongly agree"]
    assert answers.variable("gender").type == "category"
    assert answers.names[0] == "a1"
    assert list(answers.table["day"])[:2] == ["2025-04-01", "2025-04-02"]
    assert list(answers.table["a_variable_with_a_very_long_name_indeed_2025"])[1:3] == ["é", "日本"]


def test_labels_of_the_ends_leave_a_number_a_number(sav: Path) -> None:
    nps = read(sav).variable("nps")
    assert (nps.type, nps.labelled) == ("number", (("0", "not at all"), ("10", "completely")))
    assert nps.absent == (("-1", 1),)


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        ('q1 >= "Agree"', ["a2", "a3"]),
        ("q1 >= 4", ["a2", "a3"]),
        ("q1 > 3.5", ["a2", "a3"]),
        ("q1 == 1", ["a1"]),
        ("q1 in [1, 4]", ["a1", "a2"]),
        ("missing(q1)", ["a4", "a5"]),
        ('gender == "Woman"', ["a2", "a3"]),
        ("gender == 2", ["a2", "a3"]),
        ('gender == "2"', ["a2", "a3"]),
        ('nps == "completely"', ["a3"]),
        ("q1 >= median(q1)", ["a2", "a3"]),
        ("tool_py", ["a1", "a3"]),
        ("tool_py == 0", ["a2", "a4", "a5"]),
        ('tool_py == "Yes"', ["a1", "a3"]),
    ],
)
def test_rules_speak_in_labels_or_in_codes(sav: Path, rule: str, people: list[str]) -> None:
    assert list(find_members(Segment("s", rule), read(sav)).names) == people


def test_a_yes_and_no_coded_1_and_2_is_compared_by_its_codes(tmp_path: Path) -> None:
    path = tmp_path / "s.sav"
    table = pd.DataFrame({"id": ["a", "b", "c"], "smokes": [1.0, 2.0, 2.0]})
    pyreadstat.write_sav(table, path, variable_value_labels={"smokes": {1: "Yes", 2: "No"}})
    answers = read(path)
    assert answers.variable("smokes").type == "flag"
    assert answers.variable("smokes").codes == ("2", "1")
    assert find_members(Segment("s", "smokes"), answers).names == ("a",)
    assert find_members(Segment("s", "smokes == 2"), answers).names == ("b", "c")
    assert find_members(Segment("s", "mean(smokes) < 0.5"), answers).n == 3


def test_study_toml_has_the_last_word_on_types(sav: Path) -> None:
    as_number = read(sav, columns={"q1": "number"})
    assert as_number.variable("q1").type == "number"
    assert list(as_number.table["q1"].dropna()) == [1, 4, 5]
    as_category = read(sav, columns={"q1": "category"}).variable("q1")
    assert (as_category.type, as_category.levels) == ("category", tuple(AGREE.values()))
    by_codes = read(sav, columns={"gender": "ordinal: 2 < 1"})
    assert by_codes.variable("gender").levels == ("2", "1")


def test_an_encoding_that_is_not_the_one_declared_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.sav"
    table = pd.DataFrame({"id": ["aXX", "b"], "x": [1.0, 2.0]})
    pyreadstat.write_sav(table, path)
    path.write_bytes(path.read_bytes().replace(b"aXX", b"a\xfc\xdf"))
    answers, problems = read_answers(path, SurveySettings(respondent="id"))
    assert answers.names == ("aüß", "b")
    assert "is not in the encoding it says; read as windows-1252" in problems[0].what


def test_two_codes_with_one_label_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "s.sav"
    table = pd.DataFrame({"id": ["a", "b"], "x": [1.0, 2.0]})
    pyreadstat.write_sav(table, path, variable_value_labels={"x": {1: "Other", 2: "Other"}})
    answers, problems = read_answers(path, SurveySettings(respondent="id"))
    assert answers.variable("x").levels == ("Other (1)", "Other (2)")
    assert "several codes" in problems[0].what


def test_the_name_of_a_file_decides_nothing(sav: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "survey.csv"
    renamed.write_bytes(sav.read_bytes())
    assert read(renamed).variable("q1").type == "ordinal"
    with pytest.raises(UnknownPartError, match="no survey reader 'spps'"):
        read(sav, reader="spps")
    with pytest.raises(UnknownPartError, match="no survey layout 'qualtriks'") as fault:
        read_answers(_csv(tmp_path), SurveySettings(layout="qualtriks"))
    assert "did you mean 'qualtrics'" in fault.value.hint


def _csv(folder: Path) -> Path:
    (folder / "s.csv").write_text("respondent,a\n1,2\n", encoding="utf-8")
    return folder / "s.csv"


def test_zsav_and_stata_say_the_same(tmp_path: Path) -> None:
    table = TABLE[["id", "q1", "gender"]].assign(q1=[1.0, 4.0, 5.0, 2.0, 3.0])
    kept = {name: LABELS[name] for name in ("gender",)} | {"q1": AGREE}
    pyreadstat.write_sav(
        table,
        tmp_path / "s.zsav",
        compress=True,
        variable_value_labels=kept,
        column_labels=WORDS[:3],
    )
    whole = table.assign(gender=[1, 2, 2, 1, 1], q1=[1, 4, 5, 2, 3])
    pyreadstat.write_dta(
        whole, tmp_path / "s.dta", variable_value_labels=kept, column_labels=WORDS[:3]
    )
    for name in ("s.zsav", "s.dta"):
        answers = read(tmp_path / name)
        q1 = answers.variables[1]
        assert (q1.type, q1.levels, q1.label) == ("ordinal", tuple(AGREE.values()), WORDS[1]), name
        assert answers.variables[2].levels == ("Man", "Woman")


def test_stata_keeps_its_letters_of_missing(tmp_path: Path) -> None:
    path = tmp_path / "s.dta"
    table = pd.DataFrame({"id": ["a", "b", "c"], "x": [1, "a", "b"]})
    pyreadstat.write_dta(
        table,
        path,
        missing_user_values={"x": ["a", "b"]},
        variable_value_labels={"x": {1: "one", "a": "refused"}},
    )
    x = read(path).variable("x")
    assert (x.n, x.missing) == (1, 2)
    assert x.absent == (("refused (.a)", 1), (".b", 1))


def test_ids_in_a_restricted_numeric_format_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "s.sav"
    table = pd.DataFrame({"id": [7.0, 42.0], "x": [1.5, 2.5]})
    pyreadstat.write_sav(table, path, variable_format={"id": "N5"})
    assert read(path).names == ("00007", "00042")


@pytest.mark.parametrize("name", ["s.sav", "s.zsav", "s.dta", "s.por"])
def test_damaged_files_are_told_and_never_a_traceback(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    table = TABLE[["id", "q1", "nps"]]
    write = {".sav": pyreadstat.write_sav, ".zsav": pyreadstat.write_sav,
             ".dta": pyreadstat.write_dta, ".por": pyreadstat.write_por}[path.suffix]  # fmt: skip
    write(table, path)
    content = path.read_bytes()
    for cut in range(10, len(content), max(1, len(content) // 15)):
        path.write_bytes(content[:cut])
        assert _says(path) in ("", str(path))
    for place in range(0, len(content), max(1, len(content) // 25)):
        path.write_bytes(content[:place] + b"\xff\x00\x9f" + content[place + 3 :])
        assert _says(path) in ("", str(path))


def _says(path: Path) -> str:
    """The file that a refusal names; nothing where the file was read all the same."""
    try:
        read_answers(path, SurveySettings(respondent=""))
    except SurveyError as fault:
        return str(path) if str(path) in fault.message and fault.message.strip() else "unnamed"
    return ""


def test_a_multiple_response_set_is_looked_at_as_one_question(tmp_path: Path) -> None:
    content = "respondent,tools\n1,Python; R\n2,R\n3,\n4,Python;SPSS\n5,R ; SPSS\n"
    (tmp_path / "s.csv").write_text(content, encoding="utf-8")
    answers, _ = read_answers(tmp_path / "s.csv", SurveySettings(columns={"tools": "multiple: ;"}))
    assert [v.name for v in answers.variables] == [
        "respondent", "tools", "tools [Python]", "tools [R]", "tools [SPSS]",
    ]  # fmt: skip
    assert (
        find_members(Segment("s", 'any_of(col("tools [R]"), col("tools [SPSS]"))'), answers).n == 4
    )
    view = look_at_variable(answers, "tools [Python]")
    assert [(c.value, c.n) for c in view.counts] == [("no", 2), ("yes", 2), ("missing", 1)]
    assert view.part_of == "tools"


def test_labels_may_be_declared_for_codes_of_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("respondent,x\na,1\nb,3\nc,2\nd,9\n", encoding="utf-8")
    settings = SurveySettings(columns={"x": "ordinal: 1 = never < 2 = sometimes < 3 = always"})
    answers, _ = read_answers(tmp_path / "s.csv", settings)
    x = answers.variable("x")
    assert x.levels == ("never", "sometimes", "always", "9")
    assert find_members(Segment("s", 'x >= "sometimes" and x <= 3'), answers).names == ("b", "c")


def test_readers_and_layouts_are_parts() -> None:
    assert parts.list_names("survey_reader") == ("csv", "xlsx", "spss", "stata")
    assert "qualtrics" in parts.list_names("survey_layout")


@pytest.mark.shared
def test_multiple_response_sets_of_spss(shared: Path) -> None:
    folder = shared / "surveys" / "spss_sav" / "pyreadstat" / "test_data" / "multiple_response"
    answers, _ = read_answers(folder / "simple_alltypes.sav", SurveySettings(respondent="x"))
    ticked = look_at_variable(answers, "mymrset")
    assert ticked.title == "My multiple response set"
    assert [(c.value, c.n) for c in ticked.counts] == [
        ("Response #1", 3), ("Response #2", 4), ("Response #3", 0),
    ]  # fmt: skip
    answered = look_at_variable(answers, "categorical_array")
    assert [(c.code, c.n) for c in answered.counts] == [
        ("categorical_array [a]", 3), ("categorical_array [b]", 6),
        ("categorical_array [c]", 3), ("categorical_array [d]", 3),
    ]  # fmt: skip
    assert find_members(Segment("s", 'col("categorical_array [d]")'), answers).n == 3
    z = answers.variable("z")
    assert z.absent == (("-999 to 0", 1), ("skipped (999)", 1))


@pytest.mark.shared
def test_every_real_file_of_spss_and_stata_is_read(shared: Path) -> None:
    folder = shared / "surveys" / "spss_sav"
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in {".sav", ".zsav", ".por", ".dta"}]
    assert len(files) > 15
    for path in files:
        answers, problems = read_answers(path, SurveySettings(respondent=""))
        assert len(answers), path
        untold = [each for each in problems if "'6306150067200' is no date" not in each.what]
        assert not untold, (path, untold)
    moments, _ = read_answers(
        folder / "haven" / "tests" / "testthat" / "spss" / "datetime.sav",
        SurveySettings(respondent=""),
    )
    assert list(moments.table["date"]) == ["2014-09-22", "2014-09-23"]
    assert moments.table["date.posix"][0] is None  # after the year 9999


def test_the_sample_survey_says_the_same_as_a_file_of_spss(tmp_path: Path, root: Path) -> None:
    table = pd.read_csv(root / "surveys" / "survey.csv", keep_default_na=False, na_values=[""])
    edge = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]
    coded = table.assign(ai_edge=table["ai_edge"].map({t: n for n, t in enumerate(edge, 1)}))
    coded["burned_out"] = (
        table["burned_out"].astype(str).str.lower().isin(["yes", "true", "1"])
    ) * 1.0
    pyreadstat.write_sav(
        coded,
        tmp_path / "survey.sav",
        variable_value_labels={
            "ai_edge": dict(enumerate(edge, 1)),
            "burned_out": {0: "No", 1: "Yes"},
        },
    )
    declared = {"ai_edge": f"ordinal: {' < '.join(edge)}"}
    segments = [Segment("f", 'group == "freelancer"'), Segment("e", 'ai_edge >= "agree"')]
    text, _ = read_answers(
        root / "surveys" / "survey.csv", SurveySettings(weight="weight", columns=declared)
    )
    spss, _ = read_answers(tmp_path / "survey.sav", SurveySettings(weight="weight"))
    for name in ("ai_edge", "burned_out", "ai_gain", "group"):
        # Told apart in print: a figure that is not defined equals nothing, itself included.
        told = repr(describe_variable(spss, name, segments))
        assert told == repr(describe_variable(text, name, segments)), name
