"""Free exam attempts of asylum status holders (REG 3.5)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, choose, known, not_below, one_of
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN

_VERBRUIKT = ["geslaagd", "gezakt", "nog_niet_bekend"]
_VERSPEELD = ["absent", "verwijtbaar"]


@rule(
    "REG 3.5",
    per="examen_afgelegd",
    nl="Het niveau van dit examen is ten minste dat van het PIP: {examen_op_pip_niveau}.",
    en="The level of this exam is at least that of the PIP: {examen_op_pip_niveau}.",
)
def examen_op_pip_niveau(
    onderdeel: Expr,
    niveau: Expr,
    pip_niveau_lezen: Expr,
    pip_niveau_luisteren: Expr,
    pip_niveau_schrijven: Expr,
    pip_niveau_spreken: Expr,
) -> Expr:
    """Is the level of this exam at least the one that the PIP names for the part? KNM has no level."""
    planned = choose(
        (onderdeel == "lezen", pip_niveau_lezen),
        (onderdeel == "luisteren", pip_niveau_luisteren),
        (onderdeel == "schrijven", pip_niveau_schrijven),
        (onderdeel == "spreken", pip_niveau_spreken),
        otherwise="A2",
    )
    return any_of(
        planned == "A2",
        all_of(planned == "B1", one_of(niveau, ["B1", "B2"])),
        all_of(planned == "B2", niveau == "B2"),
    )


@rule(
    "REG 3.5",
    per="examen_afgelegd",
    nl="Dit examen verbruikt een gratis poging: {examen_verbruikt_gratis_poging}.",
    en="This exam uses up a free attempt: {examen_verbruikt_gratis_poging}.",
    uncertain="Wegblijven of een verwijtbaar ontbrekend resultaat verbruikt hier een gratis poging; afmelden niet.",
)
def examen_verbruikt_gratis_poging(resultaat: Expr, reden_geen: Expr, examen_op_pip_niveau: Expr) -> Expr:
    """Does this exam use up a free attempt: taken, or forfeited, at the level of the PIP or higher?"""
    forfeited = all_of(resultaat == "geen", one_of(reden_geen, _VERSPEELD))
    return any_of(one_of(resultaat, _VERBRUIKT), forfeited) & examen_op_pip_niveau


def _over(recht: Expr, gebruikt: Expr, peildatum: Expr, law: Law) -> Expr:
    """What is left of the free attempts; 0 without a right to them."""
    return choose((~recht, 0), otherwise=not_below(law.traject.gratis_pogingen.number(on=peildatum) - gebruikt, 0))


@family("deel", TAALONDERDELEN)
@rule(
    "REG 3.5",
    nl="Gratis pogingen over voor {deel}: {gratis_pogingen_over_deel}.",
    en="Free attempts left at {deel}: {gratis_pogingen_over_deel}.",
)
def gratis_pogingen_over_deel(
    is_asielstatushouder: Expr,
    leerroute: Expr,
    pip_niveau_deel: Expr,
    gratis_pogingen_gebruikt_deel: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """How many free attempts at {deel} are left? In the Z-route only when the PIP records the part at A2."""
    in_z = all_of(leerroute == "Z", known(pip_niveau_deel), pip_niveau_deel == "A2")
    recht = all_of(is_asielstatushouder, any_of(leerroute == "B1", in_z))
    return _over(recht, gratis_pogingen_gebruikt_deel, peildatum, law)


@rule(
    "REG 3.5",
    nl="Gratis pogingen over voor KNM: {gratis_pogingen_over_knm}.",
    en="Free attempts left at KNM: {gratis_pogingen_over_knm}.",
)
def gratis_pogingen_over_knm(
    is_asielstatushouder: Expr,
    leerroute: Expr,
    pip_knm_examen_in_zroute: Expr,
    gratis_pogingen_gebruikt_knm: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """How many free attempts at KNM are left? In the Z-route only when the PIP records the exam (since 2023)."""
    in_z = all_of(leerroute == "Z", pip_knm_examen_in_zroute, law.traject.knm_examen_in_zroute.flag(on=peildatum))
    recht = all_of(is_asielstatushouder, any_of(one_of(leerroute, ["B1", "onderwijs"]), in_z))
    return _over(recht, gratis_pogingen_gebruikt_knm, peildatum, law)
