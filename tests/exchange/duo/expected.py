"""What DUO's public files and page of events say, in short and in our words: for where the files are not there.

Written down by hand from the files of 11 June 2026; ``test_conformance`` holds it against them where they are.
"""

from __future__ import annotations

#: Code -> the calls that follow it: the union of the page of events and the workbook of 5 November 2024.
CALLS: dict[str, list[str]] = {
    "SS101": ["plicht", "doelgroep", "examens"],
    "SS102": ["termijn"],
    "SS103": ["termijn"],
    "SS104": ["termijn"],
    "SS106": ["plicht"],
    "SS107": ["plicht", "vrijstellingen"],
    "SS108": ["plicht", "ontheffingen"],
    "SS109": ["plicht", "vrijstellingen"],
    "SS110": ["plicht"],
    "SS111": ["plicht"],
    "SS113": ["termijn"],
    "SS114": ["vrijstellingen"],
    "SS115": ["vrijstellingen"],
    "SS116": ["vrijstellingen"],
    "SS117": ["vrijstellingen", "examens"],
    "SS118": ["ontheffingen"],
    "SS119": ["ontheffingen", "examens"],
    "SS120": ["plicht", "examens"],
    "SS121": ["plicht", "termijn", "examens", "pip"],
    "SS124": ["plicht", "doelgroep"],
    "SS125": ["plicht", "doelgroep"],
    "SS128": ["plicht", "examens"],
    "SS129": ["plicht", "examens", "vrijstellingen"],
    "SS130": ["plicht", "termijn", "pip", "examens", "vrijstellingen"],
    "SS131": ["toetsresultaten"],
    "SS137": ["examennummer"],
    "SS139": ["plicht", "examens"],
    "SS199": ["examens"],
}

_PERSON = "/personen/{bsn}"
_CONTACT = "/contactpersonen/{id}"
_OFFER = _PERSON + "/Inburgeringsaanbod/{instellingsnummer}"
_OLD, _NEW = (400, 403, 404, 500, 503), (400, 403, 404)

#: (method, path) -> success, documented faults, most refusals in a 403 (-1: a list without a limit).
CALLABLE: dict[tuple[str, str], tuple[int, tuple[int, ...], int | None]] = {
    ("GET", _PERSON + "/doelgroep"): (200, _OLD, None),
    ("GET", _PERSON + "/doelgroep/historie"): (200, _OLD, None),
    ("GET", _PERSON + "/inburgeringsplicht"): (200, _OLD, None),
    ("GET", _PERSON + "/inburgeringsplicht/historie"): (200, _OLD, None),
    ("GET", _PERSON + "/lbt/examennummer"): (200, _OLD, None),
    ("DELETE", _PERSON + "/lbt/examennummer"): (200, _OLD, None),
    ("GET", _PERSON + "/lbt/resultaten"): (200, _OLD, None),
    ("GET", _PERSON + "/inburgeringstermijn"): (200, _OLD, None),
    ("GET", _PERSON + "/inburgeringstermijn/historie"): (200, _OLD, None),
    ("GET", "/verlengingsgronden"): (200, (400, 500, 503), None),
    ("GET", _PERSON + "/vrijstellingen"): (200, _NEW, None),
    ("GET", _PERSON + "/ontheffingen"): (200, _NEW, None),
    ("GET", _PERSON + "/PIP"): (200, _OLD, None),
    ("POST", _PERSON + "/PIP"): (201, _OLD, 50),
    ("DELETE", _PERSON + "/PIP"): (200, _OLD, 100),
    ("POST", "/contactpersonen"): (201, (400, 403, 500, 503), -1),
    ("PUT", _CONTACT): (200, _OLD, -1),
    ("DELETE", _CONTACT): (200, _OLD, None),
    ("POST", _CONTACT + _PERSON): (201, _OLD, None),
    ("DELETE", _CONTACT + _PERSON): (200, _OLD, None),
    ("GET", "/instellingen"): (200, (400, 500, 503), None),
    ("POST", _OFFER): (201, _OLD, 100),
    ("DELETE", _OFFER): (204, _OLD, 10),
    ("GET", _PERSON + "/map"): (200, _NEW, None),
    ("PUT", _PERSON + "/map"): (200, _NEW, 20),
    ("GET", _PERSON + "/pvt"): (200, _NEW, None),
    ("PUT", _PERSON + "/pvt"): (200, _NEW, 20),
    ("PUT", _PERSON + "/zroute"): (200, _NEW, 20),
    ("GET", _PERSON + "/uren"): (200, (400, 401, 403, 404), None),
    ("PUT", _PERSON + "/uren/bredeintake/taallesknm"): (200, _NEW, None),
    ("PUT", _PERSON + "/uren/participatieactiviteiten"): (200, _NEW, None),
    ("PUT", _PERSON + "/uren/participatietaalles"): (200, _NEW, None),
    ("GET", _PERSON + "/examens/resultaten"): (200, _NEW, None),
    ("GET", _PERSON + "/examens/gratispogingen"): (200, _NEW, None),
    ("POST", "/notificaties"): (201, (400, 401, 403, 500, 503), None),
}

#: Name of a schema in DUO's files -> its members, those that are required with a star.
MEMBERS: dict[str, str] = {
    "Inburgeringsplicht.Doelgroep": "indeling begindatum gedetailleerdeDoelgroep asielrechtenWijzigingVerblijfsdoel",
    "Inburgeringsplicht.Doelgroephistorie": "indeling begindatum einddatum",
    "Inburgeringsplicht.Inburgeringsplicht": "indicatorInburgeringsplicht* begindatum einddatum wijzigingsdatum "
    "datumKennisgevingInburgeringsplicht redenGeenInburgeringsplicht",
    "Inburgeringsplicht.Inburgeringsplichthistorie": "indicatorInburgeringsplicht* begindatum einddatum "
    "wijzigingsdatum",
    "Leerbaarheidstoets.Examennummer": "examennummer*",
    "Leerbaarheidstoets.Resultaat": "resultaat* behaaldeScore* benodigdeScore* datumAfname*",
    "Inburgeringstermijn.Inburgeringstermijn": "startdatum* einddatum* wijzigingsdatum verlengingsgrondcode "
    "verlengingsgrondomschrijving",
    "Inburgeringstermijn.Inburgeringstermijnhistorie": "einddatum wijzigingsdatum verlengingsgrondcode "
    "verlengingsgrondomschrijving",
    "Inburgeringstermijn.Verlengingsgrond": "code* omschrijving*",
    "Vrijstelling.Vrijstelling": "GeheleVrijstelling TijdelijkeVrijstelling GedeeltelijkeVrijstelling",
    "Vrijstelling.GeheleVrijstelling": "oordeel* reden* datumOordeel",
    "Vrijstelling.TijdelijkeVrijstelling": "oordeel* reden* datumOordeel startdatum einddatum",
    "Vrijstelling.GedeeltelijkeVrijstelling": "reden* oordeel* datumOordeel examenonderdeel examenniveau",
    "Ontheffing.Ontheffing": "GeheleOntheffing GedeeltelijkeOntheffing",
    "Ontheffing.GeheleOntheffing": "oordeel* datumOordeel* grond*",
    "Ontheffing.GedeeltelijkeOntheffing": "oordeel* datumOordeel* grond* examenonderdeel "
    "urenBelastbaarheidParticipatieactiviteit",
    "PIP.PIP": "dagtekeningPip* leerroute* niveau geschatteIntensiteitB1Route indicatorMagOpleidingAfmaken "
    "indicatorAlfabetiseringsonderwijs",
    "PIP.Gemeente": "gemeentecode* pip*",
    "Contactpersoon.Contactpersoon": "id contactpersoongegevens*",
    "Contactpersoon.Contactpersoongegevens": "naam* email* telefoonnummer*",
    "Inburgeringsaanbod.Inburgeringsaanbod": "datumInburgeringsaanbod verwachteStartdatumOpleiding "
    "verwachteEinddatumOpleiding indicatorAlfabetiseringsonderwijs*",
    "Inburgeringsaanbod.Instelling": "instellingsnummer* naam* postcode* huisnummer* huisnummertoevoeging plaatsnaam* "
    "bow brin indicatieBowKeurmerk indicatieTstKeurmerk",
    "MAP-PVT-Zroute.DatumMap": "datumEindgesprekMap*",
    "MAP-PVT-Zroute.DatumPvt": "datumOndertekeningPvt*",
    "MAP-PVT-Zroute.ResultaatMap": "datumEindgesprekMap verwijtbaar",
    "MAP-PVT-Zroute.ResultaatPvt": "datumOndertekeningPvt verwijtbaar",
    "MAP-PVT-Zroute.ResultaatZroute": "datumAfrondingZroute",
    "GevolgdeUren.Gemeente": "gemeentecode bekendTot ParticipatieAlsTaalles ParticipatieactiviteitenBredeIntake "
    "TaallesEnKnmBredeIntake",
    "GevolgdeUren.ParticipatieAlsTaalles": "uren*",
    "GevolgdeUren.ParticipatieactiviteitenBredeIntake": "uren*",
    "GevolgdeUren.TaallesEnKnmBredeIntake": "uren*",
    "Examen.Examenresultaat": "examendatum* resultaat* redenGeenResultaat onderdeel* niveau",
    "Examen.GratisPogingTegoed": "onderdeel* gratisPogingenTegoed*",
    "Notificatie.Notificatie": "registratieDatumTijd* bsn vNummer gebeurtenisId*",
    "Notificatie.Foutmelding": "fouttekst*",
}
