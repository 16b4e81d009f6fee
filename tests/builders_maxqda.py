"""Databases of MAXQDA, with the columns that public readers of real files name.

Where the words of documents lie is not public; hence three ways that it may be.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from builders_databases import make_database

BARE = (
    "CREATE TABLE Texts (ID INTEGER PRIMARY KEY, Name TEXT)",
    "CREATE TABLE Codewords (ID INTEGER PRIMARY KEY, Name TEXT)",
    "CREATE TABLE Codings (ID INTEGER PRIMARY KEY, TextID INTEGER, WordID INTEGER, Preview TEXT, "
    "SegPos1X INTEGER, SegPos2X INTEGER, SegPos1StdUnit TEXT, SegPos2StdUnit TEXT)",
)
FULL = (
    "CREATE TABLE Texts (ID INTEGER PRIMARY KEY, Name TEXT, Memo TEXT, User TEXT, "
    "CreationDate TEXT, Body BLOB)",
    "CREATE TABLE Codewords (ID INTEGER PRIMARY KEY, Name TEXT, ParentID INTEGER, Color INTEGER, "
    "Memo TEXT)",
    "CREATE TABLE Codings (ID INTEGER PRIMARY KEY, TextID INTEGER, WordID INTEGER, Preview TEXT, "
    "SegPos1X INTEGER, SegPos2X INTEGER, SegPos1StdUnit TEXT, SegPos2StdUnit TEXT, User TEXT, "
    "Comment TEXT)",
    "CREATE TABLE Memos (ID INTEGER PRIMARY KEY, Title TEXT, Text BLOB, TextID INTEGER, "
    "WordID INTEGER, User TEXT)",
    "CREATE TABLE Variables (ID INTEGER PRIMARY KEY, Name TEXT)",
    "CREATE TABLE VariableValues (TextID INTEGER, VariableID INTEGER, Value TEXT)",
    "CREATE TABLE Preferences (ID INTEGER PRIMARY KEY, Value TEXT)",
)
BESIDE = (*BARE, "CREATE TABLE TextData (ID INTEGER PRIMARY KEY, TextID INTEGER, Words BLOB)")

TALK = "Anna: Heute 🙂 fahre ich Rad.\nBen: Ich auch, שלום עולם, immer.\nAnna: Gut 👍🏽 so."
LONG = "Ben: Ich auch, שלום עולם, immer.\nAnna: Gut 👍🏽 so." + " Und so fort" * 5
SHEET = f"{TALK}{' Und so fort' * 5}\n"


def write_rtf(text: str) -> str:
    """RTF as Windows writes it: beyond ASCII in signed UTF-16 units."""
    body = []
    for each in text:
        if each == "\n":
            body.append("\\par\n")
        elif each.isascii():
            body.append(each)
        else:
            raw = each.encode("utf-16-le")
            units = [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]
            body += [f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units]
    return "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + "".join(body) + "}"


def pack_as_qt(raw: bytes) -> bytes:
    return len(raw).to_bytes(4, "big") + zlib.compress(raw)


def place(words: str, first: int = 0) -> dict[str, Any]:
    """UTF-16 units, and no more than 63 characters of the words."""
    start = len(SHEET[: SHEET.index(words)].encode("utf-16-le")) // 2 + first
    length = len(words.encode("utf-16-le")) // 2
    return {"Preview": words[:63].strip(), "SegPos1X": start, "SegPos2X": start + length,
            "SegPos1StdUnit": "1", "SegPos2StdUnit": "3"}  # fmt: skip


def codings(first: int = 0) -> list[dict[str, Any]]:
    return [
        {"ID": 1, "TextID": 1, "WordID": 1, **place("fahre ich Rad. ".strip(), first)},
        {"ID": 2, "TextID": 1, "WordID": 2, **place("fahre ich Rad.", first)},
        {"ID": 3, "TextID": 1, "WordID": 2, **place(LONG, first)},
        {"ID": 4, "TextID": 1, "WordID": 1, **place("Gut 👍🏽 ", first)},
        {"ID": 5, "TextID": 1, "WordID": 8, **place("Gut", first)},
        {"ID": 6, "TextID": 9, "WordID": 1, **place("Gut", first)},
        {"ID": 7, "TextID": 2, "WordID": 1, "Preview": "auf Seite zwei", "SegPos1X": 4,
         "SegPos2X": 5, "SegPos1StdUnit": "2:10"},
    ]  # fmt: skip


def bare_rows(first: int = 0) -> dict[str, list[dict[str, Any]]]:
    return {
        "Texts": [{"ID": 1, "Name": "Anna"}, {"ID": 2, "Name": "Blatt"}],
        "Codewords": [{"ID": 1, "Name": "gern"}, {"ID": 2, "Name": "oft"}],
        "Codings": codings(first),
    }


def full_rows() -> dict[str, list[dict[str, Any]]]:
    rows = bare_rows()
    rows["Texts"][0] |= {
        "Memo": "im Park", "User": "Kim", "CreationDate": "2024-05-06 07:08:09",
        "Body": pack_as_qt(write_rtf(SHEET).encode()),
    }  # fmt: skip
    rows["Codewords"][0] |= {"ParentID": 2, "Color": 255, "Memo": write_rtf("mit Freude")}
    rows["Codewords"].append({"ID": 3, "Name": "lose", "ParentID": 77})
    for number, row in enumerate(rows["Codings"]):
        row["User"] = ("Kim", "Lee")[number % 2]
    rows["Codings"][0]["Comment"] = "sehr"
    return rows | {
        "Memos": [
            {"ID": 1, "Title": "Idee", "Text": write_rtf("Es regnet.").encode(), "User": "Lee"},
            {"ID": 2, "Title": "zu Anna", "Text": "müde", "TextID": 1},
            {"ID": 3, "Title": "zu oft", "Text": "wann?", "WordID": 2},
            {"ID": 4, "Text": b"\x89PNG.."},
        ],
        "Variables": [{"ID": 1, "Name": "Alter"}],
        "VariableValues": [
            {"TextID": 1, "VariableID": 1, "Value": "34"},
            {"TextID": 8, "VariableID": 1, "Value": "1"},
        ],
        "Preferences": [{"ID": 1, "Value": "x"}],
    }


def bare_file(folder: Path) -> Path:
    return make_database(folder / "wege.mex", BARE, bare_rows())


def full_file(folder: Path) -> Path:
    return make_database(folder / "wege.mx24", FULL, full_rows())


def beside_file(folder: Path) -> Path:
    """Words in a table of their own, in UTF-16, places counted from 1."""
    rows = bare_rows(1) | {"TextData": [{"ID": 5, "TextID": 1, "Words": SHEET.encode("utf-16")}]}
    return make_database(folder / "wege.mx22", BESIDE, rows)
