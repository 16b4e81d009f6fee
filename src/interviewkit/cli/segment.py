"""``interviewkit segment``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, look_options, open_study
from interviewkit.cli.show import show_rows


@click.group(cls=NounGroup)
def segment() -> None:
    """Look at segments: named rules over respondents and participants."""


@segment.command("list")
@look_options
def list_(path: str, shape: str) -> None:
    """List segments with n, weighted n, participants and the rule."""
    rows = [
        {
            "segment": each.segment.name,
            "label": each.segment.label,
            "n": each.respondents,
            "weighted_n": None if each.weighted is None else round(each.weighted, 1),
            "participants": each.participants,
            "rule": each.segment.rule,
        }
        for each in open_study(path).segments()
    ]
    show_rows(rows, shape, empty="no segments yet; link them with: interviewkit link")


@segment.command("variables")
@look_options
def variables(path: str, shape: str) -> None:
    """List the survey's variables: type, values, missing, declared or inferred."""
    rows = [
        {
            "variable": each.name,
            "label": each.label,
            "type": each.type,
            "values": list(each.levels),
            "n": each.n,
            "missing": each.missing,
            "declared": each.declared,
        }
        for each in open_study(path).variables()
    ]
    show_rows(rows, shape, empty="no survey yet; read one with: interviewkit link")
