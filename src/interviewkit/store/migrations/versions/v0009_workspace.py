"""People judge more than turns: codebooks, transcripts, queries. Their log says about what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("judgement", recreate="always") as table:
        table.alter_column("turn_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(
            sa.Column("about", sa.String(), nullable=False, server_default=sa.text("''"))
        )
    op.create_index(op.f("ix_judgement_about"), "judgement", ["about"], unique=False)
    op.add_column(
        "transcript",
        sa.Column("amended", sa.JSON(), nullable=False, server_default=sa.text("'{}'")),
    )
    op.create_table(
        "codebook_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook_text")),
    )
    op.create_index(op.f("ix_codebook_text_hash"), "codebook_text", ["hash"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_codebook_text_hash"), table_name="codebook_text")
    op.drop_table("codebook_text")
    op.drop_column("transcript", "amended")
    op.drop_index(op.f("ix_judgement_about"), table_name="judgement")
    op.execute("DELETE FROM judgement WHERE turn_id IS NULL")
    with op.batch_alter_table("judgement", recreate="always") as table:
        table.drop_column("about")
        table.alter_column("turn_id", existing_type=sa.Integer(), nullable=False)
