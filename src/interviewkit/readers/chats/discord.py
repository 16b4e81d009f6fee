"""Channels as DiscordChatExporter writes them as text."""

from __future__ import annotations

import re

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.chats.messages import ATTACHED, ChatMessages
from interviewkit.readers.contract import Aside, Heard, Source
from interviewkit.readers.file_edges import HEAD

_RULE = re.compile(r"={20,}")
_SENT = re.compile(r"\[\d{1,4}[./-][^\]\n]{6,30}\] (?P<name>.{1,80}?)(?: \([^()]*pinned\))?")
_BESIDE = re.compile(r"\{(?:Attachments|Embed|Stickers|Reactions)\}")
_FOOT = re.compile(r"Exported [\d,.]+ message\(s\)")


def is_discord(head: str) -> bool:
    lines = head.lstrip().split("\n", 2)
    return len(lines) > 2 and bool(_RULE.fullmatch(lines[0].strip())) and "Guild: " in lines[1]


def read_discord(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation; the name of the channel is a fact, what was sent beside words is told."""
    chat = ChatMessages(source)
    sender, said, begun, beside = "", list[str](), 0, False
    for number, line in enumerate([*source.text.split("\n"), "="], 1):
        found = _SENT.fullmatch(line.strip())
        if found or line.startswith("="):
            chat.add(sender, said, begun)
            said, beside = [], False
            sender, begun = (found["name"] if found else ""), number
        elif _BESIDE.fullmatch(line.strip()) or (beside and line.strip()):
            beside = True
            chat.set_aside(number, line, ATTACHED)
        elif sender:
            beside = False
            said.append(line)
        elif line.strip():
            _take_edge(line.strip(), number, chat)
    return chat.build()


def _take_edge(line: str, number: int, chat: ChatMessages) -> None:
    name, _, value = line.partition(": ")
    if name in ("Guild", "Channel", "Topic") and value:
        chat.facts[name.lower()] = value
    else:
        why = "a closing line that the tool wrote" if _FOOT.fullmatch(line) else HEAD
        chat.aside.append(Aside(number, line, why))
