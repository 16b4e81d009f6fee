"""Looking at certificates: what the machine may decide alone, and whether that still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.errors import AuditError, CodebookError
from interviewkit.model import CERTIFIED, Codebook, Issued, Selective
from interviewkit.steps.certifying.evidence import CertificateEvidence, gather_evidence
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.site import Site


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
    try:
        codebook = read_usable(site.root, site.settings)[0] if site.settings.codebook.file else None
    except CodebookError:
        codebook = None
    with open_loaded(site, codebook) as loaded:
        return _issued(loaded, history=history)


def _issued(loaded: Loaded, *, history: bool) -> list[Issued]:
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
    if read_wished_bound(site) not in (None, rests.wished, _asked(each.found)):
        return "study.toml asks for another bound now"
    if each.found.share > 0 and not decided:
        return "the machine has coded anew since"
    return ""


def read_wished_bound(site: Site) -> tuple[float, float, str] | None:
    """The bound that study.toml asks for; ``None`` where it asks for no certificates."""
    coding = site.settings.coding
    return (coding.error, coding.confidence, coding.promise) if coding.selective else None


def _asked(found: Selective) -> tuple[float, float, str]:
    return found.present.error, found.present.confidence, found.present.promise


def describe_void(every: Sequence[Issued]) -> str:
    """One line on what is void, and what to do; empty where nothing is."""
    void = [each for each in every if each.void and each.found.share > 0]
    if not void:
        return ""
    codes = ", ".join(each.found.code for each in void)
    reasons = "; ".join(dict.fromkeys(each.void for each in void))
    many = len(void) > 1
    return f"the certificate{'s' * many} of {codes} {'are' if many else 'is'} void: {reasons}"
