"""What files of this family are known by."""

from __future__ import annotations

from interviewkit.readers.kinds import FileKind, look_by

KINDS: tuple[FileKind, ...] = (
    FileKind("eaf", (".eaf",), look_by("annotation.eaf:is_eaf")),
    FileKind("textgrid", (".textgrid",), look_by("annotation.textgrid:is_textgrid")),
    FileKind("textgrid", (), magic=look_by("annotation.textgrid:is_binary_textgrid")),
    FileKind("chat", (".cha",), look_by("annotation.chat:is_chat")),
    FileKind("exmaralda", (".exb", ".exs"), look_by("annotation.exmaralda:is_exmaralda")),
    FileKind("folker", (".flk", ".fln"), look_by("annotation.folker:is_folker")),
    FileKind("transcriber", (".trs",), look_by("annotation.transcriber:is_transcriber")),
    FileKind("tei", (), look_by("annotation.tei:is_tei"), also=(".xml", ".tei")),
    FileKind("inqscribe", (".inqscr",), look_by("annotation.inqscribe:is_inqscribe")),
)
