"""The person vault, and the append-only log of every processing of what is in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from doorstroom.register.migrations.append_only import make_append_only, remove_append_only

revision = "vault_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("bsn", sa.String(9)),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("birth_date", sa.Date),
        sa.Column("phone", sa.String(32)),
        sa.Column("language", sa.String(16)),
        sa.UniqueConstraint("bsn", name="person_bsn_once"),
    )
    op.create_table(
        "processing",
        sa.Column(
            "entry", sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.Identity(always=True), primary_key=True
        ),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("processing_activity", sa.Text, nullable=False),
        sa.Column("operation", sa.String(16), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("found", sa.Boolean, nullable=False),
    )
    op.create_index("processing_person", "processing", ["person_id"])
    make_append_only("processing")


def downgrade() -> None:
    remove_append_only("processing")
    op.drop_table("processing")
    op.drop_table("person")
