"""The ways in which tools and people write down who speaks, one line at a time.

Some are plain by themselves: ``Ana: …``, ``Ana  0:12``, ``**Ana** …``. Others look like speech, as
``Ana – …`` or a name alone on its line does; they are layouts only where a whole file keeps to them
(:mod:`interviewkit.readers.steady_layout`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress, pairwise

from interviewkit.readers import labels
from interviewkit.readers.times import STAMP, Stamp, StampedLine, mark_times

HEAD = 200
"""A label stands within so many characters of its line; lines may be megabytes long."""

PART = 64
"""So many lines are looked at before it is asked whether the rest can be enough."""

LONGEST_ALONE = 120
"""No name alone on its line is longer, whatever signs stand around it."""

BOLD_MARK = "\ue000"
"""Stands around bold words of a Word document, as ``**`` does in Markdown."""

_S = STAMP
_B = rf"(?:\*\*|__|{BOLD_MARK})"
_EM = rf"(?:{_B}|[*_])"
_LIST = r"(?:[-*+•‣◦]\s+|>+\s*)*+"
_TIMES = rf"(?:{_S}\s*)*(?:[-–—|]\s*|(?<={_S})[,，、]\s*)?"
_ENDINGS = r"(?:in|innen|r|e|n|er|x|frau)\b"
_GENDER = rf"(?<=\w):(?={_ENDINGS})"
_LABEL = rf"(?P<label>[^\s:：{_S}](?:[^:：{_S}\n]|{_GENDER}){{0,78}}?)"
_BOLD_LABEL = rf"(?P<label>[^\s:：*{BOLD_MARK}{_S}](?:[^:：*{BOLD_MARK}{_S}\n]|{_GENDER}){{0,78}}?)"
_SPEECH = rf"(?=\s|$|{_EM}|{_S}|[^\W\d_]|[\"“„«‘'…¿¡–—]|[(\[]\w)"

_COLON = (
    rf"{_LIST}{_TIMES}{_LIST}{_EM}?{_LABEL}{_EM}?\s*(?:[,|·•–—-]?\s*{_S}\s*)?{_EM}?\s*"
    rf"(?::(?!{_ENDINGS}\s?(?:\d+\s?)?[:：(\[]){_SPEECH}|：)(?:[*_](?=\s))?\s*{_B}?\s*(?P<text>.*)"
)
_CHAT = rf"{_TIMES}[Ff]rom\s+{_LABEL}\s+[Tt]o\s+[^:：{_S}\n]{{1,60}}?\s*:\s*(?P<text>.*)"
_CHAT_TO_ALL = rf"(?:{_S}\s*)+[Ff]rom\s+{_LABEL}\s*:\s*(?P<text>.*)"
_BOLD = (
    rf"{_LIST}{_TIMES}{_B}{_BOLD_LABEL}\s*[:：]?\s*(?:{_S}\s*)?[:：]?{_B}\s*[:：]?\s*"
    r"(?P<text>.*)"
)
_HEADING = (
    rf"{_LIST}(?:#{{1,6}}\s+)?{_B}?{_LABEL}(?P<gap>{_B}?\s*[,|·•–—-]?\s*){_S}"
    rf"{_B}?\s*:?\s*(?P<text>)"
)
_ZOOM = rf"\[(?P<label>[^\W_][^\[\]\n{_S}]{{0,78}})\]\s+{_S}\s*[:：]?\s*(?P<text>.*)"
_COLUMNS = rf"{_LABEL}(?P<gap>\s{{2,}}|\t){_S}\s+(?P<text>.+)"

NUMBER = "number"
"""``1: Hello`` counts or cites more often than it names a speaker."""

STRONG: dict[str, tuple[str, ...]] = {
    "heading": (_HEADING, _ZOOM, _COLUMNS),  # Otter, Teams, Rev, Zoom: a line of its own
    "bold": (_BOLD,),  # **Name** [0:00] text
    "colon": (_CHAT, _CHAT_TO_ALL, _COLON),  # [0:00] Name (0:00): text
}
WEAK: dict[str, tuple[str, ...]] = {
    "time first": (
        rf"{_LIST}(?:#+\s+)?(?:{_S}\s*)+(?:[-–—|:,，、]\s*)?{_B}?{_LABEL}{_B}?\s*[:：]?(?P<text>)",
    ),
    "own line": (
        rf"{_LIST}(?P<mark>#{{1,6}}\s+)?(?P<bold>{_B})?{_LABEL}{_B}?(?:\s*#+)?(?P<text>)",
    ),
    "time within": (rf"{_LIST}{_B}?{_LABEL}{_B}?\s*{_S}\s*[-–—]?\s*(?P<text>\S.*)",),
    "bracket": (
        rf"{_LIST}{_TIMES}[\[<(]\s*(?P<label>[^\[\]<>(){_S}\n]{{1,60}})[\]>)]\s*[-–—]?\s*(?P<text>[^\s{_S}].*)",
    ),
    "dash": (
        rf"{_LIST}{_TIMES}{_B}?{_LABEL}{_B}?(?:\s+(?:[-–—>→»=~]+|\|)\s+|\s*[–—]\s+|[–—]{{2}})(?P<text>.*)",
    ),
    "gap": (rf"{_LIST}{_TIMES}{_B}?{_LABEL}{_B}?(?:\t\s*|\s{{2,}}|\s*\|\s*)(?P<text>\S.*)",),
    "count": (
        rf"(?:{_S}\s*)+(?P<label>(?:speaker_)?[^\W\d_]{{1,14}}[ _-]?\d{{1,3}})\s+(?P<text>\S.*)",
    ),
    "handle": (rf"{_LIST}{_TIMES}@(?P<label>[\w.-]{{1,40}})\s+(?P<text>[^\s{_S}].*)",),
    "stop": (
        rf"{_LIST}{_TIMES}{_B}?(?P<label>[^\W\d_]{{1,3}}\d{{0,3}})[.)]{_B}?\s+(?P<text>\S.*)",
    ),
    NUMBER: (rf"{_LIST}{_TIMES}{_B}?(?P<label>\d{{1,3}})\s?(?::{_B}?\s|：)\s*(?P<text>\S.*)",),
}
_PATTERNS = {
    name: tuple(re.compile(pattern) for pattern in patterns)
    for name, patterns in (STRONG | WEAK).items()
}
_SIGNS = {
    name: re.compile(sign)
    for name, sign in {
        "heading": _S,
        "bold": rf"\A\W*{_B}",
        "colon": "[:：]",
        "time first": _S,
        "own line": rf"\A(?:[^{_S}]{{0,{LONGEST_ALONE}}}+\Z|[-*+•‣◦>#])",
        "time within": _S,
        "bracket": r"[\[<(]",
        "dash": "[-–—>→»=~|]",
        "gap": r"\A(?:[^\s|]++ ?)*+(?=.)",  # more than words with one blank between two
        "count": rf"\A{_S}",
        "handle": "@",
        "stop": r"\A[\W_]*[^\W\d_]{1,3}\d{0,3}[.)]",
        NUMBER: r"\d\s?[:：]",
    }.items()
}
"""What a line must have to be of a layout: found much sooner than the layout itself."""


NOTHING = StampedLine(0, "")


@dataclass(slots=True)  # a frozen one takes thrice as long to build, and each turn has some
class Mark:
    """A line that may open a turn: its index, who, when, and the speech after the label.

    ``sure`` marks a line of nothing but a name and a time, which speech hardly ever is. ``style``
    is how a name alone on its line is set off.
    """

    index: int
    label: str
    start: float | None
    text: str
    sure: bool = False
    end: float | None = None
    rest: StampedLine = NOTHING
    style: str = ""


@dataclass(frozen=True, slots=True)
class LineHeads:
    """The heads of the lines that are not blank, taken once for all layouts of a text.

    ``places`` are the indices of these lines.
    """

    lines: Sequence[StampedLine]
    places: Sequence[int]
    heads: Sequence[str]

    @classmethod
    def of(cls, lines: Sequence[StampedLine]) -> LineHeads:
        """The heads of these lines."""
        places = [place for place, line in enumerate(lines) if line.text]
        return cls(lines, places, [lines[place].text[:HEAD] for place in places])

    def list_with(self, layout: str, above: int) -> list[tuple[int, str]]:
        """(index, head) of the lines that have what lines of a layout must have; none where they
        are not more than ``above``, which is seen before all are looked at."""
        found: list[tuple[int, str]] = []
        for start in range(0, len(self.heads), PART):
            heads = self.heads[start : start + PART]
            pairs = zip(self.places[start : start + PART], heads, strict=True)
            found += compress(pairs, map(_SIGNS[layout].search, heads))
            if len(found) + len(self.heads) - start - len(heads) <= above:
                return []
        return found


def find_marks(lines: Sequence[StampedLine]) -> list[Mark]:
    """The candidates of the plain layout that most lines fit; earlier layouts win a tie.

    ``Ana 0:12`` with one space may be speech (``Lunch 12:30``): it is a heading only where
    headings with two spaces or brackets are in the minority.
    """
    best: list[Mark] = []
    most = 0, 0
    heads = LineHeads.of(lines)
    for name in STRONG:
        found = find_layout_marks(heads, name, above=most[0])
        firm = [mark for mark in found if mark.style != "loose"]
        if name == "heading" and len(firm) * 2 >= len(found):
            found = firm
        weight = weigh_marks(found)
        if weight > most:
            best, most = found, weight
    return best


def weigh_marks(found: Sequence[Mark]) -> tuple[int, int]:
    """How many candidates look like names, or come back; and how many there are at all."""
    return len(choose_telling_marks(found)), len(found)


def choose_telling_marks(found: Sequence[Mark]) -> list[Mark]:
    """The candidates that look like names, or are written small and come back."""
    count = _count_labels(found)
    return [
        mark
        for mark in found
        if labels.looks_like_name(mark.label)
        or (count[labels.fold_label(mark.label)] > 1 and labels.may_be_small(mark.label))
    ]


def find_colon_marks(lines: Sequence[str]) -> list[Mark]:
    """All that may be of the layout ``Name: text``; :func:`keep_likely_marks` tells which are."""
    marked = [mark_times(n, line) for n, line in enumerate(lines, 1)]
    return _find_in_layout(LineHeads.of(marked), "colon")


def find_layout_marks(heads: LineHeads, layout: str, above: int = 0) -> list[Mark]:
    """The candidates of one layout; in a plain one also what is no label by its looks, but opens
    line after line. None are looked for where there cannot be more than ``above``."""
    found = _find_in_layout(heads, layout, above)
    return found if layout == NUMBER else keep_likely_marks(found, _count_labels(found))


def keep_likely_marks(found: Iterable[Mark], count: Mapping[str, int]) -> list[Mark]:
    """The marks whose label looks like one, or comes back by the ``count`` of its key."""
    return [
        m
        for m in found
        if count[labels.fold_label(m.label)] > 1 or labels.looks_like_label(m.label)
    ]


def _count_labels(found: Iterable[Mark]) -> Counter[str]:
    return Counter(labels.fold_label(mark.label) for mark in found)


def _find_in_layout(heads: LineHeads, layout: str, above: int = 0) -> list[Mark]:
    patterns = _PATTERNS[layout]
    is_label: Callable[[str], bool] = labels.looks_like_label
    if layout in STRONG:
        is_label = labels.could_be_label
    elif layout == NUMBER:
        is_label = str.isdecimal
    found = []
    for index, head in heads.list_with(layout, above):
        for pattern in patterns:
            match = pattern.fullmatch(head)
            if match and is_label(match["label"]):
                found.append(make_mark(index, heads.lines[index], match))
                break
    return found


def make_mark(index: int, line: StampedLine, match: re.Match[str]) -> Mark:
    """The mark that a pattern with ``label`` and ``text`` found in the head of a line."""
    times, rest = _times_and_rest(line, match.start("text"))
    start, end = _find_span(times) if times else (None, None)
    sure = bool(times) and not rest.text
    label = labels.tidy_label(match["label"])
    return Mark(index, label, start, rest.spoken(), sure, end, rest, _style(match, line))


def _find_span(times: Sequence[Stamp]) -> tuple[float | None, float | None]:
    """When a turn begins, and when it ends where that is told too."""
    if len(times) == 1:
        return times[0].start, times[0].end
    timed = next((each for each in times if each.start is not None), None)
    ends = [each.end if each.end is not None else each.start for each in times if each is not timed]
    end = timed.end if timed and timed.end is not None else next(iter(ends), None)
    return timed.start if timed else None, end


def _times_and_rest(line: StampedLine, at: int) -> tuple[tuple[Stamp, ...], StampedLine]:
    """The times up to where speech begins, and the speech. A bare time right behind a label may be
    all that is said (``Ana: 10:30``); one in brackets is the tool's."""
    rest = line.after(at)
    while rest.text.startswith(STAMP) and rest.stamps[0].kind in ("firm", "round"):
        below = rest.after(1)
        if not below.text and rest.stamps[0].kind == "round":
            break
        rest = StampedLine(below.number, below.text.lstrip(":：- "), below.stamps)
    return line.stamps[: len(line.stamps) - len(rest.stamps)], rest


def _style(match: re.Match[str], line: StampedLine) -> str:
    """How a name on a line of its own is set off, and whether its time could be speech."""
    groups = match.re.groupindex
    if "gap" in groups and match["gap"] is not None:
        bare_time = line.stamps[-1].kind != "firm" and not line.stamps[-1].written.startswith("(")
        open_label = not match["label"].startswith(("[", "<"))
        return "loose" if bare_time and open_label and match["gap"] == " " else ""
    if "mark" in groups and (match["mark"] or match["bold"]):
        return (match["mark"] or "").strip() + (match["bold"] or "")
    return "capitals" if match["label"].isupper() else ""


def find_timed_marks(lines: Sequence[StampedLine]) -> list[Mark]:
    """The lines that begin with a time, as marks of nobody."""
    found = []
    for index, line in enumerate(lines):
        if line.text.startswith(STAMP) and not line.is_time:
            rest = line.after(1)
            stamp = line.stamps[0]
            text = rest.spoken()
            found.append(Mark(index, "", stamp.start, text, False, stamp.end, rest))
    return found


def move_marks_to_times(found: Sequence[Mark]) -> list[Mark]:
    """Marks that begin at the bare time behind their label (``Ana:  0:12``, words below), if that
    is how the file has it; one such time alone would be speech."""
    bare = [n for n, mark in enumerate(found) if mark.rest.text == STAMP and mark.start is None]
    starts = [found[n].rest.stamps[0].start for n in bare]
    rising = all((one or 0) < (two or 0) for one, two in pairwise(starts))
    if len(bare) < 2 or len(bare) * 2 < len(found) or not rising:
        return list(found)
    timed = list(found)
    for n, start in zip(bare, starts, strict=True):
        timed[n] = replace(found[n], start=start, rest=StampedLine(found[n].rest.number, ""))
    return timed


# -- labels that the study declares, found wherever and however a line opens with one --------------

FEW = 0.3
"""A way of writing that could be speech (``Ana. Come here``) must be that of so many labels."""

_OPEN = rf"(?:[-*+•‣◦>»\[(<{{/#_【（\s|]|{BOLD_MARK}|{STAMP}|\d{{1,5}}[.)\]]?\s)*"
_CLOSE = rf"(?:[\])>}}/*_】）#]|{BOLD_MARK})*"
_REMARK = r"(?:\s*[(\[][^()\[\]\n]{0,60}[)\]])?"
_TIMES_BEHIND = rf"(?P<times>\s*[,|·•–—-]?\s*{STAMP})?"
_PART = (
    rf"(?P<part>\s*[:：]\s*{_CLOSE}|\s*\t\s*|\s+(?:[-–—>→»=~|]+)\s+|\s*[–—]\s+|\.\s+"
    rf"|\s{{2,}}|(?<=[\])>}}】）*_])\s+|\s*$|\s+(?={STAMP}))"
)


def find_declared_marks(lines: Sequence[StampedLine], names: Sequence[str]) -> list[Mark]:
    """The lines that open with one of these labels and some sign that parts it from speech.

    The sign may be a colon, dash, tab, full stop, bracket, time, or the end of the line. Those of
    them that speech has as well count only where a good part of the labels is written so.
    """
    pattern = _pattern(tuple(names))
    found: list[tuple[Mark, str]] = []
    for index, line in enumerate(lines):
        match = pattern.match(line.text[:HEAD])
        if match:
            found.append((make_mark(index, line, match), _classify_label(match)))
    ways = Counter(way for _, way in found)
    return [m for m, way in found if way == "sure" or ways[way] >= FEW * len(found)]


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(
        rf"(?P<open>{_OPEN})(?P<label>{either})(?!\w){_REMARK}(?P<close>{_CLOSE}){_TIMES_BEHIND}{_CLOSE}"
        rf"{_PART}(?P<text>)",
        re.IGNORECASE,
    )


def _classify_label(match: re.Match[str]) -> str:
    """``sure`` where speech is hardly written like that, else the sign."""
    part = match["part"].strip()
    if part[:1] in tuple(":：") or "\t" in match["part"] or match["times"] or match["close"]:
        return "sure"
    return part[:1] or "sure"
