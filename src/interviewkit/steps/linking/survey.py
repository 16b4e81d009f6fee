"""Looking at the survey as its file stands now; nothing is stored."""

from __future__ import annotations

from dataclasses import replace

from interviewkit.errors import Problem, StudyError
from interviewkit.model import SurveyView, VariableView
from interviewkit.steps.site import Site


def view(site: Site) -> SurveyView:
    """Every variable and scale of the survey.

    Raises:
        StudyError: study.toml names no survey.
        SurveyError: the file cannot be read at all.
    """
    from interviewkit.survey.answers_file import read_answers
    from interviewkit.survey.look import look

    settings = site.settings.survey
    answers, problems = read_answers(site.root / _file(site), settings, site.settings.limits)
    return SurveyView(
        source=settings.file,
        rows=len(answers),
        variables=answers.variables,
        scales=answers.scales,
        counts={
            each.name: look(answers, each.name).counts for each in answers.variables if each.levels
        },
        sets=answers.sets,
        problems=tuple(_relative(site, each) for each in problems),
    )


def variable(site: Site, name: str) -> VariableView:
    """One variable, or question with several columns, with its values and counts.

    Raises:
        StudyError: study.toml names no survey.
        SurveyError: the file cannot be read at all, or has no such variable.
    """
    from interviewkit.survey.answers_file import read_answers
    from interviewkit.survey.look import look

    answers, problems = read_answers(
        site.root / _file(site), site.settings.survey, site.settings.limits
    )
    about = [_relative(site, each) for each in problems if repr(name) in each.what]
    return replace(look(answers, name), problems=tuple(about))


def _file(site: Site) -> str:
    if not site.settings.survey.file:
        raise StudyError(
            "this study has no survey",
            hint='name its file in study.toml: [survey] file = "surveys/survey.csv"',
        )
    return site.settings.survey.file


def _relative(site: Site, problem: Problem) -> Problem:
    return replace(problem, path=problem.path.removeprefix(f"{site.root}/"))
