"""People as cases with what is known of them; conversations with theirs, and sets of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from interviewkit.exchange.leaving.guids import GuidMaker
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.model import Participant, Transcript
from interviewkit.model.grouping import group_lists
from interviewkit.model.project import ProjectCase, ProjectSet, ProjectSource, ProjectVariable

TEXT, BOOLEAN, INTEGER, FLOAT, DATE = "Text", "Boolean", "Integer", "Float", "Date"

OF_PERSON, OF_SOURCE, OF_SURVEY = "person", "conversation", "survey"

Facts = Mapping[str, object]
"""What is known of one thing, by name; ``None`` and empty texts are not known."""


@dataclass(frozen=True)
class Described:
    """Variables of one kind of things, and what each of these things has, by GUID of variable."""

    variables: tuple[ProjectVariable, ...]
    values: Sequence[Mapping[str, str]]


def describe_people(
    study: LeavingStudy, make: GuidMaker, known: Mapping[str, ProjectVariable]
) -> Described:
    """Role, label, survey id and attributes of everyone who speaks.

    ``known`` are the variables that some of it came from.
    """
    labels = group_lists((each.participant, each.label) for each in study.speakers)
    facts = [_list_facts(each, labels.get(each.name, ())) for each in study.people]
    return _describe(OF_PERSON, facts, make, known=known)


def _list_facts(person: Participant, labels: Sequence[str]) -> Facts:
    spoken_as = "; ".join(dict.fromkeys(labels))
    own = {"role": person.role, "respondent": person.respondent}
    return {"speaker": spoken_as, **own, **person.attributes}


def describe_answers(
    study: LeavingStudy, make: GuidMaker, taken: Mapping[str, str] = {}
) -> Described:
    """What people answered in the survey, and the segments that they are in.

    ``taken`` maps names of other variables to their GUID. No two are called the same: QualCoder
    goes by names, and stops where somebody has two values of one.
    """
    asked = [each.name for each in study.variables]
    facts = []
    for person in study.people if study.answers else ():
        row = study.answers.get(person.name)
        said: dict[str, object] = {name: row.answers.get(name) for name in asked} if row else {}
        inside = {
            f"segment: {each.title}": person.name in members for each, members in study.segments
        }
        facts.append({**said, **inside} if row else {})
    titles = {each.name: each.label for each in study.variables}
    return _describe(OF_SURVEY, facts, make, titles, taken=taken)


def describe_sources(
    study: LeavingStudy, make: GuidMaker, taken: Mapping[str, str] = {}
) -> Described:
    """Wave, group, date and attributes of each transcript; ``taken`` as for the answers."""
    facts = [
        {"wave": each.wave, "group": each.group, "date": each.date, **each.attributes}
        for each in study.transcripts
    ]
    return _describe(OF_SOURCE, facts, make, taken=taken)


def _describe(
    kind: str,
    facts: Sequence[Facts],
    make: GuidMaker,
    titles: Mapping[str, str] = {},
    known: Mapping[str, ProjectVariable] = {},
    taken: Mapping[str, str] = {},
) -> Described:
    given = group_lists(
        (name, value)
        for each in facts
        for name, value in each.items()
        if value is not None and value != ""
    )
    named: dict[str, ProjectVariable] = {}
    for name, said in given.items():
        guid = make.make("variable", kind, name)
        called = name if taken.get(name, guid) == guid else f"{name} ({kind})"
        new = ProjectVariable(guid, called, choose_type(said), titles.get(name, ""))
        named[name] = known.get(name) or new
    values = [
        {
            named[name].guid: write_value(value, named[name].type)
            for name, value in each.items()
            if value is not None and value != ""
        }
        for each in facts
    ]
    return Described(tuple(named.values()), values)


def choose_type(values: Iterable[object]) -> str:
    """The standard's word for what these values are.

    >>> choose_type([1.0, 2]), choose_type([True]), choose_type([1, "x"])
    ('Integer', 'Boolean', 'Text')
    """
    found = list(values)
    if all(isinstance(each, bool) for each in found):
        return BOOLEAN
    if any(isinstance(each, bool) or not isinstance(each, int | float) for each in found):
        return TEXT
    return INTEGER if all(float(each).is_integer() for each in found) else FLOAT  # type: ignore[arg-type]


def write_value(value: object, type_: str) -> str:
    """A value as the standard writes one of this type.

    >>> write_value(41.0, "Integer"), write_value(True, "Boolean"), write_value(0.1, "Float")
    ('41', 'true', '0.1')
    """
    if isinstance(value, bool):
        return str(value).lower() if type_ == BOOLEAN else ("yes" if value else "no")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, "f").rstrip("0")
    return str(value)


def build_cases(
    study: LeavingStudy,
    make: GuidMaker,
    values: Sequence[Mapping[str, str]],
    sources: Mapping[str, ProjectSource],
    selected: Mapping[str, Sequence[str]],
    known: Mapping[str, str],
) -> Iterator[ProjectCase]:
    """Everyone as a case.

    An interview belongs to whom it is with, whole. Of a group's conversation others would take
    all for each of them: there the coded passages of each are theirs, as ``selected`` says.
    ``known`` are the GUIDs of people who were cases before.
    """
    alone = _find_alone(study)
    for person, told in zip(study.people, values, strict=True):
        own = [sources[name].guid for name, who in alone.items() if who == person.name]
        yield ProjectCase(
            known.get(person.name) or make.make("case", person.name),
            person.name,
            values=told,
            sources=tuple(own),
            selections=tuple(selected.get(person.name, ())),
        )


def _find_alone(study: LeavingStudy) -> Mapping[str, str]:
    """Transcript → the one person who speaks in it beside moderators, where there is one."""
    moderators = {each.name for each in study.people if each.is_moderator}
    spoken = group_lists(
        (each.transcript, each.participant)
        for each in study.speakers
        if each.participant not in moderators
    )
    return {name: who[0] for name, who in spoken.items() if len(set(who)) == 1}


def build_source_sets(
    transcripts: Iterable[Transcript], make: GuidMaker, sources: Mapping[str, ProjectSource]
) -> Iterator[ProjectSet]:
    """A set for each wave, and for each group where groups have several conversations."""
    told = list(transcripts)
    for kind, named in (
        ("wave", [(each.wave, each.name) for each in told]),
        ("group", [(each.group, each.name) for each in told]),
    ):
        members_of = group_lists((name, each) for name, each in named if name)
        if kind == "group" and all(len(each) == 1 for each in members_of.values()):
            continue
        for name, members in members_of.items():
            guids = tuple(sources[each].guid for each in members)
            yield ProjectSet(make.make("set", kind, name), f"{kind}: {name}", sources=guids)
