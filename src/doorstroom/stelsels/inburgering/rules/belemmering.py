"""Circumstances of REG 4.1, one by one: which period each takes up, and whether it lasted long enough.

A circumstance whose ground is not open, and one that counts for a fixed length, is an empty period here.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import before
from doorstroom.kernel.vocabulary import (
    all_of,
    any_of,
    choose,
    earliest_of,
    known,
    largest_of_group,
    latest_of,
    not_below,
    one_of,
    only_if,
    running_latest,
    running_total,
    smallest_of_group,
    unknown,
)

VASTE_DUUR = ["overlijden", "bevalling"]
_MET_MAXIMUM = ["alfabetisering", "dakloosheid", "aanbieder_kan_niet_leveren", "bijzondere_omstandigheid"]


@rule(
    "REG 4.1 lid 1",
    per="belemmering",
    nl="Deze grond staat voor deze persoon open: {belemmering_grond_open}.",
    en="This ground is open to this person: {belemmering_grond_open}.",
    uncertain="Bij een alfabetiseringscursus telt de leerroute van nu, niet die tijdens de cursus.",
)
def belemmering_grond_open(
    soort: Expr, wie: Expr, niet_verwijtbaar: Expr, leerroute: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Is the ground open: the right relative, the right route, and for letter i an official's finding?

    Illness and death may be a relative's; birth, shelter, literacy course, homelessness and provider are one's own.
    """
    naaste = one_of(wie, ["partner", "eerste_graad"])
    eigen = any_of(unknown(wie), wie == "zelf")  # nobody recorded: it is about the person himself
    route = law.verlenging.alfabetisering_leerroutes.has(leerroute, on=peildatum)
    return choose(
        (soort == "langdurige_ziekte", any_of(wie == "zelf", naaste)),
        (soort == "overlijden", naaste),
        (soort == "alfabetisering", all_of(eigen, route)),
        (soort == "bijzondere_omstandigheid", niet_verwijtbaar),
        otherwise=eigen,
    )


@rule(
    "REG 4.1 lid 2",
    per="belemmering",
    nl="Deze omstandigheid neemt zelf geen periode in: {belemmering_zonder_periode}.",
    en="This circumstance takes up no period itself: {belemmering_zonder_periode}.",
    uncertain="Een bevalling of overlijden telt hier niet mee voor de drie maanden samen van grond j.",
)
def belemmering_zonder_periode(soort: Expr, belemmering_grond_open: Expr) -> Expr:
    """Is it an empty period: the ground is not open, or the length is fixed (death, birth)?"""
    return any_of(one_of(soort, VASTE_DUUR), ~belemmering_grond_open)


@rule(
    "WET 12 lid 1 a",
    "BES 4.3",
    per="belemmering",
    nl="De omstandigheid telt vanaf {belemmering_begin}, niet eerder dan het begin van de lopende termijn.",
    en="The circumstance counts from {belemmering_begin}, not before the start of the current termijn.",
    uncertain="Ook de drie maanden tellen vanaf het begin van de termijn; de andere lezing telt de hele omstandigheid.",
)
def belemmering_begin(valid_on: Expr, lopende_termijn_start: Expr) -> Expr:
    """First day (inclusive) of the circumstance inside the current termijn."""
    return latest_of(valid_on, lopende_termijn_start)


@rule(
    "REG 4.1 lid 2",
    per="belemmering",
    nl="De omstandigheid duurde in elk geval tot {belemmering_duurt_minstens_tot}.",
    en="The circumstance lasted in any case until {belemmering_duurt_minstens_tot}.",
)
def belemmering_duurt_minstens_tot(
    tot_en_met: Expr, loopt_nog: Expr, belemmering_zonder_periode: Expr, belemmering_begin: Expr, peildatum: Expr
) -> Expr:
    """Until when (exclusive) did it last at least? One that still runs has lasted up to and including the peildatum."""
    # Whether an end is recorded is itself the question here.
    einde = choose((known(tot_en_met), add(tot_en_met, days=1)), otherwise=only_if(loopt_nog, add(peildatum, days=1)))
    return choose((belemmering_zonder_periode, belemmering_begin), otherwise=not_below(einde, belemmering_begin))


@rule(
    "REG 4.1 lid 2",
    per="belemmering",
    nl="De omstandigheid duurde tot {belemmering_duurt_tot}.",
    en="The circumstance lasted until {belemmering_duurt_tot}.",
    uncertain="Een opgegeven laatste dag na de peildatum telt mee; of een verwachte duur mag meetellen, zegt de tekst "
    "niet.",
)
def belemmering_duurt_tot(
    tot_en_met: Expr, belemmering_zonder_periode: Expr, belemmering_duurt_minstens_tot: Expr
) -> Expr:
    """Until when (exclusive) did it last; unknown while it runs or when no end is recorded."""
    einde_bekend = any_of(belemmering_zonder_periode, known(tot_en_met))
    return only_if(einde_bekend, belemmering_duurt_minstens_tot)


@rule(
    "REG 4.1 lid 2 e",
    "REG 4.1 lid 2 f",
    "REG 4.1 lid 2 h",
    "REG 4.1 lid 2 i",
    per="belemmering",
    nl="Deze omstandigheid telt hooguit tot {belemmering_hooguit_tot}.",
    en="This circumstance counts at most until {belemmering_hooguit_tot}.",
    uncertain="Het maximum geldt hier per omstandigheid; of het bij een tweede periode opnieuw begint, staat er niet.",
)
def belemmering_hooguit_tot(soort: Expr, belemmering_begin: Expr, peildatum: Expr, law: Law) -> Expr:
    """Until when (exclusive) may it count at most; nothing for the grounds without a maximum (illness, shelter)."""
    v = law.verlenging
    maximum = choose(
        (soort == "alfabetisering", v.alfabetisering_maximum.months(on=peildatum)),
        (soort == "dakloosheid", v.dakloosheid_maximum.months(on=peildatum)),
        (soort == "aanbieder_kan_niet_leveren", v.aanbieder_maximum.months(on=peildatum)),
        otherwise=v.bijzonder_maximum.months(on=peildatum),
    )
    return only_if(one_of(soort, _MET_MAXIMUM), add(belemmering_begin, months=maximum))


@rule(
    "REG 4.1 lid 2",
    per="belemmering",
    nl="De omstandigheid telt tot {belemmering_einde}.",
    en="The circumstance counts until {belemmering_einde}.",
    uncertain="Het maximum loopt vanaf het begin, ook als een andere omstandigheid een deel van die tijd al gebruikt.",
)
def belemmering_einde(
    soort: Expr,
    belemmering_zonder_periode: Expr,
    belemmering_duurt_tot: Expr,
    belemmering_duurt_minstens_tot: Expr,
    belemmering_hooguit_tot: Expr,
) -> Expr:
    """Until when (exclusive) does it count, at most for its maximum? That may be reached while it still runs."""
    return choose(
        (any_of(belemmering_zonder_periode, ~one_of(soort, _MET_MAXIMUM)), belemmering_duurt_tot),
        (belemmering_duurt_minstens_tot >= belemmering_hooguit_tot, belemmering_hooguit_tot),
        otherwise=belemmering_duurt_tot,
    )


@rule(
    "REG 4.1 lid 1 j",
    per="belemmering",
    nl="Deze omstandigheid hoort bij aaneengesloten reeks nummer {belemmering_reeks}.",
    en="This circumstance belongs to unbroken row number {belemmering_reeks}.",
)
def belemmering_reeks(valid_on: Expr, belemmering_begin: Expr, belemmering_duurt_minstens_tot: Expr) -> Expr:
    """Number of the unbroken row of circumstances; a gap of a day or more starts a new one.

    What still runs lasted beyond the first day of every later one, so its least length is enough.
    """
    eerder = before(running_latest(belemmering_duurt_minstens_tot), initially=valid_on)
    return running_total(choose((belemmering_begin > eerder, 1), otherwise=0))


@rule(
    "REG 4.1 lid 1",
    "REG 4.1 lid 1 j",
    per="belemmering",
    nl="De omstandigheden duurden aaneengesloten lang genoeg: {belemmering_lang_genoeg}.",
    en="The circumstances lasted long enough without interruption: {belemmering_lang_genoeg}.",
    uncertain="Omstandigheden die elkaar overlappen of direct opvolgen, tellen samen voor de drie maanden (grond j).",
)
def belemmering_lang_genoeg(
    belemmering_begin: Expr,
    belemmering_duurt_tot: Expr,
    belemmering_duurt_minstens_tot: Expr,
    belemmering_reeks: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """Does the unbroken row of circumstances last at least three consecutive months?"""
    begin = smallest_of_group(belemmering_begin, belemmering_reeks)
    nodig = add(begin, months=law.verlenging.minimumduur.months(on=peildatum))
    return any_of(
        largest_of_group(belemmering_duurt_minstens_tot, belemmering_reeks) >= nodig,
        largest_of_group(belemmering_duurt_tot, belemmering_reeks) >= nodig,
    )


@rule(
    "REG 4.1 lid 2",
    per="belemmering",
    nl="Van deze omstandigheid was nog niet geteld: vanaf {belemmering_nieuw_vanaf}.",
    en="Of this circumstance was not counted yet: from {belemmering_nieuw_vanaf}.",
    uncertain="Dat een periode maar één keer telt, is de praktijk van DUO.",
)
def belemmering_nieuw_vanaf(valid_on: Expr, belemmering_begin: Expr, belemmering_einde: Expr) -> Expr:
    """From which day (inclusive) does it count, now that a period may be used only once?"""
    eerder = before(running_latest(belemmering_einde), initially=valid_on)
    return latest_of(belemmering_begin, eerder)


@rule(
    "REG 4.1 lid 1 g",
    per="belemmering",
    nl="Tot {belemmering_deel_tot} telt zij voordat het uitblijvende aanbod die tijd gebruikt.",
    en="Until {belemmering_deel_tot} it counts before the missing offer uses that time.",
)
def belemmering_deel_tot(belemmering_einde: Expr, aanbod_gat_begin: Expr) -> Expr:
    """Until when (exclusive) does its first part run, before the time without an offer (ground g) starts?"""
    return choose((belemmering_einde <= aanbod_gat_begin, belemmering_einde), otherwise=aanbod_gat_begin)


@rule(
    "REG 4.1 lid 1 g",
    per="belemmering",
    nl="Vanaf {belemmering_rest_vanaf} telt zij nadat het uitblijvende aanbod die tijd gebruikte.",
    en="From {belemmering_rest_vanaf} it counts after the missing offer used that time.",
)
def belemmering_rest_vanaf(
    belemmering_nieuw_vanaf: Expr, belemmering_einde: Expr, aanbod_gat_begin: Expr, aanbod_gat_einde: Expr
) -> Expr:
    """From when (inclusive) does its last part run, after the time without an offer (ground g)?"""
    rest = earliest_of(latest_of(belemmering_nieuw_vanaf, aanbod_gat_einde), belemmering_einde)
    return choose((belemmering_einde <= aanbod_gat_begin, belemmering_einde), otherwise=rest)
