"""Fines and international protection: the ruling Keren, dated twice (when it holds and since when it is known).

A fine is judged by what is known of the law at ``law_date``, also a fine of years ago: the ruling works back in time.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    known,
    not_below,
    one_of,
    only_if,
)
from doorstroom.stelsels.inburgering.events.handhaving import BOETES_VAN_DUO

FINE = "boete_opgelegd"
_NO_RULING = (
    "Open vraag: over boetes van het college aan asielstatushouders is geen uitspraak bekend; "
    "de redenering van Keren vraagt een individuele uitzonderingstoets."
)


@rule(
    "EU:C:2025:52",
    nl="De uitspraak Keren is bekend: {keren_bekend}.",
    en="The ruling Keren is known: {keren_bekend}.",
)
def keren_bekend(law_date: Expr, law: Law) -> Expr:
    """Was the ruling of 4 February 2025 known at the date of the law that is applied?"""
    return law.boete.keren_bekend.flag(on=law_date)


@rule(
    "EU:C:2025:52",
    "RVS:2025:3087",
    nl="DUO mag deze persoon geen boete opleggen wegens internationale bescherming: {boete_duo_keren_verboden}.",
    en="DUO may not fine this person because of international protection: {boete_duo_keren_verboden}.",
    uncertain="De uitspraak laat een boete in uitzonderlijke gevallen open; DUO legt er geen meer op.",
)
def boete_duo_keren_verboden(beschermd_door_keren: Expr, keren_bekend: Expr, peildatum: Expr, law: Law) -> Expr:
    """Is a new fine of DUO ruled out because the person is a beneficiary of international protection?"""
    return all_of(beschermd_door_keren, keren_bekend, law.boete.keren_geldt.flag(on=peildatum))


def _in_order(protected: Expr, exception_found: Expr, law_date: Expr, law: Law) -> Expr:
    test = law.boete.college_asiel_toets.text(on=law_date)
    return choose((~protected, True), (test == "geen", True), otherwise=exception_found)


@rule(
    "WET 22",
    "EU:C:2025:52",
    nl="Internationale bescherming staat een boete bij de intake niet in de weg: {boete_intake_keren_in_orde}.",
    en="International protection does not stand in the way of a fine at the intake: {boete_intake_keren_in_orde}.",
    uncertain=_NO_RULING,
)
def boete_intake_keren_in_orde(
    beschermd_door_keren: Expr, boete_intake_keren_uitzondering: Expr, law_date: Expr, law: Law
) -> Expr:
    """Is the person not protected, or did an official find the exceptional case? Unknown until that test is done."""
    return _in_order(beschermd_door_keren, boete_intake_keren_uitzondering, law_date, law)


@rule(
    "WET 23",
    "EU:C:2025:52",
    nl="Internationale bescherming staat een boete in het traject niet in de weg: {boete_traject_keren_in_orde}.",
    en="International protection does not stand in the way of a fine in the traject: {boete_traject_keren_in_orde}.",
    uncertain=_NO_RULING,
)
def boete_traject_keren_in_orde(
    beschermd_door_keren: Expr, boete_traject_keren_uitzondering: Expr, law_date: Expr, law: Law
) -> Expr:
    """Is the person not protected, or did an official find the exceptional case? Unknown until that test is done."""
    return _in_order(beschermd_door_keren, boete_traject_keren_uitzondering, law_date, law)


@rule(
    "EU:C:2025:52",
    "WET 25 lid 2",
    nl="De termijn is voorbij, een boete mag niet en dus komt er geen nieuwe termijn: {asiel_zonder_nieuwe_termijn}.",
    en="The term is over, no fine may follow, and so no new term does either: {asiel_zonder_nieuwe_termijn}.",
    uncertain="Een gat in de wet: een nieuwe termijn staat alleen in een boetebeschikking.",
)
def asiel_zonder_nieuwe_termijn(
    termijn_verstreken: Expr, inburgeringsplichtig_wi2021: Expr, voldaan: Expr, boete_duo_keren_verboden: Expr
) -> Expr:
    """Is somebody still obliged, past the term, and without any way to a statutory new term?"""
    return all_of(termijn_verstreken, inburgeringsplichtig_wi2021, ~voldaan, boete_duo_keren_verboden)


@rule(
    "WET 11",
    "WET 25 lid 2",
    "EU:C:2025:52",
    nl="De termijn eindigde op {termijn_zonder_vervolg_laatste_dag}. Er komt geen nieuwe: de wet regelt dit niet.",
    en="The term ended on {termijn_zonder_vervolg_laatste_dag}. No new one follows: the law does not provide for this.",
    uncertain="Een gat in de wet: een nieuwe termijn staat alleen in een boetebeschikking.",
)
def termijn_zonder_vervolg_laatste_dag(asiel_zonder_nieuwe_termijn: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Last day (inclusive) of a term after which no statutory new term can follow; not applicable to others."""
    return only_if(asiel_zonder_nieuwe_termijn, termijn_laatste_dag)


def _touched(decided_on: Expr, permit_on: Expr, protected_now: Expr, ruling_known: Expr, law: Law) -> Expr:
    """Whether the ruling, as far as it is known, reaches a decision on a beneficiary of international protection.

    Who was one at the decision stays so for it, also with another status by now; no asylum permit in the register is
    an answer ("known").
    """
    protected_then = all_of(known(permit_on), decided_on >= permit_on)
    return all_of(any_of(protected_then, protected_now), ruling_known, law.boete.keren_geldt.flag(on=decided_on))


@rule(
    "Richtlijn 2011/95 art. 34",
    "EU:C:2025:52",
    per=FINE,
    nl="De uitspraak Keren raakt deze boete: {boete_door_keren_geraakt}.",
    en="The ruling Keren touches this fine: {boete_door_keren_geraakt}.",
)
def boete_door_keren_geraakt(
    valid_on: Expr, beschermd_door_keren: Expr, asielvergunning_eerste_op: Expr, keren_bekend: Expr, law: Law
) -> Expr:
    """Does the ruling, as far as it is known, reach this fine on a beneficiary of international protection?"""
    return _touched(valid_on, asielvergunning_eerste_op, beschermd_door_keren, keren_bekend, law)


@rule(
    "RVS:2025:3087",
    "RvS 18-2-2026",
    "Awb 4:6",
    per=FINE,
    nl="Deze boete kan in stand blijven: {boete_houdbaar}.",
    en="This fine can stand: {boete_houdbaar}.",
    uncertain="Over onherroepelijke boetes zonder verzoek beslist SZW; over boetes van het college is niets beslist.",
)
def boete_houdbaar(
    soort: Expr,
    valid_on: Expr,
    onherroepelijk_op: Expr,
    boete_door_keren_geraakt: Expr,
    boete_herziening_verzocht: Expr,
    te_laat_niet_verwijtbaar_op: Expr,
    law_date: Expr,
    law: Law,
) -> Expr:
    """Can the fine stand under the law as known at ``law_date``, final or not, and after a later finding of no blame?

    Unknown where the ruling leaves it open. No date in the register: not final, or no such finding ("known").
    """
    duo = one_of(soort, BOETES_VAN_DUO)
    no_blame = all_of(duo, known(te_laat_niet_verwijtbaar_op), te_laat_niet_verwijtbaar_op >= valid_on)
    final = known(onherroepelijk_op)
    reaches_final = law.boete.keren_bekend_onherroepelijk.flag(on=law_date)
    return choose(
        (no_blame, False),
        (~boete_door_keren_geraakt, True),
        (~duo, UNKNOWN),
        (~final, False),
        (~reaches_final, True),
        (boete_herziening_verzocht, False),
        otherwise=UNKNOWN,
    )


@rule(
    "RVS:2025:3087",
    per=FINE,
    nl="Van deze boete blijft {boete_houdbaar_bedrag} euro over.",
    en="Of this fine {boete_houdbaar_bedrag} euros remain.",
)
def boete_houdbaar_bedrag(boete_houdbaar: Expr, bedrag: Expr) -> Expr:
    """What amount (euros) of this fine can stand: all of it or nothing? Unknown where that is open."""
    return choose((boete_houdbaar, bedrag), otherwise=0)


@rule(
    "RVS:2025:3087",
    nl="Van alle opgelegde boetes kan {boete_staand_bedrag} euro in stand blijven.",
    en="Of all fines imposed {boete_staand_bedrag} euros can stand.",
)
def boete_staand_bedrag(boete_houdbaar_totaal: Expr, boete_vermindering_totaal: Expr) -> Expr:
    """What remains (euros) of the fines that can stand, after what was taken off? Unknown while one is open."""
    return not_below(boete_houdbaar_totaal - boete_vermindering_totaal, 0)


@rule(
    "rijksoverheid.nl 19-2-2026",
    nl="De invordering van boetes en leningen ligt voor deze persoon stil: {invordering_gepauzeerd}.",
    en="Collection of fines and loans from this person is paused: {invordering_gepauzeerd}.",
)
def invordering_gepauzeerd(beschermd_door_keren: Expr, peildatum: Expr, law: Law) -> Expr:
    """Is collection paused because the person is a beneficiary of international protection (since March 2023)?"""
    return all_of(beschermd_door_keren, law.boete.invordering_asiel_gepauzeerd.flag(on=peildatum))


@rule(
    "RVS:2025:3087",
    "RvS 18-2-2026",
    nl="De lening mag worden teruggevorderd: {lening_terugbetaling_toegestaan}.",
    en="The loan may be recovered: {lening_terugbetaling_toegestaan}.",
    uncertain="Over onherroepelijke besluiten zonder verzoek beslist SZW.",
)
def lening_terugbetaling_toegestaan(
    lening_terugbetaling_vastgesteld: Expr,
    lening_terugbetaling_vastgesteld_op: Expr,
    lening_terugbetaling_onherroepelijk: Expr,
    lening_herziening_verzocht: Expr,
    beschermd_door_keren: Expr,
    asielvergunning_eerste_op: Expr,
    keren_bekend: Expr,
    law_date: Expr,
    law: Law,
) -> Expr:
    """May the loan of a decided repayment be recovered, under the law as known at ``law_date``?"""
    decided_on = lening_terugbetaling_vastgesteld_op
    touched = _touched(decided_on, asielvergunning_eerste_op, beschermd_door_keren, keren_bekend, law)
    reaches_final = law.boete.keren_bekend_onherroepelijk.flag(on=law_date)
    return choose(
        (~lening_terugbetaling_vastgesteld, UNKNOWN),
        (~touched, True),
        (~lening_terugbetaling_onherroepelijk, False),
        (~reaches_final, True),
        (lening_herziening_verzocht, False),
        otherwise=UNKNOWN,
    )
