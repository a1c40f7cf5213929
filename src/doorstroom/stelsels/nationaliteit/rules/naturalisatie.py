"""The other conditions for naturalisation: right of residence, integration, public order, renouncing (RWN 8, 9)."""

from polars import Expr

from doorstroom.kernel.columns import plan, rule
from doorstroom.kernel.dates import add, last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    known,
    latest_of,
    one_of,
    only_if,
    unknown,
)

#: Rights of an indefinite time, or that are no obstacle by themselves.
_GEEN_BEDENKING = ["8b", "8d", "8e", "8l", "eu_langdurig_ingezetene"]


@rule(
    "RWN 8 lid 1 b",
    nl="Het verblijfsrecht is goed genoeg voor naturalisatie: {verblijfsrecht_volstaat}.",
    en="The right of residence is enough for naturalisation: {verblijfsrecht_volstaat}.",
    uncertain="Dat een asielvergunning voor bepaalde tijd niet volstaat, staat op een website naast de IND. Voor een "
    "staatloze met zo'n vergunning noemde de IND een uitzondering; of die nog geldt, is niet bevestigd.",
)
def verblijfsrecht_volstaat(
    toelating_grond: Expr, toelating_tijdelijk: Expr, staatloos_op: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Are there no objections to a stay for an indefinite time, by the right that the person holds now?

    Unknown for a stateless holder of a fixed asylum permit.
    """
    asylum_is_enough = law.naturalisatie.asiel_bepaald_volstaat.flag(on=peildatum)
    return choose(
        (one_of(toelating_grond, _GEEN_BEDENKING), True),
        (all_of(toelating_grond == "8c", ~asylum_is_enough, known(staatloos_op)), UNKNOWN),
        (toelating_grond == "8c", asylum_is_enough),
        otherwise=~toelating_tijdelijk,
    )


@rule(
    "Vw 2000 art. 33",
    nl="Een asielvergunning voor onbepaalde tijd kan nu worden aangevraagd: {asiel_onbepaald_mogelijk}.",
    en="An asylum permit for an indefinite time can be applied for now: {asiel_onbepaald_mogelijk}.",
)
def asiel_onbepaald_mogelijk(toelating_grond: Expr, onbepaald_vanaf: Expr, peildatum: Expr, law: Law) -> Expr:
    """Can the holder of an asylum permit apply for one of an indefinite time: five years, and not closed by law?"""
    open_now = law.naturalisatie.asiel_onbepaald_aanvragen.flag(on=peildatum)
    return all_of(toelating_grond == "8c", open_now, peildatum >= onbepaald_vanaf)


@plan(
    "Beslistermijn IND, parameter naturalisatie.onbepaald_beslissen",
    nl="Met een sterker verblijfsrecht kan het verzoek rond {naturalisatie_verwacht_op}.",
    en="With a stronger right of residence the request is possible around {naturalisatie_verwacht_op}.",
    uncertain="Gerekend is met zes maanden wachten op de IND; ook inkomen en inburgering tellen voor dat recht.",
)
def naturalisatie_verwacht_op(
    naturalisatie_vanaf: Expr, onbepaald_vanaf: Expr, verblijfsrecht_volstaat: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Around which day can naturalisation be requested, a stronger right first asked for where that is needed?"""
    asked_on = latest_of(onbepaald_vanaf, peildatum)
    stronger = add(asked_on, months=law.naturalisatie.onbepaald_beslissen.months(on=peildatum))
    return choose((verblijfsrecht_volstaat, naturalisatie_vanaf), otherwise=latest_of(naturalisatie_vanaf, stronger))


@rule(
    "BNT 3",
    "Regeling naturalisatietoets 5 lid 4",
    per="inburgering_aangetoond",
    nl="Dit bewijs volstaat voor naturalisatie: {bewijs_telt}.",
    en="This proof is enough for naturalisation: {bewijs_telt}.",
    uncertain="Welk bewijs volstaat, is deels gelezen op een website die naast de IND is gelegd.",
)
def bewijs_telt(soort: Expr, valid_on: Expr, verzoek_op: Expr, peildatum: Expr, law: Law) -> Expr:
    """Does this document meet the naturalisatietoets? A medical dispensation only while it is not too old.

    Its age is measured at the request, or when there is none yet on the peildatum.
    """
    n = law.naturalisatie
    last = last_day_of(valid_on, years=n.medische_ontheffing_geldig.years(on=valid_on))
    asked_on = choose((unknown(verzoek_op), peildatum), otherwise=verzoek_op)  # no request yet: asked now
    return choose(
        (soort == "ontheffing_medisch", asked_on <= last), otherwise=n.taaleis_bewijs.has(soort, on=peildatum)
    )


@rule(
    "RWN 8 lid 1 d",
    nl="Er is voldaan aan de eis van inburgering voor naturalisatie: {inburgering_voldaan}.",
    en="The integration requirement for naturalisation is met: {inburgering_voldaan}.",
)
def inburgering_voldaan(heeft_bewijs: Expr, bewijs_volstaat: Expr) -> Expr:
    """Is the naturalisatietoets met? Unknown as long as nothing about integration is recorded."""
    return choose((~heeft_bewijs, UNKNOWN), otherwise=bewijs_volstaat)


@rule(
    "BNT 3",
    nl="Voor naturalisatie is taalniveau {taaleis_niveau} nodig.",
    en="Naturalisation asks for language level {taaleis_niveau}.",
)
def taaleis_niveau(peildatum: Expr, law: Law) -> Expr:
    """Which language level does naturalisation ask for?"""
    return law.naturalisatie.taaleis_niveau.text(on=peildatum)


@rule(
    "RWN 9 lid 1 a",
    per="strafrechtelijke_afdoening",
    nl="Deze straf telt: {afdoening_telt}.",
    en="This sanction counts: {afdoening_telt}.",
    uncertain="Kleinere boetes die samen tellen, zijn hier niet bij elkaar genomen.",
)
def afdoening_telt(soort: Expr, bedrag: Expr, valid_on: Expr, law: Law) -> Expr:
    """Does the sanction count for public order: any prison or community sentence, or a fine that is high enough?"""
    return choose(
        (soort == "geldboete", bedrag >= law.naturalisatie.boete_telt_vanaf.euros(on=valid_on)), otherwise=True
    )


@rule(
    "RWN 9 lid 1 a",
    per="strafrechtelijke_afdoening",
    nl="Deze straf staat in de weg tot en met {afdoening_hindert_tot_en_met}.",
    en="This sanction stands in the way up to and including {afdoening_hindert_tot_en_met}.",
)
def afdoening_hindert_tot_en_met(valid_on: Expr, uitgevoerd_op: Expr, peildatum: Expr, law: Law) -> Expr:
    """Up to which day? Counted from when it was final and carried out, by the term of the peildatum.

    Unknown while it is not known to be carried out.
    """
    since = latest_of(valid_on, uitgevoerd_op)
    return last_day_of(since, years=law.naturalisatie.rehabilitatie.years(on=peildatum))


@rule(
    "RWN 9 lid 1 a",
    nl="Een straf staat nu in de weg: {openbare_orde_hindert}.",
    en="A sanction stands in the way now: {openbare_orde_hindert}.",
)
def openbare_orde_hindert(heeft_straf: Expr, straf_hindert_tot_en_met: Expr, peildatum: Expr) -> Expr:
    """Does public order stand in the way? Without a recorded sanction it does not."""
    return choose((~heeft_straf, False), otherwise=peildatum <= straf_hindert_tot_en_met)


@rule(
    "RWN 9 lid 1 b",
    "RWN 9 lid 3",
    nl="De andere nationaliteit moet worden opgegeven: {afstand_verplicht}.",
    en="The other nationality must be renounced: {afstand_verplicht}.",
    uncertain="Er zijn meer uitzonderingen, zoals hoge kosten of een land dat het niet toestaat.",
)
def afstand_verplicht(getrouwd_sinds: Expr, staatloos_op: Expr, toelating_grond: Expr) -> Expr:
    """Must another nationality be renounced? Not by who is married to a Dutch national, a refugee or stateless.

    For everybody else it depends on exceptions that the register does not hold.
    """
    excepted = any_of(known(getrouwd_sinds), known(staatloos_op), one_of(toelating_grond, ["8c", "8d"]))
    return choose((excepted, False), otherwise=UNKNOWN)


@rule(
    "RWN 8",
    "RWN 9",
    nl="Naturalisatie kan nu worden gevraagd: {naturalisatie_mogelijk}.",
    en="Naturalisation can be requested now: {naturalisatie_mogelijk}.",
)
def naturalisatie_mogelijk(
    heeft_toelating: Expr, verblijf_lang_genoeg: Expr, verblijfsrecht_volstaat: Expr, inburgering_voldaan: Expr,
    openbare_orde_hindert: Expr,
) -> Expr:  # fmt: skip
    """Are stay, right, integration and public order in order today?"""
    stay = all_of(heeft_toelating, verblijf_lang_genoeg)
    return all_of(stay, verblijfsrecht_volstaat, inburgering_voldaan, ~openbare_orde_hindert)


@rule(
    "RWN 8",
    nl="Het verblijf is lang genoeg: {verblijf_lang_genoeg}.",
    en="The stay is long enough: {verblijf_lang_genoeg}.",
)
def verblijf_lang_genoeg(naturalisatie_vanaf: Expr, peildatum: Expr) -> Expr:
    """Is the term of stay met on the peildatum? Unknown when no uninterrupted stay is known."""
    return only_if(known(naturalisatie_vanaf), peildatum >= naturalisatie_vanaf)
