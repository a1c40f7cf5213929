"""Ontzorgen: the first six months of bijstand of somebody with an asylum permit (PW 56a)."""

from polars import Expr

from doorstroom.kernel.columns import plan, rule
from doorstroom.kernel.dates import last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, choose, known, only_if, unknown


@rule("PW 56a", nl="De persoon heeft bijstand: {heeft_bijstand}.", en="The person has bijstand: {heeft_bijstand}.")
def heeft_bijstand(bijstand_laatste_ingang: Expr, bijstand_geeindigd_op: Expr) -> Expr:
    """Does the person have a right to bijstand on the peildatum? Nothing on record means no."""
    return choose(
        (unknown(bijstand_laatste_ingang), False),
        (unknown(bijstand_geeindigd_op), True),
        otherwise=bijstand_laatste_ingang >= bijstand_geeindigd_op,
    )


@rule(
    "PW 56a",
    nl="De persoon hoort tot de groep voor wie het college ontzorgt: {ontzorgen_doelgroep}.",
    en="The person belongs to the group for ontzorgen: {ontzorgen_doelgroep}.",
)
def ontzorgen_doelgroep(asielvergunning_artikel_28: Expr, regime: Expr, bijstand_sinds: Expr) -> Expr:
    """Is ontzorgen for this person: permit of article 28, under the Wi2021, with bijstand at some time?"""
    return all_of(asielvergunning_artikel_28, known(bijstand_sinds), regime == "wi2021")


@rule(
    "PW 56a",
    nl="Het ontzorgen duurt tot en met {ontzorgen_laatste_dag}.",
    en="Ontzorgen lasts up to and including {ontzorgen_laatste_dag}.",
    uncertain="Na een onderbreking van de bijstand begint hier geen nieuw half jaar.",
)
def ontzorgen_laatste_dag(ontzorgen_doelgroep: Expr, bijstand_sinds: Expr, law: Law) -> Expr:
    """On which last day (inclusive) does ontzorgen end? Unknown for others: not applicable."""
    months = law.ontzorgen.duur.months(on=bijstand_sinds)
    return only_if(ontzorgen_doelgroep, last_day_of(bijstand_sinds, months=months))


@rule(
    "PW 56a",
    nl="Het college moet nu ontzorgen: {ontzorgen_recht}.",
    en="The college must now pay fixed costs out of the bijstand: {ontzorgen_recht}.",
)
def ontzorgen_recht(
    ontzorgen_doelgroep: Expr, heeft_bijstand: Expr, ontzorgen_laatste_dag: Expr, peildatum: Expr
) -> Expr:
    """Must the college pay the fixed costs out of the bijstand on the peildatum?"""
    return all_of(ontzorgen_doelgroep, heeft_bijstand, peildatum <= ontzorgen_laatste_dag)


@rule(
    "PW 56a",
    nl="Uit de bijstand betaalt het college: {ontzorgen_kosten}.",
    en="Out of the bijstand the college pays: {ontzorgen_kosten}.",
)
def ontzorgen_kosten(ontzorgen_recht: Expr) -> Expr:
    """Which fixed costs must the college pay out of the bijstand (codes)? Not applicable when it need not."""
    return only_if(ontzorgen_recht, "huur, gas, water, stroom, zorgverzekering")


@plan(
    "Staat van Migratie 2024; rijksoverheid.nl 21-3-2024",
    nl="Volgens beleid mag het college van zes maanden ontzorgen afwijken: {ontzorgen_maatwerk_ruimte}.",
    en="By policy the college may deviate from six months: {ontzorgen_maatwerk_ruimte}.",
)
def ontzorgen_maatwerk_ruimte(ontzorgen_doelgroep: Expr, peildatum: Expr, law: Law) -> Expr:
    """Does policy (not law) leave room to deviate from six months of ontzorgen on the peildatum?"""
    return ontzorgen_doelgroep & law.ontzorgen.maatwerk_beleid.flag(on=peildatum)


@plan(
    "Staat van Migratie 2024; rijksoverheid.nl 21-3-2024",
    nl="Met maatwerk loopt het ontzorgen tot en met {ontzorgen_laatste_dag_maatwerk}.",
    en="Made to measure, ontzorgen lasts up to and including {ontzorgen_laatste_dag_maatwerk}.",
)
def ontzorgen_laatste_dag_maatwerk(
    ontzorgen_maatwerk: Expr, ontzorgen_maatwerk_tot_en_met: Expr, ontzorgen_laatste_dag: Expr
) -> Expr:
    """Until when does ontzorgen last as the college decided? (date; unknown when it decided on none at all)"""
    return choose(
        (unknown(ontzorgen_maatwerk), ontzorgen_laatste_dag),
        (ontzorgen_maatwerk == "niet", None),
        otherwise=ontzorgen_maatwerk_tot_en_met,
    )
