"""A study in which every text that comes from outside would like to be more than a text."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner, Result

from interviewkit.cli import main

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
FORMULA = "=HYPERLINK('http://x')+cmd|' /C calc'!A0"
ESCAPE = "\x1b[2J\x1b]0;owned\x07gone\x9b31m\x08"
BIDI = "\u202egnp.exe\u202c\u2066x\u2069"
TEMPLATE = "{{ 7*7 }}{% include 'x' %}"
LINK = "[x](javascript:alert(1)) <javascript:alert(1)> ![x](http://x/y.png)"
LONG = "W" * 10_000
EVIL = f"{ESCAPE}{SCRIPT}{BIDI}"
FILES = (f"a{ESCAPE}", FORMULA.replace("/", ""), "b\nnote: forged", "<b>d")
"""Names of files: they command a terminal, are a formula, make a line of their own, are markup."""
HOSTILE = (SCRIPT, IMAGE, FORMULA, ESCAPE, BIDI, TEMPLATE, LINK, "@SUM(A1)", "-2+3", "+1", "\tx")
SPOKEN = (
    *HOSTILE,
    LONG,
    "nul \x00 inside",
    "| a | b |\n|---|---|",
    "#x",
)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=True).replace("\\ud800", "")


SETTINGS = f"""
[study]
name = {_toml(SCRIPT + FORMULA)}
note = {_toml(IMAGE + LINK + TEMPLATE)}
authors = [{_toml(FORMULA)}, {_toml(ESCAPE)}]
[transcripts]
participants = "people.csv"
columns = {{ attributes = "mood" }}
[passages]
unit = "turn"
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
[topics]
enabled = false
[survey]
file = "survey.csv"
show = ["burned", "q_open"]
labels = {{ burned = {_toml(SCRIPT + LINK)}, tired = {_toml(FORMULA + ESCAPE)} }}
[segments]
one = {{ rule = 'burned >= 3', label = {_toml(FORMULA + IMAGE)} }}
two = {{ rule = 'burned < 3', label = {_toml(ESCAPE + BIDI + TEMPLATE)} }}
[joint.beside]
ties = "burned, q_open"
pay = "q_open"
[report]
title = {_toml(TEMPLATE + SCRIPT)}
"""


def write_hostile_study(folder: Path) -> Path:
    """Files whose names, speakers, words, labels, answers and codes are hostile; all are run."""
    (folder / "transcripts").mkdir(parents=True)
    settings = SETTINGS.replace('columns = { attributes = "mood" }\n', "")
    (folder / "study.toml").write_text(settings, "utf-8")
    (folder / "codebook.yaml").write_text(_codebook(), "utf-8")
    for number in range(4):
        _write_talk(folder, number)
    for number, name in enumerate(FILES):
        lines = ["Moderator: How is it?", f"P{number}: I feel lonely, a colleague {EVIL}."]
        lines += ["Moderator: And pay?", f"P{number}: {FORMULA} The wage is low."]
        (folder / "transcripts" / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    (folder / "transcripts" / f"empty{ESCAPE}\nnote: forged.txt").write_text("", "utf-8")
    _write_people(folder)
    _write_survey(folder)
    return folder


def _codebook() -> str:
    codes = [
        {
            "id": name,
            "label": label,
            "definition": label + TEMPLATE,
            "include": [IMAGE, FORMULA],
            "examples": [LINK + name],
            "patterns": [word],
        }
        for name, label, word in (
            ("ties", SCRIPT + FORMULA, "alert|colleague|gone"),
            ("pay", f"=1+1{ESCAPE}{BIDI}", "wage|x|inside|sum"),
        )
    ]
    themes = [{"id": "all", "label": IMAGE + LINK, "definition": FORMULA, "codes": ["ties", "pay"]}]
    return json.dumps(
        {"name": SCRIPT + TEMPLATE, "version": FORMULA, "codes": codes, "themes": themes}
    )


def _speaker(number: int) -> str:
    return f"{HOSTILE[number % len(HOSTILE)]} {number}"


def _write_talk(folder: Path, number: int) -> None:
    name = f"={number}+1 <b onload=alert(1)>\u202e{number}"
    lines = []
    for place, text in enumerate(SPOKEN):
        lines.append({"transcript": name, "speaker": "Moderator", "text": f"{LINK}?"})
        who = _speaker(3 * number + place % 3)
        lines.append({"transcript": name, "speaker": who, "text": f"{text} colleague wage"})
    content = "\n".join(json.dumps(line) for line in lines)
    (folder / "transcripts" / f"=cmd {number} <i>{{{{x}}}}.jsonl").write_text(content, "utf-8")


def _write_people(folder: Path) -> None:
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["speaker", "participant", "role", "respondent", f"{FORMULA}{SCRIPT}", "+mood"]
        )
        for number in range(12):
            who = _speaker(number).replace("\x00", "")
            nasty = HOSTILE[(number + 3) % len(HOSTILE)]
            writer.writerow([who, f"{who} p", "participant", f"r{number}", nasty, nasty])
        for number in range(len(FILES)):
            named = f"{FORMULA}{number}"
            writer.writerow([f"P{number}", named, "participant", f"r{12 + number}", EVIL, "@x"])


def _write_survey(folder: Path) -> None:
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["respondent", "burned", "q_open", f"=q{SCRIPT}", f"{ESCAPE}{BIDI}tired"])
        for number in range(24):
            nasty = HOSTILE[number % 5]
            writer.writerow([f"r{number}", number % 5 + 1, nasty, nasty, HOSTILE[number % 3 + 5]])


def invoke(*arguments: str) -> Result:
    """What a command does; a traceback fails the test."""
    result = CliRunner().invoke(main, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def call(*arguments: str) -> str:
    """What a command prints, both streams."""
    result = invoke(*arguments)
    return result.stdout + result.stderr
