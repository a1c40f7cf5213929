"""Loans: who may borrow, how much and for what (WET 19, 20, BES 6, REG 6)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import all_of, any_of, choose, earliest_of, known, not_below


@rule(
    "WET 19",
    "WET 13 lid 1",
    "BES 6.3 lid 1",
    nl="Recht op een lening: {lening_recht}.",
    en="Entitled to a loan: {lening_recht}.",
    uncertain="Tussen het einde van de termijn en een nieuwe termijn na een boete is er hier geen recht.",
)
def lening_recht(
    inburgeringsplichtig_wi2021: Expr,
    doelgroep: Expr,
    termijn_begonnen: Expr,
    termijn_loopt: Expr,
    lening_aanspraak_laatste_dag: Expr,
    peildatum: Expr,
) -> Expr:
    """May the person borrow: family and other migrants, while a termijn runs, and not after the claim ended?

    Before the first termijn neither its end nor that of the claim can have passed.
    """
    over = all_of(termijn_begonnen, ~termijn_loopt)
    ended = all_of(known(lening_aanspraak_laatste_dag), peildatum > lening_aanspraak_laatste_dag)
    return all_of(inburgeringsplichtig_wi2021, doelgroep == "gezins_en_overige_migrant", ~over, ~ended)


@rule(
    "BES 6.2a",
    nl="Recht op een lening zonder inburgeringsplicht: {lening_recht_zonder_plicht}.",
    en="Entitled to a loan without being obliged: {lening_recht_zonder_plicht}.",
    uncertain="De begindatum van deze regeling is afgeleid.",
)
def lening_recht_zonder_plicht(
    inburgeringsplichtig_wi2021: Expr, verblijf_grond: Expr, peildatum: Expr, law: Law
) -> Expr:
    """May somebody borrow who is not obliged, with a right of residence under EU law (Vw 2000 art. 8 e)?"""
    exists = law.lening.zonder_plicht.flag(on=peildatum)
    return all_of(exists, ~inburgeringsplichtig_wi2021, verblijf_grond == "8e")


@rule(
    "BES 6.3 lid 2",
    nl="Uit de lening kan nu worden uitbetaald: {lening_uitbetaling_mogelijk}.",
    en="The loan can be paid out now: {lening_uitbetaling_mogelijk}.",
)
def lening_uitbetaling_mogelijk(lening_recht: Expr, lening_recht_zonder_plicht: Expr, plicht_stand: Expr) -> Expr:
    """Can anything be paid out now: a right to borrow, and registered as resident (not absent from the BRP)?"""
    return all_of(any_of(lening_recht, lening_recht_zonder_plicht), plicht_stand != "afwezig")


@rule(
    "BES 6.2",
    nl="Een lening is nooit hoger dan {lening_bovengrens} euro.",
    en="A loan is never larger than {lening_bovengrens} euros.",
)
def lening_bovengrens(lening_recht: Expr, lening_recht_zonder_plicht: Expr, peildatum: Expr, law: Law) -> Expr:
    """What is the most (euros) that anybody may borrow, whatever the income; 0 for who may not borrow?"""
    may_borrow = any_of(lening_recht, lening_recht_zonder_plicht)
    return choose((~may_borrow, 0), otherwise=law.lening.maximum.euros(on=peildatum))


@rule(
    "REG 6.8 lid 4",
    nl="De draagkracht per jaar is {lening_draagkracht} euro.",
    en="The capacity per year is {lening_draagkracht} euros.",
)
def lening_draagkracht(
    lening_inkomen: Expr, lening_heeft_partner: Expr, lening_minimumloon: Expr, lening_inkomen_op: Expr, law: Law
) -> Expr:
    """What yearly capacity (euros) follows from the income above the exempt amount? Unknown before an income test."""
    on, lening = lening_inkomen_op, law.lening
    share = choose(
        (lening_heeft_partner, lening.vrije_voet_partner.percent(on=on)),
        otherwise=lening.vrije_voet_alleenstaand.percent(on=on),
    )
    above = not_below(lening_inkomen - lening_minimumloon * share / 100, 0)
    return above * lening.draagkracht.percent(on=on) / 100


@rule(
    "BES 6.2",
    "REG 6.1",
    nl="De lening kan hoogstens {lening_maximum} euro zijn.",
    en="The loan can be at most {lening_maximum} euros.",
    uncertain="Dat bedragen onder 180 euro nul worden, is hier toegepast op de lening en niet op de draagkracht.",
)
def lening_maximum(lening_bovengrens: Expr, lening_draagkracht: Expr, peildatum: Expr, law: Law) -> Expr:
    """How much (euros) may this person borrow: the maximum less twice the yearly capacity, nil below 180?"""
    years = law.lening.draagkracht_jaren.number(on=peildatum)
    left = lening_bovengrens - lening_draagkracht * years
    too_small = left < law.lening.ondergrens.euros(on=peildatum)
    return choose((lening_bovengrens == 0, 0), (too_small, 0), otherwise=left)


@rule(
    "BES 6.2",
    nl="Van de lening is nog {lening_restant} euro over.",
    en="Of the loan {lening_restant} euros are left.",
)
def lening_restant(lening_maximum: Expr, lening_uitbetaald_totaal: Expr) -> Expr:
    """How much (euros) may still be paid out of the loan?"""
    return not_below(lening_maximum - lening_uitbetaald_totaal, 0)


@rule(
    "REG 6.2 lid 4",
    nl="Dit kwartaal kan nog {lening_kwartaal_ruimte} euro aan facturen worden betaald.",
    en="This quarter invoices of {lening_kwartaal_ruimte} euros can still be paid.",
    uncertain="Het kwartaal is gelezen als kalenderkwartaal; examengeld telt niet mee.",
)
def lening_kwartaal_ruimte(lening_restant: Expr, lening_facturen_dit_kwartaal: Expr, peildatum: Expr, law: Law) -> Expr:
    """How much (euros) may still be paid on invoices in the quarter of the peildatum?"""
    room = not_below(law.lening.kwartaalmaximum.euros(on=peildatum) - lening_facturen_dit_kwartaal, 0)
    return earliest_of(room, lening_restant)


@rule(
    "BES 6.5",
    "ATW 1",
    nl="DUO moet uiterlijk {lening_beslissen_uiterlijk} op de aanvraag beslissen.",
    en="DUO must decide on the application by {lening_beslissen_uiterlijk}.",
)
def lening_beslissen_uiterlijk(lening_aangevraagd_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) for DUO to decide on the loan application."""
    return term(lening_aangevraagd_op, weeks=law.lening.beslistermijn.weeks(on=lening_aangevraagd_op))


@rule(
    "BES 6.2",
    per="lening_uitbetaald",
    nl="Voor dit doel mag de lening worden gebruikt: {lening_doel_toegestaan}.",
    en="The loan may be used for this purpose: {lening_doel_toegestaan}.",
)
def lening_doel_toegestaan(
    doel: Expr,
    keurmerk: Expr,
    valid_on: Expr,
    alfabetisering_in_pip_sinds: Expr,
    onderwijsroute_sinds: Expr,
    leerroute: Expr,
    leerroute_sinds: Expr,
) -> Expr:
    """May the loan be spent on this: a course with keurmerk, literacy that the PIP holds, taalschakeltraject, exam?

    Judged by the plan of the day of payment. No day on record means that no plan held it.
    """
    in_route = any_of(leerroute == "onderwijs", valid_on < leerroute_sinds)
    taalschakel = all_of(known(onderwijsroute_sinds), valid_on >= onderwijsroute_sinds, in_route)
    literacy = all_of(known(alfabetisering_in_pip_sinds), valid_on >= alfabetisering_in_pip_sinds)
    return choose(
        (doel == "alfabetisering", literacy),
        (doel == "taalschakeltraject", taalschakel),
        (doel == "cursus", keurmerk),
        otherwise=True,
    )
