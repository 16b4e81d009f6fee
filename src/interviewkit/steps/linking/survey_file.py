"""The survey of a study, read as its file now stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewkit.errors import Problem, SurveyError
from interviewkit.model import Transcript
from interviewkit.model.waves import ALPHABET
from interviewkit.steps.site import Site
from interviewkit.steps.waves import collect_dates

if TYPE_CHECKING:
    from interviewkit.survey.answers import Answers


def read_survey(site: Site) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers, waves in their order, and every fault found, by its path within the study.

    Raises:
        SurveyError: study.toml names no survey, it is not there, or cannot be read at all.
    """
    from interviewkit.survey.answers_file import read_answers

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
    answers, problems = read_answers(path, settings, site.settings.limits)
    if answers.wave:
        with site.store.reading() as shelves:
            answers = put_in_order(site, answers, shelves.transcripts.heads())
    told = [replace(each, path=each.path.removeprefix(f"{site.root}/")) for each in problems]
    return answers, (*told, *_about_waves(settings.file, answers))


def read_usable_survey(site: Site) -> Answers | None:
    """The answers, if they can be used; ``None`` where study.toml names no survey.

    Raises:
        SurveyError: it is not there or cannot be used.
    """
    if not site.settings.survey.file:
        return None
    answers, problems = read_survey(site)
    refuse_fatal(problems)
    return answers


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


def refuse_fatal(problems: Sequence[Problem]) -> None:
    """A survey in which respondents or weights cannot be told apart gives no figures.

    Raises:
        SurveyError: a problem is fatal.
    """
    fatal = [str(each) for each in problems if each.fatal]
    if fatal:
        raise SurveyError(
            "the survey cannot be used:\n" + "\n".join(f"  {each}" for each in fatal),
            hint="mend the file or [survey] in study.toml; what was linked before is kept",
        )
