"""Free exam attempts of asylum status holders (REG 3.5)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, any_of, choose, known, not_below, one_of, unknown
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN, TAALONDERDELEN

EXAM = "examen_afgelegd"
_B1_OF_HOGER = ["B1", "B2"]
_VERBRUIKT = ["geslaagd", "gezakt", "nog_niet_bekend"]
_VERSPEELD = ["absent", "verwijtbaar"]


def _of_part(onderdeel: Expr, columns: tuple[Expr, Expr, Expr, Expr], otherwise: Expr) -> Expr:
    """The column of the language part that an exam is about."""
    parts = zip(TAALONDERDELEN, columns, strict=True)
    return choose(*[(onderdeel == part, column) for part, column in parts], otherwise=otherwise)


@rule(
    "REG 3.5",
    per=EXAM,
    nl="Het niveau van dit examen is ten minste dat van het PIP: {examen_op_pip_niveau}.",
    en="The level of this exam is at least that of the PIP: {examen_op_pip_niveau}.",
    uncertain="Een examen op A2 telt hier vanaf het PIP dat A2 noemt; daarvoor was het geen gratis poging.",
)
def examen_op_pip_niveau(
    onderdeel: Expr,
    niveau: Expr,
    valid_on: Expr,
    pip_niveau_lezen: Expr,
    pip_niveau_luisteren: Expr,
    pip_niveau_schrijven: Expr,
    pip_niveau_spreken: Expr,
    pip_a2_lezen_sinds: Expr,
    pip_a2_luisteren_sinds: Expr,
    pip_a2_schrijven_sinds: Expr,
    pip_a2_spreken_sinds: Expr,
) -> Expr:
    """Is the level of this exam at least the one that the PIP named for the part on that day? KNM has no level."""
    levels = (pip_niveau_lezen, pip_niveau_luisteren, pip_niveau_schrijven, pip_niveau_spreken)
    since = (pip_a2_lezen_sinds, pip_a2_luisteren_sinds, pip_a2_schrijven_sinds, pip_a2_spreken_sinds)
    planned, a2_since = _of_part(onderdeel, levels, UNKNOWN), _of_part(onderdeel, since, UNKNOWN)
    return choose(
        (onderdeel == "knm", True),
        (planned == "B1", one_of(niveau, _B1_OF_HOGER)),
        (planned == "B2", niveau == "B2"),
        otherwise=any_of(one_of(niveau, _B1_OF_HOGER), valid_on >= a2_since),
    )


@rule(
    "REG 3.5",
    per=EXAM,
    nl="Dit examen verbruikt een gratis poging: {examen_verbruikt_gratis_poging}.",
    en="This exam uses up a free attempt: {examen_verbruikt_gratis_poging}.",
    uncertain="Wegblijven of een verwijtbaar ontbrekend resultaat verbruikt hier een gratis poging; afmelden niet.",
)
def examen_verbruikt_gratis_poging(
    resultaat: Expr, reden_geen: Expr, examen_op_pip_niveau: Expr, valid_on: Expr, pip_eerste_datum: Expr
) -> Expr:
    """Does this exam use up a free attempt: taken, or forfeited, at the level of the PIP or higher?

    Before the first PIP there are no free attempts; without any PIP recorded there was none.
    """
    forfeited = all_of(resultaat == "geen", one_of(reden_geen, _VERSPEELD))
    taken = any_of(one_of(resultaat, _VERBRUIKT), forfeited)
    return choose(
        (unknown(pip_eerste_datum), False), (valid_on < pip_eerste_datum, False), otherwise=taken & examen_op_pip_niveau
    )


@family("deel", TAALONDERDELEN)
@rule(
    "REG 3.5",
    nl="Recht op gratis pogingen voor {deel}: {gratis_pogingen_recht_deel}.",
    en="Right to free attempts at {deel}: {gratis_pogingen_recht_deel}.",
)
def gratis_pogingen_recht_deel(is_asielstatushouder: Expr, leerroute: Expr, pip_niveau_deel: Expr) -> Expr:
    """Are there free attempts at {deel}: asylum group, B1-route, or the Z-route when the PIP records the part at A2?"""
    in_z = all_of(leerroute == "Z", known(pip_niveau_deel), pip_niveau_deel == "A2")
    return all_of(is_asielstatushouder, any_of(leerroute == "B1", in_z))


@rule(
    "REG 3.5",
    nl="Recht op gratis pogingen voor KNM: {gratis_pogingen_recht_knm}.",
    en="Right to free attempts at KNM: {gratis_pogingen_recht_knm}.",
)
def gratis_pogingen_recht_knm(
    is_asielstatushouder: Expr, leerroute: Expr, pip_knm_examen_in_zroute: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Are there free attempts at KNM: asylum group; in the Z-route when the PIP records the exam (since 2023)?"""
    in_z = all_of(leerroute == "Z", pip_knm_examen_in_zroute, law.traject.knm_examen_in_zroute.flag(on=peildatum))
    return all_of(is_asielstatushouder, any_of(one_of(leerroute, ["B1", "onderwijs"]), in_z))


@family("deel", ONDERDELEN)
@rule(
    "REG 3.5",
    nl="Gratis pogingen over voor {deel}: {gratis_pogingen_over_deel}.",
    en="Free attempts left at {deel}: {gratis_pogingen_over_deel}.",
)
def gratis_pogingen_over_deel(
    gratis_pogingen_recht_deel: Expr, gratis_pogingen_gebruikt_deel: Expr, peildatum: Expr, law: Law
) -> Expr:
    """How many free attempts at {deel} are left? None without a right to them."""
    left = not_below(law.traject.gratis_pogingen.number(on=peildatum) - gratis_pogingen_gebruikt_deel, 0)
    return choose((~gratis_pogingen_recht_deel, 0), otherwise=left)
