"""What people judge: draws, assignments and a log that can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("pool", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "probability > 0 AND probability <= 1", name=op.f("ck_draw_probability")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_draw_run_id_run")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_draw_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
    )
    op.create_index(op.f("ix_draw_turn_id"), "draw", ["turn_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=True),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_assignment_coder_id_coder")
        ),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_assignment_draw_id_draw")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_assignment_run_id_run")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_assignment_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_coder_id"), "assignment", ["coder_id"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_judgement_coder_id_coder")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_judgement_run_id_run")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_judgement_turn_id_turn")),
        sa.ForeignKeyConstraint(
            ["undoes"], ["judgement.id"], name=op.f("fk_judgement_undoes_judgement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_coder_id"), "judgement", ["coder_id"], unique=False)
    op.create_index(op.f("ix_judgement_turn_id"), "judgement", ["turn_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_judgement_turn_id"), table_name="judgement")
    op.drop_index(op.f("ix_judgement_coder_id"), table_name="judgement")
    op.drop_table("judgement")
    op.drop_index(op.f("ix_assignment_coder_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_index(op.f("ix_draw_turn_id"), table_name="draw")
    op.drop_table("draw")
