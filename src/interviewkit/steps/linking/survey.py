"""Looking at the survey as its file stands now; nothing is stored."""

from __future__ import annotations

from dataclasses import replace

from interviewkit.errors import StudyError
from interviewkit.model import SurveyView, VariableView
from interviewkit.steps.linking.survey_file import read_survey
from interviewkit.steps.site import Site


def view_survey(site: Site) -> SurveyView:
    """Every variable and scale of the survey.

    Raises:
        StudyError: study.toml names no survey.
        SurveyError: the file cannot be read at all.
    """
    from interviewkit.survey.variable_look import look_at_variable

    _refuse_none(site)
    answers, problems = read_survey(site)
    return SurveyView(
        source=site.settings.survey.file,
        rows=len(answers),
        variables=answers.variables,
        scales=answers.scales,
        counts={
            each.name: look_at_variable(answers, each.name).counts
            for each in answers.variables
            if each.levels
        },
        sets=answers.sets,
        problems=problems,
    )


def view_variable(site: Site, name: str) -> VariableView:
    """One variable, or question with several columns, with its values and counts.

    Raises:
        StudyError: study.toml names no survey.
        SurveyError: the file cannot be read at all, or has no such variable.
    """
    from interviewkit.survey.variable_look import look_at_variable

    _refuse_none(site)
    answers, problems = read_survey(site)
    about = [each for each in problems if repr(name) in each.what]
    return replace(look_at_variable(answers, name), problems=tuple(about))


def _refuse_none(site: Site) -> None:
    if not site.settings.survey.file:
        raise StudyError(
            "this study has no survey",
            hint='name its file in study.toml: [survey] file = "surveys/survey.csv"',
        )
