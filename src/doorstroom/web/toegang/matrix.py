"""The access matrix: which role may do what, and which organisation sees which part of a case.

This is the whole of it. Screens, API and tests read these two tables; nothing else grants anything. Whether somebody
may see a *particular* case follows from the relation of his organisation to it (``zaken.visibility``), and whether he
may take a particular action from its declaration (``by``).
"""

from __future__ import annotations

from typing import Final

#: What a role may do. "eigen": only for his own case.
_ROLES = """
rol                              werklijst zaak  personalia handelen toewijzen akkoord overdragen exporteren berichten gebruikers bewaren logboek controle koppeling
gemeente.klantmanager            ja        ja    ja         ja       ja        nee     ja         ja         ja        nee        nee     nee     nee      nee
gemeente.kwaliteitsmedewerker    ja        ja    ja         ja       nee       ja      nee        nee        ja        nee        nee     nee     nee      nee
gemeente.handhaver               ja        ja    ja         ja       nee       ja      nee        nee        ja        nee        nee     nee     nee      nee
gemeente.administratie           ja        ja    ja         ja       ja        nee     nee        nee        nee       nee        nee     nee     nee      nee
gemeente.teamleider              ja        ja    nee        nee      ja        nee     nee        ja         nee       nee        nee     ja      nee      nee
gemeente.beheerder               nee       nee   nee        nee      nee       nee     nee        nee        nee       ja         ja      ja      nee      ja
duo.medewerker                   ja        ja    ja         ja       ja        nee     nee        nee        ja        nee        nee     nee     nee      nee
duo.beslisser                    ja        ja    ja         ja       nee       ja      nee        nee        ja        nee        nee     nee     nee      nee
duo.beheerder                    nee       nee   nee        nee      nee       nee     nee        nee        nee       ja         ja      ja      nee      nee
coa.medewerker                   ja        ja    ja         ja       ja        nee     nee        nee        ja        nee        nee     nee     nee      nee
ind.medewerker                   nee       ja    ja         ja       nee       nee     nee        nee        nee       nee        nee     nee     nee      nee
dtenv.medewerker                 nee       ja    ja         nee      nee       nee     nee        nee        nee       nee        nee     nee     nee      nee
aanbieder.medewerker             ja        ja    ja         ja       nee       nee     nee        nee        ja        nee        nee     nee     nee      nee
aanbieder.beheerder              nee       nee   nee        nee      nee       nee     nee        nee        nee       ja         nee     ja      nee      nee
inburgeraar.inburgeraar          nee       eigen eigen      eigen    nee       nee     nee        nee        eigen     nee        nee     eigen   nee      nee
platform.beheerder               nee       nee   nee        nee      nee       nee     nee        nee        nee       ja         ja      ja      ja       ja
"""  # noqa: E501

#: Which part of a case an organisation sees (topics of actions and clocks). What it may record stands with each action.
_TOPICS = """
onderwerp                gemeente duo  coa  ind  dtenv aanbieder inburgeraar
persoon                  ja       ja   ja   ja   ja    ja        ja
verblijf                 ja       ja   ja   ja   ja    nee       ja
plicht                   ja       ja   ja   ja   nee   nee       ja
intake                   ja       nee  ja   nee  nee   nee       ja
pip                      ja       ja   nee  nee  nee   ja        ja
traject                  ja       ja   nee  nee  nee   ja        ja
examens                  ja       ja   nee  nee  nee   ja        ja
termijn                  ja       ja   nee  nee  nee   ja        ja
vrijstelling_ontheffing  ja       ja   nee  nee  nee   nee       ja
handhaving               ja       ja   nee  nee  nee   nee       ja
lening                   nee      ja   nee  nee  nee   nee       ja
ontzorgen                ja       nee  nee  nee  nee   nee       ja
verhuizing               ja       ja   ja   nee  nee   nee       ja
"""


def _read(table: str) -> dict[str, dict[str, str]]:
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {name: dict(zip(head[1:], cells, strict=True)) for name, *cells in rows}


ROLES: Final = _read(_ROLES)
TOPICS: Final = _read(_TOPICS)
#: Every right that a role may have.
RIGHTS: Final = tuple(next(iter(ROLES.values())))


def may(roles: list[str], right: str, *, own: bool = False) -> bool:
    """Whether one of the roles gives the right; ``own``: it is about the person himself."""
    if right not in RIGHTS:
        raise KeyError(f"there is no right '{right}'")
    return any(ROLES.get(role, {}).get(right) in (("ja", "eigen") if own else ("ja",)) for role in roles)


def sees(kind: str, topic: str) -> bool:
    """Whether organisations of a kind see a topic of the cases that are theirs to see."""
    return TOPICS.get(topic, {}).get(kind) == "ja"
