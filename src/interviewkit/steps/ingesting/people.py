"""Who is behind the labels of the transcripts, as the participants file says it now."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.readers.people import Mapped, PeopleFile, map_speakers, read_people
from interviewkit.steps.ingesting.survey_text import add_respondents, is_of_survey
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.survey.respondent_ids import simplify_id


def map_people(site: Site, shelves: Shelves) -> tuple[Mapped, list[Problem]]:
    """Map every label of the current transcripts to a person, anew, and save that.

    Returns who speaks, and what is wrong with the participants file. ``transcripts`` of what is
    returned are those that do not hold open answers of the survey.
    """
    people, problems = read_people_file(site)
    transcripts = shelves.transcripts.list()
    of_survey = [each for each in transcripts if is_of_survey(each)]
    transcripts = [each for each in transcripts if not is_of_survey(each)]
    mapped = map_speakers(transcripts, people, site.settings.transcripts)
    if of_survey:
        same = simplify_id if site.settings.survey.ids == "alike" else str
        mapped = add_respondents(mapped, of_survey, people, same)
    for each, placed in zip(transcripts, mapped.transcripts, strict=True):
        if (each.wave, each.group, each.date) != (placed.wave, placed.group, placed.date):
            shelves.transcripts.place(each.id or 0, placed)
    shelves.people.replace(mapped.participants, mapped.speakers)
    return mapped, problems


def read_people_file(site: Site) -> tuple[PeopleFile, list[Problem]]:
    """The rows of the participants file that study.toml names, and what is wrong with it."""
    path = name_people_file(site)
    if path is None:
        return PeopleFile.empty(), []
    if not path.is_file():
        near = path.is_relative_to(site.root)
        where = (path.relative_to(site.root) if near else path).as_posix()
        what = "study.toml names this participants file, but there is none"
        return PeopleFile.empty(), [Problem(where, 0, what, "write it or remove the setting")]
    people, problems = read_people(path, root=site.root)
    return people, list(problems)


def name_people_file(site: Site) -> Path | None:
    """Where the participants file is, or is to be; ``None`` where study.toml names none."""
    named = site.settings.transcripts.participants
    return Path(normpath(site.root / named)) if named else None
