"""Keys and webhooks on the pages of the administration: the same services as the API, shown once, one's own only."""

from __future__ import annotations

import re
from typing import Any

from doorstroom.web.api.models import Abonnement, Aflevering, Sleutel
from doorstroom.web.clock import now
from doorstroom.web.toegang import matrix
from tests.web.api_client import bearer
from tests.web.conftest import WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn

BEHEERDER, OTHER, PLATFORM = "beheerder.gemeente", "beheerder.gemeente.twee", "beheerder.platform"
KEYS, HOOKS = "/beheer/programmas/", "/beheer/webhooks/"
SAFE = "https://zaaksysteem.example/doorstroom"


def form_of(page: Any) -> dict[str, Any]:
    """What a browser would send of the hidden field."""
    return {"nummer": re.search(r'name="nummer" value="([^"]+)"', page.content.decode())[1]}  # type: ignore[index]


def asked(page: Any, **more: Any) -> dict[str, Any]:
    return {**form_of(page), "programma": "Zaaksysteem", "rollen": ["gemeente.klantmanager"], "dagen": "90", **more}


def test_only_who_administers_accounts(signed_in: SignIn, place: Place) -> None:
    for name, user in place.users.items():
        allowed = matrix.ROLES[user.rollen[0]]["gebruikers"] == "ja"
        for address in (KEYS, HOOKS):
            assert signed_in(name).get(address).status_code == (200 if allowed else 403), (name, address)


def test_a_key_is_issued_shown_once_and_revoked(signed_in: SignIn, place: Place) -> None:
    place.case(WITHOUT_PLAN)
    client = signed_in(BEHEERDER)
    sent = asked(client.get(KEYS))
    shown = client.post(KEYS, sent)
    text = re.search(r"drs_[\w-]+", shown.content.decode())
    assert text is not None and "no-store" in shown["Cache-Control"]
    assert client.post(KEYS, sent).url == KEYS and Sleutel.objects.count() == 1  # the same form again
    api = bearer(text[0])
    assert api.get("/zaken/inburgering/ZAAK-0001").status == 200
    page = client.get(KEYS).content.decode()
    assert "Zaaksysteem" in page and text[0][:10] in page and text[0] not in page
    revoke = f"{KEYS}{Sleutel.objects.get().pk}/intrekken/"
    assert signed_in(OTHER).post(revoke).status_code == 404 and client.get(revoke).status_code == 405
    assert client.post(revoke).url == KEYS
    api.get("/zaken/inburgering/ZAAK-0001").problem(401)
    assert "ingetrokken" in client.get(KEYS).content.decode()
    assert "Zaaksysteem" in signed_in(PLATFORM).get(KEYS).content.decode()
    assert "Zaaksysteem" not in signed_in(OTHER).get(KEYS).content.decode()


def test_keys_that_are_not_issued(signed_in: SignIn, place: Place) -> None:
    client = signed_in(BEHEERDER)
    page = client.get(KEYS)
    wrong: list[dict[str, Any]] = [
        {"programma": ""}, {"programma": "!!!"}, {"rollen": []}, {"rollen": ["duo.medewerker"]}, {"dagen": "4000"},
        {"nummer": "x"}, {"rollen": ["gemeente.klantmanager", "platform.beheerder"]},
    ]  # fmt: skip
    for more in wrong:
        assert client.post(KEYS, asked(page, **more)).status_code == 400, more
    answer = client.post(KEYS, asked(page, programma="<script>alert(1)</script>"))
    assert answer.status_code == 200 and b"<script>alert" not in answer.content
    assert b"<script>alert" not in client.get(KEYS).content and Sleutel.objects.count() == 1


def test_a_webhook_is_made_switched_and_thrown_away(signed_in: SignIn, place: Place) -> None:
    client = signed_in(BEHEERDER)
    page = client.get(HOOKS)
    for wrong in ("http://zaaksysteem.example/", "https://127.0.0.1/", ""):
        assert client.post(HOOKS, {**form_of(page), "url": wrong}).status_code == 400
    sent = {**form_of(page), "url": SAFE}
    assert b"whsec_" in client.post(HOOKS, sent).content
    assert client.post(HOOKS, sent).url == HOOKS and Abonnement.objects.count() == 1
    hook = Abonnement.objects.get()
    one = f"{HOOKS}{hook.pk}/"
    assert b"whsec_" not in client.get(one).content and SAFE in client.get(HOOKS).content.decode()
    assert client.post(one, {"wat": "uit"}).url == one and not Abonnement.objects.get().actief
    client.post(one, {"wat": "aan"})
    Aflevering.objects.create(
        abonnement=hook, event_id=hook.pk, volgnummer=1, bericht={"type": "nl.x", "subject": "inburgering/ZAAK-1"},
        stand="dood", volgende_op=now(), gemaakt_op=now(), uitkomst="HTTP 500",
    )  # fmt: skip
    assert "HTTP 500" in client.get(one).content.decode()
    client.post(one, {"wat": "opnieuw"})
    assert Aflevering.objects.get().stand == "wacht"
    assert client.post(one, {"wat": "iets anders"}).url == one
    assert signed_in(OTHER).get(one).status_code == 404
    assert signed_in(OTHER).post(one, {"wat": "weg"}).status_code == 404 and Abonnement.objects.exists()
    client.post(one, {"wat": "weg"})
    assert not Abonnement.objects.exists()
