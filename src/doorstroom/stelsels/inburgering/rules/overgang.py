"""Which act applies to the person (WET 54), with the personal choice of those who were notified under the wrong one."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, as_text, choose, known, only_if


@rule(
    "WET 54 lid 1",
    per="verblijfsloop",
    nl="Plicht op de dag vóór de Wi2021: {loop_invoering}.",
    en="Duty on the day before the Wi2021: {loop_invoering}.",
)
def loop_invoering(loop_stand: Expr, loop_van: Expr, loop_tot: Expr, law: Law) -> Expr:
    """Was there duty in this situation on the last day of the earlier act?"""
    # loop_tot is the first day after it: on 1 January 2022 the situation still held on 31 December 2021.
    in_force = law.overgang.wi2021_in_werking
    return all_of(loop_stand == "plicht", ~in_force.flag(on=loop_van), in_force.flag(on=loop_tot))


@rule(
    "WET 54 lid 1",
    nl="Op 31 december 2021 inburgeringsplichtig onder {stelsel_op_invoering}.",
    en="Obliged on 31 December 2021 under {stelsel_op_invoering}.",
)
def stelsel_op_invoering(plicht_op_invoering_sinds: Expr, law: Law) -> Expr:
    """Under which act was there duty on the day before the act of 2021 came in? Unknown when there was none."""
    return law.overgang.stelsel.text(on=plicht_op_invoering_sinds)


@rule(
    "Wi2013 5 lid 1 d",
    nl="Op 31 december 2021 leer- of kwalificatieplichtig: {leerplichtig_op_invoering}.",
    en="Obliged to go to school on 31 December 2021: {leerplichtig_op_invoering}.",
)
def leerplichtig_op_invoering(leerplicht_einde_op: Expr, law: Law) -> Expr:
    """Was the person leerplichtig or kwalificatieplichtig on the last day of the earlier act?"""
    return law.overgang.wi2021_in_werking.flag(on=leerplicht_einde_op)  # the first day without, so the day after it


@rule(
    "WET 54 lid 1",
    "WET 54 lid 3",
    "Wi2013 5 lid 1 d, e",
    nl="Volgens de wet geldt {regime_volgens_wet}.",
    en="By law {regime_volgens_wet} applies.",
    uncertain="Omstreden voor wie op 31 december 2021 leerplichtig was of een vrijstellende opleiding volgde: volgens "
    "de Wi2013 was hij toen niet inburgeringsplichtig, en daarom is hier de Wi2021 aangehouden.",
)
def regime_volgens_wet(
    stelsel_op_invoering: Expr, leerplichtig_op_invoering: Expr, opleiding_op_invoering: Expr, plicht_start: Expr,
    peildatum: Expr, law: Law,
) -> Expr:  # fmt: skip
    """Which act applies by law? Who was obliged on 31 December 2021 keeps that act for good.

    Neither the notice nor the day on which the permit takes effect decides, but the day of acquisition.
    """
    by_residence = known(stelsel_op_invoering)  # known only for those whom residence and age obliged that day
    counts = law.overgang.opleiding_telt_als_vrijstelling.flag(on=peildatum)
    return choose(
        (~by_residence, law.overgang.stelsel.text(on=plicht_start)),
        (leerplichtig_op_invoering, "wi2021"),
        (all_of(opleiding_op_invoering, counts), "wi2021"),
        otherwise=stelsel_op_invoering,
    )


@rule(
    "Nota SZW 24-11-2022",
    nl="Had een keuze door een verkeerde kennisgeving: {keuze_mogelijk}.",
    en="Had a choice because of a wrong notice: {keuze_mogelijk}.",
)
def keuze_mogelijk(regime_volgens_wet: Expr, kennisgeving_wi2021: Expr) -> Expr:
    """Was the person notified under the act of 2021 although an earlier act applies?"""
    return all_of(kennisgeving_wi2021, regime_volgens_wet != "wi2021")


@rule(
    "Nota SZW 24-11-2022",
    nl="De keuze was op tijd: {keuze_op_tijd}.",
    en="The choice was in time: {keuze_op_tijd}.",
    uncertain="Voor gezins- en overige migranten is de laatste dag van de keuzetermijn niet gevonden.",
)
def keuze_op_tijd(
    keuze_mogelijk: Expr, heeft_stelsel_keuze: Expr, is_asielstatushouder: Expr, keuze_aanvaard: Expr,
    stelsel_keuze_op: Expr, law: Law,
) -> Expr:  # fmt: skip
    """Was the stored choice in time? Asielstatushouders had no final date; for others DUO's acceptance decides."""
    return choose(
        (~heeft_stelsel_keuze, False),
        (~keuze_mogelijk, False),
        (is_asielstatushouder, True),
        (known(keuze_aanvaard), keuze_aanvaard),
        otherwise=law.overgang.keuze_gezin_mogelijk.flag(on=stelsel_keuze_op),
    )


@rule("WET 54", nl="Stelsel: {regime}.", en="Act: {regime}.")
def regime(regime_volgens_wet: Expr, keuze_op_tijd: Expr, stelsel_keuze: Expr) -> Expr:
    """Under which act does the person fall: by a stored choice in time, otherwise by law?"""
    return choose((keuze_op_tijd, stelsel_keuze), otherwise=regime_volgens_wet)


@rule(
    "WET 3",
    "Uitvoeringsbrief juli 2023, D.1",
    nl="Kennisgeving terwijl er nooit plicht was: {kennisgeving_onterecht}. Zo ja: beëindig haar en vergoed de kosten.",
    en="Notice although there never was a duty: {kennisgeving_onterecht}. If so: end it and compensate the costs.",
)
def kennisgeving_onterecht(heeft_kennisgeving: Expr, heeft_verblijfsrecht: Expr, plicht_tijdvakken: Expr) -> Expr:
    """Did DUO notify somebody who never was obliged?"""
    return all_of(heeft_kennisgeving, any_of(~heeft_verblijfsrecht, plicht_tijdvakken == 0))


@rule(
    "WET 54",
    "Nota SZW 24-11-2022",
    nl="De laatste kennisgeving noemt een andere wet dan geldt: {kennisgeving_verkeerde_wet}.",
    en="The last notice names another act than the one that applies: {kennisgeving_verkeerde_wet}.",
)
def kennisgeving_verkeerde_wet(heeft_kennisgeving: Expr, kennisgeving_stelsel: Expr, regime: Expr) -> Expr:
    """Did DUO last notify the person under another act than the one that applies, a stored choice included?"""
    return all_of(heeft_kennisgeving, as_text(kennisgeving_stelsel) != regime)


@rule(
    "Uitvoeringsbrief juli 2023, D.1",
    nl="Herstel van de kennisgeving: {kennisgeving_herstel}.",
    en="Repair of the notice: {kennisgeving_herstel}.",
    uncertain="De brief gaat over gezinsleden van geestelijke bedienaren; dat voor anderen hetzelfde geldt, is een "
    "lezing.",
)
def kennisgeving_herstel(kennisgeving_onterecht: Expr) -> Expr:
    """What must be done about a notice without duty? Not applicable (unknown) when there is nothing to repair."""
    return only_if(kennisgeving_onterecht, "plicht beëindigen en kosten vergoeden")


@rule(
    "Awb 1:3",
    "ECLI:NL:RBMNE:2024:2553",
    nl="De kennisgeving is een besluit: {kennisgeving_is_besluit}.",
    en="The notice is a decision in the sense of the Awb: {kennisgeving_is_besluit}.",
    uncertain="Uitspraak van een rechtbank; de uitkomst in hoger beroep (RVS:2024:3580) is niet bekend.",
)
def kennisgeving_is_besluit(laatste_kennisgeving_op: Expr, law: Law) -> Expr:
    """Is the last notice a decision? The duty follows from the law; the letter only informs. Unknown without one."""
    return law.plicht.kennisgeving_is_besluit.flag(on=laatste_kennisgeving_op)


@rule(
    "Awb 7:1",
    "Awb 8:1",
    nl="Bezwaar tegen de kennisgeving ontvankelijk: {kennisgeving_bezwaar_mogelijk}.",
    en="Objection against the notice admissible: {kennisgeving_bezwaar_mogelijk}.",
)
def kennisgeving_bezwaar_mogelijk(heeft_kennisgeving: Expr, kennisgeving_is_besluit: Expr) -> Expr:
    """Can the last notice be objected to? Only a decision can; without a notice there is nothing to object to."""
    return all_of(heeft_kennisgeving, kennisgeving_is_besluit)
