"""Single places of study.toml changed, everything else left as it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from interviewkit.errors import StudyError

_HEADER = re.compile(r"^[ \t]*\[{1,2}([^\]\n]*)\]{1,2}[^\n]*\n?", re.MULTILINE)
BY_KEY = (("joint", "beside"), ("inference", "asked"))
"""Tables whose keys are codes or themes."""


def name_codebook(text: str, file: str) -> str:
    """The settings with this file as the codebook.

    Raises:
        StudyError: they are written in a way that is not changed here.
    """
    return name_file(text, "codebook", "file", file)


def name_file(text: str, table: str, key: str, file: str) -> str:
    """The settings with this file under a key of a table.

    Raises:
        StudyError: they are written in a way that is not changed here.
    """
    line = f'{key} = "{file}"'
    newline = "\r\n" if "\r\n" in text else "\n"
    section = _find_section(text, table)
    if section is None:
        gap = "" if not text or text.endswith("\n") else newline
        changed = f"{text}{gap}{newline}[{table}]{newline}{line}{newline}"
    else:
        start, end = section
        body = text[start:end]
        setting = rf"^[ \t]*{key}[ \t]*=[^\n#]*?(?=[ \t]*(?:#|\r?\n|$))"
        known = re.search(setting, body, re.MULTILINE)
        if known:
            body = body[: known.start()] + line + body[known.end() :]
        else:
            gap = "" if text[:start].endswith("\n") else newline
            body = f"{gap}{line}{newline}{body}"
        changed = text[:start] + body + text[end:]
    wanted = _parse(text)
    wanted[table] = {**_table(wanted, table), key: file}
    if _parse(changed) != wanted:
        raise StudyError(
            "study.toml is written in a way that is not changed here",
            hint=f'write it in yourself, under [{table}]: {key} = "{file}"',
        )
    return changed


def find_named(settings: Mapping[str, Any], name: str) -> list[str]:
    """The tables of study.toml in which a code or theme is a key."""
    return [
        f"[{'.'.join(place)}]"
        for place in BY_KEY
        if name in _table(_table(settings, place[0]), place[1])
    ]


def rename_keys(text: str, old: str, new: str) -> str | None:
    """The settings with another id for a code or theme; ``None`` where they cannot be changed."""
    changed, wanted = text, _parse(text)
    for place in BY_KEY:
        table = _table(_table(wanted, place[0]), place[1])
        if old not in table:
            continue
        section = _find_section(changed, ".".join(place))
        if section is None:
            return None
        start, end = section
        key = rf"^([ \t]*)(?:{re.escape(old)}|\"{re.escape(old)}\"|'{re.escape(old)}')(?=[ \t]*=)"
        written = new if re.fullmatch(r"[A-Za-z0-9_-]+", new) else f'"{new}"'
        body = re.sub(key, rf"\g<1>{written}", changed[start:end], flags=re.MULTILINE)
        changed = changed[:start] + body + changed[end:]
        renamed = {new if name == old else name: value for name, value in table.items()}
        wanted[place[0]] = {**wanted[place[0]], place[1]: renamed}
    return changed if _parse(changed) == wanted else None


def _find_section(text: str, name: str) -> tuple[int, int] | None:
    """Where the lines of a table begin and end, its header left out."""
    headers = list(_HEADER.finditer(text))
    for i, header in enumerate(headers):
        if re.sub(r"[\s\"']", "", header[1]) == name:
            return header.end(), headers[i + 1].start() if i + 1 < len(headers) else len(text)
    return None


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _table(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name, {})
    return dict(value) if isinstance(value, Mapping) else {}
