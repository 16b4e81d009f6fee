"""``run``: all that ``study.toml`` asks for, step by step."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.errors import AuditError, TooLittleError
from interviewkit.model import Outcome
from interviewkit.steps.certifying.selective import certify, report_lapsed
from interviewkit.steps.coding.code import code
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.coding.discover import discover
from interviewkit.steps.exchanging.named_imports import import_named
from interviewkit.steps.ingesting.ingest import ingest
from interviewkit.steps.linking.link import link
from interviewkit.steps.reporting.report import report
from interviewkit.steps.site import Site


def run(site: Site) -> Iterator[Outcome]:
    """One outcome a step. What a step finished is kept whatever becomes of the next."""
    settings = site.settings
    yield ingest(site)
    if read_written(site.root, settings)[0]:
        if settings.coding.import_:
            yield import_named(site)  # first: the machine learns from what people judged
        yield code(site)
        yield from _certified(site)
    else:
        yield _uncoded(site)
    if settings.topics.enabled:
        yield _discover_if_enough(site)
    with site.store.reading() as shelves:  # study.toml may no longer name what was linked
        was_linked = bool(shelves.findings.segments() or shelves.survey.count())
    if settings.survey.file or settings.segments or was_linked:
        yield link(site)
    yield report(site)


def _uncoded(site: Site) -> Outcome:
    """What comes next where nobody has written codes: other people's codes are no substitute."""
    file = site.settings.codebook.file
    lacks = f"{file} has no codes yet" if file else "study.toml names no codebook"
    then = "write them" if file else 'write one and name it under [codebook]: file = "…"'
    says = (f"nothing is coded: {lacks}", f"next: {then}, then: interviewkit run")
    return Outcome("code", False, says)


def _certified(site: Site) -> Iterator[Outcome]:
    """What the machine may decide alone, made anew; or what of it is void, if that is not asked."""
    if not site.settings.coding.selective:
        yield from filter(None, [report_lapsed(site)])
        return
    try:
        yield certify(site)
    except AuditError as fault:
        yield Outcome("certify", False, (f"nothing is certified: {fault.message}",))


def _discover_if_enough(site: Site) -> Outcome:
    """Too little speech for topics is no reason to go without a report."""
    try:
        return discover(site)
    except TooLittleError as fault:
        return Outcome("discover", False, (f"no topics: {fault.message}",))
