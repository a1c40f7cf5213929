"""Figures about plans (PIP): who has one, how long it took, and what came before and after it.

Six columns carry tables 1 to 4 of the *uitvoeringsbrief*: doelgroep, inburgeringsplichtig_wi2021, in_opvang, heeft_pip,
pip_eerste_klok_start and pip_eerste_datum. Everything else is only read for the sentences. The ten weeks are those of
the first PIP: a PIP that a next municipality establishes after a move says nothing about the wait.
"""

from __future__ import annotations

import datetime as dt

from doorstroom.kernel.dates import days_between
from doorstroom.kernel.indicators import Breakdown, Category, Count, Indicator, Parts, Share, column
from doorstroom.kernel.vocabulary import known

LETTER = "Uitvoeringsbrief inburgering juli 2023"
ASYLUM, FAMILY = "asielstatushouder", "gezins_en_overige_migrant"
SOON, LATE = "tot_en_met_10_weken", "meer_dan_10_weken"

#: What the letter calls ten weeks: 70 days from the start of the PIP term, the seventieth included. It is a definition
#: of the publication, so it stands here; the legal term, with the Algemene termijnenwet, is the column pip_uiterlijk.
TEN_WEEKS = 70
#: The letter does not say when a notice is late. A reading of ours: more than 13 weeks after the duty started.
NOTICE_LATE_AFTER = 91
#: Between these days the data that DUO got about people who might become obliged were incomplete (SvM 2024, 7.2.2).
INCOMPLETE_FROM, INCOMPLETE_UNTIL = dt.date(2022, 1, 1), dt.date(2023, 5, 31)

_obliged = column("inburgeringsplichtig_wi2021")
_asylum = column("doelgroep") == ASYLUM
_reception = column("in_opvang")
_plan = column("heeft_pip")
_clock = column("pip_eerste_klok_start")
_clock_runs_from = known(_clock) & (_clock <= column("peildatum"))
_waited = days_between(_clock, column("peildatum"))
_took = days_between(_clock, column("pip_eerste_datum"))
#: A PIP of which the date is unknown falls in neither; a clock that has not started makes a PIP one before the clock.
_plan_after_start = _clock_runs_from & (column("pip_eerste_datum") >= _clock)

DOELGROEP = Breakdown(
    "doelgroep",
    "Doelgroep",
    "Target group",
    column("doelgroep"),
    (
        Category(ASYLUM, "Asielstatushouders", "Asylum status holders"),
        Category(FAMILY, "Gezins- en overige migranten", "Family and other migrants"),
    ),
)
_BANDS = (Category(SOON, "0-10 weken", "0-10 weeks"), Category(LATE, "Meer dan 10 weken", "More than 10 weeks"))
DUUR_WACHT = Breakdown(
    "duur",
    "Tijd sinds de start van de PIP-termijn",
    "Time since the start of the PIP term",
    _waited,
    _BANDS,
    limits=(TEN_WEEKS,),
)
DUUR_PIP = Breakdown(
    "duur",
    "Tijd van de start van de PIP-termijn tot het PIP",
    "Time from the start of the PIP term to the PIP",
    _took,
    _BANDS,
    limits=(TEN_WEEKS,),
)
STARTMAAND = Breakdown(
    "startmaand", "Start van de PIP-termijn", "Start of the PIP term", _clock, months=True
)  # fmt: skip

nog_niet_gehuisvest = Indicator(
    "nog_niet_gehuisvest",
    "Asielstatushouders in de opvang",
    "Asylum status holders in reception",
    _obliged & _asylum & _reception,
    Count(),
    "Asielstatushouders die inburgeringsplichtig zijn onder de Wi2021 en op de peildatum in de opvang van het COA "
    "wonen.",
    "Asylum status holders who are obliged under the Wi2021 and live in COA reception on the reference date.",
    f"{LETTER}, deel B, 1.1.2",
    "DUO",
)
opvang_zonder_pip = Indicator(
    "opvang_zonder_pip",
    "In de opvang zonder PIP",
    "In reception without a PIP",
    _obliged & _asylum & _reception & ~_plan,
    Count(),
    "Asielstatushouders die inburgeringsplichtig zijn, in de opvang wonen en nog geen PIP hebben.",
    "Asylum status holders who are obliged, live in reception and have no PIP yet.",
    f"{LETTER}, tabel 1",
    "DUO",
)
opvang_met_pip = Indicator(
    "opvang_met_pip",
    "In de opvang met PIP",
    "In reception with a PIP",
    _obliged & _asylum & _reception & _plan,
    Count(),
    "Asielstatushouders die inburgeringsplichtig zijn, in de opvang wonen en al een PIP hebben.",
    "Asylum status holders who are obliged, live in reception and already have a PIP.",
    f"{LETTER}, tabel 1",
    "DUO",
)
asielstatushouders_plichtig = Indicator(
    "asielstatushouders_plichtig",
    "Alle inburgeringsplichtige asielstatushouders",
    "All obliged asylum status holders",
    _obliged & _asylum,
    Count(),
    "Asielstatushouders die op de peildatum inburgeringsplichtig zijn (Wi2021), in de opvang of in een gemeente.",
    "Asylum status holders who are obliged under the Wi2021 on the reference date, in reception or in a municipality.",
    f"{LETTER}, tabel 1",
    "DUO",
)
plichtig = Indicator(
    "plichtig",
    "Inburgeringsplichtig",
    "Obliged to integrate",
    _obliged,
    Count(),
    "Personen die op de peildatum inburgeringsplichtig zijn onder de Wi2021.",
    "Persons who are obliged to integrate under the Wi2021 on the reference date.",
    f"{LETTER}, tabel 2",
    "DUO",
    (DOELGROEP,),
)
pip_vastgesteld = Indicator(
    "pip_vastgesteld",
    "Met een PIP",
    "With a PIP",
    _obliged,
    Share(_plan),
    "Inburgeringsplichtigen met een PIP, ook als dat in de opvang is vastgesteld. Het percentage is het deel van alle "
    "inburgeringsplichtigen in de doelgroep.",
    "Obliged persons with a PIP, also when it was established in reception. The percentage is the part of all obliged "
    "persons in the target group.",
    f"{LETTER}, tabel 2",
    "DUO",
    (DOELGROEP,),
)
nog_geen_pip = Indicator(
    "nog_geen_pip",
    "Nog geen PIP",
    "No PIP yet",
    _obliged & _clock_runs_from & ~_plan,
    Parts("duur"),
    "Inburgeringsplichtigen voor wie de PIP-termijn is gestart en die nog geen PIP hebben, naar de tijd van de start "
    "van die termijn tot de peildatum. 0-10 weken is: niet meer dan 70 dagen.",
    "Obliged persons whose PIP term has started and who have no PIP yet, by the time from the start of that term to "
    "the reference date. 0-10 weeks is: not more than 70 days.",
    f"{LETTER}, tabel 3",
    "DUO",
    (DOELGROEP, DUUR_WACHT),
)
pip_duur = Indicator(
    "pip_duur",
    "PIP vastgesteld na de start van de PIP-termijn",
    "PIP established after the start of the PIP term",
    _obliged & _plan & _plan_after_start,
    Parts("duur"),
    "Inburgeringsplichtigen met een PIP, naar de tijd van de start van de PIP-termijn tot hun eerste PIP. 0-10 weken "
    "is: niet meer dan 70 dagen. Wie het PIP kreeg voordat de termijn startte (in de opvang), telt niet mee.",
    "Obliged persons with a PIP, by the time from the start of the PIP term to their first PIP. 0-10 weeks is: not "
    "more than 70 days. Persons who got the PIP before the term started (in reception) are left out.",
    f"{LETTER}, tabel 4 en noot 9",
    "DUO",
    (DOELGROEP, DUUR_PIP),
)
pip_voor_klok = Indicator(
    "pip_voor_klok",
    "PIP vastgesteld voor de start van de PIP-termijn",
    "PIP established before the start of the PIP term",
    _obliged & _asylum & _plan & ~_plan_after_start,
    Count(),
    "Asielstatushouders met een PIP van voor de start van de PIP-termijn, of voor wie die termijn nog niet is gestart.",
    "Asylum status holders with a PIP from before the start of the PIP term, or whose term has not started yet.",
    f"{LETTER}, noot 9",
    "DUO",
)
klok_gestart = Indicator(
    "klok_gestart",
    "PIP-termijn gestart",
    "PIP term started",
    _obliged & _clock_runs_from,
    Count(),
    "Inburgeringsplichtigen voor wie de PIP-termijn is gestart, naar de maand van die start.",
    "Obliged persons whose PIP term has started, by the month of that start.",
    f"{LETTER}, deel B, 1.2.1",
    "DUO",
    (STARTMAAND,),
    date_rule_nl="maand waarin de PIP-termijn startte, bekeken op de peildatum",
    date_rule_en="month in which the PIP term started, seen on the reference date",
)
pip_per_startmaand = Indicator(
    "pip_per_startmaand",
    "PIP binnen 10 weken",
    "PIP within 10 weeks",
    _obliged & _clock_runs_from,
    Share(_plan & (column("pip_eerste_datum") >= _clock) & (_took <= TEN_WEEKS)),
    "Van de inburgeringsplichtigen voor wie de PIP-termijn in een maand startte: wie binnen 70 dagen na die start een "
    "PIP kreeg. Een PIP van voor de start telt niet als binnen 10 weken.",
    "Of the obliged persons whose PIP term started in a month: those who got a PIP within 70 days after that start. A "
    "PIP from before the start does not count as within 10 weeks.",
    f"{LETTER}, deel B, 1.2.1 en noot 10",
    "DUO",
    (STARTMAAND,),
    date_rule_nl="maand waarin de PIP-termijn startte, bekeken op de peildatum",
    date_rule_en="month in which the PIP term started, seen on the reference date",
    uncertain="De brief zegt niet of een PIP van voor de start van de termijn meetelt.",
)
pip_tijdig = Indicator(
    "pip_tijdig",
    "PIP op tijd volgens de wet",
    "PIP on time under the law",
    _obliged & _plan & _plan_after_start,
    Share(column("pip_eerste_tijdig")),
    "Dezelfde groep als in tabel 4, maar gerekend met de laatste dag van de wet: die schuift op als hij in een weekend "
    "of op een feestdag valt, en is later als informatie van anderen nodig was.",
    "The same group as in table 4, but with the last day of the law: it moves on when it falls in a weekend or on a "
    "public holiday, and it is later when information of others was needed.",
    "Besluit inburgering 2021, artikel 5.3; Algemene termijnenwet",
    "DUO",
    (DOELGROEP,),
    date_rule_nl="laatste dag van de wettelijke termijn",
    date_rule_en="last day of the legal term",
)
aanbod_geregistreerd = Indicator(
    "aanbod_geregistreerd",
    "Met een geregistreerd aanbod",
    "With a registered course offer",
    _obliged & _asylum & ~_reception & _plan,
    Share(known(column("aanbod_datum"))),
    "Asielstatushouders met een PIP die niet meer in de opvang wonen: voor wie een aanbod is geregistreerd.",
    "Asylum status holders with a PIP who no longer live in reception: those with a registered course offer.",
    f"{LETTER}, deel B, 1.2.1",
    "DUO",
)
late_kennisgeving = Indicator(
    "late_kennisgeving",
    "Te laat een kennisgeving",
    "Notified too late",
    known(column("plicht_start"))
    & known(column("kennisgeving_datum"))
    & (column("plicht_start") >= INCOMPLETE_FROM)
    & (column("plicht_start") <= INCOMPLETE_UNTIL)
    & (days_between(column("plicht_start"), column("kennisgeving_datum")) > NOTICE_LATE_AFTER),
    Count(),
    "Personen voor wie de plicht begon van januari 2022 tot en met mei 2023 en die hun kennisgeving meer dan 13 weken "
    "daarna kregen.",
    "Persons whose duty started from January 2022 to May 2023 and who got their notice more than 13 weeks later.",
    "Staat van Migratie 2024, paragraaf 7.2.2",
    "SVM",
    (DOELGROEP,),
    date_rule_nl="datum van de kennisgeving, tot en met de peildatum",
    date_rule_en="date of the notice, up to and including the reference date",
    uncertain="De publicatie zegt niet vanaf wanneer een kennisgeving te laat is; 13 weken is onze lezing.",
)
