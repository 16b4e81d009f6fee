"""``report``: what was found becomes a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.model import Outcome, Run
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.pages import Outline
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.record import begin_run, hash_file, tell_time
from interviewkit.steps.reporting.figure_files import FACT as FIGURES
from interviewkit.steps.reporting.figure_files import (
    are_figures_there,
    are_figures_wanted,
    write_figure_files,
)
from interviewkit.steps.reporting.report_files import draw_files, plan_files
from interviewkit.steps.reporting.report_inputs import gather_inputs
from interviewkit.steps.reporting.report_mark import build_report_mark
from interviewkit.steps.reporting.texts import find_text_problems
from interviewkit.steps.site import Site
from interviewkit.steps.writing.ledger import Ledger
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.numbers import counted
from interviewkit.wording.style import written_in


def report(
    site: Site, profile: str = "", *, formats: Sequence[str] = (), figures: bool = False
) -> Outcome:
    """Write the report in every format of study.toml, if anything it tells has changed.

    With a ``profile`` or ``formats`` those are written, and nothing else, whether they are new or
    not. ``figures`` are written as files of their own too.

    Raises:
        StudyError: there is no such profile, there is nothing to report on, or the folder cannot
            be written.
        UnknownPartError: there is no such format.
        LibraryMissingError: no format that is asked for can be written.
    """
    started = tell_time()
    planned = plan_files(site, profile, formats)
    paths, chosen = [each.path for each in planned], bool(profile or formats)
    codebook, problems = read_written(site.root, site.settings)
    with site.store.locked():
        with open_loaded(site, codebook) as loaded:
            mark = build_report_mark(site, loaded.shelves, codebook, loaded.runs)
            last = loaded.last("report")
            wanted = are_figures_wanted(site, last, asked=figures)
            drawn_before = not wanted or are_figures_there(site, last)
            if not chosen and drawn_before and _is_told(last, mark, paths):
                said = f"nothing new: {_names(site, paths)}"
                return Outcome("report", False, (said,), {"files": _names(site, paths)})
            door = _open_writer(site, paths, last)
            inputs, lacking = gather_inputs(loaded)
        with written_in(site.settings.report.style):
            outline = _describe(inputs)
            drawn, missing = draw_files(site, outline, planned)
            _write_drawn(door, drawn)
            facts: dict[str, object] = {"files": [str(path) for path in drawn]}
            if wanted:
                files, more = write_figure_files(site, outline, last)
                facts[FIGURES] = [_name(site, path) for path in files]
                missing += more
        if not chosen:
            with site.store.writing() as shelves:
                key = shelves.runs.add(begin_run("report", mark, started=started))
                shelves.runs.finish(key, tell_time(), facts)
    lacking.extend(missing)
    lacking.extend(find_text_problems(outline, inputs.texts))
    if codebook is None:  # a codebook that lost its codes is no reason to be silent
        lacking.extend(problems)
    says = (_names(site, list(drawn)), *_tell_figures(site, facts))
    return Outcome("report", True, says, facts, tuple(lacking))


def _tell_figures(site: Site, facts: Mapping[str, object]) -> list[str]:
    files = facts.get(FIGURES)
    if not isinstance(files, list):
        return []
    return [f"{counted(len(files), 'file')} of figures in {site.settings.report.folder}/figures"]


def _is_told(last: Run | None, mark: str, paths: Sequence[Path]) -> bool:
    """Whether the files say all that there is to say."""
    if last is None or last.fingerprint != mark:
        return False
    return all(path.is_file() for path in paths)


def _open_writer(site: Site, paths: Sequence[Path], last: Run | None) -> StudyWriter:
    """Ask for the places of the report; one from before there was a ledger is known by its age."""
    ledger = Ledger(site.root)
    if last and ledger.is_new:
        ended = datetime.fromisoformat(last.ended).timestamp() + 1
        ledger.note(
            {p.resolve(): hash_file(p) for p in paths if p.is_file() and p.stat().st_mtime <= ended}
        )
    return StudyWriter.to(site, *paths, inside=True, force="interviewkit report --force")


def _describe(inputs: ReportInputs) -> Outline:
    """What the report says.

    Raises:
        StudyError: there is nothing to say it of.
    """
    from interviewkit.report.outline import build_outline

    if not inputs.transcripts and not inputs.link.respondents:
        raise StudyError(
            "there is nothing to report on: no transcript went in, and no survey",
            hint="put transcripts where study.toml looks for them, then: interviewkit ingest; "
            "or name a survey under [survey], then: interviewkit link",
        )
    return build_outline(inputs)


def _write_drawn(door: StudyWriter, drawn: Mapping[Path, bytes]) -> None:
    """Fill those of the places that were asked for for which there is something."""
    places = {path: door.places[path] for path in drawn}
    replace(door, places=places).write(*drawn.values())


def _names(site: Site, paths: Sequence[Path]) -> str:
    return ", ".join(_name(site, path) for path in paths)


def _name(site: Site, path: Path) -> str:
    return str(path.relative_to(site.root)) if path.is_relative_to(site.root) else str(path)
