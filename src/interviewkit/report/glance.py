"""All themes in one figure, each with its codes."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Prevalence
from interviewkit.report.figure_findings import draft_ranking
from interviewkit.report.figures import DotChart, DotRow, Figure
from interviewkit.report.named_figures import NamedFigure
from interviewkit.report.pages import ThemePage
from interviewkit.report.strands import Strand
from interviewkit.report.theme_figures import describe_dots
from interviewkit.report.voices import Cast
from interviewkit.wording.words import lower_first_letter

ANY = "Any of its codes"
ALONE = "By themselves"
"""Over what bundles no codes, where other rows stand under the name of their theme."""


def build_glance(cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]) -> Figure | None:
    """Themes and their codes, the most widely voiced theme first; its codes stand below it."""
    known = [
        (share, strand, page)
        for strand, page in zip(found, pages, strict=True)
        if (share := cast.share(strand.id)) and share.n
    ]
    known.sort(key=lambda each: -each[0].share)
    several = any(len(strand.codes) > 1 for _, strand, _ in known)
    alone = ALONE if several else ""
    rows = [row for share, strand, page in known for row in _rows(share, strand, page, alone, cast)]
    if not rows:
        return None
    title = f"Share of participants who voiced each theme{', and each of its codes' * several}"
    if len(rows) == 1:
        title = f"Share of participants who voiced {lower_first_letter(rows[0].label)}"
    themes = [NamedFigure(strand.label, share.share, share.interval) for share, strand, _ in known]
    finding = draft_ranking(themes)
    return Figure("glance", title, describe_dots(rows), DotChart(tuple(rows)), finding=finding)


def _rows(
    share: Prevalence, strand: Strand, page: ThemePage, alone: str, cast: Cast
) -> list[DotRow]:
    """A row for a theme; where it bundles codes, one for each of these, under its name."""
    if len(strand.codes) < 2:
        return [DotRow(strand.label, share, page.id, alone)]
    codes = [
        (code.label, found) for code in strand.codes if (found := cast.share(code.id)) and found.n
    ]
    codes.sort(key=lambda each: -each[1].share)
    every = [(ANY, share), *codes]
    return [DotRow(label, found, page.id, strand.label) for label, found in every]
