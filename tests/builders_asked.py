"""A small study that asks a language model, and a server that answers as a test says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from builders import SMALL_CODEBOOK, SMALL_TALK, small_study
from interviewkit import Study
from interviewkit.cli import main
from scripted_endpoint import Received

TOML = """
[study]
name = "Small"
seed = 7
[transcripts]
participants = "people.csv"
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
[coding]
coders = ["rules", "llm"]
[coding.llm]
endpoint = "{endpoint}"
model = "tiny"
{more}
"""

PEOPLE = "speaker,participant\nAna,P01\nBen Stone,P02\n"
TALK = (
    SMALL_TALK.replace("Ben:", "Ben Stone:")
    + "Ben Stone: Ana says they are 😀 fine; I rely on them.\n"
)

CODEBOOK = (
    SMALL_CODEBOOK
    + """
  - id: trust
    label: Trust
    definition: They rely on the tools.
    examples: [I rely on it.]
"""
)

SAYS = {
    "I hardly talk to my colleagues": {"code": "isolation", "side": "+"},
    "We talk more than ever": {"code": "isolation", "side": "-"},
    "I rely on them": {"code": "trust", "side": "+"},
}
"""What an honest model finds: its quote, wherever it stands."""

MARKED = re.compile(r"The turn to be coded:\n<<<(\w+)\n(.*)\n\1>>>", re.DOTALL)


def asked_study(folder: Path, endpoint: str, more: str = "", **files: str) -> Path:
    """The study with its transcripts read."""
    study = small_study(
        folder, TOML.format(endpoint=endpoint, more=more), **(files or {"talk": TALK})
    )
    (study / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    (study / "people.csv").write_text(PEOPLE, "utf-8")
    Study.open(study).ingest()
    return study


def turn_of(received: Received) -> str:
    """The turn that a request asks about, as it was sent."""
    match = MARKED.search(received.prompt)
    assert match, received.prompt
    return match[2]


def find_honestly(received: Received) -> str:
    """What an honest model answers."""
    turn = turn_of(received)
    found = [
        {"rationale": "They say so.", "code": each["code"], "side": each["side"], "quotes": [quote]}
        for quote, each in SAYS.items()
        if quote in turn
    ]
    return write(*found)


def write(*found: Mapping[str, Any]) -> str:
    return json.dumps({"findings": list(found), "none": not found})


def quotes_of(study: Path, coder: str = "llm") -> list[tuple[str, str, str, float | None]]:
    """Code, side, quote and score of what a coder says."""
    return [
        (c.code, c.polarity, c.passage.quote, c.score)
        for c in Study.open(study).codings(coders=[coder])
    ]


HONEST = [
    ("isolation", "+", "I hardly talk to my colleagues", None),
    ("isolation", "-", "We talk more than ever", None),
    ("trust", "+", "I rely on them", None),
]


class Told:
    """How a command ended, and what it printed with plain blanks."""

    def __init__(self, result: Result) -> None:
        self.exit_code, self.stdout = result.exit_code, result.stdout
        self.output = result.output.replace("\u00a0", " ")


def call(study: Path, *words: str) -> Told:
    return Told(CliRunner().invoke(main, [*words, "--study", str(study)]))


def code(study: Path, *words: str) -> dict[str, object]:
    """``interviewkit code`` as JSON."""
    done = call(study, "code", *words, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


TALK_OF_MANY = "Moderator: How is it?\n" + "".join(
    f"P{n}: {'I rely on them, day by day' if n % 2 else 'They are slow, as ever'} ({n}).\n"
    for n in range(1, 25)
)


def people_of(n: int) -> str:
    """A participants file in which everybody goes by their label."""
    return "speaker,participant\n" + "".join(f"P{i},P{i}\n" for i in range(1, n + 1))
