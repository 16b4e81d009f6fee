"""Where the conversations and the survey say different things of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from interviewkit.model import Contradiction, Participant, Value
from interviewkit.model.grouping import group_lists
from interviewkit.survey.answers import Answers, convert_value
from interviewkit.survey.people.link import Link

FEWEST, MOST = 3, 2 / 3
"""A role goes with a value of the survey where at least so many, and such a share, say so."""

UNTOLD_ROLES = ("", "participant")
FILE, SURVEY, TRANSCRIPT = "participants file", "survey", "transcript"


def find_contradictions(
    people: Iterable[Participant],
    answers: Answers,
    link: Link,
    role: str = "",
    said_in: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Contradiction]:
    """What participants file, transcripts and survey say differently of linked people.

    Attributes are held against the survey's column of the same name (case and blanks aside),
    roles against the column ``role``. ``said_in`` maps a participant to what the transcript in
    which nobody else took part says of itself. A respondent in several waves contradicts a
    participant only if none of the rows agrees, and itself where the role changes between waves.
    """
    people = list(people)
    rows = _rows(answers)
    columns = {_key(name): name for name in answers.columns}
    found: list[Contradiction] = []
    for person in people:
        name, there = person.name, rows.get(link.matched.get(person.name, ""), ())
        sources = ((FILE, person.attributes), (TRANSCRIPT, (said_in or {}).get(name, {})))
        for where, attributes in sources:
            found += _find_unlike_attributes(name, where, attributes, there, columns)
    if role in answers.columns:
        found += _roles(people, link, rows, role)
        found += _changed(rows, role)
    return found


def _find_unlike_attributes(
    name: str,
    where: str,
    attributes: Mapping[str, Value],
    rows: Sequence[Mapping[str, Value]],
    columns: Mapping[str, str],
) -> Iterator[Contradiction]:
    for what, here in attributes.items():
        column = columns.get(_key(what))
        there = [row[column] for row in rows if column and row[column] is not None]
        unlike = [each for each in there if here != each and _key(_show(here)) != _key(_show(each))]
        if here not in (None, "") and there and len(unlike) == len(there):
            yield Contradiction(name, what, _show(here), _show(there[-1]), f"{where}, {SURVEY}")


def _roles(
    people: Iterable[Participant],
    link: Link,
    rows: Mapping[str, Sequence[Mapping[str, Value]]],
    role: str,
) -> Iterator[Contradiction]:
    """Roles against the survey's: equal words, else what most people of that role have there."""
    said = {
        p.name: (p.role, [_show(row[role]) for row in rows[link.matched[p.name]] if row[role]])
        for p in people
        if p.name in link.matched and p.role not in UNTOLD_ROLES
    }
    words = {_key(each) for row in rows.values() for cells in row for each in [_show(cells[role])]}
    usual = _find_usual_values(said)
    for name, (here, there) in said.items():
        expected = here if _key(here) in words else usual.get(here, "")
        if expected and there and _key(expected) not in map(_key, there):
            told = here if expected == here else f"{here} (mostly {expected})"
            yield Contradiction(name, "role", told, there[-1], f"{FILE}, {SURVEY} {role}")


def _find_usual_values(said: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Role → the value that it goes with in the survey, where it clearly goes with one."""
    values = group_lists((here, value) for here, there in said.values() for value in there[-1:])
    return {
        here: value
        for here, given in values.items()
        for value, n in Counter(given).most_common(1)
        if n >= FEWEST and n >= MOST * len(given)
    }


def _changed(
    rows: Mapping[str, Sequence[Mapping[str, Value]]], role: str
) -> Iterator[Contradiction]:
    """Respondents whose role is another in another wave."""
    where = f"{SURVEY} {role}, from wave to wave"
    for name, several in rows.items():
        roles = list(dict.fromkeys(_show(row[role]) for row in several if row[role] is not None))
        if len(roles) > 1:
            yield Contradiction(name, "role", roles[0], roles[-1], where)


def _rows(answers: Answers) -> dict[str, list[dict[str, Value]]]:
    """Respondent → their rows, one a wave, in the order of the waves."""
    records = answers.table.astype(object).to_dict("records")
    return group_lists(
        (name, {str(key): convert_value(cell) for key, cell in record.items()})
        for name, record in zip(answers.names, records, strict=True)
    )


def _key(text: str) -> str:
    return "".join(text.casefold().replace("_", " ").split())


def _show(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else value
