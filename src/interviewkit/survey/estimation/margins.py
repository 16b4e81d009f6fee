"""Rakes a design's weights to the margins that ``[survey.margins]`` gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers, convert_value
from interviewkit.survey.estimation.calibration import rake_weights
from interviewkit.survey.estimation.design import SIMPLE, Floats, Ints, SurveyDesign
from interviewkit.wording.numbers import count, short
from interviewkit.wording.words import listed


def rake_to_margins(
    design: SurveyDesign, answers: Answers, settings: SurveySettings
) -> SurveyDesign:
    """The design with weights raked to the margins, replicates too."""
    names = tuple(settings.margins)
    people = sum(settings.margins[names[0]].values())
    cells, totals = zip(
        *(_margin(answers, name, settings, design.weights, people) for name in names), strict=True
    )
    weights, raked = rake_weights(design.weights, cells, totals, names=names)
    notes = (*design.notes, *_margin_notes(answers, settings, design.weights))
    said = "" if design.words == SIMPLE else f"{design.words}, "
    design = replace(design, words=f"{said}raked to {listed(names)}", notes=notes, weighted=True)
    if design.replicates is None:
        adjustments = (*design.adjustments, raked)
        return replace(design, weights=weights, adjustments=adjustments)
    columns = [rake_weights(w, cells, totals, names=names)[0] for w in design.replicates.weights.T]
    replicates = replace(design.replicates, weights=np.stack(columns, axis=1), ranks={})
    return replace(design, weights=weights, replicates=replicates)


def _margin(
    answers: Answers, name: str, settings: SurveySettings, weights: Floats, people: float
) -> tuple[Ints, Floats]:
    """Each row's cell in a margin (n,), and the totals (k,), brought to ``people`` in all.

    Rows without an answer are a cell of their own, which keeps its share of the weight.
    """
    if name not in answers.columns:
        hint = did_you_mean(name, answers.columns)
        raise SurveyError(f"[survey.margins] there is no column {name!r}", hint=hint)
    wanted = settings.margins[name]
    place = {build_level_key(level): i for i, level in enumerate(wanted)}
    cells = [convert_value(cell) for cell in answers.table[name]]
    unknown = sorted({str(c) for c in cells if c is not None and build_level_key(c) not in place})
    if unknown:
        raise SurveyError(
            f"[survey.margins.{name}] says nothing of {', '.join(map(repr, unknown[:5]))}",
            hint="give the population's total of every level that the survey has",
        )
    codes = [len(wanted) if cell is None else place[build_level_key(cell)] for cell in cells]
    cell_of = np.where(weights > 0, np.array(codes, dtype=np.intp), -1)
    silent = float(weights[cell_of == len(wanted)].sum() / weights.sum())
    given = np.array(list(wanted.values()))
    if not given.sum() > 0:
        raise SurveyError(f"[survey.margins.{name}] adds up to nothing")
    totals = given / given.sum() * people * (1 - silent)
    return cell_of, np.append(totals, people * silent) if silent else totals


def _margin_notes(answers: Answers, settings: SurveySettings, weights: Floats) -> list[str]:
    """Who has no answer to a margin, and margins that speak of different populations."""
    notes = []
    for name in settings.margins:
        silent = int((answers.table[name].isna().to_numpy(dtype=bool) & (weights > 0)).sum())
        if silent:
            rows = "1 row has" if silent == 1 else f"{count(silent)} rows have"
            notes.append(f"{rows} no {name}, and their share of the weight is kept in that margin")
    sums = {name: sum(table.values()) for name, table in settings.margins.items()}
    if max(sums.values()) - min(sums.values()) > 1e-6 * max(sums.values()):
        shown = listed([f"{name} {short(total)}" for name, total in sums.items()])
        first = next(iter(sums))
        notes.append(f"margins of different populations ({shown}) are brought to that of {first}")
    return notes


def build_level_key(level: object) -> str:
    """A level as it is looked up: ``1``, ``1.0`` and ``"1"`` are one, so are True and ``Yes``."""
    if isinstance(level, bool):
        return "yes" if level else "no"
    text = str(level).strip()
    try:
        return f"{float(text):g}"
    except ValueError:
        return {"true": "yes", "yes": "yes", "false": "no", "no": "no"}.get(text.lower(), text)
