"""Fines of the Wet inburgering as it stood until 2022 (Wi2013), as far as they are still in dispute."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import choose, one_of, only_if

FINE = "boete_opgelegd"


@rule(
    "Wi2013 34",
    nl="Onder de Wi2013 is een boete hoogstens {oude_wet_boete_maximum} euro.",
    en="Under the Wi2013 a fine is at most {oude_wet_boete_maximum} euros.",
)
def oude_wet_boete_maximum(regime: Expr, peildatum: Expr, law: Law) -> Expr:
    """What is the highest fine (euros) for not meeting the term? Only for who falls under the Wi2013."""
    return only_if(regime == "wi2013", law.oude_wet.boete_maximum.euros(on=peildatum))


@rule(
    "Wi2013 32",
    "Wi2013 33",
    nl="De nieuwe termijn van de Wi2013 loopt uiterlijk tot en met {oude_wet_nieuwe_termijn_uiterlijk}.",
    en="The new term of the Wi2013 runs at the latest up to and including {oude_wet_nieuwe_termijn_uiterlijk}.",
)
def oude_wet_nieuwe_termijn_uiterlijk(regime: Expr, boete_duo_laatste_op: Expr, law: Law) -> Expr:
    """Up to which day (inclusive) may the last fine decision under the Wi2013 at most set a new term?"""
    years = law.oude_wet.nieuwe_termijn_maximum.years(on=boete_duo_laatste_op)
    return only_if(regime == "wi2013", add(boete_duo_laatste_op, years=years))


@rule(
    "WET 26",
    "BES 7.1",
    "BES 7.2",
    "Wi2013 34",
    per=FINE,
    nl="Het hoogste bedrag voor deze boete is {boete_wettelijk_maximum} euro.",
    en="The highest amount for this fine is {boete_wettelijk_maximum} euros.",
)
def boete_wettelijk_maximum(soort: Expr, valid_on: Expr, regime: Expr, law: Law) -> Expr:
    """What is the legal maximum (euros) of a fine of this kind under the act that applies?"""
    boete = law.boete
    return choose(
        (regime == "wi2013", law.oude_wet.boete_maximum.euros(on=valid_on)),
        (soort == "intake", boete.intake_bedrag.euros(on=valid_on)),
        (soort == "traject", boete.traject_maximum.euros(on=valid_on)),
        (one_of(soort, ["pvt", "map"]), boete.pvt_of_map_bedrag.euros(on=valid_on)),
        otherwise=boete.leerroute_maximum.euros(on=valid_on),
    )


@rule(
    "WET 26",
    "Wi2013 34",
    per=FINE,
    nl="De boete blijft binnen het wettelijke maximum: {boete_binnen_maximum}.",
    en="The fine is within the legal maximum: {boete_binnen_maximum}.",
)
def boete_binnen_maximum(bedrag: Expr, boete_wettelijk_maximum: Expr) -> Expr:
    """Is the fine that was imposed not higher than the law allows?"""
    return bedrag <= boete_wettelijk_maximum


@rule(
    "Awb 5:46",
    nl="Van een boete is later iets afgegaan: {boete_gematigd}.",
    en="A fine was lowered afterwards: {boete_gematigd}.",
)
def boete_gematigd(boete_vermindering_totaal: Expr) -> Expr:
    """Was anything taken off a fine afterwards, by the authority itself, in objection or by a court?"""
    return boete_vermindering_totaal > 0
