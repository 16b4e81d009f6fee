"""Weights fitted to known totals: raking, post-stratification, linear calibration.

Each fit also says what it leaves of a linearised variable: an estimate that the margins explain
has no sampling error left (Deville & Särndal 1992, JASA 87, 376-382).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers, convert_value
from interviewkit.survey.estimation.design import SIMPLE, Floats, Ints, SurveyDesign
from interviewkit.wording.numbers import count, short
from interviewkit.wording.words import join_words

MOST_ROUNDS = 200
SWEEPS = 100
"""How often the margins' means are taken out of scores, one after another, until none is left."""


@dataclass(frozen=True, slots=True)
class Raked:
    """Raking, or with one margin post-stratification.

    ``cells`` are each margin's cell by row (n,), -1 for rows left out; ``fitted`` the weights
    after the margin's last fit, and ``before`` those before any. What is left equals the residuals
    of a regression on all margins, weighted as ``before``: R's ``calibrate(calfun = "raking")``,
    not its ``rake``, which takes plain means of the cells.
    """

    cells: tuple[Ints, ...] = field(repr=False)
    fitted: tuple[Floats, ...] = field(repr=False)
    before: Floats = field(repr=False)

    def remainder(self, scores: Floats) -> Floats:
        """Scores less the means of the cells, margin after margin, until nothing is left."""
        left = scores
        enough = 1e-12 * float(np.abs(scores).max(initial=0))
        # Taking off one margin brings back some of another, so several take turns.
        for _ in range(1 if len(self.cells) == 1 else SWEEPS):
            before = left
            for cell, weights in zip(self.cells, self.fitted, strict=True):
                left = left - self._means(left, cell, weights)
            if np.abs(left - before).max(initial=0) <= enough:
                break
        return left

    def _means(self, scores: Floats, cell: Ints, weights: Floats) -> Floats:
        """What the cells explain: each cell's mean of the variable, weighted as before the fit."""
        rows = np.flatnonzero((cell >= 0) & (weights > 0))
        cells = cell[rows]
        k = int(cells.max()) + 1
        per_unit = scores[rows] * (self.before[rows] / weights[rows])[:, None]
        sums = np.stack(
            [np.bincount(cells, weights=column, minlength=k) for column in per_unit.T], axis=1
        )
        totals = np.bincount(cells, weights=self.before[rows], minlength=k)
        explained = np.zeros_like(scores)
        explained[rows] = (sums / totals[:, None])[cells] * weights[rows, None]
        return explained


@dataclass(frozen=True, slots=True)
class Regressed:
    """Linear calibration: ``basis`` (n, m) is orthonormal, ``scale`` (n,) is g times √weight."""

    basis: Floats = field(repr=False)
    scale: Floats = field(repr=False)

    def remainder(self, scores: Floats) -> Floats:
        safe = np.where(self.scale == 0, 1.0, self.scale)[:, None]
        per_unit = scores / safe
        return np.asarray((per_unit - self.basis @ (self.basis.T @ per_unit)) * safe)


def rake_weights(
    weights: Floats,
    cells: Sequence[Ints],
    totals: Sequence[Floats],
    *,
    tolerance: float = 1e-10,
    names: Sequence[str] = (),
) -> tuple[Floats, Raked]:
    """Weights (n,) whose sums meet every margin, and the adjustment to their variance.

    ``cells`` are each margin's cell by row (0 to k-1; -1 leaves the row as it is), ``totals`` the
    population's (k,). Iterative proportional fitting (Deming & Stephan 1940) until no cell of all
    margins crossed moves by more than ``tolerance``: a share of the total weight where it is below
    1, a count otherwise (R's ``rake`` has 1).

    Raises:
        SurveyError: a cell with people in the population has none in the sample, or the margins
            contradict one another so that no weights meet them.
    """
    for i, (cell, wanted) in enumerate(zip(cells, totals, strict=True)):
        _refuse_empty(cell, wanted, weights, names[i] if names else f"margin {i + 1}")
    limit = tolerance if tolerance >= 1 else tolerance * float(max(t.sum() for t in totals))
    # Within a cell of all margins crossed all weights move together: these cells tell all.
    crossed = np.unique(np.stack(cells), axis=1, return_inverse=True)[1].ravel()
    fitted, before = weights, np.bincount(crossed, weights=weights)
    steps: list[Floats] = []
    for _ in range(MOST_ROUNDS):
        steps = []
        for cell, wanted in zip(cells, totals, strict=True):
            fitted = _to_margin(fitted, cell, wanted)
            steps.append(fitted)
        after = np.bincount(crossed, weights=fitted)
        if np.abs(after - before).max() <= limit:
            enough = max(limit, 1e-6 * float(weights.sum()))
            if not _is_meeting_totals(fitted, cells, totals, enough):
                break
            return fitted, Raked(tuple(cells), tuple(steps), weights)
        before = after
    what = "raking found no weights that meet all margins"
    raise SurveyError(what, hint="do the margins of [survey.margins] speak of the same population?")


def _is_meeting_totals(
    weights: Floats, cells: Sequence[Ints], totals: Sequence[Floats], limit: float
) -> bool:
    """Whether the weights sum to every margin; of contradictory margins they meet the last."""
    pairs = zip(cells, totals, strict=True)
    return all(
        np.abs(_sums(weights, cell, wanted) - wanted).max() <= limit for cell, wanted in pairs
    )


def _sums(weights: Floats, cell: Ints, wanted: Floats) -> Floats:
    inside = cell >= 0
    return np.asarray(np.bincount(cell[inside], weights[inside], len(wanted)), dtype=np.float64)


def _to_margin(weights: Floats, cell: Ints, wanted: Floats) -> Floats:
    inside, sums = cell >= 0, _sums(weights, cell, wanted)
    factor = np.ones(len(weights))
    factor[inside] = (wanted / np.where(sums > 0, sums, 1.0))[cell[inside]]
    return weights * factor


def _refuse_empty(cell: Ints, wanted: Floats, weights: Floats, name: str) -> None:
    if ((_sums(weights, cell, wanted) <= 0) & (wanted > 0)).any():
        hint = "join it with another level in [survey.margins] and in the column"
        raise SurveyError(f"{name}: a level of the margin has nobody in the sample", hint=hint)


def calibrate_weights(weights: Floats, known: Floats, totals: Floats) -> tuple[Floats, Regressed]:
    """Weights (n,) by linear (GREG) calibration to the totals (m,) of the variables (n, m).

    R's ``calibrate(calfun = "linear")``. Weights may become negative; that is said by nobody but
    the caller, who has the weights.

    Raises:
        SurveyError: the variables determine one another, so that no weights can be found.
    """
    gap = totals - weights @ known
    gram = (known * weights[:, None]).T @ known
    if np.linalg.matrix_rank(gram) < len(totals):
        raise SurveyError("the calibration variables determine one another")
    g = 1 + known @ np.linalg.solve(gram, gap)
    basis = np.linalg.qr(known * np.sqrt(weights)[:, None])[0]
    return weights * g, Regressed(basis, g * np.sqrt(weights))


# -- a design raked to the margins that [survey.margins] gives -------------------------------------


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
    design = replace(
        design, words=f"{said}raked to {join_words(names)}", notes=notes, weighted=True
    )
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
        shown = join_words([f"{name} {short(total)}" for name, total in sums.items()])
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
