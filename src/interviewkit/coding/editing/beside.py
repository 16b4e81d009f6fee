"""The file of patterns beside a codebook, changed along with it in as few places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit.coding.editing.blocks import write_pattern
from interviewkit.coding.editing.edits import STEP, TextEdits
from interviewkit.coding.editing.scalars import write_scalar
from interviewkit.coding.editing.spots import MAP, SCALAR, Spot, find_spots
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, Pattern

BY_HAND = "change the file by hand there; it was not touched"


def place_new_patterns(old: Codebook, target: Codebook, file: str) -> Codebook:
    """The target with each pattern in the file where it stands, or where a new one belongs.

    A new pattern stands in the ``file`` beside the codebook (empty: there is none), unless all that
    its code had stand in the codebook itself. The codebook's own come first, as in reading.
    """
    known = {_key(each): each.file for code in old.codes for each in code.patterns}
    own = {code.id: {_key(each): each.file for each in code.patterns} for code in old.codes}
    there = {code.id: {(_key(each), each.file) for each in code.patterns} for code in old.codes}

    def place(code: Code, pattern: Pattern) -> Pattern:
        theirs, key = own.get(code.id, {}), _key(pattern)
        if not file or (key, pattern.file) in there.get(code.id, ()):
            return replace(pattern, file=pattern.file if file else "")
        new = "" if theirs and not any(theirs.values()) else file
        return replace(pattern, file=theirs.get(key, known.get(key, new)))

    codes = []
    for code in target.codes:
        placed = [place(code, each) for each in code.patterns]
        codes.append(
            replace(code, patterns=tuple(sorted(placed, key=lambda each: bool(each.file))))
        )
    return replace(target, codes=tuple(codes))


def keep_patterns(codebook: Codebook, file: str) -> Codebook:
    """The codebook with those patterns alone that stand in one file; empty: in itself."""
    codes = tuple(
        replace(code, patterns=tuple(each for each in code.patterns if each.file == file))
        for code in codebook.codes
    )
    return replace(codebook, codes=codes)


def rewrite_patterns(text: str, old: Codebook, target: Codebook, renamed: Mapping[str, str]) -> str:
    """The text of the file beside the codebook, changed from the patterns of ``old`` to others.

    Both hold the patterns of this file alone; ``renamed`` maps ids of codes as they were to those
    that they are to have. Comments, order and layout stay, and so do lists.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + _PatternsRewriter(text.removeprefix("\ufeff"), old, target, renamed).rewrite()


class _PatternsRewriter:
    """One change of one text."""

    def __init__(
        self, text: str, old: Codebook, target: Codebook, renamed: Mapping[str, str]
    ) -> None:
        self.edits = TextEdits(text)
        says = any(line.strip() and line.strip()[0] != "#" for line in text.splitlines())
        self.root = find_spots(text) if says else Spot(SCALAR, 0, 0)
        pair = self.root.get("patterns")
        self.map = pair[1] if pair and pair[1].kind == MAP else Spot(MAP, 0, 0)
        self.renamed = renamed
        self.before = {code.id: _list_patterns(code) for code in old.codes if code.patterns}
        self.after = {code.id: _list_patterns(code) for code in target.codes if code.patterns}

    def rewrite(self) -> str:
        now = {self.renamed.get(code, code): each for code, each in self.before.items()}
        if now != self.after or set(now) != set(self.before):
            self._write_flow() if self.map.flow else self._write_block(now)
        return self.edits.apply()

    def _write_flow(self) -> None:
        """All of it anew, between braces; what is of no code of the codebook stays."""
        others = [
            self.edits.text[key.start : value.end]
            for key, value in self.map.pairs
            if key.value.strip() not in self.before
        ]
        written = (
            f"{write_scalar(code, flow=True)}: "
            f"[{', '.join(write_pattern(each, True) for each in patterns)}]"
            for code, patterns in self.after.items()
        )
        self.edits.put(self.map.start, self.map.end, "{" + ", ".join([*others, *written]) + "}")

    def _write_block(self, now: Mapping[str, tuple[Pattern, ...]]) -> None:
        for code, patterns in self.before.items():
            new = self.renamed.get(code, code)
            self._change(code, new, patterns, self.after.get(new, ()))
        fresh = {code: each for code, each in self.after.items() if code not in now}
        if fresh:
            self._add(fresh)

    def _change(
        self, old: str, new: str, before: tuple[Pattern, ...], after: tuple[Pattern, ...]
    ) -> None:
        pair = self.map.get(old)
        if pair is None:
            raise CodebookError(f"the patterns of {old!r} stand in an odd place", hint=BY_HAND)
        if not after:
            edits = self.edits
            start, depth = edits.begin_of_line(pair[0].start), edits.column(pair[0].start)
            edits.put(start, edits.end_with_comments(max(pair[0].end, pair[1].end), depth), "")
            return
        if old != new:
            self.edits.put(pair[0].start, pair[0].end, write_scalar(new))
        self.edits.set_items(self.map, old, before, after, write_pattern, ())

    def _add(self, fresh: Mapping[str, Sequence[Pattern]]) -> None:
        """The patterns of further codes, after all others."""
        edits, pair = self.edits, self.root.get("patterns")
        if self.root.flow:
            raise CodebookError("the patterns file stands within braces", hint=BY_HAND)
        depth = edits.column(self.map.pairs[0][0].start) if self.map.pairs else len(STEP)
        lines = edits.newline.join(_write_blocks(fresh, " " * depth))
        if pair is None:
            edits.insert_lines(len(edits.text), f"patterns:{edits.newline}{lines}")
            return
        last = max(pair[0].end, self.map.end)
        edits.insert_lines(edits.end_with_comments(last, 0), lines)


def _write_blocks(fresh: Mapping[str, Sequence[Pattern]], indent: str) -> Iterator[str]:
    for code, patterns in fresh.items():
        yield f"{indent}{write_scalar(code)}:"
        yield from (f"{indent}{STEP}- {write_pattern(each)}" for each in patterns)


def _list_patterns(code: Code) -> tuple[Pattern, ...]:
    return tuple(replace(each, line=0, file="") for each in code.patterns)


def _key(pattern: Pattern) -> str:
    return repr(replace(pattern, line=0, file=""))
