"""Texts with labelled spans, a record each: of doccano, Prodigy, or Label Studio's short form.

``{"text": "I trust it.", "label": [[0, 7, "trust"]]}``; spans may be records too, under other
names, and a record may have labels for the whole of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interviewkit.exchange.annotated.json_records import (
    NAMES,
    SPEAKERS,
    TEXTS,
    Record,
    find_first,
    find_text,
    list_values,
    load_records,
    peek_records,
)
from interviewkit.exchange.annotated.marked_texts import (
    MarkedText,
    MarkLink,
    TextMark,
    build_project,
)
from interviewkit.exchange.databases.quoted_spans import CHARACTERS, UTF16
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.model.project import ForeignFile, Loss

LISTS = ("label", "labels", "spans", "entities", "annotations", "tags")
"""Where the spans of a record stand, or the labels of its whole text."""
CHOSEN = ("accept", "choices")
STARTS, ENDS = ("start", "start_offset", "begin"), ("end", "end_offset")
LABELS = ("label", "labels", "tag", "code")
CODERS = ("annotator", "_annotator_id", "annotation_approver", "_session_id", "user", "username")
KEPT_BOOKS = ("id", "answer", "annotation_id", "created_at", "updated_at", "lead_time")
"""What a tool notes for itself."""
REFUSED = {"reject": "it was rejected there", "ignore": "it was passed over there"}
NO_TEXT = "it holds no text"

_LOOKED_AT = 20


def is_this(path: Path, head: bytes) -> bool:
    """Whether its first records are texts, and one of them has labels."""
    found = peek_records(path, head)
    records = [each for _, each in found.records[:_LOOKED_AT]] if found else []
    return all(map(find_text, records)) and any(map(_has_marks, records))


def _has_marks(record: Record) -> bool:
    return next(_list_marks(record, RowFates(""), 0), None) is not None


def read(path: Path) -> ForeignFile:
    """The texts with their labels; what was rejected there stays out.

    Raises:
        SourceError: the file cannot be opened, or holds no records.
    """
    found = load_records(path)
    draft, fates = ProjectDraft(path.stem, _name_tool(found.records[0][1])), RowFates("labels")
    lines = RowFates("records")
    lines.held = len(found.records) + len(found.unread)
    for number, why in found.unread:
        lines.drop(number, why)
    texts = []
    for number, record in found.records:
        if find_text(record):
            texts.append(_read_text(record, fates, number))
        else:
            lines.drop(number, NO_TEXT)
    project = build_project(draft, texts, (CHARACTERS, UTF16))
    what = f"labelled texts of {draft.tool}" if draft.tool else "labelled texts"
    losses: tuple[Loss, ...] = (*lines.list_losses(), *fates.list_losses())
    return ForeignFile(project, f"{what} (JSON)", losses, (f"read as {what}",))


def _name_tool(record: Record) -> str:
    if "_input_hash" in record or "_task_hash" in record:
        return "Prodigy"
    if "annotation_id" in record or "lead_time" in record:
        return "Label Studio"
    is_doccano = "annotation_approver" in record or {"entities", "relations"} <= record.keys()
    return "doccano" if is_doccano else ""


def _read_text(record: Record, fates: RowFates, number: int) -> MarkedText:
    marks = tuple(_list_marks(record, fates, number))
    used = frozenset((*TEXTS, *LISTS, *CHOSEN, *CODERS, *NAMES, *SPEAKERS, *KEPT_BOOKS))
    asked = (record.get(key) for key in ("Comments", "comments"))
    comments = [each for each in asked if isinstance(each, list)]
    return MarkedText(
        find_text(record), marks, find_first(record, NAMES), find_first(record, SPEAKERS),
        {**list_values(record, used | {key for key in record if key.startswith("_")}),
         **list_values(record.get("meta"), frozenset((*NAMES, *SPEAKERS)))},
        tuple(_list_links(record)), tuple(_say(each) for held in comments for each in held),
    )  # fmt: skip


def _say(comment: object) -> str:
    return str(comment.get("text", "")) if isinstance(comment, dict) else str(comment)


def _list_marks(record: Record, fates: RowFates, number: int) -> Iterator[TextMark]:
    user, at = find_first(record, CODERS), find_first(record, ("created_at",))[:19]
    user = f"annotator {user}" if user.isdecimal() else user
    refused = REFUSED.get(str(record.get("answer", "")), "")
    for label, span in _list_labels(record):
        fates.held += 1
        if refused:
            fates.drop(f"label {fates.held} (record {number}, {label})", refused)
            continue
        start, end = (_find_number(span, names) for names in (STARTS, ENDS))
        quote = span.get("text", "")
        yield TextMark(
            (label,), start, end, quote if isinstance(quote, str) else "", user, at,
            str(span.get("id", "")), is_whole=not span,
        )  # fmt: skip


def _list_labels(record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each label with its span, which is empty where the whole text has it."""
    for key in LISTS:
        held = record.get(key)
        if isinstance(held, str) and key in ("label", "labels") and held.strip():
            yield held.strip(), {}
        for each in held if isinstance(held, list) else ():
            yield from _read_entry(each)
    options = record.get("options")
    names = {
        str(each.get("id")): str(each.get("text", each.get("id")))
        for each in (options if isinstance(options, list) else ())
        if isinstance(each, dict)
    }
    for key in CHOSEN:
        for each in held if isinstance(held := record.get(key), list) else ():
            yield names.get(str(each), str(each)), {}


def _read_entry(entry: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(entry, str) and entry.strip():
        yield entry.strip(), {}
    elif isinstance(entry, list) and len(entry) == 3 and isinstance(entry[2], str):
        yield entry[2], {"start": entry[0], "end": entry[1]}
    elif isinstance(entry, dict) and _find_number(entry, STARTS) is not None:
        held = next((entry[key] for key in LABELS if entry.get(key)), None)
        for label in held if isinstance(held, list) else [held]:
            if isinstance(label, str | int) and str(label).strip():
                yield str(label).strip(), entry


def _find_number(held: dict[str, Any], names: tuple[str, ...]) -> int | None:
    return next((held[name] for name in names if isinstance(held.get(name), int)), None)


def _list_links(record: Record) -> Iterator[MarkLink]:
    held = record.get("relations")
    for each in held if isinstance(held, list) else ():
        if isinstance(each, dict) and "from_id" in each and "to_id" in each:
            yield MarkLink(str(each["from_id"]), str(each["to_id"]), str(each.get("type", "")))
