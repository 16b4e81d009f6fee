"""The rows of a survey, each respondent once a wave, under ids that are texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.survey.about import Sheet
from interviewkit.survey.faults import MOST_LINES_NAMED, Faults


def bare_id(name: str) -> str:
    """Without blanks, case and the zeros before a number: ``" e 0112"`` is ``e112``."""
    small = "".join(name.split()).casefold()
    letters = small.rstrip("0123456789")
    digits = small[len(letters) :]
    return letters + (digits.lstrip("0") or digits[:1])


def once_each(
    sheet: Sheet,
    respondent: str,
    wave: str,
    missing: Sequence[str],
    faults: Faults,
    *,
    alike: bool = False,
) -> tuple[Sheet, tuple[str, ...]]:
    """The rows with each respondent once a wave, and the respondents' ids.

    ``alike``: ids that differ only in case, blanks or leading zeros are one person, whose first
    spelling stands.
    """
    by_line = tuple(f"(line {line})" for line in sheet.lines)
    if not respondent:
        return sheet, by_line
    given = sheet.column(respondent)
    nameless = [not name or name in missing for name in given]
    names = [line if no else name for line, name, no in zip(by_line, given, nameless, strict=True)]
    faults.say_lines(
        "no respondent id; named by the line instead",
        [line for line, no in zip(sheet.lines, nameless, strict=True) if no],
    )
    names = _spelled(sheet, names, nameless, faults, alike=alike)
    waves = sheet.column(wave) if wave else [""] * len(names)
    first: dict[tuple[str, str], int] = {}
    for place, key in enumerate(zip(names, waves, strict=True)):
        first.setdefault(key, place)
    if len(first) * 2 < len(names):
        what = f"column {respondent!r} does not tell respondents apart: {len(names):,} rows"
        hint = "name another column, or the wave column if the same people answered again"
        faults.say(f"{what}, {len(first):,} different ids", hint, fatal=True)
        return sheet, by_line
    kept = sorted(first.values())
    _say_repeated(sheet, names, waves, first, faults)
    rows, lines = zip(*[(sheet.rows[place], sheet.lines[place]) for place in kept], strict=True)
    return replace(sheet, rows=rows, lines=lines), tuple(names[p] for p in kept)


def _spelled(
    sheet: Sheet,
    names: Sequence[str],
    nameless: Sequence[bool],
    faults: Faults,
    *,
    alike: bool,
) -> list[str]:
    """The ids as they count; those that look the same without being so are told."""
    first: dict[str, str] = {}
    spelled, odd = [], []
    for name, line, no in zip(names, sheet.lines, nameless, strict=True):
        stands = name if no else first.setdefault(bare_id(name), name)
        if stands != name:
            odd.append((line, name, stands))
        spelled.append(stands if alike else name)
    if odd:
        line, name, stands = odd[0]
        more = f", and {len(odd) - 1} more like it" if len(odd) > 1 else ""
        kept = "one person" if alike else "two people"
        what = (f"the ids {name!r} and {stands!r} differ only in case, blanks or leading zeros"
                f"{more}; counted as {kept}")  # fmt: skip
        hint = "" if alike else 'if they are the same: [survey] ids = "alike"'
        faults.say(what, hint, line)
    return spelled


def _say_repeated(
    sheet: Sheet,
    names: Sequence[str],
    waves: Sequence[str],
    first: dict[tuple[str, str], int],
    faults: Faults,
) -> None:
    """Which rows are left out because their respondent has answered before; a few one by one."""
    repeated = set(range(len(names))) - set(first.values())
    if len(repeated) > MOST_LINES_NAMED:
        lines = [sheet.lines[place] for place in sorted(repeated)]
        faults.say_lines(f"{len(lines):,} rows repeat a respondent; the first is kept", lines)
        return
    for place in sorted(repeated):
        key = names[place], waves[place]
        within = f" in wave {waves[place]!r}" if waves[place] else ""
        what = f"respondent {names[place]!r} answers again{within}"
        faults.say(f"{what}; line {sheet.lines[first[key]]} is kept", line=sheet.lines[place])
