"""Periods of duty: what each situation in the course of residence means for the duty, and how situations join.

``loop_stand`` is the status of a situation: "plicht" (the conditions of WET 3 hold), "afwezig" (they hold, but the
person left the BRP), "onderbroken" (temporary purpose, or pause of the work as geestelijke bedienaar) or "geen".
A period of duty runs on through breaks of at most a year (BES 2.1 lid 2) and ends with anything else.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import before, carried
from doorstroom.kernel.vocabulary import all_of, any_of, choose, code, earliest_of, known, latest_of, one_of

STANDEN = ("plicht", "afwezig", "onderbroken", "geen")
BREUK = ("afwezig", "onderbroken")
#: Kinds of stay (SOORTEN) that lead to the duty.
TELT = ("niet_tijdelijk", "bedienaar")

#: DUO's value list "redenGeenInburgeringsplicht".
VERTROKKEN = "Vertrek uit Nederland langer dan een jaar"
DOEL_GEWIJZIGD = "Verblijfsdoel gewijzigd"
OVERIG = "Overig"
VOLDAAN = "Inburgeringsplicht voldaan"
OVERLEDEN = "Overlijden"
VRIJSTELLING = "Volledige vrijstelling"
TIJDELIJKE_VRIJSTELLING = "Tijdelijke vrijstelling"
ONTHEFFING = "Volledige ontheffing"
REDENEN = (
    VERTROKKEN, DOEL_GEWIJZIGD, OVERIG, VOLDAAN, OVERLEDEN, VRIJSTELLING, TIJDELIJKE_VRIJSTELLING, ONTHEFFING,
)  # fmt: skip


@rule(
    "WET 3 lid 1",
    per="verblijfsloop",
    nl="Dit verblijf werd verkregen op {loop_verkregen_op}.",
    en="This stay was acquired on {loop_verkregen_op}.",
)
def loop_verkregen_op(valid_on: Expr, loop_verblijf: Expr, loop_duurt: Expr) -> Expr:
    """On which day did the unbroken stay that counts begin? A renewal or another permit without a gap is no new one."""
    counts = one_of(loop_verblijf, TELT)
    earlier = before(carried(counts, when=loop_duurt, initially=False), initially=False)
    return carried(valid_on, when=all_of(counts, ~earlier))


@rule(
    "WET 3 lid 2 d",
    per="verblijfsloop",
    nl="Als Turks onderdaan niet inburgeringsplichtig: {loop_turks_vrij}.",
    en="Not obliged as a Turkish national: {loop_turks_vrij}.",
    uncertain="Vergunning in januari 2022 opgehaald na een mvv uit 2021: de uitkomst van RVS:2024:3580 is niet bekend.",
)
def loop_turks_vrij(
    turkse_nationaliteit: Expr, loop_asiel: Expr, loop_asiel_sinds: Expr, loop_verkregen_op: Expr, law: Law
) -> Expr:
    """Is the person free of the duty as a Turkish national, because the stay was acquired before the duty applied?

    Asylum after a stay that left him free is a new acquisition: the rule for asylum has a date of its own.
    """
    obliged = choose(
        (loop_asiel, law.plicht.turken_asiel.flag(on=latest_of(loop_verkregen_op, loop_asiel_sinds))),
        otherwise=law.plicht.turken_regulier.flag(on=loop_verkregen_op),
    )
    return all_of(turkse_nationaliteit, ~obliged)


@rule(
    "WET 3 lid 2",
    per="verblijfsloop",
    nl="Uitgesloten van de plicht: {loop_uitgesloten}.",
    en="Excluded from the duty: {loop_uitgesloten}.",
)
def loop_uitgesloten(of_type: Expr, groep: Expr, valid_on: Expr, uitgesloten_op: Expr) -> Expr:
    """Is the person a Dutch, EU, EEA or Swiss national, or excluded by a decision? Free movement is no 8 a or c.

    Nationalities recorded on one day hold together, so another one beside that of a member state changes nothing.
    """
    told = of_type == "nationaliteit_vastgesteld"
    named_on = carried(valid_on, when=all_of(told, one_of(groep, ["nederlands", "eu_eer_zwitserland"])))
    member_state = carried(all_of(known(named_on), named_on == valid_on), when=told, initially=False)
    decided = all_of(known(uitgesloten_op), valid_on >= uitgesloten_op)  # none recorded: not excluded
    return any_of(member_state, decided)


@rule(
    "WET 3 lid 1",
    per="verblijfsloop",
    nl="Binnen de leeftijdsgrenzen vanaf {loop_van}.",
    en="Within the age limits from {loop_van}.",
)
def loop_van(valid_on: Expr, zestien_op: Expr) -> Expr:
    """On which day of this situation is the person old enough for the duty (its first day when he already is)?"""
    return latest_of(valid_on, zestien_op)


@rule("WET 3", "BES 2.1", per="verblijfsloop", nl="Stand van de plicht: {loop_stand}.", en="Status: {loop_stand}.")
def loop_stand(
    loop_verblijf: Expr,
    loop_werkt: Expr,
    loop_uitgesloten: Expr,
    loop_turks_vrij: Expr,
    loop_ingezetene: Expr,
    loop_van: Expr,
    loop_tot: Expr,
    aow_datum: Expr,
) -> Expr:
    """What is this situation for the duty (one of STANDEN)?"""
    idle = all_of(loop_verblijf == "bedienaar", ~loop_werkt)
    return choose(
        (loop_uitgesloten, code("geen", STANDEN)),
        (any_of(loop_verblijf == "tijdelijk", idle), code("onderbroken", STANDEN)),
        (~one_of(loop_verblijf, TELT), code("geen", STANDEN)),
        (loop_turks_vrij, code("geen", STANDEN)),
        (any_of(loop_van >= loop_tot, loop_van >= aow_datum), code("geen", STANDEN)),
        (~loop_ingezetene, code("afwezig", STANDEN)),
        otherwise=code("plicht", STANDEN),
    )


@rule("BES 2.1", per="verblijfsloop", nl="Daarvoor: {loop_stand_ervoor}.", en="Before: {loop_stand_ervoor}.")
def loop_stand_ervoor(loop_stand: Expr, loop_duurt: Expr) -> Expr:
    """What was the situation just before, leaving out situations overtaken on the same day?"""
    none = code("geen", STANDEN)
    return before(carried(loop_stand, when=loop_duurt, initially=none), initially=none)


@rule(
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="Volgt op plicht, met hooguit een breuk ertussen: {loop_na_plicht}.",
    en="Follows duty, with at most a break in between: {loop_na_plicht}.",
)
def loop_na_plicht(loop_stand: Expr, loop_duurt: Expr) -> Expr:
    """Was the last situation before this one that was no break one of duty?"""
    settled = all_of(loop_duurt, ~one_of(loop_stand, BREUK))
    return before(carried(loop_stand == "plicht", when=settled, initially=False), initially=False)


@rule(
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="Onderbreking begon op {loop_breuk_van}.",
    en="Break began on {loop_breuk_van}.",
)
def loop_breuk_van(valid_on: Expr, loop_stand: Expr, loop_stand_ervoor: Expr, loop_duurt: Expr) -> Expr:
    """On which day did the last break begin (first day without the conditions)?"""
    return carried(valid_on, when=all_of(loop_duurt, one_of(loop_stand, BREUK), loop_stand_ervoor == "plicht"))


@rule(
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="De onderbreking is te lang vanaf {loop_breuk_te_lang_op}.",
    en="The break is too long from {loop_breuk_te_lang_op}.",
)
def loop_breuk_te_lang_op(loop_breuk_van: Expr, law: Law) -> Expr:
    """On which first day has the break lasted longer than is allowed, if it still runs that day?"""
    return add(loop_breuk_van, years=law.plicht.onderbreking_maximum.years(on=loop_breuk_van))


@rule(
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="De plicht liep door: {loop_loopt_door}.",
    en="The duty ran on: {loop_loopt_door}.",
)
def loop_loopt_door(valid_on: Expr, loop_stand_ervoor: Expr, loop_na_plicht: Expr, loop_breuk_te_lang_op: Expr) -> Expr:
    """Does this situation join the earlier duty: directly, or after a break of at most a year?"""
    after_break = all_of(
        one_of(loop_stand_ervoor, BREUK), loop_na_plicht, any_of(~loop_na_plicht, valid_on <= loop_breuk_te_lang_op)
    )
    return any_of(loop_stand_ervoor == "plicht", after_break)


@rule(
    "WET 3 lid 1",
    "WET 3 lid 3",
    per="verblijfsloop",
    nl="De plicht begon op {loop_plicht_van}.",
    en="The duty began on {loop_plicht_van}.",
)
def loop_plicht_van(loop_van: Expr, loop_stand: Expr, loop_loopt_door: Expr) -> Expr:
    """On which day did the present or last period of duty begin? Never earlier than the day of acquisition."""
    return carried(loop_van, when=all_of(loop_stand == "plicht", ~loop_loopt_door))


@rule(
    "WET 3",
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="De plicht loopt, afwezigheid van hooguit een jaar meegerekend: {loop_plicht_loopt}.",
    en="The duty runs, absence of at most a year included: {loop_plicht_loopt}.",
    uncertain="Bij afwezigheid van hooguit een jaar loopt de plicht hier door; de tekst regelt alleen de terugkeer.",
)
def loop_plicht_loopt(loop_stand: Expr, loop_duurt: Expr) -> Expr:
    """Is there duty in this situation, or absence from the BRP that directly follows duty?"""
    present = all_of(loop_duurt, loop_stand != "afwezig")
    followed = carried(loop_stand == "plicht", when=present, initially=False)
    return choose((loop_stand == "afwezig", followed), otherwise=loop_stand == "plicht")


@rule(
    "WET 3",
    "BES 2.1",
    per="verblijfsloop",
    nl="Hier viel de plicht weg: {loop_valt_weg}.",
    en="The duty fell away here: {loop_valt_weg}.",
)
def loop_valt_weg(loop_plicht_loopt: Expr, loop_duurt: Expr) -> Expr:
    """Is this the first situation without duty?"""
    ran = before(carried(loop_plicht_loopt, when=loop_duurt, initially=False), initially=False)
    return all_of(loop_duurt, ~loop_plicht_loopt, ran)


@rule(
    "WET 3",
    "BES 2.1",
    per="verblijfsloop",
    nl="Eerste dag zonder plicht: {loop_weggevallen_op}.",
    en="First day without duty: {loop_weggevallen_op}.",
)
def loop_weggevallen_op(
    valid_on: Expr, loop_valt_weg: Expr, loop_stand_ervoor: Expr, loop_breuk_te_lang_op: Expr
) -> Expr:
    """On which first day was there no duty any more, when it fell away last?"""
    day = choose(
        (loop_stand_ervoor == "afwezig", earliest_of(valid_on, loop_breuk_te_lang_op)),
        otherwise=valid_on,
    )
    return carried(day, when=loop_valt_weg)


@rule(
    "DUO-API redenGeenInburgeringsplicht",
    per="verblijfsloop",
    nl="Reden: {loop_weggevallen_reden}.",
    en="Reason: {loop_weggevallen_reden}.",
)
def loop_weggevallen_reden(
    valid_on: Expr,
    loop_valt_weg: Expr,
    loop_stand_ervoor: Expr,
    loop_breuk_te_lang_op: Expr,
    loop_verblijf: Expr,
    loop_uitgesloten: Expr,
) -> Expr:
    """Why did the duty fall away, in the words of DUO's list? Naturalisation and lost residence have no word there."""
    reason = choose(
        (all_of(loop_stand_ervoor == "afwezig", valid_on >= loop_breuk_te_lang_op), code(VERTROKKEN, REDENEN)),
        (any_of(loop_uitgesloten, one_of(loop_verblijf, ["geen", "bedienaar"])), code(OVERIG, REDENEN)),
        otherwise=code(DOEL_GEWIJZIGD, REDENEN),
    )
    return carried(reason, when=loop_valt_weg)
