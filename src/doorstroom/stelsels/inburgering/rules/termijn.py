"""The inburgeringstermijn: when it starts, how long it is, and when it ends with everything that stands."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add, first_day_after
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, any_of, choose, known
from doorstroom.stelsels.inburgering.maten import MATEN


@rule(
    "WET 11 lid 1",
    "WET 11 lid 3",
    nl="De termijn begint op {termijn_start}, de dag na de dagtekening van het eerste PIP ({termijn_pip_datum}).",
    en="The termijn starts on {termijn_start}, the day after the date of the first PIP ({termijn_pip_datum}).",
)
def termijn_start(
    termijn_pip_datum: Expr, termijn_oude_wet: Expr, termijn_oude_wet_begonnen_op: Expr, law: Law
) -> Expr:
    """On which day (inclusive) does the first termijn start? A later or annulled PIP and a move leave it unchanged."""
    na_pip = add(termijn_pip_datum, days=law.termijn.begin_na_pip.days(on=termijn_pip_datum))
    return choose((termijn_oude_wet, termijn_oude_wet_begonnen_op), otherwise=na_pip)


@rule(
    "WET 11 lid 1",
    "ATW 4 a",
    nl="Zonder verlenging eindigt de termijn vóór {termijn_basis_einde}; een weekend verschuift dat niet.",
    en="Without extension the three years end before {termijn_basis_einde}; a weekend does not move that.",
)
def termijn_basis_einde(termijn_start: Expr, law: Law) -> Expr:
    """First day after the termijn without any extension (date, exclusive)."""
    return first_day_after(termijn_start, years=law.termijn.duur.years(on=termijn_start))


@rule(
    "WET 11",
    "WET 25 lid 2",
    nl="Nu telt deze termijn: {termijn_soort}.",
    en="The termijn that counts now: {termijn_soort}.",
)
def termijn_soort(
    termijn_start: Expr,
    termijn_na_boete: Expr,
    termijn_na_boete_start: Expr,
    nieuwe_termijn_vervallen: Expr,
    nieuwe_termijn_eerder_gesteld: Expr,
    termijn_hervat: Expr,
    termijn_hervat_op: Expr,
) -> Expr:
    """Which termijn counts: "eerste", "hervat" (with DUO's dates after a vrijstelling) or "na_boete"?

    Fines and resumptions from before the present duty do not count. Where an undone fine was not the first that set a
    new termijn, it is unknown which one counts again.
    """
    hervat = all_of(termijn_hervat, termijn_hervat_op >= termijn_start)
    boete = all_of(termijn_na_boete, termijn_na_boete_start >= termijn_start)
    boete_laatst = all_of(boete, any_of(~hervat, termijn_na_boete_start > termijn_hervat_op))
    return choose(
        (all_of(boete_laatst, ~nieuwe_termijn_vervallen), "na_boete"),
        (all_of(boete_laatst, nieuwe_termijn_eerder_gesteld), UNKNOWN),
        (hervat, "hervat"),
        otherwise="eerste",
    )


@rule(
    "WET 11",
    "WET 25 lid 2",
    nl="De lopende termijn begon op {lopende_termijn_start}.",
    en="The current termijn started on {lopende_termijn_start}.",
)
def lopende_termijn_start(termijn_soort: Expr, termijn_start: Expr, termijn_na_boete_start: Expr) -> Expr:
    """First day (inclusive) of the termijn that counts now."""
    return choose((termijn_soort == "na_boete", termijn_na_boete_start), otherwise=termijn_start)


@rule(
    "WET 11",
    "WET 12",
    nl="Er wordt geteld vanaf {termijn_anker}.",
    en="It is counted from {termijn_anker}.",
    uncertain="Na een tijdelijke vrijstelling gelden de datums die DUO meldt; de wet regelt de herberekening niet.",
)
def termijn_anker(termijn_soort: Expr, lopende_termijn_start: Expr, termijn_hervat_einde: Expr) -> Expr:
    """From which day are the length and the extensions counted? After a resumption from the end that DUO reported."""
    return choose((termijn_soort == "hervat", termijn_hervat_einde), otherwise=lopende_termijn_start)


@rule(
    "WET 11 lid 1",
    "REG 7.4",
    nl="De lopende termijn duurt zonder verlenging {termijn_anker_maanden} maanden, geteld vanaf {termijn_anker}.",
    en="Without extension the current termijn lasts {termijn_anker_maanden} months, counted from {termijn_anker}.",
)
def termijn_anker_maanden(
    termijn_soort: Expr, termijn_na_boete_maanden: Expr, termijn_start: Expr, termijn_anker: Expr, law: Law
) -> Expr:
    """How many months does the termijn last from its anchor, without extension?"""
    drie_jaar = law.termijn.duur.years(on=termijn_start) * 12
    return choose(
        (termijn_soort == "na_boete", termijn_na_boete_maanden),
        (termijn_soort == "hervat", 0),
        otherwise=drie_jaar,
    )


@rule(
    "WET 12",
    nl="Verlengingen tellen mee als ze zijn verleend op of na {verlenging_telt_vanaf}.",
    en="Extensions count when granted on or after {verlenging_telt_vanaf}.",
)
def verlenging_telt_vanaf(termijn_soort: Expr, lopende_termijn_start: Expr, termijn_hervat_op: Expr) -> Expr:
    """From which day (inclusive) on do granted extensions belong to the current termijn?

    The dates that DUO reports after a vrijstelling already hold what was granted until then.
    """
    return choose((termijn_soort == "hervat", add(termijn_hervat_op, days=1)), otherwise=lopende_termijn_start)


@rule(
    "BES 4.2",
    nl="Onderbrekingen van ten hoogste een jaar verlengen de termijn met {verlenging_onderbreking_maanden} maanden.",
    en="Breaks of at most a year lengthen the termijn by {verlenging_onderbreking_maanden} months.",
)
def verlenging_onderbreking_maanden(
    termijn_soort: Expr, onderbreking_maanden: Expr, onderbreking_in_latere_termijn: Expr
) -> Expr:
    """By how many whole months do breaks lengthen the current termijn, by law?

    The totals are those of the first termijn. A break in a later one makes its length unknown until a person decides.
    """
    return choose(
        (termijn_soort == "eerste", onderbreking_maanden), (onderbreking_in_latere_termijn, UNKNOWN), otherwise=0
    )


@rule(
    "BES 4.2",
    "WET 4",
    nl="Daarbij komen {verlenging_onderbreking_dagen} dagen van onderbreking en tijdelijke vrijstelling.",
    en="To that come {verlenging_onderbreking_dagen} days of breaks and tijdelijke vrijstelling.",
    uncertain="De wet zegt niet hoe een tijdelijke vrijstelling de termijn verlengt; zij telt hier als niet meelopend.",
)
def verlenging_onderbreking_dagen(
    termijn_soort: Expr,
    onderbreking_dagen: Expr,
    tijdelijk_vrijgesteld_dagen: Expr,
    onderbreking_in_latere_termijn: Expr,
    vrijstelling_in_latere_termijn: Expr,
) -> Expr:
    """By how many days, beside the months, do breaks and tijdelijke vrijstelling lengthen the current termijn?

    The dates that DUO reports after a vrijstelling already hold it.
    """
    return choose(
        (termijn_soort == "eerste", onderbreking_dagen + tijdelijk_vrijgesteld_dagen),
        (any_of(onderbreking_in_latere_termijn, vrijstelling_in_latere_termijn), UNKNOWN),
        otherwise=0,
    )


@family("maat", MATEN)
@rule(
    "WET 12",
    "BES 4.2",
    nl="Wat vaststaat verlengt de termijn met {verlenging_maat} {maat}.",
    en="What stands lengthens the termijn by {verlenging_maat} {maat}.",
)
def verlenging_maat(verlenging_onderbreking_maat: Expr, verlenging_verleend_maat: Expr) -> Expr:
    """By how many {maat} is the current termijn lengthened, by breaks and by what DUO granted?"""
    return verlenging_onderbreking_maat + verlenging_verleend_maat


@rule(
    "WET 11",
    "WET 12",
    nl="De termijn eindigt vóór {termijn_einde_exclusief}, zo geeft DUO de einddatum ook door.",
    en="The termijn ends before {termijn_einde_exclusief}, which is how DUO gives the end date.",
)
def termijn_einde_exclusief(
    termijn_anker: Expr, termijn_anker_maanden: Expr, verlenging_maanden: Expr, verlenging_dagen: Expr
) -> Expr:
    """First day after the current termijn with everything that stands (date, exclusive), counted from its start."""
    return first_day_after(termijn_anker, months=termijn_anker_maanden + verlenging_maanden, days=verlenging_dagen)


@rule(
    "WET 11",
    "WET 12",
    nl="De laatste dag van de termijn is {termijn_laatste_dag}.",
    en="The last day of the termijn is {termijn_laatste_dag}.",
)
def termijn_laatste_dag(termijn_einde_exclusief: Expr) -> Expr:
    """Last day (inclusive) of the current termijn: what stands, not what could still be granted."""
    return add(termijn_einde_exclusief, days=-1)


@rule("WET 11", nl="Er is een termijn begonnen: {termijn_begonnen}.", en="A termijn has started: {termijn_begonnen}.")
def termijn_begonnen(termijn_start: Expr, peildatum: Expr) -> Expr:
    """Has a termijn started on the peildatum? The register is authoritative: without a PIP recorded there is none."""
    return all_of(known(termijn_start), peildatum >= termijn_start)


@rule("WET 11", nl="De termijn is verstreken: {termijn_verstreken}.", en="The termijn is over: {termijn_verstreken}.")
def termijn_verstreken(termijn_laatste_dag: Expr, peildatum: Expr) -> Expr:
    """Is the last day of the current termijn past on the peildatum?"""
    return peildatum > termijn_laatste_dag


@rule("WET 11", nl="De termijn loopt nu: {termijn_loopt}.", en="The termijn runs now: {termijn_loopt}.")
def termijn_loopt(lopende_termijn_start: Expr, termijn_laatste_dag: Expr, peildatum: Expr) -> Expr:
    """Does a termijn run on the peildatum, first and last day included?"""
    return all_of(peildatum >= lopende_termijn_start, peildatum <= termijn_laatste_dag)


@rule(
    "WET 33",
    nl="Onze einddatum wijkt af van die van DUO: {termijn_wijkt_af_van_duo}.",
    en="Our end date differs from DUO's: {termijn_wijkt_af_van_duo}.",
)
def termijn_wijkt_af_van_duo(termijn_einde_exclusief: Expr, termijn_duo_einde_exclusief: Expr) -> Expr:
    """Does the end of the termijn differ from what DUO reported last? Unknown when DUO reported none."""
    return termijn_einde_exclusief != termijn_duo_einde_exclusief


@rule(
    "WET 6",
    "WET 11",
    nl="De inburgeringstermijn geldt, of er is aan de plicht voldaan: {termijn_geldt}.",
    en="The termijn holds, or the duty was met: {termijn_geldt}.",
)
def termijn_geldt(inburgeringsplichtig_wi2021: Expr, voldaan: Expr, regime: Expr) -> Expr:
    """Is the person, or was he until fulfilment, bound by the termijn of the Wi2021? So that "met" can be told."""
    return any_of(inburgeringsplichtig_wi2021, all_of(voldaan, regime == "wi2021"))
