"""All that the report is made from, with what is tested for it and what an analyst wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interviewkit.errors import Problem, SurveyError
from interviewkit.model import Associations, SideBySide
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.report.inputs import AnsweredQuery, ReportInputs
from interviewkit.steps.comparing.deviant_cases import find_study_deviants
from interviewkit.steps.reading import Loaded
from interviewkit.steps.reporting.gathering import ReportGathering
from interviewkit.steps.reporting.joint_beside import find_unknown_beside
from interviewkit.steps.reporting.text_files import read_texts
from interviewkit.steps.site import Site

if TYPE_CHECKING:
    from interviewkit.steps.comparing.family import StudyFamily


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
    lacking += gathering.find_uncounted_figures()
    asked = tuple(each for each in answers if isinstance(each, AnsweredQuery))
    inputs = replace(gathering.inputs(), asked=asked)
    family = build_family(gathering)
    associations, missed = gather_associations(gathering, family)
    contrast, more = compare_study_waves(loaded, family)
    deviant = tuple(find_study_deviants(loaded, associations, contrast))
    texts, faults = read_texts(site)
    inputs = replace(inputs, associations=associations, side_by_side=contrast, deviant=deviant)
    inputs = replace(inputs, texts=texts)
    lacking += [*missed, *more, *faults]
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
        return None, [Problem(SETTINGS_FILE, 0, what)]
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
