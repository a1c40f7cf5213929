"""What was asked, advised and decided about ontheffing."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, contains, earliest, last
from doorstroom.stelsels.inburgering.events.ontheffing import ONTHEFFINGSGRONDEN, ONTHEFFINGSWEGEN
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN


@fact(
    "ontheffing_besloten",
    "WET 5",
    nl="Volledige ontheffing toegekend op {ontheffing_toegekend_op}.",
    en="Full dispensation granted on {ontheffing_toegekend_op}.",
)
def ontheffing_toegekend_op(valid_on: Expr, uitkomst: Expr, omvang: Expr) -> Aggregate:
    """On which day was a volledige ontheffing granted first?"""
    return earliest(valid_on, when=all_of(uitkomst == "toegekend", omvang == "volledig"))


@family("deel", ONDERDELEN)
@fact(
    "ontheffing_besloten",
    "BES 2.7 lid 3",
    nl="Ontheven van {deel}: {ontheven_deel}.",
    en="Dispensed from {deel}: {ontheven_deel}.",
)
def ontheven_deel(uitkomst: Expr, onderdelen: Expr, deel: str) -> Aggregate:
    """Was an ontheffing granted for {deel}?"""
    return any_event(when=all_of(uitkomst == "toegekend", contains(onderdelen, deel)))


@fact(
    "ontheffing_besloten",
    "BES 2.7 lid 3",
    nl="Ontheven van het participatiedeel van de Z-route: {ontheven_participatie}.",
    en="Dispensed from the participation part of the Z-route: {ontheven_participatie}.",
)
def ontheven_participatie(uitkomst: Expr, participatie: Expr) -> Aggregate:
    """Was an ontheffing granted for the participation part of the Z-route? Never for MAP and PVT."""
    return any_event(when=all_of(uitkomst == "toegekend", participatie))


@fact(
    "ontheffing_besloten",
    "BES 2.7 lid 3",
    "DUO-API",
    nl="De persoon kan hooguit {ontheffing_participatie_uren_maximum} uur participatie aan; 0 is geen.",
    en="Hours of participation that can be borne at most: {ontheffing_participatie_uren_maximum}; 0 is none.",
)
def ontheffing_participatie_uren_maximum(
    uitkomst: Expr, participatie: Expr, participatie_uren_maximum: Expr
) -> Aggregate:
    """How many hours of participation can be borne at most in five years? Unknown without an ontheffing for them."""
    return last(participatie_uren_maximum, when=all_of(uitkomst == "toegekend", participatie))


@family("weg", ONTHEFFINGSWEGEN)
@fact(
    "ontheffing_aangevraagd",
    "WET 5",
    nl="Ontheffing wegens {weg} aangevraagd op {ontheffing_weg_aangevraagd_op}.",
    en="Dispensation for {weg} requested on {ontheffing_weg_aangevraagd_op}.",
)
def ontheffing_weg_aangevraagd_op(valid_on: Expr, grond: Expr, weg: str) -> Aggregate:
    """On which day did DUO receive the last application for {weg}? Unknown when there is none."""
    return last(valid_on, when=grond == ONTHEFFINGSGRONDEN[weg])


@family("weg", ONTHEFFINGSWEGEN)
@fact(
    "ontheffing_besloten",
    "WET 5",
    nl="Over ontheffing wegens {weg} beslist op {ontheffing_weg_besloten_op}.",
    en="Decided about dispensation for {weg} on {ontheffing_weg_besloten_op}.",
)
def ontheffing_weg_besloten_op(valid_on: Expr, grond: Expr, ontheffing_weg_aangevraagd_op: Expr, weg: str) -> Aggregate:
    """On which day did DUO first decide on or after the last application for {weg}? Unknown while it has not."""
    about = grond == ONTHEFFINGSGRONDEN[weg]  # a decision on one ground leaves the other application open
    return earliest(valid_on, when=all_of(about, valid_on >= ontheffing_weg_aangevraagd_op))


@fact(
    "aangepast_examen_aangevraagd",
    "BES 3.9",
    nl="Aangepast examen aangevraagd op {aangepast_examen_aangevraagd_op}.",
    en="Adapted exam requested on {aangepast_examen_aangevraagd_op}.",
)
def aangepast_examen_aangevraagd_op(valid_on: Expr) -> Aggregate:
    """On which day did DUO receive the last application for adapted exam conditions only? Unknown: none."""
    return last(valid_on)


@fact(
    "deskundigenverklaring_ontvangen",
    "BES 2.7",
    nl="Deskundigenverklaring ontvangen: {heeft_deskundigenverklaring}.",
    en="Expert's statement received: {heeft_deskundigenverklaring}.",
)
def heeft_deskundigenverklaring() -> Aggregate:
    """Is there a statement of the doctor?"""
    return any_event()


@fact(
    "deskundigenverklaring_ontvangen",
    "BES 2.7 lid 2",
    nl="Volgens de arts kan niet aan de plicht als geheel worden voldaan: {verklaring_geheel}.",
    en="According to the doctor the duty as a whole cannot be met: {verklaring_geheel}.",
)
def verklaring_geheel(geheel: Expr) -> Aggregate:
    """Does the last statement say that the duty as a whole cannot be met within five years?"""
    return last(geheel)


@family("deel", ONDERDELEN)
@fact(
    "deskundigenverklaring_ontvangen",
    "BES 2.7 lid 3",
    nl="Volgens de arts is {deel} niet haalbaar: {verklaring_deel}.",
    en="According to the doctor {deel} is out of reach: {verklaring_deel}.",
)
def verklaring_deel(onderdelen: Expr, deel: str) -> Aggregate:
    """Does the last statement say that {deel} is out of reach within five years?"""
    return last(contains(onderdelen, deel))


@fact(
    "deskundigenverklaring_ontvangen",
    "BES 2.7 lid 3",
    nl="Volgens de arts is het participatiedeel niet haalbaar: {verklaring_participatie}.",
    en="According to the doctor the participation part is out of reach: {verklaring_participatie}.",
)
def verklaring_participatie(participatie: Expr) -> Aggregate:
    """Does the last statement say that the participation part of the Z-route is out of reach?"""
    return last(participatie)


@fact(
    "deskundigenverklaring_ontvangen",
    "BES 3.9",
    nl="De arts adviseert aangepaste examens: {verklaring_aangepast}.",
    en="The doctor advises adapted exams: {verklaring_aangepast}.",
)
def verklaring_aangepast(aangepaste_examens: Expr) -> Aggregate:
    """Does the last statement advise adapted exam conditions?"""
    return last(aangepaste_examens)


@fact(
    "advies_college_ontvangen",
    "BES 2.8",
    nl="Volgens het college zijn er bijzondere individuele omstandigheden: {advies_bijzonder}.",
    en="According to the college there are special individual circumstances: {advies_bijzonder}.",
)
def advies_bijzonder(
    zeer_uitzonderlijk: Expr, onvoorzien: Expr, niet_verwijtbaar: Expr, zeer_schrijnend: Expr
) -> Aggregate:
    """Did the college find all that the ground asks: very exceptional, unforeseen, not blameworthy, zeer schrijnend?"""
    return last(all_of(zeer_uitzonderlijk, onvoorzien, niet_verwijtbaar, zeer_schrijnend))


@fact(
    "advies_college_ontvangen",
    "BES 2.8",
    nl="Advies van het college ontvangen: {heeft_advies_college}.",
    en="Advice of the college received: {heeft_advies_college}.",
)
def heeft_advies_college() -> Aggregate:
    """Did the college advise about bijzondere individuele omstandigheden?"""
    return any_event()
