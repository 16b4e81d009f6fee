"""The people of the conversations with their survey answers, wave by wave."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Participant
from interviewkit.steps.linking.survey_file import read_survey, refuse_fatal
from interviewkit.steps.site import Site
from interviewkit.survey.people.people_by_wave import PeopleByWave


def people_by_wave(site: Site, people: Sequence[Participant]) -> PeopleByWave:
    """Who answered what when, read and linked as ``link`` does it.

    Raises:
        SurveyError: the survey that study.toml names is not there or cannot be used.
    """
    from interviewkit.survey.people.link import link

    settings = site.settings.survey
    if not settings.file:
        return PeopleByWave.of(people, None, None)
    answers, problems = read_survey(site)
    refuse_fatal(problems)
    linked = link(people, answers, alike=settings.ids == "alike")
    return PeopleByWave.of(people, answers, linked)
