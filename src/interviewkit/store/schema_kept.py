"""Tables beside the work: what a language model was asked, what others' projects held, caches."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from interviewkit.store.columns import filled, metadata, numbered

# What a language model was asked, and every answer: the log of all that left the study, which is
# asked from before anything is sent again. Texts that many prompts share are kept once. What was
# erased keeps its row and loses its words.
prompt_text = Table(
    "prompt_text",
    metadata,
    Column("hash", String, primary_key=True),
    Column("text", Text, nullable=False),
)

prompt = Table(
    "prompt",
    metadata,
    Column("key", String, primary_key=True),
    *filled(String, "purpose", "at", "model", "host"),
    Column("system", ForeignKey("prompt_text.hash")),
    Column("user", Text),
    Column("settings", JSON, nullable=False),
    Column("erased", Boolean, nullable=False),
)

answer = numbered(
    "answer",
    Column("prompt_key", ForeignKey("prompt.key"), nullable=False, index=True),
    *filled(String, "at", "finish", "model", "source"),
    Column("text", Text),
    *filled(Integer, "tokens_in", "tokens_out"),
    Column("logprobs", JSON),
    Column("fault", String, nullable=False),
)

# What a project of another tool held, whole (JSON, packed): what has no noun here leaves with it.
# ``losses`` is the report of what was kept, changed and dropped.
project = numbered(
    "project",
    *filled(String, "name", "tool"),
    Column("file_hash", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("run_id", ForeignKey("run.id")),
    Column("body", LargeBinary, nullable=False),
    Column("losses", JSON, nullable=False),
)

# Caches: made again at any time from what stands above, so they may be saved as they grow.
vector = Table(
    "vector",
    metadata,
    Column("model", String, primary_key=True),
    Column("text_hash", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

parse = Table(
    "parse",
    metadata,
    Column("model", String, primary_key=True),
    Column("texts_hash", String, primary_key=True),
    Column("docs", LargeBinary, nullable=False),
)
