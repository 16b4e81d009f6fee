"""The doors through which files come in; each takes whatever lies at a path.

A door gives up in words (:class:`InterviewkitError`) or not at all. What it gives back can be
stored: no text of it holds half a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from fuzz_seeds import MAKERS

from interviewkit.errors import SourceError
from interviewkit.model import Turn
from interviewkit.model.settings import SurveySettings, TranscriptSettings

LEAST = "sound"
SAID = (
    "I hardly talk to my colleagues any more.",
    "They feel very good about the coffee, not that they say so – and it never brainstormed ideas.",
    "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a b",
    "日本語 … ünïcode “quotes”",
)


def _storable(texts: Iterable[object]) -> None:
    for text in texts:
        str(text).encode("utf-8")


def read_transcript(path: Path) -> None:
    from interviewkit.readers.files import read_file

    reading = read_file(path, root=path.parent, settings=TranscriptSettings())
    _storable(reading.problems)
    for each in reading.transcripts:
        _storable((each.name, each.wave, each.group, each.date, each.attributes))
        _storable(part for turn in each.turns for part in (turn.speaker, turn.text))
    if not reading.transcripts and not any(each.fatal for each in reading.problems):
        raise AssertionError("a file that gives nothing is not told")


def read_survey(path: Path) -> None:
    from interviewkit.survey.answers_file import read_answers
    from interviewkit.survey.variable_look import look_at_variable

    answers, problems = read_answers(path, SurveySettings())
    _storable(problems)
    _storable(answers.respondents()[:50])
    for variable in answers.variables[:12]:
        _storable((variable.name, variable.label, look_at_variable(answers, variable.name)))


def read_codebook(path: Path) -> None:
    from interviewkit.coding.codebook_file import read_codebook, require_usable

    codebook, problems = read_codebook(path)
    _storable((codebook, *problems))
    _apply(require_usable(codebook, problems))


def read_beside(path: Path) -> None:
    """A file of patterns, by way of the codebook that names it."""
    book = path.with_name("names-it.yaml")
    codes = "codes: [{id: bus, label: Bus}, {id: walk, label: Walk}]\n"
    book.write_text(f"patterns: {path.name}\n{codes}", "utf-8")
    read_codebook(book)


def read_settings(path: Path) -> None:
    from interviewkit.model.settings import read_settings

    _storable([read_settings(path)])


def read_participants(path: Path) -> None:
    from interviewkit.readers.people_file import read_people

    people, problems = read_people(path, root=path.parent)
    _storable((people, *problems))


def read_codings(path: Path) -> None:
    from interviewkit.exchange.codings_csv import read_codings
    from interviewkit.exchange.draw_chances import read_chances

    turns = {("talk", n): Turn("talk", n, "Ana", text, id=n) for n, text in enumerate(SAID, 1)}

    def find_turn(name: str, place: int) -> Turn | None:
        return turns.get((name, place))

    codings, reads, problems = read_codings(path, find_turn, codes=("isolation",), coder="ana")
    _storable((*codings, *reads, *problems))
    _storable(read_chances(path, find_turn, "score")[1])


def read_project(path: Path) -> None:
    """A project of another tool; QualCoder keeps its database in a folder."""
    from interviewkit.exchange.projects.detecting import detect_format, load_reader

    if path.suffix == ".qda":
        folder = path.with_name("folder.qda")
        folder.mkdir(exist_ok=True)
        path = path.replace(folder / "data.qda").parent
    name = detect_format(path)
    if not name:
        raise SourceError("no reader knows it")
    found = load_reader(name)(path)
    _storable((*found.losses, *found.notes, found.format))
    for source in found.project.sources:
        _storable((source.name, source.text, *source.selections))
    _storable((*found.project.codes, *found.project.notes))
    for loss in found.losses:
        if loss.held != loss.kept + loss.changed + loss.dropped:
            raise AssertionError(f"the losses do not add up: {loss}")


def read_rule(path: Path) -> None:
    from interviewkit.survey.rules.rule import parse_rule

    parse_rule(_line(path)).over(_people())


def read_pattern(path: Path) -> None:
    from interviewkit.model import Code, Codebook, Pattern

    pattern = Pattern(_line(path), options={"unless": "never *2 said"})
    code = Code("c", "C", "", patterns=(pattern,))
    _apply(Codebook("b", (code,), lists={"machine": ("AI", "the tool")}))


def _line(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _apply(codebook: Any) -> None:
    """Let the rules of a codebook read what people say."""
    from interviewkit.coding.contract import Material
    from interviewkit.coding.rules import RulesCoder
    from interviewkit.model import Passage

    turns = [Turn("talk", n, "Ana", text, id=n) for n, text in enumerate(SAID, 1)]
    passages = [Passage.whole(turn) for turn in turns]
    quotes = [passage.quote for passage in passages]
    material = Material(
        passages,
        vectors=lambda: None,  # type: ignore[arg-type,return-value]
        docs=lambda places: [_parsed()[quotes[place]] for place in places],
        questions=["And the tools?"] * len(passages),
    )
    RulesCoder(_pipeline()).propose(material, codebook)


@cache
def _pipeline() -> Any:
    from interviewkit.language.models import find_pipeline, load_pipeline

    return load_pipeline(find_pipeline(""))


@cache
def _parsed() -> dict[str, Any]:
    return {text: _pipeline()(text) for text in SAID}


@cache
def _people() -> Any:
    import pandas as pd

    return pd.DataFrame(
        {
            "group": ["freelancer", "employee", None],
            "age": [34.0, 51.0, None],
            "trust": [1.0, 2.0, 3.0],
            "a": [True, False, None],
            "b": ["x", "", "日本"],
        }
    )


def door_of(name: str) -> Callable[[Path], None]:
    """The door of a format."""
    doors = {
        "codebook": read_codebook,
        "beside": read_beside,
        "study": read_settings,
        "participants": read_participants,
        "codings": read_codings,
        "rules": read_rule,
        "patterns": read_pattern,
    }
    if name.startswith("project"):
        return read_project
    return read_survey if name.startswith("survey") else doors.get(name, read_transcript)


def warm_up(names: Iterable[str], folder: Path) -> None:
    """Load what the doors need, and see that every sound file passes."""
    from fuzz_seeds import seeds

    for name in names:
        for number, content in enumerate(seeds(name)[:2]):
            path = folder / f"seed{number}{MAKERS[name][0]}"
            path.write_bytes(content)
            door_of(name)(path)
