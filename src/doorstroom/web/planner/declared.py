"""Which columns stand on the timeline: what they are called, of what kind they are, and for whom they count.

Four kinds, never mixed: what happened, what the law says, a safe date (counted back through queues), an estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from doorstroom.web.planner.questions import EXAM_PARTS, Text

Kind = Literal["feit", "wet", "veilig", "schatting"]
KINDS: Mapping[Kind, Text] = {
    "feit": _("Gebeurd"),
    "wet": _("Wet"),
    "veilig": _("Veilige datum"),
    "schatting": _("Schatting"),
}
KINDS_EXPLAINED: Mapping[Kind, Text] = {
    "feit": _("Dit is gebeurd."),
    "wet": _("Deze datum staat in de wet."),
    "veilig": _("Dit is ons advies. Dan is er genoeg tijd voor het wachten bij DUO."),
    "schatting": _("Dit denken wij. Het kan anders gaan."),
}
Who = Literal["u", "gemeente", "duo", ""]
WHO: Mapping[Who, Text] = {"u": _("U"), "gemeente": _("Uw gemeente"), "duo": _("DUO"), "": ""}
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Moment:
    """A place on the timeline. ``columns``: of the same sort, told together where their dates are the same.

    ``needs``: columns that ``only`` looks at, which says of one life whether the moment counts for it. ``why``: columns
    that are explained with the date. ``expected``: also told as an estimate when the plan is still to come.
    """

    key: str
    kind: Kind
    by: Who
    title: Text
    text: Text
    columns: tuple[str, ...]
    why: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    only: Callable[[Values], Any] | None = None
    expected: bool = False


def _not_done(values: Values) -> bool:
    return not values["voldaan"]


def _no_plan(values: Values) -> bool:
    return values["pip_eerste_datum"] is None


def _lessons_owed(values: Values) -> bool:
    return bool(values["is_asielstatushouder"]) and values["aanbod_begonnen_op"] is None and not values["voldaan"]


def _may_switch(values: Values) -> bool:
    return not values["voldaan"] and values["regime"] == "wi2021"


def _of_parts(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in EXAM_PARTS)


INTEGRATION: tuple[Moment, ...] = (
    Moment(
        "plicht", "wet", "", _("U moet inburgeren vanaf deze dag"),
        _("Deze plicht begint met uw vergunning. De brief van DUO kan later komen."), ("plicht_start",),
    ),
    Moment(
        "pip_uiterlijk", "wet", "gemeente", _("Uw plan (PIP) moet klaar zijn"),
        _("Is uw plan er dan niet? Vraag uw gemeente wanneer het komt. U krijgt hiervoor geen boete."),
        ("pip_uiterlijk",), ("pip_klok_start",), ("pip_eerste_datum",), _no_plan,
    ),
    Moment("pip", "feit", "gemeente", _("Uw plan (PIP)"), _("Uw termijn begint de dag erna."), ("pip_eerste_datum",)),
    Moment(
        "termijn_start", "wet", "", _("Uw termijn begint"), _("U hebt drie jaar om in te burgeren."),
        ("termijn_start",), expected=True,
    ),
    Moment(
        "lessen", "wet", "gemeente", _("Uw lessen moeten begonnen zijn"),
        _("Begint uw cursus later? Dan kunt u later extra tijd vragen."), ("aanbod_begin_uiterlijk",),
        needs=("is_asielstatushouder", "aanbod_begonnen_op", "voldaan"), only=_lessons_owed, expected=True,
    ),
    Moment(
        "wissel", "wet", "gemeente", _("Laatste dag voor een andere leerroute"),
        _("Past uw leerroute niet? Praat op tijd met uw gemeente."), ("wissel_uiterlijk",),
        needs=("voldaan", "regime"), only=_may_switch, expected=True,
    ),
    Moment(
        "verlenging_vroegst", "wet", "u", _("Vanaf nu mag u extra tijd vragen"),
        _("Kon u een tijd niet leren? Vraag dan extra tijd bij DUO. Stuur bewijs mee."),
        ("verlenging_aanvraag_vroegst",), needs=("voldaan",), only=_not_done, expected=True,
    ),
    Moment(
        "aanmelden", "veilig", "u", _("Meld u aan voor: %(parts)s"),
        _("Dan komt uw uitslag op tijd. Wachten op een examen en op de uitslag duurt lang."),
        _of_parts("laatste_veilige_inschrijving"), needs=("voldaan",), only=_not_done, expected=True,
    ),
    Moment(
        "examen", "veilig", "u", _("Doe het examen: %(parts)s"),
        _("Doet u het examen later? Dan komt uw uitslag misschien te laat."),
        _of_parts("laatste_veilige_examendatum"), needs=("voldaan",), only=_not_done, expected=True,
    ),
    Moment(
        "verlenging_veilig", "veilig", "u", _("Vraag op tijd extra tijd, als u die nodig hebt"),
        _("Dan beslist DUO voordat uw termijn voorbij is."), ("laatste_veilige_verlengingsaanvraag",),
        needs=("voldaan",), only=_not_done, expected=True,
    ),
    Moment(
        "termijn_einde", "wet", "u", _("Laatste dag van uw termijn"),
        _("Op deze dag moet u klaar zijn met alles."), ("termijn_laatste_dag",),
        ("termijn_start", "termijn_anker_maanden", "verlenging_maanden"),
        ("voldaan",), _not_done, expected=True,
    ),
    Moment(
        "ontzorgen", "wet", "gemeente", _("Tot deze dag betaalt de gemeente uw vaste kosten"),
        _("Daarna betaalt u de huur, het gas, het licht en de zorgverzekering zelf."), ("ontzorgen_laatste_dag",),
    ),
    Moment("klaar", "feit", "u", _("U bent klaar met inburgeren"), _("U hebt alles gedaan."), ("voldaan_op",)),
    Moment(
        "voorinburgering", "schatting", "u", _("De lessen in het azc zijn ongeveer klaar"),
        _("Meedoen mag, het hoeft niet."), ("voorinburgering_klaar_rond",), needs=("pip_eerste_datum",), only=_no_plan,
    ),
)  # fmt: skip

#: What else the pages tell: who somebody is to the law, money, what is left to do, and what could still be granted.
ALSO = (
    "aanbod_begonnen_op", "beschermd_door_keren", "college_biedt_aan", "cursus_zelf_betalen", "doelgroep",
    "heeft_pip", "inburgeringsplichtig", "inburgeringsplichtig_wi2021", "is_asielstatushouder", "leerroute",
    "lening_bovengrens", "lening_maximum", "map_verplicht", "map_voldaan", "oude_wet_boete_maximum", "pip_klok_start",
    "pvt_voldaan", "regime", "termijn_laatste_dag_mogelijk", "termijn_verstreken", "uiterste_inschrijving",
    "verlenging_bijna_afgerond_mogelijk", "verlenging_mogelijk", "voldaan", "vrijstelling_tijdelijk",
    "zroute_cursusuren_tekort", "zroute_participatieuren_tekort",
    *(f"{name}_{part}" for name in ("examen_plannen", "gratis_pogingen_over") for part in EXAM_PARTS),
    *(f"volgende_poging_{part}_kosten" for part in EXAM_PARTS),
)  # fmt: skip


def columns_of(moments: Iterable[Moment]) -> set[str]:
    """The columns that moments are told by."""
    return {name for moment in moments for name in (*moment.columns, *moment.why, *moment.needs)}


WANTED = frozenset(columns_of(INTEGRATION) | set(ALSO))
