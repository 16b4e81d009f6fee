"""The study that is killed, and the commands that are: what comes before and after each."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

TOML = """
[study]
name = "Killed"
[passages]
unit = "turn"
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
[topics]
enabled = false
[survey]
file = "survey.csv"
[segments]
tired = 'burnout >= 4'
"""

CODEBOOK = """
name: Killed
version: "1"
codes:
  - {id: ties, label: Ties, definition: Ties to people., patterns: [colleagues, lonely]}
  - {id: pay, label: Pay, definition: What work pays., patterns: [wage]}
"""

SAID = ("I miss my colleagues.", "The wage is low, honestly.", "It is lonely at home.", "Fine.")

Tell = Callable[[str], None]


def write_study(folder: Path) -> None:
    """Files of a study of six people, before anything was done."""
    (folder / "transcripts").mkdir(parents=True)
    (folder / "study.toml").write_text(TOML, "utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    rows = ["respondent,burnout", *(f"r{n},{n % 5 + 1}" for n in range(12))]
    (folder / "survey.csv").write_text("\n".join(rows), "utf-8")
    for number in range(3):
        _write_talk(folder, number, SAID)
    turns = [(number, 2 * place + 2) for number in range(3) for place in range(4)]
    rows = [f"talk{number},{turn},{('ties', 'pay', '')[turn % 3]},ana" for number, turn in turns]
    (folder / "ana.csv").write_text("\n".join(["transcript,turn,code,coder", *rows]), "utf-8")


def _write_talk(folder: Path, number: int, said: Sequence[str]) -> None:
    lines = [
        f"Moderator: Question {n}?\nP{number}{n % 2}: {text}" for n, text in enumerate(said, 1)
    ]
    (folder / "transcripts" / f"talk{number}.txt").write_text("\n".join(lines), "utf-8")


@dataclass(frozen=True)
class Command:
    """A command of the command line; what it prints is what it acknowledges."""

    arguments: tuple[str, ...]

    def __call__(self, folder: Path, _tell: Tell) -> None:
        from interviewkit.cli import main

        os.chdir(folder)
        main(list(self.arguments), standalone_mode=False)


def review(folder: Path, tell: Tell) -> None:
    """A person judges turn by turn; each act is acknowledged once the call has come back."""
    from interviewkit import Study

    session = Study.open(folder).review("ben", queue="random", limit=4)
    while card := session.card():
        for proposal in card.proposals:
            session.reject(card, proposal)
            tell("judged")
        start, end = card.sentences[0]
        session.accept(card, card.codes[(card.turn.position // 2) % 2].id, (start, end), "+")
        tell("judged")
        session.close(card)
        tell("judged")


def _change_sources(folder: Path) -> None:
    _write_talk(folder, 0, ("I miss my colleagues a lot.", *SAID[1:]))
    _write_talk(folder, 3, SAID[::-1])


def _change_codebook(folder: Path) -> None:
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("[wage]", "[wage, honestly]"), "utf-8")


def _nothing(_folder: Path) -> None:
    """Nothing changes before the command."""


RUN = Command(("run",))
IMPORT = Command(("coding", "import", "ana.csv"))


@dataclass(frozen=True)
class Scenario:
    """A command, what comes before it, and what after a kill makes the same study of it."""

    name: str
    act: Callable[[Path, Tell], None]
    done: tuple[Callable[[Path, Tell], None], ...] = ()
    changes: Callable[[Path], None] = _nothing
    again: tuple[Callable[[Path, Tell], None], ...] = (RUN,)


SCENARIOS = (
    Scenario("run", RUN),
    Scenario("ingest", Command(("ingest",)), (RUN, IMPORT), _change_sources),
    Scenario("code", Command(("code",)), (RUN, IMPORT), _change_codebook),
    Scenario("import", IMPORT, (RUN,), again=(IMPORT, RUN)),
    Scenario("report", Command(("report",)), (RUN, IMPORT)),
    Scenario("review", review, (RUN,)),
)
