"""Reading, checking and comparing codebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit.coding.codebook_file import (
    NO_CODES,
    find_patterns,
    read_codebook,
    read_codebook_text,
    require_usable,
)
from interviewkit.coding.codebook_patterns import PatternsFile, open_patterns
from interviewkit.errors import CodebookError, Problem, StudyError
from interviewkit.model import Codebook
from interviewkit.model.settings import Settings
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.readers.file_search import ALLOW, find_way_out
from interviewkit.steps.writing.outside import is_odd

NAMES_NONE = "study.toml names no codebook"


def read_study_codebook(
    root: Path, settings: Settings, path: str = ""
) -> tuple[Codebook, tuple[Problem, ...]]:
    """The codebook of the study, or the one at a path, with the problems of its file.

    Raises:
        CodebookError: the study names none, or there is no such file.
    """
    place = _find_codebook(root, settings, path)
    codebook, problems = read_codebook(
        place, lambda beside: refuse_patterns(root, settings, beside, place)
    )
    prefix = f"{root}/"
    told = tuple(
        replace(each, path=each.path.removeprefix(prefix), what=each.what.replace(prefix, ""))
        for each in problems
    )
    return _shorten_paths(codebook, prefix), told


def _shorten_paths(codebook: Codebook, prefix: str) -> Codebook:
    """The codebook with paths from the study on."""
    short = replace(codebook, path=codebook.path.removeprefix(prefix))
    if not codebook.patterns_file:
        return short
    codes = tuple(
        replace(
            code,
            patterns=tuple(
                replace(each, file=each.file.removeprefix(prefix)) for each in code.patterns
            ),
        )
        for code in codebook.codes
    )
    return replace(short, codes=codes)


def refuse_patterns(root: Path, settings: Settings, beside: Path, codebook: Path) -> str:
    """Why the file of patterns that a codebook names may not be opened; empty where it may.

    It lies in the study, as the codebook does, or below the folder of the codebook.
    """
    if settings.study.allow_outside:
        return ""
    out = find_way_out(beside, root) and find_way_out(beside, codebook.parent)
    return f"lies outside of the study, at {out}: {ALLOW}" if out else ""


def look_at_codebook(
    root: Path, settings: Settings, path: str = ""
) -> tuple[Codebook, tuple[Problem, ...]]:
    """:func:`read_study_codebook`, to be shown: a study that names none has an empty one."""
    if path or settings.codebook.file:
        return read_study_codebook(root, settings, path)
    hint = "make a first code: a codebook is begun with it"
    return Codebook("", ()), (Problem(SETTINGS_FILE, 0, NAMES_NONE, hint, fatal=False),)


def read_usable(root: Path, settings: Settings) -> tuple[Codebook, tuple[Problem, ...]]:
    """The codebook of the study, if it may be applied.

    Raises:
        CodebookError: it may not.
    """
    codebook, problems = read_study_codebook(root, settings)
    return require_usable(codebook, problems), problems


def read_written(root: Path, settings: Settings) -> tuple[Codebook | None, tuple[Problem, ...]]:
    """The codebook of the study, or ``None`` where there is none or nobody has written codes yet.

    For steps that do their work without codes as well.

    Raises:
        CodebookError: it is there and may not be applied.
    """
    if not settings.codebook.file:
        return None, ()
    codebook, problems = read_study_codebook(root, settings)
    if not codebook.codes and all(not each.fatal or each.what == NO_CODES for each in problems):
        return None, tuple(replace(each, fatal=False) for each in problems)
    return require_usable(codebook, problems), problems


def choose_codes(codebook: Codebook, codes: Sequence[str]) -> tuple[str, ...]:
    """The codes asked for, in the codebook's order; all where none is named.

    Raises:
        StudyError: the codebook lacks one of them, or has none.
    """
    for code in codes:
        if code not in codebook.code_ids:
            known = ", ".join(codebook.code_ids)
            raise StudyError(f"the codebook has no code {code!r}", hint=f"known: {known}")
    if not codebook.codes:
        raise StudyError("the codebook has no codes", hint="write some, then review")
    return tuple(code for code in codebook.code_ids if not codes or code in codes)


def check_study_codebook(
    root: Path, settings: Settings, path: str = "", text: str | None = None, *, rules: bool = True
) -> tuple[Problem, ...]:
    """What is wrong with a codebook, or a draft of one, its rules tried on its own examples."""
    from interviewkit.coding.codebook_check import check_codebook
    from interviewkit.language.models import find_pipeline, load_pipeline

    if text is None:
        codebook, problems = read_study_codebook(root, settings, path)
    else:
        name = path or settings.codebook.file or "the codebook"
        codebook, problems = _read_draft(root, settings, name, text)
    if any(problem.fatal for problem in problems):
        return problems
    if not rules:
        return (*problems, *check_codebook(codebook))
    nlp = load_pipeline(find_pipeline(settings.models.spacy))
    return (*problems, *check_codebook(codebook, nlp))


def _read_draft(
    root: Path, settings: Settings, name: str, text: str
) -> tuple[Codebook, tuple[Problem, ...]]:
    """What a text says as the codebook of that name, with the patterns of the file it names."""
    beside = find_patterns(Path(name), text)
    if beside is None:
        return read_codebook_text(Path(name), text)
    told = refuse_patterns(root, settings, root / beside, root / name)
    shown = str(beside)
    file = PatternsFile(shown, absent=told) if told else open_patterns(root / beside, shown)
    return read_codebook_text(Path(name), text, file)


def diff_study_codebooks(
    root: Path, settings: Settings, before: str, after: str
) -> Sequence[Mapping[str, object]]:
    """What changed from one codebook to another, one row a change."""
    from interviewkit.coding.codebook_diff import diff_codebooks

    old, _ = read_study_codebook(root, settings, before)
    new, _ = read_study_codebook(root, settings, after)
    return [change.row() for change in diff_codebooks(old, new)]


def _find_codebook(root: Path, settings: Settings, path: str) -> Path:
    if path and is_odd(Path(path)):
        raise CodebookError(f"{path} is no file but a pipe or a device", hint="name a file")
    if path:
        return Path(path)
    if not settings.codebook.file:
        raise CodebookError(NAMES_NONE, hint='say which under [codebook]: file = "…"')
    return root / settings.codebook.file
