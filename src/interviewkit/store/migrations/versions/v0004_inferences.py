"""What researchers conclude in a joint display."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "inference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_theme", sa.String(), nullable=False),
        sa.Column("beside", sa.String(), nullable=False),
        sa.Column("fit", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_inference_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inference")),
    )
    op.create_index(op.f("ix_inference_about_theme"), "inference", ["about_theme"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_inference_about_theme"), table_name="inference")
    op.drop_table("inference")
