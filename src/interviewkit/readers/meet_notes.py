"""Google Meet's documents, in which Gemini's notes stand above the transcript."""

from __future__ import annotations

import re

from interviewkit.readers.text_lines import TextLines
from interviewkit.readers.times import parse_date

NOTES = "notes and summaries above a transcript"

NEAR = 4
"""Within so many lines below its heading the first time of a transcript stands."""

_HEADING = re.compile(r"(?P<title>.{0,120}?)\s*\\?[-–]\s*(?:Transcri|Transkri|Trascri)\w{1,8}")
_TIME = re.compile(
    r"(?:#{1,6}\s+)?(?:\*\*)?(?P<time>\d{1,2}:\d\d:\d\d)(?:\*\*)?(?:\s*\{#[\d:]{4,12}\})?"
)
_TIMED_HEADING = re.compile(
    r"#{1,6}\s+(?:\*\*)?(?P<time>\d{1,3}:\d\d(?::\d\d)?)(?:\*\*)?(?:\s*\{#[^{}]{1,40}\})?"
)


def take_meet_notes(sheet: TextLines) -> None:
    """Set aside what stands above the heading of the transcript; its title and date are facts.

    A heading that is a time is that time, as it is where nobody made a heading of it.
    """
    top = _find_heading(sheet)
    if top is not None:
        above = [place for place in sheet.filled if place < top]
        title = _HEADING.fullmatch(_plain(sheet, top))
        date = next(iter(above[-1:]), None)
        if date is not None and (day := parse_date(_plain(sheet, date))):
            sheet.add_fact(date, "date", day)
        sheet.set_aside(above, NOTES)
        sheet.add_fact(top, "title", title["title"] if title else _plain(sheet, top))
    for place in sheet.filled:
        if heading := _TIMED_HEADING.fullmatch(sheet.lines[place]):
            sheet.lines[place] = heading["time"]


def _find_heading(sheet: TextLines) -> int | None:
    """The line ``A call - Transcript``, close above a time on a line of its own."""
    filled = sheet.filled
    for at, place in enumerate(filled):
        if "cri" not in sheet.lines[place] and "kri" not in sheet.lines[place]:
            continue
        if _HEADING.fullmatch(_plain(sheet, place)):
            below = filled[at + 1 : at + 1 + NEAR]
            if any(_TIME.fullmatch(sheet.text_of(each)) for each in below):
                return place
    return None


def _plain(sheet: TextLines, place: int) -> str:
    return sheet.text_of(place)[:200].strip("#*_📝📖✍️ ").replace("\\-", "-")
