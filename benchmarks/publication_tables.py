"""Tables 1 to 4 of the uitvoeringsbrief over fifty million events with corrections, beside DuckDB, with equal results.

Doorstroom evaluates the rules of the Wi2021 that the tables rest on, as of three peildata and one known_at, and counts.
Beside it stands a query written by hand from the law for this register, on the same Parquet files, in two ways:

* ``versions``: DuckDB finds the version that counts itself, among all versions of an instance;
* ``until``: DuckDB uses the column ``recorded_until`` that the mirror keeps, as Doorstroom does.

What is compared. The register is a *settled* one (synthetic.SETTLED): nobody has a second right of residence, loses
it, leaves the BRP, chooses an act, or is exempt for a time. The query therefore need not follow courses of residence,
and it does not; Doorstroom does, for its rules hold for every register. All else that the tables rest on is in both:
who is obliged by right, purpose, sponsor, nationality and age, the act, death, exemption, dispensation, completion by
route, PVT, MAP and exams, target group, reception, moves, plans and the two texts of the ten weeks. Every cell must be
equal.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Figure, in_own_process, load, peak_memory, say, say_figures
from doorstroom.kernel.indicators import TOTAL
from doorstroom.register.mirror import read_history
from doorstroom.report.outcomes import outcomes
from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.indicators.plannen import ASYLUM, FAMILY, LATE, SOON
from doorstroom.stelsels.inburgering.indicators.uitvoeringsbrief import UITVOERINGSBRIEF

PEILDATUM = dt.date(2025, 7, 1)
KNOWN_AT = dt.datetime(2025, 8, 15, tzinfo=dt.UTC)
CASES, FEW = 4_200_000, 20_000
REPEATS = 2

Cells = dict[str, int]


# --- Doorstroom ------------------------------------------------------------------------------------------------------


def doorstroom_cells(folder: Path) -> Cells:
    """The counts of every cell of tables 1 to 4, unrounded, by name."""
    inburgering = system()
    history = read_history(folder, inburgering)
    found = outcomes(UITVOERINGSBRIEF, inburgering, history, PEILDATUM, KNOWN_AT, tables_only=True)
    cells: Cells = {}
    for moment, indicators in UITVOERINGSBRIEF.needs(tables_only=True):
        for indicator in indicators:
            figures = found.of(moment, indicator)
            names = [breakdown.name for breakdown in indicator.breakdowns]
            codes = [[c.code for c in breakdown.categories] for breakdown in indicator.breakdowns]
            for key in _combinations([[*some, TOTAL] for some in codes]):
                value = figures.at(**dict(zip(names, key, strict=True)))
                cells["/".join((str(found.days[moment.name]), indicator.name, *key))] = value.count
    return cells


def _combinations(axes: list[list[str]]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for axis in axes:
        found = [(*head, code) for head in found for code in axis]
    return found


# --- DuckDB ----------------------------------------------------------------------------------------------------------

#: Months of the pension age by date of birth (AOW 7a): born up to and including the day, so many months.
_AOW = (
    ("1947-12-31", 780), ("1948-11-30", 781), ("1949-10-31", 782), ("1950-09-30", 783), ("1951-06-30", 786),
    ("1952-03-31", 789), ("1952-12-31", 792), ("1955-08-31", 796), ("1956-05-31", 799), ("1957-02-28", 802),
    ("1960-12-31", 804),
)  # fmt: skip
_PARTS = ("lezen", "luisteren", "schrijven", "spreken", "knm")


def _held(folder: Path, name: str, columns: str, day: dt.date, by: str) -> str:
    """The events of a type that hold on the day, as known at KNOWN_AT."""
    files = f"read_parquet('{folder}/inburgering/{name}/*.parquet')"
    known = f"TIMESTAMPTZ '{KNOWN_AT.isoformat()}'"
    if by == "until":
        return (
            f"(SELECT case_row, {columns} FROM {files} WHERE recorded_at <= {known} AND NOT retracted "
            f"AND (recorded_until IS NULL OR recorded_until > {known}) AND valid_on <= DATE '{day}')"
        )
    return (
        f"(SELECT case_row, {columns} FROM (SELECT * FROM {files} WHERE recorded_at <= {known} "
        f"QUALIFY row_number() OVER (PARTITION BY case_row, instance ORDER BY recorded_at DESC, sequence DESC) = 1) "
        f"WHERE NOT retracted AND valid_on <= DATE '{day}')"
    )


def _age_reached(birth: str, interval: str) -> str:
    """The day on which an age is reached: 1 March for who was born on 29 February and the year has none."""
    same = f"({birth} + INTERVAL {interval})::DATE"
    return f"({same} + CASE WHEN day({same}) < day({birth}) THEN 1 ELSE 0 END)"


def query(folder: Path, day: dt.date, by: str) -> str:
    """Counts per target group of all that the tables show on one peildatum."""

    def held(name: str, columns: str = "valid_on") -> str:
        return _held(folder, name, columns, day, by)

    p = f"DATE '{day}'"
    pension = " ".join(
        f"WHEN born <= DATE '{until}' THEN {_age_reached('born', f'{months} MONTH')}" for until, months in _AOW
    )
    passed = ", ".join(
        f"CASE WHEN bool_or(ok AND onderdeel = '{part}') THEN TRUE "
        f"WHEN bool_or(ok IS NULL AND onderdeel = '{part}') THEN NULL ELSE FALSE END AS {part}"
        for part in _PARTS
    )
    return f"""
WITH birth AS (SELECT case_row, max(valid_on) AS born FROM {held("geboorte")} GROUP BY 1),
permit AS (
  SELECT case_row, max(valid_on) AS since, any_value(grond) AS grond, any_value(beperking) AS purpose,
    any_value(referent) AS sponsor
  FROM {held("verblijfsrecht_verkregen", "valid_on, grond, beperking, referent")} GROUP BY 1),
nation AS (
  SELECT case_row, bool_or(groep IN ('nederlands', 'eu_eer_zwitserland')) AS member_state,
    bool_or(groep = 'turks') AS turk
  FROM {held("nationaliteit_vastgesteld", "groep")} GROUP BY 1),
changed AS (
  SELECT case_row, arg_max(doelgroep, (valid_on, sequence)) AS changed_to
  FROM {held("doelgroep_gewijzigd", "valid_on, sequence, doelgroep")} GROUP BY 1),
death AS (SELECT DISTINCT case_row, TRUE AS died FROM {held("overlijden")}),
exempt AS (
  SELECT case_row, bool_or(uitkomst = 'toegekend' AND (soort = 'volledig' OR grond = 'diploma')) AS exempted
  FROM {held("vrijstelling_besloten", "uitkomst, soort, grond")} GROUP BY 1),
dispensed AS (
  SELECT case_row, bool_or(uitkomst = 'toegekend' AND omvang = 'volledig') AS dispensed
  FROM {held("ontheffing_besloten", "uitkomst, omvang")} GROUP BY 1),
notice AS (
  SELECT case_row, min(valid_on) FILTER (stelsel = 'wi2021') AS noticed
  FROM {held("kennisgeving_verzonden", "valid_on, stelsel")} GROUP BY 1),
into_reception AS (SELECT case_row, max(valid_on) AS came FROM {held("opvang_begonnen")} GROUP BY 1),
out_of_reception AS (SELECT case_row, max(valid_on) AS went FROM {held("opvang_beeindigd")} GROUP BY 1),
plan AS (
  SELECT case_row, min(valid_on) AS first_plan,
    bool_or(vernietigd_op IS NULL OR vernietigd_op > {p}) AS has_plan,
    arg_max(leerroute, (valid_on, sequence)) FILTER (vernietigd_op IS NULL OR vernietigd_op > {p}) AS route
  FROM {held("pip_vastgesteld", "valid_on, sequence, leerroute, vernietigd_op")} GROUP BY 1),
duty AS (
  SELECT case_row, noticed, first_plan, greatest(since, sixteen) AS duty_since,
    greatest(since, sixteen, CASE WHEN eighteen <= {p} AND (first_plan IS NULL OR eighteen <= first_plan)
      THEN eighteen END) AS bites
  FROM permit
  LEFT JOIN (SELECT case_row, {_age_reached("born", "16 YEAR")} AS sixteen,
    {_age_reached("born", "18 YEAR")} AS eighteen FROM birth) USING (case_row)
  LEFT JOIN notice USING (case_row) LEFT JOIN plan USING (case_row)),
registration AS (
  SELECT case_row, valid_on, gemeente, huisvesting, first_plan,
    lead(valid_on, 1, {p} + 1) OVER (PARTITION BY case_row ORDER BY valid_on, sequence) AS until,
    lag(gemeente) OVER (PARTITION BY case_row ORDER BY valid_on, sequence) AS before,
    CASE WHEN coalesce(noticed, {p}) < DATE '2022-01-01' THEN NULL
      WHEN coalesce(noticed, {p}) < DATE '2023-01-01' THEN bites ELSE coalesce(noticed, duty_since) END AS asked_on
  FROM {held("brp_inschrijving", "valid_on, sequence, gemeente, huisvesting")} LEFT JOIN duty USING (case_row)),
spell AS (
  SELECT *, min(valid_on) FILTER (huisvesting AND (asked_on IS NULL OR until > asked_on))
    OVER (PARTITION BY case_row) AS first_home
  FROM registration),
home AS (
  SELECT case_row, any_value(first_home) AS first_home,
    max(valid_on) FILTER (huisvesting AND valid_on > first_home AND gemeente <> before) AS moved,
    max(valid_on) FILTER (huisvesting AND valid_on > first_home AND gemeente <> before
      AND (first_plan IS NULL OR valid_on <= first_plan)) AS moved_before_plan
  FROM spell GROUP BY 1),
exam AS (
  SELECT case_row, {passed} FROM (
    SELECT case_row, onderdeel, resultaat = 'geslaagd' AND (onderdeel = 'knm' OR niveau IN ('B1', 'B2')) AS ok
    FROM {held("examen_afgelegd", "onderdeel, niveau, resultaat")}) GROUP BY 1),
pvt AS (SELECT DISTINCT case_row, TRUE AS pvt FROM {held("pvt_ondertekend")}),
map AS (SELECT DISTINCT case_row, TRUE AS map FROM {held("map_afgerond")}),
switch AS (SELECT DISTINCT case_row, TRUE AS switched FROM {held("taalschakeltraject_behaald")}),
persons AS (
  SELECT *,
    grond = '8c' OR (grond = '8a' AND purpose = 'gezinslid' AND sponsor IN ('asielhouder_bepaalde_tijd',
      'asielhouder_onbepaalde_tijd', 'eu_langdurig_ingezetene_internationale_bescherming')) AS by_right,
    CASE WHEN grond = '8c' THEN TRUE
      WHEN purpose = 'gezinslid' THEN sponsor NOT IN ('houder_tijdelijk_doel', 'geestelijke_bedienaar')
      ELSE purpose NOT IN ('kennismigrant', 'studie') END AS lasting,
    {_age_reached("born", "16 YEAR")} AS sixteen,
    {_age_reached("born", "18 YEAR")} AS eighteen,
    CASE {pension} ELSE {_age_reached("born", "807 MONTH")} END AS pension,
    CASE WHEN exam.case_row IS NULL THEN FALSE ELSE lezen AND luisteren AND schrijven AND spreken AND knm END AS exams,
    coalesce(moved, first_home) AS housed
  FROM permit LEFT JOIN birth USING (case_row) LEFT JOIN nation USING (case_row) LEFT JOIN changed USING (case_row)
  LEFT JOIN death USING (case_row) LEFT JOIN exempt USING (case_row) LEFT JOIN dispensed USING (case_row)
  LEFT JOIN (SELECT case_row, noticed, bites FROM duty) USING (case_row) LEFT JOIN into_reception USING (case_row)
  LEFT JOIN out_of_reception USING (case_row) LEFT JOIN plan USING (case_row)
  LEFT JOIN home USING (case_row) LEFT JOIN exam USING (case_row) LEFT JOIN pvt USING (case_row)
  LEFT JOIN map USING (case_row) LEFT JOIN switch USING (case_row)),
judged AS (
  SELECT *, coalesce(has_plan, FALSE) AS planned,
    CASE WHEN changed_to IS NOT NULL THEN changed_to = 'asielstatushouder' ELSE by_right END AS asylum,
    came IS NOT NULL AND NOT coalesce(went >= came, FALSE) AND NOT coalesce(housed > came, FALSE) AS in_reception,
    CASE WHEN NOT coalesce(has_plan, FALSE) OR route = 'Z' THEN FALSE
      WHEN route = 'onderwijs' THEN (coalesce(switched, FALSE) OR exams) AND coalesce(pvt, FALSE)
      ELSE exams AND coalesce(pvt, FALSE) AND coalesce(map, FALSE) END AS done
  FROM persons),
obliged AS (
  SELECT * FROM judged
  WHERE lasting AND NOT coalesce(member_state, FALSE) AND eighteen <= {p} AND {p} < pension
    AND (greatest(since, sixteen) >= DATE '2022-01-01' OR eighteen >= DATE '2022-01-01')
    AND NOT (coalesce(turk, FALSE) AND NOT by_right AND since < DATE '2022-01-01')
    AND died IS NULL AND NOT coalesce(exempted, FALSE) AND NOT coalesce(dispensed, FALSE) AND NOT done),
timed AS (
  SELECT *, CASE
      WHEN moved_before_plan IS NULL THEN base
      WHEN base IS NULL THEN NULL ELSE greatest(base, moved_before_plan) END AS clock
  FROM (SELECT *, CASE WHEN cause IS NOT NULL THEN greatest(cause, bites) END AS base FROM (SELECT *, CASE
      WHEN coalesce(noticed, {p}) < DATE '2022-01-01' THEN NULL
      WHEN coalesce(noticed, {p}) < DATE '2023-01-01' THEN first_home
      WHEN noticed IS NULL THEN NULL
      WHEN first_home <= noticed THEN noticed
      WHEN asylum THEN first_home ELSE noticed END AS cause FROM obliged)))
SELECT asylum, count(*) AS plichtig, count(*) FILTER (planned) AS pip_vastgesteld,
  count(*) FILTER (in_reception AND NOT planned) AS opvang_zonder_pip,
  count(*) FILTER (in_reception AND planned) AS opvang_met_pip,
  count(*) FILTER (NOT planned AND clock <= {p} AND {p} - clock <= 70) AS wacht_kort,
  count(*) FILTER (NOT planned AND clock <= {p} AND {p} - clock > 70) AS wacht_lang,
  count(*) FILTER (planned AND clock <= {p} AND first_plan >= clock AND first_plan - clock <= 70) AS pip_kort,
  count(*) FILTER (planned AND clock <= {p} AND first_plan >= clock AND first_plan - clock > 70) AS pip_lang
FROM timed GROUP BY 1
"""


def duckdb_cells(folder: Path, by: str) -> Cells:
    """The same cells from DuckDB: the query once per peildatum, with the counts that the tables show of it."""
    import duckdb

    cells: Cells = {}
    publication = UITVOERINGSBRIEF
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for moment, indicators in publication.needs(tables_only=True):
            day = moment.on(PEILDATUM)
            shown = {indicator.name for indicator in indicators}
            wanted = [column for column, names in _COLUMNS.items() if shown & names]
            found = connection.execute(f"SELECT asylum, {', '.join(wanted)} FROM ({query(folder, day, by)})")
            rows = {row[0]: dict(zip(wanted, row[1:], strict=True)) for row in found.fetchall()}
            cells.update(_cells_of(day, shown, rows))
    return cells


#: Columns of the query and the indicators that need them.
_COLUMNS = {
    "plichtig": {"plichtig", "asielstatushouders_plichtig"},
    "pip_vastgesteld": {"pip_vastgesteld"},
    "opvang_zonder_pip": {"opvang_zonder_pip"},
    "opvang_met_pip": {"opvang_met_pip"},
    "wacht_kort": {"nog_geen_pip"},
    "wacht_lang": {"nog_geen_pip"},
    "pip_kort": {"pip_duur"},
    "pip_lang": {"pip_duur"},
}


def _cells_of(day: dt.date, shown: set[str], rows: dict[bool, dict[str, int]]) -> Cells:
    groups = {ASYLUM: True, FAMILY: False}
    bands = {"nog_geen_pip": ("wacht_kort", "wacht_lang"), "pip_duur": ("pip_kort", "pip_lang")}
    cells: Cells = {}
    for name in shown:
        if name == "asielstatushouders_plichtig":
            cells[f"{day}/{name}"] = rows[True]["plichtig"]
        elif name.startswith("opvang"):
            cells[f"{day}/{name}"] = rows[True][name]
        else:
            for group in (*groups, TOTAL):
                members = [True, False] if group == TOTAL else [groups[group]]
                if name in bands:
                    soon, late = (sum(rows[m][column] for m in members) for column in bands[name])
                    cells[f"{day}/{name}/{group}/{SOON}"] = soon
                    cells[f"{day}/{name}/{group}/{LATE}"] = late
                    cells[f"{day}/{name}/{group}/{TOTAL}"] = soon + late
                else:
                    cells[f"{day}/{name}/{group}"] = sum(rows[m][name] for m in members)
    return cells


# --- Side by side ----------------------------------------------------------------------------------------------------


def measure(folder: Path, who: str, repeats: int) -> dict[str, object]:
    """The cells, the best time and the memory of one of the three."""
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        cells = doorstroom_cells(folder) if who == "doorstroom" else duckdb_cells(folder, who)
        seconds.append(time.perf_counter() - started)
    return {"cells": cells, "seconds": min(seconds), "memory": peak_memory()}


def differences(ours: Cells, theirs: Cells) -> list[str]:
    """The cells that are not equal, in words."""
    return [
        f"{name}: {ours.get(name)} and {theirs.get(name)}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]


def figures(small: bool) -> list[Figure]:
    """The benchmark with its targets; a small one has none. Raises when a cell differs."""
    cases = FEW if small else CASES
    with tempfile.TemporaryDirectory(prefix="doorstroom-bench-") as folder:
        versions = in_own_process("benchmarks.synthetic", folder, str(cases), "settled")["versions"]
        before, found = load(), {}
        for who in ("doorstroom", "versions", "until"):
            found[who] = in_own_process("benchmarks.publication_tables", "--measure", folder, "--who", who)
    ours = found["doorstroom"]
    for who in ("versions", "until"):
        unequal = differences(ours["cells"], found[who]["cells"])
        if unequal:
            raise RuntimeError(f"Doorstroom and DuckDB ({who}) differ: " + "; ".join(unequal))
    what = f"tables 1 to 4 over {versions:,} versions of events of {cases:,} cases"
    note = f"best of {REPEATS}; {len(ours['cells'])} cells, all equal; load before: {before:.1f}"
    at_most = None if small else 1.5
    return [
        Figure(what, ours["seconds"], "s", note=note),
        Figure("peak memory", ours["memory"], "GB"),
        Figure("DuckDB, finding the versions itself", found["versions"]["seconds"], "s",
               note=f"peak memory {found['versions']['memory']:.1f} GB"),
        Figure("DuckDB, with recorded_until of the mirror", found["until"]["seconds"], "s",
               note=f"peak memory {found['until']['memory']:.1f} GB"),
        Figure("ratio to DuckDB that finds the versions itself", ours["seconds"] / found["versions"]["seconds"],
               "times", at_most),
        Figure("ratio to DuckDB with recorded_until", ours["seconds"] / found["until"]["seconds"], "times", at_most),
    ]  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--who", choices=("doorstroom", "versions", "until"), default="doorstroom")
    given = parser.parse_args()
    if given.measure:
        say(measure(given.measure, given.who, REPEATS))
    else:
        say_figures(figures(given.small))


if __name__ == "__main__":
    main()
