"""Logs of IRC and its kin: ``[10:01] <ana> Hello``."""

from __future__ import annotations

import re

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.chats.messages import ChatMessages
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.kinds import HEAD

FEWEST = 2
"""So many lines with a sender make a log."""

_WHEN = r"(?:\[[\d:./ T-]{4,25}\]|[\d-]{0,10}[ T]?\d{1,2}:\d\d(?::\d\d)?)\s+"
_SAID = re.compile(rf"{_WHEN}<[@+%&~ ]?(?P<name>[^\s<>]{{1,40}})>\s(?P<text>.*)")
_NOTICE = re.compile(rf"{_WHEN}(?:\*\*\*|-!-|---|<?-{{1,2}}>?|\*)\s.*")


def is_irc(head: str) -> bool:
    """Whether each line of a text is one of a log, and two of them name their sender."""
    whole = head.split("\n")[:-1] if len(head) >= HEAD else head.split("\n")
    lines = [line for line in whole[:40] if line.strip()]
    said = [bool(_SAID.fullmatch(line.rstrip())) for line in lines]
    others = [bool(_NOTICE.fullmatch(line.rstrip())) for line in lines]
    return sum(said) >= FEWEST and all(map(max, said, others))


def read_irc(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation; who came and went is told."""
    chat = ChatMessages(source)
    for number, line in enumerate(source.text.split("\n"), 1):
        found = _SAID.fullmatch(line.rstrip())
        if found:
            chat.add(found["name"], [found["text"]], number)
        elif line.strip():
            chat.set_aside(number, line)
    return chat.build()
