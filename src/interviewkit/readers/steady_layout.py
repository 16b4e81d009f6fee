"""Layouts that look like speech, taken only where a whole file keeps to one of them.

``Ana – Yes.``, ``Ana<tab>Yes.``, ``A. Yes.`` or a name alone above its words: any one such line may
be speech. But if the same few come back, take turns, and open most of what there is, they are
labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from interviewkit.readers import labels, layouts
from interviewkit.readers.fact_names import PHRASES
from interviewkit.readers.layouts import Mark
from interviewkit.readers.line_frames import find_framed_marks
from interviewkit.readers.times import StampedLine

MOST = 0.6
"""The share of lines or of paragraphs that labels on the line of their words must open."""

ALL = 0.9
"""With this share, labels that occur once are labels as well."""

FEWEST = 3
"""So many labels there must be where most of them occur once."""

MOST_ABOVE = 12
"""So many lines of a head may stand above the first name on a line of its own."""

ABOVE = 0.5
"""The share of paragraphs that names above their words must open; of lines, a sixth."""

FRAMED, FRAMED_LINE = "framed", "framed line"
"""Labels between signs that the file itself teaches, with words behind or below."""

ALONE = ("own line", "time first", FRAMED_LINE)
"""Layouts in which the words stand below the label."""


def find_steady_marks(
    lines: Sequence[StampedLine], above: int = 0, *, learn: bool = True
) -> list[Mark]:
    """The labels of the layout that the file keeps to; none if it keeps to none of them, or if
    they are not more than ``above``. With ``learn`` it may have signs of its own."""
    heads = layouts.LineHeads.of(lines)
    if len(heads.places) <= above:
        return []
    best: list[Mark] = []
    for name in (*((FRAMED, FRAMED_LINE) if learn else ()), *layouts.WEAK):
        found = _steady(heads, name, max(above, len(best)))
        best = found if len(found) > len(best) else best
    return best


def _steady(heads: layouts.LineHeads, layout: str, above: int) -> list[Mark]:
    found = [mark for mark in _find_marks(heads, layout, above) if _may_be_label(mark)]
    if len(found) <= above:
        return []
    lines = heads.lines
    if layout in ALONE:
        found = [mark for mark in found if not _ends_a_sentence(mark.label)]
    count = Counter(labels.fold_label(mark.label) for mark in found)
    back = [mark for mark in found if count[labels.fold_label(mark.label)] > 1]
    named = [
        mark
        for mark in found
        if count[labels.fold_label(mark.label)] > 1 or labels.looks_like_name(mark.label)
    ]
    if layout in ALONE:
        back, named = _with_words_below(back, lines), _with_words_below(named, lines)
    if _are_labels(named, lines, layout, ALL):
        back = named  # every line or paragraph has one, so those that occur once count as well
    elif not _are_labels(back, lines, layout, MOST):
        return []
    similar = _find_similar_marks(back, found, lines, layout)
    return sorted(back + similar, key=lambda mark: mark.index)


def _find_marks(heads: layouts.LineHeads, layout: str, above: int) -> list[Mark]:
    if layout in (FRAMED, FRAMED_LINE):
        return find_framed_marks(heads.lines, alone=layout == FRAMED_LINE)
    return layouts.find_layout_marks(heads, layout, above)


def _are_labels(
    found: Sequence[Mark], lines: Sequence[StampedLine], layout: str, share: float
) -> bool:
    """Whether these labels are those of the file: two at least, which take turns and open most."""
    count = Counter(labels.fold_label(mark.label) for mark in found)
    back = sum(n > 1 for n in count.values())
    enough = back > 1 if share == MOST else len(found) >= FEWEST and bool(back) and len(count) > 1
    if not enough or not (_take_turns(found) or _are_timed(found, lines)):
        return False
    if layout in ALONE and not _begins(found[0], lines):
        return False
    return _open_most(found, lines, layout in ALONE, share)


def _begins(first: Mark, lines: Sequence[StampedLine]) -> bool:
    """Whether nothing is said before the first label: a few lines of a head, none a sentence."""
    above = [line.text for line in lines[: first.index] if not (line.is_blank or line.is_time)]
    return len(above) <= MOST_ABOVE and not any(text[-1:] in ".?!…。" for text in above)


def _may_be_label(mark: Mark) -> bool:
    first = mark.label.split()[0].casefold()
    if labels.is_remark(mark.label) or (len(first) > 1 and first in PHRASES):
        return False
    return labels.looks_like_name(mark.label) or labels.may_be_small(mark.label)


def _ends_a_sentence(label: str) -> bool:
    """``How?`` above a line of speech is speech; ``P2?`` may be a label."""
    return label[-1] in ".?!…" and not any(character.isdigit() for character in label)


def _with_words_below(found: Sequence[Mark], lines: Sequence[StampedLine]) -> list[Mark]:
    """Those of the labels below which words stand and no further label; none if they are few."""
    opening = {mark.index for mark in found}
    filled = [n for n, line in enumerate(lines) if not (line.is_blank or line.is_time)]
    below = dict(pairwise([*filled, len(lines)]))
    kept = [m for m in found if below[m.index] not in opening and below[m.index] < len(lines)]
    return kept if len(kept) * 10 >= len(found) * 8 else []


def _take_turns(found: Sequence[Mark]) -> bool:
    """Whether most labels differ from the one before."""
    pairs = list(pairwise(labels.fold_label(mark.label) for mark in found))
    return sum(one != two for one, two in pairs) * 2 >= len(pairs)


def _are_timed(found: Sequence[Mark], lines: Sequence[StampedLine]) -> bool:
    """Whether each stands behind or below a time, as tools write what they cut one speaker's words
    into."""
    return all(
        bool(lines[mark.index].stamps) or (mark.index > 0 and lines[mark.index - 1].is_time)
        for mark in found
    )


def _open_most(
    found: Sequence[Mark], lines: Sequence[StampedLine], alone: bool, share: float
) -> bool:
    opened = {mark.index for mark in found}
    top = min(opened)
    filled = [n for n, line in enumerate(lines) if not (line.is_blank or line.is_time) and n >= top]
    firsts = [n for n in filled if n == 0 or lines[n - 1].is_blank or lines[n - 1].is_time]
    by_paragraph = sum(n in opened for n in firsts) / len(firsts) if len(firsts) > 2 else 0.0
    by_line = len(opened) / len(filled)
    if alone and share == ALL:
        return by_paragraph >= ALL or by_line * 2 >= ALL
    if alone:
        return by_paragraph >= ABOVE or by_line >= 1 / 6
    return by_paragraph >= share or by_line >= share


def _find_similar_marks(
    back: Sequence[Mark], found: Sequence[Mark], lines: Sequence[StampedLine], layout: str
) -> list[Mark]:
    """Labels that occur once and are written like those that come back."""
    known = {labels.fold_label(mark.label) for mark in back}
    rest = [mark for mark in found if labels.fold_label(mark.label) not in known]
    shapes = {labels.find_label_shape(mark.label) for mark in back} - {""}
    styles = {mark.style for mark in back}
    words = labels.find_ordinary_words("\n".join(line.text for line in lines))
    longest = max(len(mark.label.split()) for mark in back)

    def is_like(mark: Mark) -> bool:
        if labels.find_label_shape(mark.label) in shapes:
            return True
        if labels.fold_label(mark.label) in words or not labels.looks_like_name(mark.label):
            return False
        set_off = bool(mark.style) and styles == {mark.style}
        return set_off or (layout not in ALONE and len(mark.label.split()) <= max(longest, 2))

    return list(filter(is_like, rest))
