"""Reads replicate weights off their columns."""

from __future__ import annotations

from fnmatch import fnmatchcase

import numpy as np

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model.section_settings import ReplicateSettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.design import Floats, Replicates


def read_replicates(answers: Answers, settings: ReplicateSettings, weights: Floats) -> Replicates:
    """The replicates that the settings name, in the order of the file.

    Scales are those of R's ``svrepdesign``: 1/R for BRR, 1/(R(1 - k)²) for Fay's with coefficient
    k, (R - 1)/R for JK1, 1 for JK2 and JKn (with ``rscales``), 1/(R - 1) for the bootstrap, 4/R
    for successive differences. A row that the sample leaves out counts in no replicate.

    Raises:
        SurveyError: there are no such columns, they hold no numbers, or the type needs a scale.
    """
    names = _columns(answers, settings)
    columns = np.stack([_numbers(answers, name) for name in names], axis=1)
    used = weights > 0
    if not np.isfinite(columns[used]).all() or (columns[used] < 0).any():
        raise SurveyError("[survey.replicates] a replicate weight is missing or negative")
    whole = columns if settings.combined else columns * weights[:, None]
    whole = np.where(used[:, None], whole, 0.0)
    count = len(names)
    rscales = np.array(settings.rscales) if settings.rscales else np.ones(count)
    if len(rscales) != count:
        what = f"rscales has {len(rscales)} numbers for {count} columns"
        raise SurveyError(f"[survey.replicates] {what}")
    return Replicates(whole, _scale(settings, count), rscales, settings.type, settings.mse)


def _columns(answers: Answers, settings: ReplicateSettings) -> list[str]:
    if not settings.columns or not settings.type:
        missing = "columns" if not settings.columns else "type"
        raise SurveyError(f"[survey.replicates] needs {missing}")
    found = [
        name
        for pattern in settings.columns
        for name in answers.columns
        if fnmatchcase(name, pattern)
    ]
    if len(found) < 2:
        hint = did_you_mean(settings.columns[0].strip("*?"), answers.columns)
        what = f"fewer than two columns fit {', '.join(settings.columns)}"
        raise SurveyError(f"[survey.replicates] {what}", hint=hint)
    return list(dict.fromkeys(found))


def _numbers(answers: Answers, name: str) -> Floats:
    if answers.variable(name).type in ("number", "flag"):
        return np.asarray(answers.table[name].to_numpy(dtype=float, na_value=np.nan))
    raise SurveyError(
        f"[survey.replicates] the column {name!r} holds no numbers",
        hint=f'set [survey.columns] {name} = "number"',
    )


def _scale(settings: ReplicateSettings, count: int) -> float:
    if settings.scale > 0:
        return settings.scale
    if settings.type == "JKn" and not settings.rscales:
        raise SurveyError(
            "[survey.replicates] JKn needs rscales: (n - 1) / n of each replicate's stratum"
        )
    scales = {
        "BRR": 1 / count,
        "Fay": 1 / (count * (1 - settings.fay) ** 2),
        "JK1": (count - 1) / count,
        "JKn": 1.0,
        "JK2": 1.0,
        "bootstrap": 1 / (count - 1),
        "SDR": 4 / count,
    }
    if settings.type not in scales:
        raise SurveyError("[survey.replicates] the type other needs a scale")
    return scales[settings.type]
