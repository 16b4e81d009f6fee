"""Chats as KakaoTalk and LINE export them: a head, dates on lines of their own, then messages."""

from __future__ import annotations

import re

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.chats.messages import ATTACHED, ChatMessages
from interviewkit.readers.chats.whatsapp import DATED, SENDER
from interviewkit.readers.contract import Heard, Source

_KAKAO = re.compile(r"카카오톡|KakaoTalk")
_ON_A_DESK = re.compile(r"\[(?P<name>[^\[\]\n]{1,60})\] \[[^\[\]\n]{4,20}\] (?P<text>.*)")
_LINE_APP = re.compile(
    r"(?:[^\W\d]{1,4}\s?)?\d{1,2}:\d\d(?:\s?[AP]M)?\t(?P<name>[^\t\n]{1,60})\t(?P<text>.*)"
)
_NOTICE = re.compile(
    r"(?:[^\W\d]{1,4}\s?)?\d{1,2}:\d\d(?:\s?[AP]M)?\t+.*"  # who came and went
    r"|-{5}.*-{5}"
    r"|\d{4}[年년./].{4,40}"
    r"|\d{1,2}/\d{1,2}/\d{4}.{0,12}"
    r"|\w{3}, \d{2}/\d{2}/\d{4}"
    r"|(?:저장한 날짜|保存日時|Date Saved|Saved on|儲存日期)\s?[:：].*"
)
_SENT = re.compile(
    r"\[[^\[\]\n]{1,20}\]|사진(?: \d+장)?|이모티콘|동영상|삭제된 메시지입니다\."
    r"|Photos?(?: \d+)?|Emoticons?"
)


def is_kakao_line(head: str) -> bool:
    """Whether the first line says which program wrote a chat, and messages stand below it."""
    first, _, below = head.lstrip("\ufeff\n ").partition("\n")
    known = first.startswith("[LINE]") or bool(_KAKAO.search(first))
    return known and any(_find_message(line) for line in below.split("\n")[:30])


def _find_message(line: str) -> re.Match[str] | None:
    line = line.rstrip()
    if found := _ON_A_DESK.fullmatch(line) or _LINE_APP.fullmatch(line):
        return found
    dated = DATED.fullmatch(line)
    return SENDER.fullmatch(dated["rest"]) if dated else None


def read_kakao_line(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation: who wrote what. Heads, dates, and who came and went are told."""
    chat = ChatMessages(source)
    sender, said, begun = "", list[str](), 0
    for number, line in enumerate([*source.text.split("\n"), "----- -----"], 1):
        found = _find_message(line)
        if not found and sender and not _NOTICE.fullmatch(line.strip()):
            said.append(line)
            continue
        _take(sender, said, begun, chat)
        sender, said, begun = "", [], number
        if found:
            sender, said = found["name"].strip(), [found["text"]]
        elif line.strip(" -"):
            chat.set_aside(number, line)
    return chat.build()


def _take(sender: str, said: list[str], begun: int, chat: ChatMessages) -> None:
    text = "\n".join(said).strip()
    if _SENT.fullmatch(text):
        chat.set_aside(begun, text, ATTACHED)
    elif sender:
        quoted = len(text) > 1 and "\n" in text and text[0] == text[-1] == '"'
        chat.add(sender, (text[1:-1] if quoted else text).split("\n"), begun)
