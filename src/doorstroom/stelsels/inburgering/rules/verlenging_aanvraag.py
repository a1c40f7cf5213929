"""The request for extension and the decision on it (BES 4.5)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import all_of, earliest_known, only_if, unknown


@rule(
    "BES 4.5 lid 1",
    nl="Nu mag verlenging worden gevraagd: {verlenging_aanvraag_open}.",
    en="An extension may be requested now: {verlenging_aanvraag_open}.",
)
def verlenging_aanvraag_open(verlenging_aanvraag_vroegst: Expr, termijn_laatste_dag: Expr, peildatum: Expr) -> Expr:
    """Does the peildatum lie in the last six months of the running termijn?"""
    return all_of(peildatum >= verlenging_aanvraag_vroegst, peildatum <= termijn_laatste_dag)


@rule(
    "WET 12",
    "BES 4.5 lid 1",
    nl="Er kan verlenging worden verleend, en die mag nu worden gevraagd: {verlenging_vragen_zinvol}.",
    en="An extension is admissible and may be requested now: {verlenging_vragen_zinvol}.",
)
def verlenging_vragen_zinvol(
    inburgeringsplichtig: Expr,
    verlenging_mogelijk: Expr,
    verlenging_aanvraag_open: Expr,
    verlenging_aanvraag_in_behandeling: Expr,
) -> Expr:
    """Is the person obliged, is there something to ask for, may it be asked now, and does no request lie open?"""
    return all_of(
        inburgeringsplichtig, verlenging_mogelijk, verlenging_aanvraag_open, ~verlenging_aanvraag_in_behandeling
    )


@rule(
    "BES 4.5 lid 2",
    "ATW 1 lid 2",
    nl="In een bijzonder geval kan ambtshalve worden verlengd vanaf {verlenging_ambtshalve_vroegst}.",
    en="In a special case an extension ex officio is possible from {verlenging_ambtshalve_vroegst}.",
)
def verlenging_ambtshalve_vroegst(termijn_einde_exclusief: Expr, law: Law) -> Expr:
    """First day (inclusive) on which DUO may extend ex officio in a special individual case."""
    on = termijn_einde_exclusief
    return add(on, months=-law.verlenging.ambtshalve_vroegst.months(on=on))


@rule(
    "BES 4.5 lid 1",
    nl="DUO besliste op {verlenging_besloten_op}.",
    en="DUO decided on {verlenging_besloten_op}.",
)
def verlenging_besloten_op(verlenging_toegewezen_op: Expr, verlenging_afgewezen_op: Expr) -> Expr:
    """On which day was the last request decided; none while it lies open?"""
    # A request is granted or refused: the other of the two stays away, and the first decision is the one.
    return earliest_known(verlenging_toegewezen_op, verlenging_afgewezen_op)


@rule(
    "BES 4.5 lid 1",
    nl="Er ligt een aanvraag zonder beslissing: {verlenging_aanvraag_in_behandeling}.",
    en="A request awaits a decision: {verlenging_aanvraag_in_behandeling}.",
)
def verlenging_aanvraag_in_behandeling(verlenging_aangevraagd: Expr, verlenging_besloten_op: Expr) -> Expr:
    """Does a request lie open? The register is authoritative: a decision not recorded has not been taken."""
    return all_of(verlenging_aangevraagd, unknown(verlenging_besloten_op))


@rule(
    "BES 4.5 lid 1",
    "ATW 1 lid 1",
    nl="DUO moet uiterlijk {verlenging_beslissen_uiterlijk} beslissen, acht weken na {verlenging_aangevraagd_op}.",
    en="DUO must decide by {verlenging_beslissen_uiterlijk}, eight weeks after {verlenging_aangevraagd_op}.",
)
def verlenging_beslissen_uiterlijk(verlenging_aangevraagd_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) for the decision on the last request."""
    on = verlenging_aangevraagd_op
    return term(on, weeks=law.verlenging.beslistermijn.weeks(on=on))


@rule(
    "BES 4.5 lid 1",
    nl="De aanvraag kwam te vroeg: {verlenging_te_vroeg_gevraagd}.",
    en="The request came too early: {verlenging_te_vroeg_gevraagd}.",
)
def verlenging_te_vroeg_gevraagd(
    verlenging_aanvraag_in_behandeling: Expr, verlenging_aangevraagd_op: Expr, verlenging_aanvraag_vroegst: Expr
) -> Expr:
    """Did the open request come before the last six months of the termijn? Not asked once it was decided."""
    te_vroeg = verlenging_aangevraagd_op < verlenging_aanvraag_vroegst
    return only_if(verlenging_aanvraag_in_behandeling, te_vroeg)


@rule(
    "WET 12",
    nl="Een aanvraag om verlenging loopt voordat de termijn eindigt: {verlenging_gevraagd_in_termijn}.",
    en="An extension was requested before the termijn ended: {verlenging_gevraagd_in_termijn}.",
)
def verlenging_gevraagd_in_termijn(
    verlenging_aanvraag_in_behandeling: Expr, verlenging_aangevraagd_op: Expr, termijn_laatste_dag: Expr
) -> Expr:
    """Does a request lie open that came on or before the last day of the termijn?"""
    return all_of(verlenging_aanvraag_in_behandeling, verlenging_aangevraagd_op <= termijn_laatste_dag)
