"""People judge more than turns: codebooks, transcripts, queries. Their log says about what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from interviewkit.store.search_index import list_removals, list_statements

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("judgement", recreate="always") as table:
        table.alter_column("turn_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(
            sa.Column("about", sa.String(), nullable=False, server_default=sa.text("''"))
        )
        table.add_column(sa.Column("undone_by", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_judgement_undone_by_judgement"), "judgement", ["undone_by"], ["id"]
        )
    _note_undone()
    op.create_index(op.f("ix_judgement_about"), "judgement", ["about"], unique=False)
    op.create_index(op.f("ix_judgement_undoes"), "judgement", ["undoes"], unique=False)
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
    op.create_table(
        "topic_merge",
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.Column("fit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("into", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgement.id"], name=op.f("fk_topic_merge_judgement_id_judgement")
        ),
        sa.ForeignKeyConstraint(
            ["fit_id"], ["topic_fit.id"], name=op.f("fk_topic_merge_fit_id_topic_fit")
        ),
        sa.PrimaryKeyConstraint("judgement_id", "fit_id", name=op.f("pk_topic_merge")),
    )
    for statement in list_statements():
        op.execute(statement)


def downgrade() -> None:
    for statement in list_removals():
        op.execute(statement)
    op.drop_table("topic_merge")
    op.drop_index(op.f("ix_codebook_text_hash"), table_name="codebook_text")
    op.drop_table("codebook_text")
    op.drop_column("transcript", "amended")
    op.drop_index(op.f("ix_judgement_undoes"), table_name="judgement")
    op.drop_index(op.f("ix_judgement_about"), table_name="judgement")
    op.execute("DELETE FROM judgement WHERE turn_id IS NULL")
    with op.batch_alter_table("judgement", recreate="always") as table:
        table.drop_constraint(op.f("fk_judgement_undone_by_judgement"), type_="foreignkey")
        table.drop_column("undone_by")
        table.drop_column("about")
        table.alter_column("turn_id", existing_type=sa.Integer(), nullable=False)


def _note_undone() -> None:
    """Say of each entry which one that stands undoes it: of later entries first."""
    connection = op.get_bind()
    log = connection.execute(sa.text("SELECT id, undoes FROM judgement ORDER BY id DESC"))
    undone_by: dict[int, int] = {}
    for key, undoes in log.all():
        if undoes is not None and key not in undone_by:
            undone_by.setdefault(undoes, key)
    for key, by in undone_by.items():
        connection.execute(
            sa.text("UPDATE judgement SET undone_by = :by WHERE id = :key"), {"by": by, "key": key}
        )
