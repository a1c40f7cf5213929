"""What is not on record about the content of the PIP, the progress talks, and deleting a PIP at DUO."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, choose, not_below, only_if, unknown, words_where


@rule(
    "WET 15",
    "BES 5.3 lid 4",
    nl="Van het PIP is niet vastgelegd: {pip_inhoud_niet_vastgelegd}.",
    en="Not recorded of the PIP: {pip_inhoud_niet_vastgelegd}.",
)
def pip_inhoud_niet_vastgelegd(
    heeft_pip: Expr,
    pip_ondersteuning: Expr,
    pip_uren_pvt: Expr,
    pip_uren_map: Expr,
    map_verplicht: Expr,
    pip_voorschoolse_educatie: Expr,
    voortgangsgesprekken_afgesproken: Expr,
    pip_intensiteit_ontbreekt: Expr,
    ontzorgen_recht: Expr,
    pip_besluiten_participatiewet: Expr,
) -> Expr:
    """Which parts of the PIP does the register not hold (codes; "" all are there)? Not applicable without a PIP.

    The plan itself may well hold them: only what is on record is known here.
    """
    lacking = words_where(
        (unknown(pip_ondersteuning), "ondersteuning_en_begeleiding"),
        (unknown(pip_uren_pvt), "intensiteit_pvt"),
        (all_of(map_verplicht, unknown(pip_uren_map)), "intensiteit_map"),
        (unknown(pip_voorschoolse_educatie), "afspraken_voorschoolse_educatie"),
        (unknown(voortgangsgesprekken_afgesproken), "voortgangsgesprekken"),
        (pip_intensiteit_ontbreekt, "intensiteit_leerroute"),
        (all_of(ontzorgen_recht, unknown(pip_besluiten_participatiewet)), "besluiten_participatiewet"),
    )
    return only_if(heeft_pip, lacking)


@rule(
    "WET 17 lid 1",
    "BES 5.3 lid 4",
    nl="Aantal voortgangsgesprekken dat volgens het PIP nog komt: {voortgangsgesprekken_te_voeren}.",
    en="Number of progress talks still to be held by the PIP: {voortgangsgesprekken_te_voeren}.",
    uncertain="Het aantal is gelezen als het aantal gesprekken na het PIP dat nu geldt.",
)
def voortgangsgesprekken_te_voeren(voortgangsgesprekken_afgesproken: Expr, voortgangsgesprekken_gevoerd: Expr) -> Expr:
    """How many of the progress talks that the PIP sets were not held yet? Unknown when it sets no number."""
    return not_below(voortgangsgesprekken_afgesproken - voortgangsgesprekken_gevoerd, 0)


@rule(
    "DUO-API PIP",
    nl="Het PIP kan bij DUO nog worden verwijderd: {pip_verwijderen_mogelijk}.",
    en="The PIP can still be deleted at DUO: {pip_verwijderen_mogelijk}.",
    uncertain="Vanaf de eerste dag van de termijn telt of DUO die heeft vastgesteld; zonder bericht is dat onbekend.",
)
def pip_verwijderen_mogelijk(
    heeft_pip: Expr, uren_geregistreerd: Expr, termijn_door_duo_vastgesteld: Expr, termijn_begonnen: Expr
) -> Expr:
    """May the municipality delete the PIP at DUO: no termijn set yet and no hours registered?

    Once the termijn has begun by law, DUO may or may not have set it: unknown until DUO reported it.
    """
    return choose(
        (~heeft_pip, False),
        (uren_geregistreerd, False),
        (termijn_door_duo_vastgesteld, False),
        (~termijn_begonnen, True),
        otherwise=UNKNOWN,
    )
