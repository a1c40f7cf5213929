"""Whether a decision of DUO fits its ground, its scope and what is on record about the person (WET 4, 5, 12)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import all_of, any_of, at_most, choose, contains, count_true, known, one_of
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN, TAALONDERDELEN

EXEMPTION, DISPENSATION = "vrijstelling_besloten", "ontheffing_besloten"


def _some_part(onderdelen: Expr) -> Expr:
    return any_of(*[contains(onderdelen, part) for part in ONDERDELEN])


@rule(
    "REG 2.3",
    "REG 3.14",
    per="vrijstelling_aangevraagd",
    nl="Over deze grond beslist DUO op aanvraag: {vrijstelling_op_aanvraag}.",
    en="On this ground DUO decides when asked: {vrijstelling_op_aanvraag}.",
)
def vrijstelling_op_aanvraag(grond: Expr) -> Expr:
    """Is this a ground to apply for? Eight years of school and being leerplichtig exempt by themselves."""
    return one_of(grond, ["diploma", "opleiding", "avi", "onderdeel"])


@rule(
    "WET 4",
    "WET 7 lid 3",
    per=EXEMPTION,
    nl="De grond past bij dit soort vrijstelling: {vrijstelling_grond_past}.",
    en="The ground fits this kind of exemption: {vrijstelling_grond_past}.",
)
def vrijstelling_grond_past(soort: Expr, grond: Expr) -> Expr:
    """Does the ground belong to a volledige, tijdelijke or gedeeltelijke vrijstelling as decided?"""
    return choose(
        (soort == "volledig", one_of(grond, ["leerplicht_acht_jaar", "diploma", "avi"])),
        (soort == "tijdelijk", one_of(grond, ["leerplichtig", "opleiding"])),
        otherwise=grond == "onderdeel",
    )


@rule(
    "WET 4",
    per=EXEMPTION,
    nl="Wat vastligt, geeft grond voor deze vrijstelling: {vrijstelling_gegrond}.",
    en="What is on record gives ground for this exemption: {vrijstelling_gegrond}.",
)
def vrijstelling_gegrond(
    grond: Expr,
    diploma_stelt_vrij: Expr,
    vrijstelling_avi_mogelijk: Expr,
    leerplicht_acht_jaar: Expr,
    leerplichtig: Expr,
    volgt_vrijstellende_opleiding: Expr,
) -> Expr:
    """Do the facts on record carry this ground? That of a part is judged part by part; DUO decides."""
    return choose(
        (grond == "diploma", diploma_stelt_vrij),
        (grond == "avi", vrijstelling_avi_mogelijk),
        (grond == "leerplicht_acht_jaar", leerplicht_acht_jaar),
        (grond == "leerplichtig", leerplichtig),
        (grond == "opleiding", volgt_vrijstellende_opleiding),
        otherwise=True,
    )


@rule(
    "WET 7 lid 3",
    "REG 3.12-3.15",
    per=EXEMPTION,
    nl="Voor elk taalonderdeel van deze vrijstelling ligt bewijs vast: {vrijstelling_onderdelen_bewezen}.",
    en="For every language part of this exemption proof is on record: {vrijstelling_onderdelen_bewezen}.",
)
def vrijstelling_onderdelen_bewezen(
    onderdelen: Expr,
    niveau: Expr,
    vrijstelling_lezen_mogelijk: Expr,
    vrijstelling_luisteren_mogelijk: Expr,
    vrijstelling_schrijven_mogelijk: Expr,
    vrijstelling_spreken_mogelijk: Expr,
    vrijstelling_lezen_mogelijk_a2: Expr,
    vrijstelling_luisteren_mogelijk_a2: Expr,
    vrijstelling_schrijven_mogelijk_a2: Expr,
    vrijstelling_spreken_mogelijk_a2: Expr,
) -> Expr:
    """Is at least one part named, and for each language part proof at its level? KNM is for DUO to judge."""

    def proven(part: str, at_b1: Expr, at_a2: Expr) -> Expr:
        return any_of(~contains(onderdelen, part), choose((niveau == "A2", at_a2), otherwise=at_b1))

    return all_of(
        _some_part(onderdelen),
        proven("lezen", vrijstelling_lezen_mogelijk, vrijstelling_lezen_mogelijk_a2),
        proven("luisteren", vrijstelling_luisteren_mogelijk, vrijstelling_luisteren_mogelijk_a2),
        proven("schrijven", vrijstelling_schrijven_mogelijk, vrijstelling_schrijven_mogelijk_a2),
        proven("spreken", vrijstelling_spreken_mogelijk, vrijstelling_spreken_mogelijk_a2),
    )


@rule(
    "WET 5",
    "BES 2.7",
    "BES 2.8",
    per=DISPENSATION,
    nl="De omvang van deze ontheffing past: {ontheffing_omvang_past}.",
    en="The scope of this dispensation fits: {ontheffing_omvang_past}.",
)
def ontheffing_omvang_past(omvang: Expr, grond: Expr, onderdelen: Expr, participatie: Expr) -> Expr:
    """Does a gedeeltelijke ontheffing name a part, and a volledige none? Special circumstances give a full one only."""
    some = any_of(_some_part(onderdelen), participatie)
    return choose((omvang == "volledig", ~some), otherwise=all_of(some, grond == "medisch"))


@rule(
    "BES 2.7 lid 3",
    per=DISPENSATION,
    nl="Deze ontheffing gaat over onderdelen die dat kunnen: {ontheffing_aantal_past}.",
    en="This dispensation is about parts that allow it: {ontheffing_aantal_past}.",
    uncertain="De tekst noemt drie taalonderdelen of KNM; gelezen als: KNM kan erbij.",
)
def ontheffing_aantal_past(
    onderdelen: Expr, participatie: Expr, leerroute: Expr, ontheffing_taalonderdelen_maximum: Expr
) -> Expr:
    """At most so many language parts, exam parts outside the Z-route only and participation within it only?"""
    language = count_true(*[contains(onderdelen, part) for part in TAALONDERDELEN])
    exam_parts = any_of(~_some_part(onderdelen), one_of(leerroute, ["B1", "onderwijs"]))
    return all_of(
        at_most(language, ontheffing_taalonderdelen_maximum), exam_parts, any_of(~participatie, leerroute == "Z")
    )


@rule(
    "BES 2.7 lid 3",
    per=DISPENSATION,
    nl="De arts noemt elk onderdeel van deze ontheffing: {ontheffing_onderdelen_geadviseerd}.",
    en="The doctor names every part of this dispensation: {ontheffing_onderdelen_geadviseerd}.",
)
def ontheffing_onderdelen_geadviseerd(
    onderdelen: Expr,
    participatie: Expr,
    verklaring_lezen: Expr,
    verklaring_luisteren: Expr,
    verklaring_schrijven: Expr,
    verklaring_spreken: Expr,
    verklaring_knm: Expr,
    verklaring_participatie: Expr,
) -> Expr:
    """Is each part of this ontheffing out of reach according to the last statement of the doctor?"""
    return all_of(
        any_of(~contains(onderdelen, "lezen"), verklaring_lezen),
        any_of(~contains(onderdelen, "luisteren"), verklaring_luisteren),
        any_of(~contains(onderdelen, "schrijven"), verklaring_schrijven),
        any_of(~contains(onderdelen, "spreken"), verklaring_spreken),
        any_of(~contains(onderdelen, "knm"), verklaring_knm),
        any_of(~participatie, verklaring_participatie),
    )


@rule(
    "BES 4.5 lid 1",
    per="verlenging_verleend",
    nl="Dit besluit noemt hoe lang de verlenging duurt: {verlenging_duur_genoemd}.",
    en="This decision says how long the extension lasts: {verlenging_duur_genoemd}.",
)
def verlenging_duur_genoemd(maanden: Expr, weken: Expr, dagen: Expr) -> Expr:
    """Does the decision state a length?"""
    return maanden + weken + dagen > 0


@rule(
    "WET 12",
    "BES 4.5",
    per="verlenging_verleend",
    nl="De grond past bij een verlenging op aanvraag: {verlenging_grond_op_aanvraag}.",
    en="The ground fits an extension on request: {verlenging_grond_op_aanvraag}.",
)
def verlenging_grond_op_aanvraag(grond: Expr) -> Expr:
    """Is this a ground on which somebody can ask for more time, and not one of DUO's own accord?"""
    return ~one_of(grond, ["nakijktijd", "ambtshalve_bijzonder_geval", "ambtshalve_categorie"])


@rule(
    "BES 6.5",
    per="lening_besloten",
    nl="Dit besluit noemt het bedrag van de lening: {lening_bedrag_genoemd}.",
    en="This decision names the amount of the loan: {lening_bedrag_genoemd}.",
)
def lening_bedrag_genoemd(bedrag: Expr) -> Expr:
    """Does the decision name an amount?"""
    return known(bedrag)
