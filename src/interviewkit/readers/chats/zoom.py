"""Chats that Zoom saves beside a meeting, in the languages of its programs.

``19:04:12 From Ana to Everyone:`` with the message below it behind a tab; older ones have it on the
same line, ``19:04:12\t From Ana : Hello``; those of a recording in the cloud are ``00:04:12\tAna:\t
Hello``; what is copied out of its window has the time behind, ``From Ana to Everyone:  09:02 PM``.
A line without a time goes on with the message above it.
"""

from __future__ import annotations

import re
from itertools import starmap

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.chats.messages import ChatMessages
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.kinds import HEAD
from interviewkit.readers.times import parse_seconds

FEWEST = 2
"""So many lines with a time and a name, all others being below one, make a chat of the cloud."""

REACTIONS = "reactions to a message, and beginnings of messages that are answered"

_WORDS = {
    "From": "to|To",
    "Von": "an|An",
    "De": "a|A|à|À|para|Para",
    "Da": "a|A",
    "Od": "do|Do",
    "От": "к|К|для|кому",
    "Van": "aan|Aan",
    "Från": "till|Till",
    "Fra": "til|Til",
    "Dari": "kepada|Kepada|ke",
    "開始": "終了|に",
    "来自": "到|至",
}
"""``From`` and ``to`` in the languages of Zoom."""


def _spell_sender(begin: str, to: str) -> str:
    name = r"(?P<name_N>[^\n:：]{1,80}?)"
    whom = rf"(?:\s+(?:{to})\s+(?P<whom_N>[^\n:：]{{1,120}}?))?"
    return rf"{begin}\s+{name}{whom}(?:(?::|\s[:：])|(?<=[)）])[:：])"


_BEGIN = r"(?P<when>\d{1,2}:\d\d:\d\d)"
_SENDERS = "|".join(
    way.replace("_N", str(number))
    for number, way in enumerate(
        [
            *starmap(_spell_sender, _WORDS.items()),
            r"(?P<name_N>[^\n:：]{1,80}?)\s(?:對|对|到)\s(?P<whom_N>[^\n:：]{1,120}?):",
        ]
    )
)
_SAID = re.compile(rf"{_BEGIN}\s+(?:{_SENDERS})(?P<text>|\s.*)")
_COPIED = re.compile(rf"(?:{_SENDERS})\s+\d{{1,2}}:\d\d(?:\s[AP]M)?(?P<text>)")
_IN_THE_CLOUD = re.compile(rf"{_BEGIN}[\t ]+(?P<name0>[^\t\n:：]{{1,80}}):\t(?P<text>.*)")
_REACTION = re.compile(
    r"Reacted to \".*\" with .{1,20}|Removed an? .{1,20} reaction from \".*\"|Replying to \".*\"",
    re.DOTALL,
)
_ALONE = re.compile(
    r"\((?:Privately|Direct Message|Direktnachricht|Mensaje directo)\)|（ダイレクト"
)
"""Behind whom a message went to alone."""


def is_zoom(head: str) -> bool:
    """Whether a text opens with a message as Zoom writes it; two at least in those of the cloud."""
    lines = (head.rpartition("\n")[0] if len(head) >= HEAD else head).lstrip("\ufeff\n").split("\n")
    layout = _find_layout(lines[0])
    fewest = FEWEST if layout is _IN_THE_CLOUD else 1
    found = [line for line in lines if layout and layout.fullmatch(line.rstrip())]
    return len(found) >= fewest


def read_zoom(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation: who wrote what, and when. Reactions are told; so is what went to one."""
    chat = ChatMessages(source)
    layout = _find_layout(source.text.lstrip("\ufeff\n").partition("\n")[0]) or _SAID
    alone = list[int]()
    message: tuple[str, float | None, int] | None = None
    lines = list[str]()
    for number, line in enumerate(source.text.split("\n"), 1):
        found = layout.fullmatch(line.rstrip())
        if not found:
            lines.append(line)
            continue
        _take(message, lines, chat)
        given = {key.rstrip("0123456789"): what for key, what in found.groupdict().items() if what}
        message = given["name"].strip(), parse_seconds(given.get("when", "")), number
        lines = [given.get("text", "")]
        alone += [number] if _ALONE.search(given.get("whom", "")) else []
    _take(message, lines, chat)
    return chat.build(_tell_alone(source, alone))


def _find_layout(first: str) -> re.Pattern[str] | None:
    layouts = (_SAID, _COPIED, _IN_THE_CLOUD)
    return next((each for each in layouts if each.fullmatch(first.rstrip())), None)


def _take(
    message: tuple[str, float | None, int] | None, lines: list[str], chat: ChatMessages
) -> None:
    if message is None:
        if before := "\n".join(lines).strip():
            chat.set_aside(1, before)
        return
    name, start, number = message
    first, *below = "\n".join(lines).strip().split("\n")
    while _REACTION.fullmatch(first.strip()):
        chat.set_aside(number, f"{name}: {first}", REACTIONS)
        first, *below = "\n".join(below).strip().split("\n")
    chat.add(name, [first, *below], number, start)


def _tell_alone(source: Source, lines: list[int]) -> list[Problem]:
    if not lines:
        return []
    many = f"{len(lines)} messages" if len(lines) > 1 else "a message"
    what = f"{many} went to one person alone, not to everyone"
    hint = "whoever wrote it may not want it in a study; take it out of the file then"
    return [Problem(source.shown, lines[0], what, hint, fatal=False)]
