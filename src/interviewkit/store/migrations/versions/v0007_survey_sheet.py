"""What else a survey's file tells, so that answers can be taken up without reading it again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("variable", sa.Column("more", sa.JSON(), nullable=True))
    op.create_table(
        "survey_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_sheet")),
    )


def downgrade() -> None:
    op.drop_table("survey_sheet")
    op.drop_column("variable", "more")
