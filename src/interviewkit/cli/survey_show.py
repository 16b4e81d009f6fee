"""``interviewkit survey show``."""

from __future__ import annotations

import click

from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import Row, show_json, show_problems, show_rows
from interviewkit.cli.terminal import say
from interviewkit.model import Reliability, SurveyView, ValueCount, Variable, VariableView
from interviewkit.wording.numbers import decimal_range, percent


@click.command()
@click.argument("variable", default="")
@look_options
def show(variable: str, path: str, shape: str) -> None:
    """Show every variable of the survey, or one VARIABLE in full.

    The file is read anew, so that what you change in study.toml shows at once. For every variable:
    its label, its type, its values with their labels in order, how many answered and how many did
    not, by kind where the file says why. Derived variables and scales come last, scales with
    Cronbach's alpha and McDonald's omega. VARIABLE may also be a question with several columns.
    """
    study = open_study(path)
    if variable:
        _show_one(study.survey_variable(variable), shape)
        return
    view = study.survey()
    alpha = {each.scale: each for each in view.scales}
    rows = [_row(view, each, alpha.get(each.name)) for each in view.variables]
    if shape == "table":
        show_rows(_filled([_brief(row) for row in rows]), shape)
        _show_scales(view)
    else:
        show_rows(rows if shape == "json" else [_flat(row) for row in rows], shape)
    show_problems(view.problems)


def _flat(row: Row) -> Row:
    """Lists as one cell of a table; counts go with their values."""
    flat = {k: "; ".join(map(str, v)) if isinstance(v, list) else v for k, v in row.items()}
    del flat["counts"]
    return {**flat, "values": "; ".join(_with_counts(row))}


def _with_counts(row: Row) -> list[str]:
    """``1 = never (132)``."""
    values, counts = row["values"], row["counts"]
    if not isinstance(values, list) or not isinstance(counts, list):
        return []
    if not counts:
        return [str(value) for value in values]
    return [f"{value} ({n})" for value, n in zip(values, counts, strict=True)]


def _row(view: SurveyView, each: Variable, scale: Reliability | None) -> Row:
    counts = view.counts.get(each.name, ())
    return {
        "variable": each.name,
        "label": each.label,
        "type": each.type,
        "values": _values(each),
        "counts": [count.n for count in counts[: len(each.levels)]],
        "n": each.n,
        "missing": each.missing,
        "missing_kinds": [f"{kind}: {n}" for kind, n in each.absent],
        "part_of": each.part_of,
        "declared": each.declared,
        "made_from": each.made_from,
        "alpha": scale.alpha if scale else None,
        "omega": scale.omega if scale else None,
    }


def _values(each: Variable) -> list[str]:
    """``1 = never`` where the file has codes, else the values."""
    if each.codes:
        pairs = zip(each.codes, each.levels, strict=True)
        return [level if code == level else f"{code} = {level}" for code, level in pairs]
    return list(each.levels) or [f"{code} = {label}" for code, label in each.labelled]


def _brief(row: Row) -> Row:
    """What a terminal has room for."""
    kinds = row["missing_kinds"]
    why = f" ({'; '.join(map(str, kinds))})" if isinstance(kinds, list) and kinds else ""
    shown = {key: row[key] for key in ("variable", "label", "type", "values", "n")}
    shown["values"] = _with_counts(row)
    return {**shown, "missing": f"{row['missing']}{why}", "made_from": row["made_from"]}


def _show_scales(view: SurveyView) -> None:
    """How reliable the scales are, and what is odd about them."""
    if not view.scales:
        return
    click.echo()
    rows = [
        {
            "scale": each.scale,
            "items": len(each.items),
            "alpha": each.alpha,
            percent(0.95): decimal_range(each.alpha_interval),
            "omega": each.omega,
            "answered all": each.n,
            "scored": each.scored,
        }
        for each in view.scales
    ]
    show_rows(rows, "table")
    for each in view.scales:
        for note in each.notes:
            say(f"{each.scale}: {note}")


def _show_one(view: VariableView, shape: str) -> None:
    rows = [_count(each) for each in view.counts]
    if shape == "json":
        show_json({"variable": view.name, "label": view.title, "type": view.type,
                   "part_of": view.part_of, "made_from": view.made_from,
                   "figures": dict(view.figures), "values": rows})  # fmt: skip
    elif shape == "csv":
        figures = [{"value": name, "code": "", "n": value, "share": None, "weighted": None}
                   for name, value in view.figures.items()]  # fmt: skip
        show_rows([*figures, *rows], shape)
    else:
        say(f"{view.name} ({view.type}): {view.title}")
        for name, words in (("part of", view.part_of), ("made from", view.made_from)):
            if words:
                say(f"{name} {words}")
        if view.figures:
            show_rows([{"figure": k, "value": v} for k, v in view.figures.items()], shape)
        if rows:
            show_rows(_filled(rows), shape, shares=("share",))
    show_problems(view.problems)


def _count(each: ValueCount) -> Row:
    return {
        "value": each.value,
        "code": each.code,
        "n": each.n,
        "share": each.share,
        "weighted": each.weighted,
    }


def _filled(rows: list[Row]) -> list[Row]:
    """Without columns in which nothing stands."""
    used = [key for key in rows[0] if any(row[key] not in (None, "") for row in rows)]
    return [{key: row[key] for key in used} for row in rows]
