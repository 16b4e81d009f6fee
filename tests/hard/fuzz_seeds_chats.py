"""Small sound files of chats and of captions that players of videos have."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Turns = tuple[tuple[str, str], ...]
Maker = tuple[str, Callable[[], list[bytes]]]


def list_chat_makers(turns: Turns) -> dict[str, Maker]:
    """Format → suffix and sound files."""
    return {
        "chats": (".txt", lambda: _write_chats(turns)),
        "chats-json": (".json", lambda: [_as_json(each) for each in _build_chats(turns)]),
        "json3": (".json3", lambda: [_write_json3(turns)]),
        "srv": (".srv3", lambda: [_write_srv3(turns), _write_srv1(turns)]),
        "sami": (".smi", lambda: [_write_sami(turns)]),
    }


LAYOUTS = (
    ("", "12.03.24, 14:0{n} - {who}: {text}\n"),
    ("", "[12/03/2024, 14:0{n}:02] {who}: {text}\n"),
    ("", "14:0{n}:07 From {who} to Everyone:\n\t{text}\n"),
    ("", "[10:0{n}] <{who}> {text}\n"),
    (
        "Study 님과 카카오톡 대화\n저장한 날짜 : 2024-03-02 10:00:00\n\n",
        "[{who}] [오전 10:0{n}] {text}\n",
    ),
    (
        "[LINE] Chat history with Study\nSaved on: 03/02/2024, 10:00\n\nFri, 03/01/2024\n",
        "10:0{n} AM\t{who}\t{text}\n",
    ),
    (
        f"{'=' * 62}\nGuild: Study\nChannel: Text / group-a\n{'=' * 62}\n\n",
        "[01/03/2024 10:0{n}] {who}\n{text}\n\n",
    ),
)
"""What stands above the messages, and one of them: WhatsApp twice, Zoom, IRC, KakaoTalk, LINE,
Discord."""


def _write_chats(turns: Turns) -> list[bytes]:
    return [
        (head + "".join(_fill(layout, n, turn) for n, turn in enumerate(turns))).encode()
        for head, layout in LAYOUTS
    ]


def _fill(layout: str, number: int, turn: tuple[str, str]) -> str:
    return layout.format(n=number, who=turn[0], text=turn[1])


def _build_chats(turns: Turns) -> list[Any]:
    """As Telegram, Discord, Slack and Messenger write them."""
    telegram = [
        {"id": n, "type": "message", "date": f"2024-03-01T10:0{n}:00", "from": who, "text": text}
        for n, (who, text) in enumerate(turns)
    ]
    discord = [
        {"type": "Default", "timestamp": f"2024-03-01T10:0{n}:00+00:00", "content": text,
         "author": {"id": "7", "name": "a", "nickname": who}}
        for n, (who, text) in enumerate(turns)
    ]  # fmt: skip
    slack = [
        {"type": "message", "user": who, "text": text, "ts": f"170928726{n}.000100",
         "user_profile": {"real_name": who}}
        for n, (who, text) in enumerate(turns)
    ]  # fmt: skip
    messenger = [
        {"sender_name": who, "timestamp_ms": 1709287300000 - n, "content": text}
        for n, (who, text) in enumerate(turns)
    ]
    return [
        {"name": "Study", "type": "private_group", "messages": telegram},
        {"guild": {"name": "Study"}, "channel": {"name": "a"}, "messages": discord},
        slack,
        {"title": "Study", "messages": messenger},
    ]


def _as_json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _write_json3(turns: Turns) -> bytes:
    events = [
        {"tStartMs": 4000 * n, "dDurationMs": 3000, "segs": [{"utf8": f"{who}: "}, {"utf8": text}]}
        for n, (who, text) in enumerate(turns)
    ]
    return _as_json({"wireMagic": "pb3", "events": events})


def _write_srv1(turns: Turns) -> bytes:
    said = "".join(
        f'<text start="{4 * n}" dur="3">{who}: {text}</text>' for n, (who, text) in enumerate(turns)
    )
    return f'<?xml version="1.0" encoding="utf-8" ?><transcript>{said}</transcript>'.encode()


def _write_srv3(turns: Turns) -> bytes:
    said = "".join(
        f'<p t="{4000 * n}" d="3000" w="1"><s>{who}: </s><s t="200">{text}</s></p>'
        for n, (who, text) in enumerate(turns)
    )
    head = '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">'
    return f"{head}<head><pen id='1'/></head><body>{said}</body></timedtext>".encode()


def _write_sami(turns: Turns) -> bytes:
    said = "".join(
        f"<SYNC Start={4000 * n}><P Class=ENCC>{who}: {text}\n"
        for n, (who, text) in enumerate(turns)
    )
    style = '<STYLE TYPE="text/css"><!--\n.ENCC {Name: English; lang: en-US;}\n--></STYLE>'
    return f"<SAMI>\n<HEAD><TITLE>A</TITLE>{style}</HEAD>\n<BODY>\n{said}</BODY></SAMI>\n".encode()
