"""The roles that act in a case of inburgering: "kind of organisation.role", as the ``by`` of actions names them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """What a role is called, in which kind of organisation it is, and whether it can agree to what a colleague does."""

    nl: str
    en: str
    organisation: str
    approves: bool = False


KLANTMANAGER = "gemeente.klantmanager"
KWALITEIT = "gemeente.kwaliteitsmedewerker"
HANDHAVER = "gemeente.handhaver"
ADMINISTRATIE = "gemeente.administratie"
DUO = "duo.medewerker"
BESLISSER = "duo.beslisser"
COA = "coa.medewerker"
IND = "ind.medewerker"
AANBIEDER = "aanbieder.medewerker"
INBURGERAAR = "inburgeraar.inburgeraar"

ROLES = {
    KLANTMANAGER: Role("Klantmanager", "Case worker", "gemeente"),
    KWALITEIT: Role("Kwaliteitsmedewerker", "Quality officer", "gemeente", approves=True),
    HANDHAVER: Role("Handhaver", "Enforcement officer", "gemeente", approves=True),
    ADMINISTRATIE: Role("Administratie", "Administration", "gemeente"),
    DUO: Role("Medewerker van DUO", "DUO officer", "duo"),
    BESLISSER: Role("Beslisser van DUO", "DUO decision maker", "duo", approves=True),
    COA: Role("Medewerker van COA", "COA officer", "coa"),
    IND: Role("Medewerker van de IND", "IND officer", "ind"),
    AANBIEDER: Role("Medewerker van de cursusaanbieder", "Course provider's officer", "aanbieder"),
    INBURGERAAR: Role("Inburgeraar", "Newcomer", "inburgeraar"),
}
