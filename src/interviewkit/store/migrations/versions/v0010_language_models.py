"""What a language model was asked, and what it answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "prompt_text",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_prompt_text")),
    )
    op.create_table(
        "prompt",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("system", sa.String(), nullable=True),
        sa.Column("user", sa.Text(), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["system"], ["prompt_text.hash"], name=op.f("fk_prompt_system_prompt_text")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_prompt")),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prompt_key", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("finish", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("logprobs", sa.JSON(), nullable=True),
        sa.Column("fault", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_key"], ["prompt.key"], name=op.f("fk_answer_prompt_key_prompt")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_prompt_key"), "answer", ["prompt_key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_answer_prompt_key"), table_name="answer")
    op.drop_table("answer")
    op.drop_table("prompt")
    op.drop_table("prompt_text")
