"""Tables of a report on a terminal: each figure with the published one in brackets, and no word broken in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

from doorstroom.report.model import Cell, TableShown
from doorstroom.report.wording import Words

_GAP = 2


@dataclass(frozen=True)
class _Grid:
    """One way to lay a table out; ``apart``: the published figure stands below ours instead of behind it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    apart: bool

    def widths(self, room: int) -> list[int] | None:
        """The width of every column, the first ones as wide as they like; None when words or figures must break."""
        texts = [[self.heads[0], *(heading for heading, _ in self.rows)], *([head] for head in self.heads[1:])]
        least = [max(len(word) for text in own for word in text.split() or [""]) for own in texts]
        wish = [max(map(len, own)) for own in texts]
        for _, cells in self.rows:
            for place, cell in enumerate(cells, start=1):
                figure = max(map(len, _lines(cell, self.apart)))
                least[place], wish[place] = max(least[place], figure), max(wish[place], figure)
        left = room - sum(least) - _GAP * (len(least) - 1)
        if left < 0:
            return None
        found = []
        for low, high in zip(least, wish, strict=True):
            found.append(min(high, low + left))
            left -= found[-1] - low
        return found


def printed(shown: TableShown, words: Words, room: int) -> Table:
    """A table for a terminal of this width; where it does not fit its rows become columns, or its figures two lines."""
    ways = [(grid, grid.widths(room)) for grid in _ways(shown)]
    grid, widths = next((way for way in ways if way[1] is not None), ways[-1])
    title = f"{words['table']} {shown.number}. {shown.title}"
    table = Table(
        title=title, title_justify="left", box=None, header_style="bold", pad_edge=False, padding=(0, _GAP, 0, 0)
    )
    for place, head in enumerate(grid.heads):
        width = widths[place] if widths else None
        table.add_column(escape(head), justify="right" if place else "left", width=width, overflow="fold")
    for heading, cells in grid.rows:
        table.add_row(escape(heading), *(_marked(cell, grid.apart) for cell in cells))
    return table


def _ways(shown: TableShown) -> Iterator[_Grid]:
    rows = tuple((row.heading, row.cells) for row in shown.rows)
    turned = tuple(
        (column, tuple(row.cells[place] for row in shown.rows)) for place, column in enumerate(shown.columns)
    )
    headings = tuple(row.heading for row in shown.rows)
    for apart in (False, True):
        yield _Grid((shown.corner, *shown.columns), rows, apart)
        yield _Grid(("", *headings), turned, apart)


def _lines(cell: Cell, apart: bool) -> list[str]:
    published = [f"[{cell.published}]"] if cell.published else []
    return [cell.text, *published] if apart else [" ".join([cell.text, *published])]


def _marked(cell: Cell, apart: bool) -> str:
    """A cell as markup: the published figure is less bright, and in brackets where there are no shades."""
    published = f"[dim]{escape(f'[{cell.published}]')}[/]" if cell.published else ""
    return f"{escape(cell.text)}{chr(10) if apart else ' '}{published}".rstrip()
