"""From which day the stay is long enough for naturalisation, ground by ground (RWN 8)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, birthday, first_day_after
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    choose,
    earliest_known,
    known,
    latest_of,
    only_if,
    unknown,
)


@rule("RWN 1 lid 1 b", nl="Meerderjarig op {meerderjarig_op}.", en="Adult on {meerderjarig_op}.",
      uncertain="Wie eerder trouwt, is eerder meerderjarig; dat is hier niet geteld.")  # fmt: skip
def meerderjarig_op(geboortedatum: Expr, peildatum: Expr, law: Law) -> Expr:
    """On which day is the person an adult?"""
    return birthday(geboortedatum, law.naturalisatie.meerderjarig.years(on=peildatum))


@rule(
    "RWN 8 lid 1 c",
    nl="Vijf jaar verblijf zonder onderbreking is vol op {naturalisatie_gewoon_op}.",
    en="Five years of stay without a gap are full on {naturalisatie_gewoon_op}.",
)
def naturalisatie_gewoon_op(verblijf_sinds: Expr, peildatum: Expr, law: Law) -> Expr:
    """From which day (inclusive) are there five years of lawful stay and main residence directly before it?"""
    return first_day_after(verblijf_sinds, years=law.naturalisatie.verblijf.years(on=peildatum))


@rule(
    "RWN 8 lid 3",
    nl="Tien jaar verblijf in totaal, met de laatste jaren zonder gat, is vol op {naturalisatie_tien_jaar_op}.",
    en="Ten years of stay in all, the last ones without a gap, are full on {naturalisatie_tien_jaar_op}.",
    uncertain="Losse stukken zijn in dagen bij elkaar geteld.",
)
def naturalisatie_tien_jaar_op(verblijf_sinds: Expr, toelating_eerder_dagen: Expr, peildatum: Expr, law: Law) -> Expr:
    """From which day are there ten years of stay in all, the last two without a gap?"""
    n = law.naturalisatie
    in_all = add(first_day_after(verblijf_sinds, years=n.verblijf_tien_jaar.years(on=peildatum)),
                 days=-toelating_eerder_dagen)  # fmt: skip
    last = first_day_after(verblijf_sinds, years=n.verblijf_tien_jaar_laatste.years(on=peildatum))
    return latest_of(in_all, last)


@rule(
    "RWN 8 lid 4",
    nl="Drie jaar verblijf als staatloze is vol op {naturalisatie_staatloos_op}.",
    en="Three years of stay as a stateless person are full on {naturalisatie_staatloos_op}.",
    uncertain="De staatloosheid hoeft hier alleen op de dag van het verzoek vast te staan.",
)
def naturalisatie_staatloos_op(verblijf_sinds: Expr, staatloos_op: Expr, peildatum: Expr, law: Law) -> Expr:
    """From which day has a stateless person stayed for three years? Unknown: not established as stateless."""
    years = law.naturalisatie.verblijf_staatloos.years(on=peildatum)
    return latest_of(first_day_after(verblijf_sinds, years=years), staatloos_op)


@rule(
    "RWN 8 lid 4",
    nl="Samenwonend met een Nederlander sinds {samenwonend_sinds}.",
    en="Living with a Dutch partner since {samenwonend_sinds}.",
)
def samenwonend_sinds(samenwoning_op: Expr, samenwoning_einde_op: Expr) -> Expr:
    """Since which day do they live together? Unknown: they do not. An end that is not recorded did not come."""
    ended = all_of(known(samenwoning_einde_op), samenwoning_einde_op > samenwoning_op)
    return only_if(all_of(known(samenwoning_op), ~ended), samenwoning_op)


@rule("RWN 8 lid 2", nl="Getrouwd sinds {getrouwd_sinds}.", en="Married since {getrouwd_sinds}.")
def getrouwd_sinds(huwelijk_op: Expr, huwelijk_einde_op: Expr) -> Expr:
    """Since which day is the person married to a Dutch national? Unknown: he is not."""
    ended = all_of(known(huwelijk_einde_op), huwelijk_einde_op > huwelijk_op)
    return only_if(all_of(known(huwelijk_op), ~ended), huwelijk_op)


@rule(
    "RWN 8 lid 4",
    nl="Drie jaar verblijf en samenwonen, zonder huwelijk, is vol op {naturalisatie_samenwonend_op}.",
    en="Three years of stay and of living together, unmarried, are full on {naturalisatie_samenwonend_op}.",
)
def naturalisatie_samenwonend_op(
    verblijf_sinds: Expr,
    samenwonend_sinds: Expr,
    samenwoning_in_koninkrijk: Expr,
    getrouwd_sinds: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """From which day has the unmarried partner of a Dutch national stayed and lived together for three years?"""
    years = law.naturalisatie.verblijf_ongehuwde_partner.years(on=peildatum)
    counts = all_of(samenwoning_in_koninkrijk, unknown(getrouwd_sinds))  # no marriage on record: not married
    both = latest_of(verblijf_sinds, samenwonend_sinds)
    return only_if(counts, first_day_after(both, years=years))


@rule(
    "RWN 8 lid 2",
    nl="Het huwelijk en samenwonen tellen sinds {huwelijk_telt_sinds}.",
    en="Marriage and living together count since {huwelijk_telt_sinds}.",
    uncertain="Samenwonen in het Koninkrijk vlak voor het huwelijk telt mee, ook als het huwelijk nog kort is.",
)
def huwelijk_telt_sinds(getrouwd_sinds: Expr, samenwonend_sinds: Expr, samenwoning_in_koninkrijk: Expr) -> Expr:
    """Since which day do marriage and living together count? Before the marriage only living in the Kingdom does."""
    before_marriage = all_of(samenwoning_in_koninkrijk, samenwonend_sinds <= getrouwd_sinds)
    return choose((before_marriage, samenwonend_sinds), otherwise=latest_of(getrouwd_sinds, samenwonend_sinds))


@rule(
    "RWN 8 lid 2",
    nl="Drie jaar getrouwd en samenwonend met een Nederlander is vol op {naturalisatie_getrouwd_op}.",
    en="Three years married to and living with a Dutch national are full on {naturalisatie_getrouwd_op}.",
)
def naturalisatie_getrouwd_op(
    getrouwd_sinds: Expr, huwelijk_telt_sinds: Expr, verblijf_sinds: Expr, peildatum: Expr, law: Law
) -> Expr:
    """From which day do marriage and living together last three years? How long the stay lasts does not count."""
    years = law.naturalisatie.huwelijk.years(on=peildatum)
    full = first_day_after(huwelijk_telt_sinds, years=years)
    return only_if(known(getrouwd_sinds), latest_of(full, getrouwd_sinds, verblijf_sinds))


@rule(
    "RWN 8 lid 2",
    nl="Als oud-Nederlander geldt geen termijn; het kan vanaf {naturalisatie_oud_nederlander_op}.",
    en="For a former Dutch national no term holds; it is possible from {naturalisatie_oud_nederlander_op}.",
)
def naturalisatie_oud_nederlander_op(oud_nederlander: Expr, verblijf_sinds: Expr) -> Expr:
    """From which day can a former Dutch national ask, without a term of stay? Unknown: he never was Dutch."""
    return only_if(oud_nederlander, verblijf_sinds)


@rule(
    "RWN 8",
    nl="Het verblijf is lang genoeg voor naturalisatie vanaf {naturalisatie_vanaf}.",
    en="The stay is long enough for naturalisation from {naturalisatie_vanaf}.",
    uncertain="Een wetsvoorstel maakt er tien jaar van; het is geen wet, en een overgang is niet bekend.",
)
def naturalisatie_vanaf(
    meerderjarig_op: Expr, verblijf_sinds: Expr, naturalisatie_gewoon_op: Expr, naturalisatie_tien_jaar_op: Expr,
    naturalisatie_staatloos_op: Expr, naturalisatie_samenwonend_op: Expr, naturalisatie_getrouwd_op: Expr,
    naturalisatie_oud_nederlander_op: Expr,
) -> Expr:  # fmt: skip
    """From which day (inclusive) is the term of stay met, on the first ground that is, and the person an adult?"""
    # A ground that does not hold for the person has no day, so the unknown ones may be left out.
    first_ground = earliest_known(
        naturalisatie_gewoon_op, naturalisatie_tien_jaar_op, naturalisatie_staatloos_op,
        naturalisatie_samenwonend_op, naturalisatie_getrouwd_op, naturalisatie_oud_nederlander_op,
    )  # fmt: skip
    return only_if(known(verblijf_sinds), latest_of(meerderjarig_op, first_ground))


@rule(
    "RWN 8",
    nl="De kortste weg is: {naturalisatie_grond}.",
    en="The shortest way is: {naturalisatie_grond}.",
)
def naturalisatie_grond(
    verblijf_sinds: Expr, naturalisatie_gewoon_op: Expr, naturalisatie_tien_jaar_op: Expr,
    naturalisatie_staatloos_op: Expr, naturalisatie_samenwonend_op: Expr, naturalisatie_getrouwd_op: Expr,
    naturalisatie_oud_nederlander_op: Expr,
) -> Expr:  # fmt: skip
    """On which ground is the term of stay met first (code)? Of two on one day the general one is named."""
    grounds = {
        "gewoon": naturalisatie_gewoon_op,
        "oud_nederlander": naturalisatie_oud_nederlander_op,
        "getrouwd": naturalisatie_getrouwd_op,
        "samenwonend": naturalisatie_samenwonend_op,
        "staatloos": naturalisatie_staatloos_op,
        "tien_jaar": naturalisatie_tien_jaar_op,
    }
    first_ground = earliest_known(*grounds.values())
    branches = [(all_of(known(day), day == first_ground), ground) for ground, day in grounds.items()]
    return choose((unknown(verblijf_sinds), UNKNOWN), *branches, otherwise=UNKNOWN)


@rule(
    "Handleiding RWN 8-1-c",
    nl="Het verzoek kwam te vroeg: {naturalisatie_te_vroeg}. Dan wordt het afgewezen.",
    en="The request came too early: {naturalisatie_te_vroeg}. It is refused then.",
)
def naturalisatie_te_vroeg(verzoek_op: Expr, naturalisatie_vanaf: Expr) -> Expr:
    """Was naturalisation requested before the term was full? Such a request is not held until it is."""
    return verzoek_op < naturalisatie_vanaf


@rule(
    "Vw 2000 art. 21",
    "Vw 2000 art. 45b",
    nl="Vijf jaar verblijf voor onbepaalde tijd of EU-langdurig ingezetene is vol op {onbepaald_vanaf}.",
    en="Five years of stay for an indefinite permit or EU long-term resident are full on {onbepaald_vanaf}.",
)
def onbepaald_vanaf(verblijf_sinds: Expr, geboortedatum: Expr, peildatum: Expr, law: Law) -> Expr:
    """From which day is the stay long enough for a permit of onbepaalde tijd or the status of EU-LI?

    Years before the eighth birthday do not count.
    """
    n = law.naturalisatie
    counts = birthday(geboortedatum, n.onbepaald_telt_vanaf_leeftijd.years(on=peildatum))
    since = latest_of(verblijf_sinds, counts)
    return first_day_after(since, years=n.onbepaald_verblijf.years(on=peildatum))
