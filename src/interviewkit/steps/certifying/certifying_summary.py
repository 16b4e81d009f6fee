"""Certificates in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from interviewkit.model import Certificate, Selective
from interviewkit.steps.certifying.evidence import CertificateEvidence
from interviewkit.wording.numbers import count, decimal, fine_percent, percent

DRAW = "draw turns to judge with: interviewkit review start --queue random --coder NAME"


def describe_certifying(
    found: Sequence[Selective],
    evidence: Sequence[CertificateEvidence],
    left: Mapping[str, Sequence[int]],
    *,
    did: bool,
) -> tuple[str, ...]:
    """What a round of certifying came to: the whole first, then code by code, then the terms."""
    able = [each for each in found if each.share > 0]
    head = f"{len(able)} of {len(found)} code{'s' * (len(found) != 1)} can be left to the machine"
    if able:
        turns = set().union(*(left[each.code] for each in able))
        head += f" in part; {count(len(turns))} turns of these are for a person"
    lines = [head if did else f"nothing new: {head}"]
    lines += [line for each, on in zip(found, evidence, strict=True) for line in _lines(each, on)]
    if able:
        lines.append("read the rest with: interviewkit review start --queue remainder --coder NAME")
    if not all(each.judged for each in evidence):
        lines.append(DRAW)
    if found:
        lines += _terms(found[0].present, len(found), "promised" if able else "asked for")
    return tuple(lines)


def _lines(found: Selective, on: CertificateEvidence) -> list[str]:
    sample = f"{len(on.judged)} turns of {_people(on)} judged by chance{_of_all(on)}"
    if not found.share:
        return [f"{found.code}: {_never(found)} ({sample})"]
    parts = [_part(each) for each in (found.present, found.absent)]
    missed = ""
    if found.absent.granted and not math.isnan(found.missed):
        missed = f"; of the turns that have it about {percent(found.missed)} are missed"
    return [
        f"{found.code}: decides {percent(found.share)} of the turns ({sample}){missed}",
        *(f"  {part}" for part in parts),
    ]


def _part(each: Certificate) -> str:
    if not each.granted:
        return f"{each.decision}: {each.why}"
    score = decimal(each.threshold or 0.0)
    way = (
        f"from a score of {score} up" if each.decision == "present" else f"up to a score of {score}"
    )
    return (
        f"{each.decision} {way}: {percent(each.share)} of the turns; "
        f"{fine_percent(each.wrong)} wrong of {each.judged} judged ({each.people} people), "
        f"at most {fine_percent(each.bound)}"
    )


def _never(found: Selective) -> str:
    """Why neither decision can be promised: the one that is nearer."""

    def distance(each: Certificate) -> tuple[bool, float, bool]:
        return each.needs is None, each.needs or 0, "yet" not in each.why

    return min((found.present, found.absent), key=distance).why


def _of_all(on: CertificateEvidence) -> str:
    """How many people read altogether, where more was learnt from than can be promised by."""
    more = len(set(on.read) - on.judged.keys())
    return f", of {len(on.judged) + more} that people read: the others were picked" if more else ""


def _people(on: CertificateEvidence) -> str:
    n = len({on.speaker_of[turn] for turn in on.judged})
    return f"{n} {'person' if n == 1 else 'people'}"


def _terms(one: Certificate, codes: int, verb: str) -> list[str]:
    together = f", for all {codes} codes together" if codes > 1 else ""
    what = {
        "decisions": f"at most {percent(one.error)} of what it marks present is wrong, and of "
        "what it marks absent (and half of what marking all turns so would get wrong)",
        "classes": f"at most {percent(one.error)} of the turns that have the code and that it "
        "decides are wrong, and of those that lack it",
    }[one.promise]
    return [
        f"{verb} with {percent(one.confidence)} confidence{together}: {what}",
        f"assuming: {one.assumption}",
    ]
