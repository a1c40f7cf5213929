"""The ten weeks of the first PIP: from which day, until which day (WET 15, BES 5.3)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import UNKNOWN, choose, first_known, known, latest_of, only_if, unknown


@rule(
    "BES 2.1 lid 2",
    nl="Na een eerdere plicht begon op {plicht_hernieuwd_op} een nieuwe.",
    en="After an earlier duty a new one began on {plicht_hernieuwd_op}.",
)
def plicht_hernieuwd_op(plicht_tijdvakken: Expr, plicht_start: Expr) -> Expr:
    """On which day did the present duty begin, when an earlier one had ended for good? (date; unknown: first)"""
    return only_if(plicht_tijdvakken > 1, plicht_start)


@rule(
    "WET 15",
    per="pip_vastgesteld",
    nl="Dit PIP hoort bij de huidige plicht: {pip_in_huidige_plicht}.",
    en="This PIP belongs to the present duty: {pip_in_huidige_plicht}.",
)
def pip_in_huidige_plicht(valid_on: Expr, plicht_hernieuwd_op: Expr) -> Expr:
    """Does this PIP belong to the present duty, not to one that had ended for good? Without renewed duty it does."""
    return unknown(plicht_hernieuwd_op) | (valid_on >= plicht_hernieuwd_op)


@rule(
    "WET 15",
    per="pip_vastgesteld",
    nl="Dit PIP is van kracht: {pip_van_kracht}.",
    en="This PIP stands: {pip_van_kracht}.",
)
def pip_van_kracht(vernietigd_op: Expr, pip_in_huidige_plicht: Expr, peildatum: Expr) -> Expr:
    """Does this PIP stand on the peildatum? Without a date of annulment it does."""
    return pip_in_huidige_plicht & (unknown(vernietigd_op) | (vernietigd_op > peildatum))


@rule(
    "BES 5.3 lid 3",
    per="pip_vastgesteld",
    nl="Dit PIP is van een andere gemeente dan de huidige: {pip_van_andere_gemeente}.",
    en="This PIP is of another municipality than the present one: {pip_van_andere_gemeente}.",
)
def pip_van_andere_gemeente(
    gemeente: Expr, in_opvang: Expr, gekoppelde_gemeente: Expr, brp_gemeente: Expr, pip_in_huidige_plicht: Expr
) -> Expr:
    """Is this PIP of another municipality than the responsible one? No recorded municipality means no move."""
    return choose(
        (~pip_in_huidige_plicht, False),
        (in_opvang & unknown(gekoppelde_gemeente), False),
        (in_opvang, gemeente != gekoppelde_gemeente),
        (unknown(brp_gemeente), False),
        otherwise=gemeente != brp_gemeente,
    )


@rule(
    "BES 5.3 lid 3",
    per="pip_vastgesteld",
    nl="Dit PIP is van de huidige gemeente, na dat van een eerdere: {pip_van_huidige_gemeente}.",
    en="This PIP is of the present municipality, after that of an earlier one: {pip_van_huidige_gemeente}.",
)
def pip_van_huidige_gemeente(
    valid_on: Expr, pip_van_andere_gemeente: Expr, pip_andere_gemeente_laatste: Expr, pip_in_huidige_plicht: Expr
) -> Expr:
    """Is this PIP of the responsible municipality, and later than every PIP of another one?"""
    later = choose((unknown(pip_andere_gemeente_laatste), True), otherwise=valid_on > pip_andere_gemeente_laatste)
    return pip_in_huidige_plicht & ~pip_van_andere_gemeente & later


@rule(
    "BES 5.3",
    nl="De termijn van tien weken is die van een {pip_klok_soort} PIP.",
    en="The ten weeks are those of a PIP of this kind: {pip_klok_soort}.",
)
def pip_klok_soort(pip_andere_gemeente_laatste: Expr) -> Expr:
    """Which ten weeks concern the present municipality: of the first PIP, or after a move ("verhuizing")?

    An earlier PIP of another municipality is what makes it a move; without one no such PIP is recorded.
    """
    return choose((known(pip_andere_gemeente_laatste), "verhuizing"), otherwise="eerste")


@rule(
    "BES 5.3 lid 1",
    nl="De termijn voor het PIP begint bij: {pip_klok_begint_bij}.",
    en="The term for the PIP begins at: {pip_klok_begint_bij}.",
    uncertain="Wie in 2022 in de BRP stond en in 2023 een kennisgeving kreeg, valt hier onder de tekst van 2023; DUO "
    "telde die groep vanaf februari 2023 (Uitvoeringsbrief juli 2023, 1.2).",
)
def pip_klok_begint_bij(kennisgeving_datum: Expr, peildatum: Expr, law: Law) -> Expr:
    """Which event starts the ten weeks: by the text in force at the kennisgeving, or without one on the peildatum?"""
    return law.pip.klok_begint_bij.text(on=first_known(kennisgeving_datum, peildatum))


@rule(
    "BES 5.3 lid 1",
    nl="De aanleiding voor de tien weken is van {pip_klok_aanleiding_op}.",
    en="What starts the ten weeks happened on {pip_klok_aanleiding_op}.",
    uncertain="De uitzondering voor wie bij de kennisgeving nog niet in zijn gemeente staat, geldt naar de letter voor "
    "huisvesting op grond van Huisvestingswet 28; hier voor alle asielstatushouders.",
)
def pip_klok_aanleiding_op(
    pip_klok_begint_bij: Expr, kennisgeving_datum: Expr, brp_datum_huisvesting: Expr, doelgroep: Expr
) -> Expr:
    """On which day did the notice or registration fall that starts the ten weeks? (date; unknown as long as none)"""
    registered_before = known(brp_datum_huisvesting) & (brp_datum_huisvesting <= kennisgeving_datum)
    return choose(
        (pip_klok_begint_bij == "brp_inschrijving", brp_datum_huisvesting),
        (unknown(kennisgeving_datum), UNKNOWN),
        (registered_before, kennisgeving_datum),
        (doelgroep == "asielstatushouder", brp_datum_huisvesting),
        otherwise=kennisgeving_datum,
    )


@rule(
    "WET 15",
    "BES 5.3 lid 1",
    nl="De tien weken zouden zonder verhuizing lopen vanaf {pip_klok_basis}.",
    en="Without a move the ten weeks would run from {pip_klok_basis}.",
    uncertain="Voor wie al stond ingeschreven of tijdelijk was vrijgesteld, regelt de tekst niets. Hier lopen de tien "
    "weken niet voordat er plicht is.",
)
def pip_klok_basis(pip_klok_aanleiding_op: Expr, pip_plicht_sinds: Expr, pip_niet_nodig: Expr) -> Expr:
    """From which day do the ten weeks of the first PIP run, moves left aside? (date; unknown as long as none)

    Whether there is duty may be unknown; then the letter of the besluit is all there is.
    """
    return choose(
        (pip_niet_nodig, UNKNOWN),
        (unknown(pip_plicht_sinds), pip_klok_aanleiding_op),
        otherwise=latest_of(pip_klok_aanleiding_op, pip_plicht_sinds),
    )


@rule(
    "BES 5.3 lid 1",
    "BES 5.3 lid 3",
    nl="De tien weken voor het eerste PIP lopen vanaf {pip_eerste_klok_start}.",
    en="The ten weeks of the first PIP run from {pip_eerste_klok_start}.",
    uncertain="Bij een verhuizing zonder PIP krijgt de nieuwe gemeente hier tien weken vanaf de inschrijving.",
)
def pip_eerste_klok_start(pip_klok_basis: Expr, verhuizing_voor_eerste_pip: Expr) -> Expr:
    """From which day do the ten weeks of the first PIP run, after any move without a PIP? (date)"""
    return choose(
        (unknown(verhuizing_voor_eerste_pip), pip_klok_basis),
        otherwise=latest_of(pip_klok_basis, verhuizing_voor_eerste_pip),
    )


@rule(
    "BES 5.3 lid 1",
    nl="De tien weken voor het eerste PIP zijn begonnen: {pip_eerste_klok_gestart}.",
    en="The ten weeks of the first PIP have begun: {pip_eerste_klok_gestart}.",
)
def pip_eerste_klok_gestart(
    pip_eerste_klok_start: Expr, pip_niet_nodig: Expr, pip_klok_begint_bij: Expr, kennisgeving_datum: Expr,
    doelgroep: Expr,
) -> Expr:  # fmt: skip
    """Have the ten weeks of the first PIP begun? Without the event that starts them they have not."""
    return choose(
        (known(pip_eerste_klok_start), True),
        (pip_niet_nodig, False),
        (pip_klok_begint_bij == "brp_inschrijving", False),
        (unknown(kennisgeving_datum), False),
        otherwise=only_if(doelgroep == "asielstatushouder", False),
    )


@rule(
    "BES 5.3 lid 1",
    "ATW 1",
    nl="Het eerste PIP moest zonder uitstel uiterlijk {pip_eerste_uiterlijk_regulier} zijn vastgesteld.",
    en="Without delay the first PIP was due on {pip_eerste_uiterlijk_regulier}.",
)
def pip_eerste_uiterlijk_regulier(pip_eerste_klok_start: Expr, law: Law) -> Expr:
    """On which last day (inclusive) is the first PIP due, third-party information left aside?"""
    return term(pip_eerste_klok_start, weeks=law.pip.termijn.weeks(on=pip_eerste_klok_start))
