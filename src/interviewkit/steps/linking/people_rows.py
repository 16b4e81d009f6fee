"""People as rows: what each said, in numbers, with their segments and their survey answers; listed,
one by one (``participant``), and people × codes for other software (``link export``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from interviewkit.errors import StudyError, SurveyError
from interviewkit.findings.counting.voicing import quantitise_people
from interviewkit.model import Codebook, Outcome, Participant, Reading, Respondent, Variable
from interviewkit.model.person_row import PeopleRows
from interviewkit.steps.coding.codebook import read_usable, read_written
from interviewkit.steps.linking.survey_file import read_usable_survey
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.tables.drawing import draw_table
from interviewkit.tables.material.people_codes import PRESENCE, build_people_codes


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
    theirs = find_own_answers(people.values(), answers, alike=site.settings.survey.ids == "alike")
    titles = {each.segment.name: each.segment.title for each in segments}
    is_read = bool(reading.read and codebook.codes)
    rows = quantitise_people(reading, by_wave=by_wave)
    return PeopleRows(reading, codebook, people, rows, members, titles, variables, theirs, is_read)


def find_own_answers(
    people: Iterable[Participant], answers: Mapping[str, Respondent], *, alike: bool
) -> dict[str, Respondent]:
    """Participant → their survey row, by ids as ``link`` takes them."""
    from interviewkit.survey.respondent_ids import simplify_id

    by_id = {simplify_id(name): row for name, row in answers.items()} if alike else {}
    given = [(each.name, each.respondent) for each in people if each.respondent]
    found = ((name, answers.get(said) or by_id.get(simplify_id(said))) for name, said in given)
    return {name: row for name, row in found if row is not None}


SHAPES = ("csv", "xlsx", "sav", "dta")

CODED = ("sav", "dta")
"""Files whose numbers carry their words."""


def export_matrix(
    site: Site,
    path: Path,
    *,
    shape: str = "",
    values: str = PRESENCE,
    variables: Sequence[str] = (),
    by_wave: bool = False,
) -> Outcome:
    """Write one row a person: codes and themes as 0/1, counts or passages per 1,000 words.

    Beside them stand role, attributes, segments (0/1) and the survey ``variables`` asked for
    (``*`` for all) of those who are respondents.

    Raises:
        StudyError: no codebook or nothing read, no such shape or variable, or the file cannot be
            written.
    """
    shape = shape or path.suffix.lower().removeprefix(".")
    if shape not in SHAPES:
        raise StudyError(
            f"{path.name}: how is it to be written?",
            hint=f"give a name that ends with .{', .'.join(SHAPES)}, or --as {SHAPES[0]}",
        )
    door = StudyWriter.to(site, path)
    found = build_people_rows(site, by_wave=by_wave)
    wanted = _variables(found, variables)
    codes = (_codes(site) if wanted else {}) if shape in CODED else None
    table = build_people_codes(found, values, wanted, codes)
    door.write(draw_table(table, shape))
    people = {row.participant for row in found.rows}
    unread = sum(not row.is_known for row in found.rows)
    facts: dict[str, object] = {
        "file": str(path),
        "rows": len(found.rows),
        "people": len(people),
        "columns": len(table.columns),
        "unread": unread,
        "with_survey": sum(name in found.answers for name in people),
    }
    says = [
        f"{len(found.rows)} rows of {len(people)} people, {len(table.columns)} columns, to {path}"
    ]
    if unread:
        says.append(f"{unread} rows have no codes: nothing of these people was read")
    return Outcome("export", True, tuple(says), facts)


def _variables(found: PeopleRows, asked: Sequence[str]) -> list[Variable]:
    if "*" in asked:
        return list(found.variables.values())
    for name in asked:
        if name not in found.variables:
            hint = suggest_known(name, found.variables, "survey list")
            raise StudyError(f"the survey has no variable {name!r}", hint=hint)
    return [found.variables[name] for name in asked]


def _codes(site: Site) -> dict[str, dict[str, float]]:
    """Variable → level → its number in the survey's file, where that has numbers for all levels.

    The file is asked, for the store keeps words alone; one that cannot be read now costs no more
    than its numbers.
    """
    try:
        answers = read_usable_survey(site)
    except SurveyError:
        return {}
    found = {}
    for each in answers.variables if answers else ():
        try:
            codes = [float(code) for code in each.codes]
        except ValueError:
            continue
        if codes:
            found[each.name] = dict(zip(each.levels, codes, strict=True))
    return found


Row = Mapping[str, object]


def list_participants(site: Site) -> Sequence[Row]:
    """One row a participant: who, how much they said, what they voiced.

    What they voiced is ``None`` where nobody has read what was said.
    """
    found = build_people_rows(site, unread=True)
    return [
        {
            "participant": row.participant,
            "role": found.people[row.participant].role,
            "respondent": found.people[row.participant].respondent,
            "turns": row.turns,
            "words": row.words,
            "voiced": [c.id for c in found.codebook.codes if row.passages.get(c.id)]
            if found.is_read
            else None,
            "segments": [s for s, who in found.members.items() if row.participant in who],
        }
        for row in found.rows
    ]


def build_profile(site: Site, name: str) -> Row:
    """One person: attributes, segments, survey answers, and every passage that is coded.

    Raises:
        StudyError: there is nobody of that name.
    """
    found = build_people_rows(site, unread=True)
    name = found.reading.person_of.get(name, name)
    row = next((each for each in found.rows if each.participant == name), None)
    if row is None:
        hint = suggest_known(name, [each.participant for each in found.rows], "participant list")
        raise StudyError(f"there is no participant {name!r}", hint=hint)
    person, answers = found.people[name], found.answers.get(name)
    return {
        "participant": name,
        "role": person.role,
        "respondent": person.respondent,
        "attributes": dict(person.attributes),
        "segments": [s for s, who in found.members.items() if name in who],
        "turns": row.turns,
        "words": row.words,
        "survey": {
            found.variables[key].title if key in found.variables else key: value
            for key, value in (answers.answers if answers else {}).items()
            if value is not None
        },
        "themes": {
            label: {"passages": row.passages.get(of, 0), "per_1000_words": round(row.rate(of), 2)}
            for of, label in found.labels.items()
        },
        "passages": _passages(found.reading, name),
    }


def _passages(reading: Reading, name: str) -> list[Row]:
    codings = [
        each
        for each in reading.standing
        if reading.speaker_of.get(each.passage.turn.id or 0) == name
    ]
    codings.sort(key=lambda c: (c.passage.turn.transcript, c.passage.turn.position, c.code))
    return [
        {
            "code": each.code,
            "polarity": each.polarity,
            "quote": each.passage.quote,
            "transcript": each.passage.turn.transcript,
            "turn": each.passage.turn.position,
            "coder": each.coder,
            "score": None if each.score is None else round(each.score, 3),
        }
        for each in codings
    ]
