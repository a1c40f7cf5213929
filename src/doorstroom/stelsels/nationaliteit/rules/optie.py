"""Option (RWN 6 lid 1): the grounds that stay, age and marriage decide. No ground asks for a test of integration.

Grounds c, d and i to q rest on facts about parents, custody or an earlier loss that are not recorded here.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import birthday, first_day_after
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    earliest_known,
    known,
    latest_of,
    only_if,
    unknown,
)


@rule(
    "RWN 6 lid 1 a",
    nl="Optie voor wie hier is geboren en altijd bleef, vanaf {optie_a_op}.",
    en="Option for who was born here and always stayed, from {optie_a_op}.",
    uncertain="Het hoofdverblijf sinds de geboorte is gelezen als toelating sinds de geboorte; de wet vraagt minder.",
)
def optie_a_op(geboren_in_koninkrijk: Expr, geboortedatum: Expr, meerderjarig_op: Expr, verblijf_sinds: Expr) -> Expr:
    """From which day can an adult opt who was born in the Kingdom and has lived there since? Unknown: he cannot."""
    always = verblijf_sinds <= geboortedatum
    return only_if(all_of(geboren_in_koninkrijk, always), meerderjarig_op)


@rule(
    "RWN 6 lid 1 b",
    nl="Optie voor wie hier staatloos is geboren, vanaf {optie_b_op}.",
    en="Option for who was born stateless here, from {optie_b_op}.",
)
def optie_b_op(
    geboren_in_koninkrijk: Expr, staatloos_sinds_geboorte: Expr, verblijf_sinds: Expr, peildatum: Expr, law: Law
) -> Expr:
    """From which day can somebody opt who was born stateless in the Kingdom? After three years of stay; at any age."""
    years = law.optie.b_verblijf.years(on=peildatum)
    stateless = all_of(geboren_in_koninkrijk, known(staatloos_sinds_geboorte), staatloos_sinds_geboorte)
    return only_if(stateless, first_day_after(verblijf_sinds, years=years))


@rule(
    "RWN 6 lid 1 e",
    nl="Optie voor wie hier woont sinds de leeftijd van vier, vanaf {optie_e_op}.",
    en="Option for who lives here since the age of four, from {optie_e_op}.",
)
def optie_e_op(geboortedatum: Expr, meerderjarig_op: Expr, verblijf_sinds: Expr, peildatum: Expr, law: Law) -> Expr:
    """From which day can an adult opt who has stayed without a gap since the age of four?"""
    four = birthday(geboortedatum, law.optie.e_leeftijd.years(on=peildatum))
    return only_if(verblijf_sinds <= four, meerderjarig_op)


@rule(
    "RWN 6 lid 1 f",
    nl="Optie voor een oud-Nederlander, vanaf {optie_f_op}.",
    en="Option for a former Dutch national, from {optie_f_op}.",
)
def optie_f_op(
    oud_nederlander: Expr, geen_afstand_verleden: Expr, toelating_tijdelijk: Expr, meerderjarig_op: Expr,
    verblijf_sinds: Expr, peildatum: Expr, law: Law,
) -> Expr:  # fmt: skip
    """From which day can a former Dutch national opt, after a year of stay that is not temporary?"""
    may = all_of(oud_nederlander, ~geen_afstand_verleden, ~toelating_tijdelijk)
    full = first_day_after(verblijf_sinds, years=law.optie.f_verblijf.years(on=peildatum))
    return only_if(may, latest_of(meerderjarig_op, full))


@rule(
    "RWN 6 lid 1 g",
    nl="Optie na drie jaar huwelijk en vijftien jaar verblijf, vanaf {optie_g_op}.",
    en="Option after three years of marriage and fifteen of stay, from {optie_g_op}.",
)
def optie_g_op(getrouwd_sinds: Expr, verblijf_sinds: Expr, peildatum: Expr, law: Law) -> Expr:
    """From which day can somebody opt who is married to a Dutch national? Living together is not asked."""
    o = law.optie
    stayed = first_day_after(verblijf_sinds, years=o.g_verblijf.years(on=peildatum))
    married = first_day_after(getrouwd_sinds, years=o.g_huwelijk.years(on=peildatum))
    return only_if(known(getrouwd_sinds), latest_of(stayed, married))


@rule(
    "RWN 6 lid 1 h",
    nl="Optie vanaf 65 jaar en vijftien jaar verblijf, vanaf {optie_h_op}.",
    en="Option from the age of 65 and fifteen years of stay, from {optie_h_op}.",
)
def optie_h_op(geboortedatum: Expr, verblijf_sinds: Expr, peildatum: Expr, law: Law) -> Expr:
    """From which day can somebody of 65 or older opt, after fifteen years of stay?"""
    o = law.optie
    old = birthday(geboortedatum, o.h_leeftijd.years(on=peildatum))
    return latest_of(old, first_day_after(verblijf_sinds, years=o.h_verblijf.years(on=peildatum)))


@rule(
    "RWN 6 lid 1",
    nl="De eerste dag waarop een optie kan, is {optie_vanaf}.",
    en="The first day on which an option is possible is {optie_vanaf}.",
)
def optie_vanaf(
    verblijf_sinds: Expr, optie_a_op: Expr, optie_b_op: Expr, optie_e_op: Expr, optie_f_op: Expr, optie_g_op: Expr,
    optie_h_op: Expr,
) -> Expr:  # fmt: skip
    """From which day can somebody opt, on the first ground that is possible?"""
    # A ground that does not hold for the person has no day, so the unknown ones may be left out.
    first_ground = earliest_known(optie_a_op, optie_b_op, optie_e_op, optie_f_op, optie_g_op, optie_h_op)
    return only_if(known(verblijf_sinds), first_ground)


@rule("RWN 6 lid 1", nl="Dat is grond {optie_grond}.", en="That is ground {optie_grond}.")
def optie_grond(
    optie_vanaf: Expr, optie_a_op: Expr, optie_b_op: Expr, optie_e_op: Expr, optie_f_op: Expr, optie_g_op: Expr,
    optie_h_op: Expr,
) -> Expr:  # fmt: skip
    """On which ground of RWN 6 lid 1 (letter) is an option possible first?"""
    grounds = {"a": optie_a_op, "b": optie_b_op, "e": optie_e_op, "f": optie_f_op, "g": optie_g_op, "h": optie_h_op}
    branches = [(all_of(known(day), day == optie_vanaf), letter) for letter, day in grounds.items()]
    return choose((unknown(optie_vanaf), UNKNOWN), *branches, otherwise=UNKNOWN)


@rule(
    "RWN 6a",
    nl="Bij deze optie moet de andere nationaliteit worden opgegeven: {optie_afstand_verplicht}.",
    en="With this option the other nationality must be renounced: {optie_afstand_verplicht}.",
    uncertain="Vier uitzonderingen van grond e zijn hier niet onderzocht.",
)
def optie_afstand_verplicht(optie_grond: Expr, getrouwd_sinds: Expr, staatloos_op: Expr) -> Expr:
    """Must another nationality be renounced at the option that comes first? Only at ground e, with exceptions."""
    excepted = any_of(known(getrouwd_sinds), known(staatloos_op))
    return choose((optie_grond != "e", False), (excepted, False), otherwise=True)
