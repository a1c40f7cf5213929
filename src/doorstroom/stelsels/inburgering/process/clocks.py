"""The clocks of inburgering: who must do what before which date, and what follows when it is late."""

from doorstroom.kernel.clocks import Clock
from doorstroom.stelsels.inburgering.events.ontheffing import ONTHEFFINGSWEGEN
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN
from doorstroom.stelsels.inburgering.events.vrijstelling import VRIJSTELLINGSWEGEN

GEMEENTE, DUO, INBURGERAAR = "gemeente", "DUO", "inburgeraar"


def _beslissing(name: str, nl: str, en: str, articles: tuple[str, ...], topic: str) -> Clock:
    """A decision that an authority must take within a term after an application."""
    return Clock(
        name=f"beslissing_{name}",
        nl=f"Beslissing over {nl}",
        en=f"Decision on {en}",
        task_nl=f"Beslis over {nl}",
        task_en=f"Decide on {en}",
        owner=DUO,
        applies=(),
        start=f"{name}_aangevraagd_op",
        due=f"{name}_beslissen_uiterlijk",
        met_on=f"{name}_besloten_op",
        consequence_nl="Daarna kan de aanvrager de beslisser in gebreke stellen.",
        consequence_en="After that the applicant may give notice of default.",
        articles=articles,
        topic=topic,
    )


def _boetebeslissing(name: str, columns: str, owner: str, nl: str, en: str) -> Clock:
    """A decision after the report of a violation: a fine, or none."""
    return Clock(
        name=f"beslissing_boete_{name}",
        nl=f"Beslissing over een boete van {nl}",
        en=f"Decision on a fine of {en}",
        task_nl="Beslis over de boete of zie ervan af",
        task_en="Decide on the fine or refrain from it",
        owner=owner,
        applies=(),
        start=f"{columns}_rapport_op",
        due=f"{columns}_beslissen_uiterlijk",
        met_on=f"{columns}_besloten_op",
        consequence_nl="Overschrijding maakt het besluit niet ongeldig, maar telt mee bij de hoogte.",
        consequence_en="Being late does not void the decision, but counts when the amount is set.",
        articles=("Awb 5:51",),
        topic="handhaving",
    )


def _inschrijving(deel: str, nl: str, en: str) -> Clock:
    """Registering for an exam in time for its result: practice, not law."""
    return Clock(
        name=f"inschrijving_{deel}",
        nl=f"Inschrijven voor het examen {nl}",
        en=f"Registering for the {en} exam",
        task_nl=f"Schrijf u in voor het examen {nl}",
        task_en=f"Register for the {en} exam",
        owner=INBURGERAAR,
        applies=("inburgeringsplichtig_wi2021", f"examen_plannen_{deel}"),
        start="termijn_start",
        due=f"laatste_veilige_inschrijving_{deel}",
        met_on=f"{deel}_behaald_op",
        consequence_nl="De uitslag kan na het einde van de inburgeringstermijn komen.",
        consequence_en="The result may come after the end of the inburgeringstermijn.",
        articles=(),
        kind="plan",
        topic="examens",
    )


CLOCKS = (
    Clock(
        name="pip",
        nl="PIP vaststellen",
        en="Establishing the PIP",
        task_nl="Stel het PIP vast",
        task_en="Establish the PIP",
        owner=GEMEENTE,
        applies=("inburgeringsplichtig_wi2021",),
        start="pip_klok_start",
        due="pip_uiterlijk",
        met_on="pip_klok_gehaald_op",
        consequence_nl="Geen sanctie; het PIP kan en moet alsnog. De inburgeringstermijn begint pas na het PIP.",
        consequence_en="No sanction; the PIP can and must still be made. The inburgeringstermijn starts only after it.",
        articles=("BES 5.3",),
        topic="pip",
    ),
    Clock(
        name="aanbod",
        nl="Inburgeringsaanbod laten beginnen",
        en="Having the course start",
        task_nl="Zorg dat het aanbod begint",
        task_en="See to it that the course starts",
        owner=GEMEENTE,
        applies=("aanbod_verschuldigd",),
        start="pip_eerste_datum",
        due="aanbod_begin_uiterlijk",
        met_on="aanbod_begonnen_op",
        consequence_nl="De inburgeraar kan verlenging vragen voor de tijd zonder aanbod.",
        consequence_en="The newcomer may ask for an extension for the time without a course.",
        articles=("WET 16", "REG 4.1 lid 1 g"),
        topic="traject",
    ),
    Clock(
        name="inburgeringstermijn",
        nl="Inburgeringstermijn",
        en="Term for civic integration",
        task_nl="Voldoe aan de inburgeringsplicht",
        task_en="Fulfil the duty to integrate",
        owner=INBURGERAAR,
        applies=("termijn_geldt",),
        start="lopende_termijn_start",
        due="termijn_laatste_dag",
        met_on="voldaan_op",
        consequence_nl="DUO kan na een individuele beoordeling een boete opleggen. Asielstatushouders niet.",
        consequence_en="DUO may, after an individual assessment, fine. Asylum status holders are not fined.",
        articles=("WET 11", "WET 24", "WET 25"),
        topic="termijn",
    ),
    Clock(
        name="zonder_nieuwe_termijn",
        nl="Termijn voorbij zonder nieuwe termijn",
        en="Term over and no new term",
        task_nl="Spreek met DUO en de inburgeraar af hoe het verder gaat",
        task_en="Agree with DUO and the newcomer how to go on",
        owner=GEMEENTE,
        applies=("asiel_zonder_nieuwe_termijn",),
        start="lopende_termijn_start",
        due="termijn_zonder_vervolg_laatste_dag",
        met_on="voldaan_op",
        consequence_nl="De plicht blijft bestaan zonder termijn. De wet kent een nieuwe termijn alleen bij een boete.",
        consequence_en="The duty remains without a term. The act provides for a new term only together with a fine.",
        articles=("WET 25 lid 2", "EU:C:2025:52"),
        topic="termijn",
    ),
    Clock(
        name="verlenging_vragen",
        nl="Verlenging vragen",
        en="Asking for an extension",
        task_nl="Vraag verlenging van de termijn",
        task_en="Ask for an extension of the term",
        owner=INBURGERAAR,
        applies=("verlenging_vragen_zinvol",),
        start="verlenging_aanvraag_vroegst",
        due="termijn_laatste_dag",
        met_on="voldaan_op",
        consequence_nl="De termijn eindigt zonder de verlenging.",
        consequence_en="The term ends without the extension.",
        articles=("WET 12", "BES 4.5"),
        topic="termijn",
    ),
    Clock(
        name="verlenging_veilig_vragen",
        nl="Verlenging zo vragen dat DUO op tijd beslist",
        en="Asking for an extension so that DUO decides in time",
        task_nl="Vraag nu verlenging, dan beslist DUO binnen de termijn",
        task_en="Ask for an extension now, so that DUO decides within the term",
        owner=INBURGERAAR,
        applies=("verlenging_vragen_zinvol",),
        start="verlenging_aanvraag_vroegst",
        due="laatste_veilige_verlengingsaanvraag",
        met_on="voldaan_op",
        consequence_nl="Het besluit kan na het einde van de termijn komen.",
        consequence_en="The decision may come after the end of the term.",
        articles=(),
        kind="plan",
        topic="termijn",
    ),
    Clock(
        name="nieuwe_intaketermijn",
        nl="Nieuwe termijn voor de brede intake na een boete",
        en="New term for the intake after a fine",
        task_nl="Kom naar de brede intake",
        task_en="Come to the intake",
        owner=INBURGERAAR,
        applies=(),
        start="boete_intake_eerste_op",
        due="boete_intake_nieuwe_termijn_uiterlijk",
        met_on="intake_afgerond_op",
        consequence_nl="Een tweede boete kan; daarna rondt de gemeente de intake af zonder de inburgeraar.",
        consequence_en="A second fine is possible; then the municipality completes the intake in absence.",
        articles=("WET 22", "WET 14 lid 2"),
        topic="handhaving",
    ),
    Clock(
        name="bezwaar_boete",
        nl="Bezwaar tegen een boete",
        en="Objection to a fine",
        task_nl="Maak bezwaar als u het niet eens bent met de boete",
        task_en="Object if you disagree with the fine",
        owner=INBURGERAAR,
        applies=("bezwaar_kan_nog",),
        start="boete_laatste_op",
        due="bezwaar_uiterlijk",
        met_on="boete_bezwaar_gemaakt_op",
        consequence_nl="Daarna staat de boete vast.",
        consequence_en="After that the fine is final.",
        articles=("Awb 6:7",),
        topic="handhaving",
    ),
    _beslissing("verlenging", "verlenging van de termijn", "extension of the term", ("BES 4.5 lid 1",), "termijn"),
    *(
        _beslissing(
            f"vrijstelling_{weg}",
            f"vrijstelling wegens {nl}",
            f"exemption (vrijstelling) for {en}",
            ("REG 2.3",),
            "vrijstelling_ontheffing",
        )
        for weg, (nl, en) in VRIJSTELLINGSWEGEN.items()
    ),
    _beslissing(
        "gedeeltelijke_vrijstelling",
        "vrijstelling voor een onderdeel",
        "exemption from a part (gedeeltelijke vrijstelling)",
        ("REG 3.14",),
        "vrijstelling_ontheffing",
    ),
    *(
        _beslissing(
            f"ontheffing_{weg}",
            f"ontheffing wegens {nl}",
            f"dispensation (ontheffing) for {en}",
            articles,
            "vrijstelling_ontheffing",
        )
        for (weg, (nl, en)), articles in zip(
            ONTHEFFINGSWEGEN.items(), (("BES 2.7 lid 5",), ("BES 2.8 lid 3",)), strict=True
        )
    ),
    _beslissing("lening", "de lening", "the loan", ("BES 6.5",), "lening"),
    _boetebeslissing("college", "boete_traject", GEMEENTE, "de gemeente", "the municipality"),
    _boetebeslissing("duo", "boete_duo", DUO, "DUO", "DUO"),
    *(_inschrijving(deel, nl, en) for deel, (nl, en) in ONDERDELEN.items()),
)
