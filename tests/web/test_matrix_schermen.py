"""The first table of the access matrix on the screens: what every role may do, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.test import Client

from doorstroom.web.clock import now
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.models import Voorstel, Zaak
from tests.web.api_client import Caller
from tests.web.conftest import TOWN, Place
from tests.web.test_api_matrix import LIFE, account, callers

__all__ = ["callers"]  # fixture
CASE = "/zaak/inburgering/ZAAK-0001/"


def opens(path: str) -> Callable[[Client, Gebruiker], bool]:
    """Whether a page is there for somebody; what is refused is refused with a reason or is not there."""

    def asked(client: Client, _user: Gebruiker) -> bool:
        status = client.get(path).status_code
        assert status in (200, 403, 404), (path, status)
        return bool(status == 200)

    return asked


def _reads_names(client: Client, _user: Gebruiker) -> bool:
    return "DEMO Proef Persoon" in client.get(CASE).content.decode()


def _acts(client: Client, _user: Gebruiker) -> bool:
    """Whether the case offers a step, whose form then opens; who is offered none is refused a form too."""
    offered = re.search(rf"{CASE}doe/\w+/", client.get(CASE).content.decode())
    if offered is None:
        assert client.get(f"{CASE}doe/geboortedatum_vastleggen/").status_code in (403, 404)
        return False
    return bool(client.get(offered[0]).status_code == 200)


def _assigns(client: Client, _user: Gebruiker) -> bool:
    """Somebody to whom nothing was assigned sees the people that he may choose from, or is refused."""
    chosen: dict[str, Any] = {"wat": "toewijzen", "zaak": str(Zaak.objects.get().pk)}
    answer = client.post("/werklijst/selectie/", chosen)
    assert answer.status_code in (200, 302, 403)
    return bool(answer.status_code == 200)


def _decides(client: Client, user: Gebruiker) -> bool:
    """Whether somebody may refuse the proposal of a colleague about a topic that everybody sees."""
    colleague = Gebruiker.objects.create(username=f"collega-{uuid4()}", organisatie=user.organisatie)
    proposal = Voorstel.objects.create(
        pk=uuid4(), zaak=Zaak.objects.get(), actie="geboortedatum_vastleggen", valid_on="1990-01-01", payload={},
        instance="x", version=len(LIFE), voorgesteld_door=colleague, voorgesteld_op=now(),
    )  # fmt: skip
    client.post(f"/voorstellen/{proposal.pk}/", {"wat": "afwijzen", "reden": "Proef."})
    proposal.refresh_from_db()
    assert proposal.stand in (Voorstel.OPEN, Voorstel.AFGEWEZEN)
    return bool(proposal.stand == Voorstel.AFGEWEZEN)


def _sees_who_looked(client: Client, user: Gebruiker) -> bool:
    """In the case, or for who opens no cases in the log of the administration."""
    return opens(f"{CASE}wie-keek-mee/")(client, user) or opens("/beheer/logboek/")(client, user)


ASKED: dict[str, Callable[[Client, Gebruiker], bool]] = {
    "werklijst": opens("/werklijst/"),
    "zaak": opens(CASE),
    "personalia": _reads_names,
    "handelen": _acts,
    "toewijzen": _assigns,
    "akkoord": _decides,
    "overdragen": opens("/overdrachten/"),
    "exporteren": opens("/werklijst/werklijst.csv"),
    "berichten": opens(f"{CASE}berichten/"),
    "gebruikers": opens("/beheer/gebruikers/"),
    "bewaren": opens("/beheer/bewaren/"),
    "logboek": _sees_who_looked,
    "controle": opens("/beheer/controle/"),
    "koppeling": opens("/beheer/duo/"),
}


def test_what_every_role_may_do_on_the_screens(callers: dict[str, Caller], place: Place, settings: Any) -> None:
    settings.DUO_MUNICIPALITY = TOWN
    assert set(ASKED) == set(matrix.RIGHTS)
    found, expected = {}, {}
    for role, rights in matrix.ROLES.items():
        for right, asked in ASKED.items():
            found[role, right] = asked(callers[role].client, place.users[account(role)])
            expected[role, right] = rights[right] != "nee"
    assert found == expected
