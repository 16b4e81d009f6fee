"""What ``study.toml`` may say, as frozen settings with safe defaults."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from keyword import iskeyword
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model.guideline import GUIDELINES
from interviewkit.model.inference import FITS
from interviewkit.model.limits import LimitSettings as LimitSettings
from interviewkit.model.llm_settings import LLM_CHOICES, LLM_RANGES, refuse_address, refuse_keys
from interviewkit.model.llm_settings import LlmSettings as LlmSettings
from interviewkit.model.memo import MEMO_KINDS
from interviewkit.model.section_settings import STANDINGS, take_outdated
from interviewkit.model.section_settings import CodingSettings as CodingSettings
from interviewkit.model.section_settings import FamilySettings as FamilySettings
from interviewkit.model.section_settings import InferenceSettings as InferenceSettings
from interviewkit.model.section_settings import JointSettings as JointSettings
from interviewkit.model.section_settings import ScaleSettings as ScaleSettings
from interviewkit.model.section_settings import SurveySettings as SurveySettings
from interviewkit.model.toml_text import (
    read_list_tables,
    read_number_tables,
    read_text_tables,
    read_toml,
    refuse_other_names,
)


@dataclass(frozen=True, slots=True)
class StudySettings:
    """Who and what: shown at the head of the report.

    ``language`` holds codes (ISO 639) of what is spoken; without any it is told from the speech.
    ``allow_outside`` lets transcripts, survey, codebook and report lie outside of the folder.
    """

    name: str = "Untitled study"
    note: str = ""
    authors: tuple[str, ...] = ()
    seed: int = 20250401
    language: tuple[str, ...] = ()
    allow_outside: bool = False


@dataclass(frozen=True, slots=True)
class TranscriptSettings:
    """Where transcripts lie and how their speakers map to people.

    ``pattern`` reads wave, group and date off the path: ``transcripts/{wave}/{group}.*``.
    ``moderators`` are shell-style patterns over speaker labels, case ignored. ``aliases`` maps a
    label to the label it stands for. ``columns`` names the columns of tabular transcripts.
    ``cohorts`` maps a shell-style pattern over transcript names to a group. ``waves`` names the
    waves of speech and survey in their order. ``recordings`` maps a shell-style pattern over
    transcripts to the recording, ``{name}`` standing for the transcript's name.
    """

    files: tuple[str, ...] = ("transcripts/**/*",)
    participants: str = ""
    moderators: tuple[str, ...] = (
        "moderator",
        "*(moderator)",
        "interviewer",
        "facilitator",
        "assistant",
        "ai",
        "researcher",
    )
    aliases: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    cohorts: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    readers: Mapping[str, str] = field(default_factory=dict)
    recordings: Mapping[str, str] = field(default_factory=dict)
    waves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """How turns are cut: ``sentence``, ``turn`` or ``window`` (of ``window`` sentences)."""

    unit: str = "sentence"
    window: int = 3
    speech: str = "participants"


@dataclass(frozen=True, slots=True)
class CodebookSettings:
    file: str = ""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model by name or folder; empty means the first installed one that is known to work."""

    spacy: str = ""
    embedding: str = ""
    allow_hub: bool = False


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """``0`` means: chosen from the amount of material."""

    enabled: bool = True
    min_words: int = 8
    min_topic_size: int = 0
    reduce_to: int = 0
    reassign_outliers: bool = False
    refits: int = 5


@dataclass(frozen=True, slots=True)
class SegmentSettings:
    """One segment: a rule, the words to show for it, and how its people are called in a sentence
    (``the most productive``)."""

    rule: str
    label: str = ""
    people: str = ""


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Where the report goes and what it shows; ``style`` is how numbers are written.

    ``queries`` names questions whose people and passages it sets out. ``takeaways`` are the keys of
    those that page one tells, in their order; without any, the strongest findings.

    ``figures`` says whether every figure is written as a file of its own too.

    ``memos`` are the kinds of memos that it prints (``study``, ``code``, ``theme`` …): none unless
    they are named, for memos are private.

    ``guidelines`` of journals (``coreq``, ``srqr``, ``gramms``) stand in the appendix; ``answers``
    are what the authors say to their items, by guideline and number.
    """

    folder: str = "reports"
    title: str = ""
    formats: tuple[str, ...] = ("html", "md")
    quotes: int = 5
    figures: bool = False
    style: str = "english"
    memos: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    takeaways: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """All of ``study.toml``; ``outdated`` names what it sets and what has no meaning any more."""

    study: StudySettings = field(default_factory=StudySettings)
    transcripts: TranscriptSettings = field(default_factory=TranscriptSettings)
    passages: PassageSettings = field(default_factory=PassageSettings)
    codebook: CodebookSettings = field(default_factory=CodebookSettings)
    coding: CodingSettings = field(default_factory=CodingSettings)
    models: ModelSettings = field(default_factory=ModelSettings)
    topics: TopicSettings = field(default_factory=TopicSettings)
    survey: SurveySettings = field(default_factory=SurveySettings)
    segments: Mapping[str, SegmentSettings] = field(default_factory=dict)
    joint: JointSettings = field(default_factory=JointSettings)
    report: ReportSettings = field(default_factory=ReportSettings)
    inference: InferenceSettings = field(default_factory=InferenceSettings)
    families: Mapping[str, FamilySettings] = field(default_factory=dict)
    limits: LimitSettings = field(default_factory=LimitSettings)
    outdated: tuple[str, ...] = ()


NO_END = 2**32
RANGES = {
    "study.seed": (0, 2**32 - 1),
    "passages.window": (1, NO_END),
    "topics.min_words": (1, NO_END),
    "topics.min_topic_size": (0, NO_END),
    "topics.reduce_to": (0, NO_END),
    "topics.refits": (0, NO_END),
    "report.quotes": (0, NO_END),
    "inference.level": (0.5, 0.999),
    "inference.power": (0.5, 0.99),
    "inference.min_cell": (1, NO_END),
    **{f"limits.{each.name}": (1, NO_END) for each in fields(LimitSettings)},
    **LLM_RANGES,
}
CHOICES = {
    "passages.speech": ("participants", "all"),
    "report.style": ("english", "german"),
    "inference.adjust": ("holm", "bh", "none"),
    "joint.inferences.fit": tuple(FITS),
    "coding.promise": ("decisions", "classes"),
    "coding.standing": STANDINGS,
    "survey.ids": ("exact", "alike"),
    "survey.figure.kind": ("", "shares", "stacked", "means"),
    "survey.lonely": ("adjust", "certainty", "average", "fail"),
    "survey.replicates.type": ("", "BRR", "Fay", "JK1", "JKn", "JK2", "bootstrap", "SDR", "other"),
    **LLM_CHOICES,
}
SHARES: Mapping[str, tuple[Callable[[float], bool], str]] = {
    "coding.error": (lambda x: 0 < x < 0.5, "above 0 and below 0.5"),
    "coding.confidence": (lambda x: 0.5 <= x < 1, "0.5 or more and below 1"),
}
LANGUAGE = re.compile(r"[a-z]{2,3}")
NAMED: Mapping[str, tuple[Sequence[str], str]] = {
    "report.memos": (MEMO_KINDS, "no memo is about a"),
    **dict.fromkeys(("report.guidelines", "report.answers"), (GUIDELINES, "there is no guideline")),
}

NEVER_EMPTY = ("transcripts.files", "report.formats")


def read_settings(path: Path) -> Settings:
    """The settings that a ``study.toml`` holds.

    Raises:
        StudyError: the file is absent, not TOML, or says something unknown or of a wrong type.
    """
    if path.exists() and not path.is_file():
        raise StudyError(f"{path} is no file", hint="name the folder that holds study.toml")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise StudyError(f"there is no {path}", hint="make one with: interviewkit init") from None
    except OSError as fault:
        raise StudyError(f"{path} cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise StudyError(f"{path} is not UTF-8 text", hint="save it as UTF-8") from fault
    return parse_settings(text, str(path))


def parse_settings(text: str, path: str) -> Settings:
    """The settings that a text holds, as :func:`read_settings`; ``path`` is where it stands.

    Raises:
        StudyError: it is not TOML, or says something unknown or of a wrong type.
    """
    return _settings(read_toml(text, path), path)


def _settings(table: Mapping[str, Any], path: str) -> Settings:
    table = dict(table)
    raw = table.pop("segments", {})
    if not isinstance(raw, Mapping):
        raise StudyError(f'{path}: [segments] must be a table of name = "rule"')
    rules = {name: {"rule": each} if isinstance(each, str) else each for name, each in raw.items()}
    segments = {
        name: _fill(SegmentSettings, each, path, f"segments.{name}") for name, each in rules.items()
    }
    rooms: dict[str, Any] = {"segments": segments, "outdated": take_outdated(table)}
    rooms["families"] = _families(table, path)
    hints = get_type_hints(Settings)
    for name, value in table.items():
        _refuse_unknown(name, [f.name for f in fields(Settings) if f.name != "outdated"], path, "")
        rooms[name] = _fill(hints[name], value, path, name)
    return Settings(**rooms)


def _families(table: dict[str, Any], path: str) -> dict[str, FamilySettings]:
    raw = table.pop("families", {})
    inference = table.get("inference")
    if isinstance(inference, Mapping) and "families" in inference:
        raw = {**raw, **inference["families"]} if isinstance(raw, Mapping) else raw
        table["inference"] = {key: v for key, v in inference.items() if key != "families"}
    if not isinstance(raw, Mapping):
        raise StudyError(f"{path}: [families] must be a table of families")
    return {
        name: _fill(FamilySettings, each, path, f"families.{name}") for name, each in raw.items()
    }


def _scales(table: Any, path: str) -> Any:
    """``[survey.scales]`` as settings: a list of items alone, or a table."""
    if not isinstance(table, Mapping):
        raise StudyError(f"{path}: [survey.scales] must be a table of name = items")
    scales = {}
    for name, value in table.items():
        where = f"survey.scales.{name}"
        given = {"items": value} if isinstance(value, list) else value
        scale = _fill(ScaleSettings, given, path, where)
        if scale.score not in ("mean", "sum"):
            raise StudyError(f"{path}: {where}.score must be 'mean' or 'sum', not {scale.score!r}")
        if len(scale.range) not in (0, 2) or (scale.range and scale.range[0] >= scale.range[1]):
            raise StudyError(f"{path}: {where}.range must be the least and the most: [1, 5]")
        scales[name] = scale
    return scales


def _fill(kind: type[Any], value: Any, path: str, where: str) -> Any:
    """One settings dataclass from a TOML table."""
    if not isinstance(value, Mapping):
        what = {SegmentSettings: "a rule in quotes", ScaleSettings: "a list of items"}
        raise StudyError(f"{path}: [{where}] must be {what.get(kind, 'a table')}, not {value!r}")
    if kind is LlmSettings:
        refuse_keys(value, path)  # before anything that repeats a value
    # A setting whose name is a word of Python's has an underscore behind it there.
    hints = {name.removesuffix("_"): hint for name, hint in get_type_hints(kind).items()}
    filled = {}
    for name, item in value.items():
        _refuse_unknown(name, list(hints), path, where)
        if (where, name) == ("survey", "scales"):
            filled[name] = _scales(item, path)
            continue
        place = f"{where}.{name}"
        field_name = f"{name}_" if iskeyword(name) else name
        filled[field_name] = _sensible(_typed(hints[name], item, path, place), path, place)
    try:
        return kind(**filled)
    except TypeError:
        lacks = [each.name for each in fields(kind) if each.default is each.default_factory]
        needs = "a rule" if kind is SegmentSettings else " and ".join(sorted({*lacks} - {*filled}))
        raise StudyError(f"{path}: [{where}] needs {needs}") from None


def _typed(hint: Any, item: Any, path: str, where: str) -> Any:
    origin = get_origin(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _fill(hint, item, path, where)
    if origin is tuple and is_dataclass(get_args(hint)[0]):
        return _several(get_args(hint)[0], item, path, where)
    if origin is Mapping and get_origin(get_args(hint)[1]) is tuple:
        return read_list_tables(item, path, where)
    if origin is Mapping and get_args(hint)[1] == Mapping[str, str]:
        return read_text_tables(item, path, where)
    if origin is Mapping and get_args(hint)[1] is not str:
        return read_number_tables(item, path, where)
    if origin is tuple:
        items = (item,) if isinstance(item, str) else item
        inner = get_args(hint)[0]
        kinds = (int, float) if inner is float else (inner,)
        if not isinstance(items, list | tuple) or not all(type(i) in kinds for i in items):
            what = "numbers" if inner is float else "texts"
            raise StudyError(f"{path}: {where} must be a list of {what}, not {item!r}")
        return tuple(inner(i) for i in items)
    if origin is not None and not isinstance(hint, UnionType):
        if not isinstance(item, Mapping) or not all(isinstance(v, str) for v in item.values()):
            raise StudyError(f"{path}: {where} must be a table of texts, not {item!r}")
        return dict(item)
    if hint is float and type(item) is int:
        return float(item)
    if type(item) is not hint:
        words = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
        raise StudyError(f"{path}: {where} must be {words.get(hint, hint)}, not {item!r}")
    return item


def _several(kind: type[Any], item: Any, path: str, where: str) -> tuple[Any, ...]:
    """Tables that may come any number of times: ``[[survey.compare]]``."""
    if not isinstance(item, list):
        raise StudyError(f"{path}: {where} is written [[{where}]], once for each")
    return tuple(_fill(kind, each, path, where) for each in item)


def _sensible(item: Any, path: str, where: str) -> Any:
    """The item, if it is one that can be worked with."""
    if where in RANGES:
        low, high = RANGES[where]
        if not low <= item <= high:
            most = f"to {high}" if high < NO_END else "or more"
            raise StudyError(f"{path}: {where} must be {low} {most}, not {item!r}")
    if where in SHARES:
        fits, words = SHARES[where]
        if not fits(item):
            raise StudyError(f"{path}: {where} must be {words}, not {item!r}")
    if item not in CHOICES.get(where, (item,)):
        known = " or ".join(map(repr, CHOICES[where]))
        raise StudyError(f"{path}: {where} must be {known}, not {item!r}")
    if where == "coding.llm.endpoint":
        refuse_address(item, path)
    for code in item if where == "study.language" else ():
        if not LANGUAGE.fullmatch(code):
            raise StudyError(
                f"{path}: study.language holds {code!r}, which is no code of a language",
                hint='codes have two or three letters: language = "de", or ["fr", "wo"]',
            )
    if where == "transcripts.waves" and len(set(item)) < len(item):
        raise StudyError(f"{path}: {where} names a wave twice", hint="name each once, in order")
    if where in NAMED:
        refuse_other_names(item, *NAMED[where], f"{path}: {where}")
    if where in NEVER_EMPTY and not item:
        raise StudyError(f"{path}: {where} is empty", hint="leave the setting out for the default")
    return item


def _refuse_unknown(name: str, known: list[str], path: str, where: str) -> None:
    if name in known:
        return
    place = f"[{where}] has no setting" if where else "there is no section"
    raise StudyError(f"{path}: {place} {name!r}", hint=did_you_mean(name, known))
