"""What a text says about itself before anyone speaks."""

from __future__ import annotations

import re

from interviewkit.errors import Problem
from interviewkit.readers.reading import Source
from interviewkit.readers.times import iso_date

_FENCE = re.compile(r"-{3,}\s*$")
_ENTRY = re.compile(r"(\w[\w .-]{0,40}?)\s*:(?:\s+(.*)|$)")
_FOOTER = re.compile(r"\s*\n\s*Transcribed by ((?:https?://)?otter\.ai)\S*\s*$", re.IGNORECASE)
_REMARK = re.compile(r"[^:.?!]{1,80} (?:started|stopped) transcription", re.IGNORECASE)
_DURATION = re.compile(r"(?:\d+h\s*)?(?:\d+m\s*)?\d+s|(?:\d+h\s*)?\d+m")
_SIGNS = frozenset(
    {"date", "title", "wave", "group", "location", "duration", "recorded", "language"}
)

Cut = tuple[dict[str, str], str, int, list[Problem]]
"""The facts, the text below them, the number of lines cut off above, and problems."""


def cut_front(text: str, source: Source) -> Cut:
    """Take a block between ``---`` lines, or a head of ``Date: …`` lines, off the text."""
    lines = text.split("\n", 1)
    if _FENCE.match(lines[0].lstrip("\ufeff")):
        return _fenced(text, source)
    return _headed(text)


def cut_footer(text: str) -> tuple[dict[str, str], str]:
    """Take the line off in which Otter signs its transcripts."""
    match = _FOOTER.search(text[-400:])
    if not match:
        return {}, text
    start = max(len(text) - 400, 0) + match.start()
    return {"transcribed by": match.group(1)}, text[:start]


def cut_meeting(text: str) -> tuple[dict[str, str], str]:
    """Take the head that Teams writes (title, date, duration) and its own remarks off the text.

    The lines are blanked, not removed, so that line numbers stand.
    """
    lines = text.split("\n")
    remarks = [n for n, line in enumerate(lines) if _REMARK.fullmatch(line.strip())]
    top = [n for n, line in enumerate(lines[:12]) if line.strip()][:4]
    dated = next((n for n in top if iso_date(lines[n])), None)
    lasting = next((n for n in top if _DURATION.fullmatch(lines[n].strip())), None)
    facts: dict[str, str] = {}
    if dated is not None and (remarks or lasting is not None):
        facts["date"] = iso_date(lines[dated])
        remarks.append(dated)
        if lasting is not None:
            facts["duration"] = lines[lasting].strip()
            remarks.append(lasting)
        if top[0] < dated:
            facts["title"] = lines[top[0]].strip()
            remarks.append(top[0])
    for n in remarks:
        lines[n] = ""
    return facts, "\n".join(lines)


def _fenced(text: str, source: Source) -> Cut:
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), 0)
    if not end:
        what = "the block that opens with --- is never closed; it was read as speech"
        return {}, text, 0, [source.problem(what, line=1, hint="close it with a line of ---")]
    facts: dict[str, str] = {}
    problems = []
    for number, line in enumerate(lines[1:end], 2):
        entry = _ENTRY.fullmatch(line.strip())
        if entry:
            name, said = entry.group(1).lower(), (entry.group(2) or "").strip().strip("\"'")
            facts[name] = f"{facts[name]}; {said}" if name in facts else said
        elif line.strip():
            facts["note"] = " ".join(filter(None, (facts.get("note", ""), line.strip())))
            if not line.lstrip().startswith("#"):  # a comment, as YAML has it
                what = f"{line.strip()[:60]!r} is not 'key: value'; it was kept as a note"
                problems.append(source.problem(what, line=number))
    return facts, "\n".join(lines[end + 1 :]), end + 1, problems


def _headed(text: str) -> Cut:
    """A first paragraph of nothing but ``Key: value`` with at least one date, title or the like."""
    head, gap, rest = text.partition("\n\n")
    lines = head.split("\n")
    entries = [_ENTRY.fullmatch(line.strip()) for line in lines[:30]]
    if not gap or len(lines) > 30 or not all(entries):
        return {}, text, 0, []
    facts = {entry[1].lower(): (entry[2] or "").strip() for entry in entries if entry}
    if len(facts) < len(lines) or not _SIGNS & facts.keys():
        return {}, text, 0, []
    return facts, rest, len(lines) + 1, []
