"""What the circumstances of REG 4.1 add up to for the case."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, any_event, total, unknown
from doorstroom.stelsels.inburgering.maten import MATEN


@family("maat", MATEN)
@fact(
    "belemmering",
    "REG 4.1 lid 2",
    nl="De omstandigheden geven samen {verlenging_omstandigheid_maat} {maat}.",
    en="The circumstances give together {verlenging_omstandigheid_maat} {maat}.",
)
def verlenging_omstandigheid_maat(belemmering_maat: Expr) -> Aggregate:
    """How many {maat} of extension are admissible for circumstances, the missing offer (g) left out?"""
    return total(belemmering_maat)


@fact(
    "belemmering",
    "REG 4.1 lid 3",
    nl="Bij een omstandigheid die telt, ontbreekt nog bewijs: {verlenging_bewijs_ontbreekt}.",
    en="For a circumstance that counts, proof is still missing: {verlenging_bewijs_ontbreekt}.",
)
def verlenging_bewijs_ontbreekt(belemmering_uitkomst: Expr, bewijs_ontvangen: Expr) -> Aggregate:
    """Is there a circumstance that counts and for which no proof has been recorded as received?"""
    # The register is authoritative on what was received: a proof not recorded has not been received.
    geen_bewijs = unknown(bewijs_ontvangen) | ~bewijs_ontvangen
    return any_event(when=(belemmering_uitkomst == "telt") & geen_bewijs)


@fact(
    "belemmering",
    "REG 4.1",
    nl="Er loopt nog een omstandigheid zonder bekend einde: {belemmering_loopt}.",
    en="A circumstance without a known end still runs: {belemmering_loopt}.",
)
def belemmering_loopt(tot_en_met: Expr, loopt_nog: Expr) -> Aggregate:
    """Does a circumstance still run, so that its length is not known yet?"""
    return any_event(when=unknown(tot_en_met) & loopt_nog)
