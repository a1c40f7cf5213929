"""Vrijstelling by a diploma: which diplomas exempt, and from which day (WET 4 lid 1 b, REG 2.1)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, any_of, choose, known, latest_of, one_of, value


@rule(
    "WET 4 lid 1 b",
    "REG 2.1",
    per="diploma_overgelegd",
    nl="Dit diploma stelt vrij: {diploma_telt}.",
    en="This diploma exempts: {diploma_telt}.",
)
def diploma_telt(
    soort: Expr, land: Expr, leerweg: Expr, voldoende_voor_nederlands: Expr, alle_taalonderdelen_b1: Expr,
    peildatum: Expr, law: Law,
) -> Expr:  # fmt: skip
    """Does the diploma exempt under the law of the peildatum?"""
    of_school = law.vrijstelling.diplomas_nederlandstalig.has(soort, on=peildatum)
    dutch = one_of(land, ["nederland", "bes_eilanden"])
    tracks = law.vrijstelling.vmbo_leerwegen
    any_track = tracks.has(value("alle"), on=peildatum)
    track = choose((soort == "vmbo", any_of(any_track, tracks.has(leerweg, on=peildatum))), otherwise=True)
    comparable = law.vrijstelling.landen_vergelijkbaar.has(land, on=peildatum)
    return choose(
        (soort == "inburgeringsdiploma_wi2021", True),
        (soort == "inburgeringsdiploma_wi2013", alle_taalonderdelen_b1),
        (soort == "europese_of_internationale_school", voldoende_voor_nederlands),
        (~of_school, False),
        (dutch, all_of(track, voldoende_voor_nederlands)),
        (comparable, voldoende_voor_nederlands),
        otherwise=False,
    )


@rule(
    "REG 2.1 c",
    "Stcrt. 2022, 33825",
    per="diploma_overgelegd",
    nl="Dit diploma kan vrijstellen vanaf {diploma_telt_vanaf}.",
    en="This diploma can exempt from {diploma_telt_vanaf}.",
)
def diploma_telt_vanaf(valid_on: Expr, soort: Expr, land: Expr, leerweg: Expr, law: Law) -> Expr:
    """From which day can the diploma exempt: its own, or that on which the law came to accept its track of vmbo?

    Of an unknown track that is the first day on which the law accepts all.
    """
    versions = law.vrijstelling.vmbo_leerwegen.parameter.values
    named = [(all_of(known(leerweg), one_of(leerweg, v.value)), v.start) for v in versions if "alle" not in v.value]
    every = [v.start for v in versions if "alle" in v.value]
    by_track = all_of(soort == "vmbo", one_of(land, ["nederland", "bes_eilanden"]))
    since = choose(*named, otherwise=every[0] if every else UNKNOWN)
    return choose((~by_track, valid_on), otherwise=latest_of(valid_on, since))


@rule(
    "WET 4 lid 1 b",
    nl="Vrijgesteld op grond van een diploma: {vrijstelling_diploma}.",
    en="Exempt on the ground of a diploma: {vrijstelling_diploma}.",
)
def vrijstelling_diploma(
    diploma_stelt_vrij: Expr, vrijstelling_diploma_besluit: Expr, diploma_na_afwijzing: Expr
) -> Expr:
    """Does a diploma exempt the person?

    A refusal by DUO is followed for what it could judge: diplomas, and law, of at most its own day.
    """
    decided = known(vrijstelling_diploma_besluit)  # no decision recorded: the law itself answers
    return choose(
        (~decided, diploma_stelt_vrij),
        (vrijstelling_diploma_besluit == "toegekend", True),
        otherwise=diploma_na_afwijzing,
    )
