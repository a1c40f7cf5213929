"""Per violation in the traject: base amount, repetition and degree of blame (BES 7.1 lid 2-4)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, bounded, choose, known, place_in_case, previous

VIOLATION = "overtreding_vastgesteld"
#: So many violations back an irrevocable fine is looked for: one for each month of the twelve that count.
LOOK_BACK = 12


@rule(
    "WET 23",
    per=VIOLATION,
    nl="De overtreden verplichting gold voor deze persoon: {overtreding_verplichting_geldt}.",
    en="The violated obligation applied to this person: {overtreding_verplichting_geldt}.",
)
def overtreding_verplichting_geldt(
    verplichting: Expr, is_asielstatushouder: Expr, map_verplicht: Expr, leerroute_sinds: Expr, valid_on: Expr
) -> Expr:
    """Did the person have this obligation? The intensity of the leerroute binds only the asylum group.

    There is no MAP in the onderwijsroute; before the present leerroute another one held, with a MAP.
    """
    had_map = any_of(map_verplicht, valid_on < leerroute_sinds)
    return choose(
        (verplichting == "intensiteit_leerroute", is_asielstatushouder),
        (verplichting == "intensiteit_map", had_map),
        otherwise=True,
    )


@rule(
    "BES 7.1 lid 3",
    per=VIOLATION,
    nl="Basisbedrag van de eerdere, onherroepelijke boete die meetelt: {overtreding_eerder_basisbedrag} euro.",
    en="Base amount of the earlier, irrevocable fine that counts: {overtreding_eerder_basisbedrag} euros.",
    uncertain="De eerdere boete moet onherroepelijk zijn op de dag waarop de nieuwe overtreding is vastgesteld.",
)
def overtreding_eerder_basisbedrag(
    valid_on: Expr, boete_basisbedrag: Expr, boete_onherroepelijk_op: Expr, law: Law
) -> Expr:
    """Base amount (euros) of the last violation in the twelve months before with an irrevocable fine; 0 if none.

    No date in the register means not irrevocable, so "known" is asked of it.
    """
    place = place_in_case(valid_on)
    since = add(valid_on, months=-1 * law.boete.traject_herhaling_venster.months(on=valid_on))
    branches = []
    for back in range(1, LOOK_BACK + 1):
        final_on = previous(boete_onherroepelijk_op, back)
        recent = previous(valid_on, back) >= since
        counts = all_of(place > back, known(final_on), final_on <= valid_on, recent)
        branches.append((counts, previous(boete_basisbedrag, back)))
    return choose(*branches, otherwise=0)


@rule(
    "BES 7.1 lid 2",
    "BES 7.1 lid 3",
    per=VIOLATION,
    nl="Het basisbedrag van de boete is {overtreding_basisbedrag} euro.",
    en="The base amount of the fine is {overtreding_basisbedrag} euros.",
    uncertain="Telkens verhoogd met 100 % is gelezen als verdubbeling van het vorige basisbedrag.",
)
def overtreding_basisbedrag(valid_on: Expr, overtreding_eerder_basisbedrag: Expr, law: Law) -> Expr:
    """Base amount (euros) before the degree of blame: 50, or twice that of the earlier fine, up to 800."""
    raised = overtreding_eerder_basisbedrag * law.boete.traject_herhaling_factor.number(on=valid_on)
    capped = bounded(raised, maximum=law.boete.traject_maximum.euros(on=valid_on))
    return choose((overtreding_eerder_basisbedrag > 0, capped), otherwise=law.boete.traject_basis.euros(on=valid_on))


@rule(
    "BES 7.1 lid 4",
    per=VIOLATION,
    nl="Door de mate van verwijtbaarheid geldt {overtreding_mate_percent} % van het basisbedrag.",
    en="The degree of blame brings it to {overtreding_mate_percent} %.",
)
def overtreding_mate_percent(valid_on: Expr, verwijtbaarheid: Expr, law: Law) -> Expr:
    """Share (percent) of the base amount for the degree of blame that the official found; unknown until then."""
    return choose(
        (verwijtbaarheid == "opzet", law.boete.mate_opzet.percent(on=valid_on)),
        (verwijtbaarheid == "grove_schuld", law.boete.mate_grove_schuld.percent(on=valid_on)),
        (verwijtbaarheid == "normaal", law.boete.mate_normaal.percent(on=valid_on)),
        (verwijtbaarheid == "verminderd", law.boete.mate_verminderd.percent(on=valid_on)),
        otherwise=0,
    )


@rule(
    "BES 7.1 lid 2-4",
    per=VIOLATION,
    nl="Voor deze overtreding is de boete hoogstens {overtreding_boetebedrag} euro.",
    en="For this violation the fine is at most {overtreding_boetebedrag} euros.",
)
def overtreding_boetebedrag(overtreding_basisbedrag: Expr, overtreding_mate_percent: Expr) -> Expr:
    """What fine (euros) follows for this violation, before the cap over the term?"""
    return overtreding_basisbedrag * overtreding_mate_percent / 100
