"""Themes against segments in a whole study: sides, waves, faults of a question, the command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import read_reports
from builders_linked import PEOPLE, TOML, linked_study, voices
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.errors import RuleError, StudyError, SurveyError
from interviewkit.model import Association, Associations, Inquiry


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return linked_study(tmp_path_factory.mktemp("linked"))


def row(found: Associations, of: str, segment: str) -> Association:
    [only] = [each for each in found.segments if (each.of, each.segment) == (of, segment)]
    return only


def ask(study: Study, *args: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["link", "themes", "--study", str(study.root), *args])
    return done.exit_code, done.stdout, done.stderr


def test_people_are_counted_on_both_sides(study: Study) -> None:
    found = row(study.associations(), "ties", "tired")
    tired = [i for i in range(PEOPLE) if i % 4 in (1, 2)]
    assert (found.inside.people, found.outside.people) == (len(tired), PEOPLE - len(tired))
    assert found.inside.voiced == sum(voices(i)[0] for i in tired)
    assert found.outside.voiced == 0
    assert found.tested.adjusted < 0.05
    assert found.tested.name == "t test, people of one conversation tied"
    assert found.design == "conversations with people of both sides"
    assert found.groups == 8  # the first group met twice, and is one all the same
    assert found.rests_on == "persons' codings"
    april = row(study.associations(Inquiry(wave="April")), "ties", "leaders")
    assert april.why == "too few conversations on a side to tell anything"  # two and two
    assert april.design == "conversations whole on one side"


def test_the_theme_is_all_of_its_codes(study: Study) -> None:
    found = row(study.associations(), "work", "women")
    women = [i for i in range(PEOPLE) if i % 2]
    assert found.kind == "theme"
    assert found.inside.voiced == sum(any(voices(i)) for i in women)


def test_who_was_asked_and_by_whom_it_was_not_raised(study: Study) -> None:
    found = row(study.associations(Inquiry(wave="April")), "ties", "tired")
    # The moderator asked the first group; elsewhere those who spoke after the first who raised it.
    silent = {*found.inside.silent, *found.outside.silent}
    assert {"P00", "P03"} <= silent
    assert "P04" not in silent  # spoke before anybody of that group raised it
    assert "P07" in silent


def test_words_in_study_toml_tell_what_was_asked(tmp_path: Path) -> None:
    extra = '[inference.asked]\npay = "everyone"\nties = "welcome"\n'
    study = linked_study(tmp_path, TOML + extra)
    found = study.associations()
    assert row(found, "pay", "tired").inside.asked == 16
    assert row(found, "ties", "tired").outside.asked == 16


def test_the_wave_decides_whom_a_segment_holds(study: Study) -> None:
    notes = study.associations().notes
    assert any("P00 gave other answers in another wave" in note for note in notes)
    by_wave = study.associations(Inquiry(unit="participant-wave"))
    found = row(by_wave, "pay", "leaders")
    assert found.inside.people + found.outside.people == PEOPLE + 4
    april, may = (
        row(study.associations(Inquiry(wave=wave)), "pay", "leaders") for wave in ("April", "May")
    )
    assert (april.inside.people, may.inside.people) == (8, 11)
    assert not any("other answers" in note for note in by_wave.notes)


def test_empty_and_small_segments_are_told_and_not_tested(study: Study) -> None:
    found = study.associations()
    assert row(found, "pay", "bosses").why.startswith("segment 'bosses' is empty: nobody has role")
    assert row(found, "pay", "few").why.startswith("segment 'few' is empty")
    assert row(found, "pay", "bosses").small
    again = study.associations(Inquiry(min_cell=17))
    assert "only 16 inside" in row(again, "pay", "tired").why


def test_what_is_not_shown_counts_all_the_same(study: Study) -> None:
    every = row(study.associations(), "ties", "tired")
    [alone] = study.associations(Inquiry(of=("ties",), segments=("tired",))).segments
    assert alone.tested == every.tested
    assert every.tested.tests > 6


def test_segments_that_share_people_are_not_compared_as_if_they_did_not(study: Study) -> None:
    with pytest.raises(StudyError, match="P01, P05, P09, P13, P17 and 3 more belong to both"):
        study.associations(Inquiry(segments=("tired",), against="women"))
    found = study.associations(Inquiry(segments=("leaders",), against="workers"))
    assert {each.against for each in found.segments} == {"workers"}
    # Workers are all who are no leaders: that is the study's own question, told by another name.
    leaders = study.associations(Inquiry(segments=("leaders",)))
    assert [each.tested for each in found.segments] == [each.tested for each in leaders.segments]
    with pytest.raises(StudyError, match="with one segment at a time"):
        study.associations(Inquiry(against="workers"))


def test_variables_go_with_themes(study: Study) -> None:
    found = study.associations(Inquiry(variables=("burnout", "edge"), of=("ties",)))
    burnout, edge = found.variables
    assert not found.segments
    assert burnout.correlation.value > 0.8
    assert burnout.tested.adjusted < 0.05
    assert [each.level for each in edge.levels] == ["low", "mid", "high"]


def test_covariates_are_held_fixed(study: Study) -> None:
    found = study.associations(Inquiry(covariates=("age",), segments=("women",), of=("pay",)))
    [only] = found.segments
    assert only.modelled is not None
    assert only.modelled.covariates == ("age",)
    assert only.modelled.why or only.tested.name.startswith("GEE")


@pytest.mark.parametrize(
    ("inquiry", "error", "message"),
    [
        (Inquiry(of=("tis",)), StudyError, "there is no code or theme 'tis'"),
        (Inquiry(segments=("tird",)), StudyError, "there is no segment 'tird'"),
        (Inquiry(wave="June"), StudyError, "there is no wave 'June'"),
        (Inquiry(unit="turn"), StudyError, "there is no unit 'turn'"),
        (Inquiry(adjust="bonferroni"), StudyError, "there is no adjustment"),
        (Inquiry(variables=("burnot",)), SurveyError, "have a variable 'burnot'"),
        (Inquiry(variables=("gender",)), SurveyError, "have no order"),
        (Inquiry(covariates=("agee",)), SurveyError, "have a variable 'agee'"),
    ],
)
def test_what_cannot_be_asked_is_said(
    study: Study, inquiry: Inquiry, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        study.associations(inquiry)


def test_a_study_without_what_it_takes_says_what_is_missing(tmp_path: Path) -> None:
    study = linked_study(tmp_path)
    toml = study.root / "study.toml"

    def asking(text: str, **files: str) -> Associations:
        toml.write_text(text, "utf-8")
        return Study.open(study.root).associations()

    with pytest.raises(StudyError, match="names no codebook"):
        asking(TOML.replace('file = "codebook.yaml"', ""))
    with pytest.raises(SurveyError, match="no such file"):
        asking(TOML.replace("survey.csv", "gone.csv"))
    with pytest.raises(StudyError, match="names no segments"):
        asking(TOML.split("[segments]")[0])
    with pytest.raises(RuleError, match="'tired'"):
        asking(TOML.replace("burnout >= 4", "burnout >="))
    with pytest.raises(StudyError, match=r"no code in \[inference.asked\] 'tis'"):
        asking(TOML + '[inference.asked]\ntis = "everyone"\n')
    for each in study.root.glob("study.db*"):
        each.unlink()
    with pytest.raises(StudyError, match="no participant's speech has been read"):
        asking(TOML)


def test_nobody_is_linked(tmp_path: Path) -> None:
    study = linked_study(tmp_path)
    survey = study.root / "survey.csv"
    survey.write_text(survey.read_text("utf-8").replace("\nR", "\nX"), "utf-8")
    study = Study.open(study.root)
    study.link()
    found = study.associations()
    assert all(each.why and not each.tested.done for each in found.segments)
    assert any(f"of {PEOPLE} of {PEOPLE} who spoke it is not known" in n for n in found.notes)


# -- the command -----------


def test_the_table_fits_a_terminal_and_remarks_stand_beside_it(study: Study) -> None:
    code, out, err = ask(study)
    assert code == 0
    sides, heads, _, *rows = out.split("\n\n")[0].splitlines()
    assert sides.split() == ["inside", "outside"]
    assert heads.split()[:6] == ["theme", "segment", "people", "share", "people", "share"]
    assert "adjusted by Holm over 12 tests (all questions of the study)" in out
    assert len(rows) == 9  # those of the empty segments stand in the notes alone
    assert "note: 'workers' is the other side of 'leaders'" in err
    assert "workers" in ask(study, "--segment", "workers")[1]
    assert "note: ties × bosses and 2 more: segment 'bosses' is empty" in err


def test_a_segment_of_the_same_people_is_not_called_the_other_side(tmp_path: Path) -> None:
    twin = TOML + "leaders_again = 'role_now == \"leader\"'\n"
    found = linked_study(tmp_path, twin).associations()
    said = [note for note in found.notes if note.startswith("'leaders_again' ")]
    assert [note.split(", and")[0] for note in said] == [
        "'leaders_again' holds the same people as 'leaders': its rows are the same"
    ]
    assert found.same_parts == {"workers": "leaders", "leaders_again": "leaders"}
    assert all(each.segment != "leaders_again" for each in found.segments)


def test_few_conversations_are_not_said_to_tell_what_none_do(study: Study) -> None:
    april = row(study.associations(Inquiry(wave="April")), "ties", "leaders")
    assert april.why == "too few conversations on a side to tell anything"
    assert not any("degrees of freedom" in note for note in april.notes)


def test_json_and_csv_have_everything(study: Study) -> None:
    code, out, _ = ask(study, "--format", "json", "--segment", "tired", "--variable", "edge")
    found = json.loads(out)
    assert code == 0
    first = found["segments"][0]
    assert {"p", "p_adjusted", "family_tests", "difference_low", "odds_ratio", "rests_on"} <= {
        *first
    }
    assert found["variables"][0]["variable"] == "edge"
    code, out, err = ask(study, "--format", "csv", "--of", "ties")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [each["segment"] for each in rows][:3] == ["leaders", "tired", "women"]
    assert err.startswith("note: ")


def test_options_of_the_command_reach_the_study(study: Study) -> None:
    code, out, _ = ask(
        study, "--adjust", "bh", "--min-cell", "3", "--polarity", "+", "--wave", "May"
    )
    assert code == 0
    assert "adjusted by Benjamini and Hochberg" in out
    code, _, err = ask(study, "--segment", "tird")
    assert (code, err) == (1, "Error: there is no segment 'tird'\nHint: did you mean 'tired'?\n")
    code, out, _ = ask(study, "--variable", "burnout")
    assert "rank correlation" in out


def test_link_alone_still_links(study: Study) -> None:
    done = CliRunner().invoke(main, ["link", "--study", str(study.root)])
    assert (done.exit_code, done.stdout[:24]) == (0, "link      nothing new: 3")


# -- the report -----------


def test_the_report_tells_what_stands_and_hides_small_groups(study: Study) -> None:
    study.report()
    text = read_reports(study.root)
    part = text.split("## Themes by segment: differences between people")[1].split("\n## ")[0]
    assert "Ties was voiced by 88" in part
    assert "percentage points more" in part
    assert "are neither tested nor shown" in part
    assert "bosses" not in part.replace("\\", "").split("**Every theme")[1]
    html = read_reports(study.root, "html")
    assert 'href="#differences"' in html


def test_the_same_seed_gives_the_same_rows(study: Study) -> None:
    first, second = study.associations(), Study.open(study.root).associations()
    assert repr(first) == repr(second)  # a figure that is not defined equals itself in print only
