"""``verify``: documents held against what the study has now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.checking.documents.reading import read_document
from interviewkit.checking.verifying import verify_document
from interviewkit.errors import StudyError
from interviewkit.model.verification import Verification
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reporting.report_inputs import gather_inputs
from interviewkit.steps.site import Site
from interviewkit.steps.verifying.evidence import gather_evidence


def verify(site: Site, files: Sequence[Path]) -> Sequence[Verification]:
    """Each document with what of it the study does not bear out. Nothing is stored.

    Raises:
        SourceError: a document cannot be read.
        StudyError: there is nothing in the study that it could be held against.
    """
    documents = [(path, read_document(path)) for path in files]
    codebook, _ = read_written(site.root, site.settings)
    with open_loaded(site, codebook) as loaded, site.progress("verifying", len(files) + 1) as tick:
        inputs, _ = gather_inputs(loaded)
        if not inputs.transcripts and not inputs.link.respondents:
            raise StudyError(
                "there is nothing to hold a document against: no transcript went in, and no survey",
                hint="first: interviewkit run",
            )
        evidence = gather_evidence(loaded, inputs)
        tick(1)
        found = []
        for path, pieces in documents:
            found.append(verify_document(str(path), pieces, evidence))
            tick(1)
    return found
