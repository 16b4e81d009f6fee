"""What ``[joint]`` names, held against what the study has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewkit.errors import Problem, did_you_mean
from interviewkit.model import MetaInference
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.steps.reading import Loaded
from interviewkit.steps.site import Site

ANSWER = "survey variable or segment"


def join_names(said: str) -> tuple[str, ...]:
    """Names with commas between."""
    return tuple(name.strip() for name in said.split(",") if name.strip())


def find_unknown_beside(loaded: Loaded) -> tuple[Problem, ...]:
    """Themes and variables of ``[joint]`` that there are none of; they are left out.

    Variables of a survey that is not linked yet are not known.
    """
    site, beside = loaded.site, loaded.site.settings.joint.beside
    themes, answers = _list_themes(loaded), _list_answers(loaded)
    found: list[Problem] = []
    for theme, said in beside.items():
        line = _line(site, theme)
        found += _missing([theme], themes, "theme or code", line)
        if answers is not None:
            found += _missing(join_names(said), answers, ANSWER, line)
    for each in site.settings.joint.inferences:
        where = "[[joint.inferences]]"
        found += _missing([each.of], themes, "theme or code", 0, where)
        if each.beside and answers is not None:
            found += _missing([each.beside], answers, ANSWER, 0, where)
    return tuple(found)


def keep_known_inferences(
    loaded: Loaded, standing: Sequence[MetaInference]
) -> tuple[MetaInference, ...]:
    """Without those that :func:`find_unknown_beside` says are left out."""
    answers = _list_answers(loaded)
    if answers is None:
        return tuple(standing)
    written = {(each.of, each.beside) for each in loaded.site.settings.joint.inferences}
    return tuple(
        each
        for each in standing
        if not each.about or each.about in answers or (each.of, each.about) not in written
    )


def _list_themes(loaded: Loaded) -> list[str]:
    book = loaded.codebook
    return [*(each.id for each in book.themes), *book.code_ids] if book else []


def _list_answers(loaded: Loaded) -> list[str] | None:
    """Survey variables and segments; ``None`` while the survey is not linked yet."""
    variables = [each.name for each in loaded.variables]
    if not variables and loaded.site.settings.survey.file:
        return None
    return [*variables, *(each.segment.name for each in loaded.segments)]


def _missing(
    names: Sequence[str], known: Sequence[str], what: str, line: int, where: str = "[joint.beside]"
) -> Iterator[Problem]:
    for name in names:
        if name in known:
            continue
        hint = did_you_mean(name, known, f"known: {', '.join(known[:10]) or 'none'}")
        said = f"{where}: there is no {what} {name!r}; it is left out"
        yield Problem(SETTINGS_FILE, line, said, hint, fatal=False)


def _line(site: Site, theme: str) -> int:
    """The line of study.toml on which a theme is laid beside something; 0 where it is not plain."""
    key = re.compile(rf"\s*[\"']?{re.escape(theme)}[\"']?\s*=")
    inside = False
    lines = (site.root / SETTINGS_FILE).read_text("utf-8-sig").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("["):
            inside = line.replace(" ", "").startswith("[joint.beside]")
        elif inside and key.match(line):
            return number
    return 0
