"""Looking at certificates: what the machine may decide alone, and whether that still holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewkit.errors import AuditError, CodebookError
from interviewkit.model import CERTIFIED, Certificate, Codebook, Issued, Selective
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.site import Site
from interviewkit.wording.numbers import count, decimal, fine_percent, percent

if TYPE_CHECKING:
    from interviewkit.steps.certifying.evidence import CertificateEvidence


def compute_certificates(loaded: Loaded) -> list[Selective]:
    """What the machine may decide alone as of now, one :class:`Selective` a code.

    Codes of which nothing can be promised are among them: their ``share`` is 0, and ``present.why``
    and ``absent.why`` say why (``not automatable yet: about n more judged turns``). Certificates
    that are void are not. Empty where none was asked for. For when and on what each was given,
    and for what is void or was replaced, see :func:`list_issued`.
    """
    return [each.found for each in _issued(loaded, history=False) if each.holds]


def list_issued(site: Site, *, history: bool = False) -> list[Issued]:
    """Every certificate that was not replaced, with ``void`` said where it is; or all that were."""
    with site.store.reading() as shelves:
        every = shelves.certificates.list(history=history)
    if all(each.ended for each in every):  # nothing to hold against a codebook that takes time
        return every
    try:
        codebook = read_usable(site.root, site.settings)[0] if site.settings.codebook.file else None
    except CodebookError:
        codebook = None
    with open_loaded(site, codebook) as loaded:
        return _issued(loaded, history=history)


def _issued(loaded: Loaded, *, history: bool) -> list[Issued]:
    from interviewkit.steps.certifying.evidence import gather_evidence

    site, codebook = loaded.site, loaded.codebook
    every = loaded.shelves.certificates.list(history=history)
    if all(each.ended for each in every):
        return every
    if codebook is None:
        void = "the codebook cannot be applied"
        return [each if each.ended else replace(each, void=void) for each in every]
    decided = bool(loaded.reading.read_by(CERTIFIED))
    known = [each.found.code for each in every if not each.ended]
    try:
        codes = [code for code in known if code in codebook.code_ids]
        evidence = {each.code: each for each in gather_evidence(loaded, codes)}
    except AuditError:  # the machine has read nothing any more
        evidence = {}
    return [
        each
        if each.ended
        else replace(each, void=_void(site, each, codebook, evidence, decided=decided))
        for each in every
    ]


def _void(
    site: Site,
    each: Issued,
    codebook: Codebook,
    evidence: dict[str, CertificateEvidence],
    *,
    decided: bool,
) -> str:
    """What a certificate rested on and is no more; empty where all is as it was."""
    code, rests = each.found.code, each.basis
    if code not in codebook.code_ids:
        return "the codebook has no such code any more"
    if codebook.code(code).version != rests.code_version:
        return "the code was changed in the codebook"
    if code not in evidence or evidence[code].scores_mark != rests.scores:
        return "the machine's scores have changed"
    if evidence[code].audit_mark != rests.audit:
        return "other turns have been judged by chance since"
    present = each.found.present
    promised = (present.error, present.confidence, present.promise)
    if read_wished_bound(site) not in (None, rests.wished, promised):
        return "study.toml asks for another bound now"
    if each.found.share > 0 and not decided:
        return "the machine has coded anew since"
    return ""


def read_wished_bound(site: Site) -> tuple[float, float, str] | None:
    """The bound that study.toml asks for; ``None`` where it asks for no certificates."""
    coding = site.settings.coding
    return (coding.error, coding.confidence, coding.promise) if coding.selective else None


def describe_void(every: Sequence[Issued]) -> str:
    """One line on what is void, and what to do; empty where nothing is."""
    void = [each for each in every if each.void and each.found.share > 0]
    if not void:
        return ""
    codes = ", ".join(each.found.code for each in void)
    reasons = "; ".join(dict.fromkeys(each.void for each in void))
    many = len(void) > 1
    return f"the certificate{'s' * many} of {codes} {'are' if many else 'is'} void: {reasons}"


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
        lines.append(
            "draw turns to judge with: interviewkit review start --queue random --coder NAME"
        )
    if found:
        lines += _terms(found[0].present, len(found), "promised" if able else "asked for")
    return tuple(lines)


def _lines(found: Selective, on: CertificateEvidence) -> list[str]:
    n = len({on.speaker_of[turn] for turn in on.judged})
    people = f"{n} {'person' if n == 1 else 'people'}"
    sample = f"{len(on.judged)} turns of {people} judged by chance"
    # More was learnt from than can be promised by.
    if more := len(set(on.read) - on.judged.keys()):
        sample += f", of {len(on.judged) + more} that people read: the others were picked"
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
