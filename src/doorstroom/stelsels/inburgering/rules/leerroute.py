"""Leerroutes: levels, switching and afschalen (WET 7-9, 17; BES 5.4, 5.5)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    first_known,
    known,
    not_below,
    one_of,
    only_if,
    unknown,
)


@rule("WET 7", "DUO-API PIP", nl="Het niveau is {niveau}.", en="The level is {niveau}.")
def niveau(leerroute: Expr, pip_niveau: Expr) -> Expr:
    """Which level holds for the language parts? B1 where the plan of a B1- or onderwijsroute names none."""
    return choose((one_of(leerroute, ["B1", "onderwijs"]), first_known(pip_niveau, "B1")), otherwise=pip_niveau)


@rule("BES 5.5", nl="Er is afgeschaald: {afgeschaald}.", en="The level was lowered: {afgeschaald}.")
def afgeschaald(leerroute: Expr, pip_aantal: Expr, a2_in_pip: Expr) -> Expr:
    """Does a later PIP let all or some exams of the B1-route be taken at A2? The first PIP never can."""
    return all_of(leerroute == "B1", pip_aantal > 1, a2_in_pip)


@rule("BES 5.5", nl="Het geldende PIP noemt A2: {a2_in_pip}.", en="The PIP that stands names A2: {a2_in_pip}.")
def a2_in_pip(
    pip_niveau: Expr,
    pip_niveau_alleen_lezen: Expr,
    pip_niveau_alleen_luisteren: Expr,
    pip_niveau_alleen_schrijven: Expr,
    pip_niveau_alleen_spreken: Expr,
) -> Expr:
    """Does the PIP that stands name A2 for all or some language parts? A level left out is not A2."""
    levels = (
        pip_niveau,
        pip_niveau_alleen_lezen,
        pip_niveau_alleen_luisteren,
        pip_niveau_alleen_schrijven,
        pip_niveau_alleen_spreken,
    )
    return any_of(*[known(level) & (level == "A2") for level in levels])


@rule(
    "WET 17 lid 2",
    "BES 5.4 lid 1",
    nl="Een andere leerroute kan tot en met {wissel_uiterlijk}.",
    en="Another route may be set up to and including {wissel_uiterlijk}.",
)
def wissel_uiterlijk(termijn_start: Expr, law: Law) -> Expr:
    """On which last day (inclusive) may the college set another leerroute, exceptions left aside?"""
    return last_day_of(termijn_start, months=law.leerroute.wissel_maximum.months(on=termijn_start))


@rule(
    "BES 5.4 lid 2",
    nl="Na de opleiding mag de leerroute wisselen vanaf {wissel_na_opleiding_vanaf}.",
    en="After the education the route may be changed from {wissel_na_opleiding_vanaf}.",
)
def wissel_na_opleiding_vanaf(opleiding_na_wissel_uiterlijk: Expr, law: Law) -> Expr:
    """From which day may the leerroute change because an education ended after the 1.5 years? (unknown: never)"""
    after = add(opleiding_na_wissel_uiterlijk, days=1)
    return only_if(law.leerroute.wissel_na_opleiding.flag(on=after), after)


@rule(
    "BES 5.4 lid 2",
    nl="Na een beëindigde opleiding mag de leerroute ook later wisselen: {wissel_na_opleiding_toegestaan}.",
    en="After an education has ended the route may be changed later: {wissel_na_opleiding_toegestaan}.",
)
def wissel_na_opleiding_toegestaan(wissel_na_opleiding_vanaf: Expr, peildatum: Expr) -> Expr:
    """May the leerroute change later because a niet-vrijstellende opleiding ended after the 1.5 years?"""
    # No day means that there was no such education.
    return all_of(known(wissel_na_opleiding_vanaf), peildatum >= wissel_na_opleiding_vanaf)


@rule(
    "BES 5.4",
    nl="Er mag nu nog worden gewisseld van leerroute: {wissel_open}.",
    en="The route may still be changed: {wissel_open}.",
)
def wissel_open(
    heeft_pip: Expr,
    wissel_uiterlijk: Expr,
    wissel_na_opleiding_toegestaan: Expr,
    bijzonder_geval_wissel: Expr,
    peildatum: Expr,
) -> Expr:
    """Is another leerroute possible in time: within 1.5 years, after an education, or in a special case?

    No assessment of a special case on record means that there is none.
    """
    special = choose((unknown(bijzonder_geval_wissel), False), otherwise=bijzonder_geval_wissel)
    return heeft_pip & any_of(peildatum <= wissel_uiterlijk, wissel_na_opleiding_toegestaan, special)


@rule(
    "BES 5.4",
    nl="Wisselen naar de Z-route mag: {wissel_toegestaan_naar_z}.",
    en="Changing to the Z-route is admissible: {wissel_toegestaan_naar_z}.",
)
def wissel_toegestaan_naar_z(leerroute: Expr, wissel_open: Expr) -> Expr:
    """May the college still set the Z-route? Whether progress gives reason to is for the college to judge."""
    return wissel_open & (leerroute != "Z")


@rule(
    "BES 5.4 lid 1",
    nl="Wisselen naar de B1-route mag: {wissel_toegestaan_naar_b1}.",
    en="Changing to the B1-route is admissible: {wissel_toegestaan_naar_b1}.",
)
def wissel_toegestaan_naar_b1(leerroute: Expr, wissel_open: Expr) -> Expr:
    """May the college still set the B1-route? From the onderwijsroute always."""
    return any_of(leerroute == "onderwijs", wissel_open & (leerroute != "B1"))


@rule(
    "BES 5.4",
    nl="Wisselen naar de onderwijsroute mag: {wissel_toegestaan_naar_onderwijs}.",
    en="Changing to the onderwijsroute is admissible: {wissel_toegestaan_naar_onderwijs}.",
)
def wissel_toegestaan_naar_onderwijs(leerroute: Expr, wissel_open: Expr) -> Expr:
    """May the college still set the onderwijsroute?"""
    return wissel_open & (leerroute != "onderwijs")


@rule(
    "BES 5.3 lid 3",
    nl="Na de verhuizing volgt het nieuwe PIP eerst leerroute {verhuizing_leerroute}.",
    en="After the move the new PIP first follows route {verhuizing_leerroute}.",
)
def verhuizing_leerroute(pip_klok_soort: Expr, pip_huidige_gemeente_datum: Expr, leerroute: Expr) -> Expr:
    """Which leerroute must the PIP of the new municipality follow? Not applicable (unknown) when none is due."""
    due = (pip_klok_soort == "verhuizing") & unknown(pip_huidige_gemeente_datum)
    return choose((due, leerroute), otherwise=None)


@rule(
    "WET 8",
    "ECLI:NL:RVS:2024:5413",
    nl="Het onderzoek naar de onderwijsroute ontbreekt: {onderwijsroute_onderzoek_ontbreekt}.",
    en="The examination of the onderwijsroute is missing: {onderwijsroute_onderzoek_ontbreekt}.",
)
def onderwijsroute_onderzoek_ontbreekt(
    heeft_pip: Expr, leerroute: Expr, onderwijsroute_gewenst: Expr, onderwijsroute_onderzocht: Expr
) -> Expr:
    """Does the PIP choose B1 or Z although the college did not examine the onderwijsroute? It then cannot stand.

    Not when it is on record that the person did not want that route.
    """
    return choose(
        (~heeft_pip, False),
        (leerroute == "onderwijs", False),
        (known(onderwijsroute_gewenst) & ~onderwijsroute_gewenst, False),
        otherwise=~onderwijsroute_onderzocht,
    )


@rule(
    "WET 17 lid 3",
    "BES 5.5",
    nl="Voor afschalen ontbreken nog {afschalen_ontbrekende_uren} uren NT2.",
    en="For the lower level {afschalen_ontbrekende_uren} hours of Dutch are still missing.",
)
def afschalen_ontbrekende_uren(
    uren_nt2_met_intake: Expr, uren_taalschakel: Expr, pip_laatste_datum: Expr, law: Law
) -> Expr:
    """How many NT2 hours are missing before A2 may be considered? (hours, 0: none)

    Part of the hours of an earlier taalschakeltraject is NT2; where that part decides, the answer is unknown.
    """
    needed = law.leerroute.afschalen_uren_nt2.hours(on=pip_laatste_datum)
    depends = all_of(uren_nt2_met_intake < needed, uren_nt2_met_intake + uren_taalschakel >= needed)
    return choose((depends, UNKNOWN), otherwise=not_below(needed - uren_nt2_met_intake, 0))


@rule(
    "BES 5.5",
    nl="Het oordeel dat voldoende inspanning is geleverd ontbreekt: {afschalen_ontbreekt_inspanning}.",
    en="The judgement that there was enough effort is missing: {afschalen_ontbreekt_inspanning}.",
)
def afschalen_ontbreekt_inspanning(inspanning_voldoende: Expr) -> Expr:
    """Did the college not (yet) judge that there was enough effort?"""
    return choose((unknown(inspanning_voldoende), True), otherwise=~inspanning_voldoende)


@rule(
    "BES 5.5",
    nl="Het oordeel dat B1 niet binnen de termijn haalbaar is ontbreekt: {afschalen_ontbreekt_haalbaarheid}.",
    en="The judgement that B1 is out of reach is missing: {afschalen_ontbreekt_haalbaarheid}.",
)
def afschalen_ontbreekt_haalbaarheid(b1_haalbaar_binnen_termijn: Expr) -> Expr:
    """Did the college not (yet) judge that B1 cannot be reached in the termijn?"""
    return choose((unknown(b1_haalbaar_binnen_termijn), True), otherwise=b1_haalbaar_binnen_termijn)


@rule(
    "WET 17 lid 3",
    "BES 5.5",
    nl="Afschalen naar A2 is mogelijk: {afschalen_mogelijk}.",
    en="Taking exams at A2 can be allowed: {afschalen_mogelijk}.",
)
def afschalen_mogelijk(
    leerroute: Expr,
    afschalen_ontbrekende_uren: Expr,
    inspanning_voldoende: Expr,
    b1_haalbaar_binnen_termijn: Expr,
) -> Expr:
    """May the college let exams be taken at A2: B1-route, hours, effort, and B1 not reachable in the termijn?

    Unknown while the college has not judged effort or reach; there is no limit of 1.5 years.
    """
    return all_of(leerroute == "B1", afschalen_ontbrekende_uren <= 0, inspanning_voldoende, ~b1_haalbaar_binnen_termijn)
