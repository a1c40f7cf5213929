"""Proof of integration, sanctions, and how far a request is."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, count, last, latest


@fact(
    "inburgering_aangetoond",
    "BNT 3",
    nl="Er is bewijs dat volstaat voor naturalisatie: {bewijs_volstaat}.",
    en="There is proof that is enough for naturalisation: {bewijs_volstaat}.",
)
def bewijs_volstaat(bewijs_telt: Expr) -> Aggregate:
    """Is there a document that meets the naturalisatietoets?"""
    return any_event(when=bewijs_telt)


@fact("inburgering_aangetoond", nl="Er is bewijs van inburgering: {heeft_bewijs}.", en="Proof: {heeft_bewijs}.")
def heeft_bewijs() -> Aggregate:
    """Does the register hold any proof of integration?"""
    return any_event()


@fact(
    "strafrechtelijke_afdoening",
    "RWN 9 lid 1 a",
    nl="Een straf staat in de weg tot en met {straf_hindert_tot_en_met}.",
    en="A sanction stands in the way up to and including {straf_hindert_tot_en_met}.",
)
def straf_hindert_tot_en_met(afdoening_hindert_tot_en_met: Expr, afdoening_telt: Expr) -> Aggregate:
    """Up to which day does a sanction stand in the way? Unknown when none counts, or when one is not carried out."""
    return latest(afdoening_hindert_tot_en_met, when=afdoening_telt)


@fact(
    "strafrechtelijke_afdoening", nl="Er is een straf die telt: {heeft_straf}.", en="A sanction counts: {heeft_straf}."
)
def heeft_straf(afdoening_telt: Expr) -> Aggregate:
    """Is there a sanction that counts for public order?"""
    return any_event(when=afdoening_telt)


@fact("naturalisatieverzoek_ingediend", nl="Verzocht op {verzoek_op}.", en="Requested on {verzoek_op}.")
def verzoek_op(valid_on: Expr) -> Aggregate:
    """On which day was naturalisation last requested?"""
    return last(valid_on)


@fact("naturalisatiegeld_betaald", nl="Betaald op {betaald_op}.", en="Paid on {betaald_op}.")
def betaald_op(valid_on: Expr) -> Aggregate:
    """On which day did the term for deciding start: payment, or what was missing came in?"""
    return last(valid_on)


@fact("beslissing_aangehouden", nl="Keren aangehouden: {aangehouden_keer}.", en="Times held: {aangehouden_keer}.")
def aangehouden_keer() -> Aggregate:
    """How many times was the decision held?"""
    return count()


@fact("naturalisatie_besloten", nl="Besloten op {naturalisatie_op}.", en="Decided on {naturalisatie_op}.")
def naturalisatie_op(valid_on: Expr, verleend: Expr) -> Aggregate:
    """On which day was naturalisation granted by Koninklijk Besluit? Unknown: not granted."""
    return last(valid_on, when=verleend)


@fact("ceremonie_uitgenodigd", nl="Uitgenodigd op {uitgenodigd_op}.", en="Invited on {uitgenodigd_op}.")
def uitgenodigd_op(valid_on: Expr) -> Aggregate:
    """On which day was the person invited to the ceremony?"""
    return last(valid_on)


@fact("besluit_uitgereikt", nl="Uitgereikt op {uitgereikt_op}.", en="Handed over on {uitgereikt_op}.")
def uitgereikt_op(valid_on: Expr) -> Aggregate:
    """On which day was the decision handed over?"""
    return last(valid_on)


@fact("optieverklaring_afgelegd", nl="Optie verklaard op {optie_op}.", en="Option declared on {optie_op}.")
def optie_op(valid_on: Expr) -> Aggregate:
    """On which day was the declaration of option made?"""
    return last(valid_on)


@fact("optie_verlengd", nl="Beslistermijn optie verlengd: {optie_verlengd}.", en="Term extended: {optie_verlengd}.")
def optie_verlengd() -> Aggregate:
    """Was the term for deciding on the option extended?"""
    return any_event()
