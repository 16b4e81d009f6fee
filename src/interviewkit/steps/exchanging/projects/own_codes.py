"""What our own export says of codes and themes that the standard has no place for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from interviewkit.coding.codebook_file import is_code_id
from interviewkit.coding.editing.reshaping import arrange
from interviewkit.model import Code, Codebook, Theme
from interviewkit.model.codebook_json import codebook_from_plain
from interviewkit.model.project import Project

Noun = TypeVar("Noun", Code, Theme)


@dataclass(frozen=True)
class OwnCodes:
    """The codebook that a study of ours had when it left; ``codes`` and ``themes`` are by guid.

    ``is_broken`` where what the file says of it is none.
    """

    codebook: Codebook = field(default_factory=lambda: Codebook("", ()))
    codes: Mapping[str, Code] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    is_broken: bool = False

    @classmethod
    def read(cls, project: Project) -> OwnCodes:
        """What a project says of it; nothing where no study of ours wrote it, or not whole."""
        try:
            codebook = codebook_from_plain(project.own.get("codebook"))
        except ValueError:
            return cls(is_broken=bool(project.own))
        codes = {each.id: each for each in codebook.codes}
        themes = {each.id: each for each in codebook.themes}
        return cls(
            codebook, _find_each(project, "codes", codes), _find_each(project, "sets", themes)
        )

    def complete(self, made: Code, guid: str) -> Code:
        """A code of the file with what others have no place for."""
        own = self.codes.get(guid)
        if own is None:
            return made
        return replace(
            made,
            patterns=own.patterns,
            polarity=own.polarity,
            origin=own.origin,
            prevalence=own.prevalence,
        )

    def find_id(self, guid: str) -> str:
        """The id that a code or a theme had; empty where that is not known, or can be none."""
        own = self.codes.get(guid) or self.themes.get(guid)
        return own.id if own and is_code_id(own.id) else ""

    def finish(self, before: Codebook, target: Codebook, ids: Mapping[str, str]) -> Codebook:
        """``target`` with what is new in the order that it had, and the lists of its patterns.

        ``ids`` maps guids of codes and themes that are new to their ids here. Where nothing was
        here before, it is the codebook that left.
        """
        if not self.codes and not self.themes:
            return target
        names = {own.id: ids[guid] for guid, own in self.codes.items() if guid in ids}
        names |= {own.id: ids[guid] for guid, own in self.themes.items() if guid in ids}
        place = {id_: n for n, id_ in enumerate(names.values())}
        old = {*before.code_ids, *(theme.id for theme in before.themes)}

        def tell_place(each: Code | Theme) -> int:
            return -1 if each.id in old else place.get(each.id, len(place))

        first = {ids[guid]: own.theme for guid, own in self.codes.items() if guid in ids}
        codes = [
            replace(each, theme=names.get(first.get(each.id, ""), each.theme))
            for each in sorted(target.codes, key=tell_place)
        ]
        target = arrange(target, codes, sorted(target.themes, key=tell_place))
        target = replace(target, lists={**self.codebook.lists, **target.lists})
        return target if old else self._name(target)

    def list_other_lists(self, before: Codebook) -> list[str]:
        """Lists of words by which patterns here find others than they did there."""
        here = before.lists
        return [
            name for name, words in self.codebook.lists.items() if here.get(name, words) != words
        ]

    def _name(self, target: Codebook) -> Codebook:
        own = self.codebook
        return replace(
            target,
            name=own.name or target.name,
            declared=own.declared,
            language=own.language,
            exclusive=own.exclusive,
        )


def _find_each(project: Project, kind: str, known: Mapping[str, Noun]) -> dict[str, Noun]:
    """Guid → what it is, in the order of the codebook."""
    said = project.own.get(kind)
    pairs = said.items() if isinstance(said, Mapping) else ()
    guids = {id_: guid for guid, id_ in pairs if isinstance(id_, str)}
    return {guids[id_]: each for id_, each in known.items() if id_ in guids}
