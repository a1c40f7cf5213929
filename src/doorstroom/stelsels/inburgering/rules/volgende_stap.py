"""What a case asks for next, so that screens can offer it first. Nothing happens by itself."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, known, unknown


@rule(
    "BES 5.3 lid 1",
    nl="DUO moet de kennisgeving nog sturen: {kennisgeving_te_versturen}.",
    en="DUO is still to send the notice: {kennisgeving_te_versturen}.",
)
def kennisgeving_te_versturen(inburgeringsplichtig_wi2021: Expr, heeft_kennisgeving: Expr) -> Expr:
    """Is the person obliged without any notice of it?"""
    return all_of(inburgeringsplichtig_wi2021, ~heeft_kennisgeving)


@rule(
    "WET 14",
    nl="De eerste oproep voor de brede intake moet nog: {intake_te_beginnen}.",
    en="The first call for the intake is still to come: {intake_te_beginnen}.",
)
def intake_te_beginnen(
    inburgeringsplichtig_wi2021: Expr, gemeente_bekend: Expr, intake_afgerond: Expr, intake_oproepen: Expr,
    pip_klok_gehaald_op: Expr,
) -> Expr:  # fmt: skip
    """Is there somebody to call: obliged, a municipality responsible, no intake, no call, and no plan of it yet?"""
    return all_of(
        inburgeringsplichtig_wi2021,
        gemeente_bekend,
        ~intake_afgerond,
        intake_oproepen == 0,
        unknown(pip_klok_gehaald_op),
    )


@rule(
    "WET 14",
    nl="Er loopt een oproep voor de brede intake: {intake_oproep_loopt}.",
    en="A call for the intake is open: {intake_oproep_loopt}.",
)
def intake_oproep_loopt(
    intake_afgerond: Expr, intake_oproepen_met_boete: Expr, intake_niet_verschenen_aantal: Expr
) -> Expr:
    """Is there a call that was neither followed by the intake nor missed?"""
    return all_of(~intake_afgerond, intake_oproepen_met_boete > intake_niet_verschenen_aantal)


@rule(
    "WET 14",
    "BES 5.2",
    nl="De leerbaarheidstoets moet nog worden gedaan: {leerbaarheidstoets_te_doen}.",
    en="The learnability test is still to be done: {leerbaarheidstoets_te_doen}.",
)
def leerbaarheidstoets_te_doen(
    inburgeringsplichtig_wi2021: Expr, pip_leerbaarheidstoets_ontbreekt: Expr, pip_klok_soort: Expr
) -> Expr:
    """Must somebody who is obliged still take the test? After a move with a plan it may be left out."""
    return all_of(inburgeringsplichtig_wi2021, pip_klok_soort == "eerste", pip_leerbaarheidstoets_ontbreekt)


@rule(
    "WET 15",
    nl="Het eerste PIP kan worden gemaakt: {pip_eerste_te_maken}.",
    en="The first PIP can be made: {pip_eerste_te_maken}.",
)
def pip_eerste_te_maken(
    inburgeringsplichtig_wi2021: Expr, intake_afgerond: Expr, pip_leerbaarheidstoets_ontbreekt: Expr, pip_aantal: Expr,
    pip_wacht_op_derde: Expr,
) -> Expr:  # fmt: skip
    """Is all there for the first plan: intake, test, and no indispensable information awaited?"""
    return all_of(
        inburgeringsplichtig_wi2021,
        intake_afgerond,
        pip_aantal == 0,
        ~pip_leerbaarheidstoets_ontbreekt,
        ~pip_wacht_op_derde,
    )


@rule(
    "BES 5.3 lid 3",
    nl="Na de verhuizing kan het nieuwe PIP worden gemaakt: {pip_verhuizing_te_maken}.",
    en="After the move the new PIP can be made: {pip_verhuizing_te_maken}.",
)
def pip_verhuizing_te_maken(
    inburgeringsplichtig_wi2021: Expr, intake_afgerond: Expr, pip_klok_soort: Expr, pip_huidige_gemeente_datum: Expr
) -> Expr:
    """Is there a plan of an earlier municipality only, and did the new one complete its intake?"""
    no_plan = unknown(pip_huidige_gemeente_datum)
    return all_of(inburgeringsplichtig_wi2021, intake_afgerond, pip_klok_soort == "verhuizing", no_plan)


@rule(
    "BES 3.1",
    nl="De participatieverklaring kan worden getekend: {pvt_te_ondertekenen}.",
    en="The participation declaration can be signed: {pvt_te_ondertekenen}.",
)
def pvt_te_ondertekenen(
    inburgeringsplichtig_wi2021: Expr, heeft_pip: Expr, pvt_ondertekend: Expr, uren_pvt: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Are the hours of the PVT full and is only the signature missing?"""
    full = uren_pvt >= law.traject.pvt_uren.hours(on=peildatum)
    return all_of(inburgeringsplichtig_wi2021, heeft_pip, ~pvt_ondertekend, full)


@rule(
    "BES 3.2",
    "REG 3.1",
    nl="Het eindgesprek van de MAP kan worden gehouden: {map_af_te_ronden}.",
    en="The final talk of the MAP can be held: {map_af_te_ronden}.",
)
def map_af_te_ronden(
    inburgeringsplichtig_wi2021: Expr, heeft_pip: Expr, map_verplicht: Expr, map_afgerond: Expr, uren_map: Expr,
    peildatum: Expr, law: Law,
) -> Expr:  # fmt: skip
    """Are the hours of the MAP full and is only the eindgesprek missing?"""
    full = uren_map >= law.traject.map_uren.hours(on=peildatum)
    return all_of(inburgeringsplichtig_wi2021, heeft_pip, map_verplicht, ~map_afgerond, full)


@rule(
    "WET 9",
    "BES 3.14",
    nl="Het eindgesprek van de Z-route kan worden gehouden: {zroute_af_te_ronden}.",
    en="The final talk of the Z-route can be held: {zroute_af_te_ronden}.",
)
def zroute_af_te_ronden(
    inburgeringsplichtig_wi2021: Expr, heeft_pip: Expr, leerroute: Expr, zroute_eindgesprek: Expr,
    zroute_cursusuren_tekort: Expr, zroute_participatieuren_tekort: Expr,
) -> Expr:  # fmt: skip
    """Are all hours of the Z-route followed and is only the eindgesprek missing?"""
    full = all_of(zroute_cursusuren_tekort <= 0, zroute_participatieuren_tekort <= 0)
    return all_of(inburgeringsplichtig_wi2021, heeft_pip, leerroute == "Z", ~zroute_eindgesprek, full)


@rule(
    "WET 17 lid 1",
    nl="Er moet nog een voortgangsgesprek komen: {voortgangsgesprek_te_voeren}.",
    en="A progress talk is still to be held: {voortgangsgesprek_te_voeren}.",
)
def voortgangsgesprek_te_voeren(inburgeringsplichtig_wi2021: Expr, voortgangsgesprekken_te_voeren: Expr) -> Expr:
    """Does the plan set progress talks that were not held yet? Unknown when it sets no number."""
    return all_of(inburgeringsplichtig_wi2021, voortgangsgesprekken_te_voeren > 0)


@rule(
    "BES 5.2",
    nl="Van de brede intake is niet alles vastgelegd: {intake_vastlegging_onvolledig}.",
    en="Not all of the intake is on record: {intake_vastlegging_onvolledig}.",
)
def intake_vastlegging_onvolledig(inburgeringsplichtig_wi2021: Expr, intake_niet_vastgelegd: Expr) -> Expr:
    """Does the register lack something that the law asks of an intake? Not before it is complete ("known")."""
    return all_of(inburgeringsplichtig_wi2021, known(intake_niet_vastgelegd), intake_niet_vastgelegd != "")


@rule(
    "WET 15",
    nl="Van het PIP is niet alles vastgelegd: {pip_vastlegging_onvolledig}.",
    en="Not all of the PIP is on record: {pip_vastlegging_onvolledig}.",
)
def pip_vastlegging_onvolledig(inburgeringsplichtig_wi2021: Expr, pip_inhoud_niet_vastgelegd: Expr) -> Expr:
    """Does the register lack something that the law asks of a PIP? Unknown where a part is."""
    return all_of(inburgeringsplichtig_wi2021, pip_inhoud_niet_vastgelegd != "")


@rule(
    "BES 5.3 lid 5",
    nl="Van lesuren is onbekend of de school een keurmerk had: {uren_keurmerk_navragen}.",
    en="Of lesson hours it is unknown whether the school had the keurmerk: {uren_keurmerk_navragen}.",
)
def uren_keurmerk_navragen(uren_keurmerk_onbekend: Expr) -> Expr:
    """Are there lesson hours of which it is not on record whether the school had the keurmerk?"""
    return uren_keurmerk_onbekend > 0
