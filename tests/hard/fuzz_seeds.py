"""Small sound files of every format, from which damaged ones are made."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fuzz_seeds_chats import list_chat_makers
from fuzz_seeds_foreign import Maker, Turns, list_makers
from fuzz_seeds_projects import list_project_makers

TURNS = (
    ("Moderator", "How is it at work these days?"),
    ("Ana", "I hardly talk to my colleagues any more. The coffee is good, though."),
    ("Dr. Ben Müller", "Really? We talk more than ever: 3 times a day."),
    ("Moderator", "And the tools?"),
    ("Ana", "They are fine – 日本 – I suppose."),
)

CODEBOOK = """
name: Small
version: "1"
language: en
lists:
  machine: [AI, the tool, chatbot]
themes:
  - {id: ties, label: Ties, definition: Ties at work., codes: [isolation]}
codes:
  - id: isolation
    label: Isolation
    definition: >
      Weaker ties to people at work.
    include: [less talk]
    exclude: [working alone by choice]
    polarity: ["+", "-"]
    examples:
      - I hardly talk to my colleagues any more.
      - {text: We talk more than ever., polarity: "-"}
    near_misses:
      - I work from home on Mondays.
    patterns:
      - hardly|barely talk to
      - {match: talk more than ever, polarity: "-", weight: 0.5, unless: "<machine>"}
      - "feel *2 (very good|[adj])? [neg]"
      - [{LOWER: coffee}, {LEMMA: be}]
"""

BESIDE = """
# looked for
lists:
  machine: [AI, the tool, chatbot]
patterns:
  bus:
    - hardly|barely talk to
    - {match: talk more than ever, polarity: "-", weight: 0.5, unless: "<machine>"}
  walk: ["feel *2 (very good|[adj])? [neg]", [{LOWER: coffee}, {LEMMA: be}]]
"""

TOML = """
[study]
name = "Small"
seed = 7
[transcripts]
files = ["transcripts/**/*"]
aliases = { "Jon S." = "Jonathan Smith" }
columns = { text = "answer" }
[passages]
unit = "sentence"
window = 3
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
error = 0.10
[topics]
enabled = false
[survey]
file = "survey.csv"
missing = ["", "NA", "-99"]
derived = { tired = "burnout >= 4", top = "gain >= quantile(gain, 0.75)" }
scales = { trust = ["trust_1", "trust_2"] }
[segments]
freelancers = 'group == "freelancer"'
top = { rule = 'gain >= quantile(gain, 0.75)', label = "Top" }
[report]
quotes = 5
"""

SURVEY = [
    ["respondent", "group", "age", "trust", "date", "why", "tools"],
    ["r1", "freelancer", "34", "agree", "2025-04-01", "because, well", "AI;mail"],
    ["r2", "employee", "51", "disagree", "2025-04-02", "", "mail"],
    ["r3", "employee", "1.234,5", "neutral", "2025-04-03", "no\nidea", ""],
    ["r4", "freelancer", "-99", "agree", "", "=1+1", "AI"],
    ["r5", "employee", "28", "NA", "2025-04-05", "Ünïcode", "AI;mail"],
]

PEOPLE = [
    ["transcript", "speaker", "participant", "role", "respondent", "wave", "age"],
    ["talk", "Ana", "P01", "participant", "r1", "1", "34"],
    ["*", "Moderator", "", "moderator", "", "", ""],
    ["talk", "Dr. Ben Müller", "P02", "participant", "r2", "1", "51"],
]

CODINGS = [
    ["transcript", "turn", "start", "end", "quote", "code", "polarity", "coder", "status", "score"],
    ["talk", "2", "", "", "I hardly talk to my colleagues", "isolation", "+", "ana", "", ""],
    ["talk", "3", "0", "7", "Really?", "isolation", "-", "ben", "accepted", "0.5"],
    ["talk", "5", "", "", "", "", "", "ana", "", ""],
]

RULES = (
    'group == "freelancer" and age >= 50',
    "not (age < 30 or trust >= quantile(trust, 0.75))",
    'group in ["a", "b"] and missing(age)',
    "age / 2 + 3 * trust > mean(age) and between(age, 20, 30)",
    'starts_with(group, "free") and any_of(a, b)',
)

PATTERNS = (
    "hardly|barely talk to",
    "feel *2 (very good|[adj])? [neg]",
    "=coffee ... good?",
    "<machine> brainstorm*",
    "(come up with|find (any|some)? thing) idea",
)


def _speech(turns: Turns) -> bytes:
    head = "Title: A talk\nDate: 2025-04-01\n\n"
    return (head + "\n".join(f"{who}: {what}" for who, what in turns)).encode()


def _markdown(turns: Turns) -> bytes:
    head = "---\nwave: 2025-04\ngroup: team\n---\n# Talk\n\n"
    return (head + "\n\n".join(f"**{who}:** {what}" for who, what in turns)).encode()


def _cues(turns: Turns, mark: str, head: str = "") -> bytes:
    cues = [
        f"{n}\n00:00:{n:02}{mark}000 --> 00:00:{n + 2:02}{mark}500\n{who}: {what}\n"
        for n, (who, what) in enumerate(turns, start=1)
    ]
    return (head + "\n".join(cues)).encode()


def _voices(turns: Turns) -> bytes:
    cues = [
        f"00:0{n}.000 --> 00:0{n + 1}.500 align:start\n<v {who}>{what}</v>\n"
        for n, (who, what) in enumerate(turns)
    ]
    return ("WEBVTT Kind: captions\n\nNOTE a note\n\n" + "\n".join(cues)).encode()


def _docx(turns: Turns) -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("Talk", 1)
    for who, what in turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who}: ").bold = True
        paragraph.add_run(what)
    table = document.add_table(rows=2, cols=3)
    for row, (who, what) in zip(table.rows, turns, strict=False):
        for cell, text in zip(row.cells, ("00:00:01", who, what), strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _spoken_rows(turns: Turns) -> list[list[str]]:
    return [["transcript", "turn", "speaker", "text", "start"]] + [
        ["talk", str(n), who, what, f"00:00:{n:02}"] for n, (who, what) in enumerate(turns, 1)
    ]


def _csv(rows: list[list[str]], separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode()


def _xlsx(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([float(cell) if cell.isdigit() else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _jsonl(turns: Turns) -> bytes:
    lines = [
        json.dumps({"id": "talk", "speaker": who, "text": what, "start": n * 1.5})
        for n, (who, what) in enumerate(turns)
    ]
    dialogue = {"id": "d", "messages": [{"role": w, "content": t} for w, t in turns]}
    return "\n".join([*lines, json.dumps(dialogue)]).encode()


def _stat(suffix: str) -> list[bytes]:
    """Files of SPSS and Stata with labels, declared missing values, dates and long texts."""
    import pandas as pd
    import pyreadstat

    table = pd.DataFrame(
        {
            "respondent": ["r1", "r2", "r3", "r4"],
            "trust": [1.0, 2.0, 3.0, 99.0],
            "age": [34.0, 51.5, None, 28.0],
            "why": ["because", "", "ünïcode " * 20, "=1+1"],
        }
    )
    labels = {"trust": {1: "agree", 2: "neutral", 3: "disagree", 99: "no answer"}}
    write: dict[str, Callable[[str], object]] = {
        ".sav": lambda path: pyreadstat.write_sav(
            table, path, variable_value_labels=labels, missing_ranges={"trust": [99]},
            column_labels={"trust": "Do you trust it?"},
        ),
        ".zsav": lambda path: pyreadstat.write_sav(
            table, path, variable_value_labels=labels, compress=True
        ),
        ".por": lambda path: pyreadstat.write_por(
            table.drop(columns="why").rename(columns={"respondent": "RESP"}), path
        ),
        ".dta": lambda path: pyreadstat.write_dta(table, path, variable_value_labels=labels),
    }  # fmt: skip
    made = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"seed{suffix}"
        write[suffix](str(path))
        made.append(path.read_bytes())
        for version in (8, 10, 12) if suffix == ".dta" else ():
            pyreadstat.write_dta(table.drop(columns="why"), str(path), version=version)
            made.append(path.read_bytes())
    return made


def _kept(kind: str, *suffixes: str) -> list[bytes]:
    """Real files of a kind that lie beside the project, where they do; the small ones."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(os.environ.get("INTERVIEWKIT_SHARED", beside)) / "formats" / kind
    files = sorted(each for each in folder.glob("*") if each.suffix in suffixes)
    return [each.read_bytes()[:8192] for each in files if each.stat().st_size < 100_000]


def list_spoken(turns: Turns) -> dict[str, Maker]:
    """The formats of transcripts and projects: suffix and sound files that hold the turns."""
    return {
        "txt": (".txt", lambda: [_speech(turns), *_kept("otter", ".txt")]),
        "md": (".md", lambda: [_markdown(turns), *_kept("otter", ".md")]),
        "vtt": (
            ".vtt",
            lambda: [_cues(turns, ".", "WEBVTT\n\n"), _voices(turns), *_kept("vtt", ".vtt")],
        ),
        "srt": (".srt", lambda: [_cues(turns, ","), *_kept("srt", ".srt")]),
        "docx": (".docx", lambda: [_docx(turns)]),
        "csv": (".csv", lambda: [_csv(_spoken_rows(turns), sign) for sign in ",;"]),
        "tsv": (".tsv", lambda: [_csv(_spoken_rows(turns), "\t")]),
        "xlsx": (".xlsx", lambda: [_xlsx(_spoken_rows(turns))]),
        "jsonl": (".jsonl", lambda: [_jsonl(turns)]),
        **list_makers(turns, _kept),
        **list_chat_makers(turns),
        **list_project_makers(turns),
    }


MAKERS: dict[str, Maker] = {
    "survey-csv": (".csv", lambda: [_csv(SURVEY), _csv(SURVEY, ";")]),
    "survey-xlsx": (".xlsx", lambda: [_xlsx(SURVEY)]),
    "survey-sav": (".sav", lambda: _stat(".sav")),
    "survey-zsav": (".zsav", lambda: _stat(".zsav")),
    "survey-por": (".por", lambda: _stat(".por")),
    "survey-dta": (".dta", lambda: _stat(".dta")),
    "codebook": (".yaml", lambda: [CODEBOOK.encode()]),
    "beside": (".yaml", lambda: [BESIDE.encode()]),
    "study": (".toml", lambda: [TOML.encode()]),
    "participants": (".csv", lambda: [_csv(PEOPLE), _xlsx(PEOPLE)]),
    "codings": (".csv", lambda: [_csv(CODINGS)]),
    "rules": (".txt", lambda: [each.encode() for each in RULES]),
    "patterns": (".txt", lambda: [each.encode() for each in PATTERNS]),
    **list_spoken(TURNS),
}
"""Format → suffix and the sound files to start from."""


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """The sound files of a format."""
    return tuple(MAKERS[name][1]())
