"""Extension of the termijn: what is admissible but not granted yet, and how to ask for it."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add, first_day_after, last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, choose
from doorstroom.stelsels.inburgering.maten import MATEN


@rule(
    "WET 12",
    nl="Zonder verlenging wegens omstandigheden duurt de termijn {termijn_zonder_omstandigheid_maanden} maanden.",
    en="Without extension for circumstances the termijn lasts {termijn_zonder_omstandigheid_maanden} months.",
)
def termijn_zonder_omstandigheid_maanden(
    termijn_anker_maanden: Expr, verlenging_maanden: Expr, verlenging_verleend_omstandigheid_maanden: Expr
) -> Expr:
    """How many months does the termijn last from its anchor, what was granted for circumstances left out?

    Negative where the end that DUO reported after a vrijstelling already holds what was granted before it.
    """
    return termijn_anker_maanden + verlenging_maanden - verlenging_verleend_omstandigheid_maanden


@rule(
    "WET 12",
    nl="Daarbij komen {termijn_zonder_omstandigheid_dagen} dagen.",
    en="To that come {termijn_zonder_omstandigheid_dagen} days.",
)
def termijn_zonder_omstandigheid_dagen(verlenging_dagen: Expr, verlenging_verleend_omstandigheid_dagen: Expr) -> Expr:
    """How many days, beside the months, what was granted for circumstances left out?"""
    return verlenging_dagen - verlenging_verleend_omstandigheid_dagen


@family("maat", MATEN)
@rule(
    "WET 12 lid 1 a",
    "REG 4.1",
    nl="Buiten schuld kan in totaal {verlenging_niet_verwijtbaar_maat} {maat} worden verlengd.",
    en="Without blame {verlenging_niet_verwijtbaar_maat} {maat} can be granted in all.",
)
def verlenging_niet_verwijtbaar_maat(verlenging_omstandigheid_maat: Expr, verlenging_aanbod_maat: Expr) -> Expr:
    """How many {maat} are admissible on the ten grounds of REG 4.1 together, granted or not?"""
    return verlenging_omstandigheid_maat + verlenging_aanbod_maat


@rule(
    "WET 12 lid 1 a",
    nl="Wegens omstandigheden kan meer worden verlengd dan is verleend: {verlenging_omstandigheid_open}.",
    en="For circumstances more can be granted than was: {verlenging_omstandigheid_open}.",
)
def verlenging_omstandigheid_open(
    termijn_anker: Expr,
    termijn_zonder_omstandigheid_maanden: Expr,
    termijn_zonder_omstandigheid_dagen: Expr,
    verlenging_niet_verwijtbaar_maanden: Expr,
    verlenging_niet_verwijtbaar_dagen: Expr,
    termijn_einde_exclusief: Expr,
) -> Expr:
    """Would the admissible extension on the grounds of REG 4.1 end the termijn later than what was granted?"""
    admissible = first_day_after(
        termijn_anker,
        months=termijn_zonder_omstandigheid_maanden + verlenging_niet_verwijtbaar_maanden,
        days=termijn_zonder_omstandigheid_dagen + verlenging_niet_verwijtbaar_dagen,
    )
    return admissible > termijn_einde_exclusief


@rule(
    "BES 4.5 lid 3",
    nl="Ambtshalve verlenging wegens lange nakijktijd is aan de orde: {verlenging_nakijktijd_mogelijk}.",
    en="Extension ex officio because of slow marking applies: {verlenging_nakijktijd_mogelijk}.",
    uncertain="Wie door de nakijktijd in de knel komt: gelezen als wie de uitslag pas na de termijn kan krijgen.",
)
def verlenging_nakijktijd_mogelijk(
    nakijktijd_wacht_op_uitslag: Expr,
    nakijktijd_examen_op: Expr,
    nakijktijd_verleend_aantal: Expr,
    termijn_laatste_dag: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """Was Spreken A2 or Schrijven A2 taken in the termijn, and may its result come after the last day?"""
    uitslag = add(nakijktijd_examen_op, weeks=law.verlenging.nakijktijd_duur.weeks(on=peildatum))
    in_de_knel = all_of(nakijktijd_examen_op <= termijn_laatste_dag, uitslag > termijn_laatste_dag)
    return all_of(
        nakijktijd_wacht_op_uitslag,
        law.verlenging.nakijktijd.months(on=peildatum) > 0,
        nakijktijd_verleend_aantal == 0,
        in_de_knel,
    )


@rule(
    "BES 4.5 lid 3",
    nl="Dat geeft {verlenging_nakijktijd_maanden} maanden.",
    en="That gives {verlenging_nakijktijd_maanden} months.",
)
def verlenging_nakijktijd_maanden(verlenging_nakijktijd_mogelijk: Expr, peildatum: Expr, law: Law) -> Expr:
    """How many months does slow marking give?"""
    return choose((verlenging_nakijktijd_mogelijk, law.verlenging.nakijktijd.months(on=peildatum)), otherwise=0)


@rule(
    "WET 12",
    nl="Boven wat is verleend kan nog {verlenging_mogelijk_maanden} maanden worden verlengd.",
    en="Beyond what was granted {verlenging_mogelijk_maanden} months can still be granted.",
)
def verlenging_mogelijk_maanden(
    verlenging_omstandigheid_open: Expr,
    verlenging_niet_verwijtbaar_maanden: Expr,
    verlenging_verleend_omstandigheid_maanden: Expr,
    verlenging_opleiding_maanden: Expr,
    verlenging_bijna_afgerond_maanden: Expr,
    verlenging_nakijktijd_maanden: Expr,
) -> Expr:
    """How many months are admissible beyond what was granted, on all grounds? The decision is DUO's."""
    rest = verlenging_niet_verwijtbaar_maanden - verlenging_verleend_omstandigheid_maanden
    omstandigheid = choose((verlenging_omstandigheid_open, rest), otherwise=0)
    anders = verlenging_opleiding_maanden + verlenging_bijna_afgerond_maanden + verlenging_nakijktijd_maanden
    return omstandigheid + anders


@rule(
    "WET 12",
    nl="Daarbij kan nog {verlenging_mogelijk_dagen} dagen worden verlengd.",
    en="To that {verlenging_mogelijk_dagen} days can still be granted.",
)
def verlenging_mogelijk_dagen(
    verlenging_omstandigheid_open: Expr,
    verlenging_niet_verwijtbaar_dagen: Expr,
    verlenging_verleend_omstandigheid_dagen: Expr,
    verlenging_opleiding_dagen: Expr,
) -> Expr:
    """How many days, beside the months, are admissible beyond what was granted (negative when days were granted)?"""
    rest = verlenging_niet_verwijtbaar_dagen - verlenging_verleend_omstandigheid_dagen
    return choose((verlenging_omstandigheid_open, rest), otherwise=0) + verlenging_opleiding_dagen


@rule(
    "WET 12",
    nl="Wordt alles verleend wat kan, dan is {termijn_laatste_dag_mogelijk} de laatste dag van de termijn.",
    en="If all that is admissible were granted, {termijn_laatste_dag_mogelijk} would be the last day of the termijn.",
)
def termijn_laatste_dag_mogelijk(
    termijn_anker: Expr,
    termijn_anker_maanden: Expr,
    verlenging_maanden: Expr,
    verlenging_dagen: Expr,
    verlenging_mogelijk_maanden: Expr,
    verlenging_mogelijk_dagen: Expr,
) -> Expr:
    """Last day (inclusive) of the termijn when all admissible extensions were granted."""
    return last_day_of(
        termijn_anker,
        months=termijn_anker_maanden + verlenging_maanden + verlenging_mogelijk_maanden,
        days=verlenging_dagen + verlenging_mogelijk_dagen,
    )


@rule(
    "WET 12",
    nl="Er kan nog verlenging worden verleend: {verlenging_mogelijk}.",
    en="An extension can still be granted: {verlenging_mogelijk}.",
)
def verlenging_mogelijk(termijn_laatste_dag: Expr, termijn_laatste_dag_mogelijk: Expr) -> Expr:
    """Is more admissible than what stands?"""
    return termijn_laatste_dag_mogelijk > termijn_laatste_dag


@rule(
    "BES 4.5 lid 1",
    "ATW 1 lid 2",
    nl="Verlenging kan worden gevraagd vanaf {verlenging_aanvraag_vroegst}.",
    en="Extension can be requested from {verlenging_aanvraag_vroegst}.",
)
def verlenging_aanvraag_vroegst(termijn_einde_exclusief: Expr, law: Law) -> Expr:
    """First day (inclusive) on which an extension may be requested: counted back, so it does not move for a weekend."""
    return add(termijn_einde_exclusief, months=-law.verlenging.aanvraag_vroegst.months(on=termijn_einde_exclusief))
