"""The figures of one theme: shares of people, codes within it, polarity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewkit.model import Prevalence
from interviewkit.model.small_cells import is_shown
from interviewkit.report.figures import SMALL_BASE, DotChart, DotRow, Figure, SplitChart, SplitRow
from interviewkit.report.strands import Strand
from interviewkit.report.voices import Cast, Voice, group_by_speaker
from interviewkit.wording.numbers import count, counted, interval_named
from interviewkit.wording.words import lower_first_letter

HOLLOW = f"Fewer than {SMALL_BASE} people (hollow dots): an indication only."


def build_theme_figures(
    strand: Strand, voices: Sequence[Voice], anchor: str, who: str, cast: Cast
) -> tuple[Figure, ...]:
    """The figures that there are numbers for: the first is the chapter's, the rest its proof.

    ``who`` is the anchor of the people behind them.
    """
    drawn = (
        _shares(strand, anchor, who, cast),
        _by_code(strand, anchor, who, cast),
        _split(strand, voices, anchor),
        _crossed(strand, anchor, who, cast),
    )
    figures = [figure for figure in drawn if figure is not None]
    return (*figures[:1], *(replace(figure, folded=True) for figure in figures[1:]))


def describe_dots(rows: Sequence[DotRow]) -> str:
    """What is measured and how to read it, with n."""
    whole = next((row for row in rows if row.segment < 0 and row.wave < 0), None)
    base = f" n\u00a0=\u00a0{count(whole.found.n)} people." if whole else ""
    small = f" {HOLLOW}" if any(row.small for row in rows) else ""
    return f"{_whiskers(rows)}{small}{base}"


def _whiskers(rows: Sequence[DotRow]) -> str:
    return (
        f"Whiskers: {interval_named(row.found.interval for row in rows)}s, in which people of one "
        "conversation vary together; people, not passages, are counted."
    )


def _shares(strand: Strand, anchor: str, who: str, cast: Cast) -> Figure | None:
    rows = tuple(_share_rows(strand, who, cast))
    if not rows:
        return None
    title = f"Share of participants who voiced {lower_first_letter(strand.label)}"
    by = [w for w in ("segment", "wave") if any(getattr(row, w) >= 0 for row in rows)]
    title += f", by {' and '.join(by)}" if by else ""
    overlapping = " One person may belong to several segments." if "segment" in by else ""
    return Figure(
        f"{anchor}-shares",
        title,
        describe_dots(rows) + overlapping,
        DotChart(rows, lower_first_letter(strand.label)),
    )


def _share_rows(strand: Strand, who: str, cast: Cast) -> Iterator[DotRow]:
    if share := cast.share(strand.id):
        yield DotRow("All participants", share, who)
    for position, wave in enumerate(cast.waves):
        share = cast.share(strand.id, wave=wave) if len(cast.waves) > 1 else None
        if share and _may_be_shown(share, cast):
            yield DotRow(wave, share, who, "By wave", wave=position)
    for position, segment in enumerate(cast.inputs.segments):
        if (share := cast.share(strand.id, segment.name)) and _may_be_shown(share, cast):
            yield DotRow(segment.title, share, who, "By segment", position)


def _may_be_shown(share: Prevalence, cast: Cast) -> bool:
    """Not a segment or wave in which nobody spoke, nor of so few that they might be recognised."""
    return is_shown(share.n, cast.inputs.min_cell)


def _crossed(strand: Strand, anchor: str, who: str, cast: Cast) -> Figure | None:
    """Segments within waves."""
    if len(cast.waves) < 2:
        return None
    rows = tuple(
        DotRow(wave, share, who, segment.title, position, number)
        for position, segment in enumerate(cast.inputs.segments)
        for number, wave in enumerate(cast.waves)
        if (share := cast.share(strand.id, segment.name, wave)) and _may_be_shown(share, cast)
    )
    if not rows:
        return None
    voiced = lower_first_letter(strand.label)
    title = f"Share of participants who voiced {voiced}, by segment within wave"
    note = f"{_whiskers(rows)} {HOLLOW}"
    return Figure(f"{anchor}-crossed", title, note, DotChart(rows, voiced))


def _by_code(strand: Strand, anchor: str, who: str, cast: Cast) -> Figure | None:
    if len(strand.codes) < 2:
        return None
    rows = tuple(
        DotRow(code.label, share, who) for code in strand.codes if (share := cast.share(code.id))
    )
    if not rows:
        return None
    title = (
        f"Codes within {lower_first_letter(strand.label)}: share of participants who voiced each"
    )
    note = f"{describe_dots(rows)} One person may voice several codes."
    return Figure(f"{anchor}-codes", title, note, DotChart(rows))


def _split(strand: Strand, voices: Sequence[Voice], anchor: str) -> Figure | None:
    """Who took which side; nothing to draw where a theme knows one side only."""
    if not any(voice.polarity == "-" for voice in voices):
        return None
    several = len(strand.codes) > 1
    rows = [build_split_row(strand.label if several else "All who voiced it", voices)]
    if several:
        rows += [
            build_split_row(code.label, said)
            for code in strand.codes
            if (said := [voice for voice in voices if voice.coding.code == code.id])
        ]
    people = len(group_by_speaker(voices))
    title = f"People who affirm, oppose, or do both: {lower_first_letter(strand.label)}"
    note = f"n\u00a0=\u00a0{counted(people, 'person', 'people')} who voiced it."
    return Figure(f"{anchor}-polarity", title, note, SplitChart(tuple(rows)))


def build_split_row(label: str, voices: Sequence[Voice]) -> SplitRow:
    """People by the sides that they took."""
    sides = [{voice.polarity for voice in said} for said in group_by_speaker(voices).values()]
    both = sum({"+", "-"} <= side for side in sides)
    minus = sum("-" in side for side in sides) - both
    return SplitRow(label, len(sides) - both - minus, both, minus)
