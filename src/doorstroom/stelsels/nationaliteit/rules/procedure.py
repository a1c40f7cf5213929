"""The procedures: payment, decision, ceremony; and what they cost (RWN 6, 9; BON; BvvN)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import any_of, bounded, choose, known, one_of


@rule(
    "BON 6",
    nl="Het naturalisatiegeld moet uiterlijk {betalen_uiterlijk} zijn betaald.",
    en="The fee must be paid by {betalen_uiterlijk}.",
    uncertain="Gerekend is vanaf het verzoek en met de Algemene termijnenwet.",
)
def betalen_uiterlijk(verzoek_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) to pay, or the request is left aside."""
    return term(verzoek_op, weeks=law.procedure.betalen.weeks(on=verzoek_op))


@rule(
    "RWN 9 lid 4",
    nl="De IND moet uiterlijk {naturalisatie_beslissen_uiterlijk} beslissen.",
    en="The IND must decide by {naturalisatie_beslissen_uiterlijk}.",
)
def naturalisatie_beslissen_uiterlijk(betaald_op: Expr, aangehouden_keer: Expr, law: Law) -> Expr:
    """Last day (inclusive) for deciding: a year after payment, and six months for each time that it was held."""
    p = law.procedure
    times = bounded(aangehouden_keer, maximum=p.aanhouden_keer.number(on=betaald_op))
    return add(betaald_op, months=p.beslissen.months(on=betaald_op) + times * p.aanhouden.months(on=betaald_op))


@rule(
    "RWN 9 lid 4",
    nl="Met twee keer aanhouden wordt dat {naturalisatie_beslissen_laatst}.",
    en="Held twice it becomes {naturalisatie_beslissen_laatst}.",
)
def naturalisatie_beslissen_laatst(betaald_op: Expr, law: Law) -> Expr:
    """Last day for deciding when the decision is held as often as the law allows."""
    p = law.procedure
    held = p.aanhouden_keer.number(on=betaald_op) * p.aanhouden.months(on=betaald_op)
    return add(betaald_op, months=p.beslissen.months(on=betaald_op) + held)


@rule(
    "BvvN 60b lid 2",
    nl="De uitnodiging voor de ceremonie komt uiterlijk {ceremonie_uitnodigen_uiterlijk}.",
    en="The invitation to the ceremony comes by {ceremonie_uitnodigen_uiterlijk}.",
)
def ceremonie_uitnodigen_uiterlijk(naturalisatie_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) to invite to the ceremony."""
    return term(naturalisatie_op, weeks=law.procedure.ceremonie_uitnodigen.weeks(on=naturalisatie_op))


@rule(
    "BvvN 60b lid 7",
    nl="Het besluit wordt uiterlijk {uitreiken_uiterlijk} uitgereikt.",
    en="The decision is handed over by {uitreiken_uiterlijk}.",
)
def uitreiken_uiterlijk(uitgenodigd_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) to hand the decision over, after the invitation."""
    return term(uitgenodigd_op, weeks=law.procedure.uitreiken.weeks(on=uitgenodigd_op))


@rule(
    "BvvN 60b lid 11",
    nl="Zonder uitreiking vervalt het besluit na {besluit_geldt_tot_en_met}.",
    en="Not handed over, the decision lapses after {besluit_geldt_tot_en_met}.",
)
def besluit_geldt_tot_en_met(naturalisatie_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) on which the decision can be handed over."""
    return add(naturalisatie_op, years=law.procedure.vervallen.years(on=naturalisatie_op))


@rule(
    "BvvN 60b lid 1",
    nl="Nederlander sinds {nederlander_sinds}.",
    en="Dutch since {nederlander_sinds}.",
)
def nederlander_sinds(naturalisatie_op: Expr, uitgereikt_op: Expr) -> Expr:
    """Since which day is the person Dutch: the date of the decision, once it was handed over?"""
    return choose((known(uitgereikt_op), naturalisatie_op), otherwise=uitgereikt_op)


@rule(
    "RWN 6 lid 5",
    nl="Op de optie moet uiterlijk {optie_beslissen_uiterlijk} worden beslist.",
    en="The option must be decided by {optie_beslissen_uiterlijk}.",
)
def optie_beslissen_uiterlijk(optie_op: Expr, optie_verlengd: Expr, law: Law) -> Expr:
    """Last day (inclusive) for deciding on the option: thirteen weeks, and as many more when extended."""
    p = law.procedure
    longer = choose((optie_verlengd, p.optie_verlengen.weeks(on=optie_op)), otherwise=0)
    return term(optie_op, weeks=p.optie_beslissen.weeks(on=optie_op) + longer)


@rule(
    "BON",
    nl="Naturalisatie kost nu {naturalisatiegeld} euro.",
    en="Naturalisation costs {naturalisatiegeld} euros now.",
)
def naturalisatiegeld(toelating_grond: Expr, staatloos_op: Expr, peildatum: Expr, law: Law) -> Expr:
    """What does naturalisation cost one person (euros)? Less for who is stateless or holds an asylum permit."""
    asylum = one_of(toelating_grond, ["8c", "8d"])
    k = law.kosten
    less = any_of(known(staatloos_op), asylum)
    return choose((less, k.enkel_verlaagd.euros(on=peildatum)), otherwise=k.enkel.euros(on=peildatum))


@rule("BON", nl="Een optie kost nu {optiegeld} euro.", en="An option costs {optiegeld} euros now.")
def optiegeld(peildatum: Expr, law: Law) -> Expr:
    """What does an option cost one person (euros)? There is no lower fee."""
    return law.kosten.optie.euros(on=peildatum)
