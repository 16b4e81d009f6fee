"""The codebook as other tools have it: codes below codes, and themes as sets of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from interviewkit.exchange.leaving.guids import GuidMaker
from interviewkit.exchange.leaving.kept_names import AFFIRMS, OPPOSES
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.notes import PlacedNotes
from interviewkit.exchange.projects.code_tree import OPPOSED
from interviewkit.exchange.projects.descriptions import CodeDescription, write_description
from interviewkit.model.code_colours import ON_PAPER, choose_colours
from interviewkit.model.codebook import Codebook
from interviewkit.model.codebook_json import codebook_to_plain
from interviewkit.model.memo import CODE, THEME
from interviewkit.model.project import ProjectCode, ProjectSet

CodeGuids = Mapping[tuple[str, str], str]
"""A code and its polarity → the GUID of what stands for it."""


def name_codes(study: LeavingStudy, make: GuidMaker, known: CodeGuids) -> CodeGuids:
    """The GUIDs of all codes, those that are ``known`` from where they came.

    What opposes a code is a code of its own below it: others know no polarity, and would take it
    for the code itself.
    """
    found = {}
    for code in study.label_of:
        found[code, AFFIRMS] = make.make("code", code)
        found[code, OPPOSES] = make.make("code", code, OPPOSES)
    return {**found, **known}


def name_own_codes(study: str, codebook: Codebook) -> dict[str, str]:
    """The GUIDs under which codes leave → their ids; so each is known again, however renamed."""
    make = GuidMaker.of(study)
    return {make.make("code", each.id): each.id for each in codebook.codes}


def build_codes(
    study: LeavingStudy, guids: CodeGuids, placed: PlacedNotes
) -> Iterator[ProjectCode]:
    """The codes in the order of the codebook, those that it lacks at the end."""
    known = {each.id: each for each in study.codebook.codes}
    opposed = {each.code for each in study.codings if each.polarity == OPPOSES and each.holds}
    opposed |= {each.id for each in study.codebook.codes if OPPOSES in each.polarity}
    colours = choose_colours(study.label_of)
    for code, label in study.label_of.items():
        own, color = known.get(code), ON_PAPER[colours[code]]
        parent = guids.get((own.parent, AFFIRMS), "") if own else ""
        said = write_description(CodeDescription.of(own)) if own else ""
        notes = placed.find(CODE, code)
        yield ProjectCode(guids[code, AFFIRMS], label, said, color, parent, notes=notes)
        if code in opposed:
            yield _build_opposed(label, color, guids[code, OPPOSES], guids[code, AFFIRMS])


def _build_opposed(label: str, color: str, guid: str, above: str) -> ProjectCode:
    said = f"What is said against “{label}”: its other side."
    return ProjectCode(guid, f"{label}{OPPOSED}", said, color, above)


def name_themes(study: LeavingStudy, make: GuidMaker, known: Mapping[str, str]) -> dict[str, str]:
    """The GUIDs of all themes, those that are ``known`` from sets that came."""
    own = {each.id: make.make("theme", each.id) for each in study.codebook.themes}
    return {theme: known.get(theme) or guid for theme, guid in own.items()}


def build_themes(
    study: LeavingStudy, guids: CodeGuids, themes: Mapping[str, str], placed: PlacedNotes
) -> Iterator[ProjectSet]:
    """Each theme as a set of its codes."""
    for theme in study.codebook.themes:
        codes = tuple(guids[code, AFFIRMS] for code in theme.codes if code in study.label_of)
        notes = placed.find(THEME, theme.id)
        title = theme.label or theme.id
        yield ProjectSet(themes[theme.id], title, theme.definition, codes=codes, notes=notes)


def describe_own_codes(
    codebook: Codebook, guids: CodeGuids, themes: Mapping[str, str]
) -> dict[str, Any]:
    """What of the codebook others have no place for; ``themes`` maps themes to GUIDs."""
    if not codebook.codes and not codebook.themes:
        return {}
    return {
        "codes": {guids[each.id, AFFIRMS]: each.id for each in codebook.codes},
        "sets": {themes[each.id]: each.id for each in codebook.themes},
        "codebook": codebook_to_plain(codebook),
    }
