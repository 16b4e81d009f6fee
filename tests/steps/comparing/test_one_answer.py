"""One answer to one question: ``compare``, ``link themes`` and the report agree to the digit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from builders_linked import TOML, linked_study
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.steps.reporting.gathering import gather_inputs

MORE = "odd_ones = 'age in (31, 33, 34, 38, 41, 45, 47, 52, 58)'\n"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return linked_study(tmp_path_factory.mktemp("one"), TOML + MORE)


def ask(study: Study, *words: str) -> Any:
    done = CliRunner().invoke(
        main, [*words, "--study", str(study.root), "--format", "json"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def by_compare(study: Study, segments: str) -> dict[str, list[Any]]:
    [step] = ask(study, "compare", "--segments", segments)["steps"]
    return {
        row["of"]: [
            *side(row["before"]), *side(row["after"]),
            row["difference"], *ends(row["interval"]), row["p"],
        ]
        for row in step["themes"]
    }  # fmt: skip


def side(figure: Any) -> list[Any]:
    return [figure["n"], figure["voiced"], figure["value"], *ends(figure["interval"])]


def ends(interval: Any) -> list[Any]:
    return [interval["low"], interval["high"]]


def by_link(study: Study, *options: str) -> dict[str, list[Any]]:
    rows = ask(study, "link", "themes", *options)["segments"]
    return {
        row["of"]: [
            *(row[f"{side}_{what}"] for side in ("inside", "outside")
              for what in ("people", "voiced", "share", "share_low", "share_high")),
            row["difference"], row["difference_low"], row["difference_high"], row["p"],
        ]
        for row in rows
    }  # fmt: skip


@pytest.mark.parametrize("segment", ["tired", "women", "leaders", "odd_ones"])
def test_a_segment_against_everyone_else_is_one_answer(study: Study, segment: str) -> None:
    compared, linked = by_compare(study, segment), by_link(study, "--segment", segment)
    assert compared == linked
    assert set(linked) == {"ties", "pay", "work"}


def test_a_segment_against_another_is_one_answer(study: Study) -> None:
    linked = by_link(study, "--segment", "leaders", "--against", "workers")
    assert by_compare(study, "leaders,workers") == linked
    turned = by_compare(study, "workers,leaders")
    assert [row[10] for row in turned.values()] == [-row[10] for row in linked.values()]


def test_the_report_has_the_same_intervals(study: Study) -> None:
    rows = {
        (row.of, row.segment): row
        for row in gather_inputs(study._site, study.codebook()[0]).prevalence
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
