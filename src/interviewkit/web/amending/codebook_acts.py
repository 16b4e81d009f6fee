"""What a person does to the codebook on its page, and on the page where one reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from interviewkit.model import CodebookAct, Example
from interviewkit.model.codebook_act import PROPOSED
from interviewkit.web.amending.codebook_json import Json, describe_act, describe_problem
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act

TEXTS = ("label", "definition", "origin", "prevalence")
LISTS = ("include", "exclude", "patterns", "polarity")
EXAMPLES = ("examples", "near_misses")


def add(visit: Visit, told: Told) -> Json:
    """A new code, in vivo where words are given: a place, or the words as its example."""
    fields: dict[str, Any] = {"theme": told.text("theme", ""), "parent": told.text("parent", "")}
    if definition := told.text("definition", ""):
        fields["definition"] = definition
    if example := told.text("example", ""):
        fields |= {"examples": [example], "origin": "inductive"}
    label = told.text("label", most=500)
    done = visit.study.add_code(label, by=name_coder(visit), place=_place(told), **fields)
    return describe_act(done)


def add_example(visit: Visit, told: Told) -> Json:
    """Words become an example of a code, or a near miss."""
    done = visit.study.add_example(
        told.text("code"),
        _place(told) or told.text("text"),
        by=name_coder(visit),
        near_miss=told.truth("near_miss"),
        polarity=told.text("polarity", "+", most=1),
    )
    return describe_act(done)


def edit(visit: Visit, told: Told) -> Json:
    """Other words for a code or a theme."""
    by, seen = name_coder(visit), told.text("seen", "")
    if "theme" in told:
        fields: dict[str, Any] = {
            name: told.text(name) for name in ("label", "definition") if name in told
        }
        if "exclusive" in told:
            fields["exclusive"] = told.truth("exclusive")
        theme = told.text("theme")
        return describe_act(visit.study.edit_theme(theme, by=by, seen=seen, **fields))
    texts = _read_fields(told.part("fields"))
    return describe_act(visit.study.edit_code(told.text("code"), by=by, seen=seen, **texts))


def check(visit: Visit, told: Told) -> Json:
    """What would be wrong with a code whose fields said this."""
    fields = _read_fields(told.part("fields"))
    found = visit.study.check_code(told.text("code"), rules=told.truth("rules"), **fields)
    return {"problems": [describe_problem(each) for each in found]}


def rename(visit: Visit, told: Told) -> Json:
    if "theme" in told:
        return _do(visit, told, visit.study.rename_theme, told.text("theme"), told.text("new"))
    label = told.text("label", "")
    study = visit.study
    return _do(visit, told, study.rename_code, told.text("code"), told.text("new"), label=label)


def merge(visit: Visit, told: Told) -> Json:
    codes = told.texts("codes")
    fields = {name: told.text(name) for name in ("label", "definition") if name in told}
    return _do(visit, told, visit.study.merge_codes, codes, told.text("into"), **fields)


def split(visit: Visit, told: Told) -> Json:
    into = told.texts("into")
    codings = {label: told.part("codings").numbers(label) for label in into}
    dealt = {label: ids for label, ids in codings.items() if ids}
    rest = told.text("rest", "")
    study = visit.study
    return _do(visit, told, study.split_code, told.text("code"), into, codings=dealt, rest=rest)


def move(visit: Visit, told: Told) -> Json:
    places = {name: told.text(name) for name in ("theme", "parent") if name in told}
    return _do(visit, told, visit.study.move_code, told.text("code"), **places)


def remove(visit: Visit, told: Told) -> Json:
    if "theme" in told:
        return _do(visit, told, visit.study.remove_theme, told.text("theme"))
    return _do(visit, told, visit.study.remove_code, told.text("code"))


def add_theme(visit: Visit, told: Told) -> Json:
    definition = told.text("definition", "")
    label = told.text("label", most=500)
    return describe_act(visit.study.add_theme(label, by=name_coder(visit), definition=definition))


def check_text(visit: Visit, told: Told) -> Json:
    """What is wrong with a whole file as somebody writes it."""
    found = visit.study.check_codebook(text=told.text("text", most=5_000_000), rules=False)
    return {"problems": [describe_problem(each) for each in found]}


def rewrite(visit: Visit, told: Told) -> Json:
    text = told.text("text", most=5_000_000)
    return _do(visit, told, visit.study.rewrite_codebook, text)


def undo(visit: Visit, told: Told) -> Json:
    """Take a change of the codebook back, or do it again."""
    entry = visit.study.undo(entry=told.number("entry"))
    return {"entry": entry.id, "did": True}


def _do(
    visit: Visit, told: Told, change: Callable[..., CodebookAct], *about: object, **more: object
) -> Json:
    """Tell what a change does, or do it: ``dry`` says which."""
    dry, seen = told.truth("dry"), told.text("seen", "")
    done = describe_act(change(*about, by=name_coder(visit), dry_run=dry, seen=seen, **more))
    return _hide_others(visit, done) if visit.is_blind else done


def _hide_others(visit: Visit, done: Json) -> Json:
    """What becomes of one's own; who reads blind is not told how much others and machines said."""
    shown = [
        each
        for each in done["effects"]
        if each["coder"] == visit.coder or (not each["coder"] and each["what"] != PROPOSED)
    ]
    hidden = "what others and machines coded goes the same way; how much is hidden: you read blind"
    notes = [*done["notes"], *([hidden] if len(shown) < len(done["effects"]) else [])]
    return {**done, "effects": shown, "notes": notes}


def name_coder(visit: Visit) -> str:
    """Who changes the codebook.

    Raises:
        RequestError: nobody said who they are.
    """
    if not visit.coder:
        raise RequestError("say first who works here", hint="press the button at the top right")
    return visit.coder


def _place(told: Told) -> tuple[int, int, int] | None:
    span = told.span()
    return None if span is None else (told.number("turn"), *span)


def _read_fields(told: Told) -> Mapping[str, Any]:
    """The fields of a code that a request tells, each of its kind."""
    fields: dict[str, Any] = {name: told.text(name) for name in TEXTS if name in told}
    fields |= {name: told.texts(name) for name in LISTS if name in told}
    for name in EXAMPLES:
        if name in told:
            rows = told.fields[name]
            if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
                raise RequestError(f"{name} must be a list of objects")
            each_told = [Told(row) for row in rows]
            fields[name] = [Example(e.text("text"), e.text("polarity", "+")) for e in each_told]
    return fields


ACTS = (
    act("/api/codebook/add", add),
    act("/api/codebook/example", add_example),
    act("/api/codebook/edit", edit),
    act("/api/codebook/check", check),
    act("/api/codebook/rename", rename),
    act("/api/codebook/merge", merge),
    act("/api/codebook/split", split),
    act("/api/codebook/move", move),
    act("/api/codebook/remove", remove),
    act("/api/codebook/add-theme", add_theme),
    act("/api/codebook/check-text", check_text),
    act("/api/codebook/rewrite", rewrite),
    act("/api/codebook/undo", undo),
)
