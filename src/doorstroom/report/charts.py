"""Charts of tables, as SVG with a text that says the same; made of the printed numbers, so they tell no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from doorstroom.report.model import TableShown
from doorstroom.report.wording import Words

#: Two inks that differ enough in lightness from each other and from the paper (3 to 1) to stay apart in grey, and for
#: who sees no colours; the parts of a bar have a white edge.
INKS = ("#163f56", "#c4802a")
PAPER = "#ffffff"
_FONT = "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"


@dataclass(frozen=True)
class Chart:
    """A drawing, and the sentences that say what it shows."""

    svg: str
    text: str


def chart(table: TableShown, words: Words) -> Chart | None:
    """The chart of a table; None when it asks for none or there is nothing to draw."""
    if table.chart == "stacked bars":
        return _stacked_bars(table, words)
    if table.chart == "line":
        return _line(table, words)
    return None


def _stacked_bars(table: TableShown, words: Words) -> Chart | None:
    import altair as alt

    records, sentences = [], []
    for row in table.rows:
        parts = []
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            number = cell.numbers[0]
            if cell.total and len(cell.numbers) == 1:
                continue
            parts.append(f"{column.lower()} {cell.text}")
            if number.value is not None:
                records.append({"row": row.heading, "part": column, "n": number.value, "place": place})
        sentences.append(f"{row.heading}: {', '.join(parts)}.")
    if not any(record["n"] for record in records):
        return None
    order = [row.heading for row in table.rows]
    parts_in_order = [c for c in table.columns if any(r["part"] == c for r in records)]
    drawn = (
        alt.Chart(_data(records))
        .mark_bar(size=22, stroke=PAPER, strokeWidth=1)
        .encode(
            x=alt.X("n:Q", stack="zero", title=None, axis=alt.Axis(format=",d", tickCount=5)),
            y=alt.Y("row:N", sort=order, title=None),
            color=alt.Color(
                "part:N", sort=parts_in_order, title=None, legend=alt.Legend(orient="top"),
                scale=alt.Scale(domain=parts_in_order, range=[*INKS, "#7a7a7a"][: len(parts_in_order)]),
            ),
            order="place:Q",
        )
    )  # fmt: skip
    return Chart(_svg(drawn, words, height=34 * len(order)), " ".join(sentences))


def _line(table: TableShown, words: Words) -> Chart | None:
    import altair as alt

    records: list[dict[str, Any]] = []
    for row in table.rows:
        if not row.complete:
            continue
        share = next((n for cell in row.cells for n in cell.numbers if n.measure == "aandeel"), None)
        records.append({"row": row.heading, "n": share.value if share else None})
    if sum(record["n"] is not None for record in records) < 2:
        return None
    base = alt.Chart(_data(records)).encode(
        x=alt.X("row:N", sort=[record["row"] for record in records], title=None, axis=alt.Axis(labelAngle=-45)),
        y=alt.Y(
            "n:Q", title=None, scale=alt.Scale(domainMin=0), axis=alt.Axis(tickCount=5, labelExpr="datum.label+'%'")
        ),
    )
    drawn = base.mark_line(color=INKS[0], strokeWidth=2, invalid="break-paths-show-path-domains") + base.mark_point(
        color=INKS[0], filled=True, opacity=1, size=36
    )
    records = [record for record in records if record["n"] is not None]
    shares = ", ".join(f"{record['row']} {words.number(record['n'])}%" for record in records)
    return Chart(_svg(drawn, words, height=170), f"{table.title}: {shares}.")


def _data(records: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.InlineData(values=records)


def _svg(drawn: Any, words: Words, *, height: int) -> str:
    import vl_convert

    spec = (
        drawn.properties(width=560, height=height)
        .configure(font=_FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, gridColor="#dcdcd6", domainColor="#8a8a84", tickColor="#8a8a84",
            labelColor="#26261f", titleColor="#26261f", labelLimit=260, titleAngle=0,
        )
        .configure_legend(labelFontSize=12, labelColor="#26261f", symbolType="square")
    ).to_dict()  # fmt: skip
    locale: dict[str, Any] = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}
    return str(vl_convert.vegalite_to_svg(spec, format_locale=locale if words.language == "nl" else None))
