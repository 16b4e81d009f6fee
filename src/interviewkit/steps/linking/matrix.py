"""``link export``: people × codes as a table for other software."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from interviewkit.errors import StudyError, SurveyError
from interviewkit.exchange.labelled_table import SHAPES, LabelledColumn, write_table
from interviewkit.model import Outcome, PersonRow, Respondent, Value, Variable
from interviewkit.steps.linking.people_rows import PeopleRows, build_people_rows
from interviewkit.steps.linking.survey_file import read_usable_survey
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter

PRESENCE, COUNT, RATE, ALL = "presence", "count", "rate", "all"
VALUES = (PRESENCE, COUNT, RATE, ALL)

CODED = ("sav", "dta")
"""Files whose numbers carry their words."""

NOT_VOICED = {0.0: "not voiced", 1.0: "voiced"}
MEMBER = {0.0: "no", 1.0: "yes"}


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
    codes = _codes(site) if shape in CODED and wanted else {}
    answers = [_answers(found, each, codes.get(each.name), shape) for each in wanted]
    columns = [*_build_people_columns(found), *_build_code_columns(found, values), *answers]
    door.write(lambda part: write_table(part, columns, shape))
    people = {row.participant for row in found.rows}
    unread = sum(not row.is_known for row in found.rows)
    facts: dict[str, object] = {
        "file": str(path),
        "rows": len(found.rows),
        "people": len(people),
        "columns": len(columns),
        "unread": unread,
        "with_survey": sum(name in found.answers for name in people),
    }
    says = [f"{len(found.rows)} rows of {len(people)} people, {len(columns)} columns, to {path}"]
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


def _build_people_columns(found: PeopleRows) -> list[LabelledColumn]:
    """Who it is, and which segments they belong to."""
    rows, people = found.rows, found.people
    attributes = dict.fromkeys(name for p in people.values() for name in p.attributes)
    columns = [
        LabelledColumn("participant", "Participant", [row.participant for row in rows]),
        LabelledColumn("role", "Role", [people[row.participant].role for row in rows]),
        LabelledColumn(
            "respondent", "Survey id", [people[row.participant].respondent or None for row in rows]
        ),
        *(
            LabelledColumn(name, name, [people[r.participant].attributes.get(name) for r in rows])
            for name in attributes
        ),
        LabelledColumn("turns", "Turns that were read", [row.turns for row in rows]),
        LabelledColumn("words", "Words in these turns", [row.words for row in rows]),
    ]
    if any(row.wave for row in rows):
        columns.insert(1, LabelledColumn("wave", "Wave", [row.wave for row in rows]))
    return columns + [
        LabelledColumn(
            f"segment_{name}",
            f"Segment: {found.segment_titles.get(name, name)}",
            [float(row.participant in members) for row in rows],
            MEMBER,
        )
        for name, members in found.members.items()
    ]


def _build_code_columns(found: PeopleRows, values: str) -> list[LabelledColumn]:
    """The codes and themes, in one form or in all."""
    forms: dict[str, tuple[str, Callable[[PersonRow, str], float]]] = {
        PRESENCE: ("", PersonRow.presence),
        COUNT: ("passages", PersonRow.count),
        RATE: ("passages per 1,000 words", PersonRow.rate),
    }
    asked = list(forms) if values == ALL else [values]
    return [
        LabelledColumn(
            of if form == PRESENCE else f"{of}_{form}",
            f"{label} ({forms[form][0]})" if forms[form][0] else label,
            [forms[form][1](row, of) for row in found.rows],
            NOT_VOICED if form == PRESENCE else {},
        )
        for of, label in found.labels.items()
        for form in asked
    ]


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


def _answers(
    found: PeopleRows, variable: Variable, codes: Mapping[str, float] | None, shape: str
) -> LabelledColumn:
    """A survey variable; where the file can label numbers, answers are numbers with words.

    The numbers are the survey file's own; where it has none, levels are 1, 2, 3 in their order.
    """
    rows = [found.answers.get(row.participant) for row in found.rows]
    cells = [_cell(row, variable.name) for row in rows]
    name, title = f"survey_{variable.name}", variable.title
    if variable.type == "flag":
        numbers = [None if cell is None else float(bool(cell)) for cell in cells]
        return LabelledColumn(name, title, numbers, MEMBER)
    if (
        shape in CODED
        and variable.type in ("ordinal", "category")
        and any(isinstance(c, str) for c in cells)
    ):
        place = {level: float(i) for i, level in enumerate(variable.levels, start=1)}
        if codes and place.keys() <= codes.keys():
            place = {level: codes[level] for level in place}
        given = [place.get(str(cell)) if cell is not None else None for cell in cells]
        return LabelledColumn(name, title, given, {n: level for level, n in place.items()})
    return LabelledColumn(name, title, cells)


def _cell(row: Respondent | None, variable: str) -> Value:
    return row.answers.get(variable) if row else None
