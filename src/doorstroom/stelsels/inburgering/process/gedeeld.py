"""Guards that several actions share, so that the same obstacle is told in the same sentence."""

from doorstroom.kernel.process import Guard

PLICHT = Guard(
    "inburgeringsplichtig_wi2021",
    nl="Deze persoon is nu niet inburgeringsplichtig onder de Wi2021. Kijk eerst waarom.",
    en="This person is not obliged under the Wi2021 now. First see why.",
)
VOORWAARDEN = Guard(
    "plicht_voorwaarden",
    nl="Deze persoon is nu niet inburgeringsplichtig. Er is dus niets om van af te zien.",
    en="This person is not obliged now, so there is nothing to be exempted from.",
)
GEMEENTE_BEKEND = Guard(
    "gemeente_bekend",
    nl="Het is niet bekend welke gemeente verantwoordelijk is. Leg eerst de woonplaats of de koppeling vast.",
    en="It is not known which municipality is responsible. First record the residence or the link.",
)
HEEFT_PIP = Guard(
    "heeft_pip",
    nl="Er is geen PIP dat geldt. Stel eerst het PIP vast.",
    en="No PIP stands. First establish the PIP.",
)
EIGEN_PIP = Guard(
    "pip_van_verantwoordelijke_gemeente",
    nl="Het PIP is nog van een andere gemeente. Stel eerst zelf een PIP vast.",
    en="The PIP is still of another municipality. First establish one yourself.",
    unknown_passes=True,
)
INTAKE_AFGEROND = Guard(
    "intake_afgerond",
    nl="De brede intake is niet afgerond. Doe dat eerst.",
    en="The intake is not complete. Do that first.",
)


def leerroute(code: str, nl: str, en: str) -> Guard:
    """The present leerroute must be this one."""
    return Guard("leerroute", wanted=code, nl=nl, en=en)


def periode(column: str) -> Guard:
    """The days of the event must be in order."""
    return Guard(
        column,
        when="with",
        nl="De laatste dag kan niet voor de eerste liggen. Kies ook niet tegelijk een laatste dag en 'loopt nog'.",
        en="The last day cannot lie before the first. Do not choose a last day and 'still going on' at once.",
    )


#: What DUO checks on every PIP, in the numbering of its rules (P-1 to P-8), and what the law asks beside it.
PIP_DUO = (
    Guard(
        "pip_voor_plicht",
        when="with",
        wanted=False,
        nl="De dagtekening ligt voor het begin van de plicht ({plicht_start}). Kies die dag of later.",
        en="The date lies before the start of the duty ({plicht_start}). Choose that day or later.",
    ),
    Guard(
        "pip_voor_vestiging",
        when="with",
        wanted=False,
        nl="De dagtekening ligt voor de vestiging in de gemeente ({vestiging_huidige_gemeente}). Kies een latere dag.",
        en="The date lies before the person settled in the municipality ({vestiging_huidige_gemeente}).",
        unknown_passes=True,
    ),
    Guard(
        "pip_a2_in_onderwijsroute",
        when="with",
        wanted=False,
        nl="Niveau A2 past niet bij de onderwijsroute. Kies B1 of laat het niveau leeg.",
        en="Level A2 does not go with the onderwijsroute. Choose B1 or leave the level empty.",
    ),
    Guard(
        "pip_b1_in_zroute",
        when="with",
        wanted=False,
        nl="Niveau B1 of B2 mag niet met de Z-route. Haal het niveau weg of kies een andere route.",
        en="Level B1 or B2 does not go with the Z-route. Remove the level or choose another route.",
    ),
    Guard(
        "pip_a2_in_eerste_b1",
        when="with",
        wanted=False,
        nl="Het eerste PIP in de B1-route kan geen A2 noemen. Afschalen kan later, na genoeg lesuren.",
        en="The first PIP in the B1-route cannot name A2. Lowering the level is possible later, after enough hours.",
    ),
    Guard(
        "pip_uren_buiten_asielgroep",
        when="with",
        wanted=False,
        nl="Uren voor de leerroute horen alleen in het PIP van een asielstatushouder. Laat ze hier leeg.",
        en="Hours of the route belong only in the PIP of an asylum status holder. Leave them empty here.",
        unknown_passes=True,
    ),
)
PIP_WET = (
    Guard(
        "pip_van_andere_gemeente",
        when="with",
        wanted=False,
        nl="Alleen de gemeente die nu verantwoordelijk is, kan dit PIP vaststellen. Noem die gemeente.",
        en="Only the municipality that is responsible now can establish this PIP. Name that one.",
    ),
    Guard(
        "pip_bijzonder_geval_beoordeeld",
        when="with",
        nl="Beoordeel eerst of dit een bijzonder geval is, en leg dat oordeel vast.",
        en="First assess whether this is a special case, and record that judgement.",
    ),
    Guard(
        "pip_afschalen_toegestaan",
        when="with",
        nl="A2 in de B1-route kan pas na 'Schaal af naar A2'. Daarvoor gelden voorwaarden.",
        en="A2 in the B1-route takes 'Lower the level to A2'. That has conditions.",
    ),
    Guard(
        "onderwijsroute_onderzoek_ontbreekt",
        when="with",
        wanted=False,
        nl="Het onderzoek naar de onderwijsroute ontbreekt. Vul dat aan bij de brede intake.",
        en="The examination of the onderwijsroute is missing. Add it to the intake.",
    ),
    Guard(
        "pip_inhoud_niet_vastgelegd",
        when="with",
        wanted="",
        nl="In het PIP ontbreekt nog: {pip_inhoud_niet_vastgelegd}.",
        en="Still missing in the PIP: {pip_inhoud_niet_vastgelegd}.",
        unknown_passes=True,
    ),
)
#: For plans that may choose another leerroute than the one before.
GEMOTIVEERD = Guard(
    "pip_afwijking_gemotiveerd",
    when="with",
    nl="De toets raadt een andere leerroute aan. Schrijf op waarom u toch deze kiest.",
    en="The test advises another route. Write why you choose this one all the same.",
)
PIP_LATER = (
    Guard(
        "pip_wijziging_voor_eerste",
        when="with",
        wanted=False,
        nl="De dagtekening ligt voor die van het eerste PIP. Kies een latere dag.",
        en="The date lies before that of the first PIP. Choose a later day.",
    ),
    Guard(
        "pip_ouder_dan_geldend",
        when="with",
        wanted=False,
        nl="De dagtekening ligt voor die van het PIP dat nu geldt. Kies een latere dag.",
        en="The date lies before that of the PIP that stands. Choose a later day.",
    ),
)
