"""What came from DUO, what goes to DUO, and what a person must do about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "duo_0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "duo_inbox",
        sa.Column("bericht_id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("person_id", sa.String(64)),
        sa.Column("v_number", sa.String(10)),
        sa.Column("registered_at", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("repeats", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", _MOMENT),
        sa.Column("answers", sa.Text),
        sa.Column("trouble", sa.Text),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )
    op.create_index("duo_inbox_due", "duo_inbox", ["state", "next_attempt_at"])
    op.create_index("duo_inbox_person", "duo_inbox", ["person_id"])
    op.create_table(
        "duo_outbox",
        sa.Column("number", _BIG, sa.Identity(), primary_key=True),
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("source", sa.String(96), nullable=False),
        sa.Column("resource", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64)),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("texts", sa.Text),
        sa.Column("trouble", sa.Text),
        sa.Column("decided_by", sa.String(64)),
        sa.UniqueConstraint("bericht_id", name="duo_outbox_bericht_once"),
        sa.UniqueConstraint("source", name="duo_outbox_source_once"),
    )
    op.create_index("duo_outbox_due", "duo_outbox", ["state", "next_attempt_at"])
    op.create_index("duo_outbox_person", "duo_outbox", ["person_id", "resource"])
    op.create_table(
        "duo_task",
        sa.Column("number", _BIG, sa.Identity(), primary_key=True),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("code", sa.String(6)),
        sa.Column("person_id", sa.String(64)),
        sa.Column("bericht_id", sa.String(36)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("detail", sa.Text),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("done_at", _MOMENT),
        sa.Column("done_by", sa.String(64)),
        sa.UniqueConstraint("key", name="duo_task_once"),
    )
    op.create_index("duo_task_open", "duo_task", ["done_at", "person_id"])
    op.create_table(
        "duo_answer",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("resource", sa.String(32), primary_key=True),
        sa.Column("body", sa.Text),
        sa.Column("fetched_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "duo_contact",
        sa.Column("contact_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("naam", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("telefoonnummer", sa.Text, nullable=False),
    )
    op.create_table(
        "duo_contact_of",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("contact_id", sa.Integer, nullable=False),
    )
    op.create_table(
        "duo_v_number",
        sa.Column("v_number", sa.String(10), primary_key=True),
        sa.Column("person_id", sa.String(64), nullable=False),
    )
    op.create_table(
        "duo_mark",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "duo_mark", "duo_v_number", "duo_contact_of", "duo_contact", "duo_answer",
        "duo_task", "duo_outbox", "duo_inbox",
    ):  # fmt: skip
        op.drop_table(table)
