"""Whose word stands is the same in shares, comparisons, people's rows, audits and lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import report_inputs
from builders_linked import TOML, linked_study
from builders_review import review_study
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.model import ComparisonRequest, Inquiry, Reading
from interviewkit.model.section_settings import STANDINGS
from interviewkit.steps.coding.learn import Lessons
from interviewkit.steps.linking.people_rows import build_people_rows
from interviewkit.steps.reading import Loaded, open_loaded

HEADER = "transcript,turn,quote,code,polarity,coder,status\n"


def split_study(folder: Path, rule: str) -> Study:
    """Ana came first and finds isolation in turn 6; Ben reads the same turns and finds trust."""
    study = review_study(folder)
    toml = folder / "study.toml"
    toml.write_text(f'{toml.read_text("utf-8")}\n[coding]\nstanding = "{rule}"\n', "utf-8")
    study = Study.open(folder)
    for coder, code, position in (("ana", "isolation", 6), ("ben", "trust", 10)):
        rows = [f"talk,{n},,,,{coder},\n" for n in range(2, 17, 2) if n != position]
        path = folder / f"{coder}.csv"
        path.write_text(f"{HEADER}talk,{position},,{code},+,{coder},\n{''.join(rows)}", "utf-8")
        study.import_codings(path)
    return study


def reading(study: Study) -> Reading:
    with open_loaded(study._site, study.codebook()[0]) as loaded:
        return loaded.reading


def voiced(study: Study) -> set[str]:
    rows = report_inputs(study).prevalence
    return {row.of for row in rows if row.voiced and not row.polarity}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (STANDINGS[0], {"isolation"}),
        ("consensus, then any", {"isolation", "trust"}),
        ("all", set()),
    ],
)
def test_everything_counts_what_stands(tmp_path: Path, rule: str, expected: set[str]) -> None:
    study = split_study(tmp_path, rule)
    found = reading(study)
    assert {each.code for each in found.standing} == expected
    assert voiced(study) == expected
    [row] = build_people_rows(study._site).rows
    assert {of for of, n in row.passages.items() if n} == expected
    lessons = Lessons.of(found)
    learnt = {code for code in ("isolation", "trust") if any(lessons.verdicts(code).values())}
    assert learnt == expected
    assert {*lessons.verdicts("trust").values()} <= {0.0, 1.0}
    inputs = report_inputs(study)
    assert {each.code for each in inputs.standing} == expected


def test_a_report_is_older_than_a_changed_standing(tmp_path: Path) -> None:
    study = split_study(tmp_path, STANDINGS[0])
    assert study.report().did
    assert not study.report().did
    toml = tmp_path / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace(STANDINGS[0], "any"), "utf-8")
    assert Study.open(tmp_path).report().did


def test_an_unknown_standing_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="'consensus, then any' or"):
        split_study(tmp_path, "whoever shouts")


def test_intervals_of_shares_have_the_level_of_study_toml(tmp_path: Path) -> None:
    study = linked_study(tmp_path, TOML + "[inference]\nlevel = 0.8\n")
    rows = report_inputs(study).prevalence
    assert {row.interval.level for row in rows} == {0.8}


def test_one_person_with_two_names_counts_once_everywhere(tmp_path: Path) -> None:
    study = linked_study(tmp_path)
    people = tmp_path / "participants.csv"
    # P04 of April and P16 of May give one respondent; P05 and P06 talk in one wave and stay two.
    text = people.read_text("utf-8").replace("participant,R16", "participant,R04")
    people.write_text(text.replace("participant,R06", "participant,R05"), "utf-8")
    study.ingest()
    study.link()
    found = reading(study)
    assert dict(found.person_of) == {"P16": "P04"}
    assert "P16" not in found.codable.values()
    [share] = [
        row
        for row in report_inputs(study).prevalence
        if (row.of, row.segment, row.wave, row.polarity) == ("pay", "", "", "")
    ]
    assert share.n == 31
    women = study.associations(Inquiry(of=("pay",), segments=("women",))).segments[0]
    [step] = study.compare(ComparisonRequest(by="segment", names=("women",))).steps
    [pay] = [each for each in step.themes if each.of == "pay"]
    assert (women.inside.people, women.outside.people) == (pay.before.n, pay.after.n)
    assert women.inside.people + women.outside.people == 31
    with open_loaded(study._site, study.codebook()[0]) as loaded:
        assert _members(loaded) == {"P04"} & {*loaded.members["women"]}


def _members(loaded: Loaded) -> set[str]:
    return {who for who in loaded.members["women"] if who in ("P04", "P16")}
