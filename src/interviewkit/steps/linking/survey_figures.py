"""The figures that ``[[survey.figure]]`` of study.toml asks for, held against the survey."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from interviewkit.errors import Problem, SurveyError, did_you_mean
from interviewkit.model import Variable
from interviewkit.model.grouping import group_lists
from interviewkit.model.section_settings import SurveyFigureSettings, SurveySettings
from interviewkit.model.settings import Settings
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.model.survey_figure import MEANS, SHARES, STACKED, SurveyFigure

NUMBERS, SCALES, FLAGS = ("number",), ("ordinal", "category"), ("flag",)
FITTING = {MEANS: NUMBERS, STACKED: SCALES, SHARES: (*SCALES, *FLAGS)}
"""The types of variables that a kind of figure can show."""


def plan_survey_figures(
    settings: Settings, variables: Sequence[Variable], segments: Collection[str]
) -> tuple[list[SurveyFigure], list[Problem]]:
    """The figures that can be drawn, and what keeps others from it.

    ``segments`` are those that the survey can tell.
    """
    planned: list[SurveyFigure] = []
    problems: list[Problem] = []
    for asked in settings.survey.figure:
        try:
            _refuse_segments(asked, segments, settings)
            planned.append(_plan(asked, settings.survey, variables))
        except SurveyError as fault:
            named = f" {asked.title!r}" if asked.title else ""
            what = f"[[survey.figure]]{named}: {fault.message}"
            problems.append(Problem(SETTINGS_FILE, 0, what, fault.hint))
    return planned, problems


def expand_questions(names: Iterable[str], variables: Sequence[Variable]) -> list[str]:
    """Each variable once; a question with several columns stands for all of these.

    A name that is neither stays as it is, for whoever asks for its figures to refuse.
    """
    parts = group_lists((each.part_of, each.name) for each in variables if _is_option(each))
    return list(dict.fromkeys(each for name in names for each in parts.get(name, [name])))


def expand_question(name: str, variables: Iterable[Variable]) -> tuple[Variable, ...]:
    """The variable of that name; of a question with several columns, its yes-or-no columns.

    Raises:
        SurveyError: there is neither.
    """
    known = tuple(variables)
    if parts := tuple(each for each in known if each.part_of == name and _is_option(each)):
        return parts
    if found := tuple(each for each in known if each.name == name):
        return found
    names = [each for v in known for each in (v.part_of, v.name) if each]
    raise SurveyError(f"the survey has no variable {name!r}", hint=did_you_mean(name, names))


def _is_option(each: Variable) -> bool:
    """Whether it is a column of a question, and no text that somebody wrote beside its options."""
    return bool(each.part_of) and each.type not in ("text", "date")


def _refuse_segments(
    asked: SurveyFigureSettings, segments: Collection[str], settings: Settings
) -> None:
    for name in asked.among:
        if name in segments:
            continue
        if name in settings.segments:
            raise SurveyError(
                f"the segment {name!r} is one of participants; the survey cannot tell who is in it"
            )
        hint = did_you_mean(name, segments) if segments else "study.toml has no [segments]"
        raise SurveyError(f"among: there is no segment {name!r}", hint=hint)


def _plan(
    asked: SurveyFigureSettings, settings: SurveySettings, variables: Sequence[Variable]
) -> SurveyFigure:
    if not asked.of:
        raise SurveyError("it names no variable", hint='write: of = ["one_variable", "another"]')
    shown = {
        each.name: (each, _name_part(each, name))
        for name in asked.of
        for each in expand_question(name, variables)
    }
    chosen = [each for each, _ in shown.values()]
    kind = asked.kind or _choose_kind(chosen, asked.levels)
    _refuse_types(chosen, kind)
    _refuse_levels(chosen, asked.levels, kind)
    labels = {name: label for name, (_, label) in shown.items()}
    title = asked.title or _title(asked.of[0], chosen[0], settings.labels)
    several = len(asked.of) == 1 and len(labels) > 1 and chosen[0].type in FLAGS
    return SurveyFigure(title, kind, labels, asked.among or ("",), asked.levels, several)


def _choose_kind(chosen: Sequence[Variable], levels: Sequence[str]) -> str:
    if all(each.type in NUMBERS for each in chosen):
        return MEANS
    whole = not levels and all(each.type in SCALES for each in chosen)
    return STACKED if whole else SHARES


def _refuse_types(chosen: Sequence[Variable], kind: str) -> None:
    for each in chosen:
        if each.type not in FITTING[kind]:
            needs = {MEANS: "numbers", STACKED: "answer scales or categories"}
            raise SurveyError(
                f"{each.name!r} is of the type {each.type}; "
                f"{kind} need {needs.get(kind, 'yes or no, answer scales or categories')}",
                hint="draw it in a figure of its own, or leave kind out",
            )


def _refuse_levels(chosen: Sequence[Variable], levels: Sequence[str], kind: str) -> None:
    if kind == STACKED and len({each.levels for each in chosen}) > 1:
        raise SurveyError(
            "its questions have different answers, which one stack cannot show",
            hint="give each a [[survey.figure]] of its own",
        )
    known = list(dict.fromkeys(level for each in chosen for level in each.levels))
    for level in levels:
        if level not in known:
            raise SurveyError(f"none of its questions has the answer {level!r}",
                              hint=did_you_mean(level, known))  # fmt: skip


def _name_part(each: Variable, asked: str) -> str:
    """What stands beside a bar: of a question's option the option alone."""
    title = each.title
    if each.part_of != asked:
        return title
    if title.endswith("]") and " [" in title:
        return title[:-1].rpartition(" [")[2]
    return title.rpartition(" - ")[2]


def _title(asked: str, first: Variable, labels: Mapping[str, str]) -> str:
    return labels.get(asked, "") or (asked if first.part_of == asked else first.title)
