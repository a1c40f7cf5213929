"""What must hold for a PIP beyond DUO's checks: content by group, the level A2, a special case, an annulment."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import all_of, any_of, choose, known, one_of, previous, unknown

PLAN = "pip_vastgesteld"


@rule(
    "DUO-API PIP",
    per=PLAN,
    nl="Dit gewijzigde PIP is ouder dan het PIP dat nu geldt: {pip_ouder_dan_geldend}.",
    en="This changed PIP is dated before the one that stands: {pip_ouder_dan_geldend}.",
)
def pip_ouder_dan_geldend(valid_on: Expr, reden: Expr, pip_laatste_datum: Expr) -> Expr:
    """Is this changed PIP dated before the last one that stands? True of every earlier change as well."""
    return one_of(reden, ["wijziging", "verhuizing", "na_vrijstelling"]) & (valid_on < pip_laatste_datum)


@rule(
    "WET 15",
    "DUO-API PIP",
    per=PLAN,
    nl="Dit PIP noemt uren voor de leerroute van iemand buiten de asielgroep: {pip_uren_buiten_asielgroep}.",
    en="This PIP names hours of the route of somebody outside the asylum group: {pip_uren_buiten_asielgroep}.",
)
def pip_uren_buiten_asielgroep(uren_leerroute: Expr, is_asielstatushouder: Expr) -> Expr:
    """Does this PIP name the intensity of the leerroute for somebody who finds his own course?"""
    return known(uren_leerroute) & ~is_asielstatushouder


@rule(
    "WET 17 lid 3",
    "BES 5.5",
    per=PLAN,
    nl="Niveau A2 in de B1-route mag in dit PIP: {pip_afschalen_toegestaan}.",
    en="Level A2 in the B1-route is admissible in this PIP: {pip_afschalen_toegestaan}.",
    uncertain="Na een eerste afschaling mag een later PIP hier A2 voor meer onderdelen noemen zonder nieuw oordeel.",
)
def pip_afschalen_toegestaan(leerroute: Expr, pip_noemt_a2: Expr, afschalen_mogelijk: Expr) -> Expr:
    """May this PIP name A2 in the B1-route: the plan before it did, or the conditions are met? Yes when it does not."""
    lowered = (leerroute == "B1") & pip_noemt_a2
    before = previous(lowered)
    return choose((~lowered, True), (known(before) & before, True), otherwise=afschalen_mogelijk)


@rule(
    "WET 14",
    "BES 5.2",
    per=PLAN,
    nl="De leerbaarheidstoets raadt een andere leerroute aan dan dit PIP kiest: {pip_wijkt_af_van_toets}.",
    en="The learnability test advises another route than this PIP chooses: {pip_wijkt_af_van_toets}.",
)
def pip_wijkt_af_van_toets(
    leerroute: Expr,
    pip_nieuwe_leerroute: Expr,
    leerbaarheidstoets_uitkomst: Expr,
    leerbaarheidstoets_uitslag_achterhaald: Expr,
) -> Expr:
    """Does this PIP choose a leerroute anew that the test advises against? No test, or no outcome, advises nothing.

    Nor does "niet haalbaar" that would be "haalbaar" under the cut-off as it is now; without the scores that is not
    known, and the outcome stands.
    """
    stands = choose(
        (unknown(leerbaarheidstoets_uitslag_achterhaald), True), otherwise=~leerbaarheidstoets_uitslag_achterhaald
    )
    against = choose(
        (unknown(leerbaarheidstoets_uitkomst), False),
        (leerbaarheidstoets_uitkomst == "B1_niet_haalbaar", all_of(stands, leerroute != "Z")),
        otherwise=all_of(leerbaarheidstoets_uitkomst == "B1_haalbaar", leerroute == "Z"),
    )
    return pip_nieuwe_leerroute & against


@rule(
    "Awb 3:46",
    "BES 5.2",
    per=PLAN,
    nl="Een keuze tegen het advies van de leerbaarheidstoets is uitgelegd: {pip_afwijking_gemotiveerd}.",
    en="A choice against the advice of the learnability test is explained: {pip_afwijking_gemotiveerd}.",
    uncertain="De wet noemt geen eigen motivering voor een afwijking van de toets; een besluit vraagt die altijd.",
)
def pip_afwijking_gemotiveerd(pip_wijkt_af_van_toets: Expr, afwijking_van_toets: Expr) -> Expr:
    """Does this PIP follow the test, or say why not? The college decides, with reasons (Awb 3:46)."""
    return choose((~pip_wijkt_af_van_toets, True), otherwise=known(afwijking_van_toets))


@rule(
    "BES 5.4 lid 3",
    per=PLAN,
    nl="Het bijzondere geval in dit PIP is beoordeeld: {pip_bijzonder_geval_beoordeeld}.",
    en="The special case in this PIP was assessed: {pip_bijzonder_geval_beoordeeld}.",
)
def pip_bijzonder_geval_beoordeeld(bijzonder_geval: Expr, bijzonder_geval_wissel: Expr) -> Expr:
    """Does this PIP call on a special case only where an official found one? No assessment on record: none found."""
    return choose((~bijzonder_geval, True), (unknown(bijzonder_geval_wissel), False), otherwise=bijzonder_geval_wissel)


@rule(
    "WET 11 lid 3",
    "Awb 8:72",
    per=PLAN,
    nl="Van dit PIP staat vast wie het wanneer ongedaan maakte: {pip_vernietiging_compleet}.",
    en="It is on record how and when this PIP was undone: {pip_vernietiging_compleet}.",
)
def pip_vernietiging_compleet(valid_on: Expr, vernietigd_op: Expr, vernietiging: Expr, peildatum: Expr) -> Expr:
    """Are day and way of undoing this PIP known, the day not before the PIP and not after the peildatum?"""
    return all_of(known(vernietigd_op), known(vernietiging), vernietigd_op >= valid_on, vernietigd_op <= peildatum)


@rule(
    "WET 14",
    "BES 5.2",
    nl="Voor het PIP ontbreekt nog de leerbaarheidstoets: {pip_leerbaarheidstoets_ontbreekt}.",
    en="For the PIP the learnability test is still missing: {pip_leerbaarheidstoets_ontbreekt}.",
    uncertain="Na een intake in afwezigheid kan het PIP hier zonder toets; de tekst zegt daar niets over.",
)
def pip_leerbaarheidstoets_ontbreekt(leerbaarheidstoets_nodig: Expr, intake_in_afwezigheid: Expr) -> Expr:
    """Is the test still to be taken before the plan? Not when the college completed the intake in absence."""
    absent = known(intake_in_afwezigheid) & intake_in_afwezigheid  # no intake on record was not held in absence
    return leerbaarheidstoets_nodig & ~absent


@rule(
    "BES 5.3",
    nl="Het is bekend welke gemeente verantwoordelijk is: {gemeente_bekend}.",
    en="It is known which municipality is responsible: {gemeente_bekend}.",
)
def gemeente_bekend(gemeente: Expr) -> Expr:
    """Is a responsible municipality on record: by the BRP, or in reception by COA's link?"""
    return known(gemeente)


@rule(
    "BES 9.2",
    "DUO-API PVT, MAP",
    nl="Het geldende PIP is van de gemeente die verantwoordelijk is: {pip_van_verantwoordelijke_gemeente}.",
    en="The PIP that stands is of the responsible municipality: {pip_van_verantwoordelijke_gemeente}.",
)
def pip_van_verantwoordelijke_gemeente(pip_gemeente: Expr, gemeente: Expr) -> Expr:
    """Is the PIP that stands of the municipality that is responsible now?"""
    return pip_gemeente == gemeente


@rule(
    "DUO-API PIP",
    nl="DUO neemt het laatste PIP niet aan: {pip_door_duo_geweigerd}.",
    en="DUO does not accept the last PIP: {pip_door_duo_geweigerd}.",
)
def pip_door_duo_geweigerd(heeft_pip: Expr, pip_aanvaard: Expr) -> Expr:
    """Does a plan stand that does not pass the checks of DUO?"""
    return heeft_pip & ~pip_aanvaard


@rule(
    "BES 5.4",
    nl="Wisselen van leerroute kan nog: {wissel_mogelijk}.",
    en="The route can still be changed: {wissel_mogelijk}.",
)
def wissel_mogelijk(
    wissel_toegestaan_naar_b1: Expr, wissel_toegestaan_naar_onderwijs: Expr, wissel_toegestaan_naar_z: Expr
) -> Expr:
    """May the college set another leerroute than the present one, whichever it is?"""
    return any_of(wissel_toegestaan_naar_b1, wissel_toegestaan_naar_onderwijs, wissel_toegestaan_naar_z)


@rule(
    "WET 4",
    "DUO-API SS130",
    nl="Na het eerste PIP eindigde een tijdelijke vrijstelling: {pip_vrijstelling_geeindigd}.",
    en="After the first PIP a temporary exemption ended: {pip_vrijstelling_geeindigd}.",
)
def pip_vrijstelling_geeindigd(
    pip_eerste_datum: Expr, vrijstelling_laatst_geeindigd_op: Expr, leerplicht_einde_op: Expr, peildatum: Expr
) -> Expr:
    """Did a tijdelijke vrijstelling, by decision, education or school age, end after the first plan?

    No day on record means that none by decision or education ended.
    """
    ended = known(vrijstelling_laatst_geeindigd_op) & (vrijstelling_laatst_geeindigd_op > pip_eerste_datum)
    school = all_of(leerplicht_einde_op > pip_eerste_datum, leerplicht_einde_op <= peildatum)
    return known(pip_eerste_datum) & any_of(ended, school)
