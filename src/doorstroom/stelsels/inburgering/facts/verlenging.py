"""What DUO was asked and what it granted. Only what was granted in the current termijn counts for it."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, count, earliest, last, one_of, total
from doorstroom.stelsels.inburgering.events.verlenging import OPLEIDINGEN

#: Grounds of REG 4.1 lid 1.
_OMSTANDIGHEDEN = list("abcdefghij")


@fact(
    "verlenging_verleend",
    "WET 12",
    nl="DUO verlengde de lopende termijn in totaal met {verlenging_verleend_maanden} maanden.",
    en="DUO extended the current termijn by {verlenging_verleend_maanden} months in all.",
)
def verlenging_verleend_maanden(maanden: Expr, valid_on: Expr, verlenging_telt_vanaf: Expr) -> Aggregate:
    """How many months were granted in the current termijn?"""
    return total(maanden, when=valid_on >= verlenging_telt_vanaf)


@fact(
    "verlenging_verleend",
    "WET 12",
    nl="Daarbij verleende DUO {verlenging_verleend_dagen} dagen.",
    en="To that DUO granted {verlenging_verleend_dagen} days.",
)
def verlenging_verleend_dagen(weken: Expr, dagen: Expr, valid_on: Expr, verlenging_telt_vanaf: Expr) -> Aggregate:
    """How many days (weeks as seven days) were granted in the current termijn, beside the months?"""
    return total(weken * 7 + dagen, when=valid_on >= verlenging_telt_vanaf)


@fact(
    "verlenging_verleend",
    "REG 4.1",
    nl="Daarvan wegens omstandigheden: {verlenging_verleend_omstandigheid_maanden} maanden.",
    en="Of these for circumstances: {verlenging_verleend_omstandigheid_maanden} months.",
)
def verlenging_verleend_omstandigheid_maanden(
    grond: Expr, maanden: Expr, valid_on: Expr, lopende_termijn_start: Expr
) -> Aggregate:
    """How many months were granted on the grounds of REG 4.1, also before DUO resumed the termijn with new dates?"""
    return total(maanden, when=all_of(one_of(grond, _OMSTANDIGHEDEN), valid_on >= lopende_termijn_start))


@fact(
    "verlenging_verleend",
    "REG 4.1",
    nl="Daarvan wegens omstandigheden: {verlenging_verleend_omstandigheid_dagen} dagen.",
    en="Of these for circumstances: {verlenging_verleend_omstandigheid_dagen} days.",
)
def verlenging_verleend_omstandigheid_dagen(
    grond: Expr, weken: Expr, dagen: Expr, valid_on: Expr, lopende_termijn_start: Expr
) -> Aggregate:
    """How many days, beside the months, were granted on the grounds of REG 4.1 in the current termijn?"""
    return total(weken * 7 + dagen, when=all_of(one_of(grond, _OMSTANDIGHEDEN), valid_on >= lopende_termijn_start))


@fact(
    "verlenging_verleend",
    "REG 4.2",
    nl="DUO verlengde al {pro_vso_verleend_aantal} keer wegens praktijkonderwijs of vso.",
    en="DUO extended {pro_vso_verleend_aantal} times for praktijkonderwijs or vso.",
)
def pro_vso_verleend_aantal(grond: Expr) -> Aggregate:
    """How often was the termijn extended for praktijkonderwijs or vso?"""
    return count(when=grond == "opleiding_pro_vso")


@family("school", OPLEIDINGEN)
@fact(
    "verlenging_verleend",
    "REG 4.2",
    nl="Wegens {school} is {school_verleend_maanden} maanden verlengd.",
    en="For {school} {school_verleend_maanden} months were granted.",
)
def school_verleend_maanden(grond: Expr, maanden: Expr, school: str) -> Aggregate:
    """How many months were granted for {school}?"""
    return total(maanden, when=grond == f"opleiding_{school}")


@family("school", OPLEIDINGEN)
@fact(
    "verlenging_verleend",
    "REG 4.2",
    nl="Daarbij is wegens {school} {school_verleend_dagen} dagen verlengd.",
    en="To that, for {school} {school_verleend_dagen} days were granted.",
)
def school_verleend_dagen(grond: Expr, weken: Expr, dagen: Expr, school: str) -> Aggregate:
    """How many days (weeks as seven days), beside the months, were granted for {school}?"""
    return total(weken * 7 + dagen, when=grond == f"opleiding_{school}")


@fact(
    "verlenging_verleend",
    "BES 4.4",
    nl="Verlengd omdat de route bijna was afgerond: {bijna_afgerond_verleend_aantal} keer.",
    en="Extended because the route was nearly completed: {bijna_afgerond_verleend_aantal} times.",
)
def bijna_afgerond_verleend_aantal(grond: Expr) -> Aggregate:
    """How often was the termijn extended because the route was nearly completed?"""
    return count(when=grond == "bijna_afgerond")


@fact(
    "verlenging_verleend",
    "BES 4.5 lid 3",
    nl="Verlengd wegens lange nakijktijd: {nakijktijd_verleend_aantal} keer.",
    en="Extended because of slow marking: {nakijktijd_verleend_aantal} times.",
)
def nakijktijd_verleend_aantal(grond: Expr) -> Aggregate:
    """How often was the termijn extended because of slow marking?"""
    return count(when=grond == "nakijktijd")


@fact(
    "verlenging_aangevraagd",
    "BES 4.5 lid 1",
    nl="De laatste aanvraag om verlenging is van {verlenging_aangevraagd_op}.",
    en="The last request for extension is of {verlenging_aangevraagd_op}.",
)
def verlenging_aangevraagd_op(valid_on: Expr) -> Aggregate:
    """On which day did DUO receive the last request?"""
    return last(valid_on)


@fact(
    "verlenging_aangevraagd",
    "BES 4.5 lid 1",
    nl="Er is verlenging gevraagd: {verlenging_aangevraagd}.",
    en="An extension was requested: {verlenging_aangevraagd}.",
)
def verlenging_aangevraagd() -> Aggregate:
    """Has an extension ever been requested?"""
    return any_event()


@fact(
    "verlenging_verleend",
    "BES 4.5",
    nl="De verlenging is toegewezen op {verlenging_toegewezen_op}.",
    en="The extension was granted on {verlenging_toegewezen_op}.",
)
def verlenging_toegewezen_op(valid_on: Expr, ambtshalve: Expr, verlenging_aangevraagd_op: Expr) -> Aggregate:
    """On which day was the last request granted?"""
    return earliest(valid_on, when=all_of(~ambtshalve, valid_on >= verlenging_aangevraagd_op))


@fact(
    "verlenging_afgewezen",
    "BES 4.5",
    nl="De verlenging is afgewezen op {verlenging_afgewezen_op}.",
    en="The extension was refused on {verlenging_afgewezen_op}.",
)
def verlenging_afgewezen_op(valid_on: Expr, verlenging_aangevraagd_op: Expr) -> Aggregate:
    """On which day was the last request refused?"""
    return earliest(valid_on, when=valid_on >= verlenging_aangevraagd_op)
