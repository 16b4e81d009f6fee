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
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("verb", String, nullable=False, index=True),
    Column("fingerprint", String, nullable=False),
    Column("inputs", JSON, nullable=False),
    Column("codebook_version", String, nullable=False),
    Column("model", String, nullable=False),
    Column("model_hash", String, nullable=False),
    Column("seed", Integer),
    Column("packages", JSON, nullable=False),
    Column("started", String, nullable=False),
    Column("ended", String, nullable=False),
    Column("outcome", JSON, nullable=False),
)

# What a file held when it was last read: unchanged files are not read again.
source = Table(
    "source",
    metadata,
    Column("path", String, primary_key=True),
    Column("file_hash", String, nullable=False),
    Column("settings_hash", String, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("present", Boolean, nullable=False),
)

transcript = Table(
    "transcript",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("content_hash", String, nullable=False, index=True),
    Column("wave", String, nullable=False),
    Column("group_name", String, nullable=False),
    Column("date", String, nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("current", Boolean, nullable=False, index=True),
    UniqueConstraint("name", "version"),
)

turn = Table(
    "turn",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("transcript_id", ForeignKey("transcript.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("speaker", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("start", Float),
    Column("end", Float),
    UniqueConstraint("transcript_id", "position"),
)

participant = Table(
    "participant",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("respondent", String, nullable=False),
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
passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("turn_id", ForeignKey("turn.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
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

coder = Table(
    "coder",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("version", String, nullable=False),
)

# A log: nothing is overwritten. A coding that no longer stands names the run that retired it.
coding = Table(
    "coding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("passage_id", ForeignKey("passage.id"), nullable=False, index=True),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("code", String, nullable=False),
    Column("code_version", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("score", Float),
    Column("status", String, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("run_id", ForeignKey("run.id")),
    Column("retired_run_id", ForeignKey("run.id")),
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
draw = Table(
    "draw",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("turn_id", ForeignKey("turn.id"), nullable=False, index=True),
    Column("mode", String, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("probability", Float, nullable=False),
    Column("pool", Integer, nullable=False),
    Column("frame", Integer, nullable=False),
    Column("newest", Integer, nullable=False),
    Column("run_id", ForeignKey("run.id")),
    Column("at", String, nullable=False),
    CheckConstraint("probability > 0 AND probability <= 1", name="probability"),
)

# Who is to read which turn. Whether it is done stands in ``coverage``.
assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("turn_id", ForeignKey("turn.id"), nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False, index=True),
    Column("draw_id", ForeignKey("draw.id")),
    Column("codes", JSON, nullable=False),
    Column("queue", String, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("run_id", ForeignKey("run.id")),
)

# What people did, in order. Nothing is taken out: what was undone is named by a later entry.
judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("coder_id", ForeignKey("coder.id"), nullable=False, index=True),
    Column("turn_id", ForeignKey("turn.id"), nullable=False, index=True),
    Column("act", String, nullable=False),
    Column("code", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("memo", Text, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("change", JSON, nullable=False),
    Column("undoes", ForeignKey("judgement.id")),
    Column("run_id", ForeignKey("run.id")),
    Column("at", String, nullable=False),
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
    Column("turns", LargeBinary, nullable=False),
    Column("scores", LargeBinary, nullable=False),
)

# What was promised of a machine's own decisions, and on what it rests.
certificate = Table(
    "certificate",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("code", String, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("body", JSON, nullable=False),
    Column("retired_run_id", ForeignKey("run.id")),
)

topic_fit = Table(
    "topic_fit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("measures", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
)

topic = Table(
    "topic",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fit_id", ForeignKey("topic_fit.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("keywords", JSON, nullable=False),
    Column("representatives", JSON, nullable=False),
    *(Column(name, String, nullable=False) for name in ("name", "named_by", "named_at")),
    *(Column(name, Float, nullable=False) for name in ("x", "y")),
    UniqueConstraint("fit_id", "number"),
)

topic_member = Table(
    "topic_member",
    metadata,
    Column("fit_id", ForeignKey("topic_fit.id"), primary_key=True),
    Column("turn_id", ForeignKey("turn.id"), primary_key=True),
    Column("number", Integer, nullable=False),
    *(Column(name, Float, nullable=False) for name in ("x", "y")),
)

variable = Table(
    "variable",
    metadata,
    Column("name", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("type", String, nullable=False),
    Column("levels", JSON, nullable=False),
    Column("n", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("declared", Boolean, nullable=False),
    Column("more", JSON),
)

# The sheet that answers came in, one row, and with what settings.
survey_sheet = Table(
    "survey_sheet",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("settings", String, nullable=False),
    Column("about", JSON, nullable=False),
)

respondent = Table(
    "respondent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("wave", String, nullable=False),
    Column("weight", Float),
    Column("answers", JSON, nullable=False),
    UniqueConstraint("name", "wave"),
)

segment = Table(
    "segment",
    metadata,
    Column("name", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("rule", String, nullable=False),
    Column("label", String, nullable=False),
    Column("over", String, nullable=False),
    *(Column(name, Integer) for name in ("respondents", "participants")),
    Column("weighted", Float),
)

segment_member = Table(
    "segment_member",
    metadata,
    Column("segment", ForeignKey("segment.name"), primary_key=True),
    Column("participant_id", ForeignKey("participant.id"), primary_key=True),
)

estimate = Table(
    "estimate",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("variable", String, nullable=False),
    Column("segment", String, nullable=False),
    Column("level", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", Float),
    Column("n", Integer, nullable=False),
    Column("weighted_n", Float, nullable=False),
    *(Column(name, Float) for name in ("low", "high")),
    Column("method", String, nullable=False),
    *(Column(name, Float) for name in ("se", "df", "deff", "effective_n")),
    *(Column(name, Float) for name in ("exact_low", "exact_high", "silent", "silence")),
    *(Column(name, Float) for name in ("least", "most")),
)

contrast = Table(
    "contrast",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("first", JSON, nullable=False),
    Column("second", JSON, nullable=False),
    *(Column(name, Float) for name in ("difference", "difference_low", "difference_high")),
    *(Column(name, Float) for name in ("ratio", "ratio_low", "ratio_high")),
    *(Column(name, Float) for name in ("se", "df", "p", "adjusted")),
    Column("shared", Integer, nullable=False),
    Column("method", String, nullable=False),
    Column("told_as", JSON),
)

# What researchers conclude where conversations and survey lie side by side; a log, as codings are.
inference = Table(
    "inference",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("about_theme", String, nullable=False, index=True),
    *(Column(name, String, nullable=False) for name in ("beside", "fit")),
    Column("text", Text, nullable=False),
    *(Column(name, String, nullable=False) for name in ("author", "at")),
    Column("run_id", ForeignKey("run.id")),
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
