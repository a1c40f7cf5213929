"""The letters that go with actions: what they are called, who sends them, and whether they hold a decision."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """A letter. ``decision``: a besluit, so that objection, its term and where to send it must stand in it."""

    nl: str
    en: str
    sender: str
    decision: bool = False


COLLEGE, MINISTER = "gemeente", "DUO"
#: Who decides differs from fine to fine: the college or DUO.
BOTH = "gemeente of DUO"

LETTERS = {
    "kennisgeving_uitleg": Letter("Uitleg over uw inburgeringsplicht", "About your duty to integrate", MINISTER),
    "doelgroep_gewijzigd": Letter("U hoort nu bij een andere groep", "You belong to another group now", MINISTER),
    "uitnodiging_intake": Letter("Uitnodiging voor de brede intake", "Invitation to the intake", COLLEGE),
    "oproep_intake_2": Letter("Tweede oproep, met waarschuwing", "Second call, with a warning", COLLEGE),
    "oproep_intake_3": Letter("Derde oproep voor de brede intake", "Third call for the intake", COLLEGE),
    "intake_in_afwezigheid": Letter("Uw intake is zonder u afgerond", "Your intake was completed without you", COLLEGE),
    "vraag_aan_derde": Letter("Vraag om informatie voor het PIP", "Request for information for the PIP", COLLEGE),
    "pip_beschikking": Letter("Uw plan inburgering en participatie", "Your integration plan (PIP)", COLLEGE, True),
    "leerroute_wissel": Letter("Uw leerroute verandert", "Your learning route changes", COLLEGE, True),
    "afschalen": Letter("U mag examens op niveau A2 doen", "You may take exams at level A2", COLLEGE, True),
    "aanbod": Letter("Uw inburgeringscursus", "Your integration course", COLLEGE),
    "zroute_uren": Letter("De uren van uw Z-route", "The hours of your Z-route", COLLEGE, True),
    "verlenging_toegekend": Letter("U krijgt meer tijd", "You get more time", MINISTER, True),
    "verlenging_afgewezen": Letter("U krijgt niet meer tijd", "You do not get more time", MINISTER, True),
    "vrijstelling_besluit": Letter("Besluit over vrijstelling", "Decision about exemption", MINISTER, True),
    "vrijstelling_beeindigd": Letter("Uw vrijstelling stopt", "Your exemption ends", MINISTER, True),
    "ontheffing_besluit": Letter("Besluit over ontheffing", "Decision about dispensation", MINISTER, True),
    "boete_voornemen": Letter(
        "Misschien krijgt u een boete. Wat vindt u daarvan?", "You may be fined. What do you think of it?", BOTH
    ),
    "boete_besluit": Letter("U krijgt een boete", "You are fined", BOTH, True),
    "van_boete_afgezien": Letter("U krijgt geen boete", "You are not fined", BOTH),
    "boete_gewijzigd": Letter("Uw boete verandert", "Your fine changes", BOTH, True),
    "bezwaar_ontvangen": Letter("Wij hebben uw bezwaar ontvangen", "We received your objection", BOTH),
    "lening_besluit": Letter("Besluit over uw lening", "Decision about your loan", MINISTER, True),
    "lening_terugbetaling": Letter("U moet uw lening terugbetalen", "You must repay your loan", MINISTER, True),
    "ontzorgen_maatwerk": Letter("Besluit over uw vaste lasten", "Decision about your fixed costs", COLLEGE, True),
    "overdracht": Letter("Uw nieuwe gemeente neemt het over", "Your new municipality takes over", COLLEGE),
}
