"""Pages of a list, with their addresses in the Link header (RFC 8288)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from doorstroom.web.api.vormen import Bladzijde

LINKS = {
    "Link": {
        "description": "Adressen van de eerste, vorige, volgende en laatste bladzijde.",
        "schema": {"type": "string"},
    }
}


def bounds(page: Bladzijde) -> tuple[int, int]:
    """From which place up to which, exclusive."""
    start = (page.pagina - 1) * page.per_pagina
    return start, start + page.per_pagina


def link(request: HttpRequest, response: HttpResponse, page: Bladzijde, count: int) -> None:
    """Say in the answer where the other pages are."""
    last = max(1, -(-count // page.per_pagina))
    wanted = {"first": 1, "prev": page.pagina - 1, "next": page.pagina + 1, "last": last}
    told = []
    for name, number in wanted.items():
        if 1 <= number <= last:
            query = request.GET.copy()
            query["pagina"] = str(number)
            told.append(f'<{request.path}?{query.urlencode()}>; rel="{name}"')
    response["Link"] = ", ".join(told)
