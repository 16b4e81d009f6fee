"""The texts of the report as a table."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import table as kinds
from interviewkit.model.report_text import ReportText
from interviewkit.model.table import ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields

TEXTS = (
    *read_fields(kinds.TEXT, "key", "state"),
    Field.of("says", kinds.PROSE, "text", data=False),
    *list_data_fields(kinds.PROSE, "text", "drafted", "figures", "then"),
    *list_data_fields(kinds.TEXT, "file"),
)


def build_report_texts(texts: Sequence[ReportText]) -> ResultTable:
    """A row a text, as they are given."""
    empty = "the report has no text yet"
    return build_table("texts", TEXTS, texts, "Texts of the report", empty=empty)
