"""Signs between which the lines of a file have who speaks, whatever signs these are.

``Ana | 0:12 | Yes.``, ``[Ana @ 0:12] Yes.``, ``#Ana# Yes.``: each script has others.
So they are learned: the signs before and behind a label that most lines have in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from interviewkit.model.grouping import group_lists
from interviewkit.readers import labels, layouts
from interviewkit.readers.counted_times import write_counts_as_clocks
from interviewkit.readers.layouts import HEAD, Mark, make_mark
from interviewkit.readers.times import STAMP, StampedLine, mark_times

FEWEST = 3
"""So many lines have the signs at least."""

LEARNED = 200
"""So many lines tell which signs they are."""

LONGEST_LABEL = 60
MOST_DIGITS = 2

_OPEN = re.compile(rf"(?:{STAMP}|[^\w\s]|_|\s)*")
_CLOSE = re.compile(rf"(?:\s*(?:{STAMP}|[^\w\s]|_(?!\w)))+\s*|\t\s*|\s{{2,}}|$")
_PARTS = frozenset(f"|>»→=/#]}}】」「~;:*{STAMP}")
"""Signs that part a label from speech; a comma, a dash or a full stop alone does not."""
_PAIRS = ("()", "[]", "{}", "【】", "<>")

_QUOTES = "\"'“„«‘「『([¿¡"
"""What opens the words themselves is theirs."""

Frame = tuple[str, str]
"""What stands before a label, and what behind it."""


def find_framed_marks(lines: Sequence[StampedLine], *, alone: bool) -> list[Mark]:
    """The labels between the signs that most lines have around one; with ``alone`` those below
    which words stand, else those with words behind."""
    filled = ((n, line) for n, line in enumerate(lines) if line.text and not line.is_time)
    found = group_lists(
        (frame, labels.fold_label(label))
        for _, line in islice(filled, LEARNED)
        for frame, label in _first_of_each(_list_frames(line.text[:HEAD], alone))
    )
    back = {frame: _count_back(names) for frame, names in found.items()}
    best = max(back, key=lambda frame: (back[frame], len(frame[0]) + len(frame[1])), default=None)
    if best is None or back[best] < FEWEST:
        return []
    pattern = _build_pattern(best, alone)
    matches = ((n, line, pattern.fullmatch(line.text[:HEAD])) for n, line in enumerate(lines))
    return [
        make_mark(n, line, match)
        for n, line, match in matches
        if match and _is_label(match["label"], "".join(best))
    ]


def _first_of_each(found: Iterable[tuple[Frame, str]]) -> Iterable[tuple[Frame, str]]:
    """The shortest label between the same signs; a line counts once for them, not again for
    ``Ana: yes`` of ``Ana: yes: so``."""
    shortest: dict[Frame, str] = {}
    for frame, label in found:
        shortest.setdefault(frame, label)
    return shortest.items()


def _list_frames(head: str, alone: bool) -> Iterator[tuple[Frame, str]]:
    """The signs around each beginning of a line that may be a label, and the label."""
    opening = _OPEN.match(head)
    start = opening.end() if opening else 0
    before = head[:start]
    for close in _CLOSE.finditer(head, start + 1, start + LONGEST_LABEL + 40):
        if close.start() - start > LONGEST_LABEL:
            return
        if (close.end() == len(head)) == alone and _parts(close[0], before, alone):
            label, behind = _balance(head[start : close.start()], close[0])
            signs = behind.rstrip(_QUOTES) or behind
            if _is_label(label, before + behind):
                yield (_tidy(before), _tidy(signs)), label


def _parts(close: str, opened: str, alone: bool) -> bool:
    """Whether these signs part a label from speech, and not what is said from what is said."""
    if alone:
        return bool(opened.strip(f"{STAMP} ")) or bool(close.strip(f"{STAMP} "))
    has_sign = any(sign in close for sign in _PARTS)
    return has_sign or bool({"'", '"', "”", "’"} & set(close) and ":" in close)


def _balance(label: str, behind: str) -> tuple[str, str]:
    """A bracket that a label opens is closed in it: ``Ana (P4)``."""
    opened = next((two for two in _PAIRS if label.count(two[0]) > label.count(two[1])), "")
    if opened and behind.startswith(opened[1]):
        return label + behind[0], behind[1:]
    return label, behind


def _is_label(label: str, signs: str) -> bool:
    """Whether it looks like one; a bare number does beside a time."""
    if label.isdecimal():
        return STAMP in signs and len(label) <= MOST_DIGITS
    balanced = all(label.count(two[0]) == label.count(two[1]) for two in _PAIRS)
    return balanced and labels.looks_like_label(label) and not labels.is_remark(label)


def _count_back(names: Sequence[str]) -> int:
    """How many of the labels come back."""
    count = Counter(names)
    return sum(n for n in count.values() if n > 1) if len(count) > 1 else 0


def _tidy(signs: str) -> str:
    return re.sub(r"[ \t]+", " ", signs)


def _build_pattern(frame: Frame, alone: bool) -> re.Pattern[str]:
    before, behind = (r"\s*".join(re.escape(part) for part in re.split(" ", f)) for f in frame)
    text = r"(?P<text>)" if alone else r"(?P<text>.*)"
    return re.compile(rf"{before}(?P<label>[^\s].{{0,{LONGEST_LABEL - 1}}}?){behind}{text}")


def find_named_marks(lines: Sequence[str]) -> list[Mark]:
    """The lines that a name opens, before a colon, a time or between signs for bold; where more of
    them have a time within signs of their own, or before a name alone, these."""
    clocks = write_counts_as_clocks(lines)
    timed = [mark_times(number, line) for number, line in enumerate(clocks, 1)]
    found = layouts.find_marks(timed)
    if sum(bool(line.stamps) for line in timed) > len(found):
        others = (find_framed_marks(timed, alone=alone) for alone in (False, True))
        for marks in (
            *others,
            layouts.find_layout_marks(layouts.LineHeads.of(timed), "time first"),
        ):
            with_time = [mark for mark in marks if mark.start is not None]
            if len(with_time) > len(found) and _count_back([m.label for m in with_time]) > 1:
                found = with_time
    return [mark for mark in found if labels.looks_like_name(mark.label)]
