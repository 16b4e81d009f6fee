"""What machines score in every turn, and what was promised of their decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "score",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("turns", sa.LargeBinary(), nullable=False),
        sa.Column("scores", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name=op.f("fk_score_coder_id_coder")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_score_run_id_run")),
        sa.PrimaryKeyConstraint("coder_id", "code", name=op.f("pk_score")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("retired_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_certificate_coder_id_coder")
        ),
        sa.ForeignKeyConstraint(
            ["retired_run_id"], ["run.id"], name=op.f("fk_certificate_retired_run_id_run")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_certificate_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )


def downgrade() -> None:
    op.drop_table("certificate")
    op.drop_table("score")
