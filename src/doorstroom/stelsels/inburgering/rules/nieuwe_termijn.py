"""The new term that goes with fines of the Minister: how long it would be (WET 24, 25, REG 7.4)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, choose, count_true, latest_of, only_if, unknown, value


@rule(
    "REG 7.4",
    nl="Band van gevolgde uren voor de nieuwe termijn: {nieuwe_termijn_z_band} (0 is de langste termijn).",
    en="Band of hours followed for the new term: {nieuwe_termijn_z_band} (0 is the longest term).",
)
def nieuwe_termijn_z_band(
    leerroute: Expr,
    is_asielstatushouder: Expr,
    uren_zroute_cursus: Expr,
    uren_participatie: Expr,
    boete_duo_vanaf: Expr,
    law: Law,
) -> Expr:
    """In which band (0-3, 4 is beyond the table) fall the hours of the Z-route? The last hour belongs to its band.

    The next band starts with the next whole hour.
    """
    on, boete = boete_duo_vanaf, law.boete
    of_both, course = uren_zroute_cursus + uren_participatie, uren_zroute_cursus
    asylum = count_true(
        of_both >= boete.nieuwe_termijn_z_asiel_uren_1.hours(on=on) + 1,
        of_both >= boete.nieuwe_termijn_z_asiel_uren_2.hours(on=on) + 1,
        of_both >= boete.nieuwe_termijn_z_asiel_uren_3.hours(on=on) + 1,
        of_both >= boete.nieuwe_termijn_z_asiel_uren_4.hours(on=on) + 1,
    )
    family = count_true(
        course >= boete.nieuwe_termijn_z_gezin_uren_1.hours(on=on) + 1,
        course >= boete.nieuwe_termijn_z_gezin_uren_2.hours(on=on) + 1,
        course >= boete.nieuwe_termijn_z_gezin_uren_3.hours(on=on) + 1,
        course >= boete.nieuwe_termijn_z_gezin_uren_4.hours(on=on) + 1,
    )
    return only_if(leerroute == "Z", choose((is_asielstatushouder, asylum), otherwise=family))


@rule(
    "REG 7.4",
    nl="Voor de leerroute hoort daar een nieuwe termijn van {nieuwe_termijn_leerroute_maanden} maanden bij.",
    en="For the leerroute a new term of {nieuwe_termijn_leerroute_maanden} months goes with it.",
    uncertain="Een onderdeel met vrijstelling of ontheffing telt hier niet als behaald.",
)
def nieuwe_termijn_leerroute_maanden(
    leerroute: Expr, examenonderdelen_behaald: Expr, nieuwe_termijn_z_band: Expr, boete_duo_vanaf: Expr, law: Law
) -> Expr:
    """How many months is the new term for the leerroute? Unknown outside the tables (all hours or parts reached)."""
    boete, on = law.boete, boete_duo_vanaf
    return choose(
        (leerroute == "Z", boete.nieuwe_termijn_z.cell(value(0), nieuwe_termijn_z_band, on=on)),
        otherwise=boete.nieuwe_termijn_examens.cell(value(0), examenonderdelen_behaald, on=on),
    )


@rule(
    "WET 24 lid 2",
    "REG 7.4",
    nl="Voor PVT en MAP hoort daar een nieuwe termijn van {nieuwe_termijn_pvt_map_maanden} maanden bij.",
    en="For PVT and MAP a new term of {nieuwe_termijn_pvt_map_maanden} months goes with it.",
)
def nieuwe_termijn_pvt_map_maanden(
    boete_pvt_mogelijk: Expr, boete_map_mogelijk: Expr, boete_duo_vanaf: Expr, law: Law
) -> Expr:
    """How many months is the new term for PVT and MAP: one late, or both? None when neither is."""
    missing = count_true(boete_pvt_mogelijk, boete_map_mogelijk)
    return law.boete.nieuwe_termijn_pvt_map.cell(value(0), missing - 1, on=boete_duo_vanaf)


def _open(possible: Expr, allowed: Expr) -> Expr:
    """Whether people may still decide on a fine: possible, and not known to be not allowed for lack of blame."""
    return all_of(possible, any_of(unknown(allowed), allowed))


@rule(
    "WET 24",
    "WET 25",
    "Awb 5:41",
    nl="Over een boete van DUO kan nog worden beslist: {boete_duo_nog_open}.",
    en="A fine of DUO can still be decided on: {boete_duo_nog_open}.",
)
def boete_duo_nog_open(
    boete_leerroute_mogelijk: Expr,
    boete_leerroute_toegestaan: Expr,
    boete_pvt_mogelijk: Expr,
    boete_pvt_toegestaan: Expr,
    boete_map_mogelijk: Expr,
    boete_map_toegestaan: Expr,
) -> Expr:
    """Is a fine for the leerroute, the PVT or the MAP possible for which no official found that there is no blame?"""
    return any_of(
        _open(boete_leerroute_mogelijk, boete_leerroute_toegestaan),
        _open(boete_pvt_mogelijk, boete_pvt_toegestaan),
        _open(boete_map_mogelijk, boete_map_toegestaan),
    )


@rule(
    "REG 7.4 lid 6",
    nl="Bij een boete nu is de nieuwe termijn {nieuwe_termijn_maanden_bij_boete} maanden; de langste telt.",
    en="With a fine now the new term is {nieuwe_termijn_maanden_bij_boete} months; the longest counts.",
    uncertain="Bij een boete telt hier elk tekort, ook een tekort dat niet te verwijten is.",
)
def nieuwe_termijn_maanden_bij_boete(
    boete_duo_nog_open: Expr,
    boete_leerroute_mogelijk: Expr,
    boete_pvt_mogelijk: Expr,
    boete_map_mogelijk: Expr,
    nieuwe_termijn_leerroute_maanden: Expr,
    nieuwe_termijn_pvt_map_maanden: Expr,
) -> Expr:
    """How many months would the new term be that a fine decision of now sets? None when no fine is possible."""
    route = choose((boete_leerroute_mogelijk, nieuwe_termijn_leerroute_maanden), otherwise=0)
    parts = choose((any_of(boete_pvt_mogelijk, boete_map_mogelijk), nieuwe_termijn_pvt_map_maanden), otherwise=0)
    longest = latest_of(route, parts)
    return only_if(all_of(boete_duo_nog_open, longest > 0), longest)


@rule(
    "REG 7.4",
    "WET 25 lid 2",
    nl="Bij bekendmaking van een boete vandaag is de laatste dag daarvan {nieuwe_termijn_bij_boete_laatste_dag}.",
    en="With a fine made known today its last day is {nieuwe_termijn_bij_boete_laatste_dag}.",
)
def nieuwe_termijn_bij_boete_laatste_dag(nieuwe_termijn_maanden_bij_boete: Expr, peildatum: Expr, law: Law) -> Expr:
    """Last day (inclusive) of the new term if the fine decision were made known on the peildatum."""
    begin = add(peildatum, days=law.termijn.begin_na_boetebesluit.days(on=peildatum))
    return last_day_of(begin, months=nieuwe_termijn_maanden_bij_boete)
