"""Label Studio's JSON: tasks with their text, and annotations by several people on it.

A region has its place in the text, or in one line of a dialogue; a choice is of the whole text.
What else is said of a region under its id (a rating, a comment) is a remark on it. Places are those
of JavaScript, in UTF-16 units.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from interviewkit.exchange.annotated.json_records import (
    NAMES,
    SPEAKERS,
    TEXTS,
    Record,
    find_first,
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
from interviewkit.exchange.extracts.cells import CodePath
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.model.project import ForeignFile

GIVEN = ("annotations", "completions")
REGIONS = ("labels", "hypertextlabels", "paragraphlabels", "timeserieslabels")
GENERAL = frozenset({"label", "labels", "choice", "choices", "class", "classes", "tag", "tags",
                     "category", "categories", "code", "codes"})  # fmt: skip
"""Names of a question that say no more than that something is chosen."""
MACHINES = "labels of a machine: they are made here"
SKIPPED = "the annotation was cancelled there"
NO_PLACE = "it marks no words of a text"
NO_TEXT = "its text is not in the file"

_PREFIX = 9
"""Signs that Label Studio puts before the name of a file that is sent to it."""


def is_this(path: Path, head: bytes) -> bool:
    """Whether its first record is a task with annotations."""
    found = peek_records(path, head)
    return found is not None and _is_task(found.records[0][1])


def _is_task(record: Record) -> bool:
    return isinstance(record.get("data"), dict) and any(
        isinstance(record.get(each), list) for each in GIVEN
    )


def read(path: Path) -> ForeignFile:
    """The texts with the annotations of everybody; what machines proposed stays out.

    Raises:
        SourceError: the file cannot be opened, or holds no tasks.
    """
    found = load_records(path)
    tasks, marks = RowFates("tasks"), RowFates("labels")
    tasks.held = len(found.records) + len(found.unread)
    for number, why in found.unread:
        tasks.drop(number, why)
    texts = []
    for number, record in found.records:
        task = _Task(number, record, marks)
        if task.text:
            texts.append(task.read())
        else:
            tasks.drop(number, NO_TEXT)
    draft = ProjectDraft(path.stem, "Label Studio")
    project = build_project(draft, texts, (UTF16, CHARACTERS))
    losses = (*tasks.list_losses(), *marks.list_losses())
    return ForeignFile(project, "annotations of Label Studio (JSON)", losses)


class _Task:
    """One task: its text, and what was given to it."""

    def __init__(self, number: int, record: Record, fates: RowFates) -> None:
        self._number, self._record, self._fates = number, record, fates
        data = record["data"] if isinstance(record.get("data"), dict) else {}
        self._data: dict[str, Any] = data
        self._starts: list[int] = []
        self.text = self._find_text()

    def read(self) -> MarkedText:
        """The text with its marks."""
        marks: list[TextMark] = []
        links: list[MarkLink] = []
        for given in self._list_given():
            results = list(_list_dicts(given.get("result")))
            if given.get("was_cancelled"):
                self._drop(results, SKIPPED)
                continue
            user, at = _name_user(given.get("completed_by")), str(given.get("created_at") or "")
            marks += self._read_results(results, user, at[:19])
            links += [MarkLink(str(each["from_id"]), str(each["to_id"]), _join(each.get("labels")))
                      for each in results if "from_id" in each and "to_id" in each]  # fmt: skip
        for each in _list_dicts(self._record.get("predictions")):
            self._drop(list(_list_dicts(each.get("result"))), MACHINES)
        used = frozenset((*TEXTS, *NAMES, *SPEAKERS))
        values = list_values(self._data, used) | list_values(self._record.get("meta"), used)
        return MarkedText(
            self.text, tuple(marks), self._name_document(), find_first(self._data, SPEAKERS),
            values, tuple(links),
        )  # fmt: skip

    def _list_given(self) -> Iterator[dict[str, Any]]:
        for key in GIVEN:
            yield from _list_dicts(self._record.get(key))

    def _find_text(self) -> str:
        """The text of a task, or the lines of its dialogue, each behind who says it."""
        asked = [self._data.get(each) for each in TEXTS]
        for held in (*asked, *self._data.values()):
            lines = list(_list_dicts(held))
            if lines and all(isinstance(each.get("text"), str) for each in lines):
                return self._join_lines(lines)
            is_long = isinstance(held, str) and " " in held.strip()
            if isinstance(held, str) and (is_long or (held in asked and held.strip())):
                return held
        return ""

    def _join_lines(self, lines: Sequence[dict[str, Any]]) -> str:
        text = ""
        for each in lines:
            text += "\n" if text else ""
            speaker = find_first(each, SPEAKERS).removesuffix(":")
            text += f"{speaker}: " if speaker else ""
            self._starts.append(len(text))
            text += each["text"].replace("\n", " ")
        return text

    def _name_document(self) -> str:
        sent = PurePosixPath(str(self._record.get("file_upload") or ""))
        is_text = sent.suffix.lower() in (".txt", ".html", ".htm")
        return find_first(self._data, NAMES) or (sent.stem[_PREFIX:] if is_text else "")

    def _drop(self, results: Sequence[dict[str, Any]], why: str) -> None:
        for each in results:
            for label in _list_labels(each):
                self._fates.held += 1
                self._fates.drop(self._name_label(label), why)

    def _name_label(self, label: CodePath) -> str:
        """A label as it is told, which no other is called."""
        return f"label {self._fates.held} (task {self._number}, {' > '.join(label)})"

    def _read_results(
        self, results: Sequence[dict[str, Any]], user: str, at: str
    ) -> Iterator[TextMark]:
        said: dict[str, list[str]] = defaultdict(list)
        for each in results:
            said[str(each.get("id"))] += _list_remarks(each)
        for each in results:
            value = each.get("value")
            labels = _list_labels(each) if isinstance(value, dict) else []
            if not labels or not isinstance(value, dict):
                continue
            place = self._find_place(value)
            for label in labels:
                self._fates.held += 1
                is_whole = place == (None, None) and not any(key in value for key in REGIONS)
                if place == (None, None) and not is_whole and not value.get("text"):
                    self._fates.drop(self._name_label(label), NO_PLACE)
                    continue
                quote = value.get("text")
                key = str(each.get("id") or "")
                yield TextMark(
                    label, *place, quote if isinstance(quote, str) else "", user, at, key,
                    tuple(said[key]), is_whole,
                )  # fmt: skip

    def _find_place(self, value: dict[str, Any]) -> tuple[int | None, int | None]:
        """From where to where in UTF-16 units, in the text or in the lines of a dialogue."""
        start, end = value.get("start"), value.get("end")
        if self._starts and all(re.fullmatch(r"\d{1,12}", str(each)) for each in (start, end)):
            lines = [int(str(each)) for each in (start, end)]
            first, last = (min(each, len(self._starts) - 1) for each in lines)
            offsets = [each if isinstance(each, int) else 0
                       for each in (value.get("startOffset"), value.get("endOffset"))]  # fmt: skip
            begins = [_count_units(self.text[: self._starts[each]]) for each in (first, last)]
            return begins[0] + offsets[0], begins[1] + offsets[1]
        inner = value.get("globalOffsets")
        if isinstance(inner, dict):
            start, end = inner.get("start"), inner.get("end")
        return (start, end) if isinstance(start, int) and isinstance(end, int) else (None, None)


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _list_dicts(held: object) -> Iterator[dict[str, Any]]:
    if isinstance(held, list):
        yield from (each for each in held if isinstance(each, dict))


def _list_labels(result: dict[str, Any]) -> list[CodePath]:
    """The codes of a result; what is chosen stands below what was asked, where that says more."""
    value = result.get("value")
    if not isinstance(value, dict):
        return []
    asked = str(result.get("from_name") or "")
    above = () if asked.casefold() in GENERAL or not asked else (asked,)
    found: list[CodePath] = [
        (str(label),) for key in REGIONS for label in _as_list(value.get(key)) if str(label).strip()
    ]
    chosen = _as_list(value.get("choices"))
    found += [(*above, str(each)) for each in chosen if str(each).strip()]
    for path in _as_list(value.get("taxonomy")):
        found += [(*above, *map(str, path))] if isinstance(path, list) and path else []
    return found


def _list_remarks(result: dict[str, Any]) -> list[str]:
    """What a result says that is no label: a rating, a number, a comment."""
    value, asked = result.get("value"), str(result.get("from_name") or "")
    if not isinstance(value, dict) or _list_labels(result):
        notes = result.get("meta")
        return (
            [str(each) for each in _as_list(notes.get("text"))] if isinstance(notes, dict) else []
        )
    said = [value.get(each) for each in ("rating", "number", "datetime")]
    said += _as_list(value.get("text")) if result.get("type") == "textarea" else []
    return [f"{asked}: {each}" for each in said if each is not None and str(each).strip()]


def _as_list(held: object) -> list[Any]:
    return held if isinstance(held, list) else [] if held is None else [held]


def _join(labels: object) -> str:
    return ", ".join(str(each) for each in _as_list(labels))


def _name_user(held: object) -> str:
    """Who gave it: by name, or by the number that the file has; addresses are not taken."""
    if isinstance(held, dict):
        name = " ".join(str(held.get(each) or "") for each in ("first_name", "last_name")).strip()
        address = str(held.get("email") or "").partition("@")[0]
        return name or address or _name_user(held.get("id"))
    return "" if held is None else f"annotator {held}"
