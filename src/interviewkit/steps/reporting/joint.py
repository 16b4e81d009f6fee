"""``link display`` and ``link infer``: both strands side by side, and what a person concludes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.model import FITS, Codebook, MetaInference, Outcome
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.record import tell_time
from interviewkit.steps.reporting.gathering import ReportGathering
from interviewkit.steps.reporting.inferences import (
    list_standing_inferences,
    list_written_inferences,
)
from interviewkit.steps.reporting.joint_beside import find_unknown_beside
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.style import written_in


def write_joint_display(site: Site, path: Path, shape: str = "") -> Outcome:
    """Write the joint display to a file; its name says how, where ``shape`` does not.

    Raises:
        StudyError: no such shape, nothing coded yet, or the file cannot be written.
    """
    from interviewkit.report.joint import build_joint_display
    from interviewkit.report.joint_files import SHAPES, draw_joint

    shape = shape or path.suffix.lower().removeprefix(".")
    if shape not in SHAPES:
        raise StudyError(
            f"{path.name}: how is it to be written?",
            hint=f"give a name that ends with .{', .'.join(SHAPES)}, or --as {next(iter(SHAPES))}",
        )
    door = StudyWriter.to(site, path)
    codebook = _codebook(site)
    with open_loaded(site, codebook) as loaded:
        inputs = ReportGathering(loaded).joint_inputs()
        unknown = find_unknown_beside(loaded)
    if not inputs.prevalence:
        raise StudyError("nothing is coded yet", hint="let the machine: interviewkit code")
    with written_in(site.settings.report.style):
        found = build_joint_display(inputs)
        drawn = draw_joint(found, shape)
    door.write(drawn)
    rows, written = len(found.sides.rows), found.written
    facts: dict[str, object] = {"file": str(path), "rows": rows, "written": written}
    says = [f"{rows} rows to {path}"]
    if written < rows:
        says.append(
            f"{rows - written} rows have no meta-inference yet; write one with: "
            "interviewkit link infer"
        )
    return Outcome("display", True, tuple(says), facts, unknown)


def record_inference(
    site: Site, of: str, about: str, fit: str, text: str, author: str
) -> MetaInference:
    """Write down what a person concludes; an empty ``text`` takes an earlier line back.

    Raises:
        StudyError: no such theme, code, survey variable or segment, or no such way to fit.
    """
    if fit not in FITS:
        raise StudyError(f"strands do not fit as {fit!r}", hint=f"one of {', '.join(FITS)}")
    codebook = _codebook(site)
    known = [*codebook.code_ids, *(theme.id for theme in codebook.themes)]
    if of not in known:
        raise StudyError(
            f"there is no theme or code {of!r}", hint=suggest_known(of, known, "codebook list")
        )
    with site.store.reading() as shelves:
        variables = [each.name for each in shelves.survey.variables()]
        segments = [each.segment.name for each in shelves.findings.segments()]
    if about and about not in (*variables, *segments):
        hint = suggest_known(about, [*variables, *segments], "segment list")
        raise StudyError(f"there is no survey variable or segment {about!r}", hint=hint)
    line = MetaInference(of, about, fit, " ".join(text.split()), author, tell_time())
    with site.store.jotting() as shelves:
        return shelves.inferences.add(line)


def list_inferences(site: Site, *, everything: bool = False) -> Sequence[MetaInference]:
    """The lines that stand, or all: those of study.toml, then the whole log."""
    with site.store.reading() as shelves:
        if everything:
            return [*list_written_inferences(site), *shelves.inferences.log()]
        return list_standing_inferences(site, shelves)


def _codebook(site: Site) -> Codebook:
    if not site.settings.codebook.file:
        raise StudyError("there is no codebook", hint="name one in [codebook] file")
    return read_usable(site.root, site.settings)[0]
