"""The survey of a study, read as its file now stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.errors import Problem, StudyError, SurveyError
from interviewkit.model import SurveyView, Transcript, VariableView
from interviewkit.model.waves import ALPHABET
from interviewkit.steps.site import Site
from interviewkit.steps.waves import collect_dates

if TYPE_CHECKING:
    from interviewkit.survey.answers import Answers


def find_survey_file(site: Site) -> Path:
    """Where the survey lies that study.toml names.

    Raises:
        SurveyError: it names none, or there is no such file.
    """
    settings = site.settings.survey
    if not settings.file:
        raise SurveyError(
            "study.toml names no survey", hint='name one: [survey] file = "surveys/survey.csv"'
        )
    path = site.root / settings.file
    if not path.is_file():
        raise SurveyError(
            f"study.toml names the survey {settings.file}, but there is no such file",
            hint="put it there, or change [survey] file",
        )
    return path


def read_survey(site: Site, *, usable: bool = False) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers, waves in their order, and every fault found, by its path within the study.

    Raises:
        SurveyError: study.toml names no survey, it is not there, or cannot be read at all; or it
            must be ``usable``, and respondents or weights cannot be told apart.
    """
    from interviewkit.survey.answers_file import read_answers

    path, settings = find_survey_file(site), site.settings.survey
    answers, problems = read_answers(path, settings, site.settings.limits)
    if answers.wave:
        with site.store.reading() as shelves:
            answers = put_in_order(site, answers, shelves.transcripts.heads())
    told = [replace(each, path=each.path.removeprefix(f"{site.root}/")) for each in problems]
    fatal = [f"  {each}" for each in told if each.fatal]
    if usable and fatal:
        raise SurveyError(
            "\n".join(["the survey cannot be used:", *fatal]),
            hint="mend the file or [survey] in study.toml; what was linked before is kept",
        )
    return answers, (*told, *_about_waves(settings.file, answers))


def read_usable_survey(site: Site) -> Answers | None:
    """The answers, if they can be used; ``None`` where study.toml names no survey.

    Raises:
        SurveyError: it is not there or cannot be used.
    """
    return read_survey(site, usable=True)[0] if site.settings.survey.file else None


def view_survey(site: Site) -> SurveyView:
    """Every variable and scale of the survey as its file stands now.

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


def put_in_order(site: Site, answers: Answers, transcripts: Iterable[Transcript]) -> Answers:
    """The answers from the first wave to the last, in the order that the study has."""
    from interviewkit.survey.answers import order_by_wave

    return order_by_wave(answers, site.settings.transcripts.waves, collect_dates(transcripts))


def _about_waves(file: str, answers: Answers) -> list[Problem]:
    """An order that nobody knows matters where people answered more than once."""
    if answers.order.by != ALPHABET or len(set(answers.names)) == len(answers):
        return []
    what, _, hint = answers.order.note.partition("; ")
    last = answers.order.names[-1]
    what += f", so people who answered several times count as they answered in {last!r}"
    return [Problem(file, 0, what, hint, fatal=False)]
