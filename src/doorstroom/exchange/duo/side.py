"""The municipality's side as a whole: its settings, register, vault, tables and line to DUO."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from doorstroom.exchange.duo.client import DuoClient
from doorstroom.exchange.duo.people import People
from doorstroom.exchange.duo.settings import Settings
from doorstroom.exchange.duo.store import Store
from doorstroom.exchange.duo.takeover import case_of
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.system import System
from doorstroom.register.log import Register

HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Side:
    """Everything that handling a message needs."""

    settings: Settings
    register: Register
    system: System
    people: People
    store: Store
    client: DuoClient

    @property
    def now(self) -> dt.datetime:
        """The present moment."""
        return self.store.clock()

    @property
    def today(self) -> dt.date:
        """The present day in the Netherlands."""
        return day_of(self.now)

    def evaluate(self, case_id: str, columns: Iterable[str]) -> CaseEvaluation:
        """Columns of a case of today; of a case without events all that can be known of nothing."""
        events = self.register.history_of_case(self.system, case_id)
        if not events:
            return self.system.evaluate_rows(case_id, {}, self.today, want=columns)
        return self.system.evaluate_case(events, self.today, want=columns)

    def of_person(self, person_id: str, columns: Iterable[str]) -> Mapping[str, Any]:
        """Columns of the latest case of a person, of today."""
        return self.evaluate(case_of(self.register, self.system, person_id) or "", columns).values


def day_of(moment: dt.datetime) -> dt.date:
    """The day in the Netherlands: the law counts days as people there live them."""
    return moment.astimezone(HERE).date()
