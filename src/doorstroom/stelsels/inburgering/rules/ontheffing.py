"""Ontheffing (WET 5): what stands, what the law allows given the advice, and by when DUO must decide.

Whether somebody is able, and whether circumstances are zeer schrijnend, is found by the doctor, the college and DUO.
The rules here only say what may be decided on those findings.
"""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import all_of, any_of, at_most, choose, count_true, known, one_of
from doorstroom.stelsels.inburgering.events.ontheffing import ONTHEFFINGSWEGEN


@rule("WET 5", nl="Volledig ontheven: {ontheffing_volledig}.", en="Fully dispensed: {ontheffing_volledig}.")
def ontheffing_volledig(ontheffing_toegekend_op: Expr) -> Expr:
    """Was a volledige ontheffing granted? It takes a decision of DUO, never the system."""
    return known(ontheffing_toegekend_op)


@rule(
    "WET 5", nl="Volledig ontheven vanaf {ontheffing_volledig_op}.", en="Fully dispensed from {ontheffing_volledig_op}."
)
def ontheffing_volledig_op(ontheffing_toegekend_op: Expr) -> Expr:
    """On which first day was there no duty any more because of a volledige ontheffing?"""
    return ontheffing_toegekend_op


@rule(
    "BES 2.7 lid 2",
    nl="De arts kijkt tot en met {ontheffing_vooruitblik_tot_en_met} vooruit.",
    en="The doctor looks ahead up to and including {ontheffing_vooruitblik_tot_en_met}.",
)
def ontheffing_vooruitblik_tot_en_met(ontheffing_medisch_aangevraagd_op: Expr, law: Law) -> Expr:
    """Until which day (inclusive) is it judged whether the person will be able: five years after the application?"""
    years = law.ontheffing.medisch_vooruitblik.years(on=ontheffing_medisch_aangevraagd_op)
    return add(ontheffing_medisch_aangevraagd_op, years=years)


@rule(
    "BES 2.7 lid 3",
    nl="Taalonderdelen die volgens de arts niet haalbaar zijn: {verklaring_taalonderdelen}.",
    en="Language parts out of reach according to the doctor: {verklaring_taalonderdelen}.",
)
def verklaring_taalonderdelen(
    verklaring_lezen: Expr, verklaring_luisteren: Expr, verklaring_schrijven: Expr, verklaring_spreken: Expr
) -> Expr:
    """How many of the four language parts are out of reach according to the last statement?"""
    return count_true(verklaring_lezen, verklaring_luisteren, verklaring_schrijven, verklaring_spreken)


@rule(
    "BES 2.7 lid 3",
    nl="Een gedeeltelijke ontheffing gaat over hooguit {ontheffing_taalonderdelen_maximum} taalonderdelen.",
    en="A partial dispensation covers at most {ontheffing_taalonderdelen_maximum} language parts.",
)
def ontheffing_taalonderdelen_maximum(peildatum: Expr, law: Law) -> Expr:
    """For how many of the four language parts may an ontheffing be granted at most?"""
    return law.ontheffing.taalonderdelen_maximum.number(on=peildatum)


@rule(
    "BES 2.7 lid 3",
    nl="Gedeeltelijke ontheffing voor alle geadviseerde onderdelen toegestaan: {ontheffing_gedeeltelijk_toegestaan}.",
    en="Partial dispensation for all parts advised allowed: {ontheffing_gedeeltelijk_toegestaan}.",
    uncertain="De tekst noemt drie taalonderdelen of KNM; gelezen als: KNM kan erbij.",
)
def ontheffing_gedeeltelijk_toegestaan(
    heeft_deskundigenverklaring: Expr, verklaring_taalonderdelen: Expr, ontheffing_taalonderdelen_maximum: Expr,
    verklaring_knm: Expr, verklaring_participatie: Expr, leerroute: Expr,
) -> Expr:  # fmt: skip
    """May an ontheffing be granted for all that the doctor names?

    In the B1-route and onderwijsroute at most three language parts, and KNM; in the Z-route the participation part.
    """
    parts = all_of(
        one_of(leerroute, ["B1", "onderwijs"]),
        any_of(verklaring_taalonderdelen > 0, verklaring_knm),
        at_most(verklaring_taalonderdelen, ontheffing_taalonderdelen_maximum),
    )
    participation = all_of(leerroute == "Z", verklaring_participatie)
    return choose((~heeft_deskundigenverklaring, False), otherwise=any_of(parts, participation))


@rule(
    "WET 5",
    "BES 2.7",
    nl="Volledige ontheffing om medische redenen toegestaan: {ontheffing_volledig_medisch_toegestaan}.",
    en="Full dispensation on medical grounds allowed: {ontheffing_volledig_medisch_toegestaan}.",
)
def ontheffing_volledig_medisch_toegestaan(heeft_deskundigenverklaring: Expr, verklaring_geheel: Expr) -> Expr:
    """May a volledige ontheffing be granted: does the statement say that the duty as a whole cannot be met?"""
    return choose((~heeft_deskundigenverklaring, False), otherwise=verklaring_geheel)


@rule(
    "WET 5",
    "BES 2.8",
    nl="Ontheffing wegens bijzondere individuele omstandigheden toegestaan: {ontheffing_bijzonder_toegestaan}.",
    en="Dispensation for special individual circumstances allowed: {ontheffing_bijzonder_toegestaan}.",
)
def ontheffing_bijzonder_toegestaan(heeft_advies_college: Expr, advies_bijzonder: Expr) -> Expr:
    """May a volledige ontheffing be granted on the findings of the college? DUO weighs and decides."""
    return choose((~heeft_advies_college, False), otherwise=advies_bijzonder)


@rule(
    "REG transponeringstabel",
    "Wi2013 6 lid 2",
    nl="Ontheffing wegens geleverde inspanningen (AGI) bestaat onder dit stelsel: {ontheffing_inspanningen_bestaat}.",
    en="Dispensation for demonstrated efforts (AGI) exists under this act: {ontheffing_inspanningen_bestaat}.",
)
def ontheffing_inspanningen_bestaat(regime: Expr, peildatum: Expr, law: Law) -> Expr:
    """Does the act of this person know the ground of aantoonbaar geleverde inspanningen? The act of 2021 does not."""
    return law.ontheffing.inspanningen_stelsels.has(regime, on=peildatum)


@rule(
    "REG 2.7",
    nl="Kosten van het medisch advies: {ontheffing_tarief} euro.",
    en="Fee of the medical advice: {ontheffing_tarief} euro.",
)
def ontheffing_tarief(ontheffing_medisch_aangevraagd_op: Expr, law: Law) -> Expr:
    """What does the medical advice cost (euro)? Not applicable (unknown) without a medical application."""
    return law.ontheffing.medisch_tarief.euros(on=ontheffing_medisch_aangevraagd_op)


@rule(
    "BES 3.9",
    nl="Kosten van de verklaring voor een aangepast examen: {aangepast_examen_tarief} euro.",
    en="Fee of the statement for an adapted exam: {aangepast_examen_tarief} euro.",
)
def aangepast_examen_tarief(aangepast_examen_aangevraagd_op: Expr, law: Law) -> Expr:
    """What does the statement cost when only an adapted exam is asked for (euro)? Unknown without that application."""
    return law.ontheffing.aangepast_examen_tarief.euros(on=aangepast_examen_aangevraagd_op)


@rule(
    "REG 2.7",
    "BES 3.9",
    nl="Die kosten worden terugbetaald: {ontheffing_tarief_terug}.",
    en="That fee is paid back: {ontheffing_tarief_terug}.",
)
def ontheffing_tarief_terug(
    heeft_deskundigenverklaring: Expr, verklaring_geheel: Expr, verklaring_taalonderdelen: Expr, verklaring_knm: Expr,
    verklaring_participatie: Expr, verklaring_aangepast: Expr,
) -> Expr:  # fmt: skip
    """Is the fee paid back, because the doctor advises full or partial ontheffing or adapted exams?"""
    advised = any_of(
        verklaring_geheel, verklaring_taalonderdelen > 0, verklaring_knm, verklaring_participatie, verklaring_aangepast
    )
    return choose((~heeft_deskundigenverklaring, False), otherwise=advised)


@family("weg", ONTHEFFINGSWEGEN)
@rule(
    "BES 2.7 lid 5",
    "BES 2.8 lid 3",
    "ATW 1",
    nl="DUO beslist uiterlijk {ontheffing_weg_beslissen_uiterlijk} over ontheffing wegens {weg}.",
    en="DUO decides about dispensation for {weg} by {ontheffing_weg_beslissen_uiterlijk}.",
)
def ontheffing_weg_beslissen_uiterlijk(ontheffing_weg_aangevraagd_op: Expr, law: Law) -> Expr:
    """What is the last day (inclusive) on which DUO must decide on the last application for {weg}?"""
    weeks = law.ontheffing.beslistermijn.weeks(on=ontheffing_weg_aangevraagd_op)
    return term(ontheffing_weg_aangevraagd_op, weeks=weeks)
