"""A small study that people can review, made without any model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builders import small_study
from interviewkit import Study
from interviewkit.model import Card, Coder, Coding, Evidence, Passage
from interviewkit.store.database import Store

CODEBOOK = """
name: Small
version: "1"
codes:
  - id: isolation
    label: Isolation
    definition: Weaker ties to people at work.
    polarity: ["+", "-"]
    include: [fewer talks]
    examples: [I hardly talk to my colleagues any more.]
  - id: trust
    label: Trust
    definition: They rely on what it says.
    examples: [I believe what it tells me.]
"""

SAID = (
    "I hardly talk to my colleagues any more. The coffee is good though.",
    "We talk more than ever. I believe what it tells me.",
    "They are fine, I suppose.",
    "Nobody calls. I check everything twice. Then I go home.",
    "It is what it is.",
    "I trust it with the numbers. Not with words.",
    "My team is far away now.",
    "We have lunch together on Fridays.",
)
"""What Ana says, turn by turn; her turns have positions 2, 4, 6, …"""


def review_study(folder: Path, said: Sequence[str] = SAID) -> Study:
    """A study of one interview with Ana in which the rules, examples and machine have coded."""
    talk = "".join(f"Moderator: Question {i}?\nAna: {each}\n" for i, each in enumerate(said, 1))
    small_study(folder, talk=talk)
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    study = Study.open(folder)
    study.ingest()
    if said is SAID:
        propose(study, 2, "I hardly talk to my colleagues any more.", "isolation", 0.9)
        propose(study, 4, "We talk more than ever.", "isolation", 0.55, polarity="-")
        propose(study, 4, "I believe what it tells me.", "trust", 0.6)
        propose(study, 8, "Nobody calls.", "isolation", 0.45, coder="examples")
        propose(study, 12, "I trust it with the numbers.", "trust", 0.8)
        propose(study, 12, "I trust it with the numbers.", "trust", 0.7, coder="rules")
    return study


def propose(
    study: Study,
    position: int,
    quote: str,
    code: str,
    score: float,
    *,
    polarity: str = "+",
    coder: str = "machine",
) -> None:
    """Let a machine coder propose a code for a quote."""
    with Store(study.root / "study.db").writing() as shelves:
        turn = next(t for t in shelves.transcripts.turns() if t.position == position)
        start = turn.text.index(quote)
        passage = Passage.cut(turn, start, start + len(quote))
        why = (Evidence("pattern", "a rule", 0.5),)
        shelves.codings.add_coder(Coder(coder, coder, "1"))
        new = Coding(passage, code, coder, polarity, score, evidence=why)
        shelves.codings.add([new], {code: "v1"}, None)


def spans(card: Card) -> list[tuple[str, str]]:
    """(code, quote) of what a card proposes."""
    return [(each.code, each.passage.quote) for each in card.proposals]


def standing(study: Study, coder: str) -> list[tuple[int, str, str, str, str]]:
    """(turn, code, polarity, status, quote) of what stands by one coder."""
    return [
        (c.passage.turn.position, c.code, c.polarity, c.status, c.passage.quote)
        for c in study.codings()
        if c.coder == coder
    ]


def read(study: Study, coder: str, code: str = "") -> list[int]:
    """Positions of the turns that a coder has read, for one code or for any."""
    with Store(study.root / "study.db").reading() as shelves:
        turns = {turn.id: turn.position for turn in shelves.transcripts.turns()}
        return sorted(turns[key] for key in shelves.coverage.read_by(coder, [code] if code else []))
