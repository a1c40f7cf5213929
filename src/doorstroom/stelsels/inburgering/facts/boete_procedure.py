"""Facts for the procedure of a fine: which step was last taken when, per procedure."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, earliest, last, latest, one_of
from doorstroom.stelsels.inburgering.events.handhaving import BOETES_VAN_DUO, HOORPROCEDURES, PROCEDURES
from doorstroom.stelsels.inburgering.facts.boete_college import since


def _in(procedure: Expr, fase: str) -> Expr:
    """Whether a step belongs to a procedure."""
    return procedure == ("termijn" if fase == "duo" else fase)


@family("fase", PROCEDURES)
@fact(
    "boete_voorgenomen",
    nl="Het voornemen van een boete {fase} werd bekend op {boete_fase_voornemen_op}.",
    en="Intention made known on {boete_fase_voornemen_op}.",
)
def boete_fase_voornemen_op(valid_on: Expr, procedure: Expr, fase: str) -> Aggregate:
    """When was the person last told of an intended fine {fase}?"""
    return latest(valid_on, when=_in(procedure, fase))


@family("fase", HOORPROCEDURES)
@fact(
    "boete_voorgenomen",
    nl="Het rapport is van {boete_fase_rapport_op}.",
    en="The report is of {boete_fase_rapport_op}.",
)
def boete_fase_rapport_op(rapport_van: Expr, procedure: Expr, fase: str) -> Aggregate:
    """What date has the report of the violation for a fine {fase}?"""
    return last(rapport_van, when=_in(procedure, fase))


@family("fase", HOORPROCEDURES)
@fact(
    "boete_zienswijze",
    nl="De zienswijze is van {boete_fase_zienswijze_op}.",
    en="View given on {boete_fase_zienswijze_op}.",
)
def boete_fase_zienswijze_op(valid_on: Expr, procedure: Expr, fase: str) -> Aggregate:
    """When did the person last give his view on a fine {fase}, or let the occasion pass?"""
    return latest(valid_on, when=_in(procedure, fase))


@family("fase", PROCEDURES)
@fact(
    "boete_beoordeeld",
    nl="De boete {fase} is per geval beoordeeld op {boete_fase_beoordeeld_op}.",
    en="Individually assessed on {boete_fase_beoordeeld_op}.",
)
def boete_fase_beoordeeld_op(valid_on: Expr, procedure: Expr, fase: str) -> Aggregate:
    """When was a fine {fase} last assessed individually?"""
    return latest(valid_on, when=_in(procedure, fase))


@fact(
    "boete_beoordeeld",
    "WET 27",
    nl="De bijstand is hiervoor al verlaagd: {boete_intake_bijstand_verlaagd}.",
    en="Bijstand lowered for it: {boete_intake_bijstand_verlaagd}.",
)
def boete_intake_bijstand_verlaagd(
    bijstand_verlaagd: Expr, procedure: Expr, valid_on: Expr, intake_telt_vanaf: Expr
) -> Aggregate:
    """Was bijstand lowered for the same conduct at the intake, says the last assessment?"""
    return last(bijstand_verlaagd, when=(procedure == "intake") & since(valid_on, intake_telt_vanaf))


@fact(
    "boete_beoordeeld",
    "WET 27",
    nl="De bijstand is hiervoor al verlaagd: {boete_traject_bijstand_verlaagd}.",
    en="Bijstand lowered for it: {boete_traject_bijstand_verlaagd}.",
)
def boete_traject_bijstand_verlaagd(
    bijstand_verlaagd: Expr, procedure: Expr, valid_on: Expr, overtreding_laatste_op: Expr
) -> Aggregate:
    """Was bijstand lowered for the last violation in the traject, says the assessment of it?"""
    return last(bijstand_verlaagd, when=(procedure == "traject") & (valid_on >= overtreding_laatste_op))


@fact(
    "boete_beoordeeld",
    nl="Dit is een uitzonderlijk geval: {boete_intake_keren_uitzondering}.",
    en="Exceptional case: {boete_intake_keren_uitzondering}.",
)
def boete_intake_keren_uitzondering(
    keren_uitzondering: Expr, procedure: Expr, valid_on: Expr, intake_telt_vanaf: Expr
) -> Aggregate:
    """Did the official find proven, persistent unwillingness at the intake?"""
    return last(keren_uitzondering, when=(procedure == "intake") & since(valid_on, intake_telt_vanaf))


@fact(
    "boete_beoordeeld",
    nl="Dit is een uitzonderlijk geval: {boete_traject_keren_uitzondering}.",
    en="Exceptional case: {boete_traject_keren_uitzondering}.",
)
def boete_traject_keren_uitzondering(
    keren_uitzondering: Expr, procedure: Expr, valid_on: Expr, overtreding_laatste_op: Expr
) -> Aggregate:
    """Did the official find proven, persistent unwillingness in the last violation?"""
    return last(keren_uitzondering, when=(procedure == "traject") & (valid_on >= overtreding_laatste_op))


@family("fase", HOORPROCEDURES)
@fact(
    "boete_tweede_beoordeling",
    nl="De tweede beoordeling is van {boete_fase_tweede_op}.",
    en="Second look on {boete_fase_tweede_op}.",
)
def boete_fase_tweede_op(valid_on: Expr, procedure: Expr, akkoord: Expr, fase: str) -> Aggregate:
    """When did a second official last agree to a fine {fase}?"""
    return latest(valid_on, when=_in(procedure, fase) & akkoord)


@family("fase", PROCEDURES)
@fact(
    "bijzondere_omstandigheid_bekend",
    nl="Een bijzondere omstandigheid werd bekend op {boete_fase_omstandigheid_op}.",
    en="Circumstance known on {boete_fase_omstandigheid_op}.",
)
def boete_fase_omstandigheid_op(valid_on: Expr, procedure: Expr, fase: str) -> Aggregate:
    """When did the last special circumstance for a fine {fase} become known?"""
    return latest(valid_on, when=_in(procedure, fase))


@fact(
    "boete_bezwaar_gemaakt",
    nl="Bezwaar gemaakt op {boete_bezwaar_gemaakt_op}.",
    en="Objected on {boete_bezwaar_gemaakt_op}.",
)
def boete_bezwaar_gemaakt_op(valid_on: Expr, boete_laatste_op: Expr) -> Aggregate:
    """When did the person object to the last fine decision?"""
    return latest(valid_on, when=valid_on >= boete_laatste_op)


@fact(
    "verwijtbaarheid_beoordeeld",
    nl="Het missen van de intake is verwijtbaar: {boete_intake_verwijtbaar}.",
    en="Blame at the intake: {boete_intake_verwijtbaar}.",
)
def boete_intake_verwijtbaar(onderwerp: Expr, oordeel: Expr, valid_on: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """What did the official last judge about blame at the intake of the present college and duty?"""
    return last(oordeel, when=(onderwerp == "intake") & since(valid_on, intake_telt_vanaf))


def _for(soort: Expr, fase: str) -> Expr:
    """Whether a fine that was imposed belongs to a procedure."""
    return one_of(soort, BOETES_VAN_DUO) if fase == "duo" else soort == fase


@family("fase", PROCEDURES)
@fact(
    "boete_opgelegd",
    nl="De laatste boete {fase} is van {boete_fase_laatste_op}.",
    en="The last fine {fase} is of {boete_fase_laatste_op}.",
)
def boete_fase_laatste_op(valid_on: Expr, soort: Expr, fase: str) -> Aggregate:
    """When was the last fine {fase} made known?"""
    return latest(valid_on, when=_for(soort, fase))


@family("fase", HOORPROCEDURES)
@fact(
    "boete_opgelegd",
    nl="Boete {fase} na het rapport op {boete_fase_na_rapport_op}.",
    en="Fine {fase} after the report on {boete_fase_na_rapport_op}.",
)
def boete_fase_na_rapport_op(valid_on: Expr, soort: Expr, boete_fase_rapport_op: Expr, fase: str) -> Aggregate:
    """When was the first fine {fase} after the report made known?"""
    return earliest(valid_on, when=_for(soort, fase) & (valid_on >= boete_fase_rapport_op))


@family("fase", HOORPROCEDURES)
@fact(
    "van_boete_afgezien",
    nl="Op {boete_fase_afgezien_op} is van een boete {fase} afgezien.",
    en="On {boete_fase_afgezien_op} it was decided that there is no fine {fase}.",
)
def boete_fase_afgezien_op(valid_on: Expr, procedure: Expr, boete_fase_rapport_op: Expr, fase: str) -> Aggregate:
    """When was it decided, after the report, that there is no fine {fase}?"""
    return earliest(valid_on, when=_in(procedure, fase) & (valid_on >= boete_fase_rapport_op))


@family("fase", HOORPROCEDURES)
@fact(
    "boete_beoordeeld",
    "Awb 5:46 lid 3",
    nl="De ambtenaar vindt voor een boete {fase} {boete_fase_passend_bedrag} euro passend.",
    en="For a fine {fase} the official finds {boete_fase_passend_bedrag} euros fitting.",
)
def boete_fase_passend_bedrag(passend_bedrag: Expr, procedure: Expr, fase: str) -> Aggregate:
    """What amount (euros) did the official find fitting for a fine {fase}, its parts together?"""
    return last(passend_bedrag, when=_in(procedure, fase))
