"""Standard errors of survey figures, and comparisons of two segments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

FIGURES = (
    "difference", "difference_low", "difference_high", "ratio", "ratio_low", "ratio_high",
    "se", "df", "p", "adjusted",
)  # fmt: skip


def upgrade() -> None:
    for name in ("se", "df", "deff"):
        op.add_column("estimate", sa.Column(name, sa.Float(), nullable=True))
    op.create_table(
        "contrast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first", sa.JSON(), nullable=False),
        sa.Column("second", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=True) for name in FIGURES),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contrast")),
    )


def downgrade() -> None:
    op.drop_table("contrast")
    for name in ("se", "df", "deff"):
        op.drop_column("estimate", name)
