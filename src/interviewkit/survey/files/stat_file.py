"""A survey that is a file of SPSS or Stata, read by pyreadstat with all that it declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from interviewkit.errors import Problem, SurveyError
from interviewkit.model.limits import build_limit_error, suggest_raising
from interviewkit.survey.columns.response_sets import flag_mentions
from interviewkit.survey.files.contract import Absence, ColumnFacts, Read, Sheet, SurveySource
from interviewkit.survey.files.crash_trial import is_crashing, limit_memory

# What pyreadstat raises beside its own errors for damaged files.
DAMAGE = (ValueError, OverflowError, MemoryError, UnicodeError, OSError, KeyError, TypeError,
          IndexError, AttributeError, SystemError)  # fmt: skip
SAVE_AGAIN = "open it in the program that wrote it and save it again, or as CSV (UTF-8)"
OLD_ENCODINGS = ("windows-1252", "iso-8859-1")


def read_spss(source: SurveySource, layout: str = "") -> Read:  # noqa: ARG001 - one shape for all
    """A .sav, .zsav or .por file.

    Raises:
        SurveyError: it is damaged, empty, or in an encoding that cannot be made out.
    """
    import pyreadstat

    if source.content.startswith((b"$FL2", b"$FL3")):
        table, meta, notes = _read_with_encoding(source, pyreadstat.read_sav, user_missing=True)
    else:
        table, meta, notes = _read_with_encoding(source, pyreadstat.read_por)
    sheet = _sheet(source, table, meta, find_spss_kind, _spss_absences, convert_spss_date)
    return _with_sets(sheet, meta), notes


def read_stata(source: SurveySource, layout: str = "") -> Read:  # noqa: ARG001 - one shape for all
    """A .dta file; its extended missing values ``.a`` to ``.z`` keep their labels.

    Raises:
        SurveyError: it is damaged, empty, or in an encoding that cannot be made out.
    """
    import pyreadstat

    table, meta, notes = _read_with_encoding(source, pyreadstat.read_dta, user_missing=True)
    for name in meta.missing_user_values:
        table[name] = [f".{cell}" if isinstance(cell, str) else cell for cell in table[name]]
    sheet = _sheet(source, table, meta, find_stata_kind, _stata_absences, convert_stata_date)
    return sheet, notes


def _read_with_encoding(
    source: SurveySource, reader: Callable[..., Any], **options: Any
) -> tuple[dict[str, Any], Any, list[Problem]]:
    """Columns and metadata; where the declared encoding is wrong, by an old one, which is told."""
    from pyreadstat import PyreadstatError, ReadstatError

    notes: list[Problem] = []
    first: Exception | None = None
    tries = ("", *OLD_ENCODINGS) if "user_missing" in options else ("",)
    for encoding in tries:
        told = {"encoding": encoding} if encoding else {}
        try:
            with limit_memory(source.limits.memory_mb):
                read = partial(_bounded, source, reader, {**options, **told})
                if is_crashing(read, source.limits.seconds):
                    what = "is damaged: the library that reads it crashes or never ends"
                    raise SurveyError(f"{source.path} {what}", hint=SAVE_AGAIN)
                table, meta = read()
            _refuse_nameless(meta)
        except (PyreadstatError, ReadstatError, *DAMAGE) as fault:
            first = first or fault
            continue
        if encoding:
            hint = "if letters look wrong, save it again with its encoding set"
            notes.append(source.note(f"is not in the encoding it says; read as {encoding}",
                                     hint=hint))  # fmt: skip
        return table, meta, notes
    hint = SAVE_AGAIN
    what = f"{source.path} cannot be read, it may be damaged: {first}"
    if isinstance(first, MemoryError):
        most = source.limits.memory_mb
        what = f"{source.path} takes more than {most:,} MB of memory to read; is it damaged?"
        hint = suggest_raising("memory_mb", 2 * most)
    raise SurveyError(what, hint=hint) from first


def _bounded(
    source: SurveySource, reader: Callable[..., Any], options: Mapping[str, Any]
) -> tuple[dict[str, Any], Any]:
    """The file, if its head tells of no more than may be read."""
    encoding = {name: value for name, value in options.items() if name == "encoding"}
    _refuse_large(source, reader(str(source.path), metadataonly=True, **encoding)[1])
    table, meta = reader(
        str(source.path), disable_datetime_conversion=True, output_format="dict", **options
    )
    return table, meta


def _refuse_large(source: SurveySource, meta: Any) -> None:
    """A damaged head may tell of thousands of millions of rows, for which room would be made."""
    columns, rows = meta.number_columns or 0, max(meta.number_rows or 0, 0)
    for what, count, name in (
        (f"it has {columns:,} columns", columns, "columns"),
        (f"it says that it has {columns * rows:,} cells", columns * rows, "cells"),
    ):
        if count > getattr(source.limits, name):
            fault = build_limit_error(what, name, count, source.limits)
            raise SurveyError(f"{source.path}: {fault.message}", hint=fault.hint)


def _refuse_nameless(meta: Any) -> None:
    """A damaged file may come back with variables that have no name, or one name for two."""
    names = meta.column_names
    if not all(isinstance(name, str) and name for name in names) or len(set(names)) < len(names):
        raise ValueError("its variables have no names that can be read")


def _sheet(
    source: SurveySource,
    table: Mapping[str, Any],
    meta: Any,
    find_kind: Callable[[str], str],
    find_absences: Callable[[Any, str], tuple[Absence, ...]],
    date: Callable[[float, str], str],
) -> Sheet:
    names = [str(name) for name in meta.column_names]
    columns, about = [], {}
    for name in names:
        form = meta.original_variable_types.get(name) or ""
        kind = find_kind(form)
        columns.append([_text(cell, form, kind, date) for cell in table[name]])
        about[name] = _build_facts(meta, name, kind, find_absences(meta, name))
    rows = tuple(zip(*columns, strict=True))
    if not rows:
        what = f"{source.path} names variables but holds no answers"
        raise SurveyError(what, hint="export it again, with the answers")
    return Sheet(
        tuple(names), rows, tuple(range(1, len(rows) + 1)), about=about, layout=source.path.suffix
    )


def _build_facts(meta: Any, name: str, kind: str, absences: tuple[Absence, ...]) -> ColumnFacts:
    labels = _labels(meta, name)
    valid = [(code, label) for code, label in labels.items()
             if label and not any(each.holds(code) for each in absences)]  # fmt: skip
    return ColumnFacts(
        label=(meta.column_names_to_labels.get(name) or "").strip(),
        labels=tuple(sorted(valid, key=_by_size)),
        absences=absences,
        measure=(meta.variable_measure.get(name) or "").replace("unknown", ""),
        kind=kind,
    )


def _labels(meta: Any, name: str) -> dict[str, str]:
    """Codes and their labels; the letters of Stata's extended missing values get their dot."""
    found = {}
    for code, label in meta.variable_value_labels.get(name, {}).items():
        is_letter = isinstance(code, str) and meta.readstat_variable_types.get(name) != "string"
        found[f".{code}" if is_letter else _code(code)] = str(label).strip()
    return found


def _by_size(pair: tuple[str, str]) -> tuple[float, str]:
    try:
        return float(pair[0]), ""
    except ValueError:
        return float("inf"), pair[0]


def _spss_absences(meta: Any, name: str) -> tuple[Absence, ...]:
    labels = _labels(meta, name)
    declared = [(_code(each["lo"]), _code(each["hi"]))
                for each in meta.missing_ranges.get(name, [])]  # fmt: skip
    ranges = [Absence(low, high) for low, high in declared if low != high]
    # A label inside a range is a kind of its own: "refused" and "don't know" stay apart.
    inside = [Absence(code, code, label) for code, label in labels.items()
              if any(each.holds(code) for each in ranges)]  # fmt: skip
    single = [Absence(low, low, labels.get(low, "")) for low, high in declared if low == high]
    return (*single, *inside, *ranges)


def _stata_absences(meta: Any, name: str) -> tuple[Absence, ...]:
    labels = _labels(meta, name)
    codes = {f".{code}" for code in meta.missing_user_values.get(name, [])}
    codes |= {code for code in labels if code[:1] == "." and code[1:].isalpha()}
    return tuple(Absence(code, code, labels.get(code, "")) for code in sorted(codes))


def _with_sets(sheet: Sheet, meta: Any) -> Sheet:
    """The columns of multiple-response sets know their set and what counts as chosen.

    A set of categories (first, second, third answer) also gets a yes-or-no column an answer.
    """
    about = dict(sheet.about)
    sets = {}
    mentioned = {}
    for name, each in (getattr(meta, "mr_sets", None) or {}).items():
        members = [variable for variable in each["variable_list"] if variable in about]
        sets[name] = str(each.get("label") or "").strip()
        chosen = _code(each["counted_value"]) if each.get("is_dichotomy") else ""
        for variable in members:
            about[variable] = replace(about[variable], part_of=name, chosen=chosen)
        if not chosen:
            mentioned[name] = members
    sheet = replace(sheet, about=about, sets=sets)
    for name, members in mentioned.items():
        sheet = flag_mentions(sheet, name, members)
    return sheet


def _text(cell: Any, form: str, kind: str, date: Callable[[float, str], str]) -> str:
    """A value as a person would type it; nothing where the file has nothing."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if kind == "date":
        # What no calendar holds stays a number, so that it is told as no date.
        return date(float(cell), form) or _code(cell)
    text = _code(cell)
    # SPSS's format N5 shows 42 as 00042: such numbers are ids.
    width = form[1:].partition(".")[0] if form[:1] == "N" else ""
    return text.zfill(int(width)) if width.isdigit() else text


def _code(value: Any) -> str:
    """``1.0`` is ``1``; texts lose the blanks that SPSS pads them with."""
    if isinstance(value, str):
        return value.strip()
    number = float(value)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


# -- dates of SPSS (seconds since 14 October 1582) and Stata (days or more since 1960) -------------
# Sources: IBM SPSS Statistics, Command Syntax Reference, "Date and Time Formats"; Stata manual,
# [D] datetime. A moment that no calendar of Python holds (after the year 9999) is an empty text.


_SPSS_ZERO = datetime(1582, 10, 14)
_STATA_ZERO = datetime(1960, 1, 1)

_SPSS_DAYS = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "QYR", "MOYR", "WKYR")
_SPSS_MOMENTS = ("DATETIME", "YMDHMS")


def find_spss_kind(form: str) -> str:
    """``date``, ``text`` or nothing for a format like ``EDATE10``, ``A40`` or ``F8.2``."""
    name = form.rstrip("0123456789.")
    if name in (*_SPSS_DAYS, *_SPSS_MOMENTS):
        return "date"
    return "text" if name == "AHEX" else ""


def convert_spss_date(seconds: float, form: str) -> str:
    """A day, or a moment where the format has a time."""
    try:
        moment = _SPSS_ZERO + timedelta(seconds=round(seconds))
    except OverflowError:
        return ""
    whole = form.rstrip("0123456789.") in _SPSS_DAYS
    return moment.date().isoformat() if whole else moment.isoformat()


def find_stata_kind(form: str) -> str:
    """``date`` for formats like ``%td``, ``%tc``, ``%-tdD_m_Y`` or ``%tm``; times are numbers."""
    bare = form.lstrip("%-")
    is_time = bare.startswith(("tcHH", "tCHH"))
    return "date" if (bare[:1] == "t" or bare[:1] == "d") and not is_time else ""


def convert_stata_date(value: float, form: str) -> str:
    """The first day of what the value counts: days, weeks, months, quarters, years; or a moment."""
    bare = form.lstrip("%-")
    try:
        return _count_on(round(value), bare[1:2] if bare[:1] == "t" else "d")
    except (OverflowError, ValueError):
        return ""


def _count_on(count: int, unit: str) -> str:
    if unit in "cC":
        return (_STATA_ZERO + timedelta(milliseconds=count)).replace(microsecond=0).isoformat()
    if unit == "w":  # Stata has 52 weeks a year, the first from 1 January
        year, week = divmod(count, 52)
        return (date(1960 + year, 1, 1) + timedelta(days=7 * week)).isoformat()
    months = {"m": 1, "q": 3, "h": 6}
    if unit in months:
        year, month = divmod(count * months[unit], 12)
        return date(1960 + year, month + 1, 1).isoformat()
    if unit == "y":
        return date(count, 1, 1).isoformat()
    return (_STATA_ZERO + timedelta(days=count)).date().isoformat()
