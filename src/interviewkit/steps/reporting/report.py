"""``report``: what was found becomes a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit import parts
from interviewkit.errors import Problem, StudyError, SurveyError
from interviewkit.model import Associations, Outcome, Run, SideBySide
from interviewkit.report.inputs import AnsweredQuery, ReportInputs
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.record import begin_run, hash_file, tell_time
from interviewkit.steps.reporting.figure_files import FACT as FIGURES
from interviewkit.steps.reporting.figure_files import (
    are_figures_there,
    are_figures_wanted,
    write_figure_files,
)
from interviewkit.steps.reporting.gathering import ReportGathering
from interviewkit.steps.reporting.joint_beside import find_unknown_beside
from interviewkit.steps.reporting.report_mark import build_report_mark
from interviewkit.steps.site import Site
from interviewkit.steps.writing.ledger import Ledger
from interviewkit.steps.writing.own_files import list_report_paths
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.numbers import counted
from interviewkit.wording.style import written_in

if TYPE_CHECKING:
    from interviewkit.report.pages import Outline
    from interviewkit.steps.comparing.family import StudyFamily


def report(site: Site, *, figures: bool = False) -> Outcome:
    """Write the report in every format of study.toml, if anything it tells has changed.

    ``figures`` are written as files of their own too.

    Raises:
        StudyError: there is nothing to report on, or the folder cannot be written.
    """
    started = tell_time()
    codebook, problems = read_written(site.root, site.settings)
    with site.store.locked():
        paths = list_report_paths(site.root, site.settings)
        with open_loaded(site, codebook) as loaded:
            mark = build_report_mark(site, loaded.shelves, codebook, loaded.runs)
            last = loaded.last("report")
            wanted = are_figures_wanted(site, last, asked=figures)
            drawn_before = not wanted or are_figures_there(site, last)
            same = last and last.fingerprint == mark and all(path.is_file() for path in paths)
            if same and drawn_before:
                said = f"nothing new: {_names(site, paths)}"
                return Outcome("report", False, (said,), {"files": _names(site, paths)})
            door = _open_writer(site, paths, last)
            inputs, lacking = gather_inputs(loaded)
        with written_in(site.settings.report.style):
            outline, drawn = _draw(site, inputs)
            door.write(*drawn)
            facts: dict[str, object] = {"files": [str(path) for path in paths]}
            if wanted:
                files, more = write_figure_files(site, outline, last)
                facts[FIGURES] = [_name(site, path) for path in files]
                lacking += more
        with site.store.writing() as shelves:
            key = shelves.runs.add(begin_run("report", mark, started=started))
            shelves.runs.finish(key, tell_time(), facts)
    if codebook is None:  # a codebook that lost its codes is no reason to be silent
        lacking.extend(problems)
    says = (_names(site, paths), *_tell_figures(site, facts))
    return Outcome("report", True, says, facts, tuple(lacking))


def _tell_figures(site: Site, facts: Mapping[str, object]) -> list[str]:
    files = facts.get(FIGURES)
    if not isinstance(files, list):
        return []
    return [f"{counted(len(files), 'file')} of figures in {site.settings.report.folder}/figures"]


def _open_writer(site: Site, paths: Sequence[Path], last: Run | None) -> StudyWriter:
    """Ask for the places of the report; one from before there was a ledger is known by its age."""
    ledger = Ledger(site.root)
    if last and ledger.is_new:
        ended = datetime.fromisoformat(last.ended).timestamp() + 1
        ledger.note(
            {p.resolve(): hash_file(p) for p in paths if p.is_file() and p.stat().st_mtime <= ended}
        )
    return StudyWriter.to(site, *paths, inside=True, force="interviewkit report --force")


def gather_inputs(loaded: Loaded) -> tuple[ReportInputs, list[Problem]]:
    """All that the report is made from, and what it has to do without.

    A survey that was not linked and cannot be read costs what is computed from it, and no more.
    """
    site = loaded.site
    lacking = list(find_unknown_beside(loaded))
    what, hint = loaded.changed_survey
    if what:
        lacking.insert(0, Problem(site.settings.survey.file, 0, what, hint, fatal=False))
    gathering = ReportGathering(loaded)
    answers = list(gathering.answer_queries())
    lacking += [each for each in answers if isinstance(each, Problem)]
    asked = tuple(each for each in answers if isinstance(each, AnsweredQuery))
    inputs = replace(gathering.inputs(), asked=asked)
    family = build_family(gathering)
    associations, missed = gather_associations(gathering, family)
    contrast, more = compare_study_waves(loaded, family)
    inputs = replace(inputs, associations=associations, side_by_side=contrast)
    lacking += [*missed, *more]
    return replace(inputs, problems=(*inputs.problems, *lacking)), lacking


def build_family(gathering: ReportGathering) -> StudyFamily | None:
    """All that the report asks of themes, for those who ask parts of it; what tests them is
    loaded only where there is something to ask."""
    settings = gathering.site.settings
    waves = len(gathering.loaded.order.names) > 1
    if not (settings.segments or settings.inference.variables or waves):
        return None
    from interviewkit.steps.comparing.family import StudyFamily
    from interviewkit.steps.comparing.questions import Questions

    return StudyFamily(Questions(gathering.loaded))


def gather_associations(
    gathering: ReportGathering, family: StudyFamily | None
) -> tuple[Associations, list[Problem]]:
    """Themes against segments and variables; and why they are not, where the survey fails."""
    settings = gathering.site.settings
    if family is None or not (settings.segments or settings.inference.variables):
        return Associations(), []
    from interviewkit.steps.comparing.associate import associate_all

    try:
        return associate_all(gathering.loaded, family), []
    except SurveyError as fault:
        what = "themes are not set against the survey, whose figures are those last linked"
        return Associations(), [_lack(gathering.site, fault, what)]


def compare_study_waves(
    loaded: Loaded, family: StudyFamily | None
) -> tuple[SideBySide | None, list[Problem]]:
    """The waves side by side, where there are several; and what of it cannot be done."""
    waves = {each.wave for each in loaded.reading.transcripts if each.wave}
    if len(waves) < 2:
        return None, []
    if not loaded.order.is_known:
        what = f"waves are not compared: {loaded.order.note}"
        return None, [Problem("study.toml", 0, what)]
    from interviewkit.steps.comparing.compare import compare_waves

    try:
        return compare_waves(loaded, family), []
    except SurveyError as fault:
        lack = _lack(loaded.site, fault, "answers are not compared by wave")
        return compare_waves(loaded, survey=False), [lack]


def _lack(site: Site, fault: SurveyError, what: str) -> Problem:
    path = site.settings.survey.file
    why = fault.message.replace(f"{site.root}/", "")
    return Problem(path, 0, f"{what}: {why}", fault.hint, fatal=False)


def _draw(site: Site, inputs: ReportInputs) -> tuple[Outline, list[bytes]]:
    """The report as data, and in every format of study.toml, in their order."""
    from interviewkit.report.outline import build_outline

    if not inputs.transcripts and not inputs.link.respondents:
        raise StudyError(
            "there is nothing to report on: no transcript went in, and no survey",
            hint="put transcripts where study.toml looks for them, then: interviewkit ingest; "
            "or name a survey under [survey], then: interviewkit link",
        )
    formats = site.settings.report.formats
    with site.progress("writing the report", len(formats) + 1) as tick:
        outline = build_outline(inputs)
        tick(1)
        drawn = []
        for name in formats:
            drawn.append(parts.load_part("renderer", name)(outline).encode())
            tick(1)
    return outline, drawn


def _names(site: Site, paths: Sequence[Path]) -> str:
    return ", ".join(_name(site, path) for path in paths)


def _name(site: Site, path: Path) -> str:
    return str(path.relative_to(site.root)) if path.is_relative_to(site.root) else str(path)
