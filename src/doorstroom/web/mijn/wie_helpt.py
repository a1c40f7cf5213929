"""Who helps a newcomer: his case worker, his municipality, and free legal help."""

from __future__ import annotations

from typing import Any

from doorstroom.web.brieven.sjabloon import letters_of
from doorstroom.web.mijn.blik import KIND, Blik
from doorstroom.web.toegang import matrix


def helpers(blik: Blik) -> dict[str, Any]:
    """Who helps, with their numbers; the free legal help is that of the letters."""
    helper = blik.dossier.zaak.klantmanager
    words = letters_of(blik.dossier.system).words.get("hulp", {})
    return {
        "helper": helper if helper is not None and matrix.sees(KIND, "persoon") else None,
        "gemeente": blik.municipality,
        "loket_telefoon": words.get("loket_telefoon", {}).get("nl", ""),
        "loket_site": words.get("loket_site", {}).get("nl", ""),
    }
