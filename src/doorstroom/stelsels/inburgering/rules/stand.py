"""Where a case stands, in one word for screens and lists."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import any_of, as_text, choose, first_known, known
from doorstroom.stelsels.inburgering.rules.plicht_tijdvakken import ONTHEFFING, VOLDAAN, VRIJSTELLING

#: The words, in the order in which a case may pass through them; ``labels.yaml`` says what people read.
STANDEN = (
    "onbekend", "niet_plichtig", "oude_wet", "tijdelijk_vrijgesteld", "in_opvang", "wacht_op_intake", "intake",
    "pip_maken", "traject", "termijn_voorbij", "voldaan", "vrijgesteld", "ontheven", "geeindigd",
)  # fmt: skip


@rule(
    "WET 3-6",
    nl="De plicht is zo geëindigd: {stand_bij_einde}.",
    en="The duty ended like this: {stand_bij_einde}.",
)
def stand_bij_einde(plicht_eind_reden: Expr) -> Expr:
    """How did the duty end: by fulfilment, exemption, dispensation, or otherwise? Unknown while it runs."""
    reason = as_text(plicht_eind_reden)
    return choose(
        (reason == VOLDAAN, "voldaan"),
        (reason == VRIJSTELLING, "vrijgesteld"),
        (reason == ONTHEFFING, "ontheven"),
        otherwise="geeindigd",
    )


@rule(
    "WET 11",
    "WET 14",
    "WET 15",
    nl="Op weg naar het einddoel: {stand_onderweg}.",
    en="On the way: {stand_onderweg}.",
)
def stand_onderweg(
    heeft_pip: Expr, pip_aantal: Expr, termijn_verstreken: Expr, intake_afgerond: Expr, intake_oproepen: Expr,
    in_opvang: Expr,
) -> Expr:  # fmt: skip
    """Where is somebody who is obliged: before or in the intake, at the plan, in the traject, or past the termijn?

    Who moved goes on with his traject while the new municipality makes its plan.
    """
    return choose(
        (heeft_pip & termijn_verstreken, "termijn_voorbij"),
        (heeft_pip, "traject"),
        (any_of(pip_aantal > 0, intake_afgerond), "pip_maken"),
        (intake_oproepen > 0, "intake"),
        (in_opvang, "in_opvang"),
        otherwise="wacht_op_intake",
    )


@rule("WET 3", "WET 54", nl="Stand van de zaak: {stand}.", en="Where the case stands: {stand}.")
def stand(
    heeft_verblijfsrecht: Expr,
    plicht_tijdvakken: Expr,
    regime: Expr,
    plicht_geeindigd_op: Expr,
    stand_bij_einde: Expr,
    vrijstelling_tijdelijk: Expr,
    inburgeringsplichtig_wi2021: Expr,
    stand_onderweg: Expr,
) -> Expr:
    """Where does the case stand (one of STANDEN)?

    A word of its own says that facts are missing: a list must show such cases, so here unknown becomes an answer. The
    day on which the duty ended is unknown as long as it runs ("known").
    """
    found = choose(
        (any_of(~heeft_verblijfsrecht, plicht_tijdvakken == 0), "niet_plichtig"),
        (regime != "wi2021", "oude_wet"),
        (known(plicht_geeindigd_op), stand_bij_einde),
        (vrijstelling_tijdelijk, "tijdelijk_vrijgesteld"),
        (~inburgeringsplichtig_wi2021, "niet_plichtig"),
        otherwise=stand_onderweg,
    )
    return first_known(found, "onbekend")
