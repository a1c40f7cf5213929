"""Which steps there are, what each asks, and what it shows of what is on record. The rules are not known here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from doorstroom.kernel.process import Action
from doorstroom.web.werkplek.formulier import DAY

#: The actions that are taken in these steps.
ACTIONS = ("pip_vaststellen", "pip_na_verhuizing", "pip_opnieuw_vaststellen")


@dataclass(frozen=True)
class Step:
    """One step. ``fields``: what it asks; ``shows``: the types of events that it looks back at."""

    name: str
    label: Any
    lead: Any
    fields: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()


CHECK = Step(
    "controle",
    _("Controle en voorstel"),
    _("Lees het plan nog eens door. Daarna stelt u het voor. Een collega geeft akkoord of niet."),
)
_STEPS = (
    Step(
        "intake",
        _("Intake"),
        _("Het plan rust op de brede intake. Kijk of alles klopt en of er iets ontbreekt."),
        shows=("intake_opgeroepen", "intake_niet_verschenen", "intake_afgerond", "derde_informatie_gevraagd",
               "derde_informatie_ontvangen"),
    ),
    Step(
        "toets",
        _("Toets"),
        _("De leerbaarheidstoets geeft een advies over de leerroute. U beslist zelf, met een uitleg."),
        shows=("leerbaarheidstoets_afgenomen", "leerbaarheidstoets_ontheven"),
    ),
    Step(
        "leerroute",
        _("Leerroute"),
        _("Kies de leerroute. Kiest u anders dan de toets? Schrijf dan op waarom."),
        (DAY, "gemeente", "leerroute", "afwijking_van_toets"),
        ("leerbaarheidstoets_afgenomen", "leerbaarheidstoets_ontheven"),
    ),
    Step(
        "doelen",
        _("Doelen"),
        _("Welk niveau hoort bij deze persoon, en hoeveel uur les is daarvoor nodig?"),
        ("niveau", "niveau_lezen", "niveau_luisteren", "niveau_schrijven", "niveau_spreken", "alfabetisering",
         "uren_leerroute", "knm_examen_in_zroute"),
    ),
    Step(
        "map-pvt",
        _("MAP, PVT en begeleiding"),
        _("Spreek af hoeveel uur de MAP en het PVT duren, en hoe u de persoon begeleidt."),
        ("intensiteit_map", "intensiteit_pvt", "ondersteuning_en_begeleiding", "voortgangsgesprekken",
         "afspraken_voorschoolse_educatie", "besluiten_participatiewet"),
    ),
    CHECK,
)  # fmt: skip


def steps_of(action: Action) -> tuple[Step, ...]:
    """The steps of an action; the last that asks something also asks what was declared and stands in none."""
    asked = (DAY, *(action.asks or ()))
    known = {name for step in _STEPS for name in step.fields}
    rest = tuple(name for name in asked if name not in known)
    found = []
    for step in _STEPS:
        fields = tuple(name for name in step.fields if name in asked)
        fields += rest if step.name == "map-pvt" else ()
        found.append(Step(step.name, step.label, step.lead, fields, step.shows))
    return tuple(found)
