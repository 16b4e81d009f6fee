"""Every number that a screen of ``coding`` shows is in its JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence

import pytest
from click.testing import CliRunner

from builders_selective import holds, judge, scored_study
from interviewkit.cli.main import main
from interviewkit.model import CERTIFIED

NUMBER = re.compile(r"(?<![\w.])[−-]?\d[\d,]*(?:\.\d+)?(?![\w.]*\w)")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")
PLAIN = re.compile(r"-?\d+(\.\d+)?(e-\d+)?")
PAIR = ("--coders", f"ana,{CERTIFIED}")
ASKED = [
    ("agreement", *PAIR),
    ("agreement", *PAIR, "--measures", "fleiss,alpha,brennan_prediger,positive,alpha_sets"),
    ("agreement", *PAIR, "--unit", "character"),
    ("agreement", *PAIR, "--unit", "participant"),
    ("agreement", *PAIR, "--reference", "ana"),
    ("agreement", "--coders", f"ana,ben,machine,{CERTIFIED}"),
    ("agreement", "--coders", f"ana,ben,machine,{CERTIFIED}", "--reference", "ana"),
    ("agreement", "--coders", f"ana,ben,{CERTIFIED}", "--pool", "all"),
    ("confusion", *PAIR),
    ("calibration",),
    ("calibration", "isolation"),
    ("prevalence",),
    ("prevalence", "--unit", "participant"),
    ("prevalence", "--by", "segment"),
    ("prevalence", "--differences", "--by", "segment"),
    ("certificates",),
    ("certificates", "--history"),
]


TOML = """
[transcripts]
participants = "people.csv"
[segments]
north = 'place == "north"'
south = 'place == "south"'
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Scored by a machine, judged by two, certified, with two segments of people."""
    folder = tmp_path_factory.mktemp("certified")
    places = (f"P{n:03},P{n:03},{'north' if n % 3 else 'south'}" for n in range(1, 101))
    (folder / "people.csv").write_text("\n".join(["speaker,participant,place", *places]), "utf-8")
    made = scored_study(folder, toml=TOML)
    made.link()
    judge(made, 350)
    judge(made, 40, lambda code, turn: holds(code, turn) or turn % 9 == 0, who="ben")
    made.certify()
    return str(folder)


def call(study: str, *words: str) -> str:
    runner = CliRunner(env={"COLUMNS": "400"})
    result = runner.invoke(main, ["coding", *words, "--study", study])
    assert result.exit_code == 0, result.output
    return result.stdout


def list_numbers(text: str) -> Iterator[tuple[str, float]]:
    """The numbers of a text: as it stands, and its value; days and times are none."""
    for found in NUMBER.finditer(MOMENT.sub("", text.replace("\u00a0", " "))):
        plain = found[0].replace("−", "-").replace(",", "")
        yield plain, float(plain)


def list_values(value: object) -> Iterator[float]:
    """Every number of what was read from JSON or CSV, those within texts too, and lengths."""
    if isinstance(value, dict | list):
        yield len(value)
        for each in value.values() if isinstance(value, dict) else value:
            yield from list_values(each)
    elif isinstance(value, str):
        yield len(value.split("; "))
        yield from (number for _, number in list_numbers(value))
        if PLAIN.fullmatch(value):
            yield float(value)
    elif isinstance(value, int | float):
        yield float(value)


def is_written(text: str, number: float, values: Sequence[float]) -> bool:
    """Whether any value is written so when it is rounded to as many places, or as per cent."""
    half = 0.5000001 * 10.0 ** -len(text.partition(".")[2])
    return any(min(abs(v - number), abs(100 * v - number)) <= half for v in values)


def read_rows(text: str, shape: str) -> list[dict[str, object]]:
    if shape == "json":
        return [each for each in json.loads(text) if isinstance(each, dict)]
    return list(csv.DictReader(io.StringIO(text)))


def find_missing(screen: str, rows: Sequence[dict[str, object]]) -> list[tuple[str, str]]:
    """(number, line) where a line that names codes has a number that no row of these has."""
    missing = []
    for line in screen.splitlines():
        named = [row for row in rows if str(row.get("code")) in line]
        values = [*list_values(list(named or rows)), len({str(row.get("code")) for row in rows})]
        missing += [
            (t, line) for t, number in list_numbers(line) if not is_written(t, number, values)
        ]
    return missing


@pytest.mark.parametrize("shape", ["json", "csv"])
@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_number_on_the_screen_is_data(study: str, words: Sequence[str], shape: str) -> None:
    rows = read_rows(call(study, *words, "--format", shape), shape)
    assert find_missing(call(study, *words), rows) == []


def test_a_number_that_is_no_data_is_found() -> None:
    rows = [{"code": "trust", "n": 12, "kappa": 0.4567}, {"code": "doubt", "n": 9, "kappa": 0.1}]
    assert find_missing("trust 12 0.46", rows) == []
    assert find_missing("trust 12 46% (0.30)", rows) == [("0.30", "trust 12 46% (0.30)")]
    assert find_missing("doubt 0.46", rows) == [("0.46", "doubt 0.46")]
