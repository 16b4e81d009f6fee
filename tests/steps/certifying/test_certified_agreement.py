"""Agreement with what is certified: each code on the turns that are decided for that code."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders_review import review_study
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.model import ACCEPTED, CERTIFIED, Coder, Coding, Comparison, Passage
from interviewkit.store.database import Store

CODES = ("isolation", "trust")
DECIDED = {"isolation": range(1, 9), "trust": range(7, 11)}
"""Which of ten turns are decided for a code; both of them are on the 7th and 8th alone."""

GOLD = {"isolation": {1, 2, 3, 4, 10}, "trust": {1, 7}}
MACHINE_FOUND = {"isolation": {1, 2, 3, 5}, "trust": {7}}


def put(
    study: Study,
    coder: Coder,
    found: Mapping[str, Collection[int]],
    read: Mapping[str, Collection[int]],
) -> None:
    """A coder's codings and what they have read, by number among the turns of Ana."""
    with Store(study.root / "study.db").writing() as shelves:
        anas = [turn for turn in shelves.transcripts.turns() if turn.speaker == "Ana"]
        turns = dict(enumerate(anas, 1))
        shelves.codings.add_coder(coder)
        said = [
            Coding(Passage.whole(turns[number]), code, coder.name, status=ACCEPTED)
            for code, numbers in found.items()
            for number in numbers
        ]
        shelves.codings.add(
            said, {code.id: code.version for code in study.codebook()[0].codes}, None
        )
        for code, numbers in read.items():
            shelves.coverage.note_read(
                coder.name, [turns[n].id or 0 for n in numbers], None, [code]
            )


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ten turns that gold read whole, and of which the machine decided some for each code."""
    made = review_study(tmp_path / "study", [f"I say thing {n}." for n in range(1, 11)])
    put(made, Coder("gold"), GOLD, dict.fromkeys(CODES, range(1, 11)))
    put(made, Coder(CERTIFIED, "machine", "1"), MACHINE_FOUND, DECIDED)
    return made


def test_each_code_on_the_turns_decided_for_it(study: Study) -> None:
    isolation, trust, pooled = study.agreement("gold", CERTIFIED)
    # Of 8 turns both find 3, each alone one more: observed 6/8, by chance 1/2.
    assert (isolation.n, isolation.both, isolation.only_a, isolation.only_b) == (8, 3, 1, 1)
    assert isolation.kappa == pytest.approx((6 / 8 - 1 / 2) / (1 / 2))
    # Of 4 turns both find the same one: observed 1, by chance 10/16.
    assert (trust.n, trust.both, trust.neither, trust.kappa) == (4, 1, 3, 1.0)
    # Over the codes observed and expected agreement are averaged: 7/8 and 9/16.
    assert pooled.n == 12
    assert pooled.kappa == pytest.approx((7 / 8 - 9 / 16) / (1 - 9 / 16))
    [pair] = pooled.pairs
    assert (pair.both, pair.units) == (10, 12)


def test_sets_of_codes_say_on_which_turns_they_rest(study: Study) -> None:
    *_, pooled = study.agreement("gold", CERTIFIED)
    assert pooled.measure("alpha_sets").turns == 2
    shown = call(study, "agreement", "--coders", f"gold,{CERTIFIED}", "--measures", "alpha_sets")
    assert "alpha_sets compares whole sets of codes: 2 turns were read for all of them" in shown
    assert "turns both read by code: isolation 8, trust 4" in shown
    by_characters = study.agreement("gold", CERTIFIED, how=Comparison(unit="character"))
    assert by_characters[-1].measure("cu_alpha").turns == 2


def test_a_reference_has_the_same_turns_and_kappa(study: Study) -> None:
    rows = study.agreement("gold", CERTIFIED)
    matched = study.agreement_with("gold", CERTIFIED)
    assert [(row.code, row.n) for row in matched] == [(row.code, row.n) for row in rows]
    assert [row.kappa for row in matched] == [row.measure("kappa") for row in rows]
    isolation = matched[0]
    assert (isolation.right, isolation.invented, isolation.missed) == (3, 1, 1)


def test_a_third_coder_changes_nothing_between_two(study: Study) -> None:
    put(study, Coder("ana"), {}, {"isolation": range(1, 3)})
    for unit in ("turn", "participant"):
        how = Comparison(unit=unit)
        alone = study.agreement_with("gold", CERTIFIED, how=how)
        beside = study.agreement_with("gold", CERTIFIED, "ana", how=how)
        assert repr(beside[: len(alone)]) == repr(alone)
    assert "ana does not read for trust, so that is not compared" in beside[-1].note


def test_an_export_carries_what_was_decided_absent(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "certified.csv"
    outcome = study.export_codings(file, coders=[CERTIFIED])
    assert outcome.facts["turns_read"] == {CERTIFIED: 10}
    text = file.read_text("utf-8")
    with file.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert {row["read_for"] for row in found} == {"isolation", "isolation;trust", "trust"}
    assert sum(not row["code"] for row in found) == 5
    file.write_text(text.replace(CERTIFIED, "elsewhere"), "utf-8")
    study.import_codings(file)
    how = Comparison(seed=4)
    here = study.agreement("gold", CERTIFIED, how=how)
    there = study.agreement("gold", "elsewhere", how=how)
    assert [(row.n, row.measures) for row in here] == [(row.n, row.measures) for row in there]


def call(study: Study, *words: str) -> str:
    result = CliRunner().invoke(main, ["coding", *words, "--study", str(study.root)])
    assert result.exit_code == 0, result.output
    return result.output


def test_kappa_of_a_reference_is_data(study: Study) -> None:
    words = ("agreement", "--coders", f"gold,{CERTIFIED}")
    plain = json.loads(call(study, *words, "--format", "json"))
    matched = json.loads(call(study, *words, "--reference", "gold", "--format", "json"))
    keys = ("code", "n", "kappa", "kappa_low", "kappa_high")
    assert [{key: row[key] for key in keys} for row in matched] == [
        {key: row[key] for key in keys} for row in plain
    ]
