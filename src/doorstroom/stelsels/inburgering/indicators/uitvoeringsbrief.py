"""The *uitvoeringsbrief inburgering*: its tables, and the sentences with numbers that the register can give.

The texts are our own; the tables follow those of the letter of July 2023.
"""

from __future__ import annotations

import datetime as dt

from doorstroom.kernel.indicators import Indicator
from doorstroom.kernel.publications import (
    NOW,
    Categories,
    Code,
    Indicators,
    Moment,
    Moments,
    Prose,
    Publication,
    Section,
    Show,
    Slot,
    Table,
)
from doorstroom.stelsels.inburgering.indicators.plannen import (
    ASYLUM,
    FAMILY,
    LATE,
    LETTER,
    SOON,
    TEN_WEEKS,
    aanbod_geregistreerd,
    asielstatushouders_plichtig,
    klok_gestart,
    late_kennisgeving,
    nog_geen_pip,
    nog_niet_gehuisvest,
    opvang_met_pip,
    opvang_zonder_pip,
    pip_duur,
    pip_per_startmaand,
    pip_tijdig,
    pip_vastgesteld,
    pip_voor_klok,
    plichtig,
)

#: The letter compares 1 May 2023 with 26 January 2023 (table 1) and with 1 December 2022 (table 2).
EERDER_OPVANG = Moment("eerder (opvang)", 3, {dt.date(2023, 5, 1): dt.date(2023, 1, 26)})
EERDER_PIP = Moment("eerder (PIP)", 5)


def laatste_volle_maand(peildatum: dt.date) -> str:
    """The last month of which everybody's ten weeks were over on the peildatum: January 2023 for 1 May 2023."""
    day = (peildatum - dt.timedelta(days=TEN_WEEKS - 1)).replace(day=1) - dt.timedelta(days=1)
    return f"{day.year:04d}-{day.month:02d}"


def tien_maanden_eerder(peildatum: dt.date) -> str:
    """Ten months before that, the month that the letter compares with: March 2022 for 1 May 2023."""
    last = laatste_volle_maand(peildatum)
    number = int(last[:4]) * 12 + int(last[5:]) - 1 - 10
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


TABEL_1 = Table(
    "tabel_1",
    "Asielstatushouders in de opvang, met en zonder PIP",
    "Asylum status holders in reception, with and without a PIP",
    rows=Moments((EERDER_OPVANG, NOW)),
    columns=(Indicators((opvang_zonder_pip, opvang_met_pip, asielstatushouders_plichtig)),),
    source=f"{LETTER}, tabel 1",
    note_nl="De laatste kolom is niet de som van de eerste twee: daar staan ook de mensen in die al in een gemeente "
    "wonen.",
    note_en="The last column is not the sum of the first two: it also holds the people who already live in a "
    "municipality.",
)
TABEL_2 = Table(
    "tabel_2",
    "Inburgeringsplichtigen en vastgestelde PIP's",
    "Obliged persons and established PIPs",
    rows=Categories("doelgroep", total=False),
    columns=(Moments((EERDER_PIP, NOW)), Indicators((plichtig, pip_vastgesteld))),
    source=f"{LETTER}, tabel 2",
)
TABEL_3 = Table(
    "tabel_3",
    "Nog geen PIP, naar de tijd sinds de start van de PIP-termijn",
    "No PIP yet, by the time since the start of the PIP term",
    rows=Categories("doelgroep"),
    columns=(Categories("duur"),),
    indicator=nog_geen_pip,
    source=f"{LETTER}, tabel 3",
    chart="stacked bars",
)
TABEL_4 = Table(
    "tabel_4",
    "PIP vastgesteld, naar de tijd sinds de start van de PIP-termijn",
    "PIP established, by the time since the start of the PIP term",
    rows=Categories("doelgroep"),
    columns=(Categories("duur"),),
    indicator=pip_duur,
    source=f"{LETTER}, tabel 4",
    note_nl="Plannen van voor de start van de PIP-termijn staan wel in tabel 2 en niet in deze tabel.",
    note_en="Plans from before the start of the PIP term are in table 2 and not in this table.",
    chart="stacked bars",
)
TABEL_5 = Table(
    "tabel_5",
    "PIP binnen 10 weken, per maand waarin de PIP-termijn startte",
    "PIP within 10 weeks, by the month in which the PIP term started",
    rows=Categories("startmaand", total=False),
    columns=(Indicators((klok_gestart, pip_per_startmaand)),),
    source=f"{LETTER}, deel B, 1.2.1 (cijfers per maand staan niet in de brief)",
    note_nl="Voor de laatste maanden zijn de 10 weken nog niet voor iedereen voorbij. Hun percentage kan nog "
    "stijgen; in de grafiek staan zij niet.",
    note_en="In the last months the 10 weeks are not over for everybody yet. Their percentage may "
    "still rise; they are not in the chart.",
    original=False,
    chart="line",
    complete_until=laatste_volle_maand,
)


def _slot(name: str, indicator: Indicator, nl: str, en: str, show: Show = "count", **categories: Code) -> Slot:
    return Slot(name, indicator, nl, en, show, categories)


OPVANG = Prose(
    "opvang",
    "Op {peildatum} wonen {gehuisvest_niet} asielstatushouders die moeten inburgeren nog in de opvang. In totaal zijn "
    "er {plichtig_asiel} inburgeringsplichtige asielstatushouders. {opvang_pip} mensen hebben al een PIP terwijl zij "
    "in de opvang wonen. Zij kunnen dus al beginnen met hun leerroute.",
    "On {peildatum}, {gehuisvest_niet} asylum status holders who must integrate still live in reception. In all there "
    "are {plichtig_asiel} obliged asylum status holders. {opvang_pip} people already have a PIP while they live in "
    "reception, so they can start their learning route.",
    (
        _slot("gehuisvest_niet", nog_niet_gehuisvest, "Nog niet gehuisvest", "Not yet housed"),
        _slot("plichtig_asiel", asielstatushouders_plichtig, "Asielstatushouders, alle", "Status holders, all"),
        _slot("opvang_pip", opvang_met_pip, "In de opvang met PIP", "In reception with a PIP"),
    ),
)
WACHTEN = Prose(
    "wachten",
    "Voor {geen_pip} mensen is de PIP-termijn gestart, maar is er nog geen PIP. Van hen wachten er {geen_pip_laat} al "
    "langer dan 10 weken.",
    "For {geen_pip} people the PIP term has started but there is no PIP yet. Of them, {geen_pip_laat} have been "
    "waiting for more than 10 weeks.",
    (
        _slot("geen_pip", nog_geen_pip, "Nog geen PIP", "No PIP yet"),
        _slot("geen_pip_laat", nog_geen_pip, "Nog geen PIP na 10 weken", "No PIP after 10 weeks", duur=LATE),
    ),
)
TIJDIG = Prose(
    "tijdig",
    "Van de vastgestelde PIP's is {pip_op_tijd} vastgesteld binnen 10 weken na de start van de PIP-termijn. In deze "
    "telling zitten niet de {voor_klok} PIP's die al voor die start zijn vastgesteld. Volgens de laatste dag van de "
    "wet was {wettelijk} op tijd. Die dag ligt soms iets later, bijvoorbeeld door een feestdag.",
    "Of the established PIPs, {pip_op_tijd} were established within 10 weeks after the start of the PIP term. This "
    "does not count the {voor_klok} PIPs that were established before that start. By the last day of the law "
    "{wettelijk} were on time. That day is sometimes a little later, for instance because of a public holiday.",
    (
        _slot("pip_op_tijd", pip_duur, "PIP binnen 10 weken", "PIP within 10 weeks", "share", duur=SOON),
        _slot("voor_klok", pip_voor_klok, "PIP voor de start van de termijn", "PIP before the start of the term"),
        _slot("wettelijk", pip_tijdig, "PIP op tijd volgens de wet", "PIP on time under the law", "share"),
    ),
)
SNELLER = Prose(
    "sneller",
    "Gaat het sneller dan eerst? Van de mensen voor wie de PIP-termijn startte in {nieuw_of} kreeg {nieuw} binnen 10 "
    "weken een PIP. Van de mensen die startten in {oud_of} was dat {oud}. {nieuw_of} is de laatste maand waarvan de 10 "
    "weken voor iedereen voorbij zijn.",
    "Is it going faster than before? Of the people whose PIP term started in {nieuw_of}, {nieuw} got a PIP within 10 "
    "weeks. Of the people who started in {oud_of} it was {oud}. {nieuw_of} is the last month of which the 10 weeks are "
    "over for everybody.",
    (
        _slot("nieuw", pip_per_startmaand, "PIP binnen 10 weken, gestart in", "PIP within 10 weeks, started in",
              "share", startmaand=laatste_volle_maand),
        _slot("oud", pip_per_startmaand, "PIP binnen 10 weken, gestart in", "PIP within 10 weeks, started in",
              "share", startmaand=tien_maanden_eerder),
    ),
)  # fmt: skip
AANBOD = Prose(
    "aanbod",
    "Een PIP is nog geen les. Van de asielstatushouders met een PIP die in een gemeente wonen, heeft {aanbod_deel} een "
    "geregistreerd aanbod voor lessen. Dat zijn {aanbod} mensen.",
    "A PIP is not a lesson yet. Of the asylum status holders with a PIP who live in a municipality, {aanbod_deel} have "
    "a registered course offer. That is {aanbod} people.",
    (
        _slot("aanbod_deel", aanbod_geregistreerd, "Met een aanbod (deel)", "With a course offer (share)", "share"),
        _slot("aanbod", aanbod_geregistreerd, "Met een aanbod", "With a course offer"),
    ),
)
LAAT = Prose(
    "laat",
    "Van januari 2022 tot en met mei 2023 kreeg DUO niet alle gegevens over mensen die misschien moesten inburgeren. "
    "Daardoor kreeg een groep de kennisgeving te laat. Tot en met {peildatum} gaat het om {laat_gezin} gezins- en "
    "overige migranten en {laat_asiel} asielstatushouders. Zulke late berichten veranderen ook cijfers van eerdere "
    "peildata.",
    "From January 2022 to May 2023 DUO did not get all data about people who might have to integrate. So a group got "
    "the notice too late. Up to and including {peildatum} this concerns {laat_gezin} family and other migrants and "
    "{laat_asiel} asylum status holders. Such late notices also change figures of earlier reference dates.",
    (
        _slot("laat_gezin", late_kennisgeving, "Te laat: gezins- en overige migranten",
              "Too late: family and other migrants", doelgroep=FAMILY),
        _slot("laat_asiel", late_kennisgeving, "Te laat: asielstatushouders",
              "Too late: asylum status holders", doelgroep=ASYLUM),
    ),
)  # fmt: skip

UITVOERINGSBRIEF = Publication(
    "uitvoeringsbrief",
    "Uitvoeringsbrief inburgering: de cijfers",
    "Implementation letter on civic integration: the figures",
    dt.date(2022, 1, 1),
    "de Wet inburgering 2021 geldt sinds 1 januari 2022",
    "the Wet inburgering 2021 is in force since 1 January 2022",
    (
        Section("Beginnen in de opvang", "Starting in reception", (OPVANG, TABEL_1)),
        Section("Hoeveel mensen hebben een PIP?", "How many people have a PIP?", (TABEL_2,)),
        Section("Hoe lang duurt het tot het PIP?", "How long does it take to get a PIP?",
                (WACHTEN, TABEL_3, TIJDIG, TABEL_4, SNELLER, TABEL_5)),
        Section("Een aanbod voor lessen", "An offer of lessons", (AANBOD,)),
        Section("Kennisgevingen die te laat kwamen", "Notices that came too late", (LAAT,)),
    ),
    "Hoe snel inburgeraars een plan (PIP) krijgen, onder de Wet inburgering 2021",
    "How soon newcomers get a plan (PIP) under the Wet inburgering 2021",
)  # fmt: skip
