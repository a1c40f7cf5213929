"""The work list: what must be done, by legal date, for whom it stands on the list."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from doorstroom.kernel.wording import Language
from doorstroom.web.clock import today
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.werkplek import bladen, lijst, regels
from doorstroom.web.werkplek.keuzes import doelgroepen, leerroutes
from doorstroom.web.werkplek.uitvoer import as_csv, as_xlsx
from doorstroom.web.zaken.register import log_processing, systems

VAN = {"mij": gettext_lazy("Van mij"), "team": gettext_lazy("Van het team"), "niemand": gettext_lazy("Van niemand")}
LIJSTEN = {
    "termijnen": gettext_lazy("Met een wettelijke datum"),
    "zonder": gettext_lazy("Zonder wettelijke datum"),
    "planning": gettext_lazy("Planning, geen wet"),
}


def language_of(user: Gebruiker) -> Language:
    """In which language sentences of the law are told to a user."""
    return "en" if user.taal == "en" else "nl"


@require_GET
@login_required
@vary_on_headers("HX-Request")
def werklijst(request: HttpRequest) -> HttpResponse:
    """The list, or with htmx only what a filter changes."""
    user = request.user
    if not user.mag("werklijst"):
        raise PermissionDenied(_("Uw rol heeft geen werklijst."))
    day, chosen = today(), lijst.Filter.of(request.GET, user)
    request.session["werklijst"] = chosen.query(user)  # the way back from a case leads to this list
    counts = lijst.counts(user, chosen, day)
    blad = bladen.page(request.GET.get("blad", "1"), counts["totaal"], lijst.PER_PAGE)
    found = lijst.rows(user, chosen, day, blad.start, blad.stop) if counts["totaal"] else []
    blad.items = regels.rows_of(found, day, language_of(user), user.pk)
    context = {
        "blad": blad,
        "gekozen": chosen,
        "aantal": counts,
        "vraag": chosen.query(user),
        "van": _tabs(chosen, user, counts, "van", VAN),
        "lijsten": _tabs(chosen, user, counts, "lijst", LIJSTEN),
        "let_op": {name: chosen.query(user, lijst="termijnen", wanneer=name) for name in ("over", "week")},
        "keuzes": _choices(user, chosen),
        "gefilterd": chosen != lijst.Filter(van=chosen.van, lijst=chosen.lijst),
        "wissen": lijst.Filter(van=chosen.van, lijst=chosen.lijst).query(user),
    }
    part = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    return render(request, "werkplek/lijst_deel.html" if part else "werkplek/werklijst.html", context)


@require_GET
@login_required
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows, as a file. It is noted whose data left."""
    user = request.user
    if not user.mag("werklijst") or not user.mag("exporteren"):
        raise PermissionDenied(_("Uw rol mag geen lijst meenemen."))
    day, chosen = today(), lijst.Filter.of(request.GET, user)
    found = lijst.rows(user, chosen, day, 0, lijst.LARGEST_EXPORT)
    made = regels.rows_of(found, day, language_of(user), user.pk)
    log_processing(user, "werklijst", f"lijst meegenomen ({form})", [row.person_id for row in made])
    return as_csv(made, day) if form == "csv" else as_xlsx(made, day)


def _tabs(
    chosen: lijst.Filter, user: Gebruiker, counts: dict[str, int], name: str, labels: dict[str, Any]
) -> list[dict[str, Any]]:
    return [
        {
            "naam": label,
            "aantal": counts[f"{name}_{value}"],
            "adres": "?" + chosen.query(user, **{name: value}, **({"wanneer": "alles"} if name == "lijst" else {})),
            "hier": getattr(chosen, name) == value,
        }
        for value, label in labels.items()
    ]


def _choices(user: Gebruiker, chosen: lijst.Filter) -> list[dict[str, Any]]:
    """The fields of the filter: name, label and options with which is chosen."""
    language, hidden = language_of(user), lijst.unseen(user)
    names = [one for system in systems().values() for one in regels.names_of(system, language, hidden)]
    owners = {"": _("iedereen"), "gemeente": _("de gemeente"), "inburgeraar": _("de inburgeraar"), "DUO": "DUO"}
    asked: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("wanneer", _("Wanneer"), [("alles", _("alle dagen")), ("over", _("te laat")), ("week", _("deze week"))]),
        ("soort", _("Soort"), [("", _("alle soorten")), *names]),
        ("eigenaar", _("Wie is aan zet"), list(owners.items())),
        ("route", _("Leerroute"), [("", _("alle routes")), *leerroutes(language)]),
        ("groep", _("Groep"), [("", _("alle groepen")), *doelgroepen(language)]),
    ]
    return [
        {
            "veld": name,
            "label": label,
            "opties": [(value, text, getattr(chosen, name) == value) for value, text in options],
        }
        for name, label, options in asked
        if name != "wanneer" or chosen.lijst != "zonder"
    ]
