"""One answer to one question: ``compare``, ``link themes`` and the report agree to the digit."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner
from statsmodels.stats.multitest import multipletests

from builders import report_inputs
from builders_linked import TOML, linked_study
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reporting.report_inputs import gather_inputs

MORE = """odd_ones = 'age in (31, 33, 34, 38, 41, 45, 47, 52, 58)'
tired_women = 'burnout >= 4 and gender == "woman"'
rested_men = 'burnout < 4 and gender == "man"'
"""
SEGMENTS = ("leaders", "tired", "women", "odd_ones", "tired_women", "rested_men")
STUDY = "all questions of the study"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return linked_study(tmp_path_factory.mktemp("one"), TOML + MORE)


def ask(study: Study, *words: str) -> Any:
    return json.loads(asked(str(study.root), words))


@cache
def asked(root: str, words: tuple[str, ...]) -> str:
    """What a command that only looks prints; asked again, it is not run again."""
    done = CliRunner().invoke(
        main, [*words, "--study", root, "--format", "json"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done.stdout


def by_compare(study: Study, segments: str) -> dict[str, list[Any]]:
    [step] = ask(study, "compare", "--segments", segments)["steps"]
    return {
        row["of"]: [
            *side(row["before"]), *side(row["after"]),
            row["difference"], *ends(row["interval"]), row["p"],
            row["p_adjusted"], *ends(row["simultaneous"]), row["family"], row["family_tests"],
            row["test"],
        ]
        for row in step["themes"]
    }  # fmt: skip


def side(figure: Any) -> list[Any]:
    return [figure["n"], figure["voiced"], figure["value"], *ends(figure["interval"])]


def ends(interval: Any) -> list[Any]:
    return [interval["low"], interval["high"]] if interval else [None, None]


def by_link(study: Study, *options: str) -> dict[Any, list[Any]]:
    rows = ask(study, "link", "themes", *options)["segments"]
    return {
        (row["of"] if options else (row["of"], row["segment"])): [
            *(row[f"{side}_{what}"] for side in ("inside", "outside")
              for what in ("people", "voiced", "share", "share_low", "share_high")),
            row["difference"], row["difference_low"], row["difference_high"], row["p"],
            row["p_adjusted"], row["simultaneous_low"], row["simultaneous_high"],
            row["family"], row["family_tests"], row["test"] if row["p"] is not None else "",
        ]
        for row in rows
    }  # fmt: skip


@pytest.mark.parametrize("segment", SEGMENTS)
def test_a_segment_against_everyone_else_is_one_answer(study: Study, segment: str) -> None:
    compared, linked = by_compare(study, segment), by_link(study, "--segment", segment)
    assert compared == linked
    assert set(linked) == {"ties", "pay", "work"}


def test_a_segment_against_another_is_one_answer(study: Study) -> None:
    linked = by_link(study, "--segment", "leaders", "--against", "workers")
    assert by_compare(study, "leaders,workers") == linked
    turned = by_compare(study, "workers,leaders")
    assert [row[10] for row in turned.values()] == [-row[10] for row in linked.values()]
    # Everyone who is no leader is a worker here: one question, whoever asks it in which words.
    whole = by_link(study, "--segment", "leaders")
    assert [row[14:] for row in linked.values()] == [row[14:] for row in whole.values()]


def test_what_the_study_does_not_ask_is_said_by_both(study: Study) -> None:
    linked = by_link(study, "--segment", "tired_women", "--against", "rested_men")
    assert by_compare(study, "tired_women,rested_men") == linked
    assert {row[-3] for row in linked.values()} == {"asked beside the study's own questions"}
    asked = ask(study, "compare", "--segments", "tired_women,rested_men")["notes"]
    told = ask(study, "link", "themes", "--segment", "tired_women", "--against", "rested_men")
    for notes in (asked, told["notes"]):
        assert any("is none of the study's own questions: p is adjusted over" in n for n in notes)


def test_one_family_is_adjusted_by_holm_over_segments_and_waves(study: Study) -> None:
    """Every row of both commands, and Holm's adjustment made anew from their raw p."""
    every = [row for segment in SEGMENTS for row in by_link(study, "--segment", segment).values()]
    waves = ask(study, "compare", "--waves", "April,May")["steps"][0]["themes"]
    raw = [row[13] for row in every] + [row["p"] for row in waves]
    told = [row[14] for row in every] + [row["p_adjusted"] for row in waves]
    sizes = {row[18] for row in every} | {row["family_tests"] for row in waves}
    known = [p for p in raw if p is not None]
    assert sizes == {len(known)}
    assert {row[17] for row in every} | {row["family"] for row in waves} == {STUDY}
    expected = iter(multipletests(known, method="holm")[1])
    for p, adjusted in zip(raw, told, strict=True):
        assert adjusted == (None if p is None else pytest.approx(next(expected)))
    for row in every:
        if row[13] is not None and (row[15] > 0 or row[16] < 0):
            assert row[14] < 0.05


def test_a_narrower_look_changes_no_figure(study: Study) -> None:
    [one] = by_link(study, "--segment", "tired", "--of", "ties").values()
    assert one == by_link(study)["ties", "tired"]
    named = by_link(study, "--segment", "tired", "--variable", "age")
    assert named["ties"] == one
    both = ask(study, "compare", "--waves", "May,April")["steps"][0]["themes"]
    forth = ask(study, "compare")["steps"][0]["themes"]
    assert [row["p_adjusted"] for row in both] == [row["p_adjusted"] for row in forth]
    assert [row["difference"] for row in both] == [-row["difference"] for row in forth]


def test_the_report_asks_the_same(study: Study) -> None:
    with open_loaded(study._site, study.codebook()[0]) as loaded:
        inputs = gather_inputs(loaded)[0]
    rows = {(row.of, row.segment): row.tested for row in inputs.associations.segments}
    for segment in ("tired", "women", "leaders"):
        for of, figures in by_link(study, "--segment", segment).items():
            tested = rows[of, segment]
            assert [tested.p, tested.adjusted, tested.family, tested.tests] == [
                figures[13], figures[14], figures[17], figures[18],
            ]  # fmt: skip
    assert inputs.side_by_side is not None
    [step] = inputs.side_by_side.steps
    asked = ask(study, "compare")["steps"][0]["themes"]
    assert [(each.p, each.p_adjusted) for each in step.themes] == [
        (row["p"], row["p_adjusted"]) for row in asked
    ]


@pytest.mark.parametrize("adjust", ["bh", "none"])
def test_both_commands_adjust_in_the_way_that_is_asked(study: Study, adjust: str) -> None:
    [step] = ask(study, "compare", "--segments", "tired", "--adjust", adjust)["steps"]
    linked = ask(study, "link", "themes", "--segment", "tired", "--adjust", adjust)["segments"]
    assert [(row["p_adjusted"], *ends(row["simultaneous"])) for row in step["themes"]] == [
        (row["p_adjusted"], row["simultaneous_low"], row["simultaneous_high"]) for row in linked
    ]


def test_both_commands_say_the_same_of_the_test(study: Study) -> None:
    done = [
        CliRunner().invoke(main, [*words, "--study", str(study.root)]).output
        for words in (("link", "themes", "--segment", "tired"), ("compare", "--segments", "tired"))
    ]
    for shown in done:
        assert "adjusted by Holm over" in shown
        assert f"({STUDY})" in shown


def test_the_report_has_the_same_intervals(study: Study) -> None:
    rows = {
        (row.of, row.segment): row
        for row in report_inputs(study).prevalence
        if not row.wave and not row.polarity
    }
    for segment in ("tired", "women"):
        for of, figures in by_link(study, "--segment", segment).items():
            row = rows[of, segment]
            assert [row.n, row.voiced, row.share, row.interval.low, row.interval.high] == (
                figures[:5]
            )


def test_a_sign_is_inside_minus_outside(study: Study) -> None:
    told = CliRunner().invoke(main, ["compare", "--segments", "tired", "--study", str(study.root)])
    assert "tired against everyone else" in told.stdout
    rows = by_compare(study, "tired")
    assert rows["ties"][10] == 14 / 16
