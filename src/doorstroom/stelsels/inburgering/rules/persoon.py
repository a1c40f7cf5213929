"""The person: age, pension age, naturalisation."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, age_on, birthday
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, earliest_known


@rule("WET 3 lid 1", nl="Leeftijd: {leeftijd} jaar.", en="Age: {leeftijd} years.")
def leeftijd(geboortedatum: Expr, peildatum: Expr) -> Expr:
    """How old is the person on the peildatum, in whole years?"""
    return age_on(geboortedatum, peildatum)


@rule(
    "WET 2",
    nl="Handelt zelf voor de rechten en plichten van deze wet: {handelt_zelf}.",
    en="Acts for himself in the rights and duties of this act: {handelt_zelf}.",
)
def handelt_zelf(leeftijd: Expr, peildatum: Expr, law: Law) -> Expr:
    """Does the person act for himself, so that letters and decisions go to him? Under this act a minor does too."""
    adult = leeftijd >= law.plicht.meerderjarig.years(on=peildatum)
    return any_of(adult, law.plicht.minderjarige_handelt_zelf.flag(on=peildatum))


@rule("WET 3 lid 1", nl="Wordt 16 op {zestien_op}.", en="Turns 16 on {zestien_op}.")
def zestien_op(geboortedatum: Expr, law: Law) -> Expr:
    """On which day does the person reach the age from which the duty can exist?"""
    return birthday(geboortedatum, law.plicht.leeftijd_vanaf.years(on=geboortedatum))


@rule(
    "WET 3 lid 1",
    "AOW 7a",
    nl="Bereikt de AOW-leeftijd op {aow_datum}.",
    en="Reaches the pension age on {aow_datum}.",
)
def aow_datum(geboortedatum: Expr, law: Law) -> Expr:
    """On which day does the person reach the pensioengerechtigde leeftijd (first day without duty)?"""
    return birthday(geboortedatum, 0, law.aow.leeftijd.months(on=geboortedatum))


@rule(
    "DUO-API SS128",
    nl="AOW-leeftijd binnen zes maanden: {aow_nadert}.",
    en="Pension age within six months: {aow_nadert}.",
)
def aow_nadert(aow_datum: Expr, peildatum: Expr, law: Law) -> Expr:
    """Will the pension age be reached within the period that DUO signals (SS128)?"""
    return all_of(peildatum < aow_datum, add(peildatum, months=law.aow.signaal.months(on=peildatum)) >= aow_datum)


@rule("WET 3 lid 1", nl="Nederlander geworden op {genaturaliseerd_op}.", en="Became Dutch on {genaturaliseerd_op}.")
def genaturaliseerd_op(nederlander_sinds: Expr, verblijf_vervallen_door_naturalisatie: Expr) -> Expr:
    """On which day did the person become Dutch? Either record of it is enough; unknown when there is none."""
    return earliest_known(nederlander_sinds, verblijf_vervallen_door_naturalisatie)
