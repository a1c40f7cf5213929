"""When something is refused or goes wrong: problem+json (RFC 9457), with a sentence for a person in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from doorstroom.kernel.guards import Refusal
from doorstroom.web.api import BASE, VERSION

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its usual status, its title, and what a client can do about it."""

    status: int
    title: Any
    advice: Any


#: Every kind by name. The name is the end of its ``type``, where this table can be read.
KINDS: dict[str, Kind] = {
    "ongeldig-verzoek": Kind(
        400,
        gettext_lazy("Dit verzoek klopt niet"),
        gettext_lazy("Kijk in `fouten` wat er mis is en stuur een ander verzoek."),
    ),
    "niet-ingelogd": Kind(
        401,
        gettext_lazy("Niet ingelogd"),
        gettext_lazy("Stuur een geldige sleutel mee: `Authorization: Bearer ...`."),
    ),
    "geen-recht": Kind(
        403,
        gettext_lazy("Dit hoort niet bij uw rol"),
        gettext_lazy("De tabel met rechten staat in de documentatie."),
    ),
    "csrf": Kind(
        403,
        gettext_lazy("Het verzoek komt niet van deze site"),
        gettext_lazy("Stuur het CSRF-token van de bladzijde mee, of gebruik een sleutel."),
    ),
    "niet-gevonden": Kind(
        404,
        gettext_lazy("Niet gevonden"),
        gettext_lazy("Het bestaat niet, of is niet van u om te zien: het antwoord is hetzelfde."),
    ),
    "methode": Kind(
        405,
        gettext_lazy("Deze methode kan hier niet"),
        gettext_lazy("De kop `Allow` noemt wat wel kan."),
    ),
    "conflict": Kind(
        409,
        gettext_lazy("Dit botst met wat er al is"),
        gettext_lazy("Lees opnieuw hoe het nu staat."),
    ),
    "sleutel-hergebruikt": Kind(
        409,
        gettext_lazy("Deze Idempotency-Key is al gebruikt"),
        gettext_lazy("Maak een nieuwe sleutel voor een ander verzoek."),
    ),
    "weigering": Kind(
        409,
        gettext_lazy("Deze handeling kan nu niet"),
        gettext_lazy("`weigeringen` zegt waarom, met wat er nog niet bekend is."),
    ),
    "verouderd": Kind(
        412,
        gettext_lazy("Intussen veranderd"),
        gettext_lazy("`gewijzigd` zegt wat anderen intussen vastlegden. Lees opnieuw en probeer het dan."),
    ),
    "te-groot": Kind(
        413,
        gettext_lazy("Te groot"),
        gettext_lazy("Een bestand mag hooguit 10 MB zijn, ander verkeer hooguit 2 MB."),
    ),
    "mediatype": Kind(
        415,
        gettext_lazy("Dit soort inhoud kan hier niet"),
        gettext_lazy("Stuur `application/json`, en een bestand als `multipart/form-data`."),
    ),
    "voorwaarde-nodig": Kind(
        428,
        gettext_lazy("Zeg welke versie u zag"),
        gettext_lazy("Stuur `If-Match` mee met de ETag van wat u las."),
    ),
    "te-vaak": Kind(
        429,
        gettext_lazy("Te veel verzoeken"),
        gettext_lazy("`Retry-After` zegt na hoeveel seconden het weer kan."),
    ),
    "fout": Kind(
        500,
        gettext_lazy("Er ging iets mis bij ons"),
        gettext_lazy("Noem `instance` als u het meldt. Opnieuw sturen met dezelfde sleutel is veilig."),
    ),
    "niet-beschikbaar": Kind(
        503,
        gettext_lazy("Nu niet beschikbaar"),
        gettext_lazy("Probeer het later nog een keer."),
    ),
}

#: What checks of input say, by kind of mistake. Of others the code says more than the sentence.
MISTAKES = {
    "missing": gettext_noop("Dit ontbreekt."),
    "extra_forbidden": gettext_noop("Dit veld bestaat hier niet."),
    "literal_error": gettext_noop("Deze waarde bestaat hier niet."),
    "string_type": gettext_noop("Dit moet tekst zijn."),
    "string_too_long": gettext_noop("Deze tekst is te lang."),
    "string_too_short": gettext_noop("Deze tekst is te kort."),
    "string_pattern_mismatch": gettext_noop("Deze tekst is niet goed geschreven."),
    "uuid_parsing": gettext_noop("Dit moet een UUID zijn."),
    "int_type": gettext_noop("Dit moet een geheel getal zijn."),
    "int_parsing": gettext_noop("Dit moet een geheel getal zijn."),
    "float_type": gettext_noop("Dit moet een getal zijn."),
    "bool_type": gettext_noop("Dit moet true of false zijn."),
    "date_parsing": gettext_noop("Dit moet een dag zijn die bestaat, zoals 2026-03-09."),
    "date_from_datetime_parsing": gettext_noop("Dit moet een dag zijn die bestaat, zoals 2026-03-09."),
    "date_type": gettext_noop("Dit moet een dag zijn die bestaat, zoals 2026-03-09."),
    "datetime_parsing": gettext_noop("Dit moet een moment zijn, zoals 2026-03-09T14:00:00+01:00."),
    "datetime_from_date_parsing": gettext_noop("Dit moet een moment zijn, zoals 2026-03-09T14:00:00+01:00."),
    "timezone_aware": gettext_noop("Zet de tijdzone erbij, zoals in 2026-03-09T14:00:00+01:00."),
    "dict_type": gettext_noop("Dit moet een JSON-object zijn."),
    "model_attributes_type": gettext_noop("Dit moet een JSON-object zijn."),
    "list_type": gettext_noop("Dit moet een lijst zijn."),
    "too_long": gettext_noop("Dit zijn er te veel."),
    "too_short": gettext_noop("Dit zijn er te weinig."),
    "greater_than": gettext_noop("Dit getal is te klein."),
    "greater_than_equal": gettext_noop("Dit getal is te klein."),
    "less_than": gettext_noop("Dit getal is te groot."),
    "less_than_equal": gettext_noop("Dit getal is te groot."),
    "unprintable": gettext_noop("Een tekst bevat een teken dat niet bewaard kan worden."),
}
_OTHERWISE = gettext_noop("Deze waarde klopt niet.")


class Problem(Exception):
    """What a client is told instead of an answer. ``more``: members beside those that every problem has."""

    def __init__(
        self, kind: str, detail: object, *, status: int | None = None, headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(kind, str(detail))
        self.kind, self.detail, self.status = kind, str(detail), status or KINDS[kind].status
        self.headers, self.more = dict(headers or {}), more


def answer(problem: Problem) -> HttpResponse:
    """The problem as an answer. ``instance`` names this one occurrence, so that it can be told and found."""
    body = {
        "type": f"{BASE}/problemen/{problem.kind}",
        "title": str(KINDS[problem.kind].title),
        "status": problem.status,
        "detail": problem.detail,
        "instance": uuid4().urn,
        **problem.more,
    }
    content = json.dumps(body, ensure_ascii=False, default=str)
    response = HttpResponse(content, status=problem.status, content_type=CONTENT_TYPE)
    response["API-Version"] = VERSION
    for name, value in problem.headers.items():
        response[name] = value
    return response


def mistakes(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is wrong with the input, one entry for each mistake: place, field, sentence and code."""
    found = []
    for error in errors:
        place, *names = [str(part) for part in error["loc"]]
        code = str(error["type"])
        sentence = _(MISTAKES.get(code, _OTHERWISE))
        found.append({"plaats": place, "veld": ".".join(names), "melding": sentence, "code": code})
    return found


def refused(sentences: Iterable[str], refusals: Iterable[Refusal] = ()) -> dict[str, Any]:
    """The members of a refusal: its sentences, and for each guard what it rests on and what is missing."""
    told = [refusal_of(refusal) for refusal in refusals]
    return {"zinnen": list(sentences) or [one["zin"] for one in told], "weigeringen": told}


def refusal_of(refusal: Refusal) -> dict[str, Any]:
    """Why an action may not be done: the sentence, the column it rests on, and the facts that are not known."""
    return {
        "zin": refusal.sentence,
        "kolom": refusal.guard.column or None,
        "ontbreekt": [
            {
                "kolom": lack.column,
                "gebeurtenistype": lack.event_type,
                "naam": lack.label,
                "leverancier": lack.supplier or None,
            }
            for lack in refusal.missing
        ],
    }
