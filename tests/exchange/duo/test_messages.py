"""Messages mean the same on both sides of the wire: end dates, scores, numbers, and what is absent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.messages.aanbod import Aanbod
from doorstroom.exchange.duo.messages.contactpersoon import Contactpersoongegevens, checked_name
from doorstroom.exchange.duo.messages.notificatie import Notificatie
from doorstroom.exchange.duo.messages.ontheffing import Ontheffing
from doorstroom.exchange.duo.messages.pip import PipVanGemeente
from doorstroom.exchange.duo.messages.plicht import (
    Doelgroephistorie,
    Inburgeringsplicht,
    Inburgeringsplichthistorie,
)
from doorstroom.exchange.duo.messages.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from doorstroom.exchange.duo.messages.termijn import Inburgeringstermijn, Inburgeringstermijnhistorie
from doorstroom.exchange.duo.messages.toets import Toetsresultaat
from doorstroom.exchange.duo.messages.uren import UrenVanGemeente
from doorstroom.exchange.duo.messages.vrijstelling import Vrijstelling
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.numbers import v_number

LAST_DAY, DAY_AFTER = "2024-02-29", dt.date(2024, 3, 1)

#: Every end date of the interface: the model, the rest of the message, the member, our field, and what it is at DUO.
INCLUSIVE: list[tuple[type[Message], dict[str, Any], str, str]] = [
    (Inburgeringsplicht, {"indicatorInburgeringsplicht": False}, "einddatum", "tot"),
    (Inburgeringsplichthistorie, {"indicatorInburgeringsplicht": False}, "einddatum", "tot"),
    (Doelgroephistorie, {}, "einddatum", "tot"),
]
EXCLUSIVE: list[tuple[type[Message], dict[str, Any], str, str]] = [
    (Inburgeringstermijn, {"startdatum": "2021-03-01"}, "einddatum", "tot"),
    (Inburgeringstermijnhistorie, {}, "einddatum", "tot"),
    (UrenVanGemeente, {}, "bekendTot", "bekend_tot"),
    (Aanbod, {"indicatorAlfabetiseringsonderwijs": "NVT"}, "verwachteEinddatumOpleiding", "tot"),
]


@pytest.mark.parametrize(
    ("model", "rest", "member", "field"), INCLUSIVE, ids=lambda part: getattr(part, "__name__", None)
)
def test_an_inclusive_end_becomes_the_day_after_and_back(
    model: type[Message], rest: dict[str, Any], member: str, field: str
) -> None:
    read = model.read({**rest, member: LAST_DAY})
    assert getattr(read, field) == DAY_AFTER
    assert read.written()[member] == LAST_DAY


@pytest.mark.parametrize(
    ("model", "rest", "member", "field"), EXCLUSIVE, ids=lambda part: getattr(part, "__name__", None)
)
def test_an_exclusive_end_stays_the_day_after(
    model: type[Message], rest: dict[str, Any], member: str, field: str
) -> None:
    read = model.read({**rest, member: DAY_AFTER.isoformat()})
    assert getattr(read, field) == DAY_AFTER
    assert read.written()[member] == DAY_AFTER.isoformat()


def test_the_end_of_a_temporary_exemption_is_inclusive() -> None:
    wire = {"TijdelijkeVrijstelling": {"oordeel": "Toekenning", "reden": "OPL", "einddatum": LAST_DAY}}
    read = Vrijstelling.read(wire)
    assert read.tijdelijk is not None and read.tijdelijk.tot == DAY_AFTER
    assert read.written() == wire


def test_no_end_date_of_the_interface_is_left_out_here() -> None:
    """Every member of every model that is the end of a period: its name says so in one of two ways."""
    ends = {
        (model.__name__, member)
        for model in _models(Message)
        for member in model.members()
        if member.startswith(("eind", "verwachteEind")) or member.endswith("Tot")
    }
    tested = {(model.__name__, member) for model, _, member, _ in (*INCLUSIVE, *EXCLUSIVE)}
    assert ends == tested | {("TijdelijkeVrijstelling", "einddatum")}


def _models(of: type[Message]) -> Iterator[type[Message]]:
    for each in of.__subclasses__():
        yield each
        yield from _models(each)


def test_the_last_day_of_the_calendar_is_no_end() -> None:
    read = Inburgeringsplicht.read({"indicatorInburgeringsplicht": True, "einddatum": "9999-12-31"})
    assert read.tot is None


@pytest.mark.parametrize("score", ["72,50", "7,00", "100,00", "0,25"])
def test_a_score_has_a_comma_on_the_wire_and_is_a_number_here(score: str) -> None:
    wire = {"resultaat": "Onbekend", "behaaldeScore": score, "benodigdeScore": "60,00", "datumAfname": "2024-01-02"}
    read = Toetsresultaat.read(wire)
    assert read.score == Decimal(score.replace(",", "."))
    assert read.written() == wire


@pytest.mark.parametrize("score", ["72.50", "72,5", "1000,00", "72", 72.5])
def test_another_score_is_refused(score: object) -> None:
    wire = {"resultaat": "Onbekend", "behaaldeScore": score, "benodigdeScore": "60,00", "datumAfname": "2024-01-02"}
    with pytest.raises(MessageError, match="behaaldeScore"):
        Toetsresultaat.read(wire)


def test_what_is_null_is_refused_and_what_is_unknown_to_us_is_left_aside() -> None:
    with pytest.raises(MessageError, match="einddatum: is null"):
        Inburgeringsplicht.read({"indicatorInburgeringsplicht": True, "einddatum": None})
    read = Inburgeringsplicht.read({"indicatorInburgeringsplicht": True, "nieuwVeld": 1})
    assert read.written() == {"indicatorInburgeringsplicht": True}


@pytest.mark.parametrize("day", ["2023-02-29", "29-02-2024", "20240229", "1709164800", 20240229, "2024-02-29T00:00:00"])
def test_a_day_that_does_not_exist_or_is_written_otherwise_is_refused(day: object) -> None:
    with pytest.raises(MessageError, match="begindatum: is geen datum"):
        Inburgeringsplicht.read({"indicatorInburgeringsplicht": True, "begindatum": day})


def test_the_items_of_a_list_are_told_apart_by_which_member_is_present() -> None:
    whole = {"oordeel": "Afwijzing", "reden": "AVI", "datumOordeel": "2024-01-02"}
    assert Vrijstelling.read({"GeheleVrijstelling": whole}).geheel is not None
    both = {"GeheleVrijstelling": whole, "GedeeltelijkeVrijstelling": {**whole, "examenonderdeel": "LE"}}
    read = Vrijstelling.read(both)
    assert read.geheel is not None and read.gedeeltelijk is not None and read.tijdelijk is None
    assert read.written() == both


@pytest.mark.parametrize(("uren", "meant"), [(40, 40), (0, 0), (None, None)])
def test_hours_of_a_dispensation_have_three_meanings(uren: int | None, meant: int | None) -> None:
    part: dict[str, Any] = {"oordeel": "Toekenning", "datumOordeel": "2024-01-02", "grond": "MED"}
    if uren is not None:
        part["urenBelastbaarheidParticipatieactiviteit"] = uren
    read = Ontheffing.read({"GedeeltelijkeOntheffing": part}).gedeeltelijk
    assert read is not None and read.uren == meant


@pytest.mark.parametrize("model", [ResultaatMap, ResultaatPvt, ResultaatZroute, Aanbod])
def test_R_12_a_body_that_replaces_all_says_every_member(model: type[Message]) -> None:
    with pytest.raises(ValueError, match="Field required"):
        model()
    wanted: dict[str, Any] = dict.fromkeys(model.model_fields)
    if model is Aanbod:
        wanted["alfabetisering"] = "NVT"
    assert set(model(**wanted).written()) <= {"indicatorAlfabetiseringsonderwijs"}


def test_a_v_number_gets_its_leading_zeros_back() -> None:
    read = Notificatie.read(
        {"registratieDatumTijd": "2024-01-01T08:00:00Z", "gebeurtenisId": "SS101", "vNummer": 12345}
    )
    assert read.v_nummer is not None and v_number(read.v_nummer) == "0000012345"
    assert v_number(9_999_999_999) == "9999999999"
    with pytest.raises(MessageError):
        v_number(10_000_000_000)


@pytest.mark.parametrize("name", ["Åsa d'Été‑Jansen", "J. de Vries", "Ng'ang‘a", ""])
def test_a_name_of_letters_dashes_and_apostrophes_is_fine(name: str) -> None:
    checked_name(Contactpersoongegevens(naam=name, email="a@b.nl", telefoonnummer="020 1234567"))


@pytest.mark.parametrize("name", ["Jan2", "Jan <b>", "a@b", "Jan;"])
def test_another_sign_in_a_name_is_refused_since_the_pattern_holds_for_the_whole_name(name: str) -> None:
    with pytest.raises(MessageError, match="naam"):
        checked_name(Contactpersoongegevens(naam=name, email="a@b.nl", telefoonnummer="020 1234567"))


@pytest.mark.parametrize("phone", ["+31201234567", "020-1234567", "020 1234567,12", "(020) 1234567", "12"])
def test_a_telephone_number_has_the_documented_form(phone: str) -> None:
    good = phone not in ("(020) 1234567", "12")
    if good:
        Contactpersoongegevens(naam="A", email="a@b.nl", telefoonnummer=phone)
    else:
        with pytest.raises(ValueError, match="telefoonnummer"):
            Contactpersoongegevens(naam="A", email="a@b.nl", telefoonnummer=phone)


def test_a_plan_of_another_municipality_is_read_with_its_code() -> None:
    wire = {"gemeentecode": "0344", "pip": {"dagtekeningPip": "2024-01-02", "leerroute": "Z"}}
    assert PipVanGemeente.read(wire).written() == wire
    with pytest.raises(MessageError, match="gemeentecode"):
        PipVanGemeente.read({**wire, "gemeentecode": "344"})


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-01T08:00:00Z", "2024-01-01 08:00:00+00:00"),
        ("2024-07-01T08:00:00+02:00", "2024-07-01 06:00:00+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31 23:59:59+00:00"),
        ("2024-01-01t08:00:00.123456789z", "2024-01-01 08:00:00.123456+00:00"),
    ],
)
def test_a_moment_is_read_as_the_standard_writes_it(text: str, moment: str) -> None:
    read = Notificatie.read({"registratieDatumTijd": text, "gebeurtenisId": "SS101"})
    assert str(read.moment) == moment


@pytest.mark.parametrize("text", ["2024-01-01T08:00:00", "2024-01-01", "2024-13-01T08:00:00Z", "gisteren"])
def test_a_moment_without_a_zone_is_refused(text: str) -> None:
    with pytest.raises(MessageError, match="registratieDatumTijd"):
        Notificatie.read({"registratieDatumTijd": text, "gebeurtenisId": "SS101"})
