"""Which municipality may see a person: the access rule of DUO.

Resident outside reception or linked by COA during it (``gemeente``), holder of the present PIP (``pip_gemeente``), or
of the one before for a month.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import before, carried
from doorstroom.kernel.vocabulary import UNKNOWN, choose, known


@rule(
    "DUO-API toegang",
    per="pip_vastgesteld",
    nl="Daarvoor stond een PIP van gemeente {pip_gemeente_ervoor}.",
    en="Before it a PIP of municipality {pip_gemeente_ervoor} stood.",
)
def pip_gemeente_ervoor(gemeente: Expr, pip_van_kracht: Expr) -> Expr:
    """Of which municipality is the PIP that stood before this one?"""
    return before(carried(gemeente, when=pip_van_kracht))


@rule(
    "DUO-API toegang",
    nl="De vorige gemeente ziet de persoon nog tot en met {toegang_vorige_gemeente_tot_en_met}.",
    en="The former municipality sees the person up to and including {toegang_vorige_gemeente_tot_en_met}.",
    uncertain="Jonger dan een maand is gelezen als: tot en met de dag voor dezelfde dag in de volgende maand.",
)
def toegang_vorige_gemeente_tot_en_met(
    vorige_pip_gemeente: Expr, pip_gemeente: Expr, pip_laatste_datum: Expr, law: Law
) -> Expr:
    """Up to and including which day does the municipality of the PIP before still see the person? (unknown: none)"""
    month = last_day_of(pip_laatste_datum, months=law.toegang.vorige_gemeente.months(on=pip_laatste_datum))
    another = known(vorige_pip_gemeente) & (vorige_pip_gemeente != pip_gemeente)
    return choose((another, month), otherwise=UNKNOWN)
