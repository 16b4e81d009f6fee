"""Chats as JSON: Telegram, Discord, Slack, Messenger."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from interviewkit.model import Transcript
from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]

TALK = [("Mira K", "Good morning"), ("Tom", "Hello, see the plan"), ("Mira K", "Fine")]


def one(read: ReadText, data: Any) -> tuple[Transcript, list[str]]:
    reading = read(json.dumps(data), "chat.json")
    (transcript,) = reading.transcripts
    return transcript, [each.text for each in reading.aside]


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def test_telegram(read: ReadText) -> None:
    def message(number: int, sender: str, text: object, **more: object) -> dict[str, object]:
        when = f"2024-03-01T10:0{number}:00"
        return {"id": number, "type": "message", "date": when, "from": sender, "text": text, **more}

    service = message(1, "", "", actor="Mira K", action="create_group", title="Study")
    parts = ["Hello, see ", {"type": "link", "text": "the plan"}]
    messages = [
        service | {"type": "service"},
        message(2, "Mira K", "Good morning"),
        message(3, "Tom", parts),
        message(4, "Tom", "", media_type="sticker"),
        message(5, "Mira K", "Fine"),
    ]
    transcript, aside = one(read, {"name": "Study", "type": "private_group", "messages": messages})
    assert spoken(transcript) == TALK
    assert transcript.attributes == {"chat": "Telegram", "title": "Study"}
    assert transcript.date == "2024-03-01"
    assert "Mira K create_group Study" in aside


def test_discord_calls_people_as_the_channel_does(read: ReadText) -> None:
    def message(nickname: str, text: str, kind: str = "Default") -> dict[str, object]:
        author = {"id": "7", "name": f"{nickname.lower()}99", "nickname": nickname}
        return {
            "type": kind,
            "timestamp": "2024-03-01T10:01:00+00:00",
            "content": text,
            "author": author,
        }

    messages = [
        message("Tom", "Joined the server.", "GuildMemberJoin"),
        message("Mira K", "Good morning"),
        message("Tom", "Hello, see the plan", "Reply"),
        message("Mira K", "Fine"),
    ]
    guild = {"guild": {"name": "Study"}, "channel": {"name": "group-a"}, "messages": messages}
    transcript, aside = one(read, guild)
    assert spoken(transcript) == TALK
    assert transcript.attributes == {"chat": "Discord", "guild": "Study", "channel": "group-a"}
    assert aside == ["Joined the server."]


def test_slack_names_people_and_writes_signs_out(read: ReadText) -> None:
    def message(user: str, text: str, **more: object) -> dict[str, object]:
        return {"type": "message", "user": user, "text": text, "ts": "1709287260.000100", **more}

    messages = [
        message("U1", "Good morning", user_profile={"real_name": "Mira K"}),
        message("U3", "<@U3> has joined the channel", subtype="channel_join"),
        message(
            "U2",
            "Hello, see <https://plan.invalid|the plan> &amp; tell <@U1>",
            user_profile={"real_name": "", "display_name": "Tom"},
        ),
        message("U1", "Fine"),
    ]
    transcript, aside = one(read, messages)
    told = ("Tom", "Hello, see the plan & tell @Mira K")
    assert spoken(transcript) == [TALK[0], told, TALK[2]]
    assert transcript.date == "2024-03-01"
    assert aside == ["@U3 has joined the channel"]


def test_messenger_stands_upside_down_with_bytes_as_signs(read: ReadText) -> None:
    messages = [
        {
            "sender_name": "Zo\u00c3\u00ab",
            "timestamp_ms": 1709287300000,
            "content": "to the old caf\u00c3\u00a9",
        },
        {"sender_name": "Tom", "timestamp_ms": 1709287280000, "photos": [{"uri": "a.jpg"}]},
        {"sender_name": "Tom", "timestamp_ms": 1709287260000, "content": "Where to?"},
    ]
    transcript, aside = one(read, {"title": "Study", "messages": messages})
    assert spoken(transcript) == [("Tom", "Where to?"), ("Zoë", "to the old café")]
    assert not aside
