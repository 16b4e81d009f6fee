"""A comparison of the survey keeps the words to tell it in; its sentence is made when drawn."""

from __future__ import annotations

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("contrast", sa.Column("told_as", sa.JSON(), nullable=True))
    link = op.get_bind()
    titles, labels = (
        {row.name: row.label for row in link.execute(sa.text(f"SELECT name, label FROM {table}"))}
        for table in ("segment", "variable")
    )
    rows = link.execute(sa.text('SELECT id, words, "first", "second" FROM contrast')).all()
    for key, words, *sides in rows:
        first, second = map(json.loads, sides)
        title = titles.get(first["segment"]) or first["segment"]
        # A share's sentence: 62% of “title” are tired (95% CI …, or: (no interval, …
        said = re.match(rf"\S+ of “{re.escape(title)}” (.+?) \((?:\S+ CI |no interval,)", words)
        told_as = {
            "first": title,
            "second": titles.get(second["segment"]) or second["segment"],
            "label": labels.get(first["variable"]) or first["variable"],
            "phrase": said[1] if said else "",
        }
        link.execute(
            sa.text("UPDATE contrast SET told_as = :told_as WHERE id = :id"),
            {"told_as": json.dumps(told_as), "id": key},
        )
    op.drop_column("contrast", "words")


def downgrade() -> None:
    op.add_column(
        "contrast", sa.Column("words", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    op.drop_column("contrast", "told_as")
