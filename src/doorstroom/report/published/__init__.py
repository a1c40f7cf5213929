"""What was really published, to print beside our own figures: one YAML file per document, facts with their source.

    documents:
      uitvoeringsbrief_2023: {nl: ..., en: ...}
    places:
      - place: tabel 1
        document: uitvoeringsbrief_2023
        step: 100                       # rounded to hundreds: the number behind it lies at most 50 away
        figures:
          - {indicator: opvang_met_pip, peildatum: 2023-05-01, aantal: 600}
          - {indicator: nog_geen_pip, peildatum: 2023-05-01, doelgroep: asielstatushouder, aantal: 2600, aandeel: 46}

A figure may have its own ``half_width`` (for "ongeveer"). Keys other than these name a category of a breakdown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doorstroom.kernel.reading import read_yaml
from doorstroom.report.errors import PublishedError

_OWN = {"indicator", "peildatum", "aantal", "aandeel", "waarde", "half_width"}
Key = tuple[str, dt.date, frozenset[tuple[str, str]], str]


@dataclass(frozen=True)
class PublishedFigure:
    """One number of one document."""

    indicator: str
    peildatum: dt.date
    categories: Mapping[str, str]
    measure: str
    value: float
    half_width: float
    document_nl: str
    document_en: str
    place: str

    def holds(self, number: float) -> bool:
        """Whether an unrounded number may have been printed like this, whichever way its halves were rounded."""
        return abs(number - self.value) <= self.half_width


class PublishedFigures:
    """All published figures that are known, by what they are a figure of."""

    def __init__(self, figures: Iterable[PublishedFigure]) -> None:
        self._figures: dict[Key, PublishedFigure] = {}
        for figure in figures:
            key = _key(figure.indicator, figure.peildatum, figure.categories, figure.measure)
            earlier = self._figures.setdefault(key, figure)
            if earlier.value != figure.value:
                raise PublishedError(
                    f"'{figure.indicator}' on {figure.peildatum} was published as {earlier.value:g} ({earlier.place}) "
                    f"and as {figure.value:g} ({figure.place})"
                )

    def __len__(self) -> int:
        return len(self._figures)

    def __iter__(self) -> Iterator[PublishedFigure]:
        return iter(self._figures.values())

    def find(
        self, indicator: str, peildatum: dt.date, categories: Mapping[str, str], measure: str
    ) -> PublishedFigure | None:
        """What was published for this figure on this day (None: nothing that we know)."""
        return self._figures.get(_key(indicator, peildatum, categories, measure))


def _key(indicator: str, peildatum: dt.date, categories: Mapping[str, str], measure: str) -> Key:
    return indicator, peildatum, frozenset(categories.items()), measure


def published_figures(folder: Path | None = None) -> PublishedFigures:
    """The published figures in the files of a folder (None: those that come with the program)."""
    found: list[PublishedFigure] = []
    for path in sorted((folder or Path(__file__).parent).glob("*.yaml")):
        content = read_yaml(path, lambda reason: PublishedError(f"{path.name}: not readable as YAML: {reason}"))  # noqa: B023
        try:
            found.extend(_read(content))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise PublishedError(f"{path.name}: not a file of published figures: {error!r}") from None
    return PublishedFigures(found)


def _read(content: Any) -> Iterable[PublishedFigure]:
    documents = content["documents"]
    for place in content["places"]:
        document = documents[place["document"]]
        for figure in place["figures"]:
            if not isinstance(figure["peildatum"], dt.date):
                raise ValueError(f"peildatum {figure['peildatum']!r} of '{figure['indicator']}'")
            categories = {key: str(code) for key, code in figure.items() if key not in _OWN}
            for measure in ("aantal", "aandeel", "waarde"):
                if measure in figure:
                    half = figure.get("half_width", 0.5 if measure == "aandeel" else place["step"] / 2)
                    yield PublishedFigure(
                        figure["indicator"], figure["peildatum"], categories, measure, float(figure[measure]),
                        float(half), document["nl"], document["en"], place["place"],
                    )  # fmt: skip
