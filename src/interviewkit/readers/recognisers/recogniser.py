"""The reader of JSON that recognisers and meeting services write."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Conversation, Heard, Source
from interviewkit.readers.recognisers.json_text import JsonText, parse_json
from interviewkit.readers.recognisers.known import (
    ROWS,
    JsonLayout,
    find_known_layout,
    find_layout,
    list_known,
)
from interviewkit.readers.recognisers.listening import Listening, build_conversation
from interviewkit.readers.recognisers.meetings import explain_wordless
from interviewkit.readers.recognisers.rows import are_rows, list_dialogues
from interviewkit.readers.recognisers.unheard import list_unheard
from interviewkit.readers.recognisers.values import get_object, read_line
from interviewkit.readers.recognisers.words import build_segment


def read_recogniser(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation from the JSON of a recogniser, whichever it is.

    Words in the order in which they were said, each once; turns by who speaks, or by silence.
    """
    with _without_collection():
        parsed = parse_json(source.text)
        if dialogues := _list_dialogues(parsed.documents):
            return _read_dialogues(dialogues, parsed, source)
        heard, problems = _listen(parsed, source)
        if heard is None:
            return [], problems
        found, more = _build(heard, parsed.documents, source)
    return found, [*problems, *more]


def _build(heard: Listening, documents: list[Any], source: Source) -> Heard:
    talks, problems = build_conversation(heard, source)
    texts = [*(each.text for each in heard.said), *(each.text for each in heard.aside)]
    texts += heard.respelt
    names = {each.speaker for each in heard.said}
    beside = list_unheard(documents, [*texts, *names, *heard.facts.values()])
    return [replace(each, aside=(*each.aside, *beside)) for each in talks], problems


def _list_dialogues(documents: list[Any]) -> dict[str, Any]:
    data = documents[0] if len(documents) == 1 else documents
    return {} if find_known_layout(data) else list_dialogues(data)


def _read_dialogues(dialogues: dict[str, Any], parsed: JsonText, source: Source) -> Heard:
    """Conversations that stand in one list, each with its name; what is told of all, once."""
    told = {what: source.problem(what, line=line) for what, line in parsed.faults}
    talks = list[Conversation]()
    for name, dialogue in dialogues.items():
        heard = Listening()
        ROWS.read(dialogue, heard)
        heard.facts = {ROWS.wrote: ROWS.name, **heard.facts}
        heard.respelt.append(name)
        found, problems = _build(heard, [dialogue], source)
        talks += [replace(each, name=name) for each in found]
        told |= {problem.what: problem for problem in problems}
    return talks, list(told.values())


@contextmanager
def _without_collection() -> Iterator[None]:
    """Without looking for garbage meanwhile: among a million small objects that all are kept, that
    takes longer than the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _listen(parsed: JsonText, source: Source) -> tuple[Listening | None, list[Problem]]:
    faults = [source.problem(what, line=line) for what, line in parsed.faults]
    if not parsed.documents:
        return None, [_make_fatal(faults[0])] if faults else []
    documents = _list_documents(parsed.documents)
    data = documents[0] if len(documents) == 1 else documents
    heard = Listening()
    made_by = _read_documents(data, documents, heard)
    if not made_by:
        return None, [*faults, _explain_unknown(data, source)]
    heard.facts = {**made_by, **heard.facts}
    return heard, faults


def _list_documents(found: list[Any]) -> list[Any]:
    """The documents of a file, also those that stand in one list, as parts of a recording do."""
    only = found[0] if len(found) == 1 else None
    if not isinstance(only, list) or find_known_layout(only) or are_rows(only):
        return found
    return only if len(only) > 1 and all(map(find_known_layout, only)) else found


def _read_documents(data: Any, documents: list[Any], heard: Listening) -> dict[str, str]:
    """Read one document, or several that make one conversation; returns what wrote them."""
    several = len(documents) > 1 and not are_rows(documents)
    parts = several and not find_known_layout(data) and all(map(find_known_layout, documents))
    if not parts and (layout := find_layout(data)):
        layout.read(data, heard)
        return {layout.wrote: layout.name}
    found: list[tuple[JsonLayout, Any]] = []
    for each in documents if len(documents) > 1 else ():
        if layout := find_layout(each):
            found.append((layout, each))
    begun: list[float] = []
    for layout, each in found:
        before = len(heard.said)
        layout.read(each, heard)
        begun += [piece.start for piece in heard.said[before:] if piece.start is not None][:1]
    if any(two <= one for one, two in pairwise(begun)):
        heard.notes.append(
            f"the times of its {len(found)} documents begin anew; what they hold stands in the "
            "order of these times"
        )
    if len(found) < len(documents) and found:
        without = len(documents) - len(found)
        heard.notes.append(f"{without} of its {len(documents)} documents hold no words")
    if found:
        return {found[0][0].wrote: found[0][0].name}
    text = read_line(get_object(data).get("text"))
    if text:
        heard.said += build_segment(text, "", None, None)
        heard.notes.append("it has a text alone, without times or speakers")
        return {"recogniser": "text"}
    return {}


def _make_fatal(problem: Problem) -> Problem:
    return Problem(
        problem.path, problem.line, problem.what, "save or download it again", fatal=True
    )


def _explain_unknown(data: Any, source: Source) -> Problem:
    if why := explain_wordless(data):
        hint = "take the transcript itself, for instance as .vtt or .txt"
        return source.problem(why, hint=hint, fatal=True)
    what = "it is JSON, but of no recogniser that is known"
    hint = (
        f"known are {list_known()}, and any list of objects with a text and a speaker or times; "
        "or save it as .vtt, .srt, .txt or .csv"
    )
    return source.problem(what, hint=hint, fatal=True)
