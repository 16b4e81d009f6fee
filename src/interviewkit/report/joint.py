"""Joint displays: survey, conversations and conclusion side by side.

Fetters, Curry and Creswell (2013), doi:10.1111/1475-6773.12117; Guetterman, Fetters and Creswell
(2015), doi:10.1370/afm.1865.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interviewkit.model import FITS, MACHINE, MetaInference
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.small_cells import is_few, is_shown
from interviewkit.model.table import ResultTable
from interviewkit.report.figures import SMALL_BASE
from interviewkit.report.inputs import ReportInputs, SegmentFacts
from interviewkit.report.pages import JointDisplay
from interviewkit.report.plain_words import begin, name_everyone
from interviewkit.report.quotes import (
    QuotableVoice,
    choose_quotes,
    choose_theme_quotes,
    prepare_quotes,
)
from interviewkit.report.strands import Strand, list_strands
from interviewkit.report.voices import Cast
from interviewkit.tables.findings.joint import (
    JointRow,
    ThemeShare,
    build_sides,
    build_themes_by_segment,
    describe_estimate,
    describe_share,
)
from interviewkit.wording.numbers import interval_named
from interviewkit.wording.words import clip_text

LONGEST_QUOTE = 320
QUOTES = 2
LEVELS_SHOWN = 6


def build_joint_of_report(inputs: ReportInputs) -> JointDisplay | None:
    """The display for a report: only where there is a survey, and themes to lay beside it."""
    if not (inputs.codebook and inputs.estimates and inputs.prevalence):
        return None
    return build_joint_display(inputs)


def build_joint_display(inputs: ReportInputs) -> JointDisplay:
    """The displays of a study.

    ``inputs.beside`` says which survey variables each theme (or code without one) is laid beside;
    a theme that it leaves out has one row without survey figures. ``inputs.joint_segments`` are
    set out within cells; without any, those that both strands know. Segments of fewer than
    ``inputs.min_cell`` people in the conversations are not shown apart.
    """
    shown = _segments(inputs, inputs.joint_segments)
    said = {(each.of, each.about): each for each in inputs.inferences}
    builder = _Builder(Cast(inputs), shown, inputs.min_cell, said)
    found = list_strands(inputs.codebook)
    rows = [
        builder.row(strand, about)
        for strand in found
        for about in (_beside(strand, inputs.beside, said) or ("",))
    ]
    title = inputs.title or inputs.study.name
    written = sum(bool(row.said and row.said.text) for row in rows)
    sides, matrix = build_sides(rows), builder.matrix(found)
    segments = tuple(segment.title for segment in inputs.segments)
    return JointDisplay(title, sides, matrix, _notes(inputs), written, segments)


def _beside(
    strand: Strand, beside: Mapping[str, Sequence[str]], said: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """What a theme is laid beside: as study.toml says, and wherever somebody concluded something.

    A theme of a single code may be named by the code.
    """
    names = strand.names
    declared = [about for name in names for about in beside.get(name, ())]
    return tuple(dict.fromkeys([*declared, *(about for of, about in said if of in names)]))


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
        said = next((i for n in strand.names if (i := self.inferences.get((n, about)))), None)
        voices = self.cast.of(strand.code_ids)
        chosen, other = choose_theme_quotes(strand, voices, QUOTES, self.cast)
        return JointRow(
            strand.id,
            strand.label or strand.id,
            about,
            labels.get(about, "") or about,
            tuple(self._survey(about)),
            tuple(self._talk(strand)),
            tuple(map(self._quote, (*chosen, *other))),
            said,
        )

    def _survey(self, variable: str) -> list[str]:
        if not variable:
            return ["no survey variable is laid beside this theme ([joint.beside] in study.toml)"]
        found = [e for e in self.cast.inputs.estimates if e.variable == variable]
        if not found:
            return [f"no figures of {variable}: add it to [survey] show and link again"]
        everyone = [e for e in found if not e.segment]
        if len({e.level for e in found}) > 1:
            return [describe_estimate(e, e.level) for e in everyone[:LEVELS_SHOWN]]
        made = self.cast.inputs.constructed.get(variable, ())
        titles = {
            each.name: f"{each.title} ({BY_CONSTRUCTION})" if each.name in made else each.title
            for each in self.segments
        }
        apart = [
            describe_estimate(e, titles[e.segment])
            for e in found
            if e.segment in titles and not is_few(e.n, self.min_cell)
        ]
        who = begin(name_everyone(variable, self.cast))
        return [*(describe_estimate(e, who) for e in everyone), *apart]

    def _talk(self, strand: Strand) -> list[str]:
        everyone = self.cast.share(strand.id)
        lines = [describe_share(everyone, "All participants")] if everyone else []
        for segment in self.segments:
            share = self.cast.share(strand.id, segment.name)
            if share is not None and is_shown(share.n, self.min_cell):
                lines.append(describe_share(share, segment.title))
        return lines or ["nobody has read the speech for it yet"]

    def matrix(self, found: Sequence[Strand]) -> ResultTable:
        people = {each.name: set(each.participants) for each in self.segments}

        def find(place: int, segment: str) -> ThemeShare:
            strand = found[place]
            if segment and self.cast.inputs.withheld.hides(segment):
                return ThemeShare(None, is_withheld=True)
            who = people.get(segment)
            voices = [v for v in self.cast.of(strand.code_ids) if who is None or v.speaker in who]
            chosen = choose_quotes(prepare_quotes(voices, self.cast), QUOTES, self.cast)
            return ThemeShare(self.cast.share(strand.id, segment), tuple(map(self._quote, chosen)))

        themes = [strand.label or strand.id for strand in found]
        named = [(each.name, each.title) for each in self.segments]
        return build_themes_by_segment(themes, named, find, self.min_cell)

    def _quote(self, each: QuotableVoice) -> str:
        """What one person said, and who speaks, by what fits many."""
        voice = each.voice
        text = self.cast.names.hide(clip_text(each.excerpt.text, LONGEST_QUOTE))
        signed = self.cast.signatures.sign(voice.speaker, voice.wave)
        return f"“{text}” ({signed}; {each.why})" if each.why else f"“{text}” ({signed})"
