"""What an exam costs and who pays for it (REG 3.4, 3.5)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, any_of, choose, one_of, only_if, running_total
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN, TAALONDERDELEN
from doorstroom.stelsels.inburgering.rules.gratis_pogingen import EXAM

#: Somebody who did not sit the exam for one of these reasons may have had his money back, or not.
_MISSCHIEN_TERUG = ["afgemeld", "niet_verwijtbaar"]


@rule(
    "REG 3.4",
    per=EXAM,
    nl="Dit examen kost {examen_tarief} euro.",
    en="This exam costs {examen_tarief} euros.",
)
def examen_tarief(onderdeel: Expr, niveau: Expr, valid_on: Expr, law: Law) -> Expr:
    """What is the fee (euros) of this exam? Set for KNM and at A2; that of the Staatsexamen is unknown."""
    return choose(
        (onderdeel == "knm", law.traject.tarief_knm.euros(on=valid_on)),
        (niveau == "A2", law.traject.tarief_taalonderdeel_a2.euros(on=valid_on)),
        otherwise=UNKNOWN,
    )


@family("deel", ONDERDELEN)
@rule(
    "REG 3.5",
    per=EXAM,
    nl="Dit is voor {deel} gratis poging nummer {examen_volgnummer_deel}.",
    en="For {deel} this is free attempt number {examen_volgnummer_deel}.",
)
def examen_volgnummer_deel(onderdeel: Expr, examen_verbruikt_gratis_poging: Expr, deel: str) -> Expr:
    """How many attempts at {deel} that use up a free one were there, this exam and all earlier ones together?"""
    return running_total(choose((all_of(onderdeel == deel, examen_verbruikt_gratis_poging), 1), otherwise=0))


@rule(
    "REG 3.5",
    per=EXAM,
    nl="Dit examen is gratis: {examen_gratis}.",
    en="This exam is free: {examen_gratis}.",
    uncertain="Of er recht was op gratis pogingen, is bepaald naar de groep en de leerroute van nu.",
)
def examen_gratis(
    onderdeel: Expr,
    examen_verbruikt_gratis_poging: Expr,
    examen_volgnummer_lezen: Expr,
    examen_volgnummer_luisteren: Expr,
    examen_volgnummer_schrijven: Expr,
    examen_volgnummer_spreken: Expr,
    examen_volgnummer_knm: Expr,
    gratis_pogingen_recht_lezen: Expr,
    gratis_pogingen_recht_luisteren: Expr,
    gratis_pogingen_recht_schrijven: Expr,
    gratis_pogingen_recht_spreken: Expr,
    gratis_pogingen_recht_knm: Expr,
    valid_on: Expr,
    law: Law,
) -> Expr:
    """Is this one of the free attempts at its part, so that the Minister pays?"""
    most = law.traject.gratis_pogingen.number(on=valid_on)
    within = any_of(
        all_of(onderdeel == "lezen", gratis_pogingen_recht_lezen, examen_volgnummer_lezen <= most),
        all_of(onderdeel == "luisteren", gratis_pogingen_recht_luisteren, examen_volgnummer_luisteren <= most),
        all_of(onderdeel == "schrijven", gratis_pogingen_recht_schrijven, examen_volgnummer_schrijven <= most),
        all_of(onderdeel == "spreken", gratis_pogingen_recht_spreken, examen_volgnummer_spreken <= most),
        all_of(onderdeel == "knm", gratis_pogingen_recht_knm, examen_volgnummer_knm <= most),
    )
    return all_of(examen_verbruikt_gratis_poging, within)


@rule(
    "REG 3.4",
    "REG 3.5",
    per=EXAM,
    nl="De inburgeraar betaalt voor dit examen {examen_kosten} euro.",
    en="The newcomer pays {examen_kosten} euros for this exam.",
)
def examen_kosten(resultaat: Expr, reden_geen: Expr, examen_gratis: Expr, examen_tarief: Expr) -> Expr:
    """What does this exam cost the person (euros)? Unknown when the money may have come back after calling off."""
    perhaps_back = all_of(resultaat == "geen", one_of(reden_geen, _MISSCHIEN_TERUG))
    return choose((examen_gratis, 0), (perhaps_back, UNKNOWN), otherwise=examen_tarief)


@rule(
    "REG 3.4",
    "REG 3.5",
    per=EXAM,
    nl="Dit examen wordt betaald door: {examen_betaald_door}.",
    en="This exam is paid by: {examen_betaald_door}.",
)
def examen_betaald_door(examen_gratis: Expr) -> Expr:
    """Who pays for this exam: the Minister (a free attempt) or the inburgeraar, who may borrow for it where he can?"""
    return choose((examen_gratis, "minister"), otherwise="inburgeraar")


@family("deel", TAALONDERDELEN)
@rule(
    "REG 3.4",
    "REG 3.5",
    nl="De volgende poging voor {deel} kost de inburgeraar {volgende_poging_deel_kosten} euro.",
    en="The next attempt at {deel} costs the newcomer {volgende_poging_deel_kosten} euros.",
)
def volgende_poging_deel_kosten(
    deel_klaar: Expr, a2_volstaat_deel: Expr, gratis_pogingen_over_deel: Expr, peildatum: Expr, law: Law
) -> Expr:
    """What would the next attempt at {deel} cost the person (euros)? Not applicable (unknown) when the part is done.

    The fee of the Staatsexamen, for B1 and B2, does not stand in the regeling and is unknown.
    """
    fee = choose((a2_volstaat_deel, law.traject.tarief_taalonderdeel_a2.euros(on=peildatum)), otherwise=UNKNOWN)
    return only_if(~deel_klaar, choose((gratis_pogingen_over_deel > 0, 0), otherwise=fee))


@rule(
    "REG 3.4",
    "REG 3.5",
    nl="De volgende poging voor KNM kost de inburgeraar {volgende_poging_knm_kosten} euro.",
    en="The next attempt at KNM costs the newcomer {volgende_poging_knm_kosten} euros.",
)
def volgende_poging_knm_kosten(knm_klaar: Expr, gratis_pogingen_over_knm: Expr, peildatum: Expr, law: Law) -> Expr:
    """What would the next attempt at KNM cost the person (euros)? Not applicable (unknown) when KNM is done."""
    fee = law.traject.tarief_knm.euros(on=peildatum)
    return only_if(~knm_klaar, choose((gratis_pogingen_over_knm > 0, 0), otherwise=fee))
