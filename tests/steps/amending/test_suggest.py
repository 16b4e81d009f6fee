"""What people judged becomes words of the codebook, once a person takes it."""

from __future__ import annotations

import json

import pytest
from changing import note_read, say
from click.testing import CliRunner, Result

from interviewkit import Study
from interviewkit.cli.main import main
from interviewkit.model.suggestion import EXAMPLE, NEAR_MISS, PATTERN

TOML = """\
[study]
name = "Simulated"
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
"""
BOOK = """\
# ours
codes:
  - id: apart   # weaker ties
    definition: Ties to people at work grow weaker.
    examples:
      - Nobody calls me any more.
  - id: unread
    definition: Nobody judged this one.
"""
WITH = (
    "I really miss my old team in the office.",
    "Honestly I miss my colleagues a lot these days.",
    "We miss each other since the bots came along.",
    "For my part I miss the lunch with all of us.",
    "I miss the small talk on the corridor every day.",
    "At night I miss somebody to talk with.",
)
WITHOUT = (
    "My old team in the office likes the new printer.",
    "I bought a bicycle for the summer holidays.",
    "The numbers of the last quarter are rather good.",
    "Every report goes through the same review board.",
    "The coffee on the corridor is good every day.",
    "We moved the server to another building in May.",
)
PEOPLE = ("Ana", "Ben", "Cleo", "Dan", "Eve", "Finn")


def positions(start: int) -> list[int]:
    """The positions of everybody's first or second turn: questions stand between."""
    return [start + 4 * n for n in range(len(PEOPLE))]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Everybody says a sentence with the code (a form of "miss") and one without; Kim read all."""
    root = tmp_path_factory.mktemp("simulated")
    (root / "transcripts").mkdir()
    talk = "".join(
        f"Moderator: And the ties?\n{who}: {yes}\nModerator: What else?\n{who}: {no}\n"
        for who, yes, no in zip(PEOPLE, WITH, WITHOUT, strict=True)
    )
    (root / "transcripts" / "talk.txt").write_text(talk, "utf-8")
    (root / "study.toml").write_text(TOML, "utf-8")
    (root / "codebook.yaml").write_text(BOOK, "utf-8")
    study = Study.open(root)
    study.ingest()
    for position, quote in zip(positions(2), WITH, strict=True):
        say(study, "kim", position, quote, "apart")
    note_read(study, "kim", {each: ["apart"] for each in (*positions(2), *positions(4))})
    return study


@pytest.fixture
def fresh(study: Study) -> Study:
    (study.root / "codebook.yaml").write_text(BOOK, "utf-8")
    return study


def run(study: Study, *words: str) -> Result:
    return CliRunner().invoke(main, ["codebook", "suggest", "--study", str(study.root), *words])


def test_examples_are_what_people_coded(fresh: Study) -> None:
    found = [each for each in fresh.suggest() if each.kind == EXAMPLE]
    assert len(found) == 5
    assert {each.text for each in found} < set(WITH)
    assert {each.code for each in fresh.suggest()} == {"apart"}


def test_near_misses_are_what_people_read_without_it(fresh: Study) -> None:
    found = [each.text for each in fresh.suggest(["apart"], most=2) if each.kind == NEAR_MISS]
    assert set(found) < set(WITHOUT)


def test_the_word_that_was_planted_is_found(fresh: Study) -> None:
    [first, *_] = [each for each in fresh.suggest() if each.kind == PATTERN]
    assert first.text == '{match: "miss", weight: 0.75}'
    assert (first.people, first.turns, first.new) == (6, 6, 6)
    assert (first.other_people, first.other_turns) == (0, 0)


def test_who_reads_blind_hears_nobody_else(fresh: Study) -> None:
    assert fresh.suggest(coder="lee") == ()
    assert len(fresh.suggest(coder="kim")) == len(fresh.suggest())


def test_nothing_enters_by_itself(fresh: Study) -> None:
    shown = run(fresh)
    assert shown.exit_code == 0
    assert "participants' own words" in shown.output
    assert (fresh.root / "codebook.yaml").read_text("utf-8") == BOOK
    refused = run(fresh, "--take", "1", "--coder", "kim")
    assert "say --yes to do it" in refused.output
    assert (fresh.root / "codebook.yaml").read_text("utf-8") == BOOK


def test_what_is_taken_is_written_and_undone(fresh: Study) -> None:
    rows = json.loads(run(fresh, "--format", "json").output)
    example = next(row for row in rows if row["kind"] == EXAMPLE)
    pattern = next(row for row in rows if row["kind"] == PATTERN)
    take = f"{example['number']},{pattern['number']}"
    done = run(fresh, "--take", take, "--coder", "kim", "--yes")
    assert done.exit_code == 0, done.output
    assert "confidential as the interviews are" in done.output
    code = fresh.codebook()[0].code("apart")
    assert [each.text for each in code.examples][1:] == [example["text"]]
    assert [each.match for each in code.patterns] == ["miss"]
    text = (fresh.root / "codebook.yaml").read_text("utf-8")
    assert "# ours" in text
    assert "- id: apart   # weaker ties" in text
    last = fresh.codebook_history()[-1]
    assert last.says == (
        "the code apart has 1 more example and 1 more pattern, suggested from what people judged"
    )
    assert last.entry is not None
    fresh.undo(entry=last.entry)
    assert (fresh.root / "codebook.yaml").read_text("utf-8") == BOOK


def test_a_number_that_is_not_there_is_refused(fresh: Study) -> None:
    refused = run(fresh, "apart", "--most", "2", "--take", "99", "--coder", "kim").output
    assert "there is no suggestion 99" in refused
    assert "see them with: interviewkit codebook suggest apart --most 2\n" in refused
    assert run(fresh, "--take", "one", "--coder", "kim").exit_code == 2


def test_what_is_suggested_stays_the_same(fresh: Study) -> None:
    assert fresh.suggest() == fresh.suggest()
