"""Makes a design from the columns that ``[survey]`` names, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import numpy as np

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model.section_settings import ReplicateSettings
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers, convert_value
from interviewkit.survey.estimation.calibration import build_level_key, rake_to_margins
from interviewkit.survey.estimation.design import (
    SIMPLE,
    Floats,
    Ints,
    Mask,
    Replicates,
    Stage,
    SurveyDesign,
    build_stage,
)
from interviewkit.wording.numbers import count
from interviewkit.wording.words import list_some


def build_design(answers: Answers, settings: SurveySettings) -> SurveyDesign:
    """The design that the settings describe; a simple random sample where they say nothing.

    A row is left out where its weight is missing or negative, or its stratum, cluster or
    population size is missing; a weight of zero counts for nothing, but its unit was drawn.
    Clusters are nested in strata, and those of later stages in those before. Without a weight
    column, weights follow from ``fpc``: population over sample, stage by stage. Of several waves,
    a person's answers are one cluster where no clusters are named.

    Raises:
        SurveyError: a column is not there, population sizes contradict the sample or one another,
            replicate weights or margins cannot be used.
    """
    sampled = _Sampled(answers, settings)
    stages, weights = sampled.stages()
    words, notes = sampled.words(stages), sampled.notes()
    weighted = bool(answers.weight or settings.fpc)
    design = SurveyDesign(
        weights, stages, settings.lonely, words=words, notes=notes, weighted=weighted
    )  # fmt: skip
    design = _said_lonely(design)
    if settings.replicates.columns or settings.replicates.type:
        replicates = read_replicates(answers, settings.replicates, weights)
        words = f"{replicates.weights.shape[1]} {replicates.kind} replicate weights"
        design = replace(design, replicates=replicates, words=words)
    return rake_to_margins(design, answers, settings) if settings.margins else design


def _said_lonely(design: SurveyDesign) -> SurveyDesign:
    lonely = [name for stage in design.stages for name in stage.lonely]
    if not lonely:
        return design
    if len(lonely) == 1 and not lonely[0].strip():
        return replace(design, notes=(*design.notes, "one unit was drawn: no error can be told"))
    alone = "a stratum has one unit" if len(lonely) == 1 else f"{len(lonely)} strata have one unit"
    note = (
        f"{alone}, so the spread within is not known ({list_some(lonely, 5)}); [survey] lonely = "
    )
    return replace(design, notes=(*design.notes, f'{note}"{design.lonely}"'))


@dataclass
class _Sampled:
    """Reads the columns of a design, all as row-wise codes (n,), -1 where something is missing."""

    answers: Answers
    settings: SurveySettings

    def __post_init__(self) -> None:
        settings, answers = self.settings, self.answers
        for role in ("strata", "clusters", "fpc"):
            for name in getattr(settings, role):
                _refuse_missing_column(answers, name, role)
        self.raw = self._raw_weights()
        self.out = np.isnan(self.raw) | (self.raw < 0)
        self.strata, self.strata_names = self._crossed(settings.strata)
        self.levels = [self._codes(name) for name in settings.clusters]
        several = bool(answers.wave) and len(set(answers.names)) < len(answers)
        self.person_clusters = not settings.clusters and several
        if self.person_clusters:
            self.levels = [np.unique(answers.names, return_inverse=True)[1].astype(np.intp)]
        self.gaps = np.zeros(len(answers), dtype=bool)
        for codes in (self.strata, *self.levels):
            self.gaps |= codes < 0
        self.sizes = [answers.table[name].to_numpy(dtype=float) for name in settings.fpc]
        for size in self.sizes:
            self.gaps |= np.isnan(size)

    def _raw_weights(self) -> Floats:
        if not self.answers.weight:
            return np.ones(len(self.answers))
        raw = self.answers.table[self.answers.weight].to_numpy(dtype=float)
        return np.where(np.isfinite(raw), raw, np.nan)

    def _crossed(self, names: Sequence[str]) -> tuple[Ints, tuple[str, ...]]:
        codes, shown = np.zeros(len(self.answers), dtype=np.intp), [""] * len(self.answers)
        for name in names:
            codes = number_nested(codes, self._codes(name))
            cells = [build_level_key(convert_value(cell)) for cell in self.answers.table[name]]
            shown = [f"{a}, {b}" if a else b for a, b in zip(shown, cells, strict=True)]
        labels = [""] * (int(codes.max()) + 1)
        for code, text in zip(codes, shown, strict=True):
            if code >= 0:
                labels[code] = f"{' × '.join(names)} {text}"
        return codes, tuple(labels)

    def _codes(self, name: str) -> Ints:
        import pandas as pd

        return np.asarray(pd.factorize(self.answers.table[name])[0], dtype=np.intp)

    def stages(self) -> tuple[tuple[Stage, ...], Floats]:
        """The stages of sampling, and weights (n,), 0 for rows left out."""
        inside = ~(self.out | self.gaps)
        if not inside.any():
            raise SurveyError("no row has all of weight, stratum, cluster and population size")
        rows = np.arange(len(self.answers), dtype=np.intp)
        stratum, names, share = self.strata, self.strata_names, np.ones(len(rows))
        if len(self.sizes) > max(len(self.levels), 1):
            raise SurveyError("[survey] fpc names more columns than there are stages of clusters")
        stages, inverse = [], np.ones(len(rows))
        for i, codes in enumerate(self.levels or [rows]):
            cluster = np.where(inside, number_nested(stratum, codes), -1)
            fraction = self._fraction(i, cluster, stratum, inside) if i < len(self.sizes) else None
            stages.append(build_stage(cluster, stratum, fraction, share, names))
            inverse = inverse / (fraction if fraction is not None else 1.0)
            share = share * (fraction if fraction is not None else 0.0)
            stratum, names = cluster, ()
        weights = self.raw if self.answers.weight else inverse
        return tuple(stages), np.where(inside, weights, 0.0)

    def _fraction(self, i: int, cluster: Ints, stratum: Ints, inside: Mask) -> Floats:
        """The share of clusters drawn in each row's stratum (n,), from sizes or fractions."""
        name, given = self.settings.fpc[i], self.sizes[i]
        if (given[inside] <= 0).any():
            raise SurveyError(f"the population size {name!r} is zero or negative in some rows")
        if _varies(given, stratum, inside):
            raise SurveyError(
                f"the population size {name!r} is not the same for all rows of a stratum",
                hint="it gives the size of the stratum that a row is drawn from, in every row",
            )
        if all((size[inside] <= 1).all() for size in self.sizes):
            return np.where(inside, given, 1.0)
        drawn = _drawn(cluster, stratum, inside)
        if (drawn[inside] > given[inside] * (1 + 1e-9)).any():
            raise SurveyError(f"{name!r} says that the population is smaller than its sample")
        return np.where(inside, drawn / np.where(inside, given, 1.0), 1.0)

    def words(self, stages: Sequence[Stage]) -> str:
        """What the errors allow for: ``weights, 3 strata, 15 clusters``."""
        first = stages[0]
        parts = ["weights"] if self.answers.weight or self.settings.fpc else []
        if self.settings.strata:
            parts.append(f"{first.strata} strata")
        if self.levels:
            what = "people over waves" if self.person_clusters else "clusters"
            parts.append(f"{count(first.clusters)} {what}")
        if self.settings.fpc:
            parts.append("finite population")
        return ", ".join(parts) or SIMPLE

    def notes(self) -> tuple[str, ...]:
        """What was assumed, and which rows were left out."""
        notes = []
        unweighted, idle = int(self.out.sum()), int((self.raw == 0).sum())
        if unweighted:
            what = "row has a weight that is" if unweighted == 1 else "rows have weights that are"
            notes.append(f"{count(unweighted)} {what} missing or negative; left out")
        if idle:
            notes.append(f"{count(idle)} row{' weighs' if idle == 1 else 's weigh'} nothing")
        gaps = int((self.gaps & ~self.out).sum())
        if gaps:
            what = "row has" if gaps == 1 else "rows have"
            notes.append(f"{count(gaps)} {what} no stratum, cluster or population size; left out")
        if self.person_clusters:
            notes.append("people answered in several waves; each person is a cluster")
        if self.settings.fpc and not self.answers.weight:
            notes.append("no weight column: weights are population over sample, from fpc")
        if self._clusters_repeat():
            notes.append("cluster names come back in several strata; taken as different clusters")
        return tuple(notes)

    def _clusters_repeat(self) -> bool:
        if not (self.settings.strata and self.settings.clusters):
            return False
        pairs = np.unique(number_nested(self.strata, self.levels[0]))
        return len(pairs) > len(np.unique(self.levels[0]))


def number_nested(outer: Ints, inner: Ints) -> Ints:
    """One code (n,) for both, numbered from 0; -1 where either is missing."""
    gone = (outer < 0) | (inner < 0)
    both = np.where(gone, -1, outer * (int(inner.max(initial=0)) + 1) + inner)
    _, codes = np.unique(both, return_inverse=True)
    return np.asarray(codes.ravel() - int(gone.any()), dtype=np.intp)


def _refuse_missing_column(answers: Answers, name: str, role: str) -> None:
    if name not in answers.columns:
        hint = did_you_mean(name, answers.columns)
        raise SurveyError(f"[survey] {role}: there is no column {name!r}", hint=hint)
    if role == "fpc" and answers.variable(name).type not in ("number", "ordinal", "flag"):
        raise SurveyError(f"[survey] fpc: the column {name!r} holds no numbers")


def _varies(values: Floats, stratum: Ints, inside: Mask) -> bool:
    rows = np.flatnonzero(inside)
    order = rows[np.argsort(stratum[rows], kind="stable")]
    same = stratum[order][1:] == stratum[order][:-1]
    return bool((same & (np.abs(np.diff(values[order])) > 1e-9)).any())


def _drawn(cluster: Ints, stratum: Ints, inside: Mask) -> Floats:
    """How many clusters each row's stratum has in the sample (n,)."""
    _, first = np.unique(cluster[inside], return_index=True)
    of = stratum[inside][first]
    counts = np.bincount(of, minlength=int(stratum.max()) + 1)
    return np.where(inside, counts[np.maximum(stratum, 0)], 1.0)


# -- replicate weights -----------------------------------------------------------------------------


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
    found = [n for each in settings.columns for n in answers.columns if fnmatchcase(n, each)]
    if len(found) < 2:
        hint = did_you_mean(settings.columns[0].strip("*?"), answers.columns)
        what = f"fewer than two columns fit {', '.join(settings.columns)}"
        raise SurveyError(f"[survey.replicates] {what}", hint=hint)
    return list(dict.fromkeys(found))


def _numbers(answers: Answers, name: str) -> Floats:
    if answers.variable(name).type in ("number", "flag"):
        return np.asarray(answers.table[name].to_numpy(dtype=float, na_value=np.nan))
    what = f"[survey.replicates] the column {name!r} holds no numbers"
    raise SurveyError(what, hint=f'set [survey.columns] {name} = "number"')


def _scale(settings: ReplicateSettings, count: int) -> float:
    if settings.scale > 0:
        return settings.scale
    if settings.type == "JKn" and not settings.rscales:
        what = "JKn needs rscales: (n - 1) / n of each replicate's stratum"
        raise SurveyError(f"[survey.replicates] {what}")
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
