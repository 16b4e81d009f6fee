"""What files of this family are known by."""

from __future__ import annotations

from interviewkit.readers.kinds import FileKind, look_by

KINDS: tuple[FileKind, ...] = (
    FileKind("whatsapp", (), look_by("chats.whatsapp:is_whatsapp"), also=(".txt", ".md")),
    FileKind("zoom", (), look_by("chats.zoom:is_zoom"), also=(".txt",)),
    FileKind("kakao_line", (), look_by("chats.kakao_line:is_kakao_line"), also=(".txt",)),
    FileKind("discord", (), look_by("chats.discord:is_discord"), also=(".txt",)),
    FileKind("irc", (), look_by("chats.irc:is_irc"), also=(".txt", ".log")),
)
