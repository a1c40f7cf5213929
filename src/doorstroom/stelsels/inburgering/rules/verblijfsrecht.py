"""The right of residence after each event in the course of residence: which, for what purpose, of which group."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import after, before, carried
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, any_of, choose, code, known, one_of

RECHT = ("verblijfsrecht_verkregen", "verblijfsrecht_beeindigd")
#: Vw 2000 art. 8 under g and h: stay while a decision, objection or appeal is awaited.
PROCEDUREEL = ("8g", "8h")
#: Kinds of stay: none; Vw art. 8 a or c for a purpose that is not temporary, as geestelijke bedienaar for a temporary
#: purpose, or for another temporary purpose; procedural; any other right, that of Richtlijn 2004/38 included.
SOORTEN = ("geen", "niet_tijdelijk", "bedienaar", "tijdelijk", "procedureel", "anders")


@rule("BES 2.1", per="verblijfsloop", nl="Deze situatie duurde tot {loop_tot}.", en="This lasted until {loop_tot}.")
def loop_tot(valid_on: Expr, peildatum: Expr) -> Expr:
    """What is the first day after the situation that this event began (exclusive; the day after the peildatum)?"""
    return after(valid_on, finally_=add(peildatum, days=1))


@rule(
    "BES 2.1", per="verblijfsloop", nl="Situatie van een dag of meer: {loop_duurt}.", en="A day or more: {loop_duurt}."
)
def loop_duurt(valid_on: Expr, loop_tot: Expr) -> Expr:
    """Did the situation last at least a day, rather than be overtaken on the same day?"""
    return loop_tot > valid_on


@rule(
    "Vw 2000 art. 8",
    per="verblijfsloop",
    nl="Een recht eindigde en een ander werd verkregen op dezelfde dag: {loop_zelfde_dag}.",
    en="One right ended and another was acquired on the same day: {loop_zelfde_dag}.",
)
def loop_zelfde_dag(of_type: Expr, valid_on: Expr) -> Expr:
    """Is this event the end or the acquisition of a right, with the other of the two on the same day?"""
    ended, acquired = of_type == "verblijfsrecht_beeindigd", of_type == "verblijfsrecht_verkregen"
    follows = all_of(acquired, before(ended, initially=False), before(valid_on, initially=valid_on) == valid_on)
    precedes = all_of(ended, after(acquired, finally_=False), after(valid_on, finally_=valid_on) == valid_on)
    return any_of(follows, precedes)


@rule(
    "Vw 2000 art. 8",
    per="verblijfsloop",
    nl="Had vóór deze gebeurtenis een verblijfsrecht: {loop_had_recht}.",
    en="Held a right of residence before this event: {loop_had_recht}.",
)
def loop_had_recht(of_type: Expr, loop_zelfde_dag: Expr) -> Expr:
    """Did the person hold any right of residence just before this event?

    An end and an acquisition on one day leave that as it was: one right replaced by another, or one that never began.
    """
    told = all_of(one_of(of_type, RECHT), ~loop_zelfde_dag)
    held = carried(of_type == "verblijfsrecht_verkregen", when=told, initially=False)
    return before(held, initially=False)


@rule(
    "Vw 2000 art. 8",
    per="verblijfsloop",
    nl="Vergunning met terugwerkende kracht ingetrokken vanaf de dag van verlening: {loop_teruggedraaid}.",
    en="Permit withdrawn back to the day on which it was granted: {loop_teruggedraaid}.",
    uncertain="Geen bron voor intrekking per de dag van verlening; gelezen als: het recht heeft niet bestaan.",
)
def loop_teruggedraaid(of_type: Expr, loop_zelfde_dag: Expr, loop_had_recht: Expr) -> Expr:
    """Was this right ended on the very day of acquisition, while there was no other right that could have ended?"""
    return all_of(of_type == "verblijfsrecht_verkregen", loop_zelfde_dag, ~loop_had_recht)


@rule(
    "BES 2.2 lid 1",
    per="verblijfsloop",
    nl="Het doel van deze vergunning is niet tijdelijk: {loop_doel_niet_tijdelijk}.",
    en="The purpose of this permit is not temporary: {loop_doel_niet_tijdelijk}.",
)
def loop_doel_niet_tijdelijk(beperking: Expr, referent: Expr, valid_on: Expr, law: Law) -> Expr:
    """Is the purpose of this regular permit one that is not temporary? A family member follows the sponsor.

    Of a purpose that was struck off the list the law does not say what a renewal is, so that is unknown.
    """
    with_sponsor = ~law.plicht.tijdelijke_referenten.has(referent, on=valid_on)
    purposes = law.plicht.tijdelijke_doelen
    once = one_of(beperking, sorted({member for version in purposes.parameter.values[:-1] for member in version.value}))
    return choose(
        (beperking == "gezinslid", with_sponsor),
        (purposes.has(beperking, on=valid_on), False),
        (once, UNKNOWN),
        otherwise=True,
    )


@rule(
    "WET 3 lid 1",
    "BES 2.2",
    "REG 1.2",
    per="verblijfsloop",
    nl="Soort verblijf: {loop_soort}.",
    en="Kind of stay: {loop_soort}.",
)
def loop_soort(
    of_type: Expr, grond: Expr, beperking: Expr, als_bedienaar: Expr, richtlijn_2004_38: Expr,
    loop_doel_niet_tijdelijk: Expr, loop_teruggedraaid: Expr,
) -> Expr:  # fmt: skip
    """Which kind of stay does the right give (one of SOORTEN)?

    A permit for work for a religious organisation makes a geestelijke bedienaar; an asylum permit is never temporary.
    """
    lasting = loop_doel_niet_tijdelijk
    minister = any_of(als_bedienaar, beperking == "religieuze_of_levensbeschouwelijke_organisatie")
    of_right = choose(
        (any_of(of_type == "verblijfsrecht_beeindigd", loop_teruggedraaid), code("geen", SOORTEN)),
        (grond == "8c", code("niet_tijdelijk", SOORTEN)),
        (one_of(grond, PROCEDUREEL), code("procedureel", SOORTEN)),
        (any_of(grond != "8a", richtlijn_2004_38), code("anders", SOORTEN)),
        (all_of(known(lasting), lasting), code("niet_tijdelijk", SOORTEN)),  # a bedienaar is one with any purpose
        (minister, code("bedienaar", SOORTEN)),
        (~lasting, code("tijdelijk", SOORTEN)),
        otherwise=UNKNOWN,
    )
    return carried(of_right, when=one_of(of_type, RECHT), initially=code("geen", SOORTEN))


@rule(
    "BES 2.1 lid 1",
    per="verblijfsloop",
    nl="Het verblijf geldt als {loop_verblijf}.",
    en="The stay counts as {loop_verblijf}.",
)
def loop_verblijf(loop_soort: Expr, loop_duurt: Expr) -> Expr:
    """Which kind of stay counts: procedural stay (Vw art. 8 g, h) carries on what it directly follows?"""
    procedural = loop_soort == "procedureel"
    followed = carried(loop_soort, when=all_of(~procedural, loop_duurt), initially=code("geen", SOORTEN))
    return choose((procedural, followed), otherwise=loop_soort)


@rule(
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="Werkt als geestelijke bedienaar: {loop_werkt}.",
    en="Works as minister of religion: {loop_werkt}.",
)
def loop_werkt(of_type: Expr, werkt: Expr) -> Expr:
    """Does the geestelijke bedienaar work? So it is taken from the permit on, until the register says otherwise."""
    works = choose((of_type == "werk_geestelijke_bedienaar", werkt), otherwise=True)
    told = one_of(of_type, ["werk_geestelijke_bedienaar", "verblijfsrecht_verkregen"])
    return carried(works, when=told, initially=True)


@rule(
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="Ingezetene: {loop_ingezetene}.",
    en="Resident in the BRP: {loop_ingezetene}.",
)
def loop_ingezetene(of_type: Expr, loop_had_recht: Expr, loop_teruggedraaid: Expr) -> Expr:
    """Is the person ingezetene? So it is taken until the register says that he left the BRP.

    Leaving after an earlier stay says nothing about a new one: whoever had no right and acquires one counts again.
    """
    new_right = all_of(of_type == "verblijfsrecht_verkregen", ~loop_had_recht, ~loop_teruggedraaid)
    told = any_of(one_of(of_type, ["brp_uitschrijving", "brp_inschrijving"]), new_right)
    return carried(of_type != "brp_uitschrijving", when=told, initially=True)


@rule(
    "WET 13 lid 1",
    per="verblijfsloop",
    nl="Asielstatushouder: {loop_asiel}.",
    en="Asylum group: {loop_asiel}.",
)
def loop_asiel(
    of_type: Expr, grond: Expr, beperking: Expr, referent: Expr, valid_on: Expr, loop_had_recht: Expr, law: Law
) -> Expr:
    """Does the person belong to the asylum group? Once in it he stays in it until residence is interrupted."""
    by_sponsor = all_of(
        grond == "8a", beperking == "gezinslid", law.plicht.referenten_asielgroep.has(referent, on=valid_on)
    )
    asylum = any_of(one_of(grond, ["8c", "8d"]), by_sponsor)
    told = all_of(of_type == "verblijfsrecht_verkregen", any_of(asylum, ~loop_had_recht))
    return carried(asylum, when=told, initially=False)


@rule(
    "WET 13 lid 1",
    per="verblijfsloop",
    nl="Asielstatushouder sinds {loop_asiel_sinds}.",
    en="In the asylum group since {loop_asiel_sinds}.",
)
def loop_asiel_sinds(valid_on: Expr, loop_asiel: Expr) -> Expr:
    """On which day did the person come to belong to the asylum group?"""
    return carried(valid_on, when=all_of(loop_asiel, ~before(loop_asiel, initially=False)))
