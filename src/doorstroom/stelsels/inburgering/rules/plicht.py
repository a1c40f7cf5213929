"""Whether the person is obliged on the peildatum, by residence and age; when and why that ended."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, any_of, choose, code, earliest_known, known, only_if
from doorstroom.stelsels.inburgering.rules.plicht_tijdvakken import (
    ONTHEFFING,
    OVERIG,
    OVERLEDEN,
    REDENEN,
    TIJDELIJKE_VRIJSTELLING,
    VERTROKKEN,
    VOLDAAN,
    VRIJSTELLING,
)


@rule(
    "BES 2.1 lid 2",
    nl="Te lang afwezig vanaf {plicht_te_lang_afwezig_op}.",
    en="Absent too long from {plicht_te_lang_afwezig_op}.",
    uncertain="De plicht eindigt hier zodra de afwezigheid langer dan een jaar duurt, niet met terugwerkende kracht.",
)
def plicht_te_lang_afwezig_op(
    plicht_stand: Expr, plicht_loopt_bij_verblijf: Expr, laatste_breuk_te_lang_op: Expr, peildatum: Expr
) -> Expr:
    """On which day did an absence that still lasts become longer than a year? Unknown while it is not too long."""
    absent = all_of(plicht_stand == "afwezig", plicht_loopt_bij_verblijf, laatste_breuk_te_lang_op <= peildatum)
    return only_if(absent, laatste_breuk_te_lang_op)


@rule(
    "WET 3",
    nl="Voldoet aan de voorwaarden van de plicht: {plicht_voorwaarden}.",
    en="Meets the conditions of the duty: {plicht_voorwaarden}.",
)
def plicht_voorwaarden(
    heeft_verblijfsrecht: Expr,
    plicht_loopt_bij_verblijf: Expr,
    plicht_te_lang_afwezig_op: Expr,
    aow_datum: Expr,
    peildatum: Expr,
) -> Expr:
    """Are the conditions of residence and age met on the peildatum, an absence of at most a year included?"""
    too_long = known(plicht_te_lang_afwezig_op)  # the rule gives a day only when the absence is too long
    return choose(
        (~heeft_verblijfsrecht, False),
        (~plicht_loopt_bij_verblijf, False),
        (too_long, False),
        otherwise=peildatum < aow_datum,
    )


@rule(
    "BES 2.1 lid 2",
    nl="Er loopt een onderbreking: {onderbreking_loopt}.",
    en="A break is running: {onderbreking_loopt}.",
)
def onderbreking_loopt(
    heeft_verblijfsrecht: Expr, plicht_stand: Expr, laatste_breuk_van: Expr, laatste_breuk_te_lang_op: Expr,
    verblijf_weggevallen_op: Expr, peildatum: Expr,
) -> Expr:  # fmt: skip
    """Is the person in a break that can still turn out to be no break, because it has not lasted too long yet?"""
    since_duty = any_of(
        plicht_stand == "afwezig",
        all_of(plicht_stand == "onderbroken", known(verblijf_weggevallen_op)),
    )
    return choose(
        (~heeft_verblijfsrecht, False),
        (~since_duty, False),
        (~known(laatste_breuk_van), False),
        otherwise=peildatum < laatste_breuk_te_lang_op,
    )


@rule(
    "WET 3",
    "DUO-API redenGeenInburgeringsplicht",
    nl="Het verblijf geeft geen plicht meer vanaf {plicht_weggevallen_op}.",
    en="Residence gives no duty any more from {plicht_weggevallen_op}.",
)
def plicht_weggevallen_op(
    plicht_loopt_bij_verblijf: Expr, plicht_te_lang_afwezig_op: Expr, verblijf_weggevallen_op: Expr
) -> Expr:
    """On which first day was there no duty because of residence? Unknown while residence gives duty."""
    return choose((plicht_loopt_bij_verblijf, plicht_te_lang_afwezig_op), otherwise=verblijf_weggevallen_op)


@rule(
    "WET 3 lid 1",
    nl="De plicht eindigt door de AOW-leeftijd op {plicht_aow_op}.",
    en="The duty ends by pension age on {plicht_aow_op}.",
)
def plicht_aow_op(plicht_start: Expr, aow_datum: Expr, peildatum: Expr) -> Expr:
    """On which day did the pension age end the duty? Unknown before that day."""
    return only_if(all_of(known(plicht_start), aow_datum <= peildatum), aow_datum)


@rule(
    "WET 3-6",
    nl="De plicht is geëindigd op {plicht_geeindigd_op}.",
    en="The duty ended on {plicht_geeindigd_op}.",
)
def plicht_geeindigd_op(
    plicht_start: Expr,
    plicht_weggevallen_op: Expr,
    plicht_aow_op: Expr,
    overleden_op: Expr,
    voldaan_op: Expr,
    vrijstelling_volledig_op: Expr,
    ontheffing_volledig_op: Expr,
) -> Expr:
    """On which first day was there no duty any more? Unknown while it runs; a tijdelijke vrijstelling only suspends."""
    # Each of these is known only when it happened, so the unknown ones may be left out.
    ended = earliest_known(
        plicht_weggevallen_op, plicht_aow_op, overleden_op, voldaan_op, vrijstelling_volledig_op, ontheffing_volledig_op
    )
    return only_if(known(plicht_start), ended)


@rule(
    "DUO-API redenGeenInburgeringsplicht",
    nl="Reden waarom er geen plicht is: {plicht_eind_reden}.",
    en="Reason why there is no duty: {plicht_eind_reden}.",
)
def plicht_eind_reden(
    plicht_geeindigd_op: Expr,
    overleden_op: Expr,
    voldaan_op: Expr,
    vrijstelling_volledig_op: Expr,
    ontheffing_volledig_op: Expr,
    plicht_aow_op: Expr,
    plicht_te_lang_afwezig_op: Expr,
    verblijf_weggevallen_reden: Expr,
    vrijstelling_tijdelijk: Expr,
) -> Expr:
    """Why is there no duty, in the words of DUO's list? Of two ends on one day the first in this list is named."""

    def ends(day: Expr) -> Expr:
        return all_of(known(day), known(plicht_geeindigd_op), any_of(~known(day), day == plicht_geeindigd_op))

    return choose(
        (all_of(~known(plicht_geeindigd_op), vrijstelling_tijdelijk), code(TIJDELIJKE_VRIJSTELLING, REDENEN)),
        (~known(plicht_geeindigd_op), UNKNOWN),
        (ends(overleden_op), code(OVERLEDEN, REDENEN)),
        (ends(voldaan_op), code(VOLDAAN, REDENEN)),
        (ends(vrijstelling_volledig_op), code(VRIJSTELLING, REDENEN)),
        (ends(ontheffing_volledig_op), code(ONTHEFFING, REDENEN)),
        (ends(plicht_aow_op), code(OVERIG, REDENEN)),
        (ends(plicht_te_lang_afwezig_op), code(VERTROKKEN, REDENEN)),
        otherwise=verblijf_weggevallen_reden,
    )


@rule(
    "WET 3-6",
    nl="Inburgeringsplichtig: {inburgeringsplichtig}.",
    en="Obliged to integrate: {inburgeringsplichtig}.",
)
def inburgeringsplichtig(
    plicht_voorwaarden: Expr,
    overleden_op: Expr,
    voldaan: Expr,
    vrijstelling_volledig: Expr,
    vrijstelling_tijdelijk: Expr,
    ontheffing_volledig: Expr,
) -> Expr:
    """Is the person obliged on the peildatum, under whichever act?"""
    return all_of(
        plicht_voorwaarden,
        ~known(overleden_op),  # the register is authoritative on death
        ~voldaan,
        ~vrijstelling_volledig,
        ~vrijstelling_tijdelijk,
        ~ontheffing_volledig,
    )


@rule(
    "WET 3",
    "WET 54",
    nl="Inburgeringsplichtig onder de Wet inburgering 2021: {inburgeringsplichtig_wi2021}.",
    en="Obliged under the Wet inburgering 2021: {inburgeringsplichtig_wi2021}.",
)
def inburgeringsplichtig_wi2021(inburgeringsplichtig: Expr, regime: Expr) -> Expr:
    """Is the person obliged on the peildatum, under the act of 2021?"""
    return all_of(inburgeringsplichtig, regime == "wi2021")


@rule(
    "DUO-API SS101, SS110, SS111, SS128",
    nl="Bericht van DUO over de plicht: {duo_bericht_plicht}.",
    en="DUO's message about the duty: {duo_bericht_plicht}.",
)
def duo_bericht_plicht(
    inburgeringsplichtig: Expr, plicht_eind_reden: Expr, aow_nadert: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Which message does DUO send municipalities for the present status (code of DUO's list)?"""
    return choose(
        (all_of(inburgeringsplichtig, aow_nadert), "SS128"),
        (inburgeringsplichtig, "SS101"),
        (~known(plicht_eind_reden), UNKNOWN),
        (plicht_eind_reden == OVERLEDEN, "SS111"),
        (plicht_eind_reden == VOLDAAN, "SS106"),
        (plicht_eind_reden == VRIJSTELLING, "SS107"),
        (plicht_eind_reden == ONTHEFFING, "SS108"),
        (plicht_eind_reden == TIJDELIJKE_VRIJSTELLING, "SS109"),
        otherwise="SS110",
    )
