"""What tools write above the first and below the last words of a conversation."""

from __future__ import annotations

import re

from interviewkit.readers import labels
from interviewkit.readers.fact_names import SECTIONS, fact_of, words_of
from interviewkit.readers.front import LONGEST_LINE, entry_at
from interviewkit.readers.sheet import Sheet
from interviewkit.readers.times import iso_date
from interviewkit.readers.tool_lines import OTTER, is_signature, who_recorded

HEAD = "lines before the first speaker"
FOOT = "closing lines of a tool"

LONGEST_HEAD = 12
"""Words of a line of a head. A longer one, or one that ends like a sentence, is speech."""

LAST = 8
"""So many lines at the end of a file may be a tool's."""

_SENTENCE = re.compile(r"[.?!…。？！][\"'”»)\]]*$")
_DURATION = re.compile(
    r"(?:\d+\s?h(?:rs?|ours?)?\.?\s*)?(?:\d+\s?m(?:in(?:utes?|s)?)?\.?\s*)?"
    r"(?:\d+\s?s(?:ec(?:onds?|s)?)?\.?)?",
    re.IGNORECASE,
)
_WHEN_AND_HOW_LONG = re.compile(r"(.{6,40}?)\s+[•·|]\s+(\d{1,3}:\d\d(?::\d\d)?)(?:\s*[•·|].*)?")
_PRONOUNS = words_of(
    "i we you he she they it who then so and but when after"
    " before ich wir er sie je nous il elle yo"
)


def take_remarks(sheet: Sheet) -> None:
    """Take off lines such as ``Dana Li started transcription``, which tools write among speech."""
    for place in sheet.filled:
        text = sheet.text_of(place)
        who = who_recorded(text)
        if who and _is_someone(who):
            sheet.set_aside((place,), "")


def _is_someone(who: str) -> bool:
    """A name, every word of it with a capital, as a tool writes it; not ``Then I``."""
    words = who.split()
    return labels.looks_like_name(who) and not any(word.casefold() in _PRONOUNS for word in words)


def take_foot(sheet: Sheet) -> None:
    """Take off the lines in which a tool signs, disclaims or ends its file."""
    taken = []
    for place in reversed(sheet.filled[-LAST:]):
        text = sheet.text_of(place)
        if not is_signature(text):
            break
        taken.append(place)
    for place in reversed(taken):
        signed = OTTER.fullmatch(sheet.text_of(place))
        if signed:
            sheet.add_fact(place, "transcribed by", signed[1])
        else:
            sheet.set_aside((place,), FOOT)


def take_meeting(sheet: Sheet) -> None:
    """Take off title, date and duration of a meeting, as Teams and Otter write them."""
    top = sheet.filled[:5]
    for at, place in enumerate(top):
        text = sheet.text_of(place)[:LONGEST_LINE]
        found = _WHEN_AND_HOW_LONG.fullmatch(text)
        date = iso_date(found[1] if found else text)
        lasting = next((n for n in top[at + 1 : at + 2] if _is_duration(sheet.text_of(n))), None)
        if not date or not (found or lasting is not None):
            continue
        sheet.add_fact(place, "date", date)
        if found:
            sheet.add_fact(place, "duration", found[2])
        elif lasting is not None:
            sheet.add_fact(lasting, "duration", sheet.text_of(lasting))
        if at == 1:
            sheet.add_fact(top[0], "title", sheet.text_of(top[0]))
        return


def _is_duration(text: str) -> bool:
    return text[:1].isdigit() and bool(_DURATION.fullmatch(text))


def take_head(sheet: Sheet, until: int, spoken: frozenset[int] = frozenset()) -> None:
    """Set aside what stands before the first speaker, down to the first line that is speech.

    Known heads (``Attendees``, ``SUMMARY KEYWORDS``) go with all that stands below them. Any other
    line goes if it is short and no sentence, and has no time before it (the ``spoken``).
    """
    in_section = False
    for place in (place for place in sheet.filled if place < until):
        text = sheet.text_of(place)
        entry = entry_at(sheet, place)
        section = _section(text)
        if section:
            in_section = "transcri" not in section and "transkri" not in section
        elif entry and entry.is_fact:
            sheet.add_fact(place, fact_of(entry.name, entry.value), entry.value)
            continue
        elif place in spoken or (not is_signature(text) and not in_section and not _is_head(text)):
            return
        sheet.set_aside((place,), HEAD)


def _section(text: str) -> str:
    plain = text.strip("#*_=-–—:：[]【】• ").casefold()
    return plain if plain in SECTIONS else ""


def _is_head(text: str) -> bool:
    return len(text.split()) <= LONGEST_HEAD and not _SENTENCE.search(text[-9:])
