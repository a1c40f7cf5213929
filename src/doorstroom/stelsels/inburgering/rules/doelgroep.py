"""Which group the person belongs to: asielstatushouder, or gezins- en overige migrant (WET 13, 19)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, as_text, choose, known, one_of, only_if


@rule("Vw 2000 art. 8", nl="Verblijfsrecht: {verblijf_grond}.", en="Right of residence: {verblijf_grond}.")
def verblijf_grond(heeft_verblijfsrecht: Expr, verblijf_soort: Expr, laatste_grond: Expr) -> Expr:
    """Which right of residence (letter of Vw 2000 art. 8, "geen" for none) does the person hold on the peildatum?"""
    ended = all_of(known(verblijf_soort), verblijf_soort == "geen")  # of an unknown purpose the letter is still known
    return choose((~heeft_verblijfsrecht, "geen"), (ended, "geen"), otherwise=as_text(laatste_grond))


@rule(
    "BES 2.2",
    nl="Verblijf anders dan voor een tijdelijk doel: {verblijf_niet_tijdelijk}.",
    en="Stay for a purpose that is not temporary: {verblijf_niet_tijdelijk}.",
)
def verblijf_niet_tijdelijk(verblijf_grond: Expr, verblijf_soort: Expr) -> Expr:
    """Does the person stay for a purpose that is not temporary? Rights of onbepaalde tijd never are temporary."""
    return choose((one_of(verblijf_grond, ["8b", "8d"]), True), otherwise=verblijf_soort == "niet_tijdelijk")


@rule(
    "WET 3 lid 1 b",
    "REG 1.2",
    nl="Geestelijke bedienaar: {geestelijke_bedienaar}.",
    en="Minister of religion: {geestelijke_bedienaar}.",
)
def geestelijke_bedienaar(
    heeft_verblijfsrecht: Expr, verblijf_grond: Expr, laatste_als_bedienaar: Expr, laatste_beperking: Expr
) -> Expr:
    """Does the person stay as geestelijke bedienaar?"""
    return choose(
        (~heeft_verblijfsrecht, False),
        (verblijf_grond == "geen", False),
        (laatste_als_bedienaar, True),
        (verblijf_grond == "8a", laatste_beperking == "religieuze_of_levensbeschouwelijke_organisatie"),
        otherwise=False,
    )


@rule(
    "WET 13 lid 1 a",
    "Vw 2000 art. 28",
    nl="Asielvergunning voor bepaalde tijd: {asielvergunning_artikel_28}.",
    en="Asylum permit for a fixed period: {asielvergunning_artikel_28}.",
)
def asielvergunning_artikel_28(heeft_verblijfsrecht: Expr, verblijf_grond: Expr) -> Expr:
    """Does the person hold a permit asiel bepaalde tijd on the peildatum?"""
    return all_of(heeft_verblijfsrecht, verblijf_grond == "8c")


@rule(
    "WET 13 lid 1",
    "DUO-API SS124, SS125",
    nl="Asielstatushouder in de zin van de wet: {is_asielstatushouder}.",
    en="Asylum status holder in the sense of the act: {is_asielstatushouder}.",
)
def is_asielstatushouder(heeft_verblijfsrecht: Expr, doelgroep_gewijzigd_in: Expr, verblijf_asielgroep: Expr) -> Expr:
    """Is the person an asielstatushouder? A recorded change of group decides; otherwise the right of residence.

    Who loses only the asylum purpose keeps the rights of the group until DUO records a change at his own wish.
    """
    changed = known(doelgroep_gewijzigd_in)  # no change recorded is an answer: the register is authoritative
    return choose(
        (changed, doelgroep_gewijzigd_in == "asielstatushouder"),
        (~heeft_verblijfsrecht, False),
        otherwise=verblijf_asielgroep,
    )


@rule("WET 13", "WET 19", nl="Doelgroep: {doelgroep}.", en="Target group: {doelgroep}.")
def doelgroep(is_asielstatushouder: Expr, heeft_verblijfsrecht: Expr, doelgroep_gewijzigd_in: Expr) -> Expr:
    """In which group does the person fall: asielstatushouder or gezins_en_overige_migrant?"""
    group = choose((is_asielstatushouder, "asielstatushouder"), otherwise="gezins_en_overige_migrant")
    return only_if(any_of(heeft_verblijfsrecht, known(doelgroep_gewijzigd_in)), group)


@rule(
    "Kwalificatierichtlijn 34",
    "C-158/23 Keren",
    "ECLI:NL:RVS:2025:3087",
    nl="Beschermd door het arrest Keren: {beschermd_door_keren}.",
    en="Protected by the Keren judgment: {beschermd_door_keren}.",
    uncertain="Of reguliere gezinsleden van asielhouders delen in de bescherming, is niet beslist.",
)
def beschermd_door_keren(
    is_asielstatushouder: Expr, asielvergunning_artikel_28: Expr, verblijf_grond: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Is the person a beneficiary of international protection, or a family member counted with them?"""
    holder = any_of(asielvergunning_artikel_28, all_of(is_asielstatushouder, verblijf_grond == "8d"))
    return any_of(holder, all_of(is_asielstatushouder, law.plicht.bescherming_gezinsleden.flag(on=peildatum)))
