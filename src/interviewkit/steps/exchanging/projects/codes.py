"""The codes of a project and those of the codebook: which are the same, and which are to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.coding.editing import reshaping
from interviewkit.coding.editing.recoding import CodeMoves
from interviewkit.coding.editing.rewriting import rewrite_codebook
from interviewkit.errors import CodebookError, Problem
from interviewkit.exchange.projects.code_tree import CodeTree
from interviewkit.exchange.projects.descriptions import CodeDescription, read_description
from interviewkit.model import Code, Codebook, Theme
from interviewkit.model.codebook import POLARITIES
from interviewkit.model.codebook_act import ADD_CODE
from interviewkit.model.project import Project, ProjectCode, ProjectSet
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.amending.source import CodebookSource
from interviewkit.steps.exchanging.projects.earlier_codes import GONE, EarlierCodes, fold_name
from interviewkit.steps.exchanging.projects.own_codes import OwnCodes
from interviewkit.tables.drawing.safe_text import clean_line, clean_text
from interviewkit.wording.numbers import counted

Meaning = tuple[str, str]
"""The id of a code here, and its polarity."""


@dataclass(frozen=True)
class PlacedCodes:
    """What each code of a project is here; ``target`` is the codebook with those that are new.

    ``meanings`` maps guids to ids and polarities, ``themes`` guids of sets to ids. The id is empty
    of a code that was removed here since it came. ``added`` and ``added_themes`` are new here;
    ``differing`` have another definition here, which stays, as do ``other_lists`` of words.
    ``own_is_broken`` where no codebook could say what a study of ours wrote beside the standard.
    """

    before: Codebook
    target: Codebook
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    added_themes: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    other_lists: tuple[str, ...] = ()
    own_is_broken: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether codes or themes were added."""
        return bool(self.added or self.added_themes)

    def amend(self, codebook: Codebook) -> Amendment:
        """The change of the codebook, told."""
        told = [counted(len(self.added), "code")] if self.added else []
        told += [counted(len(self.added_themes), "theme")] if self.added_themes else []
        about = f"code:{self.added[0]}" if self.added else f"theme:{self.added_themes[0]}"
        return Amendment(
            ADD_CODE,
            about,
            f"{' and '.join(told)} came from a project of another tool",
            codebook,
            self.target,
            (*self.added, *self.added_themes),
            moves=CodeMoves(added=self.added),
            same={code: code for code in codebook.code_ids},
        )

    def list_problems(self, path: str) -> Iterator[Problem]:
        """What somebody has to settle; ``path`` names the file in messages."""
        if self.differing:
            what = (
                f"defined otherwise in the project, and left as they are: {_list(self.differing)}"
            )
            first = self.differing[0]
            hint = (
                "the project's words stand in its file; to take them:"
                f" interviewkit codebook edit {first} --definition TEXT"
            )
            yield Problem(path, 0, what, hint, fatal=False)
        if self.own_is_broken:
            what = "ids and patterns of codes, as a study of ours wrote them, cannot be read"
            hint = "ids come from the names of codes"
            yield Problem(path, 0, what, hint, fatal=False)
        if self.other_lists:
            what = f"lists of words hold others in the project: {_list(self.other_lists)}"
            hint = "patterns that came with it find what the lists here say"
            yield Problem(path, 0, what, hint, fatal=False)


def place_codes(
    project: Project, source: CodebookSource, known: EarlierCodes, used: Iterable[str]
) -> PlacedCodes:
    """Which code of the codebook each of the project's is; the others are added.

    ``known`` are those that came before, or that we wrote.
    ``used`` are the guids by which something is coded.
    """
    used = list(used)
    placed = _place_all(project, source.codebook, known, used)
    if not project.own or not placed.is_changed:
        return placed
    try:
        rewrite_codebook(source.text, placed.target, patterns=source.patterns)
    except CodebookError:
        bare = _place_all(replace(project, own={}), source.codebook, known, used)
        return replace(bare, own_is_broken=True)
    return placed


def _place_all(
    project: Project, codebook: Codebook, known: EarlierCodes, used: Iterable[str]
) -> PlacedCodes:
    placing = _Placing(project, codebook, known)
    placing.place_all()
    placing.name_strangers(used)
    placing.add_new()
    placing.place_sets()
    placing.finish()
    return PlacedCodes(
        codebook,
        placing.target,
        placing.meanings,
        placing.themes,
        tuple(placing.added),
        tuple(placing.added_themes),
        tuple(placing.differing),
        tuple(placing.own.list_other_lists(codebook)) if placing.added else (),
        placing.own.is_broken,
    )


class _Placing:
    """One round of placing; ``codes`` grow, and are added to ``target`` all at once."""

    def __init__(self, project: Project, codebook: Codebook, known: EarlierCodes) -> None:
        self.project, self.known = project, known
        self.before = self.target = codebook
        self.codes = {each.id: each for each in codebook.codes}
        self.tree, self.own = CodeTree(project.codes), OwnCodes.read(project)
        self.meanings: dict[str, Meaning] = {}
        self.themes: dict[str, str] = {}
        self.added: list[str] = []
        self.added_themes: dict[str, Theme] = {}
        self.differing: list[str] = []
        self._ways = {
            tuple(map(fold_name, _find_way(codebook, code))): code.id for code in codebook.codes
        }
        self._taken = reshaping.taken_ids(codebook)
        self._names = Counter(fold_name(each.name) for each in project.codes)

    def place_all(self) -> None:
        for code in self.tree.list_downward():
            opposed = self.tree.find_opposed(code)
            if opposed and opposed.guid in self.meanings:
                self._place_opposed(code, self.meanings[opposed.guid][0])
            else:
                self._place(code)

    def _place(self, code: ProjectCode) -> None:
        found = self._find(code)
        if found:
            self.meanings[code.guid] = (found, POLARITIES[0])
            self._compare(self.codes[found], code)
            return
        if self._is_gone(code):
            self.meanings[code.guid] = (GONE, POLARITIES[0])
            return
        above = self.tree.find_parent(code)
        parent = self.meanings[above.guid][0] if above else ""
        id_ = self._make_id(code.name, self.own.find_id(code.guid))
        new = self.own.complete(build_code(code, id_, parent), code.guid)
        self._add(new)
        self.meanings[code.guid] = (new.id, POLARITIES[0])
        self._ways[tuple(map(fold_name, self.tree.find_way(code)))] = new.id

    def _place_opposed(self, code: ProjectCode, id_: str) -> None:
        """The other side of a code; of one that has none here it becomes a code of its own."""
        if id_ == GONE:
            self.meanings[code.guid] = (GONE, POLARITIES[1])
            return
        whole = self.codes[id_]
        is_own = code.parent in self.own.codes
        if id_ in self.added and not is_own:
            whole = self.codes[id_] = replace(whole, polarity=POLARITIES)
        if POLARITIES[1] in whole.polarity or (id_ in self.added and is_own):
            self.meanings[code.guid] = (id_, POLARITIES[1])
        else:
            self._place(code)

    def _find(self, code: ProjectCode) -> str:
        """The id of the code that it is here: by guid, by its way, by id, by a label of its own."""
        here = {each.id: each for each in self.before.codes}
        if self.known.guids.get(code.guid) in here:
            return self.known.guids[code.guid]
        if (own := self.own.find_id(code.guid)) in here:
            return own
        way = tuple(map(fold_name, self.tree.find_way(code)))
        if way in self._ways and not (own and self._ways[way] in self.added):
            return self._ways[way]
        if self.known.ways.get(way) in here:
            return self.known.ways[way]
        if self._names[fold_name(code.name)] > 1:  # two codes of one name are two codes
            return ""
        if code.name in here:
            return code.name
        fits = [each.id for each in here.values() if fold_name(each.label) == way[-1]]
        ids = way[-1], fold_name(reshaping.make_id(code.name, ()))
        by_id = [each for each in here if fold_name(each) in ids]
        return (fits or by_id)[0] if len(fits) == 1 or (not fits and len(by_id) == 1) else ""

    def _is_gone(self, code: ProjectCode) -> bool:
        """Whether it came before and was removed, or split into others: what people took back
        stays so."""
        way = tuple(map(fold_name, self.tree.find_way(code)))
        return GONE in (self.known.guids.get(code.guid), self.known.ways.get(way))

    def _compare(self, own: Code, code: ProjectCode) -> None:
        """Definitions that differ are told; one that is only here, or only there, is no difference
        that anybody could settle."""
        theirs = read_description(code.description)
        bare = replace(CodeDescription.of(own), examples=(), near_misses=())
        said = replace(theirs, examples=(), near_misses=())
        if own.id in self.differing:  # of several that are one by now
            return
        if said != CodeDescription() and _fold_meaning(said) != _fold_meaning(bare):
            self.differing.append(own.id)

    def name_strangers(self, used: Iterable[str]) -> None:
        """Codes by which something is coded and that the project does not list."""
        for guid in used:
            known = self.known.guids.get(guid)
            if guid not in self.meanings and (known == GONE or known in self.codes):
                self.meanings[guid] = (known or GONE, POLARITIES[0])
            elif guid not in self.meanings:
                new = Code(self._make_id("unknown code"), f"Unknown code {guid[:8]}".strip(), "")
                self._add(new)
                self.meanings[guid] = (new.id, POLARITIES[0])

    def place_sets(self) -> None:
        for each in self.project.sets:
            codes = [self.meanings[guid][0] for guid in each.codes if guid in self.meanings]
            codes = [code for code in codes if code != GONE]
            if codes or each.guid in self.own.themes:
                self.themes[each.guid] = self._place_set(each, codes)
        self.target = reshaping.add_themes(self.target, [*self.added_themes.values()])

    def _place_set(self, told: ProjectSet, codes: Sequence[str]) -> str:
        own = self.own.themes.get(told.guid)
        known = [e.id for e in self.before.themes if own and e.id == own.id]
        others = [*self.target.themes, *(() if own else self.added_themes.values())]
        known += [e.id for e in others if fold_name(e.label) == fold_name(told.name)]
        known += [e.id for e in others if e.id == told.name]
        if known:
            return known[0]
        id_ = self._make_id(told.name, self.own.find_id(told.guid))
        label = clean_line(told.name) or id_
        theme = Theme(id_, label, _clean(told.description), tuple(dict.fromkeys(codes)))
        theme = replace(theme, exclusive=own.exclusive) if own else theme
        self.added_themes[id_] = theme
        return id_

    def _make_id(self, name: str, own: str = "") -> str:
        is_free = own and own not in self._taken
        made = own if is_free else reshaping.make_id(name, self._taken)
        self._taken.add(made)
        return made

    def _add(self, code: Code) -> None:
        self.codes[code.id] = code
        self.added.append(code.id)

    def add_new(self) -> None:
        """The codebook with the codes that are new."""
        self.target = reshaping.add_codes(self.before, [self.codes[id_] for id_ in self.added])

    def finish(self) -> None:
        """What is new in the order that a study of ours had, with all that it said of it."""
        ids = {guid: id_ for guid, (id_, _) in self.meanings.items() if id_ in self.added}
        ids |= {guid: id_ for guid, id_ in self.themes.items() if id_ in self.added_themes}
        self.target = self.own.finish(self.before, self.target, ids)


def build_code(code: ProjectCode, id_: str, parent: str = "") -> Code:
    """A code of the codebook from one of another tool: its description taken apart."""
    said = read_description(code.description)
    return Code(
        id_,
        clean_line(code.name) or id_,
        _clean(said.definition),
        include=tuple(filter(None, map(_clean, said.include))),
        exclude=tuple(filter(None, map(_clean, said.exclude))),
        examples=tuple(replace(each, text=_clean(each.text)) for each in said.examples),
        near_misses=tuple(replace(each, text=_clean(each.text)) for each in said.near_misses),
        parent=parent,
    )


def _find_way(codebook: Codebook, code: Code) -> tuple[str, ...]:
    """The labels from the top down to a code of the codebook."""
    labels = {each.id: each for each in codebook.codes}
    way, seen = [code.label], {code.id}
    while (above := labels.get(code.parent)) and above.id not in seen:
        way.append(above.label)
        seen.add(above.id)
        code = above
    return tuple(reversed(way))


def _clean(text: str) -> str:
    """A text as YAML can hold it and reading gives it back."""
    return clean_text(text).strip()


def _fold_meaning(said: CodeDescription) -> tuple[str, ...]:
    return tuple(
        " ".join(text.split()) for text in (said.definition, *said.include, "/", *said.exclude)
    )


def _list(names: Sequence[str], most: int = 10) -> str:
    more = f" … ({len(names) - most} more)" if len(names) > most else ""
    return ", ".join(names[:most]) + more
