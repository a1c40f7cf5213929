"""Whether what is recorded about a fine can be so: report, new term, finality, and what came of it (WET 22-26, Awb)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import all_of, any_of, choose, known, one_of
from doorstroom.stelsels.inburgering.events.handhaving import BOETES_VAN_COLLEGE

FINE, CHANGE, VIOLATION = "boete_opgelegd", "boete_gewijzigd", "overtreding_vastgesteld"


@rule(
    "Awb 5:53",
    per="boete_voorgenomen",
    nl="Bij dit voornemen hoort een rapport, of dat hoeft niet: {boete_voornemen_compleet}.",
    en="A report goes with this intention, or need not: {boete_voornemen_compleet}.",
)
def boete_voornemen_compleet(
    procedure: Expr, rapport_van: Expr, valid_on: Expr, boete_traject_hoorplicht: Expr, boete_duo_hoorplicht: Expr
) -> Expr:
    """Does a report of at most the same day come with this intention, where more than 340 euros can follow?"""
    reported = known(rapport_van) & (rapport_van <= valid_on)
    return choose(
        (procedure == "traject", any_of(~boete_traject_hoorplicht, reported)),
        (procedure == "termijn", any_of(~boete_duo_hoorplicht, reported)),
        otherwise=True,
    )


@rule(
    "WET 22 lid 2",
    per=FINE,
    nl="Deze boete bij de intake stelt een nieuwe termijn, of dat hoeft niet: {boete_intaketermijn_gesteld}.",
    en="This fine at the intake sets a new term, or need not: {boete_intaketermijn_gesteld}.",
)
def boete_intaketermijn_gesteld(
    soort: Expr, valid_on: Expr, intaketermijn_tot_en_met: Expr, boete_intake_aantal: Expr
) -> Expr:
    """Does the first fine at the intake set a new term after its own day? A second one sets none."""
    later = known(intaketermijn_tot_en_met) & (intaketermijn_tot_en_met > valid_on)
    return any_of(soort != "intake", boete_intake_aantal > 1, later)


@rule(
    "Awb 6:7",
    per=FINE,
    nl="De dag waarop deze boete onherroepelijk werd, klopt: {boete_onherroepelijk_klopt}.",
    en="The day on which this fine became final is in order: {boete_onherroepelijk_klopt}.",
)
def boete_onherroepelijk_klopt(valid_on: Expr, onherroepelijk_op: Expr, peildatum: Expr) -> Expr:
    """Is that day known, after the decision and not after the peildatum?"""
    return all_of(known(onherroepelijk_op), onherroepelijk_op > valid_on, onherroepelijk_op <= peildatum)


@rule(
    "BES 7.1 lid 4",
    per=VIOLATION,
    nl="Over de schuld bij deze overtreding is geoordeeld: {overtreding_beoordeeld}.",
    en="Blame for this violation was judged: {overtreding_beoordeeld}.",
)
def overtreding_beoordeeld(verwijtbaarheid: Expr) -> Expr:
    """Did an official judge the degree of blame for this violation?"""
    return known(verwijtbaarheid)


@rule(
    "BES 7.1 lid 3",
    per=VIOLATION,
    nl="De boete voor deze overtreding is goed vastgelegd voor herhaling: {overtreding_boete_klopt}.",
    en="The fine for this violation is recorded well for repetition: {overtreding_boete_klopt}.",
)
def overtreding_boete_klopt(
    valid_on: Expr, boete_basisbedrag: Expr, boete_onherroepelijk_op: Expr, overtreding_basisbedrag: Expr
) -> Expr:
    """Is the base amount the one that followed for this violation, and the day of finality after it?"""
    final = known(boete_onherroepelijk_op) & (boete_onherroepelijk_op > valid_on)
    return all_of(known(boete_basisbedrag), boete_basisbedrag == overtreding_basisbedrag, final)


@rule(
    "WET 22",
    "WET 23",
    per=CHANGE,
    nl="Deze wijziging gaat over een boete van het college: {boete_wijziging_van_college}.",
    en="This change is about a fine of the college: {boete_wijziging_van_college}.",
)
def boete_wijziging_van_college(soort: Expr) -> Expr:
    """Is it a fine of the college, not of the Minister (DUO), that was lowered or undone?"""
    return one_of(soort, BOETES_VAN_COLLEGE)


@rule(
    "Awb 7:11",
    per=CHANGE,
    nl="De boete die is gewijzigd, is niet van een latere dag: {boete_wijziging_na_boete}.",
    en="The fine that was changed is not of a later day: {boete_wijziging_na_boete}.",
)
def boete_wijziging_na_boete(valid_on: Expr, boete_op: Expr) -> Expr:
    """Was the fine decided on or before the day on which it was changed?"""
    return boete_op <= valid_on


@rule(
    "Awb 7:11",
    nl="Er ging niet meer van de boetes af dan er was opgelegd: {boete_vermindering_past}.",
    en="No more went off the fines than was imposed: {boete_vermindering_past}.",
)
def boete_vermindering_past(boete_vermindering_totaal: Expr, boete_opgelegd_totaal: Expr) -> Expr:
    """Is what went off the fines at most what was imposed?"""
    return boete_vermindering_totaal <= boete_opgelegd_totaal


@rule(
    "BES 7.1 lid 5",
    nl="De boetes van het college blijven samen binnen het maximum: {boete_college_binnen_maximum}.",
    en="The fines of the college stay within the cap: {boete_college_binnen_maximum}.",
)
def boete_college_binnen_maximum(boete_college_in_termijn: Expr, boete_college_maximum: Expr) -> Expr:
    """Do the fines of the college in this term add up to at most the cap?"""
    return boete_college_in_termijn <= boete_college_maximum


@rule(
    "RVS:2025:3087",
    "RvS 18-2-2026",
    nl="DUO moet een boete terugnemen die niet in stand kan blijven: {boete_terug_te_nemen}.",
    en="DUO must undo a fine that cannot stand: {boete_terug_te_nemen}.",
)
def boete_terug_te_nemen(boete_niet_houdbaar_totaal: Expr, boete_duo_vermindering_totaal: Expr) -> Expr:
    """Did less go off the fines of DUO than those that cannot stand add up to? Unknown while one of them is open."""
    return boete_niet_houdbaar_totaal > boete_duo_vermindering_totaal


@rule(
    "Awb 4:6",
    per="herziening_verzocht",
    nl="Er is een besluit waarvan herziening kan worden gevraagd: {herziening_mogelijk}.",
    en="There is a decision that can be reconsidered: {herziening_mogelijk}.",
)
def herziening_mogelijk(onderwerp: Expr, heeft_boete: Expr, lening_terugbetaling_vastgesteld: Expr) -> Expr:
    """Is there a fine, or a decision about repaying the loan, to come back on?"""
    return choose((onderwerp == "boete", heeft_boete), otherwise=lening_terugbetaling_vastgesteld)
