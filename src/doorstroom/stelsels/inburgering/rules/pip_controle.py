"""What DUO checks when it receives a PIP, and whether a PIP may set another leerroute (BES 5.4, DUO-API)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import all_of, any_of, choose, known, one_of, place_in_case, previous, unknown


@rule(
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="De dagtekening ligt voor het begin van de plicht: {pip_voor_plicht}.",
    en="The PIP is dated before the duty began: {pip_voor_plicht}.",
)
def pip_voor_plicht(valid_on: Expr, plicht_start: Expr, pip_in_huidige_plicht: Expr) -> Expr:
    """Is this PIP dated before the first day of the duty?

    Of a duty that ended for good that can no longer be checked.
    """
    return pip_in_huidige_plicht & (valid_on < plicht_start)


@rule(
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="Dit gewijzigde PIP is ouder dan het eerste: {pip_wijziging_voor_eerste}.",
    en="This changed PIP is dated before the first one: {pip_wijziging_voor_eerste}.",
)
def pip_wijziging_voor_eerste(valid_on: Expr, reden: Expr, pip_aantal: Expr) -> Expr:
    """Is this a changed PIP that is nevertheless dated before every other PIP of the person?"""
    changed = one_of(reden, ["wijziging", "verhuizing", "na_vrijstelling"])
    return all_of(changed, place_in_case(valid_on) == 1, pip_aantal > 1)


@rule(
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="De dagtekening ligt voor de vestiging in de gemeente: {pip_voor_vestiging}.",
    en="The PIP is dated before the person settled in the municipality: {pip_voor_vestiging}.",
)
def pip_voor_vestiging(
    valid_on: Expr,
    gemeente: Expr,
    gekoppelde_gemeente: Expr,
    brp_gemeente: Expr,
    vestiging_huidige_gemeente: Expr,
    pip_in_huidige_plicht: Expr,
) -> Expr:
    """Is this PIP of the present municipality dated before the person settled there?

    Not for a municipality that COA linked the person to. Of an earlier municipality or duty it can no longer be
    checked.
    """
    return choose(
        (~pip_in_huidige_plicht, False),
        (known(gekoppelde_gemeente) & (gekoppelde_gemeente == gemeente), False),
        (known(brp_gemeente) & (brp_gemeente != gemeente), False),
        otherwise=valid_on < vestiging_huidige_gemeente,
    )


@rule(
    "WET 8",
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="A2 past niet bij de onderwijsroute: {pip_a2_in_onderwijsroute}.",
    en="A2 does not go with the onderwijsroute: {pip_a2_in_onderwijsroute}.",
)
def pip_a2_in_onderwijsroute(leerroute: Expr, pip_noemt_a2: Expr) -> Expr:
    """Does this PIP name A2 within the onderwijsroute?"""
    return (leerroute == "onderwijs") & pip_noemt_a2


@rule(
    "WET 9",
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="B1 past niet bij de Z-route: {pip_b1_in_zroute}.",
    en="B1 does not go with the Z-route: {pip_b1_in_zroute}.",
)
def pip_b1_in_zroute(leerroute: Expr, niveau: Expr) -> Expr:
    """Does this PIP name B1 or higher within the Z-route?"""
    return (leerroute == "Z") & known(niveau) & one_of(niveau, ["B1", "B2"])


@rule(
    "BES 5.5",
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="Een eerste PIP kan niet afschalen naar A2: {pip_a2_in_eerste_b1}.",
    en="A first PIP cannot lower the level to A2: {pip_a2_in_eerste_b1}.",
)
def pip_a2_in_eerste_b1(valid_on: Expr, leerroute: Expr, pip_noemt_a2: Expr) -> Expr:
    """Does the first PIP of the person, from whichever municipality, name A2 within the B1-route?"""
    return all_of(place_in_case(valid_on) == 1, leerroute == "B1", pip_noemt_a2)


@rule(
    "WET 17 lid 3",
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="Dit PIP noemt niveau A2: {pip_noemt_a2}.",
    en="This PIP names level A2: {pip_noemt_a2}.",
)
def pip_noemt_a2(
    niveau: Expr, niveau_lezen: Expr, niveau_luisteren: Expr, niveau_schrijven: Expr, niveau_spreken: Expr
) -> Expr:
    """Does this PIP name A2 for all or some language parts? A level left out is not A2 (DUO fills in B1)."""
    levels = (niveau, niveau_lezen, niveau_luisteren, niveau_schrijven, niveau_spreken)
    return any_of(*[known(level) & (level == "A2") for level in levels])


@rule(
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="DUO zou dit PIP aanvaarden: {pip_duo_aanvaard}.",
    en="DUO would accept this PIP: {pip_duo_aanvaard}.",
)
def pip_duo_aanvaard(
    pip_voor_plicht: Expr,
    pip_wijziging_voor_eerste: Expr,
    pip_voor_vestiging: Expr,
    pip_a2_in_onderwijsroute: Expr,
    pip_b1_in_zroute: Expr,
    pip_a2_in_eerste_b1: Expr,
) -> Expr:
    """Does this PIP pass all the checks that DUO makes on receipt?"""
    return ~any_of(
        pip_a2_in_onderwijsroute,
        pip_b1_in_zroute,
        pip_a2_in_eerste_b1,
        pip_wijziging_voor_eerste,
        pip_voor_plicht,
        pip_voor_vestiging,
    )


@rule(
    "DUO-API PIP",
    per="pip_vastgesteld",
    nl="De uren van dit PIP gaan niet mee in het bericht aan DUO: {pip_uren_niet_naar_duo}.",
    en="The hours of this PIP are not part of the message to DUO: {pip_uren_niet_naar_duo}.",
)
def pip_uren_niet_naar_duo(uren_leerroute: Expr, leerroute: Expr, is_asielstatushouder: Expr) -> Expr:
    """Does this PIP name hours that DUO refuses: it takes them only in the B1-route of the asylum group?"""
    return known(uren_leerroute) & ~((leerroute == "B1") & is_asielstatushouder)


@rule(
    "WET 17 lid 2",
    per="pip_vastgesteld",
    nl="Dit PIP stelt een andere leerroute vast dan het vorige: {pip_nieuwe_leerroute}.",
    en="This PIP sets another route than the one before: {pip_nieuwe_leerroute}.",
)
def pip_nieuwe_leerroute(valid_on: Expr, leerroute: Expr, pip_van_kracht: Expr) -> Expr:
    """Does this PIP stand and set a leerroute that the plan before it did not? The first PIP always does."""
    changed = choose((place_in_case(valid_on) == 1, True), otherwise=leerroute != previous(leerroute))
    return pip_van_kracht & changed


@rule(
    "WET 17 lid 2",
    "BES 5.3 lid 3",
    "BES 5.4",
    per="pip_vastgesteld",
    nl="De leerroute van dit PIP was toegestaan: {pip_leerroute_toegestaan}.",
    en="The route of this PIP was admissible: {pip_leerroute_toegestaan}.",
)
def pip_leerroute_toegestaan(
    valid_on: Expr,
    gemeente: Expr,
    leerroute: Expr,
    reden: Expr,
    pip_in_huidige_plicht: Expr,
    bijzonder_geval: Expr,
    wissel_uiterlijk: Expr,
    wissel_na_opleiding_vanaf: Expr,
) -> Expr:
    """Could this PIP set this leerroute: the same, within 1.5 years, from onderwijs to B1, or an exception?

    A PIP because of a move follows the earlier leerroute, and so does the first PIP of another municipality. The first
    PIP of a new duty is free.
    """
    before = previous(leerroute)
    first = unknown(before) | (previous(pip_in_huidige_plicht) != pip_in_huidige_plicht)
    return choose(
        (first | (before == leerroute), True),
        ((reden == "verhuizing") | (gemeente != previous(gemeente)), False),
        (bijzonder_geval, True),
        ((before == "onderwijs") & (leerroute == "B1"), True),
        (valid_on <= wissel_uiterlijk, True),
        # No day means that no education gives the exception.
        otherwise=all_of(known(wissel_na_opleiding_vanaf), valid_on >= wissel_na_opleiding_vanaf),
    )
