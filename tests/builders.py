"""Readable constructors of nouns, for tests."""

from __future__ import annotations

from pathlib import Path

from interviewkit.model import Coding, Passage, Transcript, Turn

SMALL_TOML = """
[study]
name = "Small"
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
"""

SMALL_CODEBOOK = """
name: Small
version: "1"
codes:
  - id: isolation
    label: Isolation
    definition: Weaker ties to people at work.
    polarity: ["+", "-"]
    examples:
      - I hardly talk to my colleagues any more.
      - {text: We talk more than ever., polarity: "-"}
    near_misses:
      - I work from home on Mondays.
    patterns:
      - hardly talk to
      - {match: talk more than ever, polarity: "-"}
"""

SMALL_TALK = """Moderator: How is it at work these days?
Ana: I hardly talk to my colleagues any more. The coffee is good though.
Ben: Really? We talk more than ever.
Moderator: And the tools?
Ana: They are fine, I suppose. Some of them are slow.
"""


def small_study(folder: Path, toml: str = SMALL_TOML, **files: str) -> Path:
    """A study of one short conversation; ``files`` add or replace transcripts by stem."""
    (folder / "transcripts").mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(toml, "utf-8")
    (folder / "codebook.yaml").write_text(SMALL_CODEBOOK, "utf-8")
    for stem, text in (files or {"talk": SMALL_TALK}).items():
        (folder / "transcripts" / f"{stem}.txt").write_text(text, "utf-8")
    return folder


def turns(*said: tuple[str, str], transcript: str = "talk") -> tuple[Turn, ...]:
    """Turns from (speaker, text) pairs."""
    return tuple(
        Turn(transcript, i, speaker, text) for i, (speaker, text) in enumerate(said, start=1)
    )


def transcript(*said: tuple[str, str], name: str = "talk", content: str = "") -> Transcript:
    """A transcript from (speaker, text) pairs."""
    return Transcript(name, f"{name}.txt", content or repr(said), turns(*said, transcript=name))


def coding(turn: Turn, quote: str, code: str = "isolation", coder: str = "ana") -> Coding:
    """A coding of the first place where the quote stands in the turn."""
    start = turn.text.index(quote)
    return Coding(Passage.cut(turn, start, start + len(quote)), code, coder, status="accepted")
