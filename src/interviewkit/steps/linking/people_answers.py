"""The survey as it was linked: answers from the store, and the people who gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from interviewkit.errors import SurveyError
from interviewkit.model import SurveySheet, Variable
from interviewkit.steps.linking.survey_file import read_usable_survey
from interviewkit.steps.record import hash_file, hash_values
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

if TYPE_CHECKING:
    from interviewkit.model import Run
    from interviewkit.survey.answers import Answers

NOT_READ_BY = {
    "show", "compare", "phrases", "role", "strata", "clusters", "fpc", "lonely", "replicates",
    "margins",
}  # fmt: skip
"""What ``[survey]`` says of answers once they are read: changing it changes no answer."""


def hash_survey_settings(site: Site) -> str:
    """What marks how study.toml wants the survey read."""
    said = asdict(site.settings.survey)
    return hash_values({name: said[name] for name in said.keys() - NOT_READ_BY})


def build_survey_sheet(site: Site, answers: Answers) -> SurveySheet:
    """What is to be stored of answers beside variables and respondents."""
    return SurveySheet(
        hash_survey_settings(site),
        answers.respondent,
        answers.weight,
        answers.wave,
        site.settings.survey.file,
        answers.lines,
        answers.sets,
    )


def load_linked_answers(
    site: Site, shelves: Shelves, variables: Sequence[Variable]
) -> Answers | None:
    """The answers as last linked, of these stored ``variables``; ``None`` where there is no survey.

    Where they were never linked as study.toml now says, or by an older interviewkit, the file is
    read instead.

    Raises:
        SurveyError: the file has to be read and is not there or cannot be used.
    """
    from interviewkit.survey.answers import restore_answers

    if not site.settings.survey.file:
        return None
    sheet = shelves.survey.sheet()
    if sheet is None or sheet.settings != hash_survey_settings(site):
        return read_usable_survey(site)
    return restore_answers(variables, shelves.survey.list(), sheet)


def tell_changed_survey(site: Site, linked: Run | None) -> tuple[str, str]:
    """What to say, and what to do, where the file is no longer the one that was linked."""
    path = site.settings.survey.file
    if not path or linked is None or path not in linked.inputs:
        return "", ""
    now = hash_file(site.root / path)
    if now == linked.inputs[path]:
        return "", ""
    if not now:
        what = "there is no such file any more; its figures are those of the file as it was linked"
        return what, "put it back, or change [survey] file"
    what = "the survey changed since it was linked; its figures are those of the file as it was"
    return what, "run: interviewkit link"


def refuse_unknown_role(site: Site, answers: Answers | None) -> None:
    """A column of roles that the survey does not have is no column to compare with.

    Raises:
        SurveyError: ``[survey] role`` names one.
    """
    role = site.settings.survey.role
    if answers is not None and role and role not in answers.columns:
        raise SurveyError(
            f"[survey] role names the column {role!r}, which the survey does not have",
            hint=f"its columns: {', '.join(answers.columns)}",
        )
