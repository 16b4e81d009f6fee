"""A small card a code: who coded it, how well, how common it is, what was promised of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from interviewkit.model import MACHINE, Certificate, Code, Corrected, Prevalence
from interviewkit.report.agreement import list_agreement_lines
from interviewkit.report.corrected import (
    PERSON,
    TURN,
    build_share_table,
    find_corrected_of_everyone,
    is_known,
    write_with_interval,
)
from interviewkit.report.pages import CodeCard, Paragraph, ShareMark
from interviewkit.report.sentences import CAUTION, describe_people_share
from interviewkit.report.voices import Cast, Voice, group_by_speaker
from interviewkit.wording.numbers import (
    count,
    counted,
    decimal,
    fine_percent,
    fine_range,
    in_hundred,
    percent,
)
from interviewkit.wording.plain import leave_out_commands

TOPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0)
"""Where a card's axis may end: rare codes would be a point at the left edge of a whole one."""


def build_code_cards(codes: Sequence[Code], anchor: str, cast: Cast) -> tuple[CodeCard, ...]:
    """The cards of a theme's codes; none where nobody has coded."""
    if not cast.inputs.codings:
        return ()
    return tuple(
        _card(code, f"{anchor}-trust-{number}", cast) for number, code in enumerate(codes, 1)
    )


def _card(code: Code, anchor: str, cast: Cast) -> CodeCard:
    voices = cast.of([code.id])
    rows = find_corrected_of_everyone(cast.inputs, code.id)
    turns = rows.get(TURN)
    marks = tuple(_marks(turns)) if turns is not None else ()
    lines = (
        *_coded(code, voices, cast),
        *list_agreement_lines(code, cast),
        *_calibration(code, cast),
        *_turns(turns, bool(voices)),
        *_people(cast.share(code.id), rows.get(PERSON)),
        *_certificate(code, cast),
    )
    return CodeCard(
        anchor,
        code.label,
        _verdict(voices, turns),
        lines,
        marks,
        _top(marks),
        build_share_table(cast.inputs, code.id),
        is_known(turns),
    )


def _verdict(voices: Sequence[Voice], turns: Corrected | None) -> str:
    """The card in one line: what its numbers stand on."""
    reviewed = sum(voice.is_reviewed for voice in voices)
    if turns is not None and is_known(turns):
        return f"Audited: {counted(turns.audited, 'turn')} drawn by chance were judged by people."
    if voices and reviewed == len(voices):
        return "Coded or reviewed by people throughout; not audited by chance."
    if reviewed:
        return "Reviewed in part; not audited, so the machine's share is taken at its word."
    return "Not reviewed and not audited: every number here rests on a machine alone."


# -- who coded, and how far they agree ---------------------------------------------------------


def _coded(code: Code, voices: Sequence[Voice], cast: Cast) -> Iterator[Paragraph]:
    by = Counter(each.coder for each in cast.inputs.codings if each.code == code.id and each.holds)
    persons = {name: turns for name, turns in cast.inputs.read.items() if turns}
    said = []
    for name in sorted({*by, *persons}, key=lambda name: (name != MACHINE, name)):
        read = f" in {counted(persons[name], 'turn')} read" if name in persons else ""
        said.append(f"{name} {counted(by[name], 'passage') if by[name] else 'nothing'}{read}")
    text = "; ".join(said) or "nobody found it anywhere"
    if voices:
        people = counted(len(group_by_speaker(voices)), "person", "people")
        text += f". {counted(len(voices), 'passage')} of {people} stand"
    unreviewed = sum(not voice.is_reviewed for voice in voices)
    yield Paragraph("Who coded", f"{text}.")
    if unreviewed:
        share = "All" if unreviewed == len(voices) else f"{count(unreviewed)} of them"
        verb = "is" if unreviewed == 1 and share != "All" else "are"
        what = f"{share} {verb} unreviewed machine codes."
        yield Paragraph("Unreviewed", what, CAUTION)


def _calibration(code: Code, cast: Cast) -> Iterator[Paragraph]:
    found = next((each for each in cast.inputs.calibration if each.code == code.id), None)
    if found is None or not found.judged:
        return
    error = sum(each.n * abs(each.predicted - each.observed) for each in found.curve) / found.judged
    yield Paragraph(
        "Calibration",
        f"Over {counted(found.judged, 'audited turn')} the machine's scores promise the code in "
        f"{fine_percent(found.promised)}; people found it in {fine_percent(found.held)}. In "
        f"groups of like scores they are {in_hundred(error)} points apart on average.",
    )


# -- how common it is --------------------------------------------------------------------------


def _turns(row: Corrected | None, is_voiced: bool) -> Iterator[Paragraph]:
    if row is None:
        return
    if not is_known(row):
        kind = CAUTION if is_voiced else ""
        only = f"the machine alone found it in {fine_percent(row.naive)}, uncorrected"
        yield Paragraph("Share of turns", f"{only}; {leave_out_commands(row.why)}.", kind)
        return
    more = (
        f"{count(row.to_halve)} more would halve the interval"
        if row.to_halve
        else "more judgements would hardly shorten the interval: people differ"
    )
    if row.audited == row.units:
        more = "every turn was judged"
    yield Paragraph(
        "Share of turns",
        f"{write_with_interval(row)}, corrected for the machine's errors; the machine alone found "
        f"it in {fine_percent(row.naive)}. {counted(row.audited, 'turn')} of {count(row.units)} "
        f"judged; {more}.",
    )
    if row.why:
        yield Paragraph("Note", f"{leave_out_commands(row.why)}.", CAUTION)


def _people(share: Prevalence | None, row: Corrected | None) -> Iterator[Paragraph]:
    """The share of people that the report tells, and, named apart, what an audit says of it."""
    if share is not None and share.n:
        told = f"{describe_people_share(share)}, as coded: the share that this report tells."
        yield Paragraph("Share of people", told)
    if row is None:
        return
    if is_known(row):
        judged = counted(row.audited, "person", "people")
        text = (
            f"{write_with_interval(row)}; everything that {judged} of {count(row.units)} said was "
            "judged."
        )
        yield Paragraph("Corrected share of people", text)
        if row.why:
            yield Paragraph("Note", f"{leave_out_commands(row.why)}.", CAUTION)
    elif row.bounds is not None and (row.bounds.low > 0 or row.bounds.high < 1):
        yield Paragraph(
            "Bounds on that share",
            f"as far as judged turns alone tell, {fine_range(row.bounds)} of the participants can "
            f"have voiced it. That is no estimate: {leave_out_commands(row.why)}.",
        )


def _marks(row: Corrected) -> Iterator[ShareMark]:
    if not is_known(row):
        return
    yield ShareMark("Corrected", row.share, row.interval)
    yield ShareMark("Judged turns alone", row.alone, row.alone_interval)
    yield ShareMark("Machine counted", row.naive)


def _top(marks: Sequence[ShareMark]) -> float:
    highest = max(
        (mark.interval.high if mark.interval else mark.share for mark in marks), default=0.0
    )
    return next((top for top in TOPS if top >= highest), 1.0)


# -- what was promised -------------------------------------------------------------------------


def _certificate(code: Code, cast: Cast) -> Iterator[Paragraph]:
    found = next((each for each in cast.inputs.certificates if each.code == code.id), None)
    if found is None:
        text = "None: no bound on the machine's errors was promised for this code."
        yield Paragraph("Certificate", text)
        return
    granted = [each for each in (found.present, found.absent) if each.granted]
    if granted:
        said = "; ".join(map(_granted, granted))
        text = f"The machine decides {percent(found.share)} of the turns alone: {said}."
        yield Paragraph("Certificate", text)
        yield Paragraph("Assumes", f"{granted[0].assumption}.")
        return
    needs = [each.needs for each in (found.present, found.absent) if each.needs]
    text = "Not automatable yet"
    text += f": about {count(min(needs))} more judged turns are needed." if needs else "."
    yield Paragraph("Certificate", text)


def _granted(each: Certificate) -> str:
    side = "at or above" if each.decision == "present" else "at or below"
    threshold = each.threshold if each.threshold is not None else math.nan
    return (
        f"“{each.decision}” {side} a score of {decimal(threshold)}, wrong in less than "
        f"{fine_percent(each.bound)} with {percent(each.confidence)} confidence "
        f"({counted(each.judged, 'judged turn')} of {counted(each.people, 'person', 'people')})"
    )
