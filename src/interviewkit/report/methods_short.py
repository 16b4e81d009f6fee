"""How it was done, as a journal would print it: a few sentences, written from the facts."""

from __future__ import annotations

import math
from collections.abc import Iterator

from interviewkit.model import MACHINE, Agreement
from interviewkit.model.agreement import BETWEEN_PEOPLE
from interviewkit.model.review import CONSENSUS
from interviewkit.report.pages import Paragraph
from interviewkit.report.small_groups import count_roles
from interviewkit.report.voices import Cast
from interviewkit.tables.findings.inference import WAYS
from interviewkit.wording.numbers import NOTHING, count, counted, decimal, decimal_range, percent
from interviewkit.wording.words import describe_recordings

UNITS = {
    "sentence": "sentence by sentence",
    "turn": "turn by turn",
    "window": "in windows of a few sentences",
}


def summarise_methods(cast: Cast) -> tuple[Paragraph, ...]:
    """Design, participants, coding, analysis and software; the appendix has it in full."""
    paragraphs = (
        ("Design", _tell_design(cast)),
        ("Participants", _tell_participants(cast)),
        ("Coding", _tell_coding(cast)),
        ("Analysis", _tell_analysis(cast)),
        ("Software", _tell_software(cast)),
    )
    return tuple(
        Paragraph(term, " ".join(said)) for term, sentences in paragraphs if (said := [*sentences])
    )


def _tell_design(cast: Cast) -> Iterator[str]:
    talks, asked = cast.inputs.transcripts, cast.inputs.link.respondents
    if not talks:
        if asked:
            yield f"A survey of {counted(asked, 'respondent')}."
        return
    kind = _name_conversations(cast)
    waves = f" in {counted(len(cast.waves), 'wave')}" if len(cast.waves) > 1 else ""
    when = describe_recordings([each.date for each in talks])
    what = f"{counted(len(talks), kind)}{waves}{f', {when},' if when else ''}"
    if not asked:
        yield f"A qualitative study: {what.rstrip(',')}."
        return
    yield (
        f"A mixed-methods study: {what} beside a survey of {counted(asked, 'respondent')}."
        f"{_tell_link(cast)}"
    )


def _name_conversations(cast: Cast) -> str:
    """Whether people were heard alone, together, or some of both."""
    together: dict[str, set[str]] = {}
    for (talk, _), name in cast.place_of.items():
        if name in cast.people:
            together.setdefault(talk, set()).add(name)
    alone = {len(names) == 1 for names in together.values()}
    if alone == {True}:
        return "interview"
    return "group conversation" if alone == {False} else "conversation"


def _tell_link(cast: Cast) -> str:
    link = cast.inputs.link
    if link.kind == "person":
        every = link.linked == link.participants
        who = "All" if every and link.linked > 1 else count(link.linked)
        return f" {who} of the participants also answered the survey."
    if link.kind == "segment":
        return " Both were set side by side by segment; nobody was matched to a row."
    return ""


def _tell_participants(cast: Cast) -> Iterator[str]:
    if not cast.people:
        return
    roles = count_roles(cast)
    named = [f"{role} {number}" for role, number in roles if number != NOTHING]
    kinds = f" (by role: {', '.join(named)})" if len(named) == len(roles) > 1 else ""
    led = f"; {counted(len(cast.moderators), 'moderator')} led them" if cast.moderators else ""
    yield f"{counted(len(cast.people), 'person', 'people')} took part{kinds}{led}."
    yield "They are not taken for a random sample: shares describe them alone."


def _tell_coding(cast: Cast) -> Iterator[str]:
    book = cast.inputs.codebook
    if book is None or not cast.inputs.codings:
        return
    unit = UNITS.get(cast.inputs.unit, "")
    themes = f" in {counted(len(book.themes), 'theme')}" if book.themes else ""
    version = f", version {book.declared}" if book.declared else ""
    yield (
        f"What they said was coded{f' {unit}' if unit else ''} with a codebook of "
        f"{counted(len(book.codes), 'code')}{themes} (“{book.name}”{version})."
    )
    yield from _tell_coders(cast)
    yield from _tell_agreement(cast)


def _tell_coders(cast: Cast) -> Iterator[str]:
    """Who coded, and on whose word the figures stand."""
    people = {name: n for name, n in cast.inputs.read.items() if n and name != CONSENSUS}
    if people:
        read = sorted(people.values())
        each = counted(read[0], "turn")
        how = each if read[0] == read[-1] else f"{count(read[0])} to {counted(read[-1], 'turn')}"
        yield f"{counted(len(people), 'person', 'people')} coded, reading {how}" + (
            " each." if len(people) > 1 else "."
        )
    if any(coding.coder == CONSENSUS for coding in cast.inputs.codings):
        yield "Where they differed, they settled it."
    by_machine = any(coding.coder == MACHINE for coding in cast.inputs.codings)
    voices = cast.voices
    unreviewed = sum(not voice.is_reviewed for voice in voices)
    if not by_machine or not voices:
        return
    if not unreviewed:
        yield "A machine proposed codes; each that counts here was decided by a person."
    elif unreviewed == len(voices):
        yield "A machine proposed the codes, and nobody has reviewed them."
    else:
        yield (
            f"A machine proposed codes; {percent(unreviewed / len(voices))} of the passages that "
            "count here are proposals that nobody has reviewed."
        )


def _tell_agreement(cast: Cast) -> Iterator[str]:
    pooled = find_pooled_agreement(cast)
    if pooled is None or math.isnan(pooled.kappa):
        if cast.inputs.read:
            yield "How far people agree is not known: no two have read the same turns."
        return
    interval = pooled.measure("kappa").interval
    ends = f" ({percent(interval.level)} CI {decimal_range(interval)})" if interval else ""
    which = "Cohen's" if len(pooled.coders) <= 2 else "Conger's"
    yield (
        f"On {counted(pooled.n, 'judgement')} that two or more of them made, {which} kappa is "
        f"{decimal(pooled.kappa)}{ends}."
    )


def find_pooled_agreement(cast: Cast) -> Agreement | None:
    """How far people agree over all codes: of all of them together where there are several."""
    people = [e for e in cast.inputs.agreement if e.between == BETWEEN_PEOPLE and e.has_overlap]
    widest = max(people, key=lambda each: len(each.coders), default=None)
    return widest.pooled if widest else None


def _tell_analysis(cast: Cast) -> Iterator[str]:
    if cast.inputs.prevalence:
        together = (
            "; their intervals allow for people of one conversation being alike"
            if cast.has_discussions
            else ""
        )
        yield f"Shares are of people, however often they say a thing{together}."
    tested = [row for row in cast.inputs.associations.segments if row.tested.done]
    if tested:
        how = WAYS.get(tested[0].tested.adjust)
        over = counted(max(row.tested.tests for row in tested), "test")
        adjusted = f", with p adjusted over {over} ({how})" if how else ", with p not adjusted"
        yield f"Differences between segments and waves were tested between people{adjusted}."
    estimates = cast.inputs.estimates
    if estimates:
        weighted = any(abs(each.weighted_n - each.n) > 1e-9 for each in estimates)
        weights = "weighted, and their intervals allow for it" if weighted else "not weighted"
        yield f"Survey figures are {weights}."


def _tell_software(cast: Cast) -> Iterator[str]:
    if cast.inputs.version:
        rest = "models, seeds and all versions stand in the appendix"
        yield f"interviewkit {cast.inputs.version}; {rest}."
