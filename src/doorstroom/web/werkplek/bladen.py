"""Pages of a list, for the part ``onderdelen/paginering.html``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

#: How many pages are shown beside the present one.
_NEAR = 2


@dataclass(frozen=True)
class Pages:
    """How many things there are, over pages of equal size."""

    count: int
    per_page: int

    @property
    def num_pages(self) -> int:
        """How many pages; at least one."""
        return max(1, -(-self.count // self.per_page))


class Page:
    """One page of a list of which the total is known already, so that it costs no query of its own."""

    def __init__(self, number: int, count: int, per_page: int) -> None:
        self.paginator = Pages(count, per_page)
        self.number = max(1, min(number, self.paginator.num_pages))
        self.items: Sequence[Any] = ()

    @property
    def start(self) -> int:
        """Place of the first thing on this page, from 0."""
        return (self.number - 1) * self.paginator.per_page

    @property
    def stop(self) -> int:
        """Place after the last thing."""
        return min(self.start + self.paginator.per_page, self.paginator.count)

    has_previous = property(lambda self: self.number > 1)
    has_next = property(lambda self: self.number < self.paginator.num_pages)
    previous_page_number = property(lambda self: self.number - 1)
    next_page_number = property(lambda self: self.number + 1)

    @cached_property
    def near(self) -> list[int]:
        """Numbers to show: the first, the last and those near this one; 0 stands for a gap."""
        last = self.paginator.num_pages
        wanted = {1, last, *range(self.number - _NEAR, self.number + _NEAR + 1)}
        shown = [number for number in range(1, last + 1) if number in wanted]
        found: list[int] = []
        for number in shown:
            if found and number > found[-1] + 1:
                found.append(0)
            found.append(number)
        return found


def page(number: object, count: int, per_page: int) -> Page:
    """The page that an address asks for; the nearest one when there is no such page."""
    text = str(number)
    return Page(int(text) if text.isdecimal() and len(text) < 9 else 1, count, per_page)
