"""Chats as messengers export them in JSON: Telegram, Discord, Slack, Facebook and Instagram.

Times of messages are those of a clock on the wall, and so no times of a recording.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from interviewkit.readers.contract import Aside, SpeechPiece
from interviewkit.readers.recognisers.listening import Listening
from interviewkit.readers.recognisers.values import (
    Object,
    get_object,
    has_keys,
    list_objects,
    name_speaker,
    pick,
    read_line,
    read_number,
    read_text,
)

NOTICES = "lines that the program of the chat writes"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _say(heard: Listening, sender: object, text: str, notice: bool = False) -> None:
    """A message, or what the program wrote between messages."""
    if notice and text:
        heard.aside.append(Aside(0, text, NOTICES))
    elif text:
        heard.said.append(SpeechPiece(name_speaker(sender), text))


def _note_day(heard: Listening, written: object) -> None:
    """The date of the chat is that of its first message."""
    day = _DAY.match(read_text(written))
    if day and "date" not in heard.facts:
        heard.note_fact("date", day[0])


def _note_instant(heard: Listening, seconds: float | None) -> None:
    if seconds is not None and 0 < seconds < 4e9:
        _note_day(heard, datetime.fromtimestamp(seconds, UTC).isoformat())


# -- Telegram --------------------------------------------------------------------------------------


def fits_telegram(data: Any) -> bool:
    messages = list_objects(get_object(data).get("messages"))
    return bool(messages) and has_keys(messages[0], "id", "type", "date", "text")


def read_telegram(data: Any, heard: Listening) -> None:
    """Texts may be in parts, as links and bold words are."""
    heard.note_fact("title", data.get("name"))
    for message in list_objects(data["messages"]):
        _note_day(heard, message.get("date"))
        text = "".join(_list_parts(message.get("text"))).strip()
        if message.get("type") == "service":
            what = [message.get("actor"), message.get("action"), message.get("title")]
            _say(heard, "", " ".join(filter(None, map(read_line, what))), notice=True)
        else:
            _say(heard, pick(message, "from", "from_id"), text)


def _list_parts(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        yield read_text(part.get("text") if isinstance(part, dict) else part)


# -- Discord ---------------------------------------------------------------------------------------


def fits_discord(data: Any) -> bool:
    messages = list_objects(get_object(data).get("messages"))
    return bool(messages) and has_keys(messages[0], "author", "content", "timestamp")


def read_discord(data: Any, heard: Listening) -> None:
    """What DiscordChatExporter writes; who joined or pinned something is told."""
    heard.note_fact("guild", get_object(data.get("guild")).get("name"))
    heard.note_fact("channel", get_object(data.get("channel")).get("name"))
    for message in list_objects(data["messages"]):
        _note_day(heard, message.get("timestamp"))
        author = get_object(message.get("author"))
        kind = read_text(message.get("type")) or "Default"
        notice = kind not in ("Default", "Reply", "0", "19")
        sender = pick(author, "nickname", "name", "id")
        _say(heard, sender, read_text(message.get("content")).strip(), notice)


# -- Slack -----------------------------------------------------------------------------------------

_MENTION = re.compile(r"<([@#!])([^<>|]+)(?:\|([^<>]*))?>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^<>|]+)(?:\|([^<>]*))?>")


def fits_slack(data: Any) -> bool:
    messages = list_objects(data)
    return bool(messages) and all(has_keys(each, "ts", "type", "text") for each in messages[:5])


def read_slack(data: Any, heard: Listening) -> None:
    """A day of a channel; people are called as their profile says, where it stands there."""
    messages = list_objects(data)
    names = {str(each.get("user")): name for each in messages if (name := _name_in_slack(each))}
    heard.respelt += [read_text(each.get("text")) for each in messages]
    for message in messages:
        _note_instant(heard, read_number(message.get("ts")))
        notice = read_text(message.get("subtype")) not in ("", "thread_broadcast", "bot_message")
        user = str(pick(message, "user", "username", "bot_id") or "")
        _say(heard, names.get(user, user), _write_out(message, names), notice)


def _name_in_slack(message: Object) -> str:
    profile = get_object(message.get("user_profile"))
    return read_line(profile.get("real_name")) or read_line(profile.get("display_name"))


def _write_out(message: Object, names: dict[str, str]) -> str:
    """The text with people named, and links as they were shown."""
    text = _LINK.sub(lambda link: link[2] or link[1], read_text(message.get("text")))
    text = _MENTION.sub(
        lambda who: f"{who[1].replace('!', '@')}{who[3] or names.get(who[2], who[2])}", text
    )
    return html.unescape(text).strip()


# -- Facebook Messenger, Instagram -----------------------------------------------------------------


def fits_messenger(data: Any) -> bool:
    messages = list_objects(get_object(data).get("messages"))
    old = bool(messages) and has_keys(messages[0], "sender_name", "timestamp_ms")
    return old or (bool(messages) and has_keys(messages[0], "senderName", "timestamp", "text"))


def read_messenger(data: Any, heard: Listening) -> None:
    """The last message stands first in the file; its bytes are written one sign each."""
    heard.note_fact("title", _mend(pick(data, "title", "threadName")))
    sent = [
        (read_number(pick(each, "timestamp_ms", "timestamp")) or 0.0, each)
        for each in reversed(list_objects(data["messages"]))
    ]
    for instant, message in sorted(sent, key=lambda each: each[0]):
        _note_instant(heard, instant / 1000)
        heard.respelt.append(read_text(pick(message, "content", "text")))
        text = _mend(heard.respelt[-1])
        _say(heard, _mend(pick(message, "sender_name", "senderName")), text.strip())


def _mend(value: object) -> str:
    """A text whose bytes of UTF-8 stand as one sign each."""
    text = read_text(value)
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
