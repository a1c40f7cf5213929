"""From a declared publication and its unrounded outcomes to a report with rounded numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import Formatter

from doorstroom.kernel.figures import Figures, Value
from doorstroom.kernel.history import History
from doorstroom.kernel.indicators import TOTAL, Count, Indicator, Parts, Share
from doorstroom.kernel.publications import (
    Moment,
    Moments,
    Prose,
    Publication,
    Slot,
    Table,
)
from doorstroom.kernel.system import System
from doorstroom.report import rounding
from doorstroom.report.compare import compare
from doorstroom.report.disclosure import Unrounded
from doorstroom.report.errors import ReportError
from doorstroom.report.layout import Layout, Place, corner, headings, lay_out, parts_adrift
from doorstroom.report.model import (
    Cell,
    Definition,
    Measure,
    Number,
    ProseShown,
    Provenance,
    Published,
    Report,
    Row,
    SectionShown,
    TableShown,
)
from doorstroom.report.outcomes import Outcomes, events_stored, last_recorded_at, outcomes
from doorstroom.report.published import PublishedFigure, PublishedFigures, published_figures
from doorstroom.report.wording import Language, Words


@dataclass(frozen=True)
class Request:
    """What report is asked for. ``made_at`` and ``commit`` are told, never looked up.

    ``compare``: a second known_at; the report then shows which figures differ. ``unrounded``: a logged right to see the
    numbers as they are.
    """

    peildatum: dt.date
    known_at: dt.datetime | None
    made_at: dt.datetime
    version: str
    commit: str = ""
    language: Language = "nl"
    compare: dt.datetime | None = None
    unrounded: Unrounded | None = None


def build(
    publication: Publication,
    system: System,
    history: History,
    request: Request,
    published: PublishedFigures | None = None,
) -> Report:
    """The report that is asked for. Raises ReportError when it cannot be made."""
    for moment in (request.known_at, request.compare, request.made_at):
        if moment is not None and moment.tzinfo is None:
            raise ReportError(f"'{moment}' must have a time zone: it is a moment, not a day")
    found = outcomes(publication, system, history, request.peildatum, request.known_at)
    if request.unrounded is not None:
        request.unrounded.log(publication.name, request.peildatum, request.known_at, request.made_at)
    page = _Page(request, found, published_figures() if published is None else published)
    members = [(section, [page.member(member) for member in section.members]) for section in publication.sections]
    comparison = None
    if request.compare is not None:
        other = outcomes(publication, system, history, request.peildatum, request.compare)
        earlier, later = sorted((found, other), key=lambda o: (o.known_at is None, o.known_at or request.made_at))
        comparison = compare(page.words, page.layouts, earlier, later, page.profile_of)
    words = page.words
    used = {i.name: i for _, indicators in publication.needs() for i in indicators}
    return Report(
        publication.name,
        words.pick(publication),
        words.pick(publication, "subtitle"),
        request.language,
        tuple(SectionShown(words.pick(section), tuple(shown)) for section, shown in members),
        tuple(page.definition(indicator) for indicator in used.values()),
        Provenance(
            request.peildatum,
            tuple(sorted({day for day in found.days.values() if day != request.peildatum})),
            request.known_at,
            last_recorded_at(history),
            request.made_at,
            request.version,
            request.commit,
            system.name,
            found.cases,
            found.events_read,
            events_stored(history),
        ),
        page.rounding(used.values()),
        _warning(request, history, words),
        page.notes(),
        comparison,
    )


def _warning(request: Request, history: History, words: Words) -> str:
    """What a reader must know before any figure."""
    told = []
    if history.invented():
        told.append(words["invented"].format(n=words.number(history.invented())))
    if request.unrounded:
        told.append(words["unrounded"].format(reason=request.unrounded.reason))
    return " ".join(told)


class _Page:
    """Makes the members of a report, one by one."""

    def __init__(self, request: Request, found: Outcomes, published: PublishedFigures) -> None:
        self.request, self.found, self.published = request, found, published
        self.words = Words(request.language)
        self.layouts: list[tuple[int, Layout]] = []
        self.adrift = self.kept_back = False
        self.said: set[tuple[str, str, int]] = set()

    def profile_of(self, indicator: Indicator) -> rounding.Profile:
        """The rounding of an indicator in this report."""
        return rounding.AS_IS if self.request.unrounded else rounding.profile(indicator.rounding)

    def member(self, member: Prose | Table) -> ProseShown | TableShown:
        """A table or paragraph with its numbers."""
        return self._table(member) if isinstance(member, Table) else self._prose(member)

    # --- numbers ---------------------------------------------------------------------------------------------------

    def numbers(self, place: Place) -> tuple[Number, ...]:
        """The count of a place and, where it is a part of something, its percentage; or its statistic."""
        value = self._figures(place).at(**place.categories)
        measure = place.indicator.measure
        if not isinstance(measure, Count | Share | Parts):
            return (self._number(place, "waarde", value),)
        whole = isinstance(measure, Parts) and place.categories.get(measure.over, TOTAL) == TOTAL
        if not value.base or whole:
            return (self._number(place, "aantal", value),)
        return self._number(place, "aantal", value), self._number(place, "aandeel", value)

    def _number(self, place: Place, measure: Measure, value: Value) -> Number:
        by = self.profile_of(place.indicator)
        if measure == "aantal":
            shown, exact = rounding.count(value.count, by), float(value.count)
        elif measure == "aandeel":
            shown = rounding.share(value.count, value.base or 0, by)
            exact = 100 * value.count / value.base if value.base else float("nan")
        else:
            shown = rounding.statistic(value.statistic, value.count, by)
            exact = float("nan") if value.statistic is None else value.statistic
        if shown.value is None and shown.below is None:
            self.kept_back = True
        named = {name: code for name, code in place.categories.items() if code != TOTAL}
        day = self.found.days[place.moment.name]
        printed = self.published.find(place.indicator.name, day, named, measure)
        return Number(
            place.indicator.name,
            self.words.pick(place.indicator),
            day,
            measure,
            named,
            shown.value,
            self.words.shown(shown, percent=measure == "aandeel"),
            self._published(printed) if printed else None,
            printed.holds(exact) if printed else None,
        )

    def _published(self, printed: PublishedFigure) -> Published:
        value = int(printed.value) if printed.value == int(printed.value) else printed.value
        text = self.words.shown(rounding.Shown(value), percent=printed.measure == "aandeel")
        document = self.words.pick(printed, "document")
        return Published(value, printed.half_width, text, document, printed.place)

    def _figures(self, place: Place) -> Figures:
        return self.found.of(place.moment, place.indicator)

    # --- tables ----------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> TableShown:
        layout = lay_out(table, self.found, self.words)
        self.layouts.append((len(self.layouts) + 1, layout))
        cells = [[self.numbers(place) for place in row] for row in layout.places]
        adrift = parts_adrift(layout, cells)
        last = table.complete_until(self.request.peildatum) if table.complete_until else None
        rows = tuple(
            Row(
                point.text,
                tuple(
                    Cell(numbers, (i, j) in adrift, TOTAL in place.categories.values())
                    for j, (numbers, place) in enumerate(zip(row, places, strict=True))
                ),
                point.category is not None and point.category[1] == TOTAL,
                last is None or point.category is None or point.category[1] <= last,
            )
            for i, (point, row, places) in enumerate(zip(layout.rows, cells, layout.places, strict=True))
        )
        self.adrift = self.adrift or bool(adrift)
        return TableShown(
            table.name,
            len(self.layouts),
            self.words.pick(table),
            corner(table, self.words),
            tuple(headings(layout.columns, level) for level in range(len(table.columns))),
            rows,
            self._notes(table, layout),
            table.source,
            table.chart,
            table.original,
        )

    def _notes(self, table: Table, layout: Layout) -> tuple[str, ...]:
        words, notes = self.words, [self.words["no_rows"]] if not layout.rows else [self.words.pick(table, "note")]
        if not any(isinstance(axis, Moments) for axis in (table.rows, *table.columns)):
            notes.insert(0, f"{words['peildatum']}: {words.day(self.request.peildatum)}.")
        for moment in table.moments():
            for indicator in table.indicators():
                notes.extend(self._doubts(indicator, moment))
        return tuple(dict.fromkeys(note for note in notes if note))

    def _doubts(self, indicator: Indicator, moment: Moment) -> list[str]:
        figures, found = self.found.of(moment, indicator), []
        by = self.profile_of(indicator)
        label = f"{self.words.pick(indicator)}, {self.words.day(self.found.days[moment.name])}: "
        for key, number in (("undecided", figures.undecided), ("unknown_share", figures.at().unknown)):
            # The same people are in doubt for most figures: say it once per peildatum.
            if number and (moment.name, key, number) not in self.said:
                self.said.add((moment.name, key, number))
                found.append(label + self.words[key].format(n=self.words.shown(rounding.count(number, by))))
        return found

    # --- prose -----------------------------------------------------------------------------------------------------

    def _prose(self, prose: Prose) -> ProseShown:
        numbers: dict[str, Number] = {}
        texts = {"peildatum": self.words.day(self.request.peildatum)}
        rows: list[tuple[str, Number]] = []
        notes: list[str] = []
        for slot in prose.slots:
            place = Place(slot.indicator, slot.moment, slot.codes(self.request.peildatum))
            numbers[slot.name] = self._slot(slot, place)
            of = [self.words.category(slot.indicator.breakdown(name), code) for name, code in place.categories.items()]
            texts[f"{slot.name}_of"] = ", ".join(of)
            dated = any(slot.indicator.breakdown(name).months for name in place.categories)
            rows.append((" ".join([self.words.pick(slot), *(of if dated else [])]), numbers[slot.name]))
            notes.extend(self._doubts(slot.indicator, slot.moment))
        pieces: list[str | Number] = []
        for text, name, _, _ in Formatter().parse(self.words.pick(prose)):
            pieces.append(text)
            if name is not None:
                if name not in numbers and name not in texts:
                    raise ReportError(f"paragraph '{prose.name}' has no slot '{name}'")
                pieces.append(numbers.get(name) or texts[name])
        return ProseShown(prose.name, _sentence_case(pieces), tuple(rows), tuple(dict.fromkeys(notes)))

    def _slot(self, slot: Slot, place: Place) -> Number:
        measure: dict[str, Measure] = {"count": "aantal", "share": "aandeel", "statistic": "waarde"}
        return self._number(place, measure[slot.show], self._figures(place).at(**place.categories))

    # --- the rest --------------------------------------------------------------------------------------------------

    def definition(self, indicator: Indicator) -> Definition:
        """What an indicator counts."""
        words = self.words
        return Definition(
            indicator.name,
            words.pick(indicator),
            words.pick(indicator, "definition"),
            words.pick(indicator, "date_rule"),
            words.pick(indicator, "unit"),
            self.profile_of(indicator).name,
            indicator.source,
            indicator.uncertain,
        )

    def rounding(self, used: Iterable[Indicator]) -> str:
        """How the numbers of this report are rounded."""
        profiles = {self.profile_of(i).name: self.profile_of(i) for i in used}
        if len(profiles) == 1:
            return " ".join(self.words.pick(profile) for profile in profiles.values())
        return " ".join(f"{name}: {self.words.pick(profile)}" for name, profile in profiles.items())

    def notes(self) -> tuple[str, ...]:
        """What must be said about the whole report."""
        known_at = self.request.known_at
        found = []
        if known_at is not None and self.request.peildatum > known_at.date():
            found.append(self.words["after_known_at"])
        if self.adrift:
            found.append(self.words["adrift_long"])
        if self.kept_back:
            found.append(self.words["kept_back"])
        return tuple(found)


def _sentence_case(pieces: Sequence[str | Number]) -> tuple[str | Number, ...]:
    """A word put in at the start of a sentence gets its capital."""
    found: list[str | Number] = []
    for piece in pieces:
        before = found[-1] if found else ""
        starts = not found or (isinstance(before, str) and before.rstrip().endswith((".", "?", "!")))
        if isinstance(piece, str) and starts and piece[:1].isalpha():
            piece = piece[0].upper() + piece[1:]
        if piece != "":
            found.append(piece)
    return tuple(found)
