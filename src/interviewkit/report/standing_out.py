"""Deviant cases in the appendix: whose transcript to read before a rule is believed."""

from __future__ import annotations

from interviewkit.report.figures import Table, sentence
from interviewkit.report.formats import listed
from interviewkit.report.pages import Section
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import NOTHING, count, percent


def standing_out(cast: Cast) -> Section:
    """Who did what few people like them do; empty where nobody stands out."""
    title = "People who stand out"
    cases = cast.inputs.deviant
    if not cases:
        return Section("standing-out", title)
    labels = (
        {code.id: code.label for code in cast.inputs.codebook.codes}
        if (cast.inputs.codebook)
        else {}
    )
    titles = {segment.name: segment.title for segment in cast.inputs.segments}
    text = sentence(
        "For each code, who differs most from what one would expect of someone of the same "
        "segments who speaks as much, by a model of the other people. These are cases to read, "
        "not findings."
    )
    rows = tuple(
        (
            labels.get(case.of, "") or case.of,
            case.participant,
            "voiced it" if case.voiced else "did not voice it",
            percent(case.expected),
            listed([titles.get(name, name) for name in case.segments]) or NOTHING,
            count(case.words),
        )
        for case in cases
    )
    head = ("Code", "Person", "What they did", "Expected to voice it", "Segments", "Words")
    return Section("standing-out", title, (text,), tables=(Table(title, head, rows, (3, 5)),))
