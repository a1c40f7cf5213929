"""The page of the exchange with DUO."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from doorstroom.web.beheer import duo as exchange
from doorstroom.web.beheer.bladen import has_exchange, needs, show


@require_GET
@needs("koppeling")
def duo(request: HttpRequest) -> HttpResponse:
    """What came and what went, how far each is, and what waits for a person."""
    if not has_exchange(request.user):
        raise Http404
    way = "uit" if request.GET.get("bak") == "uit" else "in"
    stuck = request.GET.get("welke") != "alle"
    told = exchange.how_it_goes()
    context = {
        "stand": told, "bak": way, "vast": stuck,
        "blad": exchange.messages(way, stuck, told, request.GET.get("blad")),
        "vraag": f"bak={way}&welke={'vast' if stuck else 'alle'}",
        "aantallen": [
            (label, [(exchange.STATES[name][0], number) for name, number in numbers.items() if number])
            for label, numbers in (("in", told.inbox), ("uit", told.outbox))
        ],
    }  # fmt: skip
    return show(request, "duo", "beheer:duo", context)
