"""Changes of single places of a text: gathered, then made at once; all other characters stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from interviewkit.coding.editing.scalars import (
    LONG,
    can_fold,
    write_folded,
    write_literal,
    write_scalar,
)
from interviewkit.coding.editing.spots import ALIAS, LIST, MAP, SCALAR, Spot, find_value
from interviewkit.errors import CodebookError

Item = TypeVar("Item")

_BREAK = re.compile(r"\r\n|\n|\r")
_HEAD = re.compile(r"([|>][+-]?)([ \t]*(?:[ \t]#.*)?)")
_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")
STEP = "  "


class TextEdits:
    """Changes of one YAML text. Places are those of the text as it was before any of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self._edits: list[tuple[int, int, str]] = []

    def put(self, start: int, end: int, new: str) -> None:
        """Write ``new`` in the place of ``text[start:end]``."""
        if self.text[start:end] != new:
            self._edits.append((start, end, new))

    def apply(self) -> str:
        """The text with all changes made.

        Raises:
            CodebookError: two of them meet in one place.
        """
        pieces, at = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            if start < at:
                line = self.text.count("\n", 0, start) + 1
                raise CodebookError(f"two changes meet in line {line}", hint="make them one by one")
            pieces += [self.text[at:start], new]
            at = end
        return "".join([*pieces, self.text[at:]])

    # -- lines ---------------------------------------------------------------------------------

    def begin_of_line(self, at: int) -> int:
        return max(self.text.rfind(sign, 0, at) for sign in "\r\n") + 1

    def end_of_line(self, at: int) -> int:
        """Where the next line begins, or where the text ends."""
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def column(self, at: int) -> int:
        return at - self.begin_of_line(at)

    def end_with_comments(self, at: int, depth: int) -> int:
        """Where what begins further in than ``depth`` ends, comments below it included."""
        end = place = self.end_of_line(at)
        while place < len(self.text):
            after = self.end_of_line(place)
            line = self.text[place:after]
            comment = _COMMENT.match(line)
            if comment and len(line) - len(line.lstrip(" ")) > depth:
                end = after
            elif line.strip():
                break
            place = after
        return end

    def insert_lines(self, at: int, lines: str) -> None:
        """Put whole lines, without a break after the last, before the line that begins at ``at``.

        A file that ends without a line break goes on doing so.
        """
        ends = not self.text[:at].endswith(("\n", "\r")) and at == len(self.text) and at > 0
        self.put(at, at, self.newline + lines if ends else lines + self.newline)

    # -- entries of a map ----------------------------------------------------------------------

    def set_text(self, block: Spot, key: str, text: str, order: tuple[str, ...]) -> None:
        """Give an entry of a map this text, or take the entry out where there is none."""
        pair = block.get(key)
        if not text:
            self.remove_entry(block, key)
        elif pair is None:
            self.add_entry(block, key, self.write_value(text, block), order)
        else:
            self.replace_scalar(pair[1], text, block)

    def replace_scalar(self, spot: Spot, text: str, block: Spot) -> None:
        """Write another text where one stands, in quotes or folded as that one."""
        if spot.kind not in (SCALAR, ALIAS):
            self.put(spot.start, spot.end, write_scalar(text, flow=block.flow))
            return
        if spot.kind == SCALAR and spot.value.strip() == text:
            return
        start = find_value(self.text, spot) if spot.kind == SCALAR else spot.start
        blank = "" if self.text[start - 1 : start].isspace() else " "
        self.put(start, spot.end, blank + self._written_like(spot, text, block))

    def _written_like(self, spot: Spot, text: str, block: Spot) -> str:
        if spot.style in (">", "|") and can_fold(text):
            head, *lines = self.text[find_value(self.text, spot) : spot.end].splitlines()
            inner = next((line for line in lines if line.strip()), "")
            indent = " " * (len(inner) - len(inner.lstrip(" ")) or self._depth(block) + 2)
            width = max([LONG - 12, *(len(line) for line in lines)])
            if spot.style == "|" or "\n" in text:
                written = write_literal(text, indent, self.newline)
            else:
                written = write_folded(text, indent, self.newline, width)
            return _keep_head(head, written)
        if spot.style in ("'", '"'):
            return write_scalar(text, spot.style, flow=block.flow)
        return self.write_value(text, block)

    def write_value(self, text: str, block: Spot) -> str:
        """A text as the value of an entry of this map."""
        depth = self._depth(block)
        if block.flow or not can_fold(text):
            return write_scalar(text, flow=block.flow)
        if "\n" in text or depth + len(text) > LONG:
            return write_folded(text, " " * (depth + 2), self.newline)
        return write_scalar(text)

    def _depth(self, block: Spot) -> int:
        """The column at which the keys of a map begin."""
        return self.column(block.pairs[0][0].start) if block.pairs else self.column(block.start)

    def add_entry(self, block: Spot, key: str, value: str, order: tuple[str, ...]) -> None:
        """A new entry of a map, after those that come before it in this order."""
        place = self._entry_before(block, key, order)
        if block.flow:
            self._add_in_flow(block, place, f"{key}: {value}")
            return
        depth = self._depth(block)
        parted = "" if value.startswith(("\r", "\n")) else " "
        line = " " * depth + f"{key}:{parted}{value}"
        self.insert_lines(
            self.end_with_comments(self._end_of_entry(block.pairs[place]), depth), line
        )

    def _entry_before(self, block: Spot, key: str, order: tuple[str, ...]) -> int:
        earlier = order[: order.index(key)] if key in order else order
        places = [i for i, (name, _) in enumerate(block.pairs) if name.value.strip() in earlier]
        return max(places, default=0)

    def _end_of_entry(self, pair: tuple[Spot, Spot]) -> int:
        return max(pair[0].end, pair[1].end)

    def remove_entry(self, block: Spot, key: str) -> None:
        pair = block.get(key)
        if pair is None:
            return
        place = block.pairs.index(pair)
        if place == 0 and len(block.pairs) > 1:  # the dash or bracket before it stays
            self.put(pair[0].start, block.pairs[1][0].start, "")
        elif block.flow:
            self.put(self._end_of_entry(block.pairs[place - 1]), self._end_of_entry(pair), "")
        else:
            start, depth = self.begin_of_line(pair[0].start), self._depth(block)
            self.put(start, self.end_with_comments(self._end_of_entry(pair), depth), "")

    # -- items of a list -----------------------------------------------------------------------

    def set_items(
        self,
        block: Spot,
        key: str,
        old: tuple[Item, ...],
        new: tuple[Item, ...],
        write: Callable[[Item, bool], str],
        order: tuple[str, ...],
    ) -> None:
        """Give an entry of a map these items; those that stay are not touched.

        ``write`` writes an item on one line, within brackets or not.
        """
        if old == new:
            return
        pair = block.get(key)
        if not new:
            self.remove_entry(block, key)
        elif pair is None:
            self.add_entry(block, key, self._write_list(block, new, write), order)
        elif pair[1].kind != LIST or len(_filled(pair[1])) != len(old) or not old:
            value = self._write_list(block, new, write)
            parted = "" if value.startswith(("\r", "\n")) else " "
            self.put(pair[0].end, self._end_of_entry(pair), f":{parted}{value}")
        else:
            self._change_items(pair[1], old, new, write)

    def _write_list(
        self, block: Spot, new: tuple[Item, ...], write: Callable[[Item, bool], str]
    ) -> str:
        if block.flow:
            return f"[{', '.join(write(each, True) for each in new)}]"
        indent = " " * self._depth(block) + STEP
        return "".join(f"{self.newline}{indent}- {write(each, False)}" for each in new)

    def _change_items(
        self,
        spot: Spot,
        old: tuple[Item, ...],
        new: tuple[Item, ...],
        write: Callable[[Item, bool], str],
    ) -> None:
        from difflib import SequenceMatcher

        items = _filled(spot)
        changes = SequenceMatcher(None, _as_keys(old), _as_keys(new), autojunk=False).get_opcodes()
        if spot.flow and any(tag != "equal" for tag, *_ in changes):
            self._change_flow_items(spot, items, changes, new, write)
            return
        for tag, a, b, c, d in changes:
            if tag == "equal":
                continue
            alike = min(b - a, d - c)
            for i in range(alike):
                self._replace_item(items[a + i], write(new[c + i], False), new[c + i])
            for i in range(a + alike, b):
                self.remove_block(spot, spot.items.index(items[i]))
            for each in new[c + alike : d]:
                self._insert_item(spot, items, a + alike, write(each, False))

    def _replace_item(self, item: Spot, written: str, value: object) -> None:
        same_kind = item.kind == SCALAR and isinstance(value, str)
        if same_kind and item.style in ("'", '"'):
            written = write_scalar(str(value), item.style)
        start = find_value(self.text, item) if item.kind != ALIAS else item.start
        self.put(start, item.end, written)

    def _insert_item(self, spot: Spot, items: list[Spot], place: int, written: str) -> None:
        depth = self.column(self.find_dash(spot, 0))
        line = " " * depth + f"- {written}"
        if place == 0:
            self.insert_lines(self.begin_of_line(self.find_dash(spot, 0)), line)
        else:
            self.insert_lines(self.end_with_comments(items[place - 1].end, depth), line)

    def _change_flow_items(
        self,
        spot: Spot,
        items: list[Spot],
        changes: Sequence[tuple[str, int, int, int, int]],
        new: tuple[Item, ...],
        write: Callable[[Item, bool], str],
    ) -> None:
        only_more = all(
            tag in ("equal", "insert") and (tag != "insert" or a) for tag, a, *_ in changes
        )
        if only_more:
            for tag, a, _, c, d in changes:
                if tag == "insert":
                    more = "".join(f", {write(each, True)}" for each in new[c:d])
                    self.put(items[a - 1].end, items[a - 1].end, more)
            return
        kept: list[str] = []
        for tag, a, b, c, d in changes:
            if tag == "equal":
                kept += [self.text[each.start : each.end] for each in items[a:b]]
            else:
                kept += [write(each, True) for each in new[c:d]]
        start = find_value(self.text, spot)
        self.put(start, spot.end, f"[{', '.join(kept)}]")

    def _add_in_flow(self, block: Spot, place: int, written: str) -> None:
        end = self._end_of_entry(block.pairs[place])
        self.put(end, end, f", {written}")

    # -- blocks of a list ------------------------------------------------------------------------

    def find_dash(self, spot: Spot, place: int) -> int:
        """Where the dash of an item of a block list stands."""
        at = spot.items[place - 1].end if place else find_value(self.text, spot)
        while at < len(self.text):
            sign = self.text[at]
            if sign == "-":
                return at
            if sign == "#":
                at = self.end_of_line(at)
            elif sign.isspace() or sign == "\ufeff":
                at += 1
            else:
                break
        line = self.text.count("\n", 0, at) + 1
        raise CodebookError(
            f"the list in line {line} is laid out in a way that is not changed here"
        )

    def remove_block(self, spot: Spot, place: int) -> None:
        """Take an item of a list out, with the lines and comments that belong to it."""
        item = spot.items[place]
        if spot.flow:
            self._remove_in_flow(spot, place)
            return
        dash = self.find_dash(spot, place)
        start = self.begin_of_line(dash)
        if self.text[start:dash].strip():
            line = self.text.count("\n", 0, dash) + 1
            raise CodebookError(f"line {line} holds more than one list", hint="part them first")
        end = self.end_with_comments(item.end, self.column(dash))
        if self._is_blank_before(start):
            end = self._skip_blank_lines(end)
        self.put(start, end, "")

    def _is_blank_before(self, start: int) -> bool:
        return not self.text[self.begin_of_line(max(start - 1, 0)) : start].strip()

    def _skip_blank_lines(self, at: int) -> int:
        while at < len(self.text):
            after = self.end_of_line(at)
            if self.text[at:after].strip():
                break
            at = after
        return at

    def _remove_in_flow(self, spot: Spot, place: int) -> None:
        if len(spot.items) == 1:
            self.put(find_value(self.text, spot), spot.end, "[]")
        elif place:
            self.put(spot.items[place - 1].end, spot.items[place].end, "")
        else:
            self.put(spot.items[0].start, spot.items[1].start, "")

    def add_block(self, spot: Spot, place: int, lines: list[str], flow: str) -> None:
        """Put a block before the item at ``place`` of a list (or at its end).

        ``lines`` are without the dash and without indentation, ``flow`` is the same on one line.
        """
        if spot.flow:
            place = min(place, len(spot.items))
            if not spot.items:
                self.put(find_value(self.text, spot), spot.end, f"[{flow}]")
            elif place:
                end = spot.items[place - 1].end
                self.put(end, end, f", {flow}")
            else:
                self.put(spot.items[0].start, spot.items[0].start, f"{flow}, ")
            return
        depth = self.column(self.find_dash(spot, 0))
        parted = self._are_parted(spot)
        written = self.write_block(lines, depth)
        if place == 0:
            start = self.begin_of_line(self.find_dash(spot, 0))
            self.insert_lines(start, written + (self.newline if parted else ""))
            return
        end = self.end_with_comments(spot.items[place - 1].end, depth)
        self.insert_lines(end, (self.newline if parted else "") + written)

    def write_block(self, lines: list[str], depth: int) -> str:
        """The lines of an item of a block list whose dash stands at this column."""
        indent = " " * depth
        head, *more = lines
        return self.newline.join(
            [f"{indent}- {head}", *(f"{indent}{STEP}{line}" if line else "" for line in more)]
        )

    def _are_parted(self, spot: Spot) -> bool:
        """Whether blank lines stand between the blocks of a list."""
        if len(spot.items) < 2:
            return spot.items[0].kind == MAP and not spot.items[0].flow
        between = self.text[spot.items[-2].end : spot.items[-1].start]
        return any(not line.strip() for line in between.splitlines()[1:-1])


def _keep_head(head: str, written: str) -> str:
    """The first line of a block text as it was, its comment included, where it says the same."""
    sign, _, body = written.partition("-")
    known = _HEAD.fullmatch(head)
    if known is None:
        return written
    return (known[1] if known[1][0] == sign else f"{sign}-") + known[2] + body


def _filled(spot: Spot) -> list[Spot]:
    """The items that hold something; empty ones are passed over, as in reading."""
    return [item for item in spot.items if not item.is_blank]


def _as_keys(items: tuple[Item, ...]) -> list[str]:
    return [repr(item) for item in items]
