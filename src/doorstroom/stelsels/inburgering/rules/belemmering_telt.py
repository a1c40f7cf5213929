"""Circumstances of REG 4.1: which of them count in the termijn, and for how much.

The circumstances of a case stand in order of their first day. One that starts inside the termijn lengthens it, so it
lies inside as a whole; whether it starts inside depends on what the earlier ones added. Those that count are therefore
a first part of the row, and a running total finds them.
"""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import first_day_after
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import before
from doorstroom.kernel.vocabulary import (
    all_of,
    any_of,
    choose,
    first_known,
    one_of,
    running_all,
    running_total,
)
from doorstroom.stelsels.inburgering.maten import MATEN, lengte
from doorstroom.stelsels.inburgering.rules.belemmering import VASTE_DUUR


def _duur(maat: str, begin: Expr, einde: Expr) -> Expr:
    """Length of a period; none when it is empty."""
    return choose((einde <= begin, 0), otherwise=lengte(maat, begin, einde))


@family("maat", MATEN)
@rule(
    "REG 4.1 lid 2",
    per="belemmering",
    nl="Deze omstandigheid kan {belemmering_bijdrage_maat} {maat} geven.",
    en="This circumstance can give {belemmering_bijdrage_maat} {maat}.",
)
def belemmering_bijdrage_maat(
    soort: Expr,
    belemmering_grond_open: Expr,
    belemmering_lang_genoeg: Expr,
    belemmering_nieuw_vanaf: Expr,
    belemmering_deel_tot: Expr,
    belemmering_rest_vanaf: Expr,
    belemmering_einde: Expr,
    peildatum: Expr,
    law: Law,
    maat: str,
) -> Expr:
    """How many {maat} would it give, if it starts inside the termijn? A death gives months, a birth weeks."""
    deel = _duur(maat, belemmering_nieuw_vanaf, belemmering_deel_tot)
    rest = _duur(maat, belemmering_rest_vanaf, belemmering_einde)
    overlijden, bevalling = law.verlenging.overlijden, law.verlenging.bevalling
    in_maanden = maat == "maanden"
    return choose(
        (~belemmering_grond_open, 0),
        (soort == "overlijden", overlijden.months(on=peildatum) if in_maanden else 0),
        (soort == "bevalling", 0 if in_maanden else bevalling.weeks(on=peildatum) * 7),
        (~belemmering_lang_genoeg, 0),
        otherwise=deel + rest,
    )


@rule(
    "WET 12 lid 1 a",
    "BES 4.3",
    per="belemmering",
    nl="De termijn eindigt, met wat eerder zeker telt, vóór {belemmering_termijn_zeker_tot}.",
    en="The termijn ends, with what counts for certain before, before {belemmering_termijn_zeker_tot}.",
)
def belemmering_termijn_zeker_tot(
    belemmering_bijdrage_maanden: Expr,
    belemmering_bijdrage_dagen: Expr,
    termijn_anker: Expr,
    termijn_zonder_omstandigheid_maanden: Expr,
    termijn_zonder_omstandigheid_dagen: Expr,
    verlenging_aanbod_maanden: Expr,
    verlenging_aanbod_dagen: Expr,
) -> Expr:
    """First day after the termijn as the earlier circumstances lengthen it at least; what is unknown adds nothing."""
    # Least length: an unknown addition is none or more, so leaving it out never makes the termijn too long.
    maanden = first_known(verlenging_aanbod_maanden, 0) + _eerdere(first_known(belemmering_bijdrage_maanden, 0))
    dagen = first_known(verlenging_aanbod_dagen, 0) + _eerdere(first_known(belemmering_bijdrage_dagen, 0))
    return first_day_after(
        termijn_anker,
        months=termijn_zonder_omstandigheid_maanden + maanden,
        days=termijn_zonder_omstandigheid_dagen + dagen,
    )


@rule(
    "WET 12 lid 1 a",
    "BES 4.3",
    per="belemmering",
    nl="De termijn eindigt, met wat eerder telt, vóór {belemmering_termijn_tot}.",
    en="The termijn ends, with what counts before, before {belemmering_termijn_tot}.",
)
def belemmering_termijn_tot(
    belemmering_bijdrage_maanden: Expr,
    belemmering_bijdrage_dagen: Expr,
    termijn_anker: Expr,
    termijn_zonder_omstandigheid_maanden: Expr,
    termijn_zonder_omstandigheid_dagen: Expr,
    verlenging_aanbod_maanden: Expr,
    verlenging_aanbod_dagen: Expr,
) -> Expr:
    """First day after the termijn as the earlier circumstances lengthen it; unknown when one of them is."""
    maanden = verlenging_aanbod_maanden + _eerdere(belemmering_bijdrage_maanden)
    dagen = verlenging_aanbod_dagen + _eerdere(belemmering_bijdrage_dagen)
    return first_day_after(
        termijn_anker,
        months=termijn_zonder_omstandigheid_maanden + maanden,
        days=termijn_zonder_omstandigheid_dagen + dagen,
    )


def _eerdere(bijdrage: Expr) -> Expr:
    """What the earlier circumstances of the case add."""
    return before(running_total(bijdrage), initially=0)


@rule(
    "WET 12 lid 1 a",
    "BES 4.3",
    per="belemmering",
    nl="De omstandigheid begon voor het einde van de lopende termijn: {belemmering_begon_op_tijd}.",
    en="The circumstance started before the end of the current termijn: {belemmering_begon_op_tijd}.",
)
def belemmering_begon_op_tijd(
    belemmering_begin: Expr, belemmering_termijn_zeker_tot: Expr, belemmering_termijn_tot: Expr
) -> Expr:
    """Does it, and did all earlier ones, start before the end of the termijn as those before lengthen it?"""
    ervoor = any_of(belemmering_begin < belemmering_termijn_zeker_tot, belemmering_begin < belemmering_termijn_tot)
    return running_all(ervoor)


@rule(
    "WET 12 lid 1 a",
    "BES 4.3",
    per="belemmering",
    nl="De omstandigheid valt binnen de lopende termijn: {belemmering_binnen_termijn}.",
    en="The circumstance lies inside the current termijn: {belemmering_binnen_termijn}.",
)
def belemmering_binnen_termijn(
    soort: Expr, valid_on: Expr, belemmering_begon_op_tijd: Expr, lopende_termijn_start: Expr
) -> Expr:
    """Does it fall inside the current termijn? A death or birth must itself fall inside."""
    dag_zelf = any_of(~one_of(soort, VASTE_DUUR), valid_on >= lopende_termijn_start)
    return all_of(dag_zelf, belemmering_begon_op_tijd)


@family("maat", MATEN)
@rule(
    "WET 12 lid 1 a",
    "REG 4.1",
    per="belemmering",
    nl="Deze omstandigheid geeft {belemmering_maat} {maat} verlenging.",
    en="This circumstance gives an extension of {belemmering_maat} {maat}.",
)
def belemmering_maat(belemmering_binnen_termijn: Expr, belemmering_bijdrage_maat: Expr) -> Expr:
    """How many {maat} of extension are admissible for this circumstance?

    One that gives nothing gives nothing wherever it lies.
    """
    geeft = all_of(belemmering_binnen_termijn, belemmering_bijdrage_maat != 0)
    return choose((geeft, belemmering_bijdrage_maat), otherwise=0)


@rule(
    "REG 4.1",
    per="belemmering",
    nl="Uitkomst voor deze omstandigheid: {belemmering_uitkomst}.",
    en="Outcome for this circumstance: {belemmering_uitkomst}.",
)
def belemmering_uitkomst(
    soort: Expr,
    belemmering_grond_open: Expr,
    belemmering_binnen_termijn: Expr,
    belemmering_lang_genoeg: Expr,
    belemmering_bijdrage_maanden: Expr,
    belemmering_bijdrage_dagen: Expr,
) -> Expr:
    """Why does it count, or why not?"""
    return choose(
        (~belemmering_grond_open, "grond_niet_open"),
        (~belemmering_binnen_termijn, "buiten_termijn"),
        (all_of(~one_of(soort, VASTE_DUUR), ~belemmering_lang_genoeg), "korter_dan_drie_maanden"),
        (all_of(belemmering_bijdrage_maanden == 0, belemmering_bijdrage_dagen == 0), "periode_al_gebruikt"),
        otherwise="telt",
    )


@rule(
    "REG 4.1 lid 3",
    per="belemmering",
    nl="Nodig bewijs: {belemmering_bewijs}.",
    en="Proof needed: {belemmering_bewijs}.",
)
def belemmering_bewijs(soort: Expr) -> Expr:
    """Which proof goes with a request on this ground?"""
    return choose(
        (soort == "langdurige_ziekte", "medische_machtiging"),
        (soort == "overlijden", "akte_van_overlijden"),
        (soort == "bevalling", "geboorteakte"),
        (soort == "blijf_van_mijn_lijf", "verklaring_van_de_opvang"),
        (soort == "alfabetisering", "verklaring_van_de_taalschool"),
        (soort == "dakloosheid", "gegevens_uit_de_brp"),
        otherwise="schriftelijke_stukken",
    )
