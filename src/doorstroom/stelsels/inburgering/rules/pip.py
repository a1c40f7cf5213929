"""The PIP of the present municipality: which ten weeks concern it, and whether they were kept (WET 15, BES 5.3)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import days_between
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, choose, first_known, known, latest_known, only_if, unknown


@rule(
    "BES 5.3 lid 3",
    nl="Na de verhuizing lopen de tien weken vanaf {pip_verhuizing_klok_start}.",
    en="After the move the ten weeks run from {pip_verhuizing_klok_start}.",
    uncertain="Voor wie bij de verhuizing tijdelijk was vrijgesteld, beginnen de tien weken hier pas daarna.",
)
def pip_verhuizing_klok_start(
    pip_klok_soort: Expr, vestiging_huidige_gemeente: Expr, vrijstelling_laatst_geeindigd_op: Expr
) -> Expr:
    """From which day do the ten weeks of the new municipality run: the registration? None (unknown) without a move."""
    moved = all_of(pip_klok_soort == "verhuizing", known(vestiging_huidige_gemeente))
    # No exemption that ended is an answer: then there is only the registration.
    return only_if(moved, latest_known(vestiging_huidige_gemeente, vrijstelling_laatst_geeindigd_op))


@rule(
    "BES 5.3 lid 3",
    "ATW 1",
    nl="Na de verhuizing moet het PIP uiterlijk {pip_verhuizing_uiterlijk} zijn vastgesteld.",
    en="After the move the PIP is due on {pip_verhuizing_uiterlijk}.",
)
def pip_verhuizing_uiterlijk(pip_verhuizing_klok_start: Expr, law: Law) -> Expr:
    """On which last day (inclusive) is the PIP of the new municipality due? None without a move."""
    weeks = law.pip.termijn_verhuizing.weeks(on=pip_verhuizing_klok_start)
    return term(pip_verhuizing_klok_start, weeks=weeks)


@rule(
    "BES 5.3",
    nl="De tien weken lopen vanaf {pip_klok_start}.",
    en="The ten weeks run from {pip_klok_start}.",
)
def pip_klok_start(pip_klok_soort: Expr, pip_eerste_klok_start: Expr, pip_verhuizing_klok_start: Expr) -> Expr:
    """From which day do the ten weeks of the present municipality run? (date)"""
    return choose((pip_klok_soort == "verhuizing", pip_verhuizing_klok_start), otherwise=pip_eerste_klok_start)


@rule(
    "BES 5.3",
    nl="De tien weken zijn begonnen: {pip_klok_gestart}.",
    en="The ten weeks have begun: {pip_klok_gestart}.",
)
def pip_klok_gestart(pip_klok_soort: Expr, pip_eerste_klok_gestart: Expr, vestiging_huidige_gemeente: Expr) -> Expr:
    """Have the ten weeks of the present municipality begun? After a move: once registered there."""
    return choose(
        (pip_klok_soort == "verhuizing", known(vestiging_huidige_gemeente)), otherwise=pip_eerste_klok_gestart
    )


@rule(
    "BES 5.3",
    "ATW 1",
    nl="Zonder informatie van een derde is de laatste dag {pip_uiterlijk_regulier}.",
    en="Without third-party information the last day is {pip_uiterlijk_regulier}.",
)
def pip_uiterlijk_regulier(
    pip_klok_soort: Expr, pip_verhuizing_uiterlijk: Expr, pip_eerste_uiterlijk_regulier: Expr
) -> Expr:
    """On which last day (inclusive) is the PIP due, third-party information left aside?"""
    return choose((pip_klok_soort == "verhuizing", pip_verhuizing_uiterlijk), otherwise=pip_eerste_uiterlijk_regulier)


@rule(
    "WET 15",
    "BES 5.3",
    "ATW 1",
    nl="Het PIP moet uiterlijk {pip_uiterlijk} zijn vastgesteld.",
    en="The PIP is due on {pip_uiterlijk}.",
    uncertain="Of informatie van een derde ook de tien weken na een verhuizing verlengt, is niet gelezen; hier niet.",
)
def pip_uiterlijk(pip_klok_soort: Expr, pip_verhuizing_uiterlijk: Expr, pip_eerste_uiterlijk: Expr) -> Expr:
    """On which last day (inclusive) must the present municipality have established the PIP?"""
    return choose((pip_klok_soort == "verhuizing", pip_verhuizing_uiterlijk), otherwise=pip_eerste_uiterlijk)


@rule(
    "BES 5.3",
    nl="Binnen deze tien weken telt het PIP van {pip_klok_gehaald_op}.",
    en="For these ten weeks the PIP of {pip_klok_gehaald_op} counts.",
)
def pip_klok_gehaald_op(pip_klok_soort: Expr, pip_huidige_gemeente_datum: Expr, pip_eerste_datum: Expr) -> Expr:
    """Which PIP ends the ten weeks of the present municipality? (its dagtekening; unknown: none yet)"""
    return choose((pip_klok_soort == "verhuizing", pip_huidige_gemeente_datum), otherwise=pip_eerste_datum)


@rule(
    "BES 5.3",
    nl="De tien weken lopen nu: {pip_klok_loopt}.",
    en="The ten weeks are running: {pip_klok_loopt}.",
)
def pip_klok_loopt(inburgeringsplichtig_wi2021: Expr, pip_klok_gestart: Expr, pip_klok_gehaald_op: Expr) -> Expr:
    """Must a PIP be established on the peildatum: obliged, begun, and no PIP yet (in time or late)?"""
    return all_of(inburgeringsplichtig_wi2021, pip_klok_gestart, unknown(pip_klok_gehaald_op))


@rule(
    "BES 5.3",
    nl="Het eerste PIP is vastgesteld voordat de tien weken begonnen: {pip_voor_klok}.",
    en="The first PIP was established before the ten weeks began: {pip_voor_klok}.",
    uncertain="Dat een PIP uit de opvang geldt en de inburgeringstermijn start, volgt uit de cijfers van DUO.",
)
def pip_voor_klok(
    pip_aantal: Expr, pip_eerste_datum: Expr, pip_eerste_klok_gestart: Expr, pip_eerste_klok_start: Expr
) -> Expr:
    """Was the first PIP established before its ten weeks began, as in reception? False without a PIP."""
    before = choose((pip_eerste_klok_gestart, pip_eerste_datum < pip_eerste_klok_start), otherwise=True)
    return (pip_aantal > 0) & before


@rule(
    "BES 5.3",
    nl="Het eerste PIP is op tijd vastgesteld: {pip_eerste_tijdig}.",
    en="The first PIP was established in time: {pip_eerste_tijdig}.",
)
def pip_eerste_tijdig(
    pip_eerste_datum: Expr, pip_voor_klok: Expr, pip_wacht_op_derde: Expr, pip_eerste_uiterlijk: Expr
) -> Expr:
    """Was the first PIP established on or before its last day? Not applicable (unknown) without a PIP."""
    in_time = choose(
        (pip_voor_klok, True), (pip_wacht_op_derde, True), otherwise=pip_eerste_datum <= pip_eerste_uiterlijk
    )
    return only_if(known(pip_eerste_datum), in_time)


@rule(
    "BES 5.3",
    nl="Het PIP is op tijd vastgesteld: {pip_tijdig}.",
    en="The PIP was established in time: {pip_tijdig}.",
)
def pip_tijdig(
    pip_klok_soort: Expr, pip_huidige_gemeente_datum: Expr, pip_verhuizing_uiterlijk: Expr, pip_eerste_tijdig: Expr
) -> Expr:
    """Was the PIP of the present municipality established in time? Not applicable (unknown) without that PIP."""
    after_move = pip_huidige_gemeente_datum <= pip_verhuizing_uiterlijk
    return choose((pip_klok_soort == "verhuizing", after_move), otherwise=pip_eerste_tijdig)


@rule(
    "BES 5.3",
    nl="Het PIP is te laat: {pip_te_laat}. Het had er uiterlijk {pip_uiterlijk} moeten zijn.",
    en="The PIP is late: {pip_te_laat}. It was due on {pip_uiterlijk}.",
)
def pip_te_laat(
    pip_klok_gehaald_op: Expr,
    pip_tijdig: Expr,
    pip_klok_gestart: Expr,
    pip_wacht_op_derde: Expr,
    plicht_geeindigd_op: Expr,
    vrijstelling_tijdelijk: Expr,
    pip_uiterlijk: Expr,
    peildatum: Expr,
) -> Expr:
    """Was the PIP established after its last day, or is that day past without one? No sanction follows from it.

    Not when the duty ended on or before that day (``plicht_geeindigd_op`` is unknown while the duty runs), nor while
    somebody is known to be exempt for a time.
    """
    return choose(
        (known(pip_klok_gehaald_op), ~pip_tijdig),
        (~pip_klok_gestart, False),
        (pip_wacht_op_derde, False),
        (known(plicht_geeindigd_op) & (plicht_geeindigd_op <= pip_uiterlijk), False),
        (known(vrijstelling_tijdelijk) & vrijstelling_tijdelijk, False),
        otherwise=peildatum > pip_uiterlijk,
    )


@rule(
    "BES 5.3",
    nl="Aantal dagen dat het PIP te laat is: {pip_dagen_te_laat}.",
    en="Number of days that the PIP is late: {pip_dagen_te_laat}.",
)
def pip_dagen_te_laat(pip_te_laat: Expr, pip_uiterlijk: Expr, pip_klok_gehaald_op: Expr, peildatum: Expr) -> Expr:
    """How many days after the last day was the PIP established, or on the peildatum still not there? (0: not late)"""
    return choose((~pip_te_laat, 0), otherwise=days_between(pip_uiterlijk, first_known(pip_klok_gehaald_op, peildatum)))


@rule(
    "WET 11 lid 3",
    "WET 15",
    nl="Er was een PIP, maar er is er geen meer van kracht: {pip_opnieuw_nodig}.",
    en="There was a PIP, but none stands any more: {pip_opnieuw_nodig}.",
    uncertain="De wet noemt geen termijn voor een PIP na vernietiging; de rechter of het college bepaalt die.",
)
def pip_opnieuw_nodig(pip_aantal: Expr, heeft_pip: Expr) -> Expr:
    """Must a PIP be established anew because all earlier ones were undone? The inburgeringstermijn runs on."""
    return (pip_aantal > 0) & ~heeft_pip


@rule(
    "WET 15",
    nl="In het PIP van deze asielstatushouder ontbreekt de intensiteit van de leerroute: {pip_intensiteit_ontbreekt}.",
    en="The intensity of the route is missing in the PIP: {pip_intensiteit_ontbreekt}.",
)
def pip_intensiteit_ontbreekt(heeft_pip: Expr, is_asielstatushouder: Expr, uren_leerroute: Expr) -> Expr:
    """Does the PIP of an asylum status holder name no hours for the leerroute? (null hours: the PIP names none)"""
    return all_of(heeft_pip, is_asielstatushouder, unknown(uren_leerroute))


@rule(
    "DUO-API SS120, SS121, SS139",
    nl="Bericht van DUO over komst en tien weken: {duo_bericht_pip}.",
    en="DUO's message about arrival and ten weeks: {duo_bericht_pip}.",
    uncertain="Dat een verhuizing vóór het eerste PIP SS120 geeft en het eerste begin van de tien weken SS139, is een "
    "lezing van de berichtenlijst.",
)
def duo_bericht_pip(
    inburgeringsplichtig_wi2021: Expr,
    pip_klok_gestart: Expr,
    pip_klok_soort: Expr,
    verhuizing_voor_eerste_pip: Expr,
    pip_klok_basis: Expr,
) -> Expr:
    """Which message does DUO send the present municipality when its ten weeks begin (code of DUO's list)?

    After a move with the PIP of an earlier municipality, after a move without one (no such move is an answer: "known"),
    or at the first start. No code while there is no duty or the ten weeks have not begun.
    """
    moved_without_pip = all_of(known(verhuizing_voor_eerste_pip), verhuizing_voor_eerste_pip > pip_klok_basis)
    return choose(
        (~inburgeringsplichtig_wi2021, UNKNOWN),
        (~pip_klok_gestart, UNKNOWN),
        (pip_klok_soort == "verhuizing", "SS121"),
        (moved_without_pip, "SS120"),
        otherwise="SS139",
    )
