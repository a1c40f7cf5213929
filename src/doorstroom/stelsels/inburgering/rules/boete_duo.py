"""Fines of the Minister (DUO) for PVT, MAP and leerroute (WET 24, 25): when they are possible and when not.

The columns say what is admissible and how much at most. Whether a fine is imposed is for people.
"""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, choose, known, latest_of, only_if
from doorstroom.stelsels.inburgering.events.traject import PLICHTDELEN, PVT_EN_MAP
from doorstroom.stelsels.inburgering.rules.boete_besluit import open_amount


@rule(
    "WET 24",
    "WET 25",
    nl="Vanaf {boete_duo_vanaf} kan er een (volgende) boete van DUO komen.",
    en="From {boete_duo_vanaf} a (further) fine of DUO is possible.",
    uncertain="De twee jaar van de herhaling zijn geteld vanaf het vorige boetebesluit.",
)
def boete_duo_vanaf(
    termijn_laatste_dag: Expr,
    boete_duo_opgelegd: Expr,
    boete_duo_eerste_op: Expr,
    boete_duo_laatste_op: Expr,
    termijn_na_boete_besluit_op: Expr,
    law: Law,
) -> Expr:
    """First day on which DUO may fine (again): the day after the term; from the third time on every two years.

    Unknown when the last fine decision set no new term, as the law says that it does.
    """
    after_term = add(termijn_laatste_dag, days=1)
    years = law.boete.herhaling.years(on=boete_duo_laatste_op)
    repeated = latest_of(after_term, add(boete_duo_laatste_op, years=years))
    new_term_known = termijn_na_boete_besluit_op == boete_duo_laatste_op
    return choose(
        (~boete_duo_opgelegd, after_term),
        (boete_duo_eerste_op == boete_duo_laatste_op, only_if(new_term_known, after_term)),
        otherwise=repeated,
    )


@rule(
    "WET 24 lid 4",
    "WET 25 lid 2",
    nl="De volgende boete valt onder de herhaling per twee jaar: {boete_per_twee_jaar_herhaling}.",
    en="The next fine falls under the repetition every two years: {boete_per_twee_jaar_herhaling}.",
)
def boete_per_twee_jaar_herhaling(
    boete_duo_opgelegd: Expr, boete_duo_eerste_op: Expr, boete_duo_laatste_op: Expr
) -> Expr:
    """Was the first new term missed and fined too, so that further fines come every two years?"""
    return all_of(boete_duo_opgelegd, boete_duo_laatste_op > boete_duo_eerste_op)


@rule(
    "WET 24",
    "WET 25",
    nl="De termijn is voorbij en een boete van DUO kan aan de orde zijn: {boete_termijn_overschreden}.",
    en="The term is over and a fine of DUO may come up: {boete_termijn_overschreden}.",
)
def boete_termijn_overschreden(
    heeft_pip: Expr, inburgeringsplichtig_wi2021: Expr, voldaan: Expr, peildatum: Expr, boete_duo_vanaf: Expr
) -> Expr:
    """Is the term over on the peildatum for somebody who is, or until fulfilment was, obliged under the Wi2021?"""
    return all_of(heeft_pip, any_of(inburgeringsplichtig_wi2021, voldaan), peildatum >= boete_duo_vanaf)


@rule(
    "WET 25 lid 1",
    nl="De leerroute is niet op tijd behaald: {leerroute_te_laat}.",
    en="The leerroute was not achieved in time: {leerroute_te_laat}.",
)
def leerroute_te_laat(leerroute_voldaan: Expr, leerroute_voldaan_op: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Was the leerroute not achieved within the term (last day included), or not at all so far?"""
    return choose((~leerroute_voldaan, True), otherwise=leerroute_voldaan_op > termijn_laatste_dag)


@rule("WET 24 lid 1", nl="Het PVT is niet op tijd klaar: {pvt_te_laat}.", en="The PVT is late: {pvt_te_laat}.")
def pvt_te_laat(pvt_voldaan: Expr, pvt_voldaan_op: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Was the PVT not finished within the term (last day included), or not at all so far?"""
    return choose((~pvt_voldaan, True), otherwise=pvt_voldaan_op > termijn_laatste_dag)


@rule(
    "WET 24 lid 1",
    "WET 8 lid 3",
    nl="De MAP is niet op tijd klaar: {map_te_laat}.",
    en="The MAP is late: {map_te_laat}.",
)
def map_te_laat(map_verplicht: Expr, map_voldaan: Expr, map_voldaan_op: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Was the MAP, where it is obligatory, not finished within the term (last day included)?"""
    return choose((~map_verplicht, False), (~map_voldaan, True), otherwise=map_voldaan_op > termijn_laatste_dag)


@rule(
    "WET 25 lid 3",
    nl="De vergunning is ingetrokken of niet verlengd: {boete_verblijf_vervallen}.",
    en="The permit was withdrawn or not renewed: {boete_verblijf_vervallen}.",
)
def boete_verblijf_vervallen(verblijf_ingetrokken_of_geweigerd_op: Expr, verblijf_laatst_verkregen_op: Expr) -> Expr:
    """Was the last permit withdrawn or its renewal refused? No date means that neither happened.

    A right acquired on the day on which the old one ended comes after it.
    """
    ended = verblijf_ingetrokken_of_geweigerd_op
    return all_of(known(ended), ended > verblijf_laatst_verkregen_op)


@rule(
    "WET 12",
    "BES 4.5",
    nl="Een verlenging is nog mogelijk en gaat voor: {boete_verlenging_gaat_voor}.",
    en="An extension is still possible and comes first: {boete_verlenging_gaat_voor}.",
)
def boete_verlenging_gaat_voor(termijn_laatste_dag_mogelijk: Expr, peildatum: Expr) -> Expr:
    """Would the term, with every extension that is admissible, not be over yet? Then no fine is due."""
    return termijn_laatste_dag_mogelijk >= peildatum


@family("deel", PLICHTDELEN)
@rule(
    "WET 12",
    "WET 24",
    "WET 25",
    nl="Met de verlenging die nog kan, is {deel} op tijd klaar: {deel_op_tijd_met_verlenging}.",
    en="With the extension that is still admissible, {deel} was in time: {deel_op_tijd_met_verlenging}.",
)
def deel_op_tijd_met_verlenging(deel_voldaan: Expr, deel_voldaan_op: Expr, termijn_laatste_dag_mogelijk: Expr) -> Expr:
    """Was {deel} achieved within the term as every admissible extension would lengthen it? Then no fine is due."""
    return all_of(deel_voldaan, deel_voldaan_op <= termijn_laatste_dag_mogelijk)


@rule(
    "WET 25",
    "WET 12",
    "EU:C:2025:52",
    nl="Een boete voor de leerroute is niet uitgesloten: {boete_leerroute_mogelijk}.",
    en="A fine for the leerroute is not ruled out: {boete_leerroute_mogelijk}.",
    uncertain="Wie na de termijn alsnog voldoet, heeft de termijn overschreden; een boete is dan niet uitgesloten.",
)
def boete_leerroute_mogelijk(
    boete_termijn_overschreden: Expr,
    leerroute_te_laat: Expr,
    boete_verblijf_vervallen: Expr,
    boete_verlenging_gaat_voor: Expr,
    leerroute_op_tijd_met_verlenging: Expr,
    boete_duo_keren_verboden: Expr,
) -> Expr:
    """Does nothing in the law rule out a leerroute fine, apart from the judgement of blame?"""
    return all_of(
        boete_termijn_overschreden,
        leerroute_te_laat,
        ~boete_verblijf_vervallen,
        ~any_of(boete_verlenging_gaat_voor, leerroute_op_tijd_met_verlenging),
        ~boete_duo_keren_verboden,
    )


@family("deel", PVT_EN_MAP)
@rule(
    "WET 24",
    "WET 12",
    "EU:C:2025:52",
    nl="Een boete voor {deel} is niet uitgesloten: {boete_deel_mogelijk}.",
    en="A fine for {deel} is not ruled out: {boete_deel_mogelijk}.",
)
def boete_deel_mogelijk(
    boete_termijn_overschreden: Expr,
    deel_te_laat: Expr,
    boete_verlenging_gaat_voor: Expr,
    deel_op_tijd_met_verlenging: Expr,
    boete_duo_keren_verboden: Expr,
) -> Expr:
    """Does nothing in the law rule out a fine for {deel}, apart from the judgement of blame?"""
    extension = any_of(boete_verlenging_gaat_voor, deel_op_tijd_met_verlenging)
    return all_of(boete_termijn_overschreden, deel_te_laat, ~extension, ~boete_duo_keren_verboden)


@rule(
    "WET 25",
    "Awb 5:41",
    nl="Een boete voor de leerroute is toegestaan: {boete_leerroute_toegestaan}.",
    en="A fine for the leerroute is allowed: {boete_leerroute_toegestaan}.",
)
def boete_leerroute_toegestaan(boete_leerroute_mogelijk: Expr, boete_leerroute_verwijtbaar: Expr) -> Expr:
    """May DUO fine for the leerroute? Unknown until an official judged blame after the term ended."""
    return all_of(boete_leerroute_mogelijk, boete_leerroute_verwijtbaar)


@family("deel", PVT_EN_MAP)
@rule(
    "WET 24",
    "Awb 5:41",
    nl="Een boete voor {deel} is toegestaan: {boete_deel_toegestaan}.",
    en="A fine for {deel} is allowed: {boete_deel_toegestaan}.",
)
def boete_deel_toegestaan(boete_deel_mogelijk: Expr, boete_deel_verwijtbaar: Expr) -> Expr:
    """May DUO fine for {deel}? Unknown until an official judged blame after the term ended."""
    return all_of(boete_deel_mogelijk, boete_deel_verwijtbaar)


@family("deel", PVT_EN_MAP)
@rule(
    "WET 24",
    "BES 7.2 lid 1",
    nl="Boete voor {deel}: hoogstens {boete_deel_bedrag} euro.",
    en="Fine for {deel}: at most {boete_deel_bedrag} euros.",
    uncertain="Dat PVT en MAP elk een eigen boete hebben, zegt DUO; de wet noemt een bedrag.",
)
def boete_deel_bedrag(boete_deel_mogelijk: Expr, boete_deel_toegestaan: Expr, boete_duo_vanaf: Expr, law: Law) -> Expr:
    """What fine (euros) for {deel} may be decided on now?"""
    amount = law.boete.pvt_of_map_bedrag.euros(on=boete_duo_vanaf)
    return open_amount(boete_deel_mogelijk, boete_deel_toegestaan, amount)


@rule(
    "WET 25",
    "WET 26",
    "REG 7.1-7.3",
    nl="Boete voor de leerroute: hoogstens {boete_leerroute_maximum} euro.",
    en="Fine for the leerroute: at most {boete_leerroute_maximum} euros.",
)
def boete_leerroute_maximum(
    boete_leerroute_mogelijk: Expr, boete_leerroute_toegestaan: Expr, boete_leerroute_gematigd: Expr
) -> Expr:
    """What fine (euros) for the leerroute may be decided on now, after the lowering for parts passed?"""
    return open_amount(boete_leerroute_mogelijk, boete_leerroute_toegestaan, boete_leerroute_gematigd)


@rule(
    "WET 24",
    nl="Boetes voor PVT en MAP samen: hoogstens {boete_pvt_map_bedrag} euro.",
    en="Fines for PVT and MAP together: at most {boete_pvt_map_bedrag} euros.",
)
def boete_pvt_map_bedrag(boete_pvt_bedrag: Expr, boete_map_bedrag: Expr) -> Expr:
    """What do the fines for PVT and MAP that may be decided on add up to (euros)?"""
    return boete_pvt_bedrag + boete_map_bedrag


@rule(
    "WET 24",
    "WET 25",
    nl="Boetes van DUO samen: hoogstens {boete_duo_totaal} euro.",
    en="Fines of DUO together: at most {boete_duo_totaal} euros.",
)
def boete_duo_totaal(boete_pvt_map_bedrag: Expr, boete_leerroute_maximum: Expr) -> Expr:
    """What do the fines of DUO that may be decided on now add up to (euros)?"""
    return boete_pvt_map_bedrag + boete_leerroute_maximum
