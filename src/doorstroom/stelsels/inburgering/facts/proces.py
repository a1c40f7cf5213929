"""What the guards of actions ask of the events: the last statement of the doctor, totals of fines."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, count, last, one_of, total
from doorstroom.stelsels.inburgering.events.handhaving import BOETES_VAN_DUO


@fact(
    "deskundigenverklaring_ontvangen",
    "BES 2.7",
    nl="De laatste verklaring van de arts kwam op {deskundigenverklaring_op}.",
    en="The last statement of the doctor came on {deskundigenverklaring_op}.",
)
def deskundigenverklaring_op(valid_on: Expr) -> Aggregate:
    """When did the last statement of the doctor come in?"""
    return last(valid_on)


@fact(
    "derde_informatie_gevraagd",
    "BES 5.3 lid 2",
    nl="Aantal vragen aan anderen voor het PIP: {derde_vragen}.",
    en="Number of questions to others for the PIP: {derde_vragen}.",
)
def derde_vragen() -> Aggregate:
    """How many times was a third party asked for information, indispensable or not?"""
    return count()


@fact(
    "derde_informatie_ontvangen",
    "BES 5.3 lid 2",
    nl="Aantal antwoorden daarop: {derde_antwoorden}.",
    en="Number of answers to them: {derde_antwoorden}.",
)
def derde_antwoorden() -> Aggregate:
    """How many times did information of a third party come in?"""
    return count()


@fact(
    "boete_opgelegd",
    nl="Alle boetes samen: {boete_opgelegd_totaal} euro.",
    en="All fines together: {boete_opgelegd_totaal} euros.",
)
def boete_opgelegd_totaal(bedrag: Expr) -> Aggregate:
    """What do all fines add up to when imposed (euros)?"""
    return total(bedrag)


@fact(
    "boete_opgelegd",
    "RVS:2025:3087",
    nl="Boetes die niet in stand kunnen blijven: {boete_niet_houdbaar_totaal} euro.",
    en="Fines that cannot stand: {boete_niet_houdbaar_totaal} euros.",
)
def boete_niet_houdbaar_totaal(bedrag: Expr, boete_houdbaar: Expr) -> Aggregate:
    """What do the fines add up to (euros) that cannot stand under the law known now? Unknown while one is open."""
    return total(bedrag, when=~boete_houdbaar)


@fact(
    "boete_gewijzigd",
    nl="Van boetes van DUO ging later {boete_duo_vermindering_totaal} euro af.",
    en="Off fines of DUO went {boete_duo_vermindering_totaal} euros afterwards.",
)
def boete_duo_vermindering_totaal(vermindering: Expr, soort: Expr) -> Aggregate:
    """What went off the fines of DUO afterwards (euros)?"""
    return total(vermindering, when=one_of(soort, BOETES_VAN_DUO))
