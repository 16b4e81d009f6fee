"""Coded transcripts as one HTML page: it opens offline, needs no script, and prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.exchange.leaving.marked_turns import CodeMark, MarkedStudy, MarkedTurn
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.transcript_text import write_clock
from interviewkit.model import Transcript
from interviewkit.model.code_colours import ON_PAPER, choose_colours
from interviewkit.model.memo import TRANSCRIPT, TURN
from interviewkit.tables.drawing.html import open_templates
from interviewkit.tables.drawing.safe_text import strip_unprintable
from interviewkit.wording.numbers import counted

PAGE = "#ffffff"


@dataclass(frozen=True)
class LegendLine:
    """A code as the legend tells it: its colour, what it means, how often it was given."""

    code: str
    label: str
    definition: str
    color: int
    passages: int
    coders: tuple[str, ...]


@dataclass(frozen=True)
class CodedTalk:
    """A transcript as the page shows it."""

    transcript: Transcript
    turns: Sequence[MarkedTurn]
    anchor: str
    facts: str
    memos: tuple[tuple[str, str], ...] = ()


def draw_coded_page(study: LeavingStudy, transcripts: Sequence[Transcript]) -> bytes:
    """Transcripts with their codes marked; everything that came from outside is escaped."""
    marked = MarkedStudy(study)
    talks = [
        _describe(study, each, marked.mark(each), f"t{n}") for n, each in enumerate(transcripts, 1)
    ]
    page = open_templates("exchange.leaving").get_template("coded.html.jinja")
    drawn = page.render(
        study=study,
        title=talks[0].transcript.name if len(talks) == 1 else study.name,
        talks=talks,
        legend=_build_legend(study, talks),
        colors=choose_colours(study.label_of),
        paper=ON_PAPER,
        notes=_list_notes(study),
        write_clock=write_clock,
        draw_lines=_draw_lines,
        counted=counted,
    )
    return strip_unprintable(drawn).encode()


def _describe(
    study: LeavingStudy, transcript: Transcript, turns: Sequence[MarkedTurn], anchor: str
) -> CodedTalk:
    told = (transcript.wave, transcript.group, transcript.date)
    facts = [*filter(None, told), counted(len(turns), "turn")]
    memos = [
        (each.coder, each.text)
        for each in study.memos
        if (each.about.kind, each.about.name) == (TRANSCRIPT, transcript.name)
    ]
    return CodedTalk(transcript, turns, anchor, " · ".join(facts), tuple(memos))


def _build_legend(study: LeavingStudy, talks: Sequence[CodedTalk]) -> list[LegendLine]:
    """The codes that are marked, in the order of the codebook."""
    marks = [mark for talk in talks for turn in talk.turns for mark in turn.marks]
    said = {each.id: each.definition for each in study.codebook.codes}
    colors = choose_colours(study.label_of)
    lines = []
    for code, label in study.label_of.items():
        own = [mark for mark in marks if mark.code == code]
        coders = tuple(dict.fromkeys(name for mark in own for name in mark.coders))
        if own:
            lines.append(
                LegendLine(code, label, said.get(code, ""), colors[code], len(own), coders)
            )
    return lines


def _list_notes(study: LeavingStudy) -> list[tuple[str, str, str]]:
    """(about what, by whom, text) of memos that stand beside no passage and no transcript."""
    return [
        (each.place, each.coder, each.text)
        for each in study.memos
        if each.gone or each.about.kind not in (TURN, TRANSCRIPT)
    ]


def _draw_lines(marks: Sequence[CodeMark], colors: dict[str, int]) -> str:
    """Lines below a piece, one for each of its marks; two of them part by a line of the page."""
    drawn = []
    for n, mark in enumerate(marks):
        if n:
            drawn.append(f"0 {4 * n - 1}px 0 {PAGE}")
        drawn.append(f"0 {4 * n + 2}px 0 {ON_PAPER[colors[mark.code]]}")
    return ", ".join(drawn)
