"""The event log, append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from doorstroom.register.migrations.append_only import make_append_only, remove_append_only

revision = "log_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column(
            "sequence", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
        ),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("system", sa.String(64), nullable=False),
        sa.Column("case_id", sa.String(64), nullable=False),
        sa.Column("case_version", sa.Integer, nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("instance", sa.String(64), nullable=False),
        sa.Column("valid_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("replaces", sa.String(36)),
        sa.Column("retracted", sa.Boolean, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.UniqueConstraint("event_id", name="event_id_once"),
        sa.UniqueConstraint("system", "case_id", "case_version", name="event_case_version_once"),
        sa.CheckConstraint("case_version > 0", name="event_case_version_counts"),
        sa.CheckConstraint("retracted = false OR replaces IS NOT NULL", name="event_retraction_names_version"),
    )
    present = sa.text("replaces IS NOT NULL")
    op.create_index(
        "event_replaced_once", "event", ["replaces"], unique=True, sqlite_where=present, postgresql_where=present
    )
    first = sa.text("case_version = 1")
    op.create_index("event_person", "event", ["person_id"], sqlite_where=first, postgresql_where=first)
    make_append_only("event")


def downgrade() -> None:
    remove_append_only("event")
    op.drop_table("event")
