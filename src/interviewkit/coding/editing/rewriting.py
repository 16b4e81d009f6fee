"""From a codebook's text and what it is to say, the text that says it, changed in few places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from interviewkit.coding.codebook_diff import diff_codebooks
from interviewkit.coding.codebook_file import (
    CODE_FIELDS,
    CODEBOOK_FIELDS,
    NO_CODES,
    THEME_FIELDS,
    read_codebook_text,
)
from interviewkit.coding.codebook_patterns import PatternsFile
from interviewkit.coding.editing.beside import (
    BY_HAND,
    keep_patterns,
    place_new_patterns,
    rewrite_patterns,
)
from interviewkit.coding.editing.blocks import (
    list_code_lines,
    list_theme_lines,
    write_code_in_flow,
    write_example,
    write_lists,
    write_pattern,
    write_share,
    write_theme_in_flow,
)
from interviewkit.coding.editing.edits import TextEdits
from interviewkit.coding.editing.scalars import write_scalar
from interviewkit.coding.editing.spots import ALIAS, LIST, MAP, Spot, find_spots
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, Theme


@dataclass(frozen=True, slots=True)
class Renamed:
    """Ids as they were → as they are to be."""

    codes: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)


def rewrite_codebook(
    text: str,
    target: Codebook,
    renamed: Renamed = Renamed(),
    patterns: PatternsFile | None = None,
) -> tuple[str, str]:
    """The text with as little changed as makes it say ``target``, and that of the patterns file.

    ``patterns`` is the file beside the codebook, where it names one; without it the second text is
    empty. Comments, order, quotes and layout stay. What comes out is read again and held against
    ``target``: a text that cannot be changed so without touching something else is refused.

    Raises:
        CodebookError: it cannot be changed safely; the message names the line.
    """
    path = Path(target.path or "codebook.yaml")
    old, problems = read_codebook_text(path, text, patterns)
    broken = [each for each in problems if each.fatal and each.what != NO_CODES]
    if broken:
        raise CodebookError(f"the codebook is broken: {broken[0]}", hint="mend that line first")
    beside = patterns.path if patterns else ""
    target = place_new_patterns(old, target, beside)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    bare = text.removeprefix("\ufeff")
    own = keep_patterns(old, ""), keep_patterns(target, "")
    changed = mark + _Rewriter(bare, *own, renamed).rewrite()
    if patterns is None:
        _refuse_other(path, changed, None, target)
        return changed, ""
    theirs = keep_patterns(old, beside), keep_patterns(target, beside)
    more = rewrite_patterns(patterns.text, *theirs, renamed.codes)
    _refuse_other(path, changed, replace(patterns, text=more), target)
    return changed, more


def _refuse_other(
    path: Path, changed: str, patterns: PatternsFile | None, target: Codebook
) -> None:
    """Refuse texts that do not say exactly what they were to say."""
    new, problems = read_codebook_text(path, changed, patterns)
    fatal = [each for each in problems if each.fatal and each.what != NO_CODES]
    if fatal:
        raise CodebookError(f"this would break the codebook: {fatal[0].what}", hint=BY_HAND)
    if new.version != target.version or _origins(new) != _origins(target):
        what = _find_difference(new, target)
        raise CodebookError(f"{what} cannot be changed without changing more", hint=BY_HAND)


def _origins(codebook: Codebook) -> list[str]:
    return [code.origin for code in codebook.codes]


def _find_difference(new: Codebook, target: Codebook) -> str:
    """Where the two differ first, in the lines of the new text."""
    before = [*diff_codebooks(target, new)]
    lines = {each.id: each.line for each in new.codes} | {each.id: each.line for each in new.themes}
    for change in before:
        if change.id:
            return f"{change.id!r} (line {lines.get(change.id, 0)})"
    return "the codebook"


class _Rewriter:
    """One change of one text."""

    def __init__(self, text: str, old: Codebook, target: Codebook, renamed: Renamed) -> None:
        self.old, self.target, self.renamed = old, target, renamed
        self.edits = TextEdits(text)
        self.root = find_spots(text)
        self.begun: set[str] = set()
        self.codes, self.themes = self._blocks("codes"), self._blocks("themes")

    def rewrite(self) -> str:
        self._change_head()
        self._change_themes()
        self._change_codes()
        return self.edits.apply()

    def _change_head(self) -> None:
        """What the codebook says of itself, and the lists that its patterns share."""
        old, new = self.old, self.target
        texts = (("name", "name"), ("version", "declared"), ("language", "language"))
        for key, name in texts:
            if getattr(old, name) != getattr(new, name):
                self.edits.set_text(self.root, key, getattr(new, name), CODEBOOK_FIELDS)
        if old.exclusive != new.exclusive:
            said = "true" if new.exclusive else ""
            self._set_plain(self.root, "exclusive", said, CODEBOOK_FIELDS)
        if dict(old.lists) != dict(new.lists):
            self._change_lists()

    def _change_lists(self) -> None:
        """Lists that stand here or are new; others are those of the file beside it."""
        pair, old = self.root.get("lists"), self.old.lists
        own = {name.value for name, _ in pair[1].pairs} if pair and pair[1].kind == MAP else set()
        here = {k: v for k, v in self.target.lists.items() if k in own or k not in old}
        self._set_plain(self.root, "lists", write_lists(here) if here else "", CODEBOOK_FIELDS)

    def _blocks(self, key: str) -> dict[str, Spot]:
        """The blocks of a list by the ids that they are to have."""
        pair = self.root.get(key)
        names = self.renamed.codes if key == "codes" else self.renamed.themes
        found = {}
        for spot in pair[1].items if pair else ():
            entry = spot.get("id") if spot.kind == MAP else None
            if entry:
                old = entry[1].value.strip()
                found[names.get(old, old)] = spot
        return found

    # -- codes -----------------------------------------------------------------------------------

    def _change_codes(self) -> None:
        old = {self.renamed.codes.get(code.id, code.id): code for code in self.old.codes}
        wanted = {code.id: code for code in self.target.codes}
        gone = [id_ for id_ in old if id_ not in wanted]
        self._remove_blocks("codes", self.codes, gone)
        for id_, code in wanted.items():
            if id_ in old:
                self._change_code(self.codes[id_], old[id_], code)
        new = [code for code in self.target.codes if code.id not in old]
        order = [code.id for code in self.target.codes]
        for code in new:
            themed = self._needs_theme(code)
            shown = code if themed else replace(code, theme="")
            lines, flow = list_code_lines(shown, self.edits.newline), write_code_in_flow(shown)
            self._add_block("codes", self.codes, order, code.id, lines, flow)

    def _change_code(self, block: Spot, old: Code, new: Code) -> None:
        for key in ("id", "label", "definition", "parent", "origin"):
            before = self._renamed_parent(old) if key == "parent" else getattr(old, key)
            after = getattr(new, key)
            in_text = key == "parent" and old.parent in self.renamed.codes
            if in_text and before == after and _is_alias(block, key):
                continue  # what it stands for is renamed where it stands
            if before != after or key == "id" or in_text:
                self.edits.set_text(block, key, after, CODE_FIELDS)
        for key in ("include", "exclude"):
            before, after = getattr(old, key), getattr(new, key)
            self.edits.set_items(block, key, before, after, _write_text, CODE_FIELDS)
        for key in ("examples", "near_misses"):
            before, after = (_without_lines(getattr(code, key)) for code in (old, new))
            self.edits.set_items(block, key, before, after, write_example, CODE_FIELDS)
        before, after = (_without_lines(code.patterns) for code in (old, new))
        self.edits.set_items(block, "patterns", before, after, write_pattern, CODE_FIELDS)
        if old.polarity != new.polarity:
            signs = "[" + ", ".join(f'"{sign}"' for sign in new.polarity) + "]"
            self._set_plain(block, "polarity", signs, CODE_FIELDS)
        if old.prevalence != new.prevalence:
            share = write_share(new.prevalence)
            self._set_plain(block, "prevalence", share, CODE_FIELDS)
        self._change_theme_of(block, new)

    def _renamed_parent(self, code: Code) -> str:
        return self.renamed.codes.get(code.parent, code.parent)

    def _set_plain(self, block: Spot, key: str, value: str, order: tuple[str, ...]) -> None:
        """Give an entry of a map a value that is written as it is; an empty one takes it out."""
        pair = block.get(key)
        if not value:
            self.edits.remove_entry(block, key)
        elif pair is None:
            self.edits.add_entry(block, key, value, order)
        else:
            self.edits.put(pair[0].end, max(pair[0].end, pair[1].end), f": {value}")

    def _change_theme_of(self, block: Spot, new: Code) -> None:
        """The code's own line about its theme, where it has one or needs one."""
        pair = block.get("theme")
        named = pair[1].value.strip() if pair else ""
        known = {theme.id for theme in self.old.themes}
        if pair and (named in known or not named):
            kept = self.renamed.themes.get(named, named)
            if kept != new.theme or named != kept:
                self.edits.set_text(block, "theme", new.theme, CODE_FIELDS)
        elif not pair and self._needs_theme(new):
            self.edits.set_text(block, "theme", new.theme, CODE_FIELDS)

    def _needs_theme(self, code: Code) -> bool:
        """Whether a code has to name its theme itself, since no list of a theme says the same."""
        if not code.theme:
            return False
        listed = [theme.id for theme in self.target.themes if self._is_listed(theme, code)]
        return not listed or listed[0] != code.theme

    # -- themes ----------------------------------------------------------------------------------

    def _change_themes(self) -> None:
        old = {self.renamed.themes.get(theme.id, theme.id): theme for theme in self.old.themes}
        wanted = {theme.id: theme for theme in self.target.themes}
        gone = [id_ for id_ in old if id_ not in wanted]
        self._remove_blocks("themes", self.themes, gone)
        for id_, theme in wanted.items():
            if id_ in old:
                self._change_theme(self.themes[id_], old[id_], theme)
        order = [theme.id for theme in self.target.themes]
        for theme in self.target.themes:
            if theme.id not in old:
                lines, flow = (
                    list_theme_lines(theme, self.edits.newline),
                    write_theme_in_flow(theme),
                )
                self._add_block("themes", self.themes, order, theme.id, lines, flow)

    def _change_theme(self, block: Spot, old: Theme, new: Theme) -> None:
        for key in ("id", "label", "definition"):
            if getattr(old, key) != getattr(new, key):
                self.edits.set_text(block, key, getattr(new, key), THEME_FIELDS)
        if old.exclusive != new.exclusive:
            said = "true" if new.exclusive else ""
            self._set_plain(block, "exclusive", said, THEME_FIELDS)
        before, after = self._listed(old), self._listed_after(new)
        if before != after:
            self.edits.set_items(block, "codes", before, after, _write_text, THEME_FIELDS)

    def _listed(self, theme: Theme) -> tuple[str, ...]:
        """The codes that a theme's own list names in the text as it is."""
        id_ = self.renamed.themes.get(theme.id, theme.id)
        pair = self.themes[id_].get("codes") if id_ in self.themes else None
        if pair is None or pair[1].is_blank:
            return ()
        items = pair[1].items if pair[1].kind == LIST else [pair[1]]
        return tuple(item.value.strip() for item in items if not item.is_blank)

    def _listed_after(self, theme: Theme) -> tuple[str, ...]:
        """What the list of a theme is to name: its codes, but those that name it themselves.

        Names that lead nowhere are no business of this change and stay.
        """
        known = {code.id for code in self.old.codes}
        kept = []
        for name in self._listed(self._theme_before(theme)):
            now = self.renamed.codes.get(name, name)
            if name not in known or now in theme.codes:
                kept.append(now)
        return (
            *kept,
            *(code for code in theme.codes if code not in kept and self._joins(theme, code)),
        )

    def _joins(self, theme: Theme, code: str) -> bool:
        """Whether a code that a theme has and does not list is to be listed."""
        block = self.codes.get(code)
        pair = block.get("theme") if block else None
        names = {each.id: each for each in self.target.codes}
        if pair and not pair[1].is_blank:  # it goes on naming its theme itself
            return names[code].theme != theme.id
        lists = any(self._listed(each) for each in self.old.themes) or not self.codes
        return lists and (names[code].theme == theme.id or self._is_second(theme, code))

    def _is_second(self, theme: Theme, code: str) -> bool:
        return any(code in each.codes for each in self.target.themes if each.id != theme.id)

    def _is_listed(self, theme: Theme, code: Code) -> bool:
        if theme.id not in self.themes:
            return code.id in theme.codes
        return code.id in self._listed_after(theme)

    def _theme_before(self, theme: Theme) -> Theme:
        back = {new: old for old, new in self.renamed.themes.items()}
        old = back.get(theme.id, theme.id)
        return next((each for each in self.old.themes if each.id == old), theme)

    # -- blocks ----------------------------------------------------------------------------------

    def _remove_blocks(self, key: str, blocks: Mapping[str, Spot], gone: Sequence[str]) -> None:
        pair = self.root.get(key)
        for id_ in gone:
            if pair is not None:
                self.edits.remove_block(pair[1], pair[1].items.index(blocks[id_]))

    def _add_block(
        self,
        key: str,
        blocks: Mapping[str, Spot],
        order: Sequence[str],
        id_: str,
        lines: list[str],
        flow: str,
    ) -> None:
        pair = self.root.get(key)
        if pair is None:
            self._begin_list(key, lines)
        elif pair[1].kind == LIST and (pair[1].items or pair[1].flow):
            spot = pair[1]
            before = [each for each in order[: order.index(id_)] if each in blocks]
            place = spot.items.index(blocks[before[-1]]) + 1 if before else 0
            self.edits.add_block(spot, place, lines, flow)
        elif pair[1].kind != ALIAS:
            end = self.edits.end_of_line(max(pair[0].end, pair[1].end))
            if not pair[1].is_blank or pair[1].value:
                raise CodebookError(f"{key!r} is no list", hint=BY_HAND)
            depth = self.edits.column(pair[0].start) + 2
            self.edits.insert_lines(end, self.edits.write_block(lines, depth))

    def _begin_list(self, key: str, lines: list[str]) -> None:
        """A list of which the file has nothing yet, after what comes before it in a codebook.

        What comes after its first block goes to the same place, without the key.
        """
        earlier = CODEBOOK_FIELDS[: CODEBOOK_FIELDS.index(key)]
        places = [i for i, (name, _) in enumerate(self.root.pairs) if name.value in earlier]
        head = "" if key in self.begun else f"{key}:{self.edits.newline}"
        parted = "" if key in self.begun else self.edits.newline
        self.begun.add(key)
        written = head + self.edits.write_block(lines, 2)
        if not places:
            at = self.root.pairs[0][0].start if self.root.pairs else 0
            self.edits.insert_lines(self.edits.begin_of_line(at), written)
            return
        before = self.root.pairs[max(places)]
        end = self.edits.end_with_comments(max(before[0].end, before[1].end), 0)
        self.edits.insert_lines(end, parted + written)


def _is_alias(block: Spot, key: str) -> bool:
    pair = block.get(key)
    return pair is not None and pair[1].kind == ALIAS


def _write_text(text: str, flow: bool) -> str:
    return write_scalar(text, flow=flow)


def _without_lines(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(replace(item, line=0) for item in items)
