"""The road to a passport: the same answers as events of nationality, and what its rules say of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from doorstroom.stelsels.nationaliteit import system as nationaliteit
from doorstroom.web.planner.answers import Answers
from doorstroom.web.planner.declared import Moment, columns_of
from doorstroom.web.planner.events import Fact, as_events
from doorstroom.web.planner.outlook import Life, Outlook, look
from doorstroom.web.planner.timeline import Item, items_of
from doorstroom.web.planner.worlds import worlds_of

#: Questions that this road rests on, of those that the lives differ in.
_COUNTS = ("verblijf", "sinds", "geboren")
_GROUNDS = {
    "asiel": "8c",
    "gezin_asiel": "8a",
    "gezin": "8a",
    "bedienaar": "8a",
    "tijdelijk": "8a",
    "eu": "8e",
}
#: Permits of which the answers do not tell whether their purpose is temporary for naturalisation (list of the IND):
#: study is, work is not, and family follows the permit of who has asylum, for a fixed time or stronger.
_EITHER = ("tijdelijk", "bedienaar", "gezin_asiel")


def _sufficient(values: Mapping[str, Any]) -> bool:
    return bool(values["verblijfsrecht_volstaat"])


def _stronger_first(values: Mapping[str, Any]) -> bool:
    return values["verblijfsrecht_volstaat"] is not True and values["toelating_grond"] == "8c"


def _before_naturalisation(values: Mapping[str, Any]) -> bool:
    option, request = values["optie_vanaf"], values["naturalisatie_vanaf"]
    return option is not None and (request is None or option < request)


def _open_question(values: Mapping[str, Any]) -> bool:
    return values["verblijfsrecht_volstaat"] is None and values["toelating_grond"] == "8c"


PASSPORT: tuple[Moment, ...] = (
    Moment(
        "onbepaald", "wet", "u", _("U kunt een sterker verblijfsrecht vragen"),
        _("Dit heet EU-langdurig ingezetene. Uw inkomen en uw diploma tellen mee."), ("onbepaald_vanaf",),
        ("verblijf_sinds",), ("verblijfsrecht_volstaat", "toelating_grond"), _stronger_first,
    ),
    Moment(
        "naturalisatie", "wet", "u", _("U kunt vragen om Nederlander te worden"),
        _("Vraag het niet eerder: dan zegt de IND nee en bent u het geld kwijt."), ("naturalisatie_vanaf",),
        ("naturalisatie_gewoon_op", "naturalisatie_grond", "verblijf_sinds"), ("verblijfsrecht_volstaat",), _sufficient,
    ),
    Moment(
        "naturalisatie_later", "schatting", "u", _("U kunt vragen om Nederlander te worden"),
        _("Met een asielvergunning voor een paar jaar kan het nog niet. Eerst is een sterker verblijfsrecht nodig."),
        ("naturalisatie_verwacht_op",), ("verblijfsrecht_volstaat", "naturalisatie_vanaf"),
        ("verblijfsrecht_volstaat", "toelating_grond"), _stronger_first,
    ),
    Moment(
        "naturalisatie_misschien", "schatting", "u", _("U kunt misschien vragen om Nederlander te worden"),
        _("U bent staatloos en u hebt asiel. Vraag eerst aan de IND of het al kan."), ("naturalisatie_vanaf",),
        ("naturalisatie_grond", "verblijf_sinds"), ("verblijfsrecht_volstaat", "toelating_grond"), _open_question,
    ),
    Moment(
        "optie", "wet", "u", _("U kunt Nederlander worden met een optie"),
        _("Dit is sneller en goedkoper. U hoeft hiervoor geen examen te doen."), ("optie_vanaf",),
        ("optie_grond", "optie_afstand_verplicht"), ("optie_vanaf", "naturalisatie_vanaf"), _before_naturalisation,
    ),
)  # fmt: skip
_ALSO = (
    "afstand_verplicht", "inburgering_voldaan", "naturalisatie_grond", "naturalisatiegeld", "optiegeld",
    "taaleis_niveau", "verblijf_lang_genoeg", "verblijf_sinds", "verblijfsrecht_volstaat",
)  # fmt: skip
WANTED = frozenset(columns_of(PASSPORT) | set(_ALSO))


@dataclass(frozen=True)
class Road:
    """The road to a passport. ``gap``: the counting may have begun anew; ``permit``: the answer about it, if any.

    ``proof``: the document of the leerroute counts; None: unknown.
    """

    outlook: Outlook
    items: tuple[Item, ...]
    gap: bool
    permit: str | None
    proof: bool | None

    @property
    def fee(self) -> float | None:
        """Euros for one person, the highest that fits; None when it is not known."""
        fees = self.outlook.of("naturalisatiegeld")
        return None if None in fees else max(fees)


def road_of(answers: Answers, day: dt.date) -> Road | None:
    """The road for who wants to see it; None otherwise, and for who has no permit that can lead there."""
    if not answers.among("paspoort", "ja") or answers.among("verblijf", "oekraine"):
        return None
    gap = answers.unknown("onderbroken") or answers.among("onderbroken", "ja")
    lives: dict[object, Life] = {}
    for world in worlds_of(answers, day):
        for facts, choices in _variants(answers, world.given, day):
            told = [fact for fact in facts if fact[1] <= day]
            key = tuple((kind, on, tuple(sorted(payload.items()))) for kind, on, payload in told)
            kept = {name: value for name, value in world.choices.items() if name in _COUNTS}
            lives.setdefault(key, Life(as_events(told), day, {**kept, **choices}))
    outlook = look(nationaliteit(), list(lives.values()), WANTED)
    items = list(items_of(outlook, PASSPORT, answers))
    # A permit may hold from before the day on which it was given, and a partner makes the way shorter.
    asked = [key for key in ("geldig_vanaf", "partner", "partner_sinds", "staatloos") if answers.unknown(key)]
    alone = answers.unknown("partner") or answers.among("partner", "nee")
    sooner = tuple(key for key in asked if key != "partner_sinds" or not alone)
    if sooner:
        items = [
            replace(item, span=replace(item.span, before=True), depends=tuple(dict.fromkeys((*item.depends, *sooner))))
            for item in items
        ]
    if gap:
        items = [replace(item, span=replace(item.span, maybe=True)) for item in items]
    if answers.among("onderbroken", "ja"):
        items = []
    return Road(
        outlook, tuple(items), gap, answers.code("verblijf"), {"Z": False, None: None}.get(answers.code("route"), True)
    )


def _variants(answers: Answers, given: Mapping[str, Any], day: dt.date) -> Iterator[tuple[list[Fact], dict[str, str]]]:
    """The facts of one life, for each end of the days that are known in part."""
    permit = answers.day("geldig_vanaf")
    since = given["sinds"] or day
    starts = [since] if permit is None else sorted({min(permit.earliest, day), min(permit.latest, day)})
    partner = answers.day("partner_sinds") if answers.among("partner", "getrouwd", "samen") else None
    together = [None] if partner is None else sorted({partner.earliest, min(partner.latest, day)})
    for place, start in enumerate(starts):
        for other, both in enumerate(together):
            choices = {"geldig_vanaf": str(place)} if len(starts) > 1 else {}
            if len(together) > 1:
                choices["partner_sinds"] = str(other)
            for temporary in (True, False) if given["verblijf"] in _EITHER else (False,):
                yield list(_facts(answers, given, start, both, temporary=temporary)), choices


def _facts(
    answers: Answers, given: Mapping[str, Any], start: dt.date, together: dt.date | None, *, temporary: bool
) -> Iterator[Fact]:
    yield "geboorte", given["geboren"], {}
    yield "toelating_verkregen", start, {"grond": _GROUNDS[given["verblijf"]], "tijdelijk_doel": temporary}
    if together is not None:
        yield "samenwoning_met_nederlander", together, {}
        if answers.among("partner", "getrouwd"):
            yield "huwelijk_met_nederlander", together, {}
    if answers.among("staatloos", "ja"):
        yield "staatloosheid_vastgesteld", start, {}
