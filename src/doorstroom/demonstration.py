"""The demonstration, step by step: register, clocks, report, worked cases, work list, explanation."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table

from doorstroom import __version__, checkout, worklist, worklist_shown
from doorstroom.clock import utc_now
from doorstroom.exchange.caseload.export import caseload_rows, write_caseload
from doorstroom.exchange.caseload.layout import read_layout
from doorstroom.kernel.cases import check, read_cases
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.explain import Explainer
from doorstroom.kernel.history import History
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, in_words
from doorstroom.kernel.worklist import open_clocks
from doorstroom.register.bsn import demo_bsns
from doorstroom.register.log import Register
from doorstroom.register.mirror import Mirror
from doorstroom.register.vault import Access, Person, Vault
from doorstroom.report import catalogue
from doorstroom.report.build import Request, build
from doorstroom.report.wording import Words
from doorstroom.report.write import write
from doorstroom.report_shown import printed
from doorstroom.simulate.demo.make import KNOWN_AT, PEILDATUM, make_demo
from doorstroom.simulate.demo.write import demo_people, write_demo
from doorstroom.stelsels.inburgering import system
from doorstroom.terminal import console, tree_of

#: The day of the clocks and the work list: that of the letter's figures.
WORK_DAY = dt.date(2023, 5, 1)
FORMATS = ("html", "pdf", "xlsx", "csv", "json")
MARK = ".doorstroom-demo"
#: What is being made, in Dutch.
DOING = {
    "people": "mensen", "events": "gebeurtenissen", "histories": "geschiedenissen", "done": "",
    "event log": "logboek", "mirror": "spiegel", "person vault": "personenkluis",
}  # fmt: skip


@dataclass
class Demonstration:
    """One run into a folder of its own."""

    folder: Path
    seed: int
    scale: float
    language: Language

    def run(self) -> bool:
        """Show every step; false when a worked case failed or a published figure was missed."""
        self.out: Console = console()
        self.system: System = system()
        self._prepare()
        with Register.open(self.folder / "register.db", clock=utc_now) as register:
            history = self._register(register)
            self._clocks(history)
            in_rounding = self._report(history)
            decided = self._cases()
            self._worklist(history)
        self._next()
        return in_rounding and decided

    def _say(self, nl: str, en: str) -> None:
        self.out.print(nl if self.language == "nl" else en)

    def _step(self, number: int, nl: str, en: str) -> None:
        self.out.print()
        self.out.rule(f"{number}. {nl if self.language == 'nl' else en}", align="left")

    def _prepare(self) -> None:
        """An empty folder; only an earlier demo is removed."""
        if self.folder.exists() and any(self.folder.iterdir()):
            if not (self.folder / MARK).exists():
                raise DoorstroomError(
                    f"{self.folder}: this folder is not an earlier demo; choose another with --folder"
                )
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / MARK).touch()

    def _register(self, register: Register) -> History:
        self._step(1, "Het demoregister", "The demo register")
        mirror = Mirror(register, self.system, self.folder / "mirror")
        with (
            Vault.open(self.folder / "vault.db", clock=utc_now) as vault,
            Progress(
                TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), console=self.out, transient=True
            ) as bar,
        ):
            task = bar.add_task("", total=2.0)
            words = DOING if self.language == "nl" else {}
            tell = _teller(
                self.out, words, lambda done, what: bar.update(task, completed=done, description=words.get(what, what))
            )
            self.made = demo = make_demo(self.seed, self.scale, tell)
            access = Access("doorstroom demo", "demo", "demonstratie met verzonnen personen", "demoregister vullen")
            people = list(demo_people(demo, demo_bsns(), Person))
            written = write_demo(
                demo,
                self.system,
                log=register,
                mirror=mirror,
                vault=vault,
                people=people,
                access=access,
                progress=lambda done, what: tell(1 + done, what),
            )
        self.names = {person.person_id: person.name for person in people}
        cases, events, persons = (in_words(n, self.language) for n in (written.cases, written.events, written.people))
        self._say(
            f"{cases} verzonnen zaken, {events} gebeurtenissen, {persons} verzonnen personen in de kluis "
            f"({self.folder})",
            f"{cases} invented cases, {events} events, {persons} invented people in the vault ({self.folder})",
        )
        return mirror.history()

    def _clocks(self, history: History) -> None:
        self._step(2, "Alle klokken en standen", "All clocks and statuses")
        started = utc_now()
        evaluation = self.system.evaluate(history, WORK_DAY)
        seconds = (utc_now() - started).total_seconds()
        day = in_words(WORK_DAY, self.language)
        columns, cases = len(self.system.columns), in_words(evaluation.cases.height, self.language)
        self._say(
            f"{columns} kolommen voor {cases} zaken op {day}, in {in_words(round(seconds, 1), 'nl')} s",
            f"{columns} columns for {cases} cases on {day}, in {seconds:.1f} s",
        )
        counted = (
            open_clocks(evaluation, self.system.clocks.values())
            .group_by("clock")
            .agg(
                runs=(pl.col("status") == "runs").sum(),
                late=(pl.col("status") == "late").sum(),
                unknown=(pl.col("status") == "unknown").sum(),
            )
        )
        found = {row["clock"]: row for row in counted.iter_rows(named=True)}
        nl = self.language == "nl"
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("klok" if nl else "clock")
        for heading in ("loopt", "te laat", "onbekend") if nl else ("runs", "late", "unknown"):
            table.add_column(heading, justify="right")
        for name, clock in self.system.clocks.items():
            if name in found:
                row = found[name]
                label = (clock.nl if nl else clock.en) + (" (planning)" if clock.kind == "plan" else "")
                table.add_row(label, *(in_words(row[key], self.language) for key in ("runs", "late", "unknown")))
        self.out.print(table)

    def _report(self, history: History) -> bool:
        self._step(3, "De uitvoeringsbrief, naast wat gepubliceerd is", "The letter, beside what was published")
        reported, publication = catalogue.publication("uitvoeringsbrief")
        request = Request(
            peildatum=PEILDATUM,
            known_at=KNOWN_AT,
            made_at=utc_now().replace(microsecond=0),
            version=__version__,
            commit=checkout.commit(),
            language=self.language,
        )
        report = build(publication, reported, history, request)
        inside, every = report.score()
        for shown in report.tables():
            if shown.original:
                self.out.print()
                self.out.print(printed(shown, Words(self.language), self.out.width))
        self._say(
            f"{inside} van {every} gepubliceerde cijfers binnen hun afronding",
            f"{inside} of {every} published figures within their rounding",
        )
        if self.scale < 1:
            self._say(
                "(op kleinere schaal kunnen de cijfers niet uitkomen)", "(a smaller scale cannot give these figures)"
            )
        for path in write(report, self.folder / "report", FORMATS):
            self.out.print(f"  {path}")
        return inside == every or self.scale < 1

    def _cases(self) -> bool:
        self._step(4, "Uitgewerkte zaken en uitspraken", "Worked cases and rulings")
        verdicts = check(read_cases([self.system.folder / "cases"]), self.system)
        rulings = [verdict for verdict in verdicts if "-R0" in verdict.case.id]
        for verdict in rulings:
            mark = "[green]passed[/]" if verdict.passed else "[red]failed[/]"
            self.out.print(f"{mark}  {verdict.case.id}  {verdict.case.title}", highlight=False)
        passed = sum(verdict.passed for verdict in verdicts)
        self.out.print(f"{passed} passed, {len(verdicts) - passed} failed")
        return passed == len(verdicts)

    def _worklist(self, history: History) -> None:
        self._step(5, "De werklijst van een gemeente, uit haar spreadsheet", "A municipality's work list")
        path = self._caseload(history)
        _, made = worklist.of_caseload(path, None, WORK_DAY, self.language, 70)
        ours = made.only("gemeente", None)
        worklist_shown.show(ours, 12, None)
        self.out.print(f"  {path}")
        self._step(6, "Waarom? Een datum, artikel voor artikel", "Why? One date, article by article")
        pip = next((item for item in ours.items if item.clock.name == "pip" and item.due is not None), None)
        if pip is not None:
            explainer = Explainer(self.system, made.evaluation, pip.case_id, self.language)
            self.out.print(tree_of(explainer.explain(pip.clock.due), (), self.language, 3))
            self.case_id = pip.case_id

    def _caseload(self, history: History) -> Path:
        """The spreadsheet of a municipality of ordinary size, as it would have it on the day of the work list."""
        where = self.system.evaluate(history, WORK_DAY, want=["gemeente", "inburgeringsplichtig_wi2021"]).cases
        obliged = where.filter(pl.col("inburgeringsplichtig_wi2021") & pl.col("gemeente").is_not_null())
        sizes = obliged.group_by("gemeente").len().sort((pl.col("len").cast(pl.Int64) - 80).abs(), "gemeente")
        chosen = obliged.filter(pl.col("gemeente") == sizes["gemeente"][0])
        snapshot = history.subset(chosen["case_id"]).as_of(WORK_DAY)
        layout = read_layout(self.system.folder / "caseload.yaml", self.system.events)
        private = {
            case_id: {"naam": self.names[person_id], "klantmanager": f"DEMO {place % 3 + 1}"}
            for place, (case_id, person_id) in enumerate(snapshot.cases.select("case_id", "person_id").iter_rows())
        }
        path = self.folder / "caseload.xlsx"
        write_caseload(path, caseload_rows(snapshot, layout, private), layout, self.language)
        return path

    def _next(self) -> None:
        self._step(7, "Probeer nu", "Now try")
        register = f"--register {self.folder / 'register.db'}"
        case = getattr(self, "case_id", "DEMO-000001")
        for command in (
            f"doorstroom due {self.folder / 'caseload.xlsx'} --peildatum {WORK_DAY} --within 14",
            f"doorstroom explain {case} termijn_laatste_dag {register}",
            f"doorstroom report uitvoeringsbrief --peildatum 2023-05-01 --known-at 2023-05-01T00:00 "
            f"--compare 2024-05-01 {register} --mirror {self.folder / 'mirror'} --output {self.folder / 'compare'}",
            "doorstroom law pip --on 2022-06-01",
            "doorstroom template my_caseload.xlsx",
            f"doorstroom verify {register}",
        ):
            self.out.print(f"  ./{command}", soft_wrap=True)


def _teller(out: Console, words: Mapping[str, str], show: Callable[[float, str], None]) -> Callable[[float, str], None]:
    """Progress as a bar on a terminal, as a line per kind of work elsewhere."""
    told: set[str] = set()

    def tell(done: float, what: str) -> None:
        show(done, what)
        if not out.is_terminal and what not in told and what != "done":
            told.add(what)
            out.print(f"... {words.get(what, what)}")

    return tell
