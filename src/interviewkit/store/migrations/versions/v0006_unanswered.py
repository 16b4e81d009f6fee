"""What a survey figure is worth, its second interval, and who did not answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

FIGURES = (
    "effective_n", "exact_low", "exact_high", "silent", "silence", "least", "most",
)  # fmt: skip


def upgrade() -> None:
    for name in FIGURES:
        op.add_column("estimate", sa.Column(name, sa.Float(), nullable=True))


def downgrade() -> None:
    for name in FIGURES:
        op.drop_column("estimate", name)
