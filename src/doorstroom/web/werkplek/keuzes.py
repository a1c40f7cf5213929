"""Groups and routes that lists can be narrowed down to, by the names that the system gives them."""

from __future__ import annotations

from typing import get_args

from doorstroom.kernel.wording import Language
from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.events.pip import Leerroute
from doorstroom.stelsels.inburgering.events.plicht import Doelgroep
from doorstroom.web.werkplek.woorden import choice_name


def leerroutes(language: Language) -> list[tuple[str, str]]:
    """Codes and names of the leerroutes."""
    return [
        (code, choice_name(system(), "pip_vastgesteld", "leerroute", code, language)) for code in get_args(Leerroute)
    ]


def doelgroepen(language: Language) -> list[tuple[str, str]]:
    """Codes and names of the groups."""
    return [
        (code, choice_name(system(), "doelgroep_gewijzigd", "doelgroep", code, language))
        for code in get_args(Doelgroep)
    ]
