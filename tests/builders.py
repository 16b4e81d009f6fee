"""Readable constructors of nouns, for tests."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from interviewkit import Study
from interviewkit.findings.counting.standing import choose_standing, judge_turns
from interviewkit.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    Passage,
    Reading,
    Theme,
    Transcript,
    Turn,
)
from interviewkit.model.section_settings import STANDINGS
from interviewkit.report.inputs import ReportInputs
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reporting.gathering import ReportGathering

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


def reading_of(
    codings: Sequence[Coding],
    codes: Sequence[Code],
    themes: Sequence[Theme] = (),
    *,
    speaker_of: Mapping[int, str],
    wave_of: Mapping[int, str] | None = None,
    people: Sequence[str] = (),
    read: Mapping[str, Mapping[int, Collection[str]]] | None = None,
    texts: Mapping[int, str] | None = None,
    rule: str = STANDINGS[0],
) -> Reading:
    """A reading of interviews (turn id → who says it); the machine read them all.

    ``read`` says what people read, as :attr:`Reading.coverage`.
    """
    waves, said = wave_of or {}, texts or {}
    talks: dict[tuple[str, str], list[Turn]] = {}
    for key, who in speaker_of.items():
        wave = waves.get(key, "")
        text = said.get(key, "I am stuck, alone here.")
        talks.setdefault((wave, who), []).append(Turn(f"{who} {wave}", key, who, text, id=key))
    coverage = {"machine": dict.fromkeys(speaker_of, ("",)), **(read or {})}
    verdicts = judge_turns(codings, coverage, people, [code.id for code in codes], rule)
    return Reading(
        codebook=Codebook("", tuple(codes), tuple(themes)),
        transcripts=[
            Transcript(f"{who} {wave}", "", "", tuple(turns), wave=wave)
            for (wave, who), turns in talks.items()
        ],
        people=[],
        label_of=speaker_of,
        coders=[Coder("machine", "machine"), *(Coder(name) for name in people)],
        codings=codings,
        coverage=coverage,
        verdicts=verdicts,
        standing=choose_standing(codings, coverage, people, verdicts),
    )


def report_inputs(study: Study) -> ReportInputs:
    """All that the study's report is made from."""
    with open_loaded(study._site, study.codebook()[0]) as loaded:
        return ReportGathering(loaded).inputs()


def read_reports(folder: Path, kind: str = "md") -> str:
    """The report of a study and its appendix, one after the other."""
    names = (f"report.{kind}", f"report-appendix.{kind}")
    return "\n".join((folder / "reports" / name).read_text("utf-8") for name in names)
