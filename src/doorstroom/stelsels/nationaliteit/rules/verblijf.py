"""Stay without a gap: lawful stay (toelating) and main residence (hoofdverblijf) together."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, days_between
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import after, before, carried
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, choose, first_known, known, latest_known, only_if


@rule(
    "Handleiding RWN 1-1-g",
    per="toelatingsloop",
    nl="Hier begint de telling (opnieuw): {loop_begint_opnieuw}.",
    en="The counting begins (anew) here: {loop_begint_opnieuw}.",
    uncertain="Een te late verlenging geeft een gat; binnen vier weken ziet de IND dat in de praktijk niet zo.",
)
def loop_begint_opnieuw(of_type: Expr, valid_on: Expr, law: Law) -> Expr:
    """Does an uninterrupted stay begin here: the first permit, or one after a gap? Unknown after a gap of weeks."""
    acquired = of_type == "toelating_verkregen"
    earlier = before(known(of_type), initially=False)
    ended = before(of_type == "toelating_geeindigd", initially=False)
    gap = days_between(before(valid_on, initially=valid_on), valid_on)
    tolerated = law.naturalisatie.gat_in_de_praktijk.weeks(on=valid_on) * 7
    return choose(
        (~acquired, False),
        (~earlier, True),
        (~ended, False),
        (gap <= 0, False),
        (gap <= tolerated, UNKNOWN),
        otherwise=True,
    )


@rule(
    "Handleiding RWN 1-1-g",
    per="toelatingsloop",
    nl="Deze toelating loopt sinds {loop_van}.",
    en="This stay runs since {loop_van}.",
)
def loop_van(valid_on: Expr, loop_begint_opnieuw: Expr) -> Expr:
    """Since which day does the uninterrupted stay run that this event belongs to, or that it ends?"""
    return carried(valid_on, when=loop_begint_opnieuw)


@rule(
    "RWN 8 lid 3",
    per="toelatingsloop",
    nl="Hier eindigde een toelating van {loop_afgesloten_dagen} dagen voor een gat.",
    en="A stay of {loop_afgesloten_dagen} days ended here before a gap.",
)
def loop_afgesloten_dagen(of_type: Expr, valid_on: Expr, loop_van: Expr, loop_begint_opnieuw: Expr) -> Expr:
    """How many days did the stay last that ended here, before a gap (0: none did)?"""
    closed = all_of(of_type == "toelating_geeindigd", after(loop_begint_opnieuw, finally_=True))
    return choose((closed, days_between(loop_van, valid_on)), otherwise=0)


@rule(
    "Handleiding RWN 1-1-h",
    per="verblijf_buiten_koninkrijk",
    nl="Terug op {buitenland_terug_op}.",
    en="Back on {buitenland_terug_op}.",
)
def buitenland_terug_op(tot_en_met: Expr) -> Expr:
    """On which day was the person back? Unknown: he still is abroad."""
    return add(tot_en_met, days=1)


@rule(
    "Handleiding RWN 1-1-h",
    per="verblijf_buiten_koninkrijk",
    nl="Dit verblijf in het buitenland breekt het hoofdverblijf: {buitenland_verbreekt}.",
    en="This stay abroad breaks the main residence: {buitenland_verbreekt}.",
    uncertain="Ook drie jaar lang elk jaar meer dan vier maanden weg breekt het; dat is hier niet geteld.",
)
def buitenland_verbreekt(
    valid_on: Expr, buitenland_terug_op: Expr, buiten_macht: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Was the person abroad for more than six months in a row, other than beyond his control?"""
    until = first_known(buitenland_terug_op, add(peildatum, days=1))  # no end on record: still abroad
    most = add(valid_on, months=law.naturalisatie.buitenland_maximum.months(on=valid_on))
    return all_of(~buiten_macht, until > most)


@rule(
    "RWN 8 lid 1 c",
    nl="Toelating en hoofdverblijf samen zonder onderbreking sinds {verblijf_sinds}.",
    en="Lawful stay and main residence together without a gap since {verblijf_sinds}.",
)
def verblijf_sinds(
    heeft_toelating: Expr, toelating_sinds: Expr, hoofdverblijf_hervat_op: Expr, hoofdverblijf_nu_verbroken: Expr
) -> Expr:
    """Since which day is there lawful stay and main residence without a gap? Unknown when there is none now."""
    holds = all_of(heeft_toelating, known(toelating_sinds), ~hoofdverblijf_nu_verbroken)
    # No return on record: the person was never away for too long.
    return only_if(holds, latest_known(toelating_sinds, hoofdverblijf_hervat_op))
