"""Exports of survey tools, in the shapes in which those tools write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from interviewkit.errors import Problem
from interviewkit.model import Segment, Variable
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.rules.segments import find_members
from interviewkit.survey.variable_look import look_at_variable

Rows = Sequence[Sequence[str]]

QUALTRICS: Rows = [
    ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)",
     "Finished", "RecordedDate", "ResponseId", "Q1", "Q2_1", "Q2_2", "Q2_3", "Q2_3_TEXT",
     "Q3_1", "Q3_2", "Q4", "Q5"],
    ["Start Date", "End Date", "Response Type", "IP Address", "Progress",
     "Duration (in seconds)", "Finished", "Recorded Date", "Response ID",
     "<p>How satisfied are you with\n your work?</p>",
     "Which tools do you use? - Selected Choice - Python",
     "Which tools do you use? - Selected Choice - R",
     "Which tools do you use? - Selected Choice - Other:",
     "Which tools do you use? - Other: - Text",
     "How often … - do you feel tired", "How often … - do you laugh",
     "What else would you like to say?", "Which of these? - Selected Choice"],
    ['{"ImportId":"startDate","timeZone":"America/Denver"}', '{"ImportId":"endDate"}',
     '{"ImportId":"status"}', '{"ImportId":"ipAddress"}', '{"ImportId":"progress"}',
     '{"ImportId":"duration"}', '{"ImportId":"finished"}', '{"ImportId":"recordedDate"}',
     '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2","choiceId":"1"}',
     '{"ImportId":"QID2","choiceId":"2"}', '{"ImportId":"QID2","choiceId":"3"}',
     '{"ImportId":"QID2_3_TEXT"}', '{"ImportId":"QID3_1"}', '{"ImportId":"QID3_2"}',
     '{"ImportId":"QID4_TEXT"}', '{"ImportId":"QID5"}'],
    ["2025-04-01 09:12:33", "2025-04-01 09:20:00", "IP Address", "1.2.3.4", "100", "447", "True",
     "2025-04-01 09:20:01", "R_1AbC", "Very satisfied", "Python", "", "", "", "Often", "Never",
     "I like it,\nmostly.", "Red,Blue"],
    ["2025-04-02 09:12:33", "2025-04-02 09:20:00", "IP Address", "1.2.3.5", "100", "300", "True",
     "2025-04-02 09:20:01", "R_2AbC", "Somewhat satisfied", "Python", "R", "Other:", "Stata",
     "Sometimes", "Always", "", "Blue"],
    ["2025-04-03 09:12:33", "2025-04-03 09:20:00", "Survey Preview", "1.2.3.6", "40", "90",
     "False", "2025-04-03 09:20:01", "R_3AbC", "Very dissatisfied", "", "", "", "", "Never",
     "Sometimes", "", "Red,Green"],
    ["2025-04-03 09:12:33", "2025-04-03 09:20:00", "IP Address", "1.2.3.7", "100", "90",
     "True", "2025-04-03 09:20:01", "R_4AbC", "Very dissatisfied", "", "R", "", "", "Never",
     "Sometimes", "", "Green,Blue,Red"],
]  # fmt: skip

SURVEYMONKEY: Rows = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
     "How old are you?", "Which tools do you use?", "", "", "",
     "How much do you agree?", "", "What else?"],
    ["", "", "", "", "", "", "Response", "Python", "R", "None of the above",
     "Other (please specify)", "I like my work", "I am tired", "Open-Ended Response"],
    ["11866", "2781", "04/13/2025 10:01:02 AM", "04/13/2025 10:05:02 AM", "1.1.1.1", "", "31",
     "Python", "", "", "", "Agree", "Disagree", "Nothing"],
    ["11867", "2781", "04/14/2025 01:01:02 PM", "04/14/2025 01:05:02 PM", "1.1.1.2", "", "45",
     "Python", "R", "", "", "Strongly agree", "Neither agree nor disagree", ""],
    ["11868", "2781", "04/15/2025 01:01:02 PM", "04/15/2025 01:05:02 PM", "1.1.1.3", "", "52",
     "", "", "", "Julia", "Disagree", "Agree", "More time"],
    ["11869", "2781", "04/16/2025 01:01:02 PM", "04/16/2025 01:05:02 PM", "1.1.1.3", "", "",
     "", "", "", "", "Agree", "", ""],
]  # fmt: skip

LIMESURVEY: Rows = [
    ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "How old are you?",
     "Which tools? [Python]", "Which tools? [R]", "Which tools? [Other]",
     "How often? [Tired]", "How often? [Happy]"],
    ["1", "2025-04-01 10:00:00", "3", "en", "123", "31", "Yes", "No", "", "Often", "Never"],
    ["2", "2025-04-01 11:00:00", "3", "en", "124", "41", "No", "No", "Julia", "Never", "Always"],
    ["3", "", "1", "en", "125", "", "N/A", "N/A", "", "N/A", "N/A"],
]  # fmt: skip

LIMESURVEY_CODES: Rows = [
    ["id", "submitdate", "lastpage", "startlanguage", "seed", "age", "tools[SQ001]",
     "tools[SQ002]", "tools[other]", "often[1]", "often[2]"],
    ["7", "2025-04-01 10:00:00", "3", "de", "1", "31", "Y", "", "", "A1", "A3"],
    ["8", "2025-04-01 11:00:00", "3", "de", "2", "41", "", "", "Julia", "A2", "A2"],
    ["9", "2025-04-01 12:00:00", "3", "de", "3", "51", "", "", "", "A2", "A1"],
]  # fmt: skip

GOOGLE: Rows = [
    ["Timestamp", "How old are you?", "Which tools do you use?", "How often? [I am tired]",
     "How often? [I laugh]", "Anything else?"],
    ["4/13/2025 10:01:02", "31", "Python, R", "Often", "Never", "No, thank you, all is well"],
    ["4/14/2025 10:01:02", "41", "R", "Sometimes", "Often", ""],
    ["4/15/2025 10:01:02", "51", "Python, SPSS", "Never", "Sometimes", "Well, hello"],
    ["4/16/2025 10:01:02", "32", "SPSS", "Rarely", "Always", ""],
]  # fmt: skip

Reading = tuple[Answers, tuple[Problem, ...]]


def written(rows: Rows, separator: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def read(folder: Path, content: str | bytes, **settings: object) -> Reading:
    path = folder / "export.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_answers(path, SurveySettings(**settings))


def in_workbook(folder: Path, rows: Rows, merge: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append([cell or None for cell in row])
    for cells in merge:
        page.merge_cells(cells)
    book.save(folder / "export.xlsx")
    return folder / "export.xlsx"


def by_name(answers: Answers) -> dict[str, Variable]:
    return {each.name: each for each in answers.variables}


ENCODED = {
    "utf-8": lambda text: text.encode(),
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16 tabs": lambda text: text.encode("utf-16"),
    "utf-16 without its mark": lambda text: text.encode("utf-16-le"),
}


@pytest.mark.parametrize("how", ENCODED)
def test_qualtrics_with_its_three_rows_of_headers(tmp_path: Path, how: str) -> None:
    text = written(QUALTRICS, "\t" if "tabs" in how else ",")
    answers, problems = read(tmp_path, ENCODED[how](text))
    assert answers.names == ("R_1AbC", "R_2AbC", "R_3AbC", "R_4AbC")
    found = by_name(answers)
    assert found["Q1"].label == "How satisfied are you with your work?"
    assert found["Q1"].type == "ordinal"
    assert found["Q1"].levels == ("Very dissatisfied", "Somewhat satisfied", "Very satisfied")
    assert found["StartDate"].type == "date"
    assert [found[f"Q2_{n}"].type for n in (1, 2, 3)] == ["flag"] * 3
    assert found["Q2_3_TEXT"].type == "text"
    assert found["Q3_1"].type == "ordinal"
    assert found["Q3_1"].label == "How often … - do you feel tired"
    assert found["Q3_1"].part_of == "Q3"
    assert found["Finished"].type == "flag"
    assert answers.table["Q4"][0] == "I like it,\nmostly."
    told = " ".join(problem.what for problem in problems)
    assert "told apart by 'ResponseId'" in told
    assert "1 'Survey Preview'" in told
    assert "1 of 4 rows are not finished" in told


def test_chosen_not_chosen_and_not_asked_are_three_things(tmp_path: Path) -> None:
    answers, _ = read(tmp_path, written(QUALTRICS))
    python = [None if cell is None or cell != cell else bool(cell)
              for cell in answers.table["Q2_1"].astype(object).where(
                  answers.table["Q2_1"].notna(), None)]  # fmt: skip
    assert python == [True, True, None, False]
    view = look_at_variable(answers, "Q2")
    assert view.title == "Which tools do you use?"
    assert [(c.code, c.n) for c in view.counts][:2] == [("Q2_1", 2), ("Q2_2", 2)]


def test_several_choices_in_one_cell_become_columns(tmp_path: Path) -> None:
    answers, _ = read(tmp_path, written(QUALTRICS))
    assert find_members(Segment("s", 'col("Q5 [Blue]")'), answers).n == 3
    assert by_name(answers)["Q5 [Red]"].part_of == "Q5"


def test_qualtrics_in_a_workbook_without_import_ids(tmp_path: Path) -> None:
    path = in_workbook(tmp_path, [*QUALTRICS[:2], *QUALTRICS[3:]])
    answers, _ = read_answers(path, SurveySettings())
    assert len(answers) == 4
    assert by_name(answers)["Q1"].label.startswith("How satisfied")


@pytest.mark.parametrize("separator", [",", ";"])
def test_surveymonkey_with_its_two_rows(tmp_path: Path, separator: str) -> None:
    answers, problems = read(tmp_path, written(SURVEYMONKEY, separator))
    _is_surveymonkey(answers)
    assert any("told apart by 'Respondent ID'" in problem.what for problem in problems)


def _is_surveymonkey(answers: Answers) -> None:
    assert answers.names == ("11866", "11867", "11868", "11869")
    found = by_name(answers)
    assert found["How old are you?"].type == "number"
    assert found["What else?"].n == 2
    tools = [each for each in answers.variables if each.part_of == "Which tools do you use?"]
    assert [each.type for each in tools] == ["flag", "flag", "flag", "text"]
    assert find_members(Segment("s", 'col("Which tools do you use? [R]")'), answers).n == 1
    none = find_members(Segment("s", 'not col("Which tools do you use? [Python]")'), answers)
    assert none.names == ("11868",)  # who ticked nothing at all says neither yes nor no
    agree = found["How much do you agree? [I like my work]"]
    assert (agree.type, agree.levels) == ("ordinal", ("Disagree", "Agree", "Strongly agree"))
    assert found["Start Date"].type == "date"
    assert answers.table["Start Date"][1] == "2025-04-14T13:01:02"


def test_merged_headers_of_a_workbook(tmp_path: Path) -> None:
    path = in_workbook(tmp_path, SURVEYMONKEY, merge=["H1:K1", "L1:M1"])
    _is_surveymonkey(read_answers(path, SurveySettings())[0])
    rows: Rows = [
        ["id", "age", "Satisfaction", "", "", "Remarks"],
        ["", "", "pay", "hours", "boss", ""],
        ["a", "31", "4", "5", "1", "fine"],
        ["b", "41", "2", "3", "2", ""],
    ]
    path = in_workbook(tmp_path, rows, merge=["C1:E1"])
    answers, _ = read_answers(path, SurveySettings(respondent="id"))
    assert answers.columns == (
        "id", "age", "Satisfaction [pay]", "Satisfaction [hours]", "Satisfaction [boss]", "Remarks",
    )  # fmt: skip
    assert answers.sets == {"Satisfaction": "Satisfaction"}


def test_limesurvey_in_full_words(tmp_path: Path) -> None:
    answers, problems = read(tmp_path, written(LIMESURVEY))
    assert answers.names == ("1", "2", "3")
    found = by_name(answers)
    assert [found[f"Which tools? [{t}]"].type for t in ("Python", "R", "Other")] == [
        "flag", "flag", "text",
    ]  # fmt: skip
    assert found["How often? [Tired]"].part_of == "How often?"
    assert any("1 of 3 rows were never submitted" in problem.what for problem in problems)


def test_limesurvey_in_codes(tmp_path: Path) -> None:
    answers, _ = read(tmp_path, written(LIMESURVEY_CODES))
    assert answers.names == ("7", "8", "9")
    assert find_members(Segment("s", 'col("tools[SQ001]")'), answers).names == ("7",)
    assert find_members(Segment("s", 'not col("tools[SQ001]")'), answers).names == ("8",)
    assert by_name(answers)["often[1]"].type == "category"


def test_limesurvey_with_codes_and_words(tmp_path: Path) -> None:
    rows = [
        ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page",
         "startlanguage. Start language", "age. How old are you?"],
        ["1", "2025-04-01 10:00:00", "3", "en", "31"],
    ]  # fmt: skip
    answers, _ = read(tmp_path, written(rows))
    assert by_name(answers)["age"].label == "How old are you?"
    assert answers.names == ("1",)


def test_google_forms_grids_and_ticked_boxes(tmp_path: Path) -> None:
    answers, problems = read(tmp_path, written(GOOGLE))
    found = by_name(answers)
    assert answers.names[0] == "(line 2)"
    assert found["How often? [I laugh]"].part_of == "How often?"
    assert found["How often? [I am tired]"].levels == ("Never", "Rarely", "Sometimes", "Often")
    assert find_members(Segment("s", 'col("Which tools do you use? [Python]")'), answers).n == 2
    assert found["Anything else?"].part_of == ""
    assert answers.table["Timestamp"][0] == "2025-04-13T10:01:02"
    told = " ".join(problem.what for problem in problems)
    assert "lists chosen options; read as 3 yes-or-no columns" in told
    assert "numbered by their lines" in told


def test_a_layout_can_be_settled_by_hand(tmp_path: Path) -> None:
    answers, _ = read(tmp_path, written(GOOGLE), layout="plain", respondent="")
    assert not answers.sets
    _, problems = read(tmp_path, "respondent,a\n1,2\n", layout="qualtrics")
    assert "does not look like a qualtrics export" in problems[0].what


def test_a_title_above_the_table_is_left_out_and_told(tmp_path: Path) -> None:
    content = (
        "Meeting ID,Topic,Start Time,Duration\n001,Reunion,09/24/2020,75\n\n"
        "Name,User Email,Minutes\nAna,a@b.c,75\nBo,b@b.c,70\nCy,c@b.c,7\n"
    )
    answers, problems = read(tmp_path, content, respondent="Name")
    assert answers.names == ("Ana", "Bo", "Cy")
    assert "the table begins in line 4" in problems[0].what


def test_a_title_in_a_workbook_is_left_out(tmp_path: Path) -> None:
    rows: Rows = [["Answers of April"], [], ["id", "age", "town"], ["a", "31", "Ulm"],
                  ["b", "41", "Bonn"]]  # fmt: skip
    answers, problems = read_answers(in_workbook(tmp_path, rows), SurveySettings(respondent="id"))
    assert answers.names == ("a", "b")
    assert "the table begins in line 3" in problems[0].what


def test_blank_lines_inside_a_table_part_nothing(tmp_path: Path) -> None:
    answers, _ = read(tmp_path, "respondent,a\n1,2\n\n2,3\n3,4\n")
    assert answers.names == ("1", "2", "3")
    content = "respondent,name,country\np1,Ana,UK\n\np3,,US\np4,Bo,DE\np5,Cy,UK\n"
    answers, problems = read(tmp_path, content)
    assert answers.names == ("p1", "p3", "p4", "p5")
    assert problems == ()


def test_excels_word_on_its_separator(tmp_path: Path) -> None:
    answers, problems = read(tmp_path, "sep=;\r\nrespondent;share\r\na;1,5\r\nb;2,5\r\n")
    assert list(answers.table["share"]) == [1.5, 2.5]
    assert answers.lines == (3, 4)
    assert "decimal commas" in problems[0].what
