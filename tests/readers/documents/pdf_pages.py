"""PDFs of transcripts in many layouts, of which each word is known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import read_file

Turns = Sequence[tuple[str, str]]

WORDS = [
    "we",
    "they",
    "colleagues",
    "meeting",
    "coffee",
    "hardly",
    "often",
    "quiet",
    "because",
    "though",
    "office",
    "home",
    "manager",
    "question",
    "answer",
    "machine",
    "draft",
    "client",
    "morning",
    "screen",
    "together",
    "sometimes",
    "nobody",
    "everything",
    "afternoon",
    "conversation",
    "deadline",
    "yesterday",
    "responsible",
    "understanding",
    "remember",
    "difficult",
]


def draw_turns(number: int, seed: int = 3, longest: int = 5) -> list[tuple[str, str]]:
    """Turns of two people, some of a word and some of many sentences."""
    rng = random.Random(seed)
    turns = []
    for place in range(number):
        sentences = [
            " ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 16))).capitalize() + "."
            for _ in range(rng.randint(1, longest))
        ]
        said = "Yes." if place % 7 == 3 else " ".join(sentences)
        turns.append((("Ana", "Ben")[place % 2], said))
    return turns


def print_pdf(body: str, style: str = "", page: str = "size: A4; margin: 22mm") -> bytes:
    """The bytes of a PDF of this HTML."""
    weasyprint = pytest.importorskip("weasyprint")
    css = f"@page {{ {page} }} body {{ font: 11pt/1.35 'DejaVu Serif', serif }} {style}"
    html = f"<html lang=en><style>{css}</style><body>{body}</body></html>"
    return bytes(weasyprint.HTML(string=html).write_pdf())


def print_paragraphs(turns: Turns) -> str:
    return "".join(f"<p>{who}: {text}</p>" for who, text in turns)


def read_pdf_bytes(content: bytes, folder: Path, name: str = "talk.pdf") -> FileReading:
    path = folder / name
    path.write_bytes(content)
    return read_file(path, root=folder, settings=TranscriptSettings())


def list_said(reading: FileReading) -> list[tuple[str, str]]:
    """Who said what, all blanks alike."""
    return [
        (turn.speaker, " ".join(turn.text.split()))
        for transcript in reading.transcripts
        for turn in transcript.turns
    ]
