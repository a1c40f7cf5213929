"""The amount of the leerroute fine (REG bijlage 6a-6c) and the new term that goes with fines (REG 7.4)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    all_of,
    any_of,
    bounded,
    choose,
    count_true,
    known,
    latest_of,
    only_if,
    value,
    words_where,
)


@rule(
    "REG bijlage 6a",
    nl="Gevolgd: {boete_uren_percentage} % van de uren in het PIP.",
    en="Followed: {boete_uren_percentage} % of the hours in the PIP.",
)
def boete_uren_percentage(uren_taal_en_knm: Expr, uren_leerroute: Expr) -> Expr:
    """What share (percent) of the course hours in the PIP was followed? Unknown where the PIP states no hours."""
    return only_if(uren_leerroute > 0, uren_taal_en_knm * 100 / uren_leerroute)


@rule(
    "REG bijlage 6a-6c",
    nl="Kolom in de boetetabel: {boete_leerroute_kolom} (0 is de zwaarste).",
    en="Column in the table of fines: {boete_leerroute_kolom} (0 is the heaviest).",
)
def boete_leerroute_kolom(
    leerroute: Expr,
    is_asielstatushouder: Expr,
    uren_taal_en_knm: Expr,
    uren_zroute_cursus: Expr,
    boete_uren_percentage: Expr,
    aanwezigheid_onderwijsroute: Expr,
    boete_duo_vanaf: Expr,
    law: Law,
) -> Expr:
    """Which column of the table (0-2) by lessons followed: hours, share of the PIP hours, or attendance?

    In the Z-route the hours of the intake count too (BES 5.3 lid 5).
    """
    on, boete = boete_duo_vanaf, law.boete
    second_share, third_share = (
        boete.kolom_percentage_tweede.percent(on=on),
        boete.kolom_percentage_derde.percent(on=on),
    )
    second_b1, third_b1 = boete.kolom_b1_uren_tweede.hours(on=on), boete.kolom_b1_uren_derde.hours(on=on)
    second_z, third_z = boete.band_z_uren_tweede.hours(on=on), boete.band_z_uren_derde.hours(on=on)
    share, attendance = boete_uren_percentage, aanwezigheid_onderwijsroute
    return choose(
        (leerroute == "Z", count_true(uren_zroute_cursus >= second_z, uren_zroute_cursus >= third_z)),
        (leerroute == "onderwijs", count_true(attendance >= second_share, attendance >= third_share)),
        (is_asielstatushouder, count_true(share >= second_share, share >= third_share)),
        otherwise=count_true(uren_taal_en_knm >= second_b1, uren_taal_en_knm >= third_b1),
    )


@rule(
    "REG bijlage 6a-6c",
    nl="Rij in de boetetabel: {boete_leerroute_rij} (0 is de zwaarste).",
    en="Row in the table of fines: {boete_leerroute_rij} (0 is the heaviest).",
)
def boete_leerroute_rij(
    leerroute: Expr,
    is_asielstatushouder: Expr,
    alle_onderdelen_een_poging: Expr,
    niet_behaalde_onderdelen_twee_pogingen: Expr,
    uren_participatie: Expr,
    boete_duo_vanaf: Expr,
    law: Law,
) -> Expr:
    """Which row of the table (0-2): exam attempts, or in the Z-route of the asylum group participation hours?"""
    second = law.boete.band_z_uren_tweede.hours(on=boete_duo_vanaf)
    third = law.boete.band_z_uren_derde.hours(on=boete_duo_vanaf)
    participation = count_true(uren_participatie >= second, uren_participatie >= third)
    attempts = choose((niet_behaalde_onderdelen_twee_pogingen, 2), (alle_onderdelen_een_poging, 1), otherwise=0)
    return choose(
        (leerroute != "Z", attempts),
        (is_asielstatushouder, participation),
        otherwise=0,
    )


@rule(
    "REG 7.1-7.3",
    "REG bijlage 6a-6c",
    nl="De tabel geeft {boete_leerroute_tabelbedrag} euro.",
    en="The table gives {boete_leerroute_tabelbedrag} euros.",
)
def boete_leerroute_tabelbedrag(
    boete_leerroute_rij: Expr, boete_leerroute_kolom: Expr, boete_duo_vanaf: Expr, law: Law
) -> Expr:
    """What amount (euros) does the table give, before the lowering for parts passed?"""
    return law.boete.leerroute_tabel.cell(boete_leerroute_rij, boete_leerroute_kolom, on=boete_duo_vanaf)


@rule(
    "REG bijlage 6a",
    "REG bijlage 6b",
    nl="Verlaging voor behaalde examenonderdelen: {boete_leerroute_matiging_percent} %.",
    en="Lowering for exam parts passed: {boete_leerroute_matiging_percent} %.",
)
def boete_leerroute_matiging_percent(
    leerroute: Expr, examenonderdelen_behaald: Expr, boete_duo_vanaf: Expr, law: Law
) -> Expr:
    """By what share (percent) is the fine lowered for exam parts passed? Not in the Z-route."""
    most = law.boete.leerroute_matiging_onderdelen.number(on=boete_duo_vanaf)
    per_part = law.boete.leerroute_matiging_per_onderdeel.percent(on=boete_duo_vanaf)
    return choose((leerroute == "Z", 0), otherwise=bounded(examenonderdelen_behaald, maximum=most) * per_part)


@rule(
    "WET 26 lid 1 d",
    "REG 7.1-7.3",
    nl="Na de verlaging is het {boete_leerroute_gematigd} euro.",
    en="After the lowering it is {boete_leerroute_gematigd} euros.",
)
def boete_leerroute_gematigd(
    boete_leerroute_tabelbedrag: Expr, boete_leerroute_matiging_percent: Expr, boete_duo_vanaf: Expr, law: Law
) -> Expr:
    """What is left of the table amount (euros) after the lowering, within the legal maximum?"""
    lowered = boete_leerroute_tabelbedrag * (100 - boete_leerroute_matiging_percent) / 100
    return bounded(lowered, maximum=law.boete.leerroute_maximum.euros(on=boete_duo_vanaf))


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
    """In which band (0-3, 4 is beyond the table) fall the hours of the Z-route? The last hour belongs to its band."""
    on, boete = boete_duo_vanaf, law.boete
    of_both, course = uren_zroute_cursus + uren_participatie, uren_zroute_cursus
    asylum = count_true(
        of_both > boete.nieuwe_termijn_z_asiel_uren_1.hours(on=on),
        of_both > boete.nieuwe_termijn_z_asiel_uren_2.hours(on=on),
        of_both > boete.nieuwe_termijn_z_asiel_uren_3.hours(on=on),
        of_both > boete.nieuwe_termijn_z_asiel_uren_4.hours(on=on),
    )
    family = count_true(
        course > boete.nieuwe_termijn_z_gezin_uren_1.hours(on=on),
        course > boete.nieuwe_termijn_z_gezin_uren_2.hours(on=on),
        course > boete.nieuwe_termijn_z_gezin_uren_3.hours(on=on),
        course > boete.nieuwe_termijn_z_gezin_uren_4.hours(on=on),
    )
    return only_if(leerroute == "Z", choose((is_asielstatushouder, asylum), otherwise=family))


@rule(
    "REG 7.4",
    nl="Voor de leerroute hoort daar een nieuwe termijn van {nieuwe_termijn_leerroute_maanden} maanden bij.",
    en="For the leerroute a new term of {nieuwe_termijn_leerroute_maanden} months goes with it.",
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


@rule(
    "REG 7.4 lid 6",
    nl="Bij een boete nu is de nieuwe termijn {nieuwe_termijn_maanden_bij_boete} maanden; de langste telt.",
    en="With a fine now the new term is {nieuwe_termijn_maanden_bij_boete} months; the longest counts.",
)
def nieuwe_termijn_maanden_bij_boete(
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
    return only_if(longest > 0, longest)


@rule(
    "REG 7.4",
    "WET 25 lid 2",
    nl="Bij bekendmaking van een boete vandaag is de laatste dag daarvan {nieuwe_termijn_bij_boete_laatste_dag}.",
    en="With a fine made known today its last day is {nieuwe_termijn_bij_boete_laatste_dag}.",
)
def nieuwe_termijn_bij_boete_laatste_dag(nieuwe_termijn_maanden_bij_boete: Expr, peildatum: Expr) -> Expr:
    """Last day (inclusive) of the new term if the fine decision were made known on the peildatum."""
    return add(peildatum, months=nieuwe_termijn_maanden_bij_boete)


@rule(
    "WET 25",
    "WET 12",
    "EU:C:2025:52",
    nl="Een boete voor de leerroute kan niet om: {boete_leerroute_uitgesloten_door}.",
    en="A fine for the leerroute is ruled out by: {boete_leerroute_uitgesloten_door}.",
)
def boete_leerroute_uitgesloten_door(
    boete_termijn_overschreden: Expr,
    leerroute_te_laat: Expr,
    boete_verblijf_vervallen: Expr,
    boete_verlenging_gaat_voor: Expr,
    boete_duo_keren_verboden: Expr,
    boete_leerroute_verwijtbaar: Expr,
) -> Expr:
    """What rules out a leerroute fine (codes; "" nothing)? No judgement of blame so far rules out nothing."""
    return words_where(
        (~boete_termijn_overschreden, "termijn_niet_voorbij_of_geen_plicht"),
        (~leerroute_te_laat, "leerroute_op_tijd_behaald"),
        (boete_verblijf_vervallen, "verblijf_ingetrokken_of_niet_verlengd"),
        (boete_verlenging_gaat_voor, "verlenging_mogelijk"),
        (boete_duo_keren_verboden, "internationale_bescherming"),
        (all_of(known(boete_leerroute_verwijtbaar), ~boete_leerroute_verwijtbaar), "niet_verwijtbaar"),
    )
