"""What was done may be told in a sentence, and the log of processing is found by who did it and when.

Sixteen characters were enough for the vault itself ("read"), not for what others note ("vastgelegd: pip_vastgesteld"):
PostgreSQL refused those lines. SQLite keeps text of any length under any declared type, so there nothing changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "vault_0002"
down_revision = "vault_0001"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("processing", "operation", type_=sa.Text())
    op.create_index("processing_moment", "processing", ["processed_at"])
    op.create_index("processing_actor", "processing", ["actor", "processed_at"])
    op.create_index("processing_organisation", "processing", ["organisation", "processed_at"])


def downgrade() -> None:
    op.drop_index("processing_organisation", "processing")
    op.drop_index("processing_actor", "processing")
    op.drop_index("processing_moment", "processing")
