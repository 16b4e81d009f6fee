"""What files of this family are known by."""

from __future__ import annotations

from interviewkit.readers.annotation.chat import is_chat
from interviewkit.readers.annotation.eaf import is_eaf
from interviewkit.readers.annotation.exmaralda import is_exmaralda
from interviewkit.readers.annotation.folker import is_folker
from interviewkit.readers.annotation.inqscribe import is_inqscribe
from interviewkit.readers.annotation.tei import is_tei
from interviewkit.readers.annotation.textgrid import is_binary_textgrid, is_textgrid
from interviewkit.readers.annotation.transcriber import is_transcriber
from interviewkit.readers.kinds import FileKind

KINDS: tuple[FileKind, ...] = (
    FileKind("eaf", (".eaf",), is_eaf),
    FileKind("textgrid", (".textgrid",), is_textgrid),
    FileKind("textgrid", (), magic=is_binary_textgrid),
    FileKind("chat", (".cha",), is_chat),
    FileKind("exmaralda", (".exb", ".exs"), is_exmaralda),
    FileKind("folker", (".flk", ".fln"), is_folker),
    FileKind("transcriber", (".trs",), is_transcriber),
    FileKind("tei", (), is_tei, also=(".xml", ".tei")),
    FileKind("inqscribe", (".inqscr",), is_inqscribe),
)
