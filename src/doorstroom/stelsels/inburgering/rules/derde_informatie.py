"""How information of a third party moves the last day for the first PIP (BES 5.3 lid 2)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, choose, known, latest_of, running_total, value


@rule(
    "BES 5.3 lid 2",
    per="derde_informatie_ontvangen",
    nl="Dit is het antwoord op een vraag die op tijd was gesteld: {derde_antwoord_telt}.",
    en="This answers a request that was made in time: {derde_antwoord_telt}.",
    uncertain="Bij meer vragen over hetzelfde onderwerp horen de eerste antwoorden hier bij de eerste vragen.",
)
def derde_antwoord_telt(
    soort: Expr, onmisbaar: Expr, derde_informatie_diplomawaardering_gevraagd: Expr,
    derde_informatie_medisch_gevraagd: Expr, derde_informatie_overig_gevraagd: Expr,
) -> Expr:  # fmt: skip
    """Does this answer belong to a request made before the regular term ended: of those about its subject, in order?"""

    def answered(subject: str, asked: Expr) -> Expr:
        this = choose((all_of(soort == subject, onmisbaar), value(1)), otherwise=value(0))
        return running_total(this) <= asked

    in_time = choose(
        (soort == "diplomawaardering", answered("diplomawaardering", derde_informatie_diplomawaardering_gevraagd)),
        (soort == "medisch", answered("medisch", derde_informatie_medisch_gevraagd)),
        otherwise=answered("overig", derde_informatie_overig_gevraagd),
    )
    return all_of(onmisbaar, in_time)


@rule(
    "BES 5.3 lid 2",
    nl="Het eerste PIP kan niet zonder informatie van een derde worden vastgesteld: {pip_derde_informatie_telt}.",
    en="The first PIP cannot be made without third-party information: {pip_derde_informatie_telt}.",
)
def pip_derde_informatie_telt(derde_informatie_gevraagd: Expr, pip_eerste_klok_start: Expr, law: Law) -> Expr:
    """Does indispensable information of a third party move the term? Not before the paragraph was in force."""
    in_force = known(law.pip.termijn_derde_informatie.weeks(on=pip_eerste_klok_start))
    return in_force & (derde_informatie_gevraagd > 0)


@rule(
    "BES 5.3 lid 2",
    nl="De gemeente wacht nog op onmisbare informatie van een derde: {pip_wacht_op_derde}.",
    en="The municipality still awaits indispensable third-party information: {pip_wacht_op_derde}.",
)
def pip_wacht_op_derde(
    pip_derde_informatie_telt: Expr, derde_informatie_gevraagd: Expr, derde_informatie_ontvangen: Expr
) -> Expr:
    """Is indispensable information of a third party still awaited on the peildatum?"""
    return pip_derde_informatie_telt & (derde_informatie_gevraagd > derde_informatie_ontvangen)


@rule(
    "BES 5.3 lid 1",
    "BES 5.3 lid 2",
    "ATW 1",
    nl="Het eerste PIP moet uiterlijk {pip_eerste_uiterlijk} zijn vastgesteld.",
    en="The first PIP is due on {pip_eerste_uiterlijk}.",
    uncertain="Komt de informatie al voor het einde van de tien weken, dan blijven die hier ten minste gelden.",
)
def pip_eerste_uiterlijk(
    pip_eerste_uiterlijk_regulier: Expr,
    pip_derde_informatie_telt: Expr,
    pip_wacht_op_derde: Expr,
    derde_informatie_ontvangen_op: Expr,
    pip_eerste_klok_start: Expr,
    law: Law,
) -> Expr:
    """On which last day (inclusive) is the first PIP due? Unknown while third-party information is awaited."""
    after_receipt = term(
        derde_informatie_ontvangen_op, weeks=law.pip.termijn_derde_informatie.weeks(on=pip_eerste_klok_start)
    )
    return choose(
        (~pip_derde_informatie_telt, pip_eerste_uiterlijk_regulier),
        (pip_wacht_op_derde, UNKNOWN),
        otherwise=latest_of(pip_eerste_uiterlijk_regulier, after_receipt),
    )
