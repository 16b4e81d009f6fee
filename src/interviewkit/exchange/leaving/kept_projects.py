"""Projects that came in and what the study has added since, as one project that leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from interviewkit.exchange.leaving.kept_names import KeptNames, fold_said
from interviewkit.exchange.projects.descriptions import read_description
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.participant import MODERATOR, PLAIN_ROLE
from interviewkit.model.project import Project, ProjectCase, ProjectCode, ProjectSet, ProjectSource
from interviewkit.tables.drawing.safe_text import is_formula


class Named(Protocol):
    """A noun of the exchange."""

    @property
    def guid(self) -> str:
        """What tells it from others of its kind."""


Noun = TypeVar("Noun", bound=Named)

OWN_FACTS = {"speaker": (), "role": (PLAIN_ROLE, MODERATOR)}
"""What the study knows of everybody: no news about a case that came in, whatever it says, or where
it says just that."""


def join_projects(names: KeptNames, new: Project, *, is_one: bool = True) -> Project:
    """The projects that came in, brought up to ``new``, and behind them what is only there.

    Where nothing was changed since, one project that came in leaves as it was; ``is_one`` says that
    it is one, however often it came.
    """
    first = names.kept[0].project
    cases = _join([_keep_cases(k, names, new) for k in names.kept], new.cases)
    sources = _join([_keep_sources(k, new.sources) for k in names.kept], new.sources)
    told = {guid for each in cases for guid in each.values}
    told |= {guid for each in sources for guid in each.values}
    variables = [each for each in new.variables if each.guid in told]
    used = {coding.code for source in sources for coding in source.each_coding()}
    return replace(
        _choose_frame(first, new, is_one=is_one),
        users=_join([k.project.users for k in names.kept], new.users),
        codes=_join([_keep_codes(k, new.codes, used) for k in names.kept], new.codes),
        sources=sources,
        variables=_join([k.project.variables for k in names.kept], variables),
        cases=cases,
        sets=_join([_keep_sets(k, new.sets) for k in names.kept], new.sets),
        notes=_join([k.project.notes for k in names.kept], new.notes),
        links=_join([k.project.links for k in names.kept], new.links),
        about=tuple(
            dict.fromkeys((*(guid for k in names.kept for guid in k.project.about), *new.about))
        ),
        kept_xml={key: xml for k in names.kept for key, xml in k.project.kept_xml.items()},
    )


def _choose_frame(first: Project, new: Project, *, is_one: bool) -> Project:
    """What leaves as the project as a whole; one without a name goes by that of the study."""
    if not is_one:
        return new
    if first.name:
        return first
    return replace(
        new,
        description=first.description or new.description,
        user=first.user,
        at=first.at or new.at,
        modified_by=first.modified_by,
        modified_at=first.modified_at,
    )


def _join(kept: Sequence[Iterable[Noun]], new: Sequence[Noun]) -> tuple[Noun, ...]:
    """Each thing once, by GUID: those that came in first."""
    found: dict[str, Noun] = {}
    for each in (thing for things in (*kept, new) for thing in things):
        found.setdefault(each.guid, each)
    return tuple(found.values())


def _keep_codes(
    kept: KeptProject, new: Sequence[ProjectCode], used: Collection[str]
) -> Iterator[ProjectCode]:
    """Codes as they came, but for what the codebook says otherwise now; deleted ones are gone."""
    now = {each.guid: each for each in new}
    for each in kept.project.codes:
        code = now.get(each.guid)
        if code is None:
            if each.guid not in kept.places.codes or each.guid in used:
                yield each
            continue
        given = each.name.strip() or kept.places.codes.get(each.guid, "")
        same_name = " ".join(given.split()) == code.name  # one without a name goes by its id
        same_words = read_description(each.description) == read_description(code.description)
        yield replace(
            each,
            name=each.name if same_name else code.name,
            description=each.description if same_words else code.description,
            parent=code.parent if each.guid in kept.made else code.parent or each.parent,
            notes=_add(each.notes, code.notes),
        )


def _keep_sources(kept: KeptProject, new: Sequence[ProjectSource]) -> Iterator[ProjectSource]:
    """Sources as they came, with what is coded in them now; a transcript that left is gone."""
    now = {each.guid: each for each in new}
    for each in kept.project.sources:
        source = now.get(each.guid)
        if source is not None:
            yield replace(
                each,
                text=source.text,
                selections=source.selections,
                codings=source.codings,
                notes=_add(each.notes, source.notes),
            )
        elif not kept.places.sources.get(each.guid):
            yield each


def _keep_cases(kept: KeptProject, names: KeptNames, new: Project) -> Iterator[ProjectCase]:
    """Cases as they came, with what is known of them now."""
    now = {each.guid: each for each in new.cases}
    there = {each.guid for source in new.sources for each in source.selections}
    left = {each.guid for each in new.sources}
    there |= {
        each.guid
        for source in kept.project.sources
        if source.guid not in left and not kept.places.sources.get(source.guid)
        for each in source.selections
    }
    columns = {each.guid: each.name for each in new.variables}
    columns |= {each.guid: name for name, each in names.variables.items()}
    mapped = {each.guid for each in names.variables.values()}
    told = {guid for source in kept.project.sources for guid in source.values}
    for each in kept.project.cases:
        case = now.get(each.guid)
        if each.guid not in kept.places.cases:
            yield each
            continue
        if case is None:
            continue
        values = _update(each.values, case.values, mapped, told)
        values |= {
            guid: said
            for guid, said in case.values.items()
            if guid not in values and _is_news(names, columns.get(guid, ""), said)
        }
        yield replace(each, values=values, selections=_choose_selections(each, case, there))


def _is_news(names: KeptNames, column: str, said: str) -> bool:
    """Whether a value says more than the project did, of the case or of a talk of theirs."""
    if column in OWN_FACTS and said in (OWN_FACTS[column] or (said,)):
        return False
    return not names.is_told_of_talk(column, said)


def _choose_selections(kept: ProjectCase, now: ProjectCase, there: set[str]) -> tuple[str, ...]:
    """The selections of a case that are there; of one that has some, also what came since."""
    came = now.selections if kept.selections else ()
    return tuple(guid for guid in _add(kept.selections, came) if guid in there)


def _update(
    kept: Mapping[str, str], now: Mapping[str, str], mapped: set[str], told: set[str]
) -> dict[str, str]:
    """Values as they were written, where they still say the same or could never come in.

    What a source ``told`` of all who speak in it fills no value that a case left empty.
    """
    found = {}
    for guid, said in kept.items():
        is_aside = guid not in now and is_formula(said.strip())
        is_open = guid in told and not said.strip()
        if guid not in mapped or is_aside or is_open or _is_same(said, now.get(guid)):
            found[guid] = said
        elif guid in now:
            found[guid] = now[guid]
    return found


def _is_same(one: str, two: str | None) -> bool:
    return not one.strip() if two is None else fold_said(one) == fold_said(two)


def _keep_sets(kept: KeptProject, new: Sequence[ProjectSet]) -> Iterator[ProjectSet]:
    """Sets as they came; one that is a theme here, with the codes that the theme has now."""
    now = {each.guid: each for each in new}
    for each in kept.project.sets:
        theme = now.get(each.guid)
        if theme is None:
            if each.guid not in kept.places.sets:
                yield each
            continue
        same = set(theme.codes) == set(each.codes)
        yield replace(
            each,
            codes=each.codes if same else theme.codes,
            notes=_add(each.notes, theme.notes),
        )


def _add(kept: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """What was there and what came since, each once."""
    return tuple(dict.fromkeys((*kept, *more)))
