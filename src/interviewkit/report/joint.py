"""Joint displays: survey, conversations and conclusion side by side.

Fetters, Curry and Creswell (2013), doi:10.1111/1475-6773.12117; Guetterman, Fetters and Creswell
(2015), doi:10.1370/afm.1865.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interviewkit.model import FITS, MACHINE, Estimate, MetaInference, Prevalence
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.report.figures import SMALL_BASE
from interviewkit.report.inputs import ReportInputs, SegmentFacts
from interviewkit.report.joint_pages import JointDisplay, JointQuote, JointRow, Matrix, MatrixCell
from interviewkit.report.quotes import choose, least_segment
from interviewkit.report.strands import Strand, strands
from interviewkit.report.voices import Cast, Voice, decided
from interviewkit.wording.numbers import (
    HARD_SPACE,
    confidence,
    count,
    interval_named,
    mean,
    mean_range,
    of_people,
    percent,
    percent_range,
)
from interviewkit.wording.words import clip

LONGEST_QUOTE = 320
QUOTES = 2
LEVELS_SHOWN = 6


def joint_of(inputs: ReportInputs) -> JointDisplay | None:
    """The display for a report: only where there is a survey, and themes to lay beside it."""
    if not (inputs.codebook and inputs.estimates and inputs.prevalence):
        return None
    return joint_display(inputs)


def joint_display(inputs: ReportInputs) -> JointDisplay:
    """The displays of a study.

    ``inputs.beside`` says which survey variables each theme (or code without one) is laid beside;
    a theme that it leaves out has one row without survey figures. ``inputs.joint_segments`` are
    set out within cells; without any, those that both strands know. Segments of fewer than
    ``inputs.min_cell`` people in the conversations are not shown apart.
    """
    shown = _segments(inputs, inputs.joint_segments)
    said = {(each.of, each.about): each for each in inputs.inferences}
    builder = _Builder(Cast(inputs), shown, inputs.min_cell, said)
    found = strands(inputs.codebook)
    rows = tuple(
        builder.row(strand, about)
        for strand in found
        for about in (_beside(strand, inputs.beside, said) or ("",))
    )
    title = inputs.title or inputs.study.name
    return JointDisplay(title, rows, builder.matrix(found), _notes(inputs))


def _beside(
    strand: Strand, beside: Mapping[str, Sequence[str]], said: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """What a theme is laid beside: as study.toml says, and wherever somebody concluded something.

    A theme of a single code may be named by the code.
    """
    names = _names(strand)
    declared = [about for name in names for about in beside.get(name, ())]
    return tuple(dict.fromkeys([*declared, *(about for of, about in said if of in names)]))


def _names(strand: Strand) -> tuple[str, ...]:
    alone = (strand.codes[0].id,) if len(strand.codes) == 1 else ()
    return tuple(dict.fromkeys((strand.id, *alone)))


def _segments(inputs: ReportInputs, named: Sequence[str]) -> tuple[SegmentFacts, ...]:
    if named:
        return tuple(each for each in inputs.segments if each.name in named)
    return tuple(each for each in inputs.segments if each.participants and each.respondents)


def _notes(inputs: ReportInputs) -> tuple[str, ...]:
    machine = any(coder.kind == MACHINE for coder in inputs.coders)
    notes = [
        f"Shares of conversations are shares of people, not of passages, with "
        f"{interval_named(each.interval for each in inputs.prevalence)}s in which people of one "
        "conversation vary together.",
        f"Segments of fewer than {inputs.min_cell} people in the conversations are not shown "
        f"apart; below {SMALL_BASE} people a share is an indication only.",
        "How strands fit: " + "; ".join(f"{name}: {words}" for name, words in FITS.items()) + ".",
    ]
    if machine:
        notes.append("Codings that nobody reviewed are a machine's proposals.")
    return (*notes, *([f"The authors note: {inputs.study.note}"] if inputs.study.note else []))


@dataclass(frozen=True)
class _Builder:
    cast: Cast
    segments: tuple[SegmentFacts, ...]
    min_cell: int
    inferences: Mapping[tuple[str, str], MetaInference]

    def row(self, strand: Strand, about: str) -> JointRow:
        labels = self.cast.inputs.variable_labels
        said = next((i for n in _names(strand) if (i := self.inferences.get((n, about)))), None)
        voices = self.cast.of(strand.code_ids)
        chosen = choose(voices, QUOTES, least_segment(strand.id, self.cast), self.cast)
        return JointRow(
            of=strand.id,
            theme=strand.label or strand.id,
            about=about,
            variable=labels.get(about, "") or about,
            survey=tuple(self._survey(about)),
            talk=tuple(self._talk(strand)),
            quotes=tuple(self._quote(voice, why) for voice, why in chosen),
            fit=said.fit if said else "",
            conclusion=said.text if said else "",
            author=said.author if said else "",
        )

    def _survey(self, variable: str) -> list[str]:
        if not variable:
            return ["no survey variable is laid beside this theme ([joint.beside] in study.toml)"]
        found = [e for e in self.cast.inputs.estimates if e.variable == variable]
        if not found:
            return [f"no figures of {variable}: add it to [survey] show and link again"]
        everyone = [e for e in found if not e.segment]
        if len({e.level for e in found}) > 1:
            return [_estimated(e, e.level) for e in everyone[:LEVELS_SHOWN]]
        made = self.cast.inputs.constructed.get(variable, ())
        titles = {
            each.name: f"{each.title} ({BY_CONSTRUCTION})" if each.name in made else each.title
            for each in self.segments
        }
        return [
            *(_estimated(e, "All respondents") for e in everyone),
            *(_estimated(e, titles[e.segment]) for e in found if e.segment in titles),
        ]

    def _talk(self, strand: Strand) -> list[str]:
        lines = []
        everyone = self.cast.share(strand.id)
        if everyone is not None:
            lines.append(f"All participants: {_shared(everyone)}")
        for segment in self.segments:
            share = self.cast.share(strand.id, segment.name)
            if share is not None and share.n >= self.min_cell:
                lines.append(f"{segment.title}: {_shared(share)}")
        return lines or ["nobody has read the speech for it yet"]

    def matrix(self, found: Sequence[Strand]) -> Matrix:
        columns = (None, *self.segments)
        return Matrix(
            tuple(strand.label or strand.id for strand in found),
            ("Everyone", *(each.title for each in self.segments)),
            tuple(tuple(self._cell(strand, each) for each in columns) for strand in found),
        )

    def _cell(self, strand: Strand, segment: SegmentFacts | None) -> MatrixCell:
        share = self.cast.share(strand.id, segment.name if segment else "")
        if share is None or not share.n:
            return MatrixCell(0, 0, math.nan, math.nan, math.nan)
        low, high = share.interval.low, share.interval.high
        few = segment is not None and share.n < self.min_cell
        who = set(segment.participants) if segment else None
        voices = [v for v in self.cast.of(strand.code_ids) if who is None or v.speaker in who]
        chosen = [] if few else choose(voices, QUOTES, None, self.cast)
        quotes = tuple(self._quote(voice, "") for voice, _ in chosen)
        return MatrixCell(share.voiced, share.n, share.share, low, high, few, quotes)

    def _quote(self, voice: Voice, why: str) -> JointQuote:
        turn, about = voice.turn, self.cast.about(voice.speaker)
        source = f"{voice.speaker}{f' ({about})' if about else ''}, {turn.transcript}, turn "
        source += f"{turn.position}; {decided(voice)}"
        text = clip(voice.coding.passage.quote, LONGEST_QUOTE)
        return JointQuote(text, f"{source}; {why}" if why else source)


def _estimated(estimate: Estimate, label: str) -> str:
    """``Top quartile: 42% (95% CI 38–46%, n = 625)``."""
    share = estimate.kind == "share"
    value = percent(estimate.value) if share else mean(estimate.value)
    around = ""
    if estimate.interval is not None:
        ends = estimate.interval
        span = percent_range(ends) if share else mean_range(ends, estimate.value)
        around = f"{percent(ends.level)} CI {span}, "
    few = ", an indication only" if estimate.is_thin else ""
    return f"{label}: {value} ({around}n{HARD_SPACE}={HARD_SPACE}{count(estimate.n)}{few})"


def _shared(share: Prevalence) -> str:
    if not share.n:
        return "nobody spoke"
    people = of_people(share.voiced, share.n)
    return f"{people}, {percent(share.share)} ({confidence(share.interval)})"
