"""``link export``: people × codes as a table for other software."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.errors import StudyError, SurveyError
from interviewkit.model import Outcome, Variable
from interviewkit.model.person_row import PeopleRows
from interviewkit.steps.linking.people_rows import build_people_rows
from interviewkit.steps.linking.survey_file import read_usable_survey
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.tables.drawing import draw_table
from interviewkit.tables.material.people_codes import PRESENCE, build_people_codes

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
