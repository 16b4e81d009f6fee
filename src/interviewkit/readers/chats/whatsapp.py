"""Chats as WhatsApp exports them, and as other programs write after its pattern.

``12.03.24, 14:05 - Ana: Hello`` (Android) or ``[12.03.24, 14:05:02] Ana: Hello`` (iPhone), with
dates, clocks and notices in the language of the telephone. Whoever is in nobody's address book is a
telephone number. A line without a date goes on with the message above it. On the iPhone an unseen
direction mark stands before what WhatsApp itself writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.chats.messages import ATTACHED, ChatMessages
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.invisible_signs import strip_unseen

FEWEST = 2
"""So many lines with a date make a chat."""

TOP = 2
"""Among so many messages stands what WhatsApp says of a chat in the name of somebody in it."""

_OWN = "\u200e"
"""Stands before what WhatsApp itself writes."""

_UNSEEN = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_BETWEEN = rf"{_UNSEEN}[./-]{_UNSEEN}\s?"
_DATE = rf"\d{{1,4}}(?:{_BETWEEN}|年\s?|년\s)\d{{1,2}}(?:{_BETWEEN}|月\s?|월\s)\d{{1,4}}[.日일]?"
_HALF = r"[^\W\d_]{1,2}\.?(?:\s?[^\W\d_]{1,2}\.?)?"
_CLOCK = rf"(?:[^\W\d_]{{1,4}}\.?\s?)?\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?(?:\s?{_HALF})?"
_WHEN = rf"{_DATE}[,،]?\s+{_CLOCK}"
DATED = re.compile(
    rf"{_UNSEEN}(?:\[{_UNSEEN}{_WHEN}\]|{_WHEN}{_UNSEEN}(?:\s+[-–]|,))(?:\s+|$)(?P<rest>.*)"
)
SENDER = re.compile(r"(?P<name>[^:：\n\"“”„«»]{1,80}?)\s?[:：](?:\s|$)(?P<text>.*)")
_TILDE = re.compile(r"\A~\s*")

_GREETING = re.compile(
    r"encrypted|verschlüsselt|cifrad[oa]s|chiffrés|criptografia|dienkripsi|versleuteld"
    r"|crittografat|szyfrowan|шифрован|şifrel|加密|暗号|암호화|مشفّ?رة|एन्क्रिप्ट",
    re.IGNORECASE,
)
"""In what WhatsApp writes at the head of a chat, above all messages."""

_NOTICE = re.compile(
    r"(?:this message was deleted|you deleted this message|diese nachricht wurde gelöscht"
    r"|du hast diese nachricht gelöscht|se eliminó este mensaje|eliminaste este mensaje"
    r"|ce message a été supprimé|vous avez supprimé ce message|mensagem apagada"
    r"|essa mensagem foi apagada|questo messaggio è stato eliminato|dit bericht is verwijderd"
    r"|bu mesaj silindi|данное сообщение удалено|此消息已删除|null"
    r"|waiting for this message.{0,60})\.?|poll:.{0,80}",
    re.IGNORECASE | re.DOTALL,
)
_FILES = "jpe?g|png|gif|webp|mp4|3gp|mov|opus|ogg|m4a|mp3|aac|pdf|vcf|docx?|xlsx?|pptx?|txt|zip"
_SENT = re.compile(
    rf"<[^<>\n]*(?:[\s:]|[^\x00-\x7f])[^<>\n]*>|[^\n]{{1,120}}\.(?:{_FILES}) \([^()\n]{{4,40}}\)",
    re.IGNORECASE,
)
_MARKED = re.compile(rf"\s*{_OWN}?<[^<>\n]*[\s:][^<>\n]*>\s*\Z")
"""``<This message was edited>`` below what somebody wrote."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What begins with a date: its line, and the lines down to the next one."""

    number: int
    lines: list[str]


def is_whatsapp(head: str) -> bool:
    """Whether a text opens with the date of a message, and names a sender behind two of them."""
    lines = [line for line in head.split("\n") if line.strip()]
    if not lines or not DATED.fullmatch(lines[0].rstrip()):
        return False
    found = list(filter(None, (DATED.fullmatch(line.rstrip()) for line in lines[:60])))
    return sum(bool(SENDER.match(each["rest"])) for each in found) >= FEWEST


def read_whatsapp(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation: who wrote what. What WhatsApp wrote between is told."""
    chat = ChatMessages(source)
    for place, entry in enumerate(_list_entries(source.text)):
        sender = SENDER.match(entry.lines[0])
        if sender is None or (place < TOP and _GREETING.search(sender["text"])):
            chat.set_aside(entry.number, strip_unseen(" ".join(entry.lines)))
        else:
            name = _TILDE.sub("", strip_unseen(sender["name"]).strip())
            _take_message(name, [sender["text"], *entry.lines[1:]], entry.number, chat)
    return chat.build()


def _list_entries(text: str) -> Iterator[_Entry]:
    entry = _Entry(0, [])
    for number, line in enumerate(text.split("\n"), 1):
        found = DATED.fullmatch(line.rstrip())
        if found is None:
            entry.lines.append(line)
            continue
        if entry.lines and entry.number:
            yield entry
        entry = _Entry(number, [found["rest"]])
    if entry.lines and entry.number:
        yield entry


def _take_message(name: str, lines: list[str], number: int, chat: ChatMessages) -> None:
    whole = "\n".join(lines).strip()
    plain = strip_unseen(whole).strip()
    if _SENT.fullmatch(plain):
        chat.set_aside(number, plain, ATTACHED)
    elif whole.startswith(_OWN) or _NOTICE.fullmatch(plain):
        chat.set_aside(number, f"{name}: {plain}")
    else:
        mark = _MARKED.search(whole)
        if mark:
            chat.set_aside(number, strip_unseen(mark[0]))
            whole = whole[: mark.start()]
        chat.add(name, strip_unseen(whole).split("\n"), number)
