"""Cases that tools write as something else: codes in NVivo, nameless cases in MAXQDA and Quirkos.

NVivo lists its cases among the codes, under the same guid, and codes with them what a person said;
the standard has references of a case to selections for that. MAXQDA and Quirkos write what is known
of a document as a case without a name that refers to it; the standard has values of sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.model.project import Project, ProjectCase, ProjectCode, ProjectSource


def sort_out_cases(project: Project, ledger: LossLedger) -> Project:
    """A project whose cases are all cases, and whose sources have their own values."""
    return _move_values(_move_codings(project, ledger), ledger)


def _move_codings(project: Project, ledger: LossLedger) -> Project:
    """Codings with a case become what the case refers to."""
    cases = {each.guid for each in project.cases}
    sources, selections = _find_coded(project, cases)
    if not sources and not selections and not any(each.guid in cases for each in project.codes):
        return project
    for _ in range(sum(map(len, (*sources.values(), *selections.values())))):
        ledger.change("codings", "they name a case, and became what the case refers to")
    return replace(
        project,
        codes=tuple(_drop_cases(project.codes, cases, ledger)),
        sources=tuple(_drop_codings(each, cases) for each in project.sources),
        cases=tuple(
            replace(
                each,
                sources=_join(each.sources, sources.get(each.guid, [])),
                selections=_join(each.selections, selections.get(each.guid, [])),
            )
            for each in project.cases
        ),
    )


Coded = dict[str, list[str]]


def _find_coded(project: Project, cases: set[str]) -> tuple[Coded, Coded]:
    """For each case the sources and the selections that are coded with it."""
    sources: Coded = {}
    selections: Coded = {}
    for source in project.sources:
        for coding in source.codings:
            if coding.code in cases:
                sources.setdefault(coding.code, []).append(source.guid)
        for selection in source.selections:
            for coding in selection.codings:
                if coding.code in cases:
                    selections.setdefault(coding.code, []).append(selection.guid)
    return sources, selections


def _drop_codings(source: ProjectSource, cases: set[str]) -> ProjectSource:
    selections = tuple(
        replace(each, codings=tuple(c for c in each.codings if c.code not in cases))
        if any(c.code in cases for c in each.codings)
        else each
        for each in source.selections
    )
    codings = tuple(each for each in source.codings if each.code not in cases)
    return replace(source, codings=codings, selections=selections)


def _drop_cases(
    codes: Sequence[ProjectCode], cases: set[str], ledger: LossLedger
) -> list[ProjectCode]:
    """The codes that are none of the cases; what hung below one hangs where it hung."""
    above = {each.guid: each.parent for each in codes}
    kept = []
    for each in codes:
        if each.guid in cases:
            ledger.change("codes", "they are cases, and are kept as cases", each.name)
            continue
        parent = each.parent
        for _ in range(len(codes)):
            if parent not in cases:
                break
            parent = above.get(parent, "")
        kept.append(replace(each, parent=parent) if parent != each.parent else each)
    return kept


def _move_values(project: Project, ledger: LossLedger) -> Project:
    """What nameless cases say of one source each becomes what the source says."""
    known = {each.guid for each in project.sources}
    moved = {id(each): each.sources[0] for each in project.cases
             if _is_of_source(each) and each.sources[0] in known}  # fmt: skip
    if not moved:
        return project
    values: dict[str, dict[str, str]] = {}
    for case in project.cases:
        if source := moved.get(id(case)):
            ledger.change("cases", "they only say what is known of a source, which says it now")
            values[source] = {**case.values, **values.get(source, {})}
    return replace(
        project,
        cases=tuple(each for each in project.cases if id(each) not in moved),
        sources=tuple(_add_values(each, values) for each in project.sources),
    )


def _is_of_source(case: ProjectCase) -> bool:
    more = (case.selections, case.codes, case.description, case.xml)
    return not case.name and len(case.sources) == 1 and not any(more) and bool(case.values)


def _add_values(source: ProjectSource, values: Mapping[str, Mapping[str, str]]) -> ProjectSource:
    found = values.get(source.guid)
    return replace(source, values={**found, **source.values}) if found else source


def _join(before: tuple[str, ...], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*before, *more]))
