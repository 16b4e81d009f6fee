"""What other tools' projects held, selections of several passages, and when each word was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("coding", sa.Column("selection", sa.String(), nullable=True))
    op.create_index(op.f("ix_coding_selection"), "coding", ["selection"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("losses", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_project_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_file_hash"), "project", ["file_hash"], unique=False)
    op.create_table(
        "turn_timing",
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_turn_timing_turn_id_turn")),
        sa.PrimaryKeyConstraint("turn_id", name=op.f("pk_turn_timing")),
    )


def downgrade() -> None:
    op.drop_table("turn_timing")
    op.drop_index(op.f("ix_project_file_hash"), table_name="project")
    op.drop_table("project")
    op.drop_index(op.f("ix_coding_selection"), table_name="coding")
    op.drop_column("coding", "selection")
