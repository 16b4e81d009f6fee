"""Nouns become rows by the names of their fields: a field without its column would be lost."""

from __future__ import annotations

from dataclasses import fields

import pytest
from sqlalchemy import Table

from interviewkit import model
from interviewkit.store import schema

WRITTEN_APART = {
    "Transcript": {"group", "turns"},
    "Turn": {"timing", "transcript"},
    "Draw": set(),
    "Assignment": {"coder"},
    "Coder": set(),
    "Judgement": {"coder", "span", "stands"},
    "TopicFit": {"assignment", "positions", "topics"},
    "Topic": {"merged"},
    "Run": set(),
    "Segment": set(),
    "SegmentSize": {"segment"},
    "Estimate": {"interval", "korn_graubard", "unanswered"},
    "Contrast": {"difference_interval", "ratio_interval"},
    "Variable": {"absent", "codes", "labelled", "made_from", "part_of"},
    "Respondent": set(),
    "MetaInference": {"about", "of"},
    "Participant": set(),
    "Speaker": {"participant", "transcript"},
}
"""A noun and its fields that stand in other columns or tables, as its shelf says."""

TABLES = {"TopicFit": "topic_fit", "SegmentSize": "segment", "MetaInference": "inference"}


@pytest.mark.parametrize("name", WRITTEN_APART)
def test_a_field_has_its_column(name: str) -> None:
    noun = getattr(model, name)
    table = getattr(schema, TABLES.get(name, name.lower()))
    assert isinstance(table, Table)
    assert {field.name for field in fields(noun)} - {*table.c.keys()} == WRITTEN_APART[name]
