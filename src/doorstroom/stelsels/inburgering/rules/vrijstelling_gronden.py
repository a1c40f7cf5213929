"""Grounds of vrijstelling (WET 4, 7 lid 3): years of school, aantoonbaar voldoende ingeburgerd, proof of a part."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, birthday, days_between
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import after, before, carried
from doorstroom.kernel.vocabulary import (
    all_of,
    choose,
    earliest_of,
    first_known,
    known,
    latest_of,
    not_below,
    only_if,
    previous,
    running_latest,
    running_total,
    value,
)

# Eight years of school ------------------------------------------------------------------------------------------------


@rule("WET 4 lid 1 a", nl="Leerplichtig vanaf {leerplicht_vanaf}.", en="School obligation from {leerplicht_vanaf}.")
def leerplicht_vanaf(geboortedatum: Expr, law: Law) -> Expr:
    """On which birthday does the age of leerplicht begin?"""
    return birthday(geboortedatum, law.vrijstelling.leerplicht_vanaf.years(on=geboortedatum))


@rule("WET 4 lid 1 c", nl="Wordt 18 op {achttien_op}.", en="Turns 18 on {achttien_op}.")
def achttien_op(geboortedatum: Expr, law: Law) -> Expr:
    """On which birthday does the kwalificatieplicht end?"""
    return birthday(geboortedatum, law.vrijstelling.leerplicht_tot.years(on=geboortedatum))


@rule("BES 2.6", per="brploop", nl="Deze inschrijving duurde tot {brp_tot}.", en="This lasted until {brp_tot}.")
def brp_tot(valid_on: Expr, peildatum: Expr) -> Expr:
    """What is the first day after this registration or absence (exclusive; the day after the peildatum)?"""
    return after(valid_on, finally_=add(peildatum, days=1))


@rule("BES 2.3", per="brploop", nl="Ingeschreven sinds {brp_sinds}.", en="Registered since {brp_sinds}.")
def brp_sinds(of_type: Expr, valid_on: Expr, brp_tot: Expr) -> Expr:
    """Since when is the person registered without interruption? A move is none; unknown when not registered."""
    registered = of_type == "brp_inschrijving"
    earlier = before(carried(registered, when=brp_tot > valid_on, initially=False), initially=False)
    return only_if(registered, carried(valid_on, when=all_of(registered, ~earlier)))


@rule(
    "WET 4 lid 1 a",
    "BES 2.6",
    per="brploop",
    nl="Dagen ingeschreven in de leerplichtige leeftijd: {brp_leerplicht_dagen}.",
    en="Days registered at the age of school obligation: {brp_leerplicht_dagen}.",
)
def brp_leerplicht_dagen(
    of_type: Expr, valid_on: Expr, brp_tot: Expr, leerplicht_vanaf: Expr, achttien_op: Expr
) -> Expr:
    """How many days was the person registered here at an age of leerplicht or kwalificatieplicht?"""
    days = days_between(latest_of(valid_on, leerplicht_vanaf), earliest_of(brp_tot, achttien_op))
    return choose((of_type == "brp_uitschrijving", value(0)), otherwise=not_below(days, 0))


@rule(
    "WET 4 lid 1 a",
    "BES 2.6",
    per="brploop",
    nl="Tijdens deze inschrijving waren acht jaar vol op {brp_acht_jaar_op}.",
    en="During this registration eight years were complete on {brp_acht_jaar_op}.",
)
def brp_acht_jaar_op(
    valid_on: Expr, brp_leerplicht_dagen: Expr, leerplicht_vanaf: Expr, leerplicht_dagen_nodig: Expr
) -> Expr:
    """On which first day had the person been registered long enough at that age? Unknown when that was not here."""
    earlier = running_total(brp_leerplicht_dagen) - brp_leerplicht_dagen
    here = all_of(earlier < leerplicht_dagen_nodig, earlier + brp_leerplicht_dagen >= leerplicht_dagen_nodig)
    return only_if(here, add(latest_of(valid_on, leerplicht_vanaf), days=leerplicht_dagen_nodig - earlier))


@rule(
    "WET 4 lid 1 a",
    nl="Aantal dagen in acht jaar leerplicht: {leerplicht_dagen_nodig}.",
    en="Number of days in eight years of school obligation: {leerplicht_dagen_nodig}.",
)
def leerplicht_dagen_nodig(achttien_op: Expr, law: Law) -> Expr:
    """How many days are the years of school that exempt, counted back from the 18th birthday?"""
    years = law.vrijstelling.leerplicht_jaren.years(on=achttien_op)
    return days_between(add(achttien_op, years=-years), achttien_op)


@rule(
    "WET 4 lid 1 a",
    "BES 2.6",
    nl="Acht jaar leerplichtig geweest in Nederland: {leerplicht_acht_jaar}.",
    en="Eight years of school obligation in the Netherlands: {leerplicht_acht_jaar}.",
    uncertain="De leerplicht wordt vanaf de vijfde verjaardag gerekend en tijdvakken worden in dagen opgeteld.",
)
def leerplicht_acht_jaar(leerplicht_brp_dagen: Expr, leerplicht_dagen_nodig: Expr) -> Expr:
    """Was the person leerplichtig or kwalificatieplichtig for eight years or more, shown by the BRP?"""
    return leerplicht_brp_dagen >= leerplicht_dagen_nodig


# Aantoonbaar voldoende ingeburgerd ------------------------------------------------------------------------------------


@rule(
    "BES 2.3", per="avi_gesprek_gevoerd", nl="Gesprek gehaald: {gesprek_gehaald}.", en="Talk passed: {gesprek_gehaald}."
)
def gesprek_gehaald(spreken: Expr, luisteren: Expr, valid_on: Expr, law: Law) -> Expr:
    """Were both speaking and listening at B1 or more in this talk?"""
    levels = law.vrijstelling.avi_niveaus
    return all_of(levels.has(spreken, on=valid_on), levels.has(luisteren, on=valid_on))


@rule("BES 2.3", per="werkperiode_aangetoond", nl="Werk tot {werk_tot}.", en="Work until {werk_tot}.")
def werk_tot(tot_en_met: Expr, peildatum: Expr) -> Expr:
    """What is the first day after this period of work (exclusive), the peildatum included at most?"""
    still = ~known(tot_en_met)  # no last day recorded means that the work goes on
    return choose(
        (still, add(peildatum, days=1)), otherwise=earliest_of(add(tot_en_met, days=1), add(peildatum, days=1))
    )


@rule("BES 2.3", per="werkperiode_aangetoond", nl="Dagen werk: {werk_dagen}.", en="Days of work: {werk_dagen}.")
def werk_dagen(valid_on: Expr, werk_tot: Expr) -> Expr:
    """How many days of work does this period add to the earlier ones, without counting a day twice?"""
    counted_until = first_known(previous(running_latest(werk_tot)), valid_on)
    return not_below(days_between(latest_of(valid_on, counted_until), werk_tot), 0)


@rule(
    "BES 2.3",
    nl="Vijf jaar gewerkt: {avi_werk_voldoende}.",
    en="Five years of work: {avi_werk_voldoende}.",
    uncertain="Hoe losse tijdvakken tot jaren worden opgeteld, zegt de tekst niet; hier in dagen.",
)
def avi_werk_voldoende(avi_werk_dagen: Expr, avi_werk_tot: Expr, peildatum: Expr, law: Law) -> Expr:
    """Was there paid or voluntary work for five years or more, added up?

    Counted back from the end of the work, so that five years without a gap are enough with any number of leap days.
    """
    years = law.vrijstelling.avi_werk.years(on=peildatum)
    needed = days_between(add(avi_werk_tot, years=-years), avi_werk_tot)
    return choose((avi_werk_dagen <= 0, False), otherwise=avi_werk_dagen >= needed)


@rule(
    "BES 2.3",
    nl="Tien jaar onafgebroken in de BRP: {avi_brp_voldoende}.",
    en="Ten unbroken years in the BRP: {avi_brp_voldoende}.",
)
def avi_brp_voldoende(brp_onafgebroken_sinds: Expr, peildatum: Expr, law: Law) -> Expr:
    """Was the person registered without interruption for ten years up to the peildatum?"""
    since = brp_onafgebroken_sinds
    long_enough = add(since, years=law.vrijstelling.avi_brp.years(on=peildatum)) <= peildatum
    return choose((~known(since), False), otherwise=long_enough)  # the registration is the proof: none is a no


@rule(
    "BES 2.3",
    nl="Vrijstelling als aantoonbaar voldoende ingeburgerd (AVI) mogelijk: {vrijstelling_avi_mogelijk}.",
    en="Exemption as demonstrably integrated (AVI) possible: {vrijstelling_avi_mogelijk}.",
)
def vrijstelling_avi_mogelijk(avi_brp_voldoende: Expr, avi_werk_voldoende: Expr, avi_gesprek_gehaald: Expr) -> Expr:
    """Are the three conditions of AVI met together? The vrijstelling itself takes a decision of DUO."""
    return all_of(avi_brp_voldoende, avi_werk_voldoende, avi_gesprek_gehaald)


@rule(
    "REG 2.3 lid 3",
    nl="Kosten van de aanvraag AVI: {vrijstelling_avi_tarief} euro.",
    en="Fee for AVI: {vrijstelling_avi_tarief} euro.",
)
def vrijstelling_avi_tarief(peildatum: Expr, law: Law) -> Expr:
    """What does an application for AVI cost (euro)?"""
    return law.vrijstelling.avi_tarief.euros(on=peildatum)


# Parts ----------------------------------------------------------------------------------------------------------------


@rule(
    "WET 7 lid 3",
    "REG 3.12-3.15",
    per="taalbewijs_overgelegd",
    nl="Bewijs van B1: {bewijs_b1}.",
    en="Proof of B1: {bewijs_b1}.",
)
def bewijs_b1(bewijs: Expr, niveau: Expr, cnavt_profiel: Expr, valid_on: Expr, law: Law) -> Expr:
    """Does this proof show B1 or more? A part passed at A2 never does, and of CNaVT the profile decides."""
    by_profile = all_of(bewijs == "cnavt", known(cnavt_profiel))
    return choose(
        (bewijs == "examen_a2", False),
        (by_profile, law.vrijstelling.cnavt_profielen_b1.has(cnavt_profiel, on=valid_on)),
        otherwise=law.vrijstelling.niveaus_b1.has(niveau, on=valid_on),
    )


@rule(
    "WET 7 lid 3",
    "REG 3.12-3.15",
    per="taalbewijs_overgelegd",
    nl="Bewijs van A2: {bewijs_a2}.",
    en="Proof of A2: {bewijs_a2}.",
)
def bewijs_a2(bewijs: Expr, niveau: Expr, cnavt_profiel: Expr, valid_on: Expr, law: Law) -> Expr:
    """Does this proof show A2 or more? Of CNaVT the profile decides, a part passed at A2 does by itself."""
    by_profile = all_of(bewijs == "cnavt", known(cnavt_profiel))
    return choose(
        (bewijs == "examen_a2", True),
        (by_profile, law.vrijstelling.cnavt_profielen_a2.has(cnavt_profiel, on=valid_on)),
        otherwise=law.vrijstelling.niveaus_a2.has(niveau, on=valid_on),
    )
