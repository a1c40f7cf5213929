"""Since when the ten weeks can run at all: duty, and no tijdelijke vrijstelling (WET 3, 4, 15; BES 5.3)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    first_known,
    known,
    latest_known,
    only_if,
    unknown,
)


@rule(
    "WET 4 lid 1",
    "WET 15",
    nl="De plicht rust door een tijdelijke vrijstelling en er is nog geen PIP: {pip_plicht_rust}.",
    en="The duty is at rest by a temporary exemption and there is no PIP yet: {pip_plicht_rust}.",
)
def pip_plicht_rust(vrijstelling_tijdelijk: Expr, pip_eerste_datum: Expr) -> Expr:
    """Is the person exempt for a time on the peildatum, without a PIP? Where that is unknown the ten weeks run."""
    return all_of(unknown(pip_eerste_datum), known(vrijstelling_tijdelijk), vrijstelling_tijdelijk)


@rule(
    "WET 3",
    "WET 15",
    "WET 54",
    nl="Er hoeft nu geen PIP te komen: {pip_niet_nodig}.",
    en="No PIP need be made now: {pip_niet_nodig}.",
)
def pip_niet_nodig(heeft_verblijfsrecht: Expr, plicht_tijdvakken: Expr, regime: Expr, pip_plicht_rust: Expr) -> Expr:
    """Does nothing ask for a plan now: a right that never gave duty, another act, or the duty at rest?

    Where that is unknown the letter of the besluit counts, so the ten weeks run.
    """
    never = all_of(heeft_verblijfsrecht, known(plicht_tijdvakken), plicht_tijdvakken == 0)
    other_act = all_of(known(regime), regime != "wi2021")
    return any_of(never, other_act, pip_plicht_rust)


@rule(
    "WET 3",
    "WET 4 lid 1",
    nl="Voor de tien weken telt de plicht vanaf {pip_plicht_sinds}.",
    en="For the ten weeks the duty counts from {pip_plicht_sinds}.",
)
def pip_plicht_sinds(
    plicht_start: Expr, leerplicht_einde_op: Expr, vrijstelling_geeindigd_voor_pip: Expr, pip_eerste_datum: Expr,
    peildatum: Expr,
) -> Expr:  # fmt: skip
    """Since which day is there duty without a tijdelijke vrijstelling, as far as that ended before the first PIP?"""
    before_pip = any_of(unknown(pip_eerste_datum), leerplicht_einde_op <= pip_eerste_datum)
    school = only_if(all_of(leerplicht_einde_op <= peildatum, before_pip), leerplicht_einde_op)
    # An exemption that never ended, or only after the PIP, has no day and may be left out.
    bites = latest_known(plicht_start, school, vrijstelling_geeindigd_voor_pip)
    return choose((unknown(plicht_start), UNKNOWN), otherwise=bites)


@rule(
    "BES 5.3 lid 1",
    nl="Voor de tien weken telt waar iemand op {pip_peildag} woonde.",
    en="For the ten weeks it counts where somebody lived on {pip_peildag}.",
)
def pip_peildag(
    pip_klok_begint_bij: Expr, kennisgeving_datum: Expr, pip_plicht_sinds: Expr, plicht_start: Expr
) -> Expr:
    """On which day must a registration stand to count: that of the notice, or in 2022 the first day of duty?"""
    return choose(
        (pip_klok_begint_bij == "brp_inschrijving", pip_plicht_sinds),
        otherwise=first_known(kennisgeving_datum, plicht_start),
    )
