"""Outlines with everything in them that a report may hold, and with next to nothing."""

from __future__ import annotations

from dataclasses import replace

from builders_report import study
from interviewkit.model.report_profile import APPENDIX, BRIEF, FULL
from interviewkit.report.figures import Span, make_sentence
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import Block, FrontPage, Outline, Takeaway
from interviewkit.report.profiles import cut_profile

PROFILES = (FULL, APPENDIX, BRIEF)

HOSTILE = (
    "<w:p><w:r><w:t>x</w:t></w:r></w:p> { REF a \\h } {{ 7*7 }} \x00\x07\x1b[31m \ud800 \u202e "
    "=1+1 \U0001f9d1\u200d\U0001f4bb שלום עולם مرحبا \ufffe a\tb\r\nc & <script>alert(1)</script>"
)
"""Markup, fields, formulas, control characters, half characters, signs that turn a line, people
with computers, and words from right to left."""


def build_whole() -> Outline:
    """The made-up study of forty people, with page one, an analyst's words, and who opposes."""
    outline = build_outline(study())
    theme = outline.themes[0]
    takeaway = Takeaway(
        "takeaway-1",
        Block("takeaway-1", "Nearly all have *more* room to act", edited=True),
        make_sentence("38 of 40 people (95%, 95% CI 83–99%) say so."),
        replace(outline.glance, id="takeaway-1-figure", number=0) if outline.glance else None,
        theme.id,
    )
    own = Block("theme-agency", "What **nobody** expected.\n\n- first\n- second", edited=True)
    front = FrontPage(
        Block("headline", "AI gives freelancers room"),
        (takeaway,),
        (make_sentence("Survey and talk agree on ", Span("room to act", theme.id), "."),),
        make_sentence("40 people in 8 conversations."),
        make_sentence("Half of the codings are a machine's.", kind="caution"),
        exact=make_sentence("Room to act: 38 of 40 people."),
    )
    other = replace(theme.quotes[0], id="otherwise-1")
    changed = replace(
        theme,
        paragraph=replace(own, stale=True, figures="38 of 40", then="30 of 40"),
        otherwise=(other,),
        qualifies=(make_sentence("One group was larger than the others."),),
    )
    return replace(outline, front=front, themes=(changed, *outline.themes[1:]))


def build_parts() -> dict[str, Outline]:
    """Each profile of the whole, and the whole itself."""
    whole = build_whole()
    return {"": whole} | {name: cut_profile(whole, name) for name in PROFILES}


def build_empty() -> Outline:
    """A study of which nothing is known."""
    return build_outline(ReportInputs())


def build_survey_alone() -> Outline:
    """A study in which nobody was talked to."""
    inputs = study()
    return build_outline(
        ReportInputs(
            study=inputs.study, segments=inputs.segments, estimates=inputs.estimates,
            link=replace(inputs.link, participants=0, linked=0), generated=inputs.generated,
            variable_labels=inputs.variable_labels,
        )
    )  # fmt: skip


def write_spaces_alike(text: str) -> str:
    """The text with one plain space wherever it has any."""
    return " ".join(text.split())
