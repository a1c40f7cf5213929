"""The amount of the leerroute fine (REG bijlage 6a-6c), and what rules it out."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    bounded,
    choose,
    count_true,
    known,
    only_if,
    words_where,
)


def _column(followed: Expr, perhaps: Expr, second: Expr, third: Expr) -> Expr:
    """Column (0-2) by what was followed; unknown when it depends on what was perhaps followed too."""
    least, most = count_true(followed >= second, followed >= third), count_true(perhaps >= second, perhaps >= third)
    return choose((least == most, least), otherwise=UNKNOWN)


@rule(
    "REG bijlage 6a",
    nl="Gevolgd: {boete_uren_percentage} % van de uren in het PIP.",
    en="Followed: {boete_uren_percentage} % of the hours in the PIP.",
)
def boete_uren_percentage(uren_taal_en_knm: Expr, uren_leerroute: Expr) -> Expr:
    """What share (percent) of the course hours in the PIP was followed? Unknown where the PIP states no hours."""
    return only_if(uren_leerroute > 0, uren_taal_en_knm * 100 / uren_leerroute)


@rule(
    "REG bijlage 6a",
    "BES 5.4",
    nl="Met het taalschakeltraject erbij: hoogstens {boete_uren_percentage_hoogstens} % van de uren in het PIP.",
    en="With the transition course: at most {boete_uren_percentage_hoogstens} % of the hours in the PIP.",
)
def boete_uren_percentage_hoogstens(boete_uren_percentage: Expr, uren_taalschakel: Expr, uren_leerroute: Expr) -> Expr:
    """What share (percent) would it be if all hours of an earlier taalschakeltraject were language or KNM?"""
    return boete_uren_percentage + uren_taalschakel * 100 / uren_leerroute


@rule(
    "REG bijlage 6a-6c",
    nl="Kolom in de boetetabel: {boete_leerroute_kolom} (0 is de zwaarste).",
    en="Column in the table of fines: {boete_leerroute_kolom} (0 is the heaviest).",
    uncertain="Uren van na de termijn en uit een eerdere termijn tellen hier mee; de tekst daarover is niet gelezen.",
)
def boete_leerroute_kolom(
    leerroute: Expr,
    is_asielstatushouder: Expr,
    uren_taal_en_knm: Expr,
    uren_taalschakel: Expr,
    uren_zroute_cursus: Expr,
    boete_uren_percentage: Expr,
    boete_uren_percentage_hoogstens: Expr,
    aanwezigheid_onderwijsroute: Expr,
    boete_duo_vanaf: Expr,
    law: Law,
) -> Expr:
    """Which column of the table (0-2) by lessons followed: hours, share of the PIP hours, or attendance?

    In the Z-route the hours of the intake count too (BES 5.3 lid 5). In the B1-route part of an earlier
    taalschakeltraject was language; where that part decides, the column is unknown.
    """
    on, boete = boete_duo_vanaf, law.boete
    second_share, third_share = (
        boete.kolom_percentage_tweede.percent(on=on),
        boete.kolom_percentage_derde.percent(on=on),
    )
    second_b1, third_b1 = boete.kolom_b1_uren_tweede.hours(on=on), boete.kolom_b1_uren_derde.hours(on=on)
    second_z, third_z = boete.band_z_uren_tweede.hours(on=on), boete.band_z_uren_derde.hours(on=on)
    share, attendance = boete_uren_percentage, aanwezigheid_onderwijsroute
    perhaps = uren_taal_en_knm + uren_taalschakel
    return choose(
        (leerroute == "Z", count_true(uren_zroute_cursus >= second_z, uren_zroute_cursus >= third_z)),
        (leerroute == "onderwijs", count_true(attendance >= second_share, attendance >= third_share)),
        (is_asielstatushouder, _column(share, boete_uren_percentage_hoogstens, second_share, third_share)),
        otherwise=_column(uren_taal_en_knm, perhaps, second_b1, third_b1),
    )


@rule(
    "REG bijlage 6a-6c",
    nl="Rij in de boetetabel: {boete_leerroute_rij} (0 is de zwaarste).",
    en="Row in the table of fines: {boete_leerroute_rij} (0 is the heaviest).",
    uncertain="Pogingen van na de termijn en uit een eerdere termijn tellen hier mee; of dat zo is, is niet gelezen.",
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
    uncertain="Een onderdeel met vrijstelling of ontheffing telt hier niet als behaald.",
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
    "WET 25",
    "WET 12",
    "EU:C:2025:52",
    nl="Dit staat een boete voor de leerroute in de weg: {boete_leerroute_uitgesloten_door}.",
    en="A fine for the leerroute is ruled out by: {boete_leerroute_uitgesloten_door}.",
)
def boete_leerroute_uitgesloten_door(
    boete_termijn_overschreden: Expr,
    leerroute_te_laat: Expr,
    boete_verblijf_vervallen: Expr,
    boete_verlenging_gaat_voor: Expr,
    leerroute_op_tijd_met_verlenging: Expr,
    boete_duo_keren_verboden: Expr,
    boete_leerroute_verwijtbaar: Expr,
) -> Expr:
    """What rules out a leerroute fine (codes; "" nothing)? No judgement of blame so far rules out nothing."""
    return words_where(
        (~boete_termijn_overschreden, "termijn_niet_voorbij_of_geen_plicht"),
        (~leerroute_te_laat, "leerroute_op_tijd_behaald"),
        (boete_verblijf_vervallen, "verblijf_ingetrokken_of_niet_verlengd"),
        (any_of(boete_verlenging_gaat_voor, leerroute_op_tijd_met_verlenging), "verlenging_mogelijk"),
        (boete_duo_keren_verboden, "internationale_bescherming"),
        (all_of(known(boete_leerroute_verwijtbaar), ~boete_leerroute_verwijtbaar), "niet_verwijtbaar"),
    )
