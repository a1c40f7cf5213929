"""What was produced, decided and asked about vrijstelling."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, contains, earliest, last
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN

# Decisions ------------------------------------------------------------------------------------------------------------


@fact(
    "vrijstelling_besloten",
    "WET 4",
    nl="Volledige vrijstelling toegekend op {vrijstelling_toegekend_op}.",
    en="Full exemption granted on {vrijstelling_toegekend_op}.",
)
def vrijstelling_toegekend_op(valid_on: Expr, uitkomst: Expr, soort: Expr) -> Aggregate:
    """On which day was a volledige vrijstelling granted first?"""
    return earliest(valid_on, when=all_of(uitkomst == "toegekend", soort == "volledig"))


@fact(
    "vrijstelling_besloten",
    "WET 4 lid 1 b",
    nl="Laatste besluit over een diploma: {vrijstelling_diploma_besluit}.",
    en="Last decision about a diploma: {vrijstelling_diploma_besluit}.",
)
def vrijstelling_diploma_besluit(uitkomst: Expr, grond: Expr) -> Aggregate:
    """What did DUO decide last on the ground of a diploma?"""
    return last(uitkomst, when=grond == "diploma")


@fact(
    "vrijstelling_besloten",
    nl="Laatst toegekend op de grond {vrijstelling_grond}.",
    en="Last granted on the ground {vrijstelling_grond}.",
)
def vrijstelling_grond(grond: Expr, uitkomst: Expr) -> Aggregate:
    """On which ground was the last vrijstelling granted?"""
    return last(grond, when=uitkomst == "toegekend")


def _part(uitkomst: Expr, onderdelen: Expr, part: str) -> Expr:
    return all_of(uitkomst == "toegekend", contains(onderdelen, part))


@family("deel", TAALONDERDELEN)
@fact(
    "vrijstelling_besloten",
    "WET 7 lid 3",
    nl="Vrijgesteld van {deel}: {vrijgesteld_deel}.",
    en="Exempt from {deel}: {vrijgesteld_deel}.",
)
def vrijgesteld_deel(uitkomst: Expr, onderdelen: Expr, niveau: Expr, deel: str) -> Aggregate:
    """Was a vrijstelling granted for {deel} at B1?"""
    return any_event(when=all_of(_part(uitkomst, onderdelen, deel), niveau == "B1"))


@fact(
    "vrijstelling_besloten",
    "WET 7 lid 3",
    nl="Vrijgesteld van KNM: {vrijgesteld_knm}.",
    en="Exempt from KNM: {vrijgesteld_knm}.",
)
def vrijgesteld_knm(uitkomst: Expr, onderdelen: Expr) -> Aggregate:
    """Was a vrijstelling granted for KNM? That part has no level."""
    return any_event(when=_part(uitkomst, onderdelen, "knm"))


@family("deel", TAALONDERDELEN)
@fact(
    "vrijstelling_besloten",
    "WET 7 lid 3",
    nl="Vrijgesteld van {deel} op A2: {vrijgesteld_deel_a2}.",
    en="Exempt from {deel} at A2: {vrijgesteld_deel_a2}.",
)
def vrijgesteld_deel_a2(uitkomst: Expr, onderdelen: Expr, deel: str) -> Aggregate:
    """Was a vrijstelling granted for {deel} at A2 or B1? Of use only after afschalen."""
    return any_event(when=_part(uitkomst, onderdelen, deel))


# Applications ---------------------------------------------------------------------------------------------------------
# One about a part (grond "onderdeel") has a clock of its own: applying for a part leaves the other application open.


@fact(
    "vrijstelling_aangevraagd",
    nl="Vrijstelling aangevraagd op {vrijstelling_aangevraagd_op}.",
    en="Exemption requested on {vrijstelling_aangevraagd_op}.",
)
def vrijstelling_aangevraagd_op(valid_on: Expr, grond: Expr) -> Aggregate:
    """On which day did DUO receive the last application, those about a part left aside?"""
    return last(valid_on, when=grond != "onderdeel")


@fact(
    "vrijstelling_aangevraagd",
    nl="Aanvraag om vrijstelling ontvangen: {vrijstelling_aangevraagd}.",
    en="Application for exemption received: {vrijstelling_aangevraagd}.",
)
def vrijstelling_aangevraagd(grond: Expr) -> Aggregate:
    """Did DUO receive an application, those about a part left aside?"""
    return any_event(when=grond != "onderdeel")


@fact(
    "vrijstelling_besloten",
    nl="Op de laatste aanvraag beslist op {vrijstelling_besloten_op}.",
    en="Decided on the last application on {vrijstelling_besloten_op}.",
)
def vrijstelling_besloten_op(
    valid_on: Expr, soort: Expr, vrijstelling_aangevraagd_op: Expr, vrijstelling_aangevraagd: Expr
) -> Aggregate:
    """On which day did DUO first decide on or after the last application? Unknown while it has not."""
    about = all_of(vrijstelling_aangevraagd, soort != "gedeeltelijk")
    return earliest(valid_on, when=all_of(about, valid_on >= vrijstelling_aangevraagd_op))


@fact(
    "vrijstelling_aangevraagd",
    "REG 3.14",
    nl="Vrijstelling voor een onderdeel aangevraagd op {gedeeltelijke_vrijstelling_aangevraagd_op}.",
    en="Exemption from a part requested on {gedeeltelijke_vrijstelling_aangevraagd_op}.",
)
def gedeeltelijke_vrijstelling_aangevraagd_op(valid_on: Expr, grond: Expr) -> Aggregate:
    """On which day did DUO receive the last application about a part?"""
    return last(valid_on, when=grond == "onderdeel")


@fact(
    "vrijstelling_besloten",
    "REG 3.14",
    nl="Over vrijstelling voor een onderdeel beslist op {gedeeltelijke_vrijstelling_besloten_op}.",
    en="Decided about exemption from a part on {gedeeltelijke_vrijstelling_besloten_op}.",
)
def gedeeltelijke_vrijstelling_besloten_op(
    valid_on: Expr, soort: Expr, gedeeltelijke_vrijstelling_aangevraagd_op: Expr
) -> Aggregate:
    """On which day did DUO first decide on or after the last application about a part? Unknown while it has not."""
    return earliest(valid_on, when=(soort == "gedeeltelijk") & (valid_on >= gedeeltelijke_vrijstelling_aangevraagd_op))
