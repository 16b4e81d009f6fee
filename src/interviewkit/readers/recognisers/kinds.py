"""What files of this family are known by."""

from __future__ import annotations

import re

from interviewkit.readers.kinds import FileKind, look_by

_KEY = r'\{\s*"[^"\n]*"\s*:'
_JSON = re.compile(rf'\s*(?:{_KEY}|\[\s*(?:{_KEY}|\[\s*[\[{{\d"])|(?:\{{\s*\}}|\[\s*\])\s*\Z)')
_ONE_LINE = re.compile(r"\s*\{[^\n]*\}\s*\n\s*\{")
"""An object a line: a table, unless objects hold lists of words."""

_NESTED = re.compile(r'"(?:words|segments|result|monologues|elements|nBest|NBest)"\s*:\s*\[')


def is_nested(head: str) -> bool:
    """Whether it is JSON whose objects hold lists of words: no table, though one stands a line."""
    return bool(_JSON.match(head) and _NESTED.search(head))


def is_json(head: str) -> bool:
    """Whether a text begins as JSON does; no speech begins so."""
    return is_nested(head) or bool(_JSON.match(head) and not _ONE_LINE.match(head))


KINDS: tuple[FileKind, ...] = (
    FileKind("recogniser", (), is_nested, also=(".jsonl", ".ndjson"), yields=(".otr",)),
    FileKind("recogniser", (".json", ".json3"), is_json, yields=(".jsonl", ".ndjson", ".otr")),
    FileKind("noscribe", (), look_by("recognisers.noscribe:is_noscribe"), also=(".html", ".htm")),
    FileKind("sbv", (".sbv",), look_by("recognisers.subtitles:is_sbv")),
    FileKind("ttml", (".ttml", ".dfxp"), look_by("recognisers.timed_text:is_timed_text")),
    FileKind(
        "video_captions",
        (".srv1", ".srv2", ".srv3"),
        look_by("recognisers.video_captions:is_video_captions"),
        also=(".xml",),
    ),
    FileKind("sami", (".smi", ".sami"), look_by("recognisers.sami:is_sami")),
    FileKind("broadcast_captions", (".scc", ".mcc"), look_by("recognisers.unread:is_broadcast")),
    FileKind("frame_captions", (".sub",), look_by("recognisers.unread:is_counted_in_frames")),
    FileKind(
        "packed_captions", (".stl",), magic=look_by("recognisers.unread:is_ebu_stl"), is_text=False
    ),
    FileKind("lrc", (".lrc",), look_by("recognisers.subtitles:is_lrc")),
    FileKind("substation", (".ass", ".ssa"), look_by("recognisers.subtitles:is_substation")),
    FileKind("whisper_tsv", (), look_by("recognisers.subtitles:is_whisper_tsv"), also=(".tsv",)),
    FileKind("atrain", (), look_by("recognisers.plain_texts:is_atrain"), also=(".txt",)),
    FileKind("rttm", (".rttm",), look_by("recognisers.scored_texts:is_rttm")),
    FileKind("stm", (".stm",)),
    FileKind("ctm", (".ctm",)),
    FileKind(
        "speechmatics_text",
        (),
        look_by("recognisers.plain_texts:is_speechmatics_text"),
        also=(".txt",),
    ),
)
"""Readers of what speech recognisers and meeting services write: JSON, and the texts beside it."""
