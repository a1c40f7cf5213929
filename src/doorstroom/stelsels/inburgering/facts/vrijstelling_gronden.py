"""What the register says about the grounds of vrijstelling: diplomas, schooling, work, BRP, education, decisions."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, earliest, known, last, latest, total, unknown

# AVI ------------------------------------------------------------------------------------------------------------------


@fact(
    "avi_gesprek_gevoerd",
    "BES 2.3",
    nl="Gesprek gehaald: {avi_gesprek_gehaald}.",
    en="Talk passed: {avi_gesprek_gehaald}.",
)
def avi_gesprek_gehaald(gesprek_gehaald: Expr) -> Aggregate:
    """Were speaking and listening shown at the level asked, in one talk?"""
    return any_event(when=gesprek_gehaald)


@fact(
    "werkperiode_aangetoond",
    "BES 2.3",
    nl="Aantal dagen aangetoond werk: {avi_werk_dagen}.",
    en="Number of days of work shown: {avi_werk_dagen}.",
)
def avi_werk_dagen(werk_dagen: Expr) -> Aggregate:
    """On how many days was there paid or voluntary work, overlapping periods counted once?"""
    return total(werk_dagen)


@fact(
    "werkperiode_aangetoond",
    "BES 2.3",
    nl="Het laatste aangetoonde werk duurde tot {avi_werk_tot}.",
    en="The last work shown lasted until {avi_werk_tot}.",
)
def avi_werk_tot(werk_tot: Expr) -> Aggregate:
    """What is the first day after the last work that was shown? (date, exclusive)"""
    return latest(werk_tot)


@fact(
    "brploop",
    "BES 2.3",
    nl="Onafgebroken in de BRP sinds {brp_onafgebroken_sinds}.",
    en="In the BRP without a break since {brp_onafgebroken_sinds}.",
)
def brp_onafgebroken_sinds(brp_sinds: Expr) -> Aggregate:
    """Since which day is the person registered in the BRP without interruption? Unknown when not registered."""
    return last(brp_sinds)


@fact(
    "brploop",
    "BES 2.6",
    nl="Aantal dagen ingeschreven tijdens de leerplichtige leeftijd: {leerplicht_brp_dagen}.",
    en="Number of days registered at the age of school obligation: {leerplicht_brp_dagen}.",
)
def leerplicht_brp_dagen(brp_leerplicht_dagen: Expr) -> Aggregate:
    """On how many days was the person registered in the BRP at an age of leerplicht or kwalificatieplicht?"""
    return total(brp_leerplicht_dagen)


@fact(
    "brploop",
    "WET 4 lid 1 a",
    "BES 2.6",
    nl="Acht jaar leerplicht waren vol op {leerplicht_acht_jaar_op}.",
    en="Eight years of school obligation were complete on {leerplicht_acht_jaar_op}.",
)
def leerplicht_acht_jaar_op(brp_acht_jaar_op: Expr) -> Aggregate:
    """On which first day had there been eight years of school obligation? Unknown when there were not."""
    return earliest(brp_acht_jaar_op)


@fact(
    "diploma_overgelegd",
    "WET 4 lid 1 b",
    nl="Een overgelegd diploma stelt vrij: {diploma_stelt_vrij}.",
    en="A diploma produced exempts: {diploma_stelt_vrij}.",
)
def diploma_stelt_vrij(diploma_telt: Expr) -> Aggregate:
    """Does one of the diplomas produced exempt?"""
    return any_event(when=diploma_telt)


@fact(
    "diploma_overgelegd",
    "WET 4 lid 1 b",
    nl="Een diploma stelt vrij vanaf {diploma_vrijstellend_op}.",
    en="A diploma exempts from {diploma_vrijstellend_op}.",
)
def diploma_vrijstellend_op(
    diploma_telt_vanaf: Expr, diploma_telt: Expr, vrijstelling_diploma_besluit: Expr, diploma_besluit_op: Expr
) -> Aggregate:
    """From which day does the first diploma exempt, those that DUO refused left aside?"""
    refused = known(vrijstelling_diploma_besluit) & (vrijstelling_diploma_besluit == "afgewezen")
    return earliest(diploma_telt_vanaf, when=diploma_telt & (~refused | (diploma_telt_vanaf > diploma_besluit_op)))


@fact(
    "diploma_overgelegd",
    "WET 4 lid 1 b",
    nl="Een diploma stelt vrij waarover DUO nog niet had beslist: {diploma_na_afwijzing}.",
    en="A diploma exempts on which DUO had not decided yet: {diploma_na_afwijzing}.",
)
def diploma_na_afwijzing(diploma_telt: Expr, diploma_telt_vanaf: Expr, diploma_besluit_op: Expr) -> Aggregate:
    """Is there a diploma that exempts only since a day after DUO's last decision on the ground of a diploma?"""
    return any_event(when=diploma_telt & (diploma_telt_vanaf > diploma_besluit_op))


@fact(
    "vrijstellingsloop",
    "WET 4 lid 1 d",
    nl="Ingeschreven voor een vrijstellende opleiding: {volgt_vrijstellende_opleiding}.",
    en="Enrolled in an education that exempts: {volgt_vrijstellende_opleiding}.",
)
def volgt_vrijstellende_opleiding(loop_opleiding: Expr) -> Aggregate:
    """Is the person enrolled in an education that exempts?"""
    return last(loop_opleiding)


@fact(
    "vrijstellingsloop",
    "WET 4",
    nl="Besluit tot tijdelijke vrijstelling geldt: {vrijstelling_tijdelijk_besluit}.",
    en="A decision on temporary exemption holds: {vrijstelling_tijdelijk_besluit}.",
)
def vrijstelling_tijdelijk_besluit(loop_tijdelijk_besluit: Expr) -> Aggregate:
    """Was a tijdelijke vrijstelling granted that was not ended since?"""
    return last(loop_tijdelijk_besluit)


@fact(
    "vrijstellingsloop",
    "WET 4",
    nl="Dat besluit geldt tot en met {vrijstelling_tijdelijk_tot_en_met}.",
    en="That decision holds until {vrijstelling_tijdelijk_tot_en_met}.",
)
def vrijstelling_tijdelijk_tot_en_met(loop_tijdelijk_tot_en_met: Expr) -> Aggregate:
    """What is the last day (inclusive) of the tijdelijke vrijstelling? Unknown when the decision fixes none."""
    return last(loop_tijdelijk_tot_en_met)


@fact(
    "leerplicht_vastgesteld",
    "WET 4 lid 1 c",
    nl="Leer- of kwalificatieplicht vastgesteld: {leerplicht_volgens_register}.",
    en="School obligation recorded: {leerplicht_volgens_register}.",
)
def leerplicht_volgens_register(leer_of_kwalificatieplichtig: Expr) -> Aggregate:
    """What was recorded last about leerplicht or kwalificatieplicht? Unknown when nothing was."""
    return last(leer_of_kwalificatieplichtig)


@fact(
    "vrijstellingsloop",
    "WET 4",
    nl="Gebeurtenissen over vrijstelling: {heeft_vrijstellingsloop}.",
    en="Events about exemption: {heeft_vrijstellingsloop}.",
)
def heeft_vrijstellingsloop() -> Aggregate:
    """Does the register hold anything about tijdelijke vrijstelling?"""
    return any_event()


@fact(
    "vrijstellingsloop",
    "WET 4",
    nl="Aantal dagen vrijgesteld door opleiding of besluit na het begin van de termijn: {vrijgestelde_dagen}.",
    en="Number of days exempt by education or decision after the start of the termijn: {vrijgestelde_dagen}.",
)
def vrijgestelde_dagen(loop_vrijgestelde_dagen: Expr) -> Aggregate:
    """On how many days after the start of the termijn was the person exempt by education or decision?"""
    return total(loop_vrijgestelde_dagen)


@fact(
    "vrijstellingsloop",
    "WET 4",
    nl="Een tijdelijke vrijstelling eindigde vóór het eerste PIP op {vrijstelling_geeindigd_voor_pip}.",
    en="A temporary exemption ended before the first PIP on {vrijstelling_geeindigd_voor_pip}.",
)
def vrijstelling_geeindigd_voor_pip(
    valid_on: Expr, loop_vrijgesteld_tot: Expr, pip_eerste_datum: Expr, peildatum: Expr
) -> Aggregate:
    """On which first day was the person last no longer exempt by education or decision, up to the first PIP?"""
    ended = all_of(loop_vrijgesteld_tot > valid_on, loop_vrijgesteld_tot <= peildatum)
    return latest(
        loop_vrijgesteld_tot, when=all_of(ended, unknown(pip_eerste_datum) | (loop_vrijgesteld_tot <= pip_eerste_datum))
    )


@fact(
    "vrijstellingsloop",
    "WET 4",
    nl="Een tijdelijke vrijstelling eindigde het laatst op {vrijstelling_laatst_geeindigd_op}.",
    en="A temporary exemption last ended on {vrijstelling_laatst_geeindigd_op}.",
)
def vrijstelling_laatst_geeindigd_op(valid_on: Expr, loop_vrijgesteld_tot: Expr, peildatum: Expr) -> Aggregate:
    """On which first day was the person last no longer exempt by education or decision?"""
    return latest(loop_vrijgesteld_tot, when=all_of(loop_vrijgesteld_tot > valid_on, loop_vrijgesteld_tot <= peildatum))


@fact(
    "leerplicht_vastgesteld",
    "WET 4 lid 1 c",
    nl="Niet meer leer- of kwalificatieplichtig sinds {leerplicht_geeindigd_op}.",
    en="No school obligation any more since {leerplicht_geeindigd_op}.",
)
def leerplicht_geeindigd_op(valid_on: Expr, leer_of_kwalificatieplichtig: Expr) -> Aggregate:
    """From which day is it recorded that there is no school obligation?"""
    return earliest(valid_on, when=~leer_of_kwalificatieplichtig)


@fact(
    "vrijstellingsloop",
    "WET 54 lid 3",
    nl="Volgde op 31 december 2021 een vrijstellende opleiding: {opleiding_op_invoering}.",
    en="Was in an exempting education on 31 December 2021: {opleiding_op_invoering}.",
)
def opleiding_op_invoering(loop_opleiding_op_invoering: Expr) -> Aggregate:
    """Was the person enrolled in an education that exempts on the last day of the earlier act?"""
    return any_event(when=loop_opleiding_op_invoering)
