"""What the municipality receives for a person, per year and month (REG 10.1-10.4, BES 10.8), to forecast with.

It decides nothing about the person. For a year without published amounts the answer is unknown.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import year_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, choose, only_if, value

#: Years after the cohort in which the municipality is paid, counted from 0; the fourth weight is for who is done.
_LAST_YEAR, _DONE = 2, 3
_MONTHS = 12


@rule(
    "REG 10.2",
    nl="Voor de bekostiging telt het jaar van {bekostiging_cohort_op}.",
    en="For the funding the year of {bekostiging_cohort_op} counts.",
    uncertain="Gelezen als het jaar van huisvesting (asielgroep) of van het begin van de plicht (de anderen).",
)
def bekostiging_cohort_op(
    is_asielstatushouder: Expr, brp_datum_huisvesting: Expr, plicht_start: Expr, regime: Expr
) -> Expr:
    """Which day sets the cohort: that of housing (asylum group) or the first of the duty? Not under another act."""
    return only_if(regime == "wi2021", choose((is_asielstatushouder, brp_datum_huisvesting), otherwise=plicht_start))


@rule(
    "REG 10.2",
    nl="Dat cohort is {bekostiging_cohort_jaren} jaar oud.",
    en="That cohort is {bekostiging_cohort_jaren} years old.",
)
def bekostiging_cohort_jaren(bekostiging_cohort_op: Expr, peildatum: Expr) -> Expr:
    """How many calendar years lie between the cohort and the year of the peildatum (0: the same year, t)?"""
    return year_of(peildatum) - year_of(bekostiging_cohort_op)


@rule(
    "REG 10.1-10.4",
    nl="De gemeente ontvangt dit jaar voor deze persoon {bekostiging_jaarbedrag} euro.",
    en="This year the municipality receives {bekostiging_jaarbedrag} euros for this person.",
)
def bekostiging_jaarbedrag(
    bekostiging_cohort_jaren: Expr, is_asielstatushouder: Expr, peildatum: Expr, law: Law
) -> Expr:
    """What does the municipality receive (euros) in this year: for cohorts t, t-1 and t-2, or for others t-2 alone?"""
    years, money = bekostiging_cohort_jaren, law.bekostiging
    family = money.gezin_overig.euros(on=peildatum)
    return choose(
        (years > _LAST_YEAR, 0),
        (is_asielstatushouder, money.asiel.cell(value(0), years, on=peildatum)),
        (years < _LAST_YEAR, 0),
        otherwise=family,
    )


@rule(
    "BES 10.8",
    nl="Dat is {bekostiging_maandbedrag} euro per maand.",
    en="That is {bekostiging_maandbedrag} euros a month.",
)
def bekostiging_maandbedrag(bekostiging_jaarbedrag: Expr) -> Expr:
    """What does the municipality receive each month (euros), one twelfth around the 15th?"""
    return bekostiging_jaarbedrag / _MONTHS


@rule(
    "REG 10.1-10.4",
    nl="In de verdeling telt deze persoon voor {bekostiging_gewicht} euro.",
    en="In the distribution this person counts for {bekostiging_gewicht} euros.",
    uncertain="Wie in het jaar t-2 aan de plicht voldeed, krijgt het vierde gewicht naast dat van zijn cohort.",
)
def bekostiging_gewicht(
    bekostiging_cohort_jaren: Expr,
    is_asielstatushouder: Expr,
    voldaan: Expr,
    voldaan_op: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """With which weight (euros) does a member of the asylum group count in the distribution? (unknown: not a member)"""
    years, weights = bekostiging_cohort_jaren, law.bekostiging.gewichten
    of_cohort = choose((years > _LAST_YEAR, 0.0), otherwise=weights.cell(value(0), years, on=peildatum))
    done = all_of(voldaan, year_of(voldaan_op) == year_of(peildatum) - _LAST_YEAR)
    extra = choose((done, weights.cell(value(0), value(_DONE), on=peildatum)), otherwise=0.0)
    return only_if(is_asielstatushouder, of_cohort + extra)
