"""Looking in the log of processing: who did what with whose data, when, and on whose behalf.

The log itself stands with the vault and cannot be changed. Who looks in it is noted by who offers the search.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

import sqlalchemy as sa

from doorstroom.register.database import reading
from doorstroom.register.schema import processing as table
from doorstroom.register.vault import Processing, Vault, processing_of


@dataclass(frozen=True)
class Wanted:
    """Which lines: of these people (None: of anybody), by this actor, of this organisation, in a period.

    Of one activity, or of all but some. What is empty does not count.
    """

    person_ids: tuple[str, ...] | None = None
    actor: str = ""
    organisation: str = ""
    activity: str = ""
    without_activities: tuple[str, ...] = ()
    since: dt.datetime | None = None
    before: dt.datetime | None = None

    def where(self) -> list[sa.ColumnElement[bool]]:
        """The conditions that these are in the database."""
        column, found = table.c, list[sa.ColumnElement[bool]]()
        if self.person_ids is not None:
            found.append(column.person_id.in_(self.person_ids))
        for name, text in (
            ("actor", self.actor), ("organisation", self.organisation), ("processing_activity", self.activity),
        ):  # fmt: skip
            if text:
                found.append(column[name] == text)
        if self.without_activities:
            found.append(column.processing_activity.not_in(self.without_activities))
        if self.since is not None:
            found.append(column.processed_at >= self.since.astimezone(dt.UTC))
        if self.before is not None:
            found.append(column.processed_at < self.before.astimezone(dt.UTC))
        return found


def count(vault: Vault, wanted: Wanted) -> int:
    """How many lines there are."""
    query = sa.select(sa.func.count()).select_from(table).where(*wanted.where())
    with reading(vault.engine) as connection:
        return connection.execute(query).scalar_one()


def lines(vault: Vault, wanted: Wanted, start: int, stop: int) -> list[Processing]:
    """The lines from place ``start`` to before ``stop``, the newest first."""
    query = _select(wanted).offset(start).limit(max(0, stop - start))
    with reading(vault.engine) as connection:
        return [processing_of(row) for row in connection.execute(query)]


def _select(wanted: Wanted) -> sa.Select[tuple[object, ...]]:
    columns = [table.c[field.name] for field in fields(Processing)]
    return sa.select(*columns).where(*wanted.where()).order_by(table.c.processed_at.desc(), table.c.entry.desc())
