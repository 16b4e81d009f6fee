"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "coder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coder")),
        sa.UniqueConstraint("name", name=op.f("uq_coder_name")),
    )
    op.create_table(
        "estimate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variable", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("weighted_n", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate")),
    )
    op.create_table(
        "parse",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("texts_hash", sa.String(), nullable=False),
        sa.Column("docs", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("model", "texts_hash", name=op.f("pk_parse")),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("name", name=op.f("uq_participant_name")),
    )
    op.create_table(
        "respondent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wave", sa.String(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondent")),
        sa.UniqueConstraint("name", "wave", name=op.f("uq_respondent_name")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("codebook_version", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=True),
        sa.Column("packages", sa.JSON(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("ended", sa.String(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_verb"), "run", ["verb"], unique=False)
    op.create_table(
        "segment",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("over", sa.String(), nullable=False),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.Column("weighted", sa.Float(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_segment")),
    )
    op.create_table(
        "source",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("settings_hash", sa.String(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_source")),
    )
    op.create_table(
        "transcript",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("wave", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_transcript_name")),
    )
    op.create_index(
        op.f("ix_transcript_content_hash"), "transcript", ["content_hash"], unique=False
    )
    op.create_index(op.f("ix_transcript_current"), "transcript", ["current"], unique=False)
    op.create_index(op.f("ix_transcript_source"), "transcript", ["source"], unique=False)
    op.create_table(
        "variable",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_variable")),
    )
    op.create_table(
        "vector",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("model", "text_hash", name=op.f("pk_vector")),
    )
    op.create_table(
        "coder_state",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_coder_state_coder_id_coder")
        ),
        sa.PrimaryKeyConstraint("coder_id", "code", name=op.f("pk_coder_state")),
    )
    op.create_table(
        "segment_member",
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_segment_member_participant_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["segment"], ["segment.name"], name=op.f("fk_segment_member_segment_segment")
        ),
        sa.PrimaryKeyConstraint("segment", "participant_id", name=op.f("pk_segment_member")),
    )
    op.create_table(
        "speaker",
        sa.Column("transcript_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_speaker_participant_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_speaker_transcript_id_transcript")
        ),
        sa.PrimaryKeyConstraint("transcript_id", "label", name=op.f("pk_speaker")),
    )
    op.create_index(op.f("ix_speaker_participant_id"), "speaker", ["participant_id"], unique=False)
    op.create_table(
        "topic_fit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_topic_fit_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_fit")),
    )
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transcript_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Float(), nullable=True),
        sa.Column("end", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_turn_transcript_id_transcript")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint("transcript_id", "position", name=op.f("uq_turn_transcript_id")),
    )
    op.create_table(
        "coverage",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_coverage_coder_id_coder")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_coverage_run_id_run")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_coverage_turn_id_turn")),
        sa.PrimaryKeyConstraint("coder_id", "turn_id", "code", name=op.f("pk_coverage")),
    )
    op.create_table(
        "cutting",
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_cutting_turn_id_turn")),
        sa.PrimaryKeyConstraint("turn_id", name=op.f("pk_cutting")),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_passage_span")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_passage_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("turn_id", "start", "end", name=op.f("uq_passage_turn_id")),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("representatives", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("named_by", sa.String(), nullable=False),
        sa.Column("named_at", sa.String(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fit_id"], ["topic_fit.id"], name=op.f("fk_topic_fit_id_topic_fit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("fit_id", "number", name=op.f("uq_topic_fit_id")),
    )
    op.create_table(
        "topic_member",
        sa.Column("fit_id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fit_id"], ["topic_fit.id"], name=op.f("fk_topic_member_fit_id_topic_fit")
        ),
        sa.ForeignKeyConstraint(
            ["turn_id"], ["turn.id"], name=op.f("fk_topic_member_turn_id_turn")
        ),
        sa.PrimaryKeyConstraint("fit_id", "turn_id", name=op.f("pk_topic_member")),
    )
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("retired_run_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status IN ('proposed', 'accepted', 'rejected')", name=op.f("ck_coding_status")
        ),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name=op.f("fk_coding_coder_id_coder")),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_coding_passage_id_passage")
        ),
        sa.ForeignKeyConstraint(
            ["retired_run_id"], ["run.id"], name=op.f("fk_coding_retired_run_id_run")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_coding_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
    )
    op.create_index(
        "ix_coding_coder_code", "coding", ["coder_id", "code", "retired_run_id"], unique=False
    )
    op.create_index(op.f("ix_coding_passage_id"), "coding", ["passage_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_coding_passage_id"), table_name="coding")
    op.drop_index("ix_coding_coder_code", table_name="coding")
    op.drop_table("coding")
    op.drop_table("topic_member")
    op.drop_table("topic")
    op.drop_table("passage")
    op.drop_table("cutting")
    op.drop_table("coverage")
    op.drop_table("turn")
    op.drop_table("topic_fit")
    op.drop_index(op.f("ix_speaker_participant_id"), table_name="speaker")
    op.drop_table("speaker")
    op.drop_table("segment_member")
    op.drop_table("coder_state")
    op.drop_table("vector")
    op.drop_table("variable")
    op.drop_index(op.f("ix_transcript_source"), table_name="transcript")
    op.drop_index(op.f("ix_transcript_current"), table_name="transcript")
    op.drop_index(op.f("ix_transcript_content_hash"), table_name="transcript")
    op.drop_table("transcript")
    op.drop_table("source")
    op.drop_table("segment")
    op.drop_index(op.f("ix_run_verb"), table_name="run")
    op.drop_table("run")
    op.drop_table("respondent")
    op.drop_table("participant")
    op.drop_table("parse")
    op.drop_table("estimate")
    op.drop_table("coder")
