"""People as rows: what each said, in numbers, with their segments and their survey answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interviewkit.errors import StudyError
from interviewkit.findings.counting.voicing import quantitise_people
from interviewkit.model import (
    Codebook,
    Participant,
    Respondent,
)
from interviewkit.model.person_row import PeopleRows
from interviewkit.steps.coding.codebook import read_usable, read_written
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.site import Site


def build_people_rows(site: Site, *, by_wave: bool = False, unread: bool = False) -> PeopleRows:
    """The rows of all participants, or of each in every wave they spoke in.

    With ``unread`` it does not matter whether anything was read, or by what codebook: then
    everything that people said counts as theirs where nobody has read any of it.

    Raises:
        StudyError: there is no codebook, or nobody has read anything yet.
    """
    if unread:
        codebook = read_written(site.root, site.settings)[0] or Codebook("", ())
    elif site.settings.codebook.file:
        codebook, _ = read_usable(site.root, site.settings)
    else:
        raise StudyError(
            "without a codebook there is nothing to count", hint="name one in [codebook] file"
        )
    with open_loaded(site, codebook) as loaded:
        reading, members, segments = loaded.reading, loaded.members, loaded.segments
        answers = {each.name: each for each in loaded.shelves.survey.list()}
        variables = {each.name: each for each in loaded.variables}
    if not reading.read and not unread:
        raise StudyError(
            "nobody has read the speech yet", hint="let the machine: interviewkit code"
        )
    people = {each.name: each for each in reading.people if not each.is_moderator}
    theirs = _answers_of(people.values(), answers, alike=site.settings.survey.ids == "alike")
    titles = {each.segment.name: each.segment.title for each in segments}
    is_read = bool(reading.read and codebook.codes)
    rows = quantitise_people(reading, by_wave=by_wave)
    return PeopleRows(reading, codebook, people, rows, members, titles, variables, theirs, is_read)


def _answers_of(
    people: Iterable[Participant], answers: Mapping[str, Respondent], *, alike: bool
) -> dict[str, Respondent]:
    """Participant → their survey row, by ids as ``link`` takes them."""
    from interviewkit.survey.respondent_ids import simplify_id

    by_id = {simplify_id(name): row for name, row in answers.items()} if alike else {}
    given = [(each.name, each.respondent) for each in people if each.respondent]
    found = ((name, answers.get(said) or by_id.get(simplify_id(said))) for name, said in given)
    return {name: row for name, row in found if row is not None}
