"""The tables. Portable SQL types only: SQLite today, PostgreSQL without a change here."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from interviewkit.store.columns import filled, numbered, optional
from interviewkit.store.columns import metadata as metadata
from interviewkit.store.schema_kept import answer as answer
from interviewkit.store.schema_kept import parse as parse
from interviewkit.store.schema_kept import project as project
from interviewkit.store.schema_kept import prompt as prompt
from interviewkit.store.schema_kept import prompt_text as prompt_text
from interviewkit.store.schema_kept import vector as vector

run = numbered(
    "run",
    Column("verb", String, nullable=False, index=True),
    *filled(String, "fingerprint", "codebook_version", "model", "model_hash", "started", "ended"),
    *filled(JSON, "inputs", "packages", "outcome"),
    Column("seed", Integer),
)

# What a file held when it was last read: unchanged files are not read again.
source = Table(
    "source",
    metadata,
    Column("path", String, primary_key=True),
    *filled(String, "file_hash", "settings_hash"),
    Column("problems", JSON, nullable=False),
    Column("present", Boolean, nullable=False),
)

transcript = numbered(
    "transcript",
    *filled(String, "name", "wave", "group_name", "date"),
    Column("version", Integer, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("content_hash", String, nullable=False, index=True),
    Column("attributes", JSON, nullable=False),
    Column("current", Boolean, nullable=False, index=True),
    Column("amended", JSON, nullable=False, server_default="{}"),
    UniqueConstraint("name", "version"),
)

turn = numbered(
    "turn",
    Column("transcript_id", ForeignKey("transcript.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("speaker", String, nullable=False),
    Column("text", Text, nullable=False),
    *optional(Float, "start", "end"),
    UniqueConstraint("transcript_id", "position"),
)

# When each word of a turn was said and how sure a recogniser was: packed, see model/timing.py.
turn_timing = Table(
    "turn_timing",
    metadata,
    Column("turn_id", ForeignKey("turn.id"), primary_key=True),
    Column("words", LargeBinary, nullable=False),
)

participant = numbered(
    "participant",
    Column("name", String, nullable=False, unique=True),
    *filled(String, "role", "respondent"),
    Column("attributes", JSON, nullable=False),
)

speaker = Table(
    "speaker",
    metadata,
    Column("transcript_id", ForeignKey("transcript.id"), primary_key=True),
    Column("label", String, primary_key=True),
    Column("participant_id", ForeignKey("participant.id"), nullable=False, index=True),
    Column("rule", String, nullable=False),
    Column("words", Integer, nullable=False),
)

# ``cut`` names the cutter that made the passage, empty for spans that a person chose.
passage = numbered(
    "passage",
    Column("turn_id", ForeignKey("turn.id"), nullable=False),
    *filled(Integer, "start", "end"),
    Column("cut", String, nullable=False),
    UniqueConstraint("turn_id", "start", "end"),
    CheckConstraint('"start" >= 0 AND "start" < "end"', name="span"),
)

# Which turns a cutter has gone through, those that gave no passage included.
cutting = Table(
    "cutting",
    metadata,
    Column("turn_id", ForeignKey("turn.id"), primary_key=True),
    Column("cut", String, nullable=False),
)

coder = numbered(
    "coder",
    Column("name", String, nullable=False, unique=True),
    *filled(String, "kind", "version"),
)

# A log: nothing is overwritten. A coding that no longer stands names the run that retired it.
# Codings of one ``selection`` are one stretch of a source that crosses turns.
coding = numbered(
    "coding",
    Column("passage_id", ForeignKey("passage.id"), nullable=False, index=True),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    *filled(String, "code", "code_version", "polarity", "status"),
    Column("score", Float),
    Column("evidence", JSON, nullable=False),
    Column("run_id", ForeignKey("run.id")),
    Column("retired_run_id", ForeignKey("run.id")),
    Column("selection", String, index=True),
    CheckConstraint("status IN ('proposed', 'accepted', 'rejected')", name="status"),
    Index("ix_coding_coder_code", "coder_id", "code", "retired_run_id"),
)

# What a coder has read: unread is never taken for "no code". Empty ``code`` means every code.
coverage = Table(
    "coverage",
    metadata,
    Column("coder_id", ForeignKey("coder.id"), primary_key=True),
    Column("turn_id", ForeignKey("turn.id"), primary_key=True),
    Column("code", String, primary_key=True),
    Column("run_id", ForeignKey("run.id")),
)

# How a turn came to be judged. What is in ``mode`` random is a simple random sample without
# replacement of the frame: ``frame`` turns, none of them with an id above ``newest``.
draw = numbered(
    "draw",
    Column("turn_id", ForeignKey("turn.id"), nullable=False, index=True),
    *filled(String, "mode", "at"),
    Column("codes", JSON, nullable=False),
    Column("probability", Float, nullable=False),
    *filled(Integer, "pool", "frame", "newest"),
    Column("run_id", ForeignKey("run.id")),
    CheckConstraint("probability > 0 AND probability <= 1", name="probability"),
)

# Who is to read which turn. Whether it is done stands in ``coverage``.
assignment = numbered(
    "assignment",
    Column("turn_id", ForeignKey("turn.id"), nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False, index=True),
    Column("draw_id", ForeignKey("draw.id")),
    Column("codes", JSON, nullable=False),
    Column("queue", String, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("run_id", ForeignKey("run.id")),
)

# What people did, in order. Nothing is taken out: what was undone is named by a later entry.
# ``about`` says what an entry is about that is no turn, as ``code:isolation``; see model/review.py.
# An entry stands while ``undone_by`` is empty: that follows from ``undoes``, and is kept for looks.
judgement = numbered(
    "judgement",
    Column("coder_id", ForeignKey("coder.id"), nullable=False, index=True),
    Column("turn_id", ForeignKey("turn.id"), index=True),
    Column("about", String, nullable=False, server_default="", index=True),
    *filled(String, "act", "code", "polarity", "at"),
    *optional(Integer, "start", "end"),
    Column("memo", Text, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("change", JSON, nullable=False),
    Column("undoes", ForeignKey("judgement.id"), index=True),
    Column("undone_by", ForeignKey("judgement.id")),
    Column("run_id", ForeignKey("run.id")),
)

# Codebooks as they were before and after people changed them here, so that it can be undone.
codebook_text = numbered(
    "codebook_text",
    Column("path", String, nullable=False),
    Column("hash", String, nullable=False, index=True),
    *filled(String, "version", "at"),
    Column("text", Text, nullable=False),
)

# What a coder last worked from, per code: the same again means nothing to do.
coder_state = Table(
    "coder_state",
    metadata,
    Column("coder_id", ForeignKey("coder.id"), primary_key=True),
    Column("code", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
)

# How likely a coder holds a code in each turn it has read, one row a code: turns (int64) and scores
# (float32) packed. Turns that people judged have the score that the coder gives without them.
score = Table(
    "score",
    metadata,
    Column("coder_id", ForeignKey("coder.id"), primary_key=True),
    Column("code", String, primary_key=True),
    Column("run_id", ForeignKey("run.id")),
    *filled(LargeBinary, "turns", "scores"),
)

# What was promised of a machine's own decisions, and on what it rests.
certificate = numbered(
    "certificate",
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("code", String, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("body", JSON, nullable=False),
    Column("retired_run_id", ForeignKey("run.id")),
)

topic_fit = numbered(
    "topic_fit",
    Column("run_id", ForeignKey("run.id"), nullable=False),
    *filled(JSON, "measures", "settings"),
)

topic = numbered(
    "topic",
    Column("fit_id", ForeignKey("topic_fit.id"), nullable=False),
    *filled(Integer, "number", "size"),
    *filled(JSON, "keywords", "representatives"),
    *filled(String, "name", "named_by", "named_at"),
    *filled(Float, "x", "y"),
    UniqueConstraint("fit_id", "number"),
)

topic_member = Table(
    "topic_member",
    metadata,
    Column("fit_id", ForeignKey("topic_fit.id"), primary_key=True),
    Column("turn_id", ForeignKey("turn.id"), primary_key=True),
    Column("number", Integer, nullable=False),
    *filled(Float, "x", "y"),
)

# Topics that a person took for one, in each fit in which both are there. It holds while the entry
# of the log stands.
topic_merge = Table(
    "topic_merge",
    metadata,
    Column("judgement_id", ForeignKey("judgement.id"), primary_key=True),
    Column("fit_id", ForeignKey("topic_fit.id"), primary_key=True),
    *filled(Integer, "number", "into"),
)

variable = Table(
    "variable",
    metadata,
    Column("name", String, primary_key=True),
    *filled(Integer, "position", "n", "missing"),
    *filled(String, "label", "type"),
    Column("levels", JSON, nullable=False),
    Column("declared", Boolean, nullable=False),
    Column("more", JSON),
)

# The sheet that answers came in, one row, and with what settings.
survey_sheet = numbered(
    "survey_sheet",
    Column("settings", String, nullable=False),
    Column("about", JSON, nullable=False),
)

respondent = numbered(
    "respondent",
    *filled(String, "name", "wave"),
    Column("weight", Float),
    Column("answers", JSON, nullable=False),
    UniqueConstraint("name", "wave"),
)

segment = Table(
    "segment",
    metadata,
    Column("name", String, primary_key=True),
    Column("position", Integer, nullable=False),
    *filled(String, "rule", "label", "over"),
    *optional(Integer, "respondents", "participants"),
    Column("weighted", Float),
)

segment_member = Table(
    "segment_member",
    metadata,
    Column("segment", ForeignKey("segment.name"), primary_key=True),
    Column("participant_id", ForeignKey("participant.id"), primary_key=True),
)

estimate = numbered(
    "estimate",
    *filled(String, "variable", "segment", "level", "kind", "method"),
    *optional(Float, "value", "low", "high"),
    Column("n", Integer, nullable=False),
    Column("weighted_n", Float, nullable=False),
    *optional(Float, "se", "df", "deff", "effective_n", "exact_low", "exact_high"),
    *optional(Float, "silent", "silence", "least", "most"),
)

contrast = numbered(
    "contrast",
    *filled(String, "title", "method"),
    *filled(JSON, "first", "second"),
    *optional(Float, "difference", "difference_low", "difference_high"),
    *optional(Float, "ratio", "ratio_low", "ratio_high", "se", "df", "p", "adjusted"),
    Column("shared", Integer, nullable=False),
    Column("told_as", JSON),
)

# What researchers conclude where conversations and survey lie side by side; a log, as codings are.
inference = numbered(
    "inference",
    Column("about_theme", String, nullable=False, index=True),
    *filled(String, "beside", "fit", "author", "at"),
    Column("text", Text, nullable=False),
    Column("run_id", ForeignKey("run.id")),
)
