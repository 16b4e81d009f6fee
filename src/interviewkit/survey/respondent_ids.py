"""The rows of a survey, each respondent once a wave, under ids that are texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from interviewkit.survey.faults import MOST_LINES_NAMED, SurveyFaults
from interviewkit.survey.files.contract import Sheet

WRITING = "case, blanks, leading zeros or how a number is written"
"""In what two ids may differ and still be alike."""

_WHOLE = re.compile(r"(\d+)[.,](?:0{1,2}|0{4,})")
_THOUSANDS = re.compile(r"\d{1,3}(?:([,.'])\d{3})(?:\1\d{3})*")
_POWER = re.compile(r"(\d)(?:[.,](\d+))?e\+(\d{1,3})")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


def simplify_id(name: str) -> str:
    """An id without what programs and people change in it: ``" E 0112"`` is ``e112``.

    Case, blanks, signs that nobody sees and zeros before a number do not count, nor how a number
    is written: ``101.0``, ``1.01E+02`` and ``1,001`` are ``101``, ``101`` and ``1001``. A rounded
    number (``1.2E+11``) stays as it is, for nobody knows what it was.
    """
    plain = unicodedata.normalize("NFKC", name)
    seen = [s for s in plain if not s.isspace() and unicodedata.category(s) not in ("Cf", "Cc")]
    small = "".join(str(unicodedata.decimal(sign, sign)) for sign in seen).casefold()
    small = _DASHES.sub("-", small.lstrip("='").strip("\"'"))
    if found := _WHOLE.fullmatch(small):
        small = found[1]
    elif _THOUSANDS.fullmatch(small):
        small = re.sub(r"[,.']", "", small)
    elif (found := _POWER.fullmatch(small)) and not is_rounded(small):
        digits = found[1] + (found[2] or "")
        small = digits[: int(found[3]) + 1]
    return _ZEROS.sub("", small) or small


def is_rounded(name: str) -> bool:
    """Whether a spreadsheet has cut digits off an id: ``1.23457E+11``."""
    found = _POWER.fullmatch(name.strip().casefold())
    if found is None:
        return False
    decimals, power = found[2] or "", int(found[3])
    return power > len(decimals) or bool(decimals[power:].strip("0"))


def keep_once_each(
    sheet: Sheet,
    respondent: str,
    wave: str,
    missing: Sequence[str],
    faults: SurveyFaults,
    *,
    alike: bool = False,
) -> tuple[Sheet, tuple[str, ...]]:
    """The rows with each respondent once a wave, and the respondents' ids.

    ``alike``: ids that differ only in how they are written (:func:`simplify_id`) are one person,
    whose first spelling stands. Ids of which a spreadsheet cut digits off tell nobody apart: such
    rows are named by their lines.
    """
    by_line = tuple(f"(line {line})" for line in sheet.lines)
    if not respondent:
        return sheet, by_line
    given = sheet.column(respondent)
    empty = [not name or name in missing for name in given]
    rounded = [is_rounded(name) for name in given]
    pairs = zip(given, sheet.lines, strict=True)
    if cut := [(name, line) for name, line in pairs if is_rounded(name)]:
        # Ids like 1.23457E+11 have lost digits; several people may hide behind one.
        what = f"ids like {cut[0][0]!r} were rounded by a spreadsheet; named by the line instead"
        hint = "format the column as text there and save the file again"
        faults.say_lines(what, [line for _, line in cut], hint)
    nameless = [no or cut for no, cut in zip(empty, rounded, strict=True)]
    names = [line if no else name for line, name, no in zip(by_line, given, nameless, strict=True)]
    without = [line for line, no in zip(sheet.lines, empty, strict=True) if no]
    faults.say_lines("no respondent id; named by the line instead", without)
    names = _spell_ids(sheet, names, nameless, faults, alike=alike)
    waves = sheet.column(wave) if wave else [""] * len(names)
    keys = list(zip(names, waves, strict=True))
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    if len(first) * 2 < len(names):
        what = f"column {respondent!r} does not tell respondents apart: {len(names):,} rows"
        hint = "name another column, or the wave column if the same people answered again"
        faults.say(f"{what}, {len(first):,} different ids", hint, fatal=True)
        return sheet, by_line
    kept = sorted(first.values())
    _say_repeated(sheet, names, waves, first, faults)
    rows, lines = zip(*[(sheet.rows[place], sheet.lines[place]) for place in kept], strict=True)
    return replace(sheet, rows=rows, lines=lines), tuple(names[p] for p in kept)


def _spell_ids(
    sheet: Sheet,
    names: Sequence[str],
    nameless: Sequence[bool],
    faults: SurveyFaults,
    *,
    alike: bool,
) -> list[str]:
    """The ids as they count; those that look the same without being so are told."""
    first: dict[str, str] = {}
    spelled, odd = [], []
    for name, line, no in zip(names, sheet.lines, nameless, strict=True):
        stands = name if no else first.setdefault(simplify_id(name), name)
        if stands != name:
            odd.append((line, name, stands))
        spelled.append(stands if alike else name)
    if odd:
        line, name, stands = odd[0]
        more = f", and {len(odd) - 1} more like it" if len(odd) > 1 else ""
        kept = "one person" if alike else "two people"
        what = (f"the ids {name!r} and {stands!r} differ only in {WRITING}"
                f"{more}; counted as {kept}")  # fmt: skip
        hint = "" if alike else 'if they are the same: [survey] ids = "alike"'
        faults.say(what, hint, line)
    return spelled


def _say_repeated(
    sheet: Sheet,
    names: Sequence[str],
    waves: Sequence[str],
    first: dict[tuple[str, str], int],
    faults: SurveyFaults,
) -> None:
    """Which rows are left out because their respondent has answered before; a few one by one."""
    repeated = sorted(set(range(len(names))) - set(first.values()))
    if len(repeated) > MOST_LINES_NAMED:
        lines = [sheet.lines[place] for place in repeated]
        faults.say_lines(f"{len(lines):,} rows repeat a respondent; the first is kept", lines)
        return
    for place in repeated:
        key = names[place], waves[place]
        within = f" in wave {waves[place]!r}" if waves[place] else ""
        what = f"respondent {names[place]!r} answers again{within}"
        faults.say(f"{what}; line {sheet.lines[first[key]]} is kept", line=sheet.lines[place])
