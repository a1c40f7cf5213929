"""The reference lists of the stand-in: invented schools, and grounds of extension under codes of its own."""

from __future__ import annotations

from doorstroom.exchange.duo.messages.aanbod import Instelling
from doorstroom.exchange.duo.messages.termijn import Verlengingsgrond

SCHOOLS: dict[str, Instelling] = {
    school.instellingsnummer: school
    for school in (
        Instelling(
            instellingsnummer="9000000001", naam="DEMO Taalhuis", postcode="1000AA", huisnummer=1, plaats="Demostad",
            bow="9000001", bow_keurmerk=True, tst_keurmerk=False,
        ),
        Instelling(
            instellingsnummer="9000000002", naam="DEMO Taalschakel", postcode="1000AB", huisnummer=2, plaats="Demostad",
            brin="99ZZ", bow_keurmerk=False, tst_keurmerk=True,
        ),
        Instelling(
            instellingsnummer="9000000003", naam="DEMO School zonder keurmerk", postcode="1000AC", huisnummer=3,
            toevoeging="a", plaats="Demostad", bow_keurmerk=False, tst_keurmerk=False,
        ),
    )
}  # fmt: skip

#: Our ground -> the code under which this stand-in reports it. DUO's own codes are not published.
GROUND_CODES: dict[str, str] = {
    **{letter: f"1{letter.upper()}" for letter in "abcdefghij"},
    "opleiding_pro_vso": "2A",
    "opleiding_entree": "2B",
    "bijna_afgerond": "3",
    "nakijktijd": "4",
    "ambtshalve_bijzonder_geval": "5A",
    "ambtshalve_categorie": "5B",
}
_WORDS = {
    "a": "Langdurige ziekte",
    "b": "Overlijden van een naaste",
    "c": "Bevalling",
    "d": "Verblijf in een blijf-van-mijn-lijfhuis",
    "e": "Alfabetisering",
    "f": "Dakloosheid",
    "g": "Geen aanbod",
    "h": "Aanbieder kan niet leveren",
    "i": "Bijzondere omstandigheid",
    "j": "Meer omstandigheden samen",
    "opleiding_pro_vso": "Praktijkonderwijs of vso",
    "opleiding_entree": "Entreeopleiding",
    "bijna_afgerond": "Bijna afgerond",
    "nakijktijd": "Lange nakijktijd van een examen",
    "ambtshalve_bijzonder_geval": "Ambtshalve: bijzonder geval",
    "ambtshalve_categorie": "Ambtshalve: categorie",
}
GROUNDS: tuple[Verlengingsgrond, ...] = tuple(
    Verlengingsgrond(code=code, omschrijving=_WORDS[ground]) for ground, code in GROUND_CODES.items()
)


def ground_of(ours: str) -> Verlengingsgrond:
    """A ground of the register as this list has it."""
    return next(each for each in GROUNDS if each.code == GROUND_CODES[ours])
